package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// rows are the sections with their headings and tasks.
type rows struct {
	bands []int        // upper edges of the headings' bands, which lie under all lines
	nodes []scene.Node // headings and tasks, which lie on the lines
}

// rows places the sections from y down and returns where they end.
func (s sheet) rows(ax axis, crossing lines, y int) (rows, int) {
	var out rows
	y += s.gap + 300
	hue := 0
	for _, section := range s.chart.Sections {
		if len(section.Rows) == 0 {
			continue
		}
		paint := s.hue(section, &hue)
		if name := clean(section.Label()); name != "" {
			out.bands = append(out.bands, y)
			out.nodes = append(out.nodes, s.sectionHeading(name, paint, ax, y))
			y += s.headingHigh + s.gap/2
		}
		for _, i := range section.Rows {
			row, high := s.row(s.chart.Tasks[i], paint, ax, crossing, y)
			out.nodes = append(out.nodes, row)
			y += high
		}
		y += s.sectionGap
	}
	return out, y
}

// hue gives a section its colour: a neutral one when it has milestones only,
// else the next.
func (s sheet) hue(section chart.Section, last *int) int {
	for _, i := range section.Rows {
		if s.chart.Tasks[i].Kind == chart.Bar {
			*last = *last%(scene.Hues-1) + 1
			return *last
		}
	}
	return 0
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
	if w := s.measure(shown, s.heading); x+w > ax.left-s.gap {
		g.Nodes = append(g.Nodes, scene.Rect{X: x, Y: y, W: w + s.pad, H: s.headingHigh, Fill: scene.P(scene.SectionBand)})
		room = w
	} else {
		room = ax.left - s.gap - x
	}
	g.Nodes = append(g.Nodes, s.text(x, s.heading.middle(y+s.headingHigh/2), shown, s.heading, scene.Start, room))
	return g
}

// row is one task: its name on the left, its shape and dates in the plot. It
// returns how high the row is.
func (s sheet) row(t chart.Task, hue int, ax axis, crossing lines, y int) (scene.Group, int) {
	g := scene.Group{Name: "row", Tip: s.tip(t), Link: link(t)}
	x := s.margin + s.indent
	room := ax.left - s.gutter - x
	names := s.wrap(clean(t.Label()), s.name, room, s.nameLines)
	high := s.rowHigh + max(0, len(names)-1)*s.leading
	middle := y + high/2
	first := middle - max(0, len(names)-1)*s.leading/2
	for i, line := range names {
		text := s.text(x, s.name.middle(first+i*s.leading), line, s.name, scene.Start, room)
		text.Underline = g.Link != ""
		g.Nodes = append(g.Nodes, text)
	}
	p := place{sheet: s, axis: ax, crossing: crossing, middle: middle}
	switch {
	case t.Faulty:
		g.Nodes = append(g.Nodes, p.faulty()...)
	case ax.side(t.Period()) != within:
		g.Nodes = append(g.Nodes, p.outside(t)...)
	case t.EndsFirst():
		g.Nodes = append(g.Nodes, p.endsFirst(t)...)
	case t.Kind == chart.Milestone:
		g.Nodes = append(g.Nodes, p.milestone(t, hue)...)
	default:
		g.Nodes = append(g.Nodes, p.bar(t, hue)...)
	}
	return g, high
}

// place is where in the plot a row's shapes and labels go.
type place struct {
	sheet
	axis     axis
	crossing lines
	middle   int // y of the row's middle
}

// link returns the address of a task where it is a safe one.
func link(t chart.Task) string {
	address, _ := href.Safe(t.Link)
	return address
}
