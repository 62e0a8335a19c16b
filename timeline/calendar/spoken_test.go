package calendar_test

import (
	"testing"

	"kvartal/timeline/calendar"
)

func TestReadSpoken(t *testing.T) {
	for text, want := range map[string]string{
		"01-02-2026":         "2026-02-01: 1 February 2026",
		"1/2/2026":           "2026-02-01: 1 February 2026",
		"1.2.26":             "2026-02-01: 1 February 2026",
		"1. 2. 2026":         "2026-02-01: 1 February 2026",
		"24/12":              "2027-12-24: 24 December 2027",
		"12/24/2026":         "2026-12-24: 24 December 2026", // no month 24: nothing else can be meant
		"1. feb":             "2027-02-01: 1 February 2027",
		"1. maj 2026":        "2026-05-01: 1 May 2026",
		"marts 2026":         "2026-03: March 2026",
		"Maj":                "2027-05: May 2027",
		"uge 12":             "2027-W12: week 12 of 2027",
		"Uge 2, 2026":        "2026-W02: week 2 of 2026",
		"2026 w12":           "2026-W12: week 12 of 2026",
		"Q2":                 "2027-Q2: quarter 2 of 2027",
		"2026Q2":             "2026-Q2: quarter 2 of 2026",
		"2. kvartal 2026":    "2026-Q2: quarter 2 of 2026",
		"3. kvt.":            "2027-Q3: quarter 3 of 2027",
		"2 kvartal":          "", // perhaps a length
		"Q5":                 "",
		"uge 54":             "",
		"31-02-2026":         "",
		"2":                  "",
		"1.5":                "2027-05-01: 1 May 2027",
		"12 24":              "",
		"soon":               "",
		"a1":                 "",
		"1-2-3-2026":         "",
		"":                   "",
		"\xff":               "",
		"uge 99999999999999": "",
	} {
		got := ""
		if s, ok := calendar.ReadSpoken(text, 2027); ok {
			got = s.Text + ": " + s.Name
			if start, end, err := calendar.ReadPeriod(s.Text, 1); err != nil || start != s.Start || end != s.End {
				t.Errorf("%q: its text %q means %v – %v, %v", text, s.Text, start, end, err)
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if _, ok := calendar.ReadSpoken("uge 12", 0); ok {
		t.Error("a year was found where none is known")
	}
}
