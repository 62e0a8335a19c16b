package source_test

import (
	"testing"

	"kvartal/site/source"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct {
		in, want string
		iso      bool
	}{
		{"2026-08-01", "2026-08-01", true},
		{"2026-8-1", "2026-08-01", true},
		{" 2026-08-01T12:30 ", "2026-08-01", true},
		{"2026-08-01 12:30:59.5+02:00", "2026-08-01", true},
		{"2026-08-01T23:59:59Z", "2026-08-01", true},
		{"19-08-2025", "2025-08-19", false},
		{"19.8.2025", "2025-08-19", false},
		{"19/8 2025", "2025-08-19", false},
		{"19. august 2025", "2025-08-19", false},
		{"19 AUG. 2025", "2025-08-19", false},
		{"1 May 2026", "2026-05-01", false},
		{"29-02-2028", "2028-02-29", false},

		{"2026-02-30", `the date "2026-02-30" does not exist: February 2026 has 28 days`, true},
		{"29-02-2026", `the date "29-02-2026" does not exist: February 2026 has 28 days`, false},
		{"08/19/2025", `the date "08/19/2025" does not exist: the day comes first, then the month`, false},
		{"2026-08-01T24:00", `the time of day in "2026-08-01T24:00" does not exist`, true},
		{"20256-01-20", `"20256-01-20" is not a date`, false},
		{"2027-07-", `"2027-07-" is not a date`, false},
		{"19-08-25", `"19-08-25" is not a date`, false},
		{"1. augusti 2026", `"1. augusti 2026" is not a date`, false},
		{"", `"" is not a date`, false},
	} {
		at, iso, err := source.ReadDate(c.in)
		got := at.ISODate()
		if err != nil {
			got = err.Error()
		}
		if got != c.want || iso != c.iso {
			t.Errorf("%q: got %s (iso %t), want %s (iso %t)", c.in, got, iso, c.want, c.iso)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"2026-08-01", "19-08-2025", "1. aug. 2026", "2026-08-01T23:59", "31/12 9999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, err := source.ReadDate(s)
		if err != nil {
			return
		}
		again, iso, err := source.ReadDate(at.ISODate())
		if err != nil || !iso || again != at.StartOfDay() {
			t.Errorf("%q is read as %s, which is read as %s (%v)", s, at.ISODate(), again.ISODate(), err)
		}
	})
}
