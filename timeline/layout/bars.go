package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// bar draws a task with a length. How its forms differ, colour apart: planned is
// full; active ends in slanted stripes; done is hollow with a tick; critical has
// a second outline and an exclamation mark.
func (p place) bar(t chart.Task, hue int) []scene.Node {
	x1, x2 := p.shape(t)
	nodes, room := p.barShape(t, hue, x1, x2)
	return p.barLabel(t, hue, x1, x2, room, nodes)
}

// barLabel adds the period: inside, else beside, else not at all, for the
// tooltip and the table have it.
func (p place) barLabel(t chart.Task, hue, x1, x2, room int, nodes []scene.Node) []scene.Node {
	l := label{signs: signsOf(t), words: p.period(t), paint: scene.P(scene.Muted)}
	on := scene.P(scene.OnBar)
	outer := 0
	if t.Critical {
		l.paint, on, outer = scene.P(scene.CriticalInk), scene.P(scene.OnCritical), outline
	}
	if t.Status == chart.Done {
		on = scene.P(scene.Ink)
	}
	for _, try := range []label{l, {signs: l.signs, paint: l.paint}} {
		if len(try.signs) == 0 && try.words == "" {
			break
		}
		if p.wide(try)+2*p.pad <= room {
			return append(nodes, p.inside(try, x1+p.pad, room-2*p.pad, on)...)
		}
		if beside := p.beside(try, x1-outer, x2+outer); beside != nil {
			return append(nodes, beside...)
		}
	}
	return nodes
}

// outline is how far the second outline of a critical bar reaches.
const outline = 350

// barShape draws the bar itself and returns how much of its width a label may
// use.
func (p place) barShape(t chart.Task, hue, x1, x2 int) ([]scene.Node, int) {
	body, on, tint := scene.Paint{Role: scene.Bar, Hue: hue}, scene.P(scene.OnBar), scene.Paint{Role: scene.Tint, Hue: hue}
	var nodes []scene.Node
	top, room := p.middle-p.barHigh/2, x2-x1
	if t.Critical {
		body, on, tint = scene.P(scene.Critical), scene.P(scene.OnCritical), scene.P(scene.CriticalTint)
		nodes = append(nodes, scene.Rect{
			X: x1 - outline + 75, Y: top - outline + 75, W: x2 - x1 + 2*outline - 150, H: p.barHigh + 2*outline - 150,
			Radius: 600, Fill: scene.P(scene.Paper), Stroke: body, StrokeWidth: 150,
		})
	}
	if t.Status == chart.Done {
		const edge = 150
		return append(nodes, scene.Rect{
			X: x1 + edge/2, Y: top + edge/2, W: x2 - x1 - edge, H: p.barHigh - edge, Radius: 300, Fill: tint, Stroke: body, StrokeWidth: edge,
		}), room
	}
	nodes = append(nodes, scene.Rect{X: x1, Y: top, W: x2 - x1, H: p.barHigh, Radius: 400, Fill: body})
	if t.Status == chart.Active {
		stripes := p.stripes(x2, top, x2-x1, on)
		nodes = append(nodes, stripes...)
		room -= len(stripes)*stripeStep + stripeWide
	}
	return nodes, room
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
