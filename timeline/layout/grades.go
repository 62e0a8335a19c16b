package layout

import (
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

// maxTicks is more lines than any picture has room for.
const maxTicks = 4000

// longestStep is longer than any chart. Counting on with a longer one would leave
// the range of an Instant.
const longestStep = 20_000 * 366 * calendar.Day

// leastGrid is the least distance of lines that an author's own ticks may have.
const leastGrid = 4 * 100

// grade is a choice of tiers: fields of the lower tier, fields of the upper
// (zero: the lower one stands alone), the lines, and the span that makes whole
// fields.
type grade struct {
	cells, upper, grid calendar.Step
	from, to           calendar.Instant
}

// grades lists the tiers there are, from fine to coarse. Some are chosen only
// where their fields have room for the first kinds of label: "u41" and "1980" alone
// are worse than months and decades.
var grades = []struct {
	unit, upper calendar.Unit
	kinds       int // of label that will do, from the longest
	ns          []int
}{
	{calendar.UnitMillisecond, calendar.UnitSecond, anyKind, []int{1, 2, 5, 10, 20, 50, 100, 200, 500}},
	{calendar.UnitSecond, calendar.UnitMinute, anyKind, []int{1, 2, 5, 10, 15, 30}},
	{calendar.UnitMinute, calendar.UnitDay, anyKind, []int{1, 2, 5, 10, 15, 30}},
	{calendar.UnitHour, calendar.UnitDay, anyKind, []int{1, 2, 3, 6, 12}},
	{calendar.UnitDay, calendar.UnitMonth, anyKind, []int{1}},
	{calendar.UnitWeek, calendar.UnitMonth, 1, []int{1}},
	{calendar.UnitMonth, calendar.UnitYear, anyKind, []int{1}},
	{calendar.UnitQuarter, calendar.UnitYear, anyKind, []int{1}},
	{calendar.UnitMonth, calendar.UnitYear, anyKind, []int{6}},
	{calendar.UnitYear, alone, 2, []int{1, 5}},
	{calendar.UnitDecade, alone, 2, []int{1, 2, 5, 10, 20, 50, 100, 200, 500}},
}

// anyKind is more kinds of label than any field has.
const anyKind = 99

// alone marks a tier that needs none above it.
const alone = calendar.Unit(-1)

// grade chooses the finest tiers whose labels fit, and what the author's own
// ticks make of them.
func (s *sheet) grade(span chart.Span, where extent) grade {
	asked := s.chart.Axis.Ticks
	if asked.IsZero() || length(asked) > longestStep {
		return s.finest(span, where)
	}
	switch { // the same boundaries, and a name for the fields
	case asked.Unit == calendar.UnitMonth && asked.N == 3:
		asked.N, asked.Unit = 1, calendar.UnitQuarter
	case asked.Unit == calendar.UnitQuarter && asked.N == 2:
		asked.N, asked.Unit = 6, calendar.UnitMonth
	}
	g := grade{cells: asked, upper: s.upperOf(asked), grid: asked}
	g.from, g.to = s.whole(span, asked)
	if 3*(g.to-g.from) > 4*(span.End-span.Start) { // ticks coarser than the chart would leave much of it empty
		auto := s.finest(span, where)
		g.from, g.to = auto.from, auto.to
		return g
	}
	if s.fits(g, where, anyKind) {
		return g
	}
	auto, width := s.finest(span, where), where.right-where.left
	if count := int64(auto.to-auto.from) / int64(length(asked)); count*leastGrid <= int64(width) {
		auto.grid = asked
	}
	return auto
}

// finest returns the first of the grades whose labels fit; the last fits
// always, for then its labels are left out. A chart of whole days is not cut
// into hours.
func (s *sheet) finest(span chart.Span, where extent) grade {
	var g grade
	days := s.wholeDays()
	for _, row := range grades {
		if days && row.unit < calendar.UnitDay {
			continue
		}
		for _, n := range row.ns {
			step := calendar.Step{N: n, Unit: row.unit, FirstDay: s.chart.Axis.Ticks.FirstDay, FirstMonth: s.chart.Axis.Ticks.FirstMonth}
			g = grade{cells: step, upper: s.upperOf(step), grid: step}
			g.from, g.to = s.whole(span, step)
			if s.fits(g, where, row.kinds) {
				return g
			}
		}
	}
	return g
}

// wholeDays tells whether nothing in the chart begins or ends within a day.
func (s *sheet) wholeDays() bool {
	for i := range s.tasks {
		t := &s.tasks[i]
		if !t.Faulty && !(t.Start.IsMidnight() && t.DrawnEnd.IsMidnight()) {
			return false
		}
		if first, ok := t.First(); ok && !(first.Start.IsMidnight() && first.End.IsMidnight()) {
			return false
		}
	}
	return true
}

// fits tells whether every whole field has room for a label of the first kinds.
// It looks at the fields only when there can be few enough.
func (s *sheet) fits(g grade, where extent, kinds int) bool {
	width := where.right - where.left
	if int64(g.to-g.from)/int64(length(g.cells)) > int64(width)/1000 { // no label is narrower than 10 px
		return false
	}
	a := axis{from: g.from, to: g.to, left: where.left, right: where.right}
	f := s.cell
	if g.upper.IsZero() {
		f = s.upper
	}
	var room [4]string
	for t := g.cells.Floor(a.from); t < a.to; {
		next := g.cells.Next(t)
		labels := s.cellLabels(room[:0], g.cells, t, next)
		shortest := labels[min(kinds, len(labels))-1]
		if t >= a.from && next <= a.to && s.measure(shortest, f)+s.cellPad > a.x(next)-a.x(t) {
			return false
		}
		t = next
	}
	return true
}

// whole widens a span to whole fields, up to the author's limits. Fields of days have one for the day of a
// milestone that ends the span, too; coarser ones need not grow for it.
func (s *sheet) whole(span chart.Span, step calendar.Step) (from, to calendar.Instant) {
	from, to = step.Floor(span.Start), step.Ceil(span.End)
	if s.dated && step.Unit == calendar.UnitDay {
		to = max(to, step.Ceil(s.period.End))
	}
	limits := s.limited(from, to)
	return limits.Start, limits.End
}

// upperOf returns the tier above, zero where the labels of the lower one say it
// all.
func (s *sheet) upperOf(step calendar.Step) calendar.Step {
	upper := enclosing(step)
	if upper.Unit == calendar.UnitDecade || namesYear(s.chart.Axis.Format) {
		return calendar.Step{}
	}
	return upper
}

// enclosing returns the unit whose beginnings have darker lines. What counts is
// how long the step is: 1000 seconds are enclosed by a day.
func enclosing(step calendar.Step) calendar.Step {
	unit := step.Unit
	for _, row := range grades {
		if row.unit > unit && length(calendar.Step{N: 1, Unit: row.unit}) <= length(step) {
			unit = row.unit
		}
	}
	for _, row := range grades {
		if row.unit == unit && row.upper != alone {
			return calendar.Step{N: 1, Unit: row.upper, FirstMonth: step.FirstMonth}
		}
	}
	if unit == calendar.UnitYear {
		return calendar.Step{N: 1, Unit: calendar.UnitDecade, FirstMonth: step.FirstMonth}
	}
	return calendar.Step{}
}

// length is how long a step is on average, to guess how many there will be.
func length(step calendar.Step) calendar.Instant {
	unit := [...]calendar.Instant{1, calendar.Second, calendar.Minute, calendar.Hour, calendar.Day, calendar.Week,
		30 * calendar.Day, 91 * calendar.Day, 365 * calendar.Day, 3652 * calendar.Day}[step.Unit]
	return unit * calendar.Instant(max(1, step.N))
}
