package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// bar draws a task with a length. How its forms differ, colour apart: planned is
// full; active ends in slanted stripes; done is hollow with a tick; critical has
// a second outline and an exclamation mark. What is done of one that goes on is
// darker and has an edge.
func (p place) bar(t chart.Task) []scene.Node {
	x1, x2 := p.shape(t)
	nodes, rooms := p.barShape(t, x1, x2)
	return p.barLabel(t, x1, x2, rooms, nodes)
}

// barLabel adds the period and how far the task has slipped: inside, in the
// first of the rooms that is wide enough, else beside; else less of it, for the
// tooltip and the table have it all.
func (p place) barLabel(t chart.Task, x1, x2 int, rooms []extent, nodes []scene.Node) []scene.Node {
	l := label{signs: signsOf(t), words: p.period(t), paint: scene.P(scene.Muted)}
	on := p.hued(scene.OnBar)
	outer := 0
	if t.Critical {
		l.paint, on, outer = scene.P(scene.CriticalInk), scene.P(scene.OnCritical), outline
	}
	if t.Status == chart.Done {
		on = scene.P(scene.Ink)
	}
	for _, words := range p.dateWords(t) {
		l.words = words
		wide := p.wide(l)
		if wide == 0 {
			break
		}
		for _, room := range rooms {
			if wide+2*p.pad <= room.right-room.left {
				return append(nodes, p.inside(l, room.left+p.pad, on)...)
			}
		}
		if beside := p.beside(l, x1-outer, x2+outer); beside != nil {
			return append(nodes, beside...)
		}
	}
	return nodes
}

// outline is how far the second outline of a critical bar reaches.
const outline = 350

// barShape draws the bar itself and returns the parts of it that a label may
// use.
func (p place) barShape(t chart.Task, x1, x2 int) ([]scene.Node, []extent) {
	body, tint := p.hued(scene.Bar), p.hued(scene.Tint)
	on, progress := p.hued(scene.OnBar), p.hued(scene.Progress)
	var nodes []scene.Node
	top := p.middle - p.barHigh/2
	if t.Critical {
		body, tint = scene.P(scene.Critical), scene.P(scene.CriticalTint)
		on, progress = scene.P(scene.OnCritical), scene.P(scene.CriticalProgress)
		nodes = append(nodes, scene.Rect{
			X: x1 - outline + 75, Y: top - outline + 75, W: x2 - x1 + 2*outline - 150, H: p.barHigh + 2*outline - 150,
			Radius: 600, Fill: scene.P(scene.Paper), Stroke: body, StrokeWidth: 150,
		})
	}
	if t.Status == chart.Done {
		const edge = 150
		return append(nodes, scene.Rect{
			X: x1 + edge/2, Y: top + edge/2, W: x2 - x1 - edge, H: p.barHigh - edge, Radius: 300, Fill: tint, Stroke: body, StrokeWidth: edge,
		}), []extent{{x1, x2}}
	}
	nodes = append(nodes, scene.Rect{X: x1, Y: top, W: x2 - x1, H: p.barHigh, Radius: barRadius, Fill: body})
	edge, shown := progressEdge(t, x1, x2)
	if shown {
		nodes = append(nodes, p.progressShape(x1, edge, progress), vertical(edge, top, top+p.barHigh, on, 150))
	}
	end := x2
	if t.Status == chart.Active {
		stripes := p.stripes(x2, top, x2-edge, on)
		nodes = append(nodes, stripes...)
		if len(stripes) > 0 {
			end -= len(stripes)*stripeStep + stripeWide
		}
	}
	if shown {
		return nodes, []extent{{x1, edge}, {edge, end}}
	}
	return nodes, []extent{{x1, end}}
}

// barRadius rounds the corners of bars.
const barRadius = 400

// progressEdge returns where what is done of a bar ends; it is not shown where
// there is nothing to show or no room. A task that is done has no such part.
func progressEdge(t chart.Task, x1, x2 int) (x int, shown bool) {
	const least = 300 // of either part
	if t.Progress == nil || *t.Progress == 0 || t.Status == chart.Done || x2-x1 < 4*least {
		return x1, false
	}
	return tenth(max(x1+least, min(x1+(x2-x1)**t.Progress/100, x2-least))), true
}

// progressShape is the part of a bar from its beginning to an edge: round at
// the one end, straight at the other.
func (p place) progressShape(x1, edge int, paint scene.Paint) scene.Path {
	const corner = barRadius * 29 / 100 // of the points half way round a corner: 1 − √½
	top, bottom, round := p.middle-p.barHigh/2, p.middle+p.barHigh/2, min(x1+barRadius, edge)
	return scene.Path{Closed: true, Fill: paint, Points: []scene.Point{
		{X: x1, Y: bottom - barRadius}, {X: x1, Y: top + barRadius}, {X: x1 + corner, Y: top + corner}, {X: round, Y: top},
		{X: edge, Y: top}, {X: edge, Y: bottom}, {X: round, Y: bottom}, {X: x1 + corner, Y: bottom - corner},
	}}
}

// A stripe is stripeWide wide and leans by stripeLean over the bar's height; the
// next one follows after stripeStep.
const (
	stripeStep = 700
	stripeLean = 500
	stripeWide = 250
)

// stripes draws up to three slanted stripes before the end of an active bar, as
// many as a third of it has room for, but at least one where it fits at all.
func (p place) stripes(end, top, length int, paint scene.Paint) []scene.Node {
	count := min(3, max(1, length/3/stripeStep))
	if length < stripeStep+stripeLean+stripeWide {
		return nil
	}
	var nodes []scene.Node
	for i := range count {
		x := end - (i+1)*stripeStep - stripeWide
		nodes = append(nodes, scene.Path{Closed: true, Fill: paint, Points: []scene.Point{
			{X: x, Y: top + p.barHigh}, {X: x + stripeLean, Y: top}, {X: x + stripeLean + stripeWide, Y: top}, {X: x + stripeWide, Y: top + p.barHigh},
		}})
	}
	return nodes
}

// signsOf returns the signs of a task's state.
func signsOf(t chart.Task) []sign {
	var signs []sign
	if t.Critical {
		signs = append(signs, exclamation)
	}
	switch t.Status {
	case chart.Active:
		signs = append(signs, play)
	case chart.Done:
		signs = append(signs, tick)
	}
	return signs
}
