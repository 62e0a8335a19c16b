package layout

import (
	"iter"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

// axis maps time to places and knows its header.
type axis struct {
	from, to       calendar.Instant // what the plot shows, half-open
	left, right    int
	upper, lower   []cell // tiers of the header; upper is nil where one tier says it all, lower where there are no dates
	grid, strong   []int  // places of the lines between cells, and of those darker
	days           bool   // each field of the lower tier is a day
	dated          bool   // the upper tier names the years
	top, mid, foot int    // of the header: upper edge, between the tiers, lower edge
}

// cell is one field of the axis' header.
type cell struct {
	x1, x2 int
	label  string // "" where none fits
	atLeft bool   // a time of day names its beginning; other labels stand in the middle
}

// extent is a stretch of the picture's width.
type extent struct{ left, right int }

// plot returns where the bars go: what the column of names leaves.
func (s *sheet) plot() extent {
	if !s.hasColumn() {
		left := s.margin
		if s.showsArrows() { // they come from the left, to the first milestone too
			left = max(left, tenth(s.diamond+headLong+stem+2*lineWide))
		}
		return extent{left, s.width - s.margin}
	}
	widest := 0
	for t := range s.inColumn() {
		widest = max(widest, t.wide)
	}
	column := 0
	for _, share := range []int{s.nameShare, s.nameShare * 6 / 5, s.nameShare * 7 / 5} {
		most := s.width * share / 100
		column = max(min(s.indent+widest, most), min(s.nameLeast, most))
		if column < most || s.stayWhole(column-s.indent) {
			break
		}
	}
	return extent{tenth(s.margin + column + s.gutter + 9), s.width - s.margin} // rounded up, so that the widest name keeps its line
}

// inColumn gives the tasks whose names stand in the column.
func (s *sheet) inColumn() iter.Seq[*task] {
	return func(yield func(*task) bool) {
		for i := range s.chart.Sections {
			for _, row := range s.chart.Sections[i].Rows {
				if !s.shares(row) && !yield(&s.tasks[row]) {
					return
				}
			}
		}
	}
}

// stayWhole tells whether no name has to be shortened in a column of a width.
func (s *sheet) stayWhole(width int) bool {
	for t := range s.inColumn() {
		if t.wide > width && len(s.wrap(t.name, s.name, width, s.nameLines+1)) > s.nameLines {
			return false
		}
	}
	return true
}

// hasColumn tells whether names stand left of the plot.
func (s *sheet) hasColumn() bool { return !s.inPlot && !s.chart.Compact }

// shares tells whether a task may share its lane with others.
func (s *sheet) shares(task int) bool {
	return s.chart.Compact || s.chart.Packed && s.tasks[task].Kind == chart.Milestone
}

// columnRoom is how wide a name in the column may be.
func (s *sheet) columnRoom(a *axis) int { return a.left - s.gutter - s.margin - s.indent }

// x returns the place of a moment of the plot.
func (a *axis) x(t calendar.Instant) int {
	// Milliseconds times hundredths of a pixel would leave 64 bits beyond some
	// thousand years; unit keeps the product below 2^44 · 2^17.
	span := int64(a.to - a.from)
	unit := max(1, span>>44)
	return tenth(a.left + int(int64(t-a.from)/unit*int64(a.right-a.left)/(span/unit)))
}

// clamped is x, but never outside the plot.
func (a *axis) clamped(t calendar.Instant) int {
	switch {
	case t <= a.from:
		return a.left
	case t >= a.to:
		return a.right
	}
	return a.x(t)
}

// day returns the place of a moment. A midnight mostly means a day without an
// hour, so it is in the middle of its field where the fields are days; the line
// before the field would belong to the day before as well.
func (a *axis) day(t calendar.Instant) int {
	if a.days && t.IsMidnight() {
		t += calendar.Day / 2
	}
	return a.clamped(t)
}

// tenth rounds to a tenth of a pixel: nobody sees more, and pictures are smaller.
func tenth(n int) int { return n / 10 * 10 }

// newAxis chooses the tiers and lays their cells out.
func (s *sheet) newAxis(where extent, y int) axis {
	a := axis{left: where.left, right: where.right, top: y, mid: y, foot: y}
	if !s.dated {
		return a
	}
	g := s.grade(s.shown(), where)
	a.from, a.to = g.from, g.to
	a.days = g.cells.Unit == calendar.UnitDay && g.cells.N == 1
	a.dated = !g.upper.IsZero()
	lower := s.cell
	if !a.dated {
		lower = s.upper
	}
	a.lower = withoutRepeats(s.cells(&a, g.cells, lower, s.cellLabels))
	for i := range a.lower {
		a.lower[i].atLeft = s.atLeft(g.cells.Unit)
	}
	if !a.dated {
		a.mid, a.foot = y, y+s.upperHigh
	} else {
		a.upper = s.cells(&a, g.upper, s.upper, s.upperLabels)
		a.mid = y + s.upperHigh
		a.foot = a.mid + s.cellHigh
	}
	if strong := enclosing(g.cells); !strong.IsZero() && !(s.chart.Axis.NoYearLines && strong.Unit >= calendar.UnitYear) {
		a.strong = a.places(strong)
		if strong.Unit == calendar.UnitDecade && len(a.strong) == 1 {
			a.strong = nil // one year that stands out among others is a riddle
		}
	}
	a.grid = a.places(g.grid)
	return a
}

// shown returns the span of the chart within its limits, widened where it has no
// length.
func (s *sheet) shown() chart.Span {
	span := s.chart.Shown()
	if span.Start < span.End {
		return span
	}
	at := span.Start
	if s.chart.Axis.From == nil && s.chart.Axis.To != nil {
		at = span.End
	}
	if at.IsMidnight() {
		return s.limited(at.AddDays(-15), at.AddDays(16))
	}
	return s.limited(at-12*calendar.Hour, at+12*calendar.Hour)
}

// limited puts the author's limits in the place of what the tasks ask for.
func (s *sheet) limited(from, to calendar.Instant) chart.Span {
	span := chart.Span{Start: from, End: to}
	if limit := s.chart.Axis.From; limit != nil {
		span.Start = *limit
	}
	if limit := s.chart.Axis.To; limit != nil {
		span.End = *limit
	}
	return span
}

// Sides of the plot that something can lie beyond.
const (
	before = -1
	within = 0
	behind = 1
)

// side tells where a period lies. A moment at the plot's very end is within: a
// milestone on the last day's evening is seen there.
func (a *axis) side(period chart.Span) int {
	switch {
	case period.Start < a.from && period.End <= a.from:
		return before
	case period.Start >= a.to && period.End > a.to, period.Start > a.to:
		return behind
	}
	return within
}

// places returns where a step's boundaries inside the plot are.
func (a *axis) places(step calendar.Step) []int {
	ticks, _ := step.Ticks(a.from+1, a.to-1, maxTicks)
	xs := make([]int, len(ticks))
	for i, t := range ticks {
		xs[i] = a.x(t)
	}
	return xs
}

// namer appends what a field [t, next) can be called, from long to short.
type namer func(to []string, step calendar.Step, t, next calendar.Instant) []string

// cells cuts the plot at a step's boundaries and gives each field the longest
// kind of label that fits them all; fields cut by the plot's edge take any that
// fits them.
func (s *sheet) cells(a *axis, step calendar.Step, f style, names namer) []cell {
	fits := func(c *cell, label string) bool { return s.measure(label, f)+s.cellPad <= c.x2-c.x1 }
	count := min(maxTicks, int((a.to-a.from)/length(step))+2)
	out, kinds := make([]cell, 0, count), make([][]string, 0, count)
	pool := make([]string, 0, 2*count) // the labels of all
	level := 0                         // the first kind that fits every whole field, or the number of kinds
	for t := step.Floor(a.from); t < a.to && len(out) < maxTicks; {
		next := step.Next(t)
		c := cell{x1: a.clamped(t), x2: a.clamped(next)}
		begin := len(pool)
		pool = names(pool, step, t, next)
		all := pool[begin:]
		for t >= a.from && next <= a.to && level < len(all) && !fits(&c, all[level]) {
			level++
		}
		out, kinds = append(out, c), append(kinds, all)
		t = next
	}
	for i, all := range kinds {
		for _, label := range all[min(level, len(all)):] {
			if fits(&out[i], label) {
				out[i].label = label
				break
			}
		}
	}
	return out
}

// atLeft tells whether the fields of the lower tier have their labels where they
// begin.
func (s *sheet) atLeft(unit calendar.Unit) bool {
	if format := s.chart.Axis.Format; format != "" {
		return namesMoment(format, unit)
	}
	return unit < calendar.UnitDay
}

// withoutRepeats leaves out labels that say what the field before says, as when
// an author asks for years on each month.
func withoutRepeats(cells []cell) []cell {
	last := ""
	for i := range cells {
		if cells[i].label == last {
			cells[i].label = ""
		} else {
			last = cells[i].label
		}
	}
	return cells
}
