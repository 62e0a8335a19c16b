package text_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
	"kvartal/timeline/text"
)

// A random roadmap, with names of letters that are wide, combine, or steer.
func randomChart(t *rapid.T) *chart.Chart {
	name := rapid.StringMatching(`([a-zæøå]{1,12}[ /-]?|漢字|é|👩‍👧|x{30,90}|ﷺ){0,9}`)
	year := rapid.IntRange(1900, 2100).Draw(t, "year")
	span := rapid.SampledFrom([]int{1, 3, 40, 800, 30_000}).Draw(t, "days")
	unit := rapid.SampledFrom([]string{"d", "h", "w", "m", "M"}).Draw(t, "unit")
	format := rapid.SampledFrom([]string{"YYYY-MM-DD", "YYYY-MM-DD HH:mm"}).Draw(t, "format")
	var b strings.Builder
	fmt.Fprintf(&b, "gantt\ndateFormat %s\n", format)
	if rapid.Bool().Draw(t, "title?") {
		fmt.Fprintf(&b, "title %s\n", name.Draw(t, "title"))
	}
	if tick := rapid.SampledFrom([]string{"", "", "1quarter", "1day", "3month", "1hour", "900decade"}).Draw(t, "ticks"); tick != "" {
		fmt.Fprintf(&b, "tickInterval %s\n", tick)
	}
	for range rapid.IntRange(0, 12).Draw(t, "tasks") {
		if rapid.IntRange(0, 3).Draw(t, "section?") == 0 {
			fmt.Fprintf(&b, "section %s\n", name.Draw(t, "section"))
		}
		at := calendar.Date(year, 1, 1).AddDays(rapid.IntRange(0, span).Draw(t, "day"))
		date := at.ISODate()
		if strings.Contains(format, "HH") {
			date += fmt.Sprintf(" %02d:%02d", rapid.IntRange(0, 23).Draw(t, "hour"), rapid.SampledFrom([]int{0, 30}).Draw(t, "minute"))
		}
		flags := rapid.SampledFrom([]string{"", "", "done, ", "active, ", "crit, ", "crit, done, ", "milestone, ", "milestone, crit, ", "vert, "}).Draw(t, "flags")
		fmt.Fprintf(&b, "%s :%s%s, %d%s\n", name.Draw(t, "name"), flags, date, rapid.IntRange(0, 90).Draw(t, "length"), unit)
	}
	c, _ := timeline.Compile("", b.String(), timeline.Options{})
	if rapid.IntRange(0, 3).Draw(t, "limits?") == 0 {
		from := calendar.Date(year, 1, 1).AddDays(rapid.IntRange(-span, span).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(1, 500).Draw(t, "to"))
		c = c.Part(chart.View{From: &from, To: &to})
	}
	return c
}

var codes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// No line is wider than asked, for nothing is cut and nothing stands in it that is
// no text. With colours the text is the same.
func TestNeverWiderThanAsked(t *testing.T) {
	english, _ := locale.Get("en")
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		today := calendar.Date(2000, 5, 5)
		o := text.Options{
			Width:  rapid.IntRange(24, 200).Draw(t, "width"),
			ASCII:  rapid.Bool().Draw(t, "ascii"),
			Mail:   rapid.Bool().Draw(t, "mail"),
			Locale: rapid.SampledFrom([]*locale.Locale{nil, english}).Draw(t, "language"),
			Today:  rapid.SampledFrom([]*calendar.Instant{nil, &today}).Draw(t, "today"),
		}
		out := string(text.Write(c, o))
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if n := uniseg.StringWidth(line); n > o.Width {
				t.Fatalf("a line of %d columns, %d are asked for: %q in\n%s", n, o.Width, line, out)
			}
			if strings.TrimRight(line, " ") != line || strings.ContainsFunc(line, unicode.IsControl) || !utf8.ValidString(line) {
				t.Fatalf("%q", line)
			}
		}
		o.Color = true
		if plain := codes.ReplaceAllString(string(text.Write(c, o)), ""); plain != out {
			t.Fatalf("in colours it is another text:\n%s\nnot\n%s", plain, out)
		}
	})
}

// squeezed drops blanks and hyphens: a wrapped text is the same text.
func squeezed(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "-", "")
}

// A mail has every name and every date.
func TestMailHasEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		out := squeezed(string(text.Write(c, text.Options{Mail: true})))
		want := []string{strings.ToUpper(chart.Plain(c.Title))}
		for _, task := range c.Tasks {
			want = append(want, chart.Plain(task.Label()))
			if !task.Faulty && !task.EndsFirst() {
				p := task.Period()
				want = append(want, locale.Danish().Period(p.Start, p.End))
			}
		}
		for _, section := range c.Sections {
			if len(section.Rows) > 0 {
				want = append(want, chart.Plain(section.Label()))
			}
		}
		for _, words := range want {
			if !strings.Contains(out, squeezed(words)) {
				t.Fatalf("%q is missing in\n%s", words, text.Write(c, text.Options{Mail: true}))
			}
		}
	})
}

// The chart has them too, where names stand above bars: there nothing comes
// between the parts of a name.
func TestNarrowChartHasEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		out := squeezed(string(text.Write(c, text.Options{Width: 30})))
		for _, task := range c.Tasks {
			words := chart.Plain(task.Label())
			if !task.Faulty && !task.EndsFirst() {
				p := task.Period()
				if words != "" {
					words += ","
				}
				words += locale.Danish().Period(p.Start, p.End)
			}
			if !strings.Contains(out, squeezed(words)) {
				t.Fatalf("%q is missing in\n%s", words, text.Write(c, text.Options{Width: 30}))
			}
		}
	})
}

// Whatever a roadmap's text is, the lines are text and fit.
func FuzzWrite(f *testing.F) {
	f.Add("gantt\ntitle T\nsection S\nA :crit, 2026-01-05, 3w\nB :milestone, 2026-02-01, 0d\n", 40)
	f.Add("gantt\ntickInterval 1week\nA :0001-01-01, 9999-12-31\n", 80)
	f.Add("gantt\ndateFormat x\nA :1, 1ms\nB :9223372036854775807, 1d\n", 30)
	f.Fuzz(func(t *testing.T, roadmap string, width int) {
		c, _ := timeline.Compile("", roadmap, timeline.Options{})
		for _, mail := range []bool{false, true} {
			width = max(24, width%500)
			for line := range strings.Lines(string(text.Write(c, text.Options{Width: width, Mail: mail}))) {
				if n := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
					t.Fatalf("a line of %d columns, %d are asked for: %q", n, width, line)
				}
			}
		}
	})
}

// What steers a terminal does not reach it.
func TestNoControl(t *testing.T) {
	c, _ := timeline.Compile("", "gantt\ntitle \x1b]0;evil\x07\nsection \x1b[31mA\nB\x1b[2J\u202eC :2026-01-01, 1d\n", timeline.Options{})
	for _, mail := range []bool{false, true} {
		if out := string(text.Write(c, text.Options{Mail: mail})); strings.ContainsAny(out, "\x1b\x07\u202e") {
			t.Errorf("%q", out)
		}
	}
}
