package layout

import (
	"slices"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// swatch is one entry of the legend: a shape and its name.
type swatch struct {
	key  string // word of the locale
	wide int
	draw func(p place, x int) []scene.Node
}

// legend explains the shapes that occur in this chart, and no others. It
// returns where it ends.
func (s sheet) legend(y int, off bool) (scene.Group, int) {
	g := scene.Group{Name: "legend"}
	x, left := s.margin, s.margin
	entries := s.swatches(off)
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
		g.Nodes = append(g.Nodes, s.text(x, s.label.middle(p.middle), words, s.label, scene.Start, room+2*s.gutter-200))
		x += room + 2*s.gutter
	}
	if len(entries) == 0 {
		return g, y
	}
	return g, y + s.legendHigh
}

// swatches returns the entries that the chart needs, in a fixed order.
func (s sheet) swatches(off bool) []swatch {
	seen := map[string]bool{}
	for _, t := range s.chart.Tasks {
		if t.Faulty || t.EndsFirst() { // its row has words alone
			continue
		}
		for _, key := range legendKeys(t) {
			seen[key] = true
		}
	}
	stated := seen["active"] || seen["done"]
	state := func(status chart.Status) swatch {
		task := chart.Task{Status: status}
		if slices.ContainsFunc(s.chart.Tasks, func(t chart.Task) bool {
			return t.Kind == chart.Bar && t.Status == status && !t.Faulty && !t.EndsFirst()
		}) {
			return barSwatch(status.String(), task)
		}
		return diamondSwatch(status.String(), task)
	}
	entries := []swatch{
		diamondSwatch("milestone", chart.Task{}),
		diamondSwatch("critical_milestone", chart.Task{Critical: true}),
		barSwatch("task", chart.Task{}),
		barSwatch("planned", chart.Task{}),
		state(chart.Active),
		state(chart.Done),
		barSwatch("critical", chart.Task{Critical: true}),
		{"marker", 1000, markerSwatch},
		{"excluded", 1800, offSwatch},
	}
	seen["task"], seen["planned"] = seen["planned"] && !stated, seen["planned"] && stated
	seen["excluded"] = off
	var out []swatch
	for _, e := range entries {
		if seen[e.key] {
			out = append(out, e)
		}
	}
	return out
}

// legendKeys returns the entries that explain a task.
func legendKeys(t chart.Task) []string {
	switch t.Kind {
	case chart.Marker:
		return []string{"marker"}
	case chart.Milestone:
		keys := []string{"milestone"}
		if t.Critical {
			keys[0] = "critical_milestone"
		}
		if t.Status != chart.Planned {
			keys = append(keys, t.Status.String())
		}
		return keys
	}
	if t.Critical && t.Status == chart.Planned {
		return []string{"critical"}
	}
	if t.Critical {
		return []string{"critical", t.Status.String()}
	}
	return []string{t.Status.String()}
}

func diamondSwatch(key string, t chart.Task) swatch {
	const diamond, gap = 1600, 500
	l := label{signs: milestoneSigns(t)}
	wide := diamond
	for _, sign := range l.signs {
		wide += gap + sign.wide()
	}
	return swatch{key, wide, func(p place, x int) []scene.Node {
		nodes := p.diamondShape(t, x+p.diamond, 0)
		return append(nodes, p.write(l, x+diamond+gap, 0, scene.None, scene.P(scene.Muted))...)
	}}
}

func barSwatch(key string, t chart.Task) swatch {
	const wide = 3600
	return swatch{key, wide, func(p place, x int) []scene.Node {
		p.barHigh = 1400
		x2 := x + wide
		if t.Critical {
			x, x2 = x+outline, x2-outline
		}
		nodes, room := p.barShape(t, 0, x, x2)
		on := scene.P(scene.OnBar)
		if t.Critical {
			on = scene.P(scene.OnCritical)
		}
		if t.Status == chart.Done {
			on = scene.P(scene.Ink)
		}
		l := label{signs: signsOf(t)}
		if len(l.signs) > 0 {
			nodes = append(nodes, p.inside(l, x+(room-p.wide(l))/2, room, on)...)
		}
		return nodes
	}}
}

func markerSwatch(p place, x int) []scene.Node {
	return []scene.Node{scene.Line{
		X1: x + 500, Y1: p.middle - 800, X2: x + 500, Y2: p.middle + 800, Stroke: scene.P(scene.Marker), Width: 150, Dash: true,
	}}
}

func offSwatch(p place, x int) []scene.Node {
	return []scene.Node{scene.Rect{
		X: x, Y: p.middle - 700, W: 1800, H: 1400, Fill: scene.P(scene.Off), Stroke: scene.P(scene.GridStrong), StrokeWidth: 100,
	}}
}
