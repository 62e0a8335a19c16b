package text

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
)

// axis maps time to columns.
type axis struct {
	from, to     calendar.Instant // half-open
	width        int              // columns
	lower, upper []field          // tiers; upper is nil where the lower one says it all
	days         bool             // the fields of the lower tier are days
}

// field is one field of a tier: where it begins, and its label, "" where none
// fits.
type field struct {
	at    int
	label string
}

// tiers lists what an axis can be divided into, from fine to coarse.
var tiers = []struct {
	unit, upper calendar.Unit
	ns          []int
}{
	{calendar.UnitMillisecond, calendar.UnitSecond, []int{1, 10, 100}},
	{calendar.UnitSecond, calendar.UnitMinute, []int{1, 5, 10, 30}},
	{calendar.UnitMinute, calendar.UnitDay, []int{1, 5, 10, 30}},
	{calendar.UnitHour, calendar.UnitDay, []int{1, 2, 3, 6, 12}},
	{calendar.UnitDay, calendar.UnitMonth, []int{1}},
	{calendar.UnitWeek, calendar.UnitMonth, []int{1}},
	{calendar.UnitMonth, calendar.UnitYear, []int{1}},
	{calendar.UnitQuarter, calendar.UnitYear, []int{1}},
	{calendar.UnitYear, alone, []int{1, 2, 5}},
	{calendar.UnitDecade, alone, []int{1, 2, 5, 10, 20, 50, 100, 500}},
}

// alone marks a tier that needs none above it.
const alone = calendar.Unit(-1)

// mostUnits is more units than a tick of any use has. Counting on with more of
// them would leave the range of an Instant.
const mostUnits = 1000

// newAxis divides so many columns as the author's ticks say, where their labels
// fit, else by the finest tier whose labels do.
func newAxis(c *chart.Chart, l *locale.Locale, width int) axis {
	if width == 0 {
		return axis{}
	}
	asked := c.Axis.Ticks
	if asked.N == 3 && asked.Unit == calendar.UnitMonth {
		asked.N, asked.Unit = 1, calendar.UnitQuarter // the same boundaries, and a name for the fields
	}
	if span := shown(c); !asked.IsZero() && asked.N <= mostUnits {
		a, fits := divided(c, l, width, asked)
		if fits && 3*(a.to-a.from) <= 4*(span.End-span.Start) { // else much of it would be empty
			return a
		}
	}
	var a axis
	days := wholeDays(c)
	for _, tier := range tiers {
		for _, n := range tier.ns {
			if days && tier.unit < calendar.UnitDay {
				continue
			}
			var fits bool
			a, fits = divided(c, l, width, calendar.Step{N: n, Unit: tier.unit, FirstDay: asked.FirstDay, FirstMonth: asked.FirstMonth})
			if fits {
				return a
			}
		}
	}
	return a
}

// divided returns the axis with fields of a step, and whether their labels fit.
func divided(c *chart.Chart, l *locale.Locale, width int, step calendar.Step) (axis, bool) {
	span := shown(c)
	a := axis{from: step.Floor(span.Start), to: step.Ceil(span.End), width: width, days: step.Unit == calendar.UnitDay && step.N == 1}
	if period, ok := c.Period(); ok && a.days { // the day of a milestone at the end
		a.to = max(a.to, step.Ceil(period.End))
	}
	if c.Axis.From != nil {
		a.from = *c.Axis.From
	}
	if c.Axis.To != nil {
		a.to = *c.Axis.To
	}
	var fits bool
	if a.lower, fits = a.fields(step, l, labels); !fits {
		return a, false
	}
	for _, tier := range tiers {
		if tier.unit == step.Unit && tier.upper != alone {
			a.upper, _ = a.fields(calendar.Step{N: 1, Unit: tier.upper, FirstMonth: step.FirstMonth}, l, upperLabels)
		}
	}
	return a, true
}

// fields cuts the axis at a step's boundaries, and tells whether each whole field
// has room for a label. All get the same kind, the longest that fits.
func (a axis) fields(step calendar.Step, l *locale.Locale, labels func(*locale.Locale, calendar.Step, calendar.Instant) []string) ([]field, bool) {
	var starts []calendar.Instant
	for t := step.Floor(a.from); t < a.to; t = step.Next(t) {
		if len(starts) > a.width {
			return nil, false
		}
		starts = append(starts, t)
	}
	out := make([]field, len(starts))
	room := make([]int, len(starts))
	level, fits := 0, true
	for i, t := range starts {
		next := step.Next(t)
		out[i].at = max(0, a.column(t))
		room[i] = min(a.width, a.column(next)) - out[i].at - 1 // the line before it
		if t < a.from || next > a.to {
			continue
		}
		all := labels(l, step, t)
		for level < len(all)-1 && columns(all[level]) > room[i] {
			level++
		}
		fits = fits && columns(all[len(all)-1]) <= room[i]
	}
	for i, t := range starts {
		all := labels(l, step, t)
		for _, label := range all[min(level, len(all)-1):] {
			if columns(label) <= room[i] {
				out[i].label = label
				break
			}
		}
	}
	return out, fits
}

