package calendar

import (
	"fmt"
)

// instant puts the fields together.
func (v *fields) instant(now Instant) (Instant, error) {
	if v.isUnix {
		if y := v.unix.Year(); y > MaxYear || y < -MaxYear {
			return 0, NoSuchDate{fmt.Sprintf("it lies beyond the year %d", MaxYear)}
		}
		return v.unix, nil
	}
	day, err := v.startOfDay(now)
	if err != nil {
		return 0, err
	}
	hour := max(0, v.hour)
	if v.halfHour >= 0 {
		if v.halfHour < 1 || v.halfHour > 12 {
			return 0, NoSuchDate{"hours before and after noon are 1 to 12"}
		}
		hour = v.halfHour%12 + 12*max(0, v.afternoon)
	}
	switch {
	case hour > 23:
		return 0, NoSuchDate{"the hours of a day are 0 to 23"}
	case v.minute > 59:
		return 0, NoSuchDate{"the minutes of an hour are 0 to 59"}
	case v.second > 59:
		return 0, NoSuchDate{"the seconds of a minute are 0 to 59"}
	}
	return day + Instant(hour)*Hour + Instant(v.minute)*Minute + Instant(v.second)*Second + Instant(v.ms), nil
}

func (v *fields) startOfDay(now Instant) (Instant, error) {
	if v.year >= 0 && v.month >= 0 && v.day >= 0 && v.week < 0 && v.weekYear < 0 && v.dayOfYear < 0 { // as most
		return existing(v.year, v.month, v.day)
	}
	year, month, today := now.Date()
	hasYear, hasDay := v.year >= 0, v.day >= 0
	if hasYear {
		year = v.year
	}
	switch {
	case v.weekYear >= 0 || v.week >= 0:
		return v.firstOfWeek(year)
	case v.dayOfYear >= 0:
		first := Date(year, 1, 1)
		if days := int((Date(year+1, 1, 1) - first) / Day); v.dayOfYear < 1 || v.dayOfYear > days {
			return 0, NoSuchDate{fmt.Sprintf("%d has %d days", year, days)}
		}
		return first.AddDays(v.dayOfYear - 1), nil
	case v.month >= 0:
		month = v.month
	case v.quarter >= 0:
		if v.quarter < 1 || v.quarter > 4 {
			return 0, NoSuchDate{"the quarters of a year are 1 to 4"}
		}
		month = 3*v.quarter - 2
	case hasYear:
		month = 1
	}
	if hasDay || hasYear || v.month >= 0 || v.quarter >= 0 {
		today = max(1, v.day)
		if hasDay {
			today = v.day
		}
	}
	return existing(year, month, today)
}

func (v *fields) firstOfWeek(year int) (Instant, error) {
	if v.weekYear >= 0 {
		year = v.weekYear
	}
	week := 1
	if v.week >= 0 {
		week = v.week
	}
	monday := weekOne(year).AddDays(7 * (week - 1))
	if y, w := monday.ISOWeek(); y != year || w != week {
		last, n := weekOne(year + 1).AddDays(-7).ISOWeek()
		return 0, NoSuchDate{fmt.Sprintf("%d has %d weeks", last, n)}
	}
	return monday, nil
}

// weekOne returns the Monday of a year's first ISO week, the one with 4
// January.
func weekOne(year int) Instant {
	fourth := Date(year, 1, 4)
	return fourth.AddDays(-floorMod(int(fourth.Weekday())-1, 7))
}

// existing returns a day, or why the calendar has none.
func existing(year, month, day int) (Instant, error) {
	switch {
	case year > MaxYear || year < -MaxYear:
		return 0, NoSuchDate{fmt.Sprintf("the year %d lies beyond %d", year, MaxYear)}
	case !Exists(year, month, day):
		return 0, NoSuchDate{WhyNot(year, month)}
	}
	return Date(year, month, day), nil
}
