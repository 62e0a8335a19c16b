package calendar_test

import (
	"strings"
	"testing"

	"kvartal/timeline/calendar"
)

func TestMeantPattern(t *testing.T) {
	for pattern, want := range map[string]string{
		"DD-MM-ÅÅÅÅ":          "DD-MM-YYYY, foreign",
		"dd/mm/åååå":          "DD/MM/YYYY, foreign",
		"TT.MM.JJJJ":          "DD.MM.YYYY, foreign",
		"DD/MM/AAAA":          "DD/MM/YYYY, foreign",
		"yyyy-mm-dd":          "YYYY-MM-DD, foreign",
		"YYYY-MM-DD TT:MM":    "YYYY-MM-DD HH:mm, foreign",
		"yy.mm":               "YY.MM, foreign",
		"DD-mm-YYYY":          "DD-MM-YYYY",
		"YYYY-MM-DD HH:MM":    "YYYY-MM-DD HH:mm",
		"YYYY-MM-DD":          "",
		"YYYY-MM-DD HH:mm:ss": "",
		"D/M/YYYY h:mm A":     "",
		"HH:mm":               "",
		"mm:ss":               "",
		"MM.DD":               "",
		"[dd] DD-MM-YYYY":     "",
		"[dd":                 "",
		"yyyy-kk":             "", // what would be proposed has letters that are no token either
		"dddd DD-MM-YYYY":     "",
		"X":                   "",
		"":                    "",
		"\xff":                "",
	} {
		got := ""
		if m, ok := calendar.MeantPattern(pattern); ok {
			got = m.Pattern
			if m.Foreign {
				got += ", foreign"
			}
			if again, ok := calendar.MeantPattern(m.Pattern); ok {
				t.Errorf("%q means %q, and that %q", pattern, m.Pattern, again.Pattern)
			}
		}
		if got != want {
			t.Errorf("%q means %q, want %q", pattern, got, want)
		}
	}
	m, _ := calendar.MeantPattern("dd-mm-ÅÅÅÅ")
	if got, want := strings.Join(m.Changes, "; "), "the day is written DD; the month is written MM; the year is written YYYY"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
