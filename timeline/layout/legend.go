package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// legend explains the shapes that occur in a chart, and no others.
type legend struct {
	entries []swatch
	high    int
}

// swatch is one entry of the legend: a shape and its name.
type swatch struct {
	sample
	words string
	x, y  int // of the line's left upper corner, from where the legend begins
}

// sample is a shape that is explained.
type sample struct {
	wide int
	draw func(to []scene.Node, p *place, x int) []scene.Node
}

// entry is what a legend can explain, in the order in which it does.
type entry uint8

const (
	milestoneEntry entry = iota
	criticalMilestoneEntry
	taskEntry
	plannedEntry // and those of the other states in the order of chart.Status
	activeEntry
	doneEntry
	criticalEntry
	progressEntry
	baselineEntry
	dependencyEntry
	markerEntry
	todayEntry
	excludedEntry
	entryCount
)

// entryKeys are the words of the locale for them.
var entryKeys = [entryCount]string{
	milestoneEntry:         "milestone",
	criticalMilestoneEntry: "critical_milestone",
	taskEntry:              "task",
	plannedEntry:           "planned",
	activeEntry:            "active",
	doneEntry:              "done",
	criticalEntry:          "critical",
	progressEntry:          "progress",
	baselineEntry:          "baseline",
	dependencyEntry:        "dependency",
	markerEntry:            "marker",
	todayEntry:             "today",
	excludedEntry:          "excluded",
}

func stateEntry(s chart.Status) entry { return plannedEntry + entry(s) }

// entries tells which of them a chart needs.
type entries [entryCount]bool

// newLegend places the entries that the chart needs. seen has those of shapes that
// are no tasks'; those of the tasks are added.
func (s *sheet) newLegend(ax *axis, seen entries) legend {
	bars := [...]bool{chart.Planned: false, chart.Active: false, chart.Done: false}
	p := &place{sheet: *s, axis: *ax}
	for i := range s.tasks {
		t := &s.tasks[i]
		if !p.drawn(t) { // its row has words alone
			continue
		}
		if t.Kind == chart.Bar {
			bars[t.Status] = true
		}
		p.explain(&seen, t)
	}
	stated := seen[activeEntry] || seen[doneEntry]
	seen[taskEntry], seen[plannedEntry] = seen[plannedEntry] && !stated, seen[plannedEntry] && stated
	var l legend
	for e := range entryCount {
		if seen[e] {
			l.entries = append(l.entries, swatch{sample: sampleOf(e, bars), words: s.words.Must(entryKeys[e])})
		}
	}
	if len(l.entries) == 1 && seen[taskEntry] {
		return legend{} // a bar needs no explanation
	}
	x, y := s.margin, s.gap
	if len(l.entries) == 0 {
		return legend{high: y}
	}
	for i := range l.entries {
		e := &l.entries[i]
		room := tenth(s.measure(e.words, s.label) + 9)
		if x > s.margin && x+e.wide+s.pad+room > s.width-s.margin {
			x, y = s.margin, y+s.legendHigh
		}
		e.x, e.y = x, y
		x += e.wide + s.pad + room + 2*s.gutter
	}
	l.high = y + s.legendHigh
	return l
}

// legendAt draws the legend. It returns where it ends.
func (s *sheet) legendAt(y int, l legend) (scene.Group, int) {
	g := scene.Group{Name: "legend"}
	p := &place{sheet: *s}
	for i := range l.entries {
		e := &l.entries[i]
		p.middle = y + e.y + s.legendHigh/2
		g.Nodes = e.draw(g.Nodes, p, e.x)
		g.Nodes = append(g.Nodes, s.text(e.x+e.wide+s.pad, s.label.middle(p.middle), e.words, s.label, scene.Start))
	}
	return g, y + l.high
}

