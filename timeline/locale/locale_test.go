package locale_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/calendar"
	"kvartal/timeline/locale"
)

func TestEveryLanguageIsComplete(t *testing.T) {
	keys := locale.Danish().Keys()
	for _, tag := range locale.Tags() {
		l, ok := locale.Get(tag)
		if !ok || l.Tag != tag {
			t.Fatalf("no language %q", tag)
		}
		if diff := cmp.Diff(keys, l.Keys()); diff != "" {
			t.Errorf("%s has other words than Danish:\n%s", tag, diff)
		}
		for _, key := range keys {
			word, _ := l.Word(key)
			danish := locale.Danish().Must(key)
			if word == "" || strings.Count(word, "%d") != strings.Count(danish, "%d") || strings.Count(word, "%s") != strings.Count(danish, "%s") {
				t.Errorf("%s: %s is %q, in Danish %q", tag, key, word, danish)
			}
		}
		for _, names := range [][]string{l.Months[:], l.MonthsShort[:], l.Days[:], l.DaysShort[:], l.Quotes[:], {l.Week, l.WeekTiny, l.Quarter, l.QuarterTiny}} {
			seen := map[string]bool{}
			for _, name := range names {
				if name == "" || seen[name] {
					t.Errorf("%s: %q in %q", tag, name, names)
				}
				seen[name] = len(names) > 4 // quotes and patterns may be alike
			}
		}
	}
}

func TestGet(t *testing.T) {
	for tag, want := range map[string]string{"da": "da", "da-DK": "da", "DA": "da", "en-GB": "en", "xx": "", "": "", "dan": ""} {
		l, ok := locale.Get(tag)
		if ok != (want != "") || ok && l.Tag != want {
			t.Errorf("Get(%q) = %v, %t", tag, l, ok)
		}
	}
	if got := locale.Danish().Must("no such key"); got != "[no such key]" {
		t.Error(got)
	}
}

func TestDates(t *testing.T) {
	at := calendar.At(2026, 3, 1, 8, 30, 0, 0)
	english, _ := locale.Get("en")
	for _, test := range []struct{ got, want string }{
		{locale.Danish().DateLong(at), "1. marts 2026"},
		{locale.Danish().DateShort(at), "1. mar. 2026"},
		{locale.Danish().DayMonth(at), "1. mar."},
		{locale.Danish().MonthShort(at), "mar. 2026"},
		{locale.Danish().Moment(at), "1. mar. 2026 08:30"},
		{locale.Danish().Moment(at.StartOfDay()), "1. mar. 2026"},
		{locale.Danish().Last(at.StartOfDay()), "28. feb. 2026"},
		{locale.Danish().Last(at), "1. mar. 2026 08:30"},
		{english.DateLong(at), "1 March 2026"},
		{english.Time(at + 5), "08:30:00.005"},
		{english.Time(at + 15*calendar.Second), "08:30:15"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	date := calendar.Date
	for _, test := range []struct {
		start, end calendar.Instant
		want       string
	}{
		{date(2025, 8, 1), date(2026, 3, 1), "aug. 2025 – feb. 2026"},
		{date(2026, 2, 1), date(2026, 3, 1), "feb. 2026"},
		{date(2026, 1, 5), date(2026, 3, 1), "5. jan. – 28. feb. 2026"},
		{date(2025, 12, 5), date(2026, 3, 1), "5. dec. 2025 – 28. feb. 2026"},
		{date(2026, 1, 5), date(2026, 1, 10), "5.–9. jan. 2026"},
		{date(2026, 1, 5), date(2026, 1, 6), "5. jan. 2026"},
		{date(2026, 1, 5), date(2026, 1, 5), "5. jan. 2026"},
		{calendar.At(2026, 1, 5, 8, 0, 0, 0), calendar.At(2026, 1, 5, 12, 30, 0, 0), "5. jan. 2026 08:00–12:30"},
		{calendar.At(2026, 1, 5, 8, 0, 0, 0), date(2026, 1, 6), "5. jan. 2026 08:00–24:00"},
		{date(2026, 1, 6), date(2026, 1, 5), "6. jan. 2026"},
	} {
		if got := locale.Danish().Period(test.start, test.end); got != test.want {
			t.Errorf("%s to %s: %q, want %q", test.start, test.end, got, test.want)
		}
	}
}
