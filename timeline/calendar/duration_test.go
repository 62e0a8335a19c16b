package calendar_test

import (
	"testing"

	"kvartal/timeline/calendar"
)

func TestReadDuration(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"3d", "3d"}, {"2w", "2w"}, {"1ms", "1ms"}, {"0.1s", "0.1s"}, {"5m", "5m"}, {"5M", "5M"}, {"1y", "1y"}, {"0d", "0d"},
		{"1.5h", "1.5h"},
		// only their meaning is clear
		{"0", "0d, loose"}, {"1D", "1d, loose"}, {"1 d", "1d, loose"}, {"2min", "2m, loose"}, {".5d", "0.5d, loose"}, {"5.d", "5d, loose"},
		{"3 days", "3d, loose"}, {"3 Days", "3d, loose"}, {"2 mo", "2M, loose"}, {"2 M", "2M, loose"}, {"2 m", "2m, loose"},
		{"2 måneder", "2M, loose"}, {"1 år", "1y, loose"}, {"2 uger", "2w, loose"}, {"1H", "1h, loose"},
		// nobody knows
		{"5", "no"}, {"d", "no"}, {"", "no"}, {"-5d", "no"}, {"1e3d", "no"}, {"1f", "no"}, {"1.2.3d", "no"}, {"999999999999999d", "no"}, {".", "no"},
	} {
		d, exact, ok := calendar.ReadDuration(test.text)
		got := d.String()
		if !exact {
			got += ", loose"
		}
		if !ok {
			got = "no"
		}
		if got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

// The rounding is Mermaid's.
func TestDurationAfter(t *testing.T) {
	for _, test := range []struct {
		from calendar.Instant
		text string
		want string
	}{
		{calendar.Date(2026, 1, 1), "1.5d", "2026-01-03T00:00:00"},
		{calendar.Date(2026, 1, 1), "0.4d", "2026-01-01T00:00:00"},
		{calendar.Date(2026, 1, 1), "0.5w", "2026-01-05T00:00:00"},
		{calendar.Date(2026, 1, 1), "1.25w", "2026-01-10T00:00:00"},
		{calendar.Date(2026, 1, 1), "1.5M", "2026-02-01T00:00:00"},
		{calendar.Date(2026, 1, 1), "0.5y", "2026-01-01T00:00:00"},
		{calendar.Date(2024, 1, 31), "1M", "2024-02-29T00:00:00"},
		{calendar.Date(2024, 2, 29), "1y", "2025-02-28T00:00:00"},
		{calendar.Date(2026, 1, 1), "1.5h", "2026-01-01T01:30:00"},
		{calendar.Date(2026, 1, 1), "0.005s", "2026-01-01T00:00:00.005"},
		{calendar.Date(2026, 1, 1), "0.1m", "2026-01-01T00:00:06"},
	} {
		d, _, _ := calendar.ReadDuration(test.text)
		if got, ok := d.After(test.from); !ok || got.String() != test.want {
			t.Errorf("%s + %s = %s, want %s", test.from.ISODate(), test.text, got, test.want)
		}
	}
	day, _, _ := calendar.ReadDuration("1d")
	last := calendar.Date(calendar.MaxYear, 12, 31)
	_, early := day.After(last - calendar.Day)
	if _, late := day.After(last); !early || late {
		t.Errorf("the last day of the last year is reached: %t; the next one: %t", early, late)
	}
	for _, text := range []string{"8000y", "99999999999999ms", "99999999999999w", "4000000d"} {
		d, _, ok := calendar.ReadDuration(text)
		if at, inTime := d.After(calendar.Date(2026, 1, 1)); !ok || inTime && at.Year() > calendar.MaxYear {
			t.Errorf("%s ends in %s", text, at)
		}
	}
}
