package layout

import (
	"strconv"
	"strings"

	"kvartal/timeline/calendar"
)

// axisFormat writes a moment by d3-time-format's directives, with the names of
// the page's language. A "-" behind the "%" drops padding, "_" pads with blanks,
// "0" with zeros. What is no directive stays as it is.
func (s *sheet) axisFormat(format string, t calendar.Instant) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		start := i
		i++
		pad := byte(0)
		if i+1 < len(format) && strings.IndexByte("-_0", format[i]) >= 0 {
			pad = format[i]
			i++
		}
		if name, ok := s.directiveName(format[i], t); ok {
			b.WriteString(name)
		} else if number, width, fill, ok := directiveNumber(format[i], t); ok {
			if pad != 0 {
				fill = pad
			}
			b.WriteString(padded(number, width, fill))
		} else {
			b.WriteString(format[start : i+1])
		}
	}
	return b.String()
}

// padded writes a number with at least so many characters; fill "-" means none.
func padded(number, width int, fill byte) string {
	digits := strconv.Itoa(number)
	if missing := width - len(digits); missing > 0 && fill != '-' {
		if fill == '_' {
			fill = ' '
		}
		digits = strings.Repeat(string(fill), missing) + digits
	}
	return digits
}

// directiveName gives the directives that are words.
func (s *sheet) directiveName(directive byte, t calendar.Instant) (string, bool) {
	w := s.words
	switch directive {
	case 'a':
		return w.DaysShort[t.Weekday()], true
	case 'A':
		return w.Days[t.Weekday()], true
	case 'b':
		return w.MonthsShort[t.Month()-1], true
	case 'B':
		return w.Months[t.Month()-1], true
	case 'c':
		return w.DateShort(t) + " " + w.Time(t), true
	case 'x':
		return w.DateShort(t), true
	case 'X':
		return w.Time(t), true
	case 'p':
		if hour, _, _, _ := t.Clock(); hour >= 12 {
			return "PM", true
		}
		return "AM", true
	case 'Z':
		return "+0000", true // wall-clock time has no zone
	case '%':
		return "%", true
	}
	return "", false
}

// directiveNumber gives the directives that are numbers, with their usual width
// and padding.
func directiveNumber(directive byte, t calendar.Instant) (number, width int, fill byte, ok bool) {
	year, month, day := t.Date()
	hour, minute, second, ms := t.Clock()
	isoYear, isoWeek := t.ISOWeek()
	yearDay := int((t.StartOfDay()-calendar.Date(year, 1, 1))/calendar.Day) + 1
	weekday := int(t.Weekday())
	switch directive {
	case 'd':
		return day, 2, '0', true
	case 'e':
		return day, 2, '_', true
	case 'f':
		return ms * 1000, 6, '0', true
	case 'g':
		return isoYear % 100, 2, '0', true
	case 'G':
		return isoYear, 4, '0', true
	case 'H':
		return hour, 2, '0', true
	case 'I':
		return (hour+11)%12 + 1, 2, '0', true
	case 'j':
		return yearDay, 3, '0', true
	case 'L':
		return ms, 3, '0', true
	case 'm':
		return month, 2, '0', true
	case 'M':
		return minute, 2, '0', true
	case 'q':
		return t.Quarter(), 1, '0', true
	case 'Q':
		return int(t), 1, '0', true
	case 's':
		return int(t / calendar.Second), 1, '0', true
	case 'S':
		return second, 2, '0', true
	case 'u':
		return (weekday+6)%7 + 1, 1, '0', true
	case 'U': // weeks from Sunday; the days before the first are week 0
		return (yearDay + 6 - weekday) / 7, 2, '0', true
	case 'V':
		return isoWeek, 2, '0', true
	case 'w':
		return weekday, 1, '0', true
	case 'W': // weeks from Monday
		return (yearDay + 6 - (weekday+6)%7) / 7, 2, '0', true
	case 'y':
		return year % 100, 2, '0', true
	case 'Y':
		return year, 4, '0', true
	}
	return 0, 0, 0, false
}

// hasDirective tells whether a format has one of the directives.
func hasDirective(format, directives string) bool {
	for i := 0; i+1 < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		i++
		if i+1 < len(format) && strings.IndexByte("-_0", format[i]) >= 0 {
			i++
		}
		if strings.IndexByte(directives, format[i]) >= 0 {
			return true
		}
	}
	return false
}

// namesYear tells whether labels in the author's format say the year, so that a
// tier above them would say it twice.
func namesYear(format string) bool { return hasDirective(format, "YyGgcxsQ") }

// namesMoment tells whether labels in the author's format name a point of time
// within a field: they stand at its beginning then, not in its middle.
func namesMoment(format string, unit calendar.Unit) bool {
	return hasDirective(format, "HIMSLfcXsQ") || unit > calendar.UnitDay && hasDirective(format, "deajxAuw")
}
