package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Read is a date that was read.
type Read struct {
	At      Instant
	Lenient bool // not written exactly as the format says: zeros missing or too many, letter case
	Shifted bool // there was an offset from UTC other than zero; At is UTC
}

// MaxYear bounds the years of a chart, before and after Christ, as JavaScript
// and Mermaid do.
const MaxYear = 10_000

// ErrNoMatch says that a text is no date of the format at all.
var ErrNoMatch = fmt.Errorf("does not match the format")

// NoSuchDate says that a text has the right form, but the calendar has no such
// date.
type NoSuchDate struct{ Reason string }

func (e NoSuchDate) Error() string { return e.Reason }

// fields are the numbers of a date; -1 where the format has none.
type fields struct {
	year, quarter, month, day, dayOfYear, week, weekYear int
	hour, halfHour, minute, second, ms                   int
	afternoon                                            int // 1 for PM, 0 for AM
	offset                                               Instant
	unix                                                 Instant
	isUnix, lenient, shifted                             bool
}

// Read reads a date. What the format leaves out comes from now, as in dayjs:
// without a year it is this year, without year, month and day today. The error
// is ErrNoMatch or a NoSuchDate.
func (f *DateFormat) Read(text string, now Instant) (Read, error) {
	v := fields{year: -1, quarter: -1, month: -1, day: -1, dayOfYear: -1, week: -1, weekYear: -1,
		hour: -1, halfHour: -1, afternoon: -1}
	rest, ok := text, len(f.parts) > 0
	for i := range f.parts {
		if rest, ok = v.part(&f.parts[i], rest); !ok {
			return Read{}, ErrNoMatch
		}
	}
	if rest != "" || !ok {
		return Read{}, ErrNoMatch
	}
	at, err := v.instant(now)
	if err != nil {
		return Read{}, err
	}
	return Read{At: at - v.offset, Lenient: v.lenient, Shifted: v.shifted}, nil
}

// part reads one part from the beginning of s and returns what follows.
func (v *fields) part(p *part, s string) (rest string, ok bool) {
	switch p.token {
	case tokenNone:
		return strings.CutPrefix(s, p.literal)
	case tokenYear:
		return v.number(&v.year, s, 4, 4, 4)
	case tokenWeekYear:
		return v.number(&v.weekYear, s, 4, 4, 4)
	case tokenYear2:
		rest, ok = v.number(&v.year, s, 2, 2, 2)
		v.year += 1900
		if v.year < 1969 {
			v.year += 100
		}
		return rest, ok
	case tokenQuarter:
		return v.number(&v.quarter, s, 1, 1, 1)
	case tokenMonth, tokenMonth2:
		return v.short(&v.month, s, p, p.token == tokenMonth2)
	case tokenMonthShort, tokenMonthName:
		return v.monthName(s, p.token == tokenMonthShort)
	case tokenDay, tokenDay2:
		return v.short(&v.day, s, p, p.token == tokenDay2)
	case tokenDayOrdinal:
		return v.ordinal(s)
	case tokenDayOfYear, tokenDayOfYear3:
		return v.number(&v.dayOfYear, s, 1, 3, 0)
	case tokenWeek, tokenWeek2:
		return v.short(&v.week, s, p, p.token == tokenWeek2)
	case tokenHour, tokenHour2:
		return v.short(&v.hour, s, p, p.token == tokenHour2)
	case tokenHalfHour, tokenHalfHour2:
		return v.short(&v.halfHour, s, p, p.token == tokenHalfHour2)
	case tokenMinute, tokenMinute2:
		return v.short(&v.minute, s, p, p.token == tokenMinute2)
	case tokenSecond, tokenSecond2:
		return v.short(&v.second, s, p, p.token == tokenSecond2)
	case tokenFraction1, tokenFraction2, tokenFraction3:
		digits := int(p.token-tokenFraction1) + 1
		rest, ok = v.number(&v.ms, s, digits, digits, digits)
		for ; digits < 3; digits++ {
			v.ms *= 10
		}
		return rest, ok
	case tokenHalf:
		return v.half(s)
	case tokenOffset:
		return v.zone(s)
	default:
		return v.sinceEpoch(s, p.token == tokenUnix)
	}
}

// number reads least to most digits. Any number of digits but the exact one is
// lenient; 0 means that none is.
func (v *fields) number(to *int, s string, least, most, exact int) (string, bool) {
	n := 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n < least {
		return s, false
	}
	*to, _ = strconv.Atoi(s[:n])
	if exact != 0 && n != exact {
		v.lenient = true
	}
	return s[n:], true
}

// short reads a number of one or two digits. Zeros before it may be missing or
// too many, unless another number stands beside it.
func (v *fields) short(to *int, s string, p *part, padded bool) (string, bool) {
	if p.fixed {
		if padded {
			return v.number(to, s, 2, 2, 2)
		}
		return v.number(to, s, 1, 2, 0)
	}
	rest, ok := v.number(to, s, 1, 4, 0)
	if len(s)-len(rest) > 2 && *to > 99 { // "2022" is no day with zeros before it
		return s, false
	}
	if wrote := len(s) - len(rest); padded && wrote != 2 || !padded && wrote > 1 && s[0] == '0' {
		v.lenient = true
	}
	return rest, ok
}

func (v *fields) ordinal(s string) (string, bool) {
	rest, ok := v.number(&v.day, s, 1, 2, 0)
	if !ok || len(rest) < 2 {
		return s, false
	}
	switch strings.ToLower(rest[:2]) {
	case "st", "nd", "rd", "th":
		return rest[2:], true
	}
	return s, false
}

func (v *fields) half(s string) (string, bool) {
	if len(s) < 2 {
		return s, false
	}
	switch strings.ToLower(s[:2]) {
	case "am":
		v.afternoon = 0
	case "pm":
		v.afternoon = 1
	default:
		return s, false
	}
	return s[2:], true
}

// zone reads "Z", "+01:00" or "+0100".
func (v *fields) zone(s string) (string, bool) {
	if rest, ok := strings.CutPrefix(s, "Z"); ok {
		return rest, true
	}
	if len(s) < 5 || s[0] != '+' && s[0] != '-' {
		return s, false
	}
	var hours, minutes int
	rest, ok := v.number(&hours, s[1:], 2, 2, 2)
	rest = strings.TrimPrefix(rest, ":")
	rest, ok2 := v.number(&minutes, rest, 2, 2, 2)
	v.offset = Instant(hours)*Hour + Instant(minutes)*Minute
	if s[0] == '-' {
		v.offset = -v.offset
	}
	v.shifted = v.offset != 0
	return rest, ok && ok2
}

func (v *fields) sinceEpoch(s string, seconds bool) (string, bool) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || n == 0 && s[n] == '-') {
		n++
	}
	value, err := strconv.ParseInt(s[:n], 10, 64)
	if err != nil || value > 1e15 || value < -1e15 {
		return s, false
	}
	v.isUnix, v.unix = true, Instant(value)
	if seconds {
		v.unix *= Second
	}
	return s[n:], true
}

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
	case month < 1 || month > 12:
		return 0, NoSuchDate{"the months of a year are 1 to 12"}
	case !Exists(year, month, day):
		return 0, NoSuchDate{fmt.Sprintf("%s %d has %d days", englishMonths[month-1], year, DaysIn(year, month))}
	}
	return Date(year, month, day), nil
}
