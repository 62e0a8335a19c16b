package calendar

import (
	"fmt"
	"strings"
)

// ReadPeriod reads a day or a longer piece of the calendar as planners write
// it, and returns its first moment and the first moment after:
//
//	2026-03-01   a day
//	2026-W12     a week of ISO 8601
//	2026-03      a month
//	2026-Q3      a quarter of the calendar year
//	2026         a year
//	2026/27      a fiscal year, from firstMonth of 2026
//	2026/27-Q1   a quarter of it
//
// firstMonth is 1 to 12; with 1 there are no fiscal years apart from calendar
// years, and the two last forms are no date. The error is ErrNoMatch or a
// NoSuchDate.
func ReadPeriod(text string, firstMonth int) (start, end Instant, err error) {
	year, rest, digits := leadingNumber(text)
	if digits != 4 {
		return 0, 0, ErrNoMatch
	}
	month := 1
	if behind, ok := strings.CutPrefix(rest, "/"); ok {
		next, tail, n := leadingNumber(behind)
		switch {
		case n != 2:
			return 0, 0, ErrNoMatch
		case firstMonth <= 1:
			return 0, 0, NoSuchDate{"the fiscal year begins in January here, so it is the calendar year"}
		case next != (year+1)%100:
			return 0, 0, NoSuchDate{fmt.Sprintf("the fiscal year that begins in %d is %s", year, FiscalYear(Date(year, firstMonth, 1), firstMonth))}
		}
		month, rest = firstMonth, tail
	}
	fiscal := month != 1
	part, ok := strings.CutPrefix(rest, "-")
	if !ok {
		if rest != "" {
			return 0, 0, ErrNoMatch
		}
		return Date(year, month, 1), Date(year+1, month, 1), nil
	}
	if quarter, ok := strings.CutPrefix(part, "Q"); ok {
		n, tail, digits := leadingNumber(quarter)
		if digits != 1 || tail != "" {
			return 0, 0, ErrNoMatch
		}
		if n < 1 || n > 4 {
			return 0, 0, NoSuchDate{"the quarters of a year are 1 to 4"}
		}
		return Date(year, month+3*n-3, 1), Date(year, month+3*n, 1), nil
	}
	if fiscal {
		return 0, 0, ErrNoMatch
	}
	if week, ok := strings.CutPrefix(part, "W"); ok {
		n, tail, digits := leadingNumber(week)
		if digits != 1 && digits != 2 || tail != "" {
			return 0, 0, ErrNoMatch
		}
		v := fields{weekYear: year, week: n}
		start, err = v.firstOfWeek(year)
		return start, start + Week, err
	}
	return readDay(year, part)
}

// readDay reads the month, or month and day, behind a year.
func readDay(year int, part string) (start, end Instant, err error) {
	month, rest, digits := leadingNumber(part)
	if digits != 2 {
		return 0, 0, ErrNoMatch
	}
	if rest == "" {
		start, err = existing(year, month, 1)
		return start, start.AddMonths(1), err
	}
	day, tail, n := leadingNumber(strings.TrimPrefix(rest, "-"))
	if rest[0] != '-' || n != 2 || tail != "" {
		return 0, 0, ErrNoMatch
	}
	start, err = existing(year, month, day)
	return start, start + Day, err
}

// FiscalYear names the year that a moment lies in, where years begin with
// firstMonth (1 to 12; 0 is January): "2026/27", or "2026" from January.
func FiscalYear(t Instant, firstMonth int) string {
	y, m, _ := t.Date()
	if firstMonth <= 1 {
		return fmt.Sprint(y)
	}
	if m < firstMonth {
		y--
	}
	return fmt.Sprintf("%d/%02d", y, floorMod(y+1, 100))
}

// FiscalQuarter returns the quarter of that year, 1 to 4.
func FiscalQuarter(t Instant, firstMonth int) int {
	return floorMod(t.Month()-max(1, firstMonth), 12)/3 + 1
}
