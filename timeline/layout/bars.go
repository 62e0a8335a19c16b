package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// bar draws a task with a length. How its forms differ, colour apart: planned is
// full; active ends in slanted stripes; done is hollow with a tick; critical has
// a second outline and an exclamation mark. What is done of one that goes on is
// darker and has an edge.
func (p *place) bar(to []scene.Node, t *task) []scene.Node {
	x1, x2 := p.shape(t)
	return p.barLabel(p.barShape(to, t, x1, x2), t, x1, x2)
}

// barLabel adds the period and how far the task has slipped: inside, in the
// first of the rooms that is wide enough, else beside; else less of it, for the
// tooltip and the table have it all.
func (p *place) barLabel(to []scene.Node, t *task, x1, x2 int) []scene.Node {
	l := label{signs: signsOf(t.Critical, t.Status), paint: scene.P(scene.Muted)}
	outer := 0
	if t.Critical {
		l.paint, outer = scene.P(scene.CriticalInk), outline
	}
	rooms := barRooms(t, x1, x2)
	for words := range p.dateWords(t) {
		l.words = words
		wide := p.wide(l)
		if wide == 0 {
			break
		}
		for _, room := range rooms {
			if wide+2*p.pad <= room.right-room.left {
				return p.inside(to, l, room.left+p.pad, p.onBar(t))
			}
		}
		if with, ok := p.beside(to, l, x1-outer, x2+outer); ok {
			return with
		}
	}
	return to
}

// outline is how far the second outline of a critical bar reaches.
const outline = 350

// barShape draws the bar itself.
func (p *place) barShape(to []scene.Node, t *task, x1, x2 int) []scene.Node {
	body, tint := p.hued(scene.Bar), p.hued(scene.Tint)
	on, progress := p.hued(scene.OnBar), p.hued(scene.Progress)
	top := p.middle - p.barHigh/2
	if t.Critical {
		body, tint = scene.P(scene.Critical), scene.P(scene.CriticalTint)
		on, progress = scene.P(scene.OnCritical), scene.P(scene.CriticalProgress)
		to = append(to, scene.Rect{
			X: x1 - outline + 75, Y: top - outline + 75, W: x2 - x1 + 2*outline - 150, H: p.barHigh + 2*outline - 150,
			Radius: 600, Fill: scene.P(scene.Paper), Stroke: body, StrokeWidth: 150,
		})
	}
	if t.Status == chart.Done {
		const edge = 150
		return append(to, scene.Rect{
			X: x1 + edge/2, Y: top + edge/2, W: x2 - x1 - edge, H: p.barHigh - edge, Radius: 300, Fill: tint, Stroke: body, StrokeWidth: edge,
		})
	}
	to = append(to, scene.Rect{X: x1, Y: top, W: x2 - x1, H: p.barHigh, Radius: barRadius, Fill: body})
	edge, shown := progressEdge(t, x1, x2)
	if shown {
		to = append(to, p.progressShape(x1, edge, progress), vertical(edge, top, top+p.barHigh, on, 150))
	}
	for i := range stripes(t, x2-edge) {
		x := x2 - (i+1)*stripeStep - stripeWide
		to = append(to, scene.Path{Closed: true, Fill: on, Points: []scene.Point{
			{X: x, Y: top + p.barHigh}, {X: x + stripeLean, Y: top}, {X: x + stripeLean + stripeWide, Y: top}, {X: x + stripeWide, Y: top + p.barHigh},
		}})
	}
	return to
}

// barRooms returns the parts of a bar that a label may use: one, or one on each
// side of the edge of progress.
func barRooms(t *task, x1, x2 int) [2]extent {
	edge, shown := progressEdge(t, x1, x2)
	end := x2
	if n := stripes(t, x2-edge); n > 0 {
		end -= n*stripeStep + stripeWide
	}
	if shown {
		return [2]extent{{x1, edge}, {edge, end}}
	}
	return [2]extent{{x1, end}}
}

// barRadius rounds the corners of bars.
const barRadius = 400

// progressEdge returns where what is done of a bar ends; it is not shown where
// there is nothing to show or no room. A task that is done has no such part.
func progressEdge(t *task, x1, x2 int) (x int, shown bool) {
	const least = 300 // of either part
	if t.Progress == nil || *t.Progress == 0 || t.Status == chart.Done || x2-x1 < 4*least {
		return x1, false
	}
	return tenth(max(x1+least, min(x1+(x2-x1)**t.Progress/100, x2-least))), true
}

// progressShape is the part of a bar from its beginning to an edge: round at
// the one end, straight at the other.
func (p *place) progressShape(x1, edge int, paint scene.Paint) scene.Path {
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

// stripes returns how many slanted stripes a bar ends in whose last part is so
// long: up to three where it is active, as many as a third of that part has room
// for, but at least one where it fits at all.
func stripes(t *task, length int) int {
	if t.Status != chart.Active || length < stripeStep+stripeLean+stripeWide {
		return 0
	}
	return min(3, max(1, length/3/stripeStep))
}

// signsOf returns the signs of a task's state.
func signsOf(critical bool, status chart.Status) []sign {
	var signs []sign
	if critical {
		signs = append(signs, exclamation)
	}
	switch status {
	case chart.Active:
		signs = append(signs, play)
	case chart.Done:
		signs = append(signs, tick)
	}
	return signs
}
