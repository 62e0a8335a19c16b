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
	NoDay   bool // ReadLoose only: no day was written, and At is the first one of the month or year
}

// MaxYear bounds the years of a chart, before and after Christ, as JavaScript
// and Mermaid do.
const MaxYear = 10_000

// afterMaxYear is the first moment behind MaxYear: Date(MaxYear+1, 1, 1).
const afterMaxYear = 2_933_263 * Day

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
	n, value := 0, 0
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		value = 10*value + int(s[n]-'0')
		n++
	}
	if n < least {
		return s, false
	}
	*to = value
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