// upperLabels is labels for the upper tier, which stands alone: it names the year
// too.
func upperLabels(l *locale.Locale, step calendar.Step, t calendar.Instant) []string {
	y, m, _ := t.Date()
	switch step.Unit {
	case calendar.UnitSecond, calendar.UnitMinute:
		return []string{l.Moment(t), l.Time(t)}
	case calendar.UnitDay:
		return []string{l.Days[t.Weekday()] + " " + l.DateLong(t), l.DaysShort[t.Weekday()] + " " + l.DateShort(t), l.DateShort(t), l.DayMonth(t)}
	case calendar.UnitMonth:
		return []string{fmt.Sprintf("%s %d", l.Months[m-1], y), l.MonthShort(t), l.MonthsShort[m-1]}
	}
	return []string{calendar.FiscalYear(t, step.FirstMonth)}
}

// labels returns what a field that begins at t can be called, from long to
// short.
func labels(l *locale.Locale, step calendar.Step, t calendar.Instant) []string {
	_, m, d := t.Date()
	switch step.Unit {
	case calendar.UnitMillisecond:
		_, _, _, ms := t.Clock()
		return []string{fmt.Sprintf(".%03d", ms)}
	case calendar.UnitSecond, calendar.UnitMinute, calendar.UnitHour:
		return []string{l.Time(t)}
	case calendar.UnitDay:
		return []string{l.Days[t.Weekday()] + " " + l.Day(d), l.DaysShort[t.Weekday()] + " " + l.Day(d), l.Day(d), fmt.Sprint(d)}
	case calendar.UnitWeek:
		_, week := (t + calendar.Day).ISOWeek() // one that begins on a Sunday has the number of the days that follow
		return []string{fmt.Sprintf(l.Week, week), fmt.Sprintf(l.WeekTiny, week)}
	case calendar.UnitMonth:
		return []string{l.Months[m-1], l.MonthsShort[m-1], strings.TrimSuffix(l.MonthsShort[m-1], ".")}
	case calendar.UnitQuarter:
		q := calendar.FiscalQuarter(t, step.FirstMonth)
		tiny := fmt.Sprintf(l.QuarterTiny, q)
		if last := calendar.FiscalQuarter(step.Next(t)-1, step.FirstMonth); last != q {
			return []string{tiny + "–" + fmt.Sprintf(l.QuarterTiny, last), tiny}
		}
		return []string{fmt.Sprintf(l.Quarter, q), tiny}
	}
	return []string{calendar.FiscalYear(t, step.FirstMonth)}
}

// shown returns the span of the chart within its limits, widened where it has no
// length.
func shown(c *chart.Chart) chart.Span {
	span := c.Shown()
	if span.Start < span.End {
		return span
	}
	at := span.Start
	if c.Axis.From == nil && c.Axis.To != nil {
		at = span.End
	}
	if at.IsMidnight() {
		return chart.Span{Start: at.AddDays(-15), End: at.AddDays(16)}
	}
	return chart.Span{Start: at - 12*calendar.Hour, End: at + 12*calendar.Hour}
}

// wholeDays tells whether nothing in the chart begins or ends within a day.
func wholeDays(c *chart.Chart) bool {
	for _, t := range c.Tasks {
		if !t.Faulty && !(t.Start.IsMidnight() && t.DrawnEnd.IsMidnight()) {
			return false
		}
	}
	return true
}

// column returns where a moment is, rounded; outside the axis it may be negative
// or beyond the width.
func (a axis) column(t calendar.Instant) int {
	span := a.to - a.from
	switch { // far outside, the product could leave 64 bits
	case t < a.from-span:
		return -a.width
	case t > a.to+span:
		return 2 * a.width
	}
	unit := max(1, span>>44)
	x := int64(t-a.from) / int64(unit) * int64(a.width) * 2 / int64(span/unit)
	if x < 0 {
		return int((x - 1) / 2)
	}
	return int((x + 1) / 2)
}

// point returns the column of a moment, clamped to the axis. A midnight means a
// day without an hour, so it is in the middle of its field where the fields are
// days.
func (a axis) point(t calendar.Instant) int {
	if a.days && t.IsMidnight() {
		t += calendar.Day / 2
		return max(0, min(int((t-a.from)*calendar.Instant(a.width)/(a.to-a.from)), a.width-1))
	}
	return max(0, min(a.column(t), a.width-1))
}

// bar returns the columns [start, end) of a period, at least one.
func (a axis) bar(p chart.Span) (start, end int) {
	start = max(0, min(a.column(p.Start), a.width-1))
	return start, max(start+1, min(a.column(p.End), a.width))
}

// Sides of the axis that a period can lie on.
const (
	before = -1
	within = 0
	behind = 1
)

func (a axis) side(p chart.Span) int {
	switch {
	case p.Start < a.from && p.End <= a.from:
		return before
	case p.Start >= a.to && p.End > a.to, p.Start > a.to:
		return behind
	}
	return within
}
