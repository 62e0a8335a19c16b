package layout

import (
	"cmp"
	"slices"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// block is a part of the chart that stays whole where the chart is broken into
// sheets: the heading of a section, or one of its lanes.
type block struct {
	section int       // index into chart.Sections
	hue     scene.Hue // of the section
	heading []string  // lines of a heading; nil: the block is a lane
	lane    lane
}

// lane is one line of the chart, with the tasks that share it.
type lane struct {
	items    []item
	up, down int // what it takes above and below the middle of its shapes
}

// spot is where a task is drawn: what arrows and ghosts start from.
type spot struct {
	shown  bool
	x1, x2 int // edges of the shape
	middle int // y of the shape's middle

	top, bottom int // of the lane
}

// detail is how much of a chart is told. A profile that keeps to a height takes
// the first that fits.
type detail int

const (
	everything detail = iota // each task has a name and dates
	dated                    // milestones have; bars where they take no line of their own
	names                    // dates only where they take no line of their own
	merged                   // the bars of a section share a lane, which has its name
)

// blocks turns the sections that have rows into headings and lanes.
func (f *frame) blocks(d detail) []block {
	out := make([]block, 0, len(f.chart.Sections)+len(f.tasks))
	p := place{sheet: f.sheet, axis: f.axis, crossing: f.crossing}
	var hue scene.Hue
	for i := range f.chart.Sections {
		section := &f.chart.Sections[i]
		if len(section.Rows) == 0 {
			continue
		}
		p.hue = f.hue(section, &hue)
		name := clean(section.Label())
		bars := d == merged && name != "" && p.hue != 0
		if name != "" && !bars {
			out = append(out, block{section: i, hue: p.hue, heading: f.wrap(name, f.sheet.heading, f.headingRoom(), f.titleLines)})
		}
		first := len(out)
		if bars {
			out = p.merge(out, name, section.Rows)
		} else {
			out = p.lanes(out, section.Rows, d)
		}
		for lane := first; lane < len(out); lane++ {
			out[lane].section, out[lane].hue = i, p.hue
		}
	}
	return out
}

// hue gives a section its colour: a neutral one when it has milestones only,
// else the next.
func (s *sheet) hue(section *chart.Section, last *scene.Hue) scene.Hue {
	for _, i := range section.Rows {
		if s.tasks[i].Kind == chart.Bar {
			*last = *last%(scene.Hues-1) + 1
			return *last
		}
	}
	return 0
}

// lanes spreads tasks over lanes. Each has its own, except that all of them may
// share lanes where the chart is compact, and milestones where they are packed;
// these come where the first of them stands.
func (p *place) lanes(to []block, tasks []int, d detail) []block {
	items := make([]item, 0, len(tasks)) // those that are alone
	packed := false
	for _, i := range tasks {
		switch {
		case !p.shares(i):
			if p.inPlot {
				items = append(items, p.settle(i, d))
			} else {
				items = append(items, p.besidePlot(i))
			}
			n := len(items)
			to = append(to, block{lane: laneOf(items[n-1 : n : n])})
		case !packed:
			packed = true
			for _, l := range p.pack(slices.DeleteFunc(slices.Clone(tasks), func(i int) bool { return !p.shares(i) })) {
				to = append(to, block{lane: l})
			}
		}
	}
	return to
}

// laneOf is a lane with one item, the only one of the slice.
func laneOf(first []item) lane { return lane{first, first[0].up, first[0].down} }

func (l *lane) add(i item) {
	l.items = append(l.items, i)
	l.up, l.down = max(l.up, i.up), max(l.down, i.down)
}

// lanesPacked is how many of the lanes above are looked at for room, so that the
// time stays linear for charts that nobody can read.
const lanesPacked = 64

// itemGap is kept free between two tasks of a lane.
const itemGap = 800

// pack puts tasks, from early to late, each into the first lane that has room
// for it and its name. Like Mermaid's compact mode, but names count.
func (p *place) pack(tasks []int) []lane {
	slices.SortStableFunc(tasks, func(a, b int) int {
		return cmp.Compare(p.tasks[a].Start, p.tasks[b].Start)
	})
	var lanes []lane
	var ends []int // of what stands in each lane
next:
	for _, i := range tasks {
		choice := p.oneLine(i)
		for at := max(0, len(lanes)-lanesPacked); at < len(lanes); at++ {
			for _, item := range choice {
				if item.left >= ends[at]+itemGap {
					lanes[at].add(item)
					ends[at] = item.right
					continue next
				}
			}
		}
		if len(choice) == 0 {
			choice = []item{p.settle(i, everything)}
		}
		lanes, ends = append(lanes, laneOf([]item{choice[0]})), append(ends, choice[0].right)
	}
	return lanes
}

// merge puts all bars of a section on one lane under the section's name, in
// front of it each of the milestones.
func (p *place) merge(to []block, name string, tasks []int) []block {
	var bars []int
	for _, i := range tasks {
		if t := &p.tasks[i]; t.Kind == chart.Bar && p.drawn(t) {
			bars = append(bars, i)
		} else {
			to = append(to, block{lane: laneOf([]item{p.settle(i, names)})})
		}
	}
	if len(bars) == 0 {
		return to
	}
	slices.SortStableFunc(bars, func(a, b int) int {
		return cmp.Compare(p.tasks[a].Start, p.tasks[b].Start)
	})
	x, _ := p.shape(&p.tasks[bars[0]])
	l := laneOf([]item{p.above(item{task: noTask, name: name, wide: p.measure(name, p.name), x1: x, x2: x, up: p.rowHigh / 2, down: p.rowHigh / 2}, everything)})
	for _, i := range bars {
		x1, x2 := p.shape(&p.tasks[i])
		l.add(item{task: i, at: untold, x1: x1, x2: x2, up: p.rowHigh / 2, down: p.rowHigh / 2})
	}
	return append(to, block{lane: l})
}
