package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// milestone draws a diamond with its date. A critical one has an exclamation
// mark in it, a done one is hollow; the signs of done and active stand before
// the date.
func (p *place) milestone(to []scene.Node, t *task) []scene.Node {
	x := p.axis.day(t.Mid())
	to = p.diamondShape(to, t, x)
	l := label{signs: milestoneSigns(t), paint: scene.P(scene.Muted)}
	if t.Critical {
		l.paint = scene.P(scene.CriticalInk)
	}
	for words := range p.dateWords(t) {
		l.words = words
		if with, ok := p.beside(to, l, x-p.diamond, x+p.diamond); ok {
			return with
		}
	}
	return to
}

// milestoneSigns are those that stand beside a diamond: its exclamation mark is
// within.
func milestoneSigns(t *task) []sign {
	return signsOf(false, t.Status)
}

func (p *place) diamondShape(to []scene.Node, t *task, x int) []scene.Node {
	body, on, tint := p.hued(scene.Bar), p.hued(scene.OnBar), p.hued(scene.Tint)
	if t.Critical {
		body, on, tint = scene.P(scene.Critical), scene.P(scene.OnCritical), scene.P(scene.CriticalTint)
	}
	shape := scene.Path{Closed: true, Fill: body, Points: diamondPoints(x, p.middle, p.diamond)}
	if t.Status == chart.Done {
		on = body
		shape = scene.Path{Closed: true, Fill: tint, Stroke: body, Width: 150, Points: diamondPoints(x, p.middle, p.diamond-100)}
	}
	to = append(to, shape)
	if t.Critical {
		to = exclamation.draw(to, x, p.middle, on)
	}
	return to
}

func diamondPoints(x, y, r int) []scene.Point {
	return []scene.Point{{X: x, Y: y - r}, {X: x + r, Y: y}, {X: x, Y: y + r}, {X: x - r, Y: y}}
}
