package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// rows are the drawn blocks.
type rows struct {
	bands []int        // upper edges of the headings' bands, which lie under all lines
	nodes []scene.Node // headings and lanes, which lie on the lines
	spots []spot       // by index into chart.Tasks
}

// rows draws blocks from y down and returns where they end.
func (s sheet) rows(blocks []block, ax axis, crossing lines, y int) (rows, int) {
	out := rows{spots: make([]spot, len(s.chart.Tasks))}
	y += s.gap + 300
	for i, b := range blocks {
		if i > 0 && b.section != blocks[i-1].section {
			y += s.sectionGap
		}
		if b.heading {
			out.bands = append(out.bands, y)
			out.nodes = append(out.nodes, s.sectionHeading(clean(s.chart.Sections[b.section].Label()), b.hue, ax, y))
			y += s.headingHigh + s.gap/2
			continue
		}
		here := crossing.in(b.lane.tasks)
		for _, task := range b.lane.tasks {
			row, spot, high := s.row(s.chart.Tasks[task], b.hue, ax, here, y)
			out.nodes = append(out.nodes, row)
			spot.top, spot.bottom = y, y+high
			out.spots[task] = spot
			y += high
		}
	}
	return out, y + s.sectionGap
}

// bands draws what lies behind the sections' headings.
func (s sheet) bands(tops []int) scene.Group {
	g := scene.Group{Name: "bands"}
	for _, y := range tops {
		g.Nodes = append(g.Nodes, scene.Rect{
			X: s.margin, Y: y, W: s.width - 2*s.margin, H: s.headingHigh, Radius: 400, Fill: scene.P(scene.SectionBand),
		})
	}
	return g
}

// sectionHeading is a strip in the section's colour and its name. A long name
// goes on over the plot, on a ground of its own.
func (s sheet) sectionHeading(name string, hue int, ax axis, y int) scene.Group {
	g := scene.Group{Name: "section"}
	g.Nodes = append(g.Nodes, scene.Rect{X: s.margin, Y: y, W: 400, H: s.headingHigh, Radius: 200, Fill: scene.Paint{Role: scene.Bar, Hue: hue}})
	x := s.margin + s.indent
	room := s.width - s.margin - s.pad - x
	shown := s.shorten(name, s.heading, room)
	if shown != name {
		g.Tip = name
	}
	if w := s.measure(shown, s.heading); x+w > ax.left-s.gutter {
		g.Nodes = append(g.Nodes, scene.Rect{X: x, Y: y, W: w + s.pad, H: s.headingHigh, Fill: scene.P(scene.SectionBand)})
		room = w
	} else {
		room = ax.left - s.gap - x
	}
	g.Nodes = append(g.Nodes, s.text(x, s.heading.middle(y+s.headingHigh/2), shown, s.heading, scene.Start, room))
	return g
}

// row is one task: its name on the left, its shape and dates in the plot. It
// returns where the shape is and how high the row is.
func (s sheet) row(t chart.Task, hue int, ax axis, crossing lines, y int) (scene.Group, spot, int) {
	g := scene.Group{Name: "row", Tip: s.tip(t), Link: link(t)}
	x := s.margin + s.indent
	room := ax.left - s.gutter - x
	names := s.wrap(clean(t.Label()), s.name, room, s.nameLines)
	high := s.rowHigh + max(0, len(names)-1)*s.leading
	middle := y + high/2
	high += s.ghostRoom(t)
	first := middle - max(0, len(names)-1)*s.leading/2
	for i, line := range names {
		text := s.text(x, s.name.middle(first+i*s.leading), line, s.name, scene.Start, room)
		text.Underline = g.Link != ""
		g.Nodes = append(g.Nodes, text)
	}
	p := place{sheet: s, axis: ax, crossing: crossing, middle: middle}
	g.Nodes = append(g.Nodes, p.mark(t, hue)...)
	return g, p.spot(t), high
}

// place is where in the plot a row's shapes and labels go.
type place struct {
	sheet
	axis     axis
	crossing lines
	middle   int // y of the row's middle
}

// mark draws what stands for a task in the plot.
func (p place) mark(t chart.Task, hue int) []scene.Node {
	switch {
	case t.Faulty:
		return p.faulty()
	case p.axis.side(t.Period()) != within:
		return p.outside(t)
	case t.EndsFirst():
		return p.endsFirst(t)
	case t.Kind == chart.Milestone:
		return p.milestone(t, hue)
	default:
		return p.bar(t, hue)
	}
}

// spot returns where mark draws a task; it is not shown where words alone stand
// for it.
func (p place) spot(t chart.Task) spot {
	if t.Faulty || t.EndsFirst() || p.axis.side(t.Period()) != within {
		return spot{}
	}
	x1, x2 := p.shape(t)
	return spot{shown: true, x1: x1, x2: x2, middle: p.middle}
}

// shape returns the edges of a task's bar or diamond.
func (p place) shape(t chart.Task) (x1, x2 int) {
	if t.Kind == chart.Milestone {
		x := p.axis.day(t.Mid())
		return x - p.diamond, x + p.diamond
	}
	x1, x2 = p.axis.clamped(t.Start), p.axis.clamped(max(t.Start, t.DrawnEnd))
	if x2-x1 < p.leastBar {
		x2 = min(x1+p.leastBar, p.axis.right)
		x1 = x2 - max(p.leastBar, x2-x1)
	}
	return x1, x2
}

// link returns the address of a task where it is a safe one.
func link(t chart.Task) string {
	address, _ := href.Safe(t.Link)
	return address
}
