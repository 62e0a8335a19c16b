package layout

import (
	"slices"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// arrow shows that a task waits for another one: it leaves the first upwards or
// downwards near its end, and comes to the second from the left, at its middle.
//
//	████████
//	     └──▶████
//
// Where the first ends too near to the second's beginning, or behind it, the
// line goes back along the edge of the second's lane:
//
//	  ████
//	┌───┘
//	└▶████
type arrow struct {
	from, to int  // indexes into chart.Tasks
	down     int  // x of the upright part at the first task
	up       int  // x of the upright part at the second; the same as down where the line need not go back
	tip      int  // x of the point
	back     bool // the line goes back
}

// Lengths of an arrow.
const (
	headLong  = 550 // of the point
	headHalf  = 350 // half of its width
	stem      = 300 // shortest straight part before the point
	lineWide  = 125
	leaveRoom = 400 // from the end of a bar to where the line leaves it
)

// showsArrows tells whether arrows are asked for.
func (s *sheet) showsArrows() bool { return s.options.Dependencies || s.chart.Dependencies }

// arrows returns those of the chart, as far as the axis says where they go:
// none unless asked for. Two tasks have one arrow, also where each names the
// other.
func (s *sheet) arrows(ax *axis) []arrow {
	if !s.showsArrows() {
		return nil
	}
	var out []arrow
	seen := map[[2]int]bool{}
	add := func(from, to int) {
		pair := [2]int{from, to}
		if a, b := &s.tasks[from], &s.tasks[to]; seen[pair] || a.Kind == chart.Marker || b.Kind == chart.Marker {
			return
		}
		seen[pair] = true
		p := place{sheet: *s, axis: *ax}
		if p.drawn(&s.tasks[from]) && p.drawn(&s.tasks[to]) {
			out = append(out, p.arrow(from, to))
		}
	}
	for i := range s.tasks {
		t := &s.tasks[i]
		for _, first := range t.After {
			add(first, i)
		}
		for _, second := range t.Before {
			add(i, second)
		}
	}
	return out
}

func (p *place) arrow(from, to int) arrow {
	first, second := &p.tasks[from], &p.tasks[to]
	x1, x2 := p.shape(first)
	tip, _ := p.shape(second)
	if second.Critical && second.Kind == chart.Bar {
		tip -= outline
	}
	leftmost := lineWide
	if p.hasColumn() { // names end there
		leftmost = p.axis.left - p.gutter + lineWide
	}
	a := arrow{from: from, to: to, tip: tip, up: max(tip-headLong-stem, leftmost)}
	if first.Kind == chart.Milestone {
		a.down = (x1 + x2) / 2
	} else {
		a.down = max(min(x2-leaveRoom, a.up), (x1+min(x1+leaveRoom, x2))/2)
	}
	if a.back = a.down > a.up; !a.back {
		a.up = a.down
	}
	return a
}

// uprights returns the places of the upright parts.
func uprights(arrows []arrow) []int {
	xs := make([]int, 0, 2*len(arrows))
	for _, a := range arrows {
		xs = append(xs, a.down, a.up)
	}
	return xs
}

// runs returns, by index into chart.Tasks, how far left of a task its arrows
// begin to run along the middle of its lane.
func runs(arrows []arrow) map[int]extent {
	out := map[int]extent{}
	for _, a := range arrows {
		run, ok := out[a.to]
		if !ok {
			run = extent{a.up, a.tip}
		}
		out[a.to] = extent{min(run.left, a.up), a.tip}
	}
	return out
}

// arrowNodes draws the arrows between tasks that are shown. Those that come to one
// task share the point.
func (s *sheet) arrowNodes(arrows []arrow, spots []spot) scene.Group {
	g := scene.Group{Name: "dependencies"}
	var heads []scene.Node
	pointed := map[int]bool{}
	for _, a := range arrows {
		first, second := spots[a.from], spots[a.to]
		if !first.shown || !second.shown {
			continue
		}
		g.Nodes = append(g.Nodes, s.arrowLine(a, first, second))
		if !pointed[a.to] {
			pointed[a.to] = true
			heads = append(heads, arrowHead(a.tip, second.middle))
		}
	}
	g.Nodes = append(g.Nodes, heads...)
	return g
}

func (s *sheet) arrowLine(a arrow, first, second spot) scene.Path {
	half := s.barHigh / 2
	if t := &s.tasks[a.from]; t.Kind == chart.Milestone {
		half = s.diamond
	} else if t.Critical {
		half += outline
	}
	leave, edge := first.middle+half, second.top
	if second.middle < first.middle {
		leave, edge = first.middle-half, second.bottom
	}
	points := []scene.Point{{X: a.down, Y: leave}}
	switch {
	case second.middle == first.middle && a.back: // in one lane, along its lower edge
		points = append(points, scene.Point{X: a.down, Y: second.bottom}, scene.Point{X: a.up, Y: second.bottom})
	case second.middle == first.middle:
		points = []scene.Point{{X: first.x2, Y: first.middle}}
	case a.back:
		points = append(points, scene.Point{X: a.down, Y: edge}, scene.Point{X: a.up, Y: edge})
	}
	if second.middle != first.middle || a.back {
		points = append(points, scene.Point{X: a.up, Y: second.middle})
	}
	points = append(points, scene.Point{X: a.tip - headLong/2, Y: second.middle})
	return scene.Path{Points: slices.Compact(points), Stroke: scene.P(scene.Muted), Width: lineWide}
}

func arrowHead(x, y int) scene.Path {
	return scene.Path{Closed: true, Fill: scene.P(scene.Muted), Points: []scene.Point{
		{X: x, Y: y}, {X: x - headLong, Y: y - headHalf}, {X: x - headLong, Y: y + headHalf},
	}}
}
