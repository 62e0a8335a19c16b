package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"kvartal/timeline/calendar"
)

// Package time is the oracle: in UTC it knows the same calendar.
func TestAgreesWithPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(-300_000_000_000_000, 250_000_000_000_000).Draw(t, "ms") // the years -7537 to 9892
		at, want := calendar.Instant(ms), time.UnixMilli(ms).UTC()
		y, m, d := at.Date()
		if y != want.Year() || m != int(want.Month()) || d != want.Day() {
			t.Fatalf("date %d-%d-%d, want %s", y, m, d, want)
		}
		hour, minute, second, milli := at.Clock()
		if hour != want.Hour() || minute != want.Minute() || second != want.Second() || milli != want.Nanosecond()/1e6 {
			t.Fatalf("clock %d:%d:%d.%d, want %s", hour, minute, second, milli, want)
		}
		if int(at.Weekday()) != int(want.Weekday()) {
			t.Fatalf("weekday %d, want %s", at.Weekday(), want.Weekday())
		}
		isoYear, week := at.ISOWeek()
		if wantYear, wantWeek := want.ISOWeek(); isoYear != wantYear || week != wantWeek {
			t.Fatalf("week %d-W%d, want %d-W%d", isoYear, week, wantYear, wantWeek)
		}
		if back := calendar.At(y, m, d, hour, minute, second, milli); back != at {
			t.Fatalf("%d put together again is %d", at, back)
		}
	})
}

func TestDateCountsOn(t *testing.T) {
	for _, test := range []struct {
		year, month, day int
		want             string
	}{
		{2026, 13, 1, "2027-01-01"},
		{2026, 0, 1, "2025-12-01"},
		{2026, -11, 1, "2025-01-01"},
		{2026, 3, 0, "2026-02-28"},
		{2024, 3, 0, "2024-02-29"},
		{2026, 1, 366, "2027-01-01"},
	} {
		if got := calendar.Date(test.year, test.month, test.day).ISODate(); got != test.want {
			t.Errorf("Date(%d, %d, %d) = %s, want %s", test.year, test.month, test.day, got, test.want)
		}
	}
}

func TestAddMonthsKeepsWithinTheMonth(t *testing.T) {
	for _, test := range []struct {
		from   calendar.Instant
		months int
		want   string
	}{
		{calendar.Date(2024, 1, 31), 1, "2024-02-29T00:00:00"},
		{calendar.Date(2026, 1, 31), 1, "2026-02-28T00:00:00"},
		{calendar.Date(2024, 2, 29), 12, "2025-02-28T00:00:00"},
		{calendar.Date(2026, 3, 31), -1, "2026-02-28T00:00:00"},
		{calendar.Date(2026, 11, 15), 14, "2028-01-15T00:00:00"},
		{calendar.At(2026, 1, 31, 8, 30, 0, 5), 1, "2026-02-28T08:30:00.005"},
	} {
		if got := test.from.AddMonths(test.months).String(); got != test.want {
			t.Errorf("%s + %d months = %s, want %s", test.from, test.months, got, test.want)
		}
	}
}

func TestQuarter(t *testing.T) {
	for month, want := range []int{1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4} {
		if got := calendar.Date(2026, month+1, 28).Quarter(); got != want {
			t.Errorf("month %d is in quarter %d, want %d", month+1, got, want)
		}
	}
}

func TestExists(t *testing.T) {
	for _, test := range []struct {
		year, month, day int
		want             bool
	}{
		{2026, 2, 28, true}, {2026, 2, 29, false}, {2024, 2, 29, true}, {1900, 2, 29, false}, {2000, 2, 29, true},
		{2026, 4, 31, false}, {2026, 13, 1, false}, {2026, 0, 1, false}, {2026, 1, 0, false},
	} {
		if got := calendar.Exists(test.year, test.month, test.day); got != test.want {
			t.Errorf("Exists(%d, %d, %d) = %t", test.year, test.month, test.day, got)
		}
	}
}
