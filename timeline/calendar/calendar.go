// Package calendar computes with wall-clock instants: whole milliseconds of a
// calendar without zones and without daylight saving, so that a chart says the
// same everywhere. Days, weeks, quarters and years come from the calendar,
// never from adding a number of days that is right on average.
package calendar

import "fmt"

// Instant is a moment on the wall clock: milliseconds since 1970-01-01T00:00,
// as if every day had 24 hours. Periods are half-open: [start, end).
type Instant int64

// Lengths of the fixed units, in milliseconds.
const (
	Second Instant = 1000
	Minute         = 60 * Second
	Hour           = 60 * Minute
	Day            = 24 * Hour
	Week           = 7 * Day
)

// Date returns the first moment of a day. Months and days beyond their range
// count on: Date(2026, 13, 1) is 1 January 2027, Date(2026, 3, 0) the last of
// February.
func Date(year, month, day int) Instant {
	year += floorDiv(month-1, 12)
	month = floorMod(month-1, 12) + 1
	return Instant(daysFromCivil(year, month)+day-1) * Day
}

// At returns a moment of a day. What lies beyond its range counts on.
func At(year, month, day, hour, minute, second, ms int) Instant {
	return Date(year, month, day) + Instant(hour)*Hour + Instant(minute)*Minute + Instant(second)*Second + Instant(ms)
}

// Exists tells whether the Gregorian calendar has that day.
func Exists(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= DaysIn(year, month)
}

// DaysIn returns how many days a month, 1 to 12, has.
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// WhyNot says why a date does not exist: "February 2026 has 28 days".
func WhyNot(year, month int) string {
	if month < 1 || month > 12 {
		return "the months of a year are 1 to 12"
	}
	return fmt.Sprintf("%s %d has %d days", englishMonths[month-1], year, DaysIn(year, month))
}

// Date returns year, month (1-12) and day (1-31).
func (t Instant) Date() (year, month, day int) {
	// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
	z := int(t.days()) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// daysFromCivil returns the days from 1970-01-01 to the first of a month.
func daysFromCivil(y, m int) int {
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*(m-3) + 2) / 5
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

func (t Instant) days() int64 { return int64(floorDiv(int(t), int(Day))) }

// Clock returns hour, minute, second and millisecond of the day.
func (t Instant) Clock() (hour, minute, second, ms int) {
	d := t - t.StartOfDay()
	return int(d / Hour), int(d % Hour / Minute), int(d % Minute / Second), int(d % Second)
}

// Year, Month and DayOfMonth are the parts of Date.
func (t Instant) Year() int       { y, _, _ := t.Date(); return y }
func (t Instant) Month() int      { _, m, _ := t.Date(); return m }
func (t Instant) DayOfMonth() int { _, _, d := t.Date(); return d }

// Quarter returns 1 to 4.
func (t Instant) Quarter() int { return (t.Month() + 2) / 3 }

// Weekday counts from Sunday, 0, like package time.
type Weekday int

// The days of the week.
const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

// Weekday returns the day of the week.
func (t Instant) Weekday() Weekday { return Weekday(floorMod(int(t.days())+4, 7)) }

// ISOWeek returns the week of ISO 8601, 1 to 53, and the year it belongs to:
// weeks begin on Monday, and week 1 holds the year's first Thursday.
func (t Instant) ISOWeek() (year, week int) {
	thursday := t.AddDays(3 - floorMod(int(t.Weekday())+6, 7))
	year = thursday.Year()
	return year, int((thursday.StartOfDay()-Date(year, 1, 1))/Week) + 1
}

// StartOfDay returns the midnight that the day began with.
func (t Instant) StartOfDay() Instant { return Instant(t.days()) * Day }

// IsMidnight tells whether t is the first moment of a day.
func (t Instant) IsMidnight() bool { return t == t.StartOfDay() }

func (t Instant) startOfMonth() Instant {
	y, m, _ := t.Date()
	return Date(y, m, 1)
}

// AddDays moves by whole days.
func (t Instant) AddDays(n int) Instant { return t + Instant(n)*Day }

// AddMonths moves by months and keeps the day of the month, or takes the
// month's last where it has no such day (31 January + 1 = 28 or 29 February).
func (t Instant) AddMonths(n int) Instant {
	y, m, d := t.Date()
	first := Date(y, m+n, 1)
	last := DaysIn(first.Year(), first.Month())
	return first.AddDays(min(d, last)-1) + (t - t.StartOfDay())
}

// String gives ISO 8601 without a zone: "2026-03-01T00:00:00", with
// milliseconds only where there are any.
func (t Instant) String() string {
	y, mo, d := t.Date()
	h, mi, s, ms := t.Clock()
	out := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", y, mo, d, h, mi, s)
	if ms != 0 {
		out += fmt.Sprintf(".%03d", ms)
	}
	return out
}

// ISODate gives "2026-03-01".
func (t Instant) ISODate() string {
	y, m, d := t.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - floorDiv(a, b)*b }
