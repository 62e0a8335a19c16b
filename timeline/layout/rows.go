package layout

import (
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// rows are the drawn blocks.
type rows struct {
	bands []extent     // upper and lower edges of the headings' bands, which lie under all lines
	nodes []scene.Node // headings and lanes, which lie on the lines
	spots []spot       // by index into the tasks; nil where no arrow asks for them
}

// rows draws blocks from y down and returns where they end.
func (f *frame) rows(blocks []block, y int) (rows, int) {
	out := rows{nodes: make([]scene.Node, 0, len(blocks))}
	if len(f.arrows) > 0 {
		out.spots = make([]spot, len(f.tasks))
	}
	p := place{sheet: f.sheet, axis: f.axis}
	y += f.rowsBegin()
	for i := range blocks {
		b := &blocks[i]
		if i > 0 {
			y += f.between(&blocks[i-1], b)
		}
		high := f.sheet.high(b)
		if b.heading != nil {
			out.bands = append(out.bands, extent{y, y + high})
			out.nodes = append(out.nodes, f.sectionHeading(b, y))
		} else {
			p.crossing, p.hue, p.middle = f.crossing.in(&b.lane), b.hue, y+b.lane.up
			for at := range b.lane.items {
				it := &b.lane.items[at]
				out.nodes = addGroups(out.nodes, p.item(it))
				if out.spots != nil && it.task != noTask {
					out.spots[it.task] = p.spot(&f.tasks[it.task])
					out.spots[it.task].top, out.spots[it.task].bottom = y, y+high
				}
			}
		}
		y += high
	}
	return out, y + f.sectionGap
}

// rowsBegin is what is free between the header or its flags and the first block.
func (s *sheet) rowsBegin() int { return s.gap + 300 }

// high returns the height of a block.
func (s *sheet) high(b *block) int {
	if b.heading != nil {
		return s.headingHigh + (len(b.heading)-1)*s.headingLeading()
	}
	return b.lane.up + b.lane.down
}

// between is what is free between two blocks that follow each other.
func (s *sheet) between(a, b *block) int {
	switch {
	case a.section != b.section:
		return s.sectionGap
	case a.heading != nil:
		return s.gap / 2
	}
	return 0
}

// bands draws what lies behind the sections' headings.
func (s *sheet) bands(bands []extent) scene.Group {
	g := scene.Group{Name: "bands", Nodes: make([]scene.Node, 0, len(bands))}
	for _, b := range bands {
		g.Nodes = append(g.Nodes, scene.Rect{
			X: s.margin, Y: b.left, W: s.width - 2*s.margin, H: b.right - b.left, Radius: 400, Fill: scene.P(scene.SectionBand),
		})
	}
	return g
}

// headingLeading is from line to line of a heading.
func (s *sheet) headingLeading() int { return s.heading.size * 5 / 4 }

// headingRoom is how wide a section's heading may be.
func (s *sheet) headingRoom() int { return s.width - 2*s.margin - s.pad - s.indent }

// sectionHeading is a strip in the section's colour and its name. A long name
// goes on over the plot, on a ground of its own.
func (f *frame) sectionHeading(b *block, y int) scene.Group {
	g := scene.Group{Name: "section", Nodes: make([]scene.Node, 0, 2+len(b.heading))}
	high := f.sheet.high(b)
	g.Nodes = append(g.Nodes, scene.Rect{X: f.margin, Y: y, W: 400, H: high, Radius: 200, Fill: scene.Paint{Role: scene.Bar, Hue: b.hue}})
	x := f.margin + f.indent
	room, widest := f.axis.left-f.gutter-x, 0
	for _, words := range b.heading {
		widest = max(widest, f.measure(words, f.sheet.heading))
	}
	if widest > room {
		g.Nodes = append(g.Nodes, scene.Rect{X: x - 300, Y: y, W: widest + 300 + f.pad, H: high, Fill: scene.P(scene.SectionBand)})
	}
	for i, words := range b.heading {
		middle := y + f.headingHigh/2 + i*f.headingLeading()
		g.Nodes = append(g.Nodes, f.text(x, f.sheet.heading.middle(middle), words, f.sheet.heading, scene.Start))
	}
	if strings.HasSuffix(b.heading[len(b.heading)-1], "…") {
		g.Tip = clean(f.chart.Sections[b.section].Label())
	}
	return g
}

// item draws a task: its shape and its words.
func (p *place) item(it *item) scene.Group {
	g := scene.Group{Name: "row", Nodes: make([]scene.Node, 0, usualNodes)}
	if it.task == noTask {
		g.Nodes = p.lines(p.grounds(g.Nodes, it), it, false)
		return g
	}
	t := &p.tasks[it.task]
	g.Tip, g.Link = p.tip(t), link(t)
	linked := g.Link != ""
	p.pointed = p.crossing.comeTo(it.task)
	switch it.at {
	case column:
		g.Nodes = p.columnLines(g.Nodes, it, linked)
		g.Nodes = p.ghost(g.Nodes, t)
		g.Nodes = p.mark(g.Nodes, t)
	case untold:
		g.Nodes = p.piece(g.Nodes, t)
	case inside:
		g.Nodes = p.ghost(g.Nodes, t)
		g.Nodes = p.figure(g.Nodes, t)
		g.Nodes = p.lines(g.Nodes, it, linked)
	default:
		g.Nodes = p.grounds(g.Nodes, it)
		g.Nodes = p.ghost(g.Nodes, t)
		g.Nodes = p.figure(g.Nodes, t)
		g.Nodes = p.lines(g.Nodes, it, linked)
		if it.inBar {
			g.Nodes = p.inside(g.Nodes, it.note, p.roomIn(t).left, p.onBar(t))
		}
	}
	return g
}

// usualNodes is what most rows consist of at most: a name, a bar, a ground and
// dates, and one of what not all have.
const usualNodes = 5

// columnLines writes a name in the column.
func (p *place) columnLines(to []scene.Node, it *item, linked bool) []scene.Node {
	x := p.margin + p.indent
	if name := &p.tasks[it.task]; it.lines == nil && name.name != "" {
		text := p.measured(x, p.name.middle(p.middle), name.name, name.wide, p.name, scene.Start)
		text.Underline = linked
		return append(to, text)
	}
	first := p.middle - max(0, len(it.lines)-1)*p.leading/2
	for i, l := range it.lines {
		text := p.text(x, p.name.middle(first+i*p.leading), l.words, p.name, scene.Start)
		text.Underline = linked
		to = append(to, text)
	}
	return to
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
func (p *place) mark(to []scene.Node, t *task) []scene.Node {
	switch {
	case t.Faulty:
		return p.faulty(to)
	case p.axis.side(t.period) != within:
		return p.outside(to, t)
	case t.EndsFirst():
		return p.endsFirst(to, t)
	case t.Kind == chart.Milestone:
		return p.milestone(to, t)
	default:
		return p.bar(to, t)
	}
}

// drawn tells whether a shape stands for a task, and not words alone.
func (p *place) drawn(t *task) bool {
	return !t.Faulty && p.axis.side(t.period) == within && !t.EndsFirst()
}

// figure draws a task without words; nothing where only words stand for it.
func (p *place) figure(to []scene.Node, t *task) []scene.Node {
	switch {
	case !p.drawn(t):
		return to
	case t.Kind == chart.Milestone:
		return p.diamondShape(to, t, p.axis.day(t.Mid()))
	}
	x1, x2 := p.shape(t)
	return p.barShape(to, t, x1, x2)
}

// piece draws a bar among others on a lane, parted from those under it.
func (p *place) piece(to []scene.Node, t *task) []scene.Node {
	x1, x2 := p.shape(t)
	to = append(to, scene.Rect{
		X: x1 - 100, Y: p.middle - p.barHigh/2 - 100, W: x2 - x1 + 200, H: p.barHigh + 200, Radius: 400, Fill: scene.P(scene.Paper),
	})
	return p.figure(to, t)
}

// onBar is the paint of words on a task's bar.
func (p *place) onBar(t *task) scene.Paint {
	switch {
	case t.Status == chart.Done:
		return scene.P(scene.Ink)
	case t.Critical:
		return scene.P(scene.OnCritical)
	}
	return p.hued(scene.OnBar)
}

// hued is a paint of the section.
func (p *place) hued(r scene.Role) scene.Paint { return scene.Paint{Role: r, Hue: p.hue} }

// spot returns where mark draws a task; it is not shown where words alone stand
// for it.
func (p *place) spot(t *task) spot {
	if !p.drawn(t) {
		return spot{}
	}
	x1, x2 := p.shape(t)
	return spot{shown: true, x1: x1, x2: x2, middle: p.middle}
}

// shape returns the edges of a task's bar or diamond.
func (p *place) shape(t *task) (x1, x2 int) {
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
func link(t *task) string {
	address, _ := href.Safe(t.Link)
	return address
}
