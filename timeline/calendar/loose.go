package calendar

import (
	"strconv"
	"strings"
)

// ReadLoose reads a date that is written without regard to any format, when it
// can mean only one thing: the year first ("2026-1-5", "2026/01/05",
// "2026-01-05 08:30", "2026-01"), or a month by name ("5 Jan 2026",
// "5. januar 2026"). Which of two numbers is the month is never guessed. The
// error is ErrNoMatch or a NoSuchDate.
func ReadLoose(text string) (Read, error) {
	if r, err := readYearFirst(text); err != ErrNoMatch {
		return r, err
	}
	return readNamedMonth(text)
}

func readYearFirst(text string) (Read, error) {
	year, rest, digits := leadingNumber(text)
	if digits < 3 || digits > 4 {
		return Read{}, ErrNoMatch
	}
	month, day, noDay := 1, 1, true
	if rest != "" {
		separator := rest[0]
		if separator != '-' && separator != '/' && separator != '.' {
			return Read{}, ErrNoMatch
		}
		var n int
		if month, rest, n = leadingNumber(rest[1:]); n < 1 || n > 2 {
			return Read{}, ErrNoMatch
		}
		if rest != "" && rest[0] == separator {
			noDay = false
			if day, rest, n = leadingNumber(rest[1:]); n < 1 || n > 2 {
				return Read{}, ErrNoMatch
			}
		}
	} else if digits < 4 {
		return Read{}, ErrNoMatch
	}
	v := fields{hour: -1, halfHour: -1, afternoon: -1}
	if !v.looseClock(rest) {
		return Read{}, ErrNoMatch
	}
	midnight, err := existing(year, month, day)
	if err != nil {
		return Read{}, err
	}
	v.year, v.month, v.day, v.quarter, v.dayOfYear, v.week, v.weekYear = year, month, day, -1, -1, -1, -1
	at, err := v.instant(midnight)
	if err != nil {
		return Read{}, err
	}
	return Read{At: at - v.offset, Lenient: true, Shifted: v.shifted, NoDay: noDay}, nil
}

// looseClock reads nothing, or "T08:30", " 08:30:15.250", with an offset or
// without.
func (v *fields) looseClock(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != 'T' && s[0] != ' ' {
		return false
	}
	s = strings.TrimLeft(s[1:], " ")
	ok := true
	next := func(to *int, mark string, most int) {
		if rest, found := strings.CutPrefix(s, mark); found && ok {
			s, ok = v.number(to, rest, 1, most, 0)
		}
	}
	next(&v.hour, "", 2)
	if !ok || !strings.HasPrefix(s, ":") {
		return false
	}
	next(&v.minute, ":", 2)
	next(&v.second, ":", 2)
	next(&v.ms, ".", 3)
	if ok && s != "" {
		s, ok = v.zone(strings.TrimLeft(s, " "))
	}
	return ok && s == ""
}

// readNamedMonth reads "5 Jan 2026" and "5. januar 2026", with blanks or
// hyphens.
func readNamedMonth(text string) (Read, error) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '\t' })
	if len(parts) != 3 {
		return Read{}, ErrNoMatch
	}
	day, rest, n := leadingNumber(parts[0])
	month := monthByName(parts[1])
	year, more, digits := leadingNumber(parts[2])
	if n < 1 || n > 2 || rest != "" && rest != "." || month == 0 || digits != 4 || more != "" {
		return Read{}, ErrNoMatch
	}
	at, err := existing(year, month, day)
	return Read{At: at, Lenient: true}, err
}

// leadingNumber returns the number at the beginning of s, what follows it and
// how many digits it has. More than nine digits are no number.
func leadingNumber(s string) (value int, rest string, digits int) {
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 9 {
		return 0, s, digits
	}
	value, _ = strconv.Atoi(s[:digits])
	return value, s[digits:], digits
}