// sampleOf returns the shape of an entry. bars has the states in which there are
// bars: else a milestone shows the state.
func sampleOf(e entry, bars [3]bool) sample {
	half := 50
	switch e {
	case milestoneEntry:
		return diamondSample(chart.Task{})
	case criticalMilestoneEntry:
		return diamondSample(chart.Task{Critical: true})
	case activeEntry, doneEntry:
		t := chart.Task{Status: chart.Status(e - plannedEntry)}
		if !bars[t.Status] {
			return diamondSample(t)
		}
		return barSample(t)
	case criticalEntry:
		return barSample(chart.Task{Critical: true})
	case progressEntry:
		return barSample(chart.Task{Progress: &half})
	case baselineEntry:
		return sample{3600, ghostSample}
	case dependencyEntry:
		return sample{2400, arrowSample}
	case markerEntry:
		return sample{1000, markerSample}
	case todayEntry:
		return sample{1000, todaySample}
	case excludedEntry:
		return sample{1800, offSample}
	}
	return barSample(chart.Task{})
}

// explain adds what explains a task.
func (p *place) explain(seen *entries, t *task) {
	if t.Kind == chart.Marker {
		seen[markerEntry] = true
		return
	}
	if _, ok := p.ghosted(t); ok {
		seen[baselineEntry] = true
	}
	if t.Kind == chart.Milestone {
		if t.Status != chart.Planned {
			seen[stateEntry(t.Status)] = true
		}
		if t.Critical {
			seen[criticalMilestoneEntry] = true
		} else {
			seen[milestoneEntry] = true
		}
		return
	}
	if t.Progress != nil {
		x1, x2 := p.shape(t)
		if _, shown := progressEdge(t, x1, x2); shown {
			seen[progressEntry] = true
		}
	}
	if t.Critical {
		seen[criticalEntry] = true
	}
	if !t.Critical || t.Status != chart.Planned {
		seen[stateEntry(t.Status)] = true
	}
}

func diamondSample(of chart.Task) sample {
	const diamond, gap = 1600, 500
	t := &task{Task: &of}
	l := label{signs: milestoneSigns(t)}
	wide := diamond
	for _, sign := range l.signs {
		wide += gap + sign.wide()
	}
	return sample{wide, func(to []scene.Node, p *place, x int) []scene.Node {
		to = p.diamondShape(to, t, x+p.diamond)
		return p.write(to, l, x+diamond+gap, scene.None, scene.P(scene.Muted))
	}}
}

func barSample(of chart.Task) sample {
	const wide = 3600
	t := &task{Task: &of}
	return sample{wide, func(to []scene.Node, p *place, x int) []scene.Node {
		small, lengths := *p, *p.metrics
		lengths.barHigh = 1400
		small.metrics = &lengths
		x2 := x + wide
		if t.Critical {
			x, x2 = x+outline, x2-outline
		}
		to = small.barShape(to, t, x, x2)
		l := label{signs: signsOf(t.Critical, t.Status)}
		if len(l.signs) > 0 {
			room := barRooms(t, x, x2)[0]
			to = small.inside(to, l, (room.left+room.right-small.wide(l))/2, small.onBar(t))
		}
		return to
	}}
}

func ghostSample(to []scene.Node, p *place, x int) []scene.Node {
	return append(to, scene.Rect{
		X: x, Y: p.middle - p.ghostHigh()/2, W: 3600, H: p.ghostHigh(), Fill: scene.P(scene.Paper), Stroke: scene.P(scene.Muted), StrokeWidth: 100,
	})
}

func arrowSample(to []scene.Node, p *place, x int) []scene.Node {
	return append(to,
		scene.Path{Stroke: scene.P(scene.Muted), Width: lineWide, Points: []scene.Point{
			{X: x + 400, Y: p.middle - 600}, {X: x + 400, Y: p.middle + 200}, {X: x + 2100, Y: p.middle + 200},
		}},
		arrowHead(x+2400, p.middle+200),
	)
}

func markerSample(to []scene.Node, p *place, x int) []scene.Node {
	return append(to, scene.Line{
		X1: x + 500, Y1: p.middle - 800, X2: x + 500, Y2: p.middle + 800, Stroke: scene.P(scene.Marker), Width: 150, Dash: true,
	})
}

func todaySample(to []scene.Node, p *place, x int) []scene.Node {
	return append(to, vertical(x+500, p.middle-800, p.middle+800, scene.P(scene.Today), 150))
}

func offSample(to []scene.Node, p *place, x int) []scene.Node {
	return append(to, scene.Rect{
		X: x, Y: p.middle - 700, W: 1800, H: 1400, Fill: scene.P(scene.Off), Stroke: scene.P(scene.GridStrong), StrokeWidth: 100,
	})
}
