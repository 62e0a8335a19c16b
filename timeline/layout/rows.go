package layout

import (
	"slices"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// rows are the drawn blocks.
type rows struct {
	bands []extent     // upper and lower edges of the headings' bands, which lie under all lines
	nodes []scene.Node // headings and lanes, which lie on the lines
	spots []spot       // by index into chart.Tasks
}

// rows draws blocks from y down and returns where they end.
func (s sheet) rows(blocks []block, ax axis, crossing lines, y int) (rows, int) {
	out := rows{spots: make([]spot, len(s.chart.Tasks))}
	y += s.rowsBegin()
	for i, b := range blocks {
		if i > 0 {
			y += s.between(blocks[i-1], b)
		}
		if b.heading != nil {
			out.bands = append(out.bands, extent{y, y + s.high(b)})
			out.nodes = append(out.nodes, s.sectionHeading(b, ax, y))
		} else {
			p := place{sheet: s, axis: ax, crossing: crossing.in(b.lane), hue: b.hue, middle: y + b.lane.up}
			for _, it := range b.lane.items {
				out.nodes = append(out.nodes, p.item(it))
				if it.task != noTask {
					out.spots[it.task] = p.spot(s.chart.Tasks[it.task])
					out.spots[it.task].top, out.spots[it.task].bottom = y, y+s.high(b)
				}
			}
		}
		y += s.high(b)
	}
	return out, y + s.sectionGap
}

// rowsBegin is what is free between the header or its flags and the first block.
func (s sheet) rowsBegin() int { return s.gap + 300 }

// high returns the height of a block.
func (s sheet) high(b block) int {
	if b.heading != nil {
		return s.headingHigh + (len(b.heading)-1)*s.headingLeading()
	}
	return b.lane.up + b.lane.down
}

// between is what is free between two blocks that follow each other.
func (s sheet) between(a, b block) int {
	switch {
	case a.section != b.section:
		return s.sectionGap
	case a.heading != nil:
		return s.gap / 2
	}
	return 0
}

// bands draws what lies behind the sections' headings.
func (s sheet) bands(bands []extent) scene.Group {
	g := scene.Group{Name: "bands"}
	for _, b := range bands {
		g.Nodes = append(g.Nodes, scene.Rect{
			X: s.margin, Y: b.left, W: s.width - 2*s.margin, H: b.right - b.left, Radius: 400, Fill: scene.P(scene.SectionBand),
		})
	}
	return g
}

// headingLeading is from line to line of a heading.
func (s sheet) headingLeading() int { return s.heading.size * 5 / 4 }

// headingRoom is how wide a section's heading may be.
func (s sheet) headingRoom() int { return s.width - 2*s.margin - s.pad - s.indent }

// sectionHeading is a strip in the section's colour and its name. A long name
// goes on over the plot, on a ground of its own.
func (s sheet) sectionHeading(b block, ax axis, y int) scene.Group {
	g := scene.Group{Name: "section"}
	high := s.high(b)
	g.Nodes = append(g.Nodes, scene.Rect{X: s.margin, Y: y, W: 400, H: high, Radius: 200, Fill: scene.Paint{Role: scene.Bar, Hue: b.hue}})
	x := s.margin + s.indent
	room, widest := ax.left-s.gutter-x, 0
	for _, words := range b.heading {
		widest = max(widest, s.measure(words, s.heading))
	}
	if widest > room {
		g.Nodes = append(g.Nodes, scene.Rect{X: x - 300, Y: y, W: widest + 300 + s.pad, H: high, Fill: scene.P(scene.SectionBand)})
	}
	for i, words := range b.heading {
		g.Nodes = append(g.Nodes, s.text(x, s.heading.middle(y+s.headingHigh/2+i*s.headingLeading()), words, s.heading, scene.Start))
	}
	if strings.HasSuffix(b.heading[len(b.heading)-1], "…") {
		g.Tip = clean(s.chart.Sections[b.section].Label())
	}
	return g
}

// item draws a task: its shape and its words.
func (p place) item(it item) scene.Group {
	g := scene.Group{Name: "row"}
	if it.task == noTask {
		g.Nodes = p.lines(it, false)
		return g
	}
	t := p.chart.Tasks[it.task]
	g.Tip, g.Link = p.tip(t), link(t)
	p.pointed = p.crossing.comeTo(it.task)
	switch it.at {
	case column:
		g.Nodes = slices.Concat(p.columnLines(it, g.Link != ""), p.ghost(t), p.mark(t))
	case untold:
		g.Nodes = p.piece(t)
	case inside:
		g.Nodes = slices.Concat(p.ghost(t), p.figure(t), p.lines(it, g.Link != ""))
	default:
		words := p.lines(it, g.Link != "")
		grounds := 0
		for grounds < len(words) && isGround(words[grounds]) {
			grounds++
		}
		g.Nodes = slices.Concat(words[:grounds], p.ghost(t), p.figure(t), words[grounds:])
		if it.inBar {
			g.Nodes = append(g.Nodes, p.inside(it.note, p.roomIn(t).left, p.onBar(t))...)
		}
	}
	return g
}

func isGround(n scene.Node) bool {
	_, ok := n.(scene.Rect)
	return ok
}

// columnLines writes a name in the column.
func (p place) columnLines(it item, linked bool) []scene.Node {
	var nodes []scene.Node
	first := p.middle - max(0, len(it.lines)-1)*p.leading/2
	for i, l := range it.lines {
		text := p.text(p.margin+p.indent, p.name.middle(first+i*p.leading), l.words, p.name, scene.Start)
		text.Underline = linked
		nodes = append(nodes, text)
	}
	return nodes
}

// place is where in the plot a row's shapes and labels go.
type place struct {
	sheet
	axis     axis
	crossing lines
	pointed  bool      // an arrow comes to the task
	hue      scene.Hue // of the section
	middle   int       // y of the row's middle
}

// mark draws what stands for a task in the plot, with its dates.
func (p place) mark(t chart.Task) []scene.Node {
	switch {
	case t.Faulty:
		return p.faulty()
	case p.axis.side(t.Period()) != within:
		return p.outside(t)
	case t.EndsFirst():
		return p.endsFirst(t)
	case t.Kind == chart.Milestone:
		return p.milestone(t)
	default:
		return p.bar(t)
	}
}

// figure draws a task without words; nothing where only words stand for it.
func (p place) figure(t chart.Task) []scene.Node {
	if t.Faulty || t.EndsFirst() || p.axis.side(t.Period()) != within {
		return nil
	}
	if t.Kind == chart.Milestone {
		return p.diamondShape(t, p.axis.day(t.Mid()))
	}
	x1, x2 := p.shape(t)
	nodes, _ := p.barShape(t, x1, x2)
	return nodes
}

// piece draws a bar among others on a lane, parted from those under it.
func (p place) piece(t chart.Task) []scene.Node {
	x1, x2 := p.shape(t)
	joint := scene.Rect{X: x1 - 100, Y: p.middle - p.barHigh/2 - 100, W: x2 - x1 + 200, H: p.barHigh + 200, Radius: 400, Fill: scene.P(scene.Paper)}
	return append([]scene.Node{joint}, p.figure(t)...)
}

// onBar is the paint of words on a task's bar.
func (p place) onBar(t chart.Task) scene.Paint {
	switch {
	case t.Status == chart.Done:
		return scene.P(scene.Ink)
	case t.Critical:
		return scene.P(scene.OnCritical)
	}
	return p.hued(scene.OnBar)
}

// hued is a paint of the section.
func (p place) hued(r scene.Role) scene.Paint { return scene.Paint{Role: r, Hue: p.hue} }

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
