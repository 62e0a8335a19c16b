package locale

import (
	"testing"

	"kvartal/timeline/calendar"
)

// TestBrief wants what Period says, without the years.
func TestBrief(t *testing.T) {
	day := func(y, m, d int) calendar.Instant { return calendar.Date(y, m, d) }
	for _, c := range []struct {
		start, end      calendar.Instant
		danish, english string
	}{
		{day(2026, 5, 1), day(2026, 5, 1), "1. maj", "1 May"},
		{day(2026, 2, 1), day(2026, 3, 1), "feb.", "Feb"},
		{day(2025, 8, 1), day(2026, 3, 1), "aug. – feb.", "Aug – Feb"},
		{day(2026, 1, 5), day(2026, 1, 6), "5. jan.", "5 Jan"},
		{day(2026, 1, 5), day(2026, 1, 8), "5.–7. jan.", "5–7 Jan"},
		{day(2025, 12, 5), day(2026, 1, 5), "5. dec. – 4. jan.", "5 Dec – 4 Jan"},
		{day(2026, 1, 5) + 8*calendar.Hour, day(2026, 1, 5) + 12*calendar.Hour, "5. jan. 08:00–12:00", "5 Jan 08:00–12:00"},
		{day(2026, 1, 5) + 22*calendar.Hour, day(2026, 1, 7), "5. jan. 22:00 – 6. jan. 24:00", "5 Jan 22:00 – 6 Jan 24:00"},
		{day(2026, 1, 5) + 22*calendar.Hour, day(2026, 1, 5) + 22*calendar.Hour, "5. jan. 22:00", "5 Jan 22:00"},
	} {
		if got := Danish().Brief(c.start, c.end); got != c.danish {
			t.Errorf("danish: %q, want %q", got, c.danish)
		}
		if got := english.Brief(c.start, c.end); got != c.english {
			t.Errorf("english: %q, want %q", got, c.english)
		}
	}
}
