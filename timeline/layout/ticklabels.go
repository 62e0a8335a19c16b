package layout

import (
	"fmt"
	"strconv"
	"strings"

	"kvartal/timeline/calendar"
)

// cellLabels appends what a field of the lower tier, [t, next), can be
// called, from long to short: as the author's axisFormat says, else by the
// language. A field of several units is called by its first and last.
func (s *sheet) cellLabels(to []string, step calendar.Step, t, next calendar.Instant) []string {
	if format := s.chart.Axis.Format; format != "" {
		return append(to, s.axisFormat(format, t))
	}
	w := s.words
	_, m, d := t.Date()
	n := max(1, step.N)
	lastStart := next - 1 // its date names the last unit of the field
	switch step.Unit {
	case calendar.UnitMillisecond:
		_, _, _, ms := t.Clock()
		return append(to, w.Time(t), fmt.Sprintf(".%03d", ms))
	case calendar.UnitSecond:
		_, _, sec, _ := t.Clock()
		return append(to, w.Time(t), fmt.Sprintf(":%02d", sec))
	case calendar.UnitMinute, calendar.UnitHour:
		return append(to, w.Time(t))
	case calendar.UnitDay:
		return append(to, w.DaysShort[t.Weekday()]+" "+w.Day(d), w.Day(d), strconv.Itoa(d))
	case calendar.UnitWeek:
		return s.weekLabels(to, t, lastStart, n)
	case calendar.UnitMonth:
		last := lastStart.Month()
		if n == 6 {
			half := (s.quarter(t) + 1) / 2
			return append(to, numbered(w.HalfYear, half), numbered(w.HalfYearTiny, half))
		}
		if n == 1 {
			return append(to, w.Months[m-1], w.MonthsShort[m-1])
		}
		return append(to, w.MonthsShort[m-1]+" – "+w.MonthsShort[last-1], w.MonthsShort[m-1])
	case calendar.UnitQuarter:
		q, last := s.quarter(t), s.quarter(lastStart)
		if q == last {
			return append(to, numbered(w.Quarter, q), numbered(w.QuarterTiny, q))
		}
		tiny := numbered(w.QuarterTiny, q)
		return append(to, tiny+"–"+numbered(w.QuarterTiny, last), tiny)
	}
	y := s.year(t)
	if last := s.year(lastStart); last != y {
		return append(to, y+"–"+last, briefRange(y, last), y)
	}
	return append(to, y)
}

// numbered puts a number in the place of the "%d" of a locale's words.
func numbered(words string, n int) string {
	before, behind, _ := strings.Cut(words, "%d")
	return before + strconv.Itoa(n) + behind
}

// year names the year that a moment lies in: "2026", or "2026/27" where years
// begin in another month.
func (s *sheet) year(t calendar.Instant) string {
	return calendar.FiscalYear(t, s.chart.Axis.Ticks.FirstMonth)
}

// briefRange names a run of years where room is short: "1970–79", and in full
// where the century changes within it or they are no plain years.
func briefRange(first, last string) string {
	if len(first) == 4 && len(last) == 4 && first[:2] == last[:2] {
		last = last[2:]
	}
	return first + "–" + last
}

func (s *sheet) quarter(t calendar.Instant) int {
	return calendar.FiscalQuarter(t, s.chart.Axis.Ticks.FirstMonth)
}

func (s *sheet) weekLabels(to []string, t, last calendar.Instant, n int) []string {
	// A week that begins on a Sunday has the number of the days that follow.
	_, first := (t + calendar.Day).ISOWeek()
	if n == 1 {
		return append(to, numbered(s.words.Week, first), numbered(s.words.WeekTiny, first), strconv.Itoa(first))
	}
	_, final := last.ISOWeek()
	return append(to, numbered(s.words.Week, first)+"–"+strconv.Itoa(final), strconv.Itoa(first)+"–"+strconv.Itoa(final), strconv.Itoa(first))
}

// upperLabels is cellLabels for the upper tier, whose fields are single units.
func (s *sheet) upperLabels(to []string, step calendar.Step, t, _ calendar.Instant) []string {
	w := s.words
	y, m, _ := t.Date()
	switch step.Unit {
	case calendar.UnitSecond, calendar.UnitMinute:
		return append(to, w.DateShort(t)+" "+w.Time(t), w.Time(t))
	case calendar.UnitDay:
		return append(to, w.Days[t.Weekday()]+" "+w.DateLong(t), w.DaysShort[t.Weekday()]+" "+w.DateShort(t), w.DateShort(t), w.DayMonth(t))
	case calendar.UnitMonth:
		return append(to, w.Months[m-1]+" "+strconv.Itoa(y), w.MonthShort(t), w.MonthsShort[m-1])
	}
	return append(to, s.year(t))
}
