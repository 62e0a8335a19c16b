package locale_test

import (
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/locale"
)

func TestSlip(t *testing.T) {
	english, _ := locale.Get("en")
	for days, want := range map[int][2]string{
		0: {"", ""}, 1: {"+1 dag", "+1 day"}, 12: {"+12 dage", "+12 days"}, -1: {"−1 dag", "−1 day"}, -3: {"−3 dage", "−3 days"},
	} {
		if got := [2]string{locale.Danish().Slip(days), english.Slip(days)}; got != want {
			t.Errorf("Slip(%d) is %q, want %q", days, got, want)
		}
	}
}

func TestRangesAndPeriods(t *testing.T) {
	day := calendar.Date
	for _, c := range []struct {
		start, end    calendar.Instant
		rangeAs, want string // in full; as shortly as is exact
	}{
		{day(2025, 8, 1), day(2026, 3, 1), "1. aug. 2025 – 28. feb. 2026", "aug. 2025 – feb. 2026"},
		{day(2026, 3, 1), day(2026, 6, 1), "1. mar. 2026 – 31. maj 2026", "mar. – maj 2026"},
		{day(2026, 2, 1), day(2026, 3, 1), "1. feb. 2026 – 28. feb. 2026", "feb. 2026"},
		{day(2026, 1, 5), day(2026, 3, 1), "5. jan. 2026 – 28. feb. 2026", "5. jan. – 28. feb. 2026"},
		{day(2026, 1, 5), day(2026, 1, 6), "5. jan. 2026", "5. jan. 2026"},
		{day(2026, 1, 5), day(2026, 1, 5), "5. jan. 2026", "5. jan. 2026"},
		{day(2026, 1, 5), day(2026, 1, 5) + 90*calendar.Minute, "5. jan. 2026 00:00–01:30", "5. jan. 2026 00:00–01:30"},
		{day(2026, 1, 5) + 8*calendar.Hour, day(2026, 1, 5) + 10*calendar.Hour, "5. jan. 2026 08:00–10:00", "5. jan. 2026 08:00–10:00"},
		{day(2026, 1, 5) + 22*calendar.Hour, day(2026, 1, 6), "5. jan. 2026 22:00–24:00", "5. jan. 2026 22:00–24:00"},
		{day(2026, 1, 5) + 22*calendar.Hour, day(2026, 1, 7), "5. jan. 2026 22:00 – 6. jan. 2026 24:00", "5. jan. 2026 22:00 – 6. jan. 2026 24:00"},
		{day(2026, 1, 5), day(2026, 1, 6) + calendar.Hour, "5. jan. 2026 – 6. jan. 2026 01:00", "5. jan. 2026 – 6. jan. 2026 01:00"},
	} {
		if got := locale.Danish().Range(c.start, c.end); got != c.rangeAs {
			t.Errorf("Range(%v, %v) is %q, want %q", c.start, c.end, got, c.rangeAs)
		}
		if got := locale.Danish().Period(c.start, c.end); got != c.want {
			t.Errorf("Period(%v, %v) is %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

func TestTimesWithinADay(t *testing.T) {
	eight := calendar.Date(2026, 1, 5) + 8*calendar.Hour
	for end, want := range map[calendar.Instant]string{eight: "08:00", eight + 90*calendar.Minute: "08:00–09:30", eight + 16*calendar.Hour: "08:00–24:00"} {
		if got := locale.Danish().Times(eight, end); got != want {
			t.Errorf("until %v: %q, want %q", end, got, want)
		}
	}
}

func TestTaskKind(t *testing.T) {
	for _, c := range []struct {
		kind     string
		critical bool
		status   string
		want     string
	}{
		{"task", false, "planned", "Aktivitet"},
		{"task", true, "active", "Kritisk aktivitet, i gang"},
		{"milestone", true, "done", "Kritisk milepæl, afsluttet"},
		{"marker", true, "done", "Markering"},
	} {
		if got := locale.Danish().TaskKind(c.kind, c.critical, c.status); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}
