package layout

import (
	"strings"
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/locale"
)

// Every directive of d3-time-format 4, at two moments. The numbers are d3's own;
// names, and dates in words, are those of the page's language.
func TestEveryDirective(t *testing.T) {
	words, _ := locale.Get("en")
	english := sheet{words: words}
	first := calendar.At(2026, 3, 1, 9, 5, 7, 42)      // a Sunday
	second := calendar.At(2027, 1, 2, 15, 30, 59, 500) // a Saturday of the last ISO week of 2026
	cases := []struct{ directive, first, second string }{
		{"%a", "Sun", "Sat"},
		{"%A", "Sunday", "Saturday"},
		{"%b", "Mar", "Jan"},
		{"%B", "March", "January"},
		{"%c", "1 Mar 2026 09:05:07.042", "2 Jan 2027 15:30:59.500"},
		{"%d", "01", "02"},
		{"%e", " 1", " 2"},
		{"%f", "042000", "500000"},
		{"%g", "26", "26"},
		{"%G", "2026", "2026"},
		{"%H", "09", "15"},
		{"%I", "09", "03"},
		{"%j", "060", "002"},
		{"%L", "042", "500"},
		{"%m", "03", "01"},
		{"%M", "05", "30"},
		{"%p", "AM", "PM"},
		{"%q", "1", "1"},
		{"%Q", "1772355907042", "1798903859500"},
		{"%s", "1772355907", "1798903859"},
		{"%S", "07", "59"},
		{"%u", "7", "6"},
		{"%U", "09", "00"},
		{"%V", "09", "53"},
		{"%w", "0", "6"},
		{"%W", "08", "00"},
		{"%x", "1 Mar 2026", "2 Jan 2027"},
		{"%X", "09:05:07.042", "15:30:59.500"},
		{"%y", "26", "27"},
		{"%Y", "2026", "2027"},
		{"%Z", "+0000", "+0000"},
		{"%%", "%", "%"},
		{"%-d", "1", "2"},
		{"%_d", " 1", " 2"},
		{"%0e", "01", "02"},
		{"%-j", "60", "2"},
		{"%_H", " 9", "15"},
		{"%Y-Q%q", "2026-Q1", "2027-Q1"},
		{"%K", "%K", "%K"}, // no directive
		{"100%", "100%", "100%"},
	}
	shown := ""
	for _, c := range cases {
		for i, at := range []calendar.Instant{first, second} {
			if got, want := english.axisFormat(c.directive, at), []string{c.first, c.second}[i]; got != want {
				t.Errorf("%s at %s: %q, want %q", c.directive, at, got, want)
			}
		}
		shown += c.directive
	}
	for _, directive := range "aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%" {
		if !strings.Contains(shown, "%"+string(directive)) {
			t.Errorf("no case shows what %%%c writes", directive)
		}
	}
}
