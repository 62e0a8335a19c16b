package calendar_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kvartal/timeline/calendar"
)

// The boundaries are those of d3-time 3: interval.every(n).range(from, to),
// with to included.
func TestTicks(t *testing.T) {
	for _, test := range []struct {
		step     calendar.Step
		from, to string
		want     string
	}{
		{calendar.Step{N: 1, Unit: calendar.UnitQuarter}, "2025-03-01", "2026-04-01", "2025-04-01 2025-07-01 2025-10-01 2026-01-01 2026-04-01"},
		{calendar.Step{N: 3, Unit: calendar.UnitMonth}, "2025-12-02", "2026-07-01", "2026-01-01 2026-04-01 2026-07-01"},
		{calendar.Step{N: 5, Unit: calendar.UnitMonth}, "2026-01-01", "2027-01-01", "2026-01-01 2026-06-01 2026-11-01 2027-01-01"},
		{calendar.Step{N: 24, Unit: calendar.UnitMonth}, "2026-01-01", "2028-01-01", "2026-01-01 2027-01-01 2028-01-01"},
		{calendar.Step{N: 2, Unit: calendar.UnitQuarter}, "2026-01-02", "2027-01-01", "2026-07-01 2027-01-01"},
		{calendar.Step{N: 10, Unit: calendar.UnitDay}, "2026-01-28", "2026-02-11", "2026-01-31 2026-02-01 2026-02-11"},
		{calendar.Step{N: 1, Unit: calendar.UnitWeek}, "2026-01-01", "2026-01-12", "2026-01-04 2026-01-11"},
		{calendar.Step{N: 1, Unit: calendar.UnitWeek, FirstDay: calendar.Monday}, "2026-01-01", "2026-01-12", "2026-01-05 2026-01-12"},
		// the weeks from the one that holds 1970-01-01, which is number 0
		{calendar.Step{N: 2, Unit: calendar.UnitWeek}, "1970-01-01", "1970-02-01", "1970-01-11 1970-01-25"},
		{calendar.Step{N: 2, Unit: calendar.UnitWeek, FirstDay: calendar.Monday}, "1970-01-01", "1970-02-01", "1970-01-12 1970-01-26"},
		{calendar.Step{N: 2, Unit: calendar.UnitWeek, FirstDay: calendar.Thursday}, "1970-01-01", "1970-02-01", "1970-01-01 1970-01-15 1970-01-29"},
		{calendar.Step{N: 1, Unit: calendar.UnitDecade}, "1999-01-02", "2020-01-01", "2000-01-01 2010-01-01 2020-01-01"},
		{calendar.Step{N: 5, Unit: calendar.UnitYear}, "1999-01-02", "2010-01-01", "2000-01-01 2005-01-01 2010-01-01"},
	} {
		ticks, ok := test.step.Ticks(day(test.from), day(test.to), 100)
		if !ok {
			t.Errorf("%s: too many ticks", test.step)
			continue
		}
		var got []string
		for _, at := range ticks {
			got = append(got, at.ISODate())
		}
		if joined := strings.Join(got, " "); joined != test.want {
			t.Errorf("%s weeks from %d, %s to %s:\n got %s\nwant %s", test.step, test.step.FirstDay, test.from, test.to, joined, test.want)
		}
	}
}

func TestTicksWithinADay(t *testing.T) {
	for _, test := range []struct {
		step calendar.Step
		want string
	}{
		{calendar.Step{N: 5, Unit: calendar.UnitHour}, "00:00 05:00 10:00 15:00 20:00 00:00"},
		{calendar.Step{N: 6, Unit: calendar.UnitHour}, "00:00 06:00 12:00 18:00 00:00"},
	} {
		ticks, _ := test.step.Ticks(day("2026-01-01"), day("2026-01-02"), 100)
		var got []string
		for _, at := range ticks {
			got = append(got, at.String()[11:16])
		}
		if joined := strings.Join(got, " "); joined != test.want {
			t.Errorf("%s: %s, want %s", test.step, joined, test.want)
		}
	}
}

func TestTicksStopAtTheLimit(t *testing.T) {
	if _, ok := (calendar.Step{N: 1, Unit: calendar.UnitMillisecond}).Ticks(day("0001-01-01"), day("9999-01-01"), 1000); ok {
		t.Error("more ticks than the limit")
	}
}

// Floor is at or before t, Next behind it, nothing lies between them, and
// boundaries are boundaries of themselves.
func TestBoundaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := calendar.Step{
			N:        rapid.IntRange(1, 40).Draw(t, "n"),
			Unit:     calendar.Unit(rapid.IntRange(0, int(calendar.UnitDecade)).Draw(t, "unit")),
			FirstDay: calendar.Weekday(rapid.IntRange(0, 6).Draw(t, "first day")),
		}
		at := calendar.Instant(rapid.Int64Range(-100_000_000_000_000, 200_000_000_000_000).Draw(t, "at"))
		floor, next := step.Floor(at), step.Next(at)
		if floor > at || next <= at {
			t.Fatalf("%s lies not in [%s, %s)", at, floor, next)
		}
		if step.Floor(floor) != floor || step.Floor(next) != next || step.Ceil(floor) != floor {
			t.Fatalf("%s or %s is no boundary", floor, next)
		}
		if between := step.Floor(next - 1); between != floor {
			t.Fatalf("%s is a boundary between %s and %s", between, floor, next)
		}
	})
}

func day(iso string) calendar.Instant {
	read, err := calendar.ReadLoose(iso)
	if err != nil {
		panic(iso)
	}
	return read.At
}
