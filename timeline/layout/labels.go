package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// label is what stands in or beside a shape: signs of the state, then words.
type label struct {
	signs []sign
	words string
	paint scene.Paint // of the words beside the shape
}

// period gives the dates of a task as shortly as is exact enough: times alone
// where the header names the one day of the plot.
func (p place) period(t chart.Task) string {
	period, day := t.Period(), p.axis.from.StartOfDay()
	if p.axis.to > day.AddDays(1) || period.Start.IsMidnight() && period.End.IsMidnight() {
		return p.words.Period(period.Start, period.End)
	}
	return p.words.Times(period.Start, period.End)
}

// wide returns how much room a label takes.
func (s sheet) wide(l label) int {
	w := 0
	for _, sign := range l.signs {
		w += sign.wide() + signGap
	}
	if l.words == "" {
		return max(0, w-signGap)
	}
	return w + tenth(s.measure(l.words, s.label)+9)
}

// inside places a label in a shape from x on; room is the width it may take.
func (p place) inside(l label, x, room int, on scene.Paint) []scene.Node {
	return p.write(l, x, room, on, on)
}

// beside places a label right of the shape that spans [x1, x2), or left of it
// where the picture ends. It gives nil when neither has room.
func (p place) beside(l label, x1, x2 int) []scene.Node {
	w := p.wide(l)
	x := x2 + p.gap
	if x+w > p.width-p.margin {
		x = x1 - p.gap - w
		if x < p.axis.left+p.gap {
			return nil
		}
	}
	room := w
	var nodes []scene.Node
	if p.crossing.cross(x, x+w) {
		nodes = append(nodes, scene.Rect{
			X: x - 300, Y: p.middle - p.label.size*7/10, W: w + 600, H: p.label.size * 14 / 10, Radius: 300, Fill: scene.P(scene.Paper),
		})
	} else if !p.crossing.cross(x, x+w*tightAt/100) {
		room = w * tightAt / 100
	}
	return append(nodes, p.write(l, x, room, l.paint, l.paint)...)
}

// write places the signs and words of a label, which may take room.
func (p place) write(l label, x, room int, words, signs scene.Paint) []scene.Node {
	var nodes []scene.Node
	for _, sign := range l.signs {
		nodes = append(nodes, sign.draw(x+sign.wide()/2, p.middle, signs)...)
		x, room = x+sign.wide()+signGap, room-sign.wide()-signGap
	}
	if l.words != "" {
		f := p.label
		f.paint = words
		nodes = append(nodes, p.text(x, f.middle(p.middle), l.words, f, scene.Start, room))
	}
	return nodes
}

// noteOf returns what is told of a task besides its name: its signs and dates,
// or what is wrong with them, which must be told. Signs within a diamond are not
// told again.
func (p place) noteOf(t chart.Task) (l label, must bool) {
	if t.Faulty {
		return p.wrong("faulty"), true
	}
	l = label{signs: signsOf(t), words: p.period(t), paint: scene.P(scene.Muted)}
	if t.Critical {
		l.paint = scene.P(scene.CriticalInk)
	}
	switch side := p.axis.side(t.Period()); {
	case side == before:
		l.words = "← " + l.words
		return l, true
	case side == behind:
		l.words += " →"
		return l, true
	case t.EndsFirst():
		return p.wrong("ends_first"), true
	case t.Kind == chart.Milestone:
		l.signs = milestoneSigns(t)
	}
	return l, false
}

// wrong says what is wrong with a task.
func (p place) wrong(key string) label {
	return label{signs: []sign{exclamation}, words: p.words.Must(key), paint: scene.P(scene.CriticalInk)}
}

// outside says when a task is that lies beyond the limits of the axis, at the
// side that it lies on.
func (p place) outside(t chart.Task) []scene.Node {
	l, _ := p.noteOf(t)
	if p.axis.side(t.Period()) == before {
		return p.beside(l, p.axis.left, p.axis.left)
	}
	x := p.axis.right - p.gap - p.wide(l)
	return p.beside(l, x-p.gap, x-p.gap)
}

// faulty says that a task's dates could not be read.
func (p place) faulty() []scene.Node { return p.beside(p.wrong("faulty"), p.axis.left, p.axis.left) }

// endsFirst says at the start of a task that its end lies before it.
func (p place) endsFirst(t chart.Task) []scene.Node {
	x := p.axis.clamped(t.Start)
	return p.beside(p.wrong("ends_first"), x, x)
}
