package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// swatch is one entry of the legend: a shape and its name.
type swatch struct {
	key  string // word of the locale
	wide int
	draw func(p place, x int) []scene.Node
}

// legendAt explains the shapes that occur in this chart, and no others. It returns
// where it ends.
func (s sheet) legendAt(y int, entries []swatch) (scene.Group, int) {
	g := scene.Group{Name: "legend"}
	x, left := s.margin, s.margin
	if len(entries) == 1 && entries[0].key == "task" {
		return g, y // a bar needs no explanation
	}
	y += s.gap
	for _, w := range entries {
		words := s.words.Must(w.key)
		room := tenth(s.measure(words, s.label) + 9)
		if x > left && x+w.wide+s.pad+room > s.width-s.margin {
			x, y = left, y+s.legendHigh
		}
		p := place{sheet: s, middle: y + s.legendHigh/2}
		g.Nodes = append(g.Nodes, w.draw(p, x)...)
		x += w.wide + s.pad
		g.Nodes = append(g.Nodes, s.text(x, s.label.middle(p.middle), words, s.label, scene.Start))
		x += room + 2*s.gutter
	}
	if len(entries) == 0 {
		return g, y
	}
	return g, y + s.legendHigh
}

// swatches returns the entries that the chart needs, in a fixed order. seen has the
// keys of shapes that are no tasks'; those of the tasks are added.
func (s sheet) swatches(ax axis, seen map[string]bool) []swatch {
	bars := map[chart.Status]bool{}
	p := place{sheet: s, axis: ax}
	for _, t := range s.chart.Tasks {
		if !p.spot(t).shown { // its row has words alone
			continue
		}
		if t.Kind == chart.Bar {
			bars[t.Status] = true
		}
		for _, key := range p.legendKeys(t) {
			seen[key] = true
		}
	}
	stated := seen["active"] || seen["done"]
	state := func(status chart.Status) swatch {
		if bars[status] {
			return barSwatch(status.String(), chart.Task{Status: status})
		}
		return diamondSwatch(status.String(), chart.Task{Status: status})
	}
	half := 50
	entries := []swatch{
		diamondSwatch("milestone", chart.Task{}),
		diamondSwatch("critical_milestone", chart.Task{Critical: true}),
		barSwatch("task", chart.Task{}),
		barSwatch("planned", chart.Task{}),
		state(chart.Active),
		state(chart.Done),
		barSwatch("critical", chart.Task{Critical: true}),
		barSwatch("progress", chart.Task{Progress: &half}),
		{"baseline", 3600, ghostSwatch},
		{"dependency", 2400, arrowSwatch},
		{"marker", 1000, markerSwatch},
		{"today", 1000, todaySwatch},
		{"excluded", 1800, offSwatch},
	}
	seen["task"], seen["planned"] = seen["planned"] && !stated, seen["planned"] && stated
	var out []swatch
	for _, e := range entries {
		if seen[e.key] {
			out = append(out, e)
		}
	}
	return out
}

// legendKeys returns the entries that explain a task.
func (p place) legendKeys(t chart.Task) []string {
	if t.Kind == chart.Marker {
		return []string{"marker"}
	}
	var keys []string
	if _, ok := p.ghosted(t); ok {
		keys = append(keys, "baseline")
	}
	if t.Kind == chart.Milestone {
		if t.Status != chart.Planned {
			keys = append(keys, t.Status.String())
		}
		if t.Critical {
			return append(keys, "critical_milestone")
		}
		return append(keys, "milestone")
	}
	if x1, x2 := p.shape(t); t.Progress != nil {
		if _, shown := progressEdge(t, x1, x2); shown {
			keys = append(keys, "progress")
		}
	}
	if t.Critical {
		keys = append(keys, "critical")
	}
	if !t.Critical || t.Status != chart.Planned {
		keys = append(keys, t.Status.String())
	}
	return keys
}

func diamondSwatch(key string, t chart.Task) swatch {
	const diamond, gap = 1600, 500
	l := label{signs: milestoneSigns(t)}
	wide := diamond
	for _, sign := range l.signs {
		wide += gap + sign.wide()
	}
	return swatch{key, wide, func(p place, x int) []scene.Node {
		nodes := p.diamondShape(t, x+p.diamond)
		return append(nodes, p.write(l, x+diamond+gap, scene.None, scene.P(scene.Muted))...)
	}}
}

func barSwatch(key string, t chart.Task) swatch {
	const wide = 3600
	return swatch{key, wide, func(p place, x int) []scene.Node {
		small := *p.metrics
		small.barHigh = 1400
		p.metrics = &small
		x2 := x + wide
		if t.Critical {
			x, x2 = x+outline, x2-outline
		}
		nodes, rooms := p.barShape(t, x, x2)
		on := scene.Paint{Role: scene.OnBar}
		if t.Critical {
			on = scene.P(scene.OnCritical)
		}
		if t.Status == chart.Done {
			on = scene.P(scene.Ink)
		}
		l := label{signs: signsOf(t)}
		if len(l.signs) > 0 {
			nodes = append(nodes, p.inside(l, (rooms[0].left+rooms[0].right-p.wide(l))/2, on)...)
		}
		return nodes
	}}
}

func ghostSwatch(p place, x int) []scene.Node {
	return []scene.Node{scene.Rect{
		X: x, Y: p.middle - p.ghostHigh()/2, W: 3600, H: p.ghostHigh(), Fill: scene.P(scene.Paper), Stroke: scene.P(scene.Muted), StrokeWidth: 100,
	}}
}

func arrowSwatch(p place, x int) []scene.Node {
	return []scene.Node{
		scene.Path{Stroke: scene.P(scene.Muted), Width: lineWide, Points: []scene.Point{
			{X: x + 400, Y: p.middle - 600}, {X: x + 400, Y: p.middle + 200}, {X: x + 2100, Y: p.middle + 200},
		}},
		arrowHead(x+2400, p.middle+200),
	}
}

func markerSwatch(p place, x int) []scene.Node {
	return []scene.Node{scene.Line{
		X1: x + 500, Y1: p.middle - 800, X2: x + 500, Y2: p.middle + 800, Stroke: scene.P(scene.Marker), Width: 150, Dash: true,
	}}
}

func todaySwatch(p place, x int) []scene.Node {
	return []scene.Node{vertical(x+500, p.middle-800, p.middle+800, scene.P(scene.Today), 150)}
}

func offSwatch(p place, x int) []scene.Node {
	return []scene.Node{scene.Rect{
		X: x, Y: p.middle - 700, W: 1800, H: 1400, Fill: scene.P(scene.Off), Stroke: scene.P(scene.GridStrong), StrokeWidth: 100,
	}}
}
