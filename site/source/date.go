package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/locale"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./ ]\s*(\d{4})$`)
	monthName = regexp.MustCompile(`^(\d{1,2})\.?\s+(\pL+)\.?\s+(\d{4})$`)
)

// ReadDate reads a date that was written as text: ISO 8601 ("2026-08-01",
// with or without time; iso is true), day first as in Danish ("19-08-2025",
// "19.8.2025", "19/8 2025"), or with the month's name in any language there is
// ("1. aug. 2026"). Day and month are never guessed: a date with the month
// first is an error or another day, so such values are told to the author.
func ReadDate(s string) (t calendar.Instant, iso bool, err error) {
	s = strings.TrimSpace(s)
	num := func(x string) int { n, _ := strconv.Atoi(x); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if t, err = exact(s, num(m[1]), num(m[2]), num(m[3])); err != nil {
			return 0, true, err
		}
		h, min, sec := num(m[4]), num(m[5]), num(m[6])
		if h > 23 || min > 59 || sec > 59 {
			return 0, true, fmt.Errorf("the time of day in %q does not exist", s)
		}
		return t + calendar.At(1970, 1, 1, h, min, sec, 0), true, nil
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		if t, err = exact(s, num(m[3]), num(m[2]), num(m[1])); err != nil && num(m[2]) > 12 {
			err = fmt.Errorf("the date %q does not exist: the day comes first, then the month", s)
		}
		return t, false, err
	}
	if m := monthName.FindStringSubmatch(s); m != nil {
		if month := monthNumber(m[2]); month > 0 {
			t, err = exact(s, num(m[3]), month, num(m[1]))
			return t, false, err
		}
	}
	return 0, false, notDate(s)
}

// notDate is a text that is not a date in any form that is read.
type notDate string

func (s notDate) Error() string { return fmt.Sprintf("%q is not a date", string(s)) }

func exact(s string, y, m, d int) (calendar.Instant, error) {
	if !calendar.Exists(y, m, d) {
		return 0, fmt.Errorf("the date %q does not exist: %s", s, calendar.WhyNot(y, m))
	}
	return calendar.Date(y, m, d), nil
}

func monthNumber(word string) int {
	word = strings.ToLower(word)
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		for i := range l.Months {
			if word == strings.ToLower(l.Months[i]) || word == strings.ToLower(strings.TrimSuffix(l.MonthsShort[i], ".")) {
				return i + 1
			}
		}
	}
	return 0
}
