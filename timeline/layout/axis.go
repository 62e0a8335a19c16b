package layout

import (
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// axis maps time to places and knows its header.
type axis struct {
	from, to       calendar.Instant // what the plot shows, half-open
	left, right    int
	upper, lower   []cell // tiers of the header; upper is nil where one tier says it all
	grid, strong   []int  // places of the lines between cells, and of those darker
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
func (s sheet) plot() extent {
	widest := 0
	for _, section := range s.chart.Sections {
		for _, row := range section.Rows {
			widest = max(widest, s.measure(s.chart.Tasks[row].Name, s.name))
		}
	}
	most := s.width * s.nameShare / 100
	column := s.indent + widest*tightAt/100
	column = max(min(column, most), min(s.nameLeast, most))
	return extent{tenth(s.margin + column + s.gutter), s.width - s.margin}
}

// x returns the place of a moment of the plot.
func (a axis) x(t calendar.Instant) int {
	// Milliseconds times hundredths of a pixel would leave 64 bits beyond some
	// thousand years; unit keeps the product below 2^44 · 2^17.
	span := int64(a.to - a.from)
	unit := max(1, span>>44)
	return tenth(a.left + int(int64(t-a.from)/unit*int64(a.right-a.left)/(span/unit)))
}

// clamped is x, but never outside the plot.
func (a axis) clamped(t calendar.Instant) int {
	switch {
	case t <= a.from:
		return a.left
	case t >= a.to:
		return a.right
	}
	return a.x(t)
}

// tenth rounds to a tenth of a pixel: nobody sees more, and pictures are smaller.
func tenth(n int) int { return n / 10 * 10 }

// newAxis chooses the tiers and lays their cells out.
func (s sheet) newAxis(where extent, y int) axis {
	span := s.shown()
	a := axis{left: where.left, right: where.right, top: y}
	g := s.grade(span, where)
	a.from, a.to = g.from, g.to
	lower := s.cell
	if g.upper.IsZero() {
		lower = s.upper
	}
	a.lower = withoutRepeats(s.cells(a, g.cells, lower, s.cellLabels))
	if g.upper.IsZero() {
		a.mid, a.foot = y, y+s.upperHigh
	} else {
		a.upper = s.cells(a, g.upper, s.upper, s.upperLabels)
		a.mid = y + s.upperHigh
		a.foot = a.mid + s.cellHigh
	}
	if strong := enclosing(g.cells); !strong.IsZero() {
		a.strong = a.places(strong)
	}
	a.grid = a.places(g.grid)
	return a
}

// shown returns the span of the chart, widened where it has no length.
func (s sheet) shown() chart.Span {
	span := s.chart.Span
	if span.Start < span.End {
		return span
	}
	if span.Start.IsMidnight() {
		return chart.Span{Start: span.Start.AddDays(-15), End: span.Start.AddDays(16)}
	}
	return chart.Span{Start: span.Start - 12*calendar.Hour, End: span.Start + 12*calendar.Hour}
}

// places returns where a step's boundaries inside the plot are.
func (a axis) places(step calendar.Step) []int {
	ticks, _ := step.Ticks(a.from+1, a.to-1, maxTicks)
	xs := make([]int, len(ticks))
	for i, t := range ticks {
		xs[i] = a.x(t)
	}
	return xs
}

// cells cuts the plot at a step's boundaries and gives each field the longest
// kind of label that fits them all; fields cut by the plot's edge take any that
// fits them.
func (s sheet) cells(a axis, step calendar.Step, f style, labels func(calendar.Step, calendar.Instant) []string) []cell {
	var starts []calendar.Instant
	for t := step.Floor(a.from); t < a.to && len(starts) < maxTicks; t = step.Next(t) {
		starts = append(starts, t)
	}
	out := make([]cell, len(starts))
	for i, t := range starts {
		out[i] = cell{x1: a.clamped(t), x2: a.clamped(step.Next(t)), atLeft: s.atLeft(step.Unit)}
	}
	level := s.labelLevel(a, step, starts, out, f, labels)
	for i, t := range starts {
		all := labels(step, t)
		for _, label := range all[min(level, len(all)):] {
			if s.measure(label, f)+s.cellPad <= out[i].x2-out[i].x1 {
				out[i].label = label
				break
			}
		}
	}
	return out
}

// atLeft tells whether the fields of a unit have their labels where they begin.
func (s sheet) atLeft(unit calendar.Unit) bool {
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

// labelLevel returns the first kind of label, from long to short, that fits
// every whole field, or the number of kinds.
func (s sheet) labelLevel(a axis, step calendar.Step, starts []calendar.Instant, cells []cell, f style, labels func(calendar.Step, calendar.Instant) []string) int {
	level := 0
	for i, t := range starts {
		if t < a.from || step.Next(t) > a.to {
			continue
		}
		all := labels(step, t)
		for level < len(all) && s.measure(all[level], f)+s.cellPad > cells[i].x2-cells[i].x1 {
			level++
		}
	}
	return level
}

// header draws the tiers.
func (a axis) header(s sheet) scene.Group {
	g := scene.Group{Name: "axis"}
	tier := func(cells []cell, top, foot int, f style, band bool) {
		for i, c := range cells {
			if band {
				paint := scene.P(scene.Band)
				if i%2 == 1 {
					paint = scene.P(scene.BandAlt)
				}
				g.Nodes = append(g.Nodes, scene.Rect{X: c.x1, Y: top, W: c.x2 - c.x1, H: foot - top, Fill: paint})
			}
			x, anchor := (c.x1+c.x2)/2, scene.Middle
			if c.atLeft {
				x, anchor = c.x1+s.cellPad/2, scene.Start
			}
			if c.label != "" {
				g.Nodes = append(g.Nodes, s.text(tenth(x), f.middle((top+foot)/2), c.label, f, anchor, c.x2-c.x1))
			}
		}
	}
	if a.upper == nil {
		tier(a.lower, a.top, a.foot, s.upper, true)
	} else {
		tier(a.upper, a.top, a.mid, s.upper, true)
		tier(a.lower, a.mid, a.foot, s.cell, false)
	}
	g.Nodes = append(g.Nodes, a.headerLines()...)
	g.Nodes = append(g.Nodes, scene.Line{X1: a.left, Y1: a.foot, X2: a.right, Y2: a.foot, Stroke: scene.P(scene.GridStrong), Width: 100})
	return g
}

// headerLines part the fields. A darker line goes down to the rows where it is
// an edge of the lower tier too; where it is not, as with months and weeks, it
// would cut a label.
func (a axis) headerLines() []scene.Node {
	var nodes []scene.Node
	strong := map[int]bool{}
	for _, x := range a.strong {
		strong[x] = true
	}
	edges := map[int]bool{}
	for i, c := range a.lower {
		edges[c.x1] = true
		if i > 0 && !strong[c.x1] && a.upper != nil {
			nodes = append(nodes, vertical(c.x1, a.mid+700, a.foot, scene.P(scene.Grid), 100))
		}
	}
	for _, x := range a.strong {
		foot := a.foot
		if !edges[x] {
			foot = a.mid
		}
		nodes = append(nodes, vertical(x, a.top, foot, scene.P(scene.GridStrong), 150))
	}
	return nodes
}

// lines draws the grid through the rows. Where a marker stands on a year's
// first day, its own line is enough.
func (a axis) lines(bottom int, flags []flag) scene.Group {
	g := scene.Group{Name: "grid"}
	taken := map[int]bool{}
	for _, x := range a.strong {
		taken[x] = true
	}
	marked := map[int]bool{}
	for _, f := range flags {
		marked[f.x] = true
	}
	for _, x := range append([]int{a.left, a.right}, a.grid...) {
		if !taken[x] && !marked[x] {
			g.Nodes = append(g.Nodes, vertical(x, a.foot, bottom, scene.P(scene.Grid), 100))
		}
	}
	for _, x := range a.strong {
		if !marked[x] {
			g.Nodes = append(g.Nodes, vertical(x, a.foot, bottom, scene.P(scene.GridStrong), 150))
		}
	}
	return g
}

func vertical(x, y1, y2 int, paint scene.Paint, width int) scene.Line {
	return scene.Line{X1: x, Y1: y1, X2: x, Y2: y2, Stroke: paint, Width: width}
}
