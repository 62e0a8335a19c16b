package layout

import (
	"slices"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// label is what stands in or beside a shape: signs of the state, then words.
type label struct {
	signs []sign
	words string
	brief string      // the words without years, for less room; "" where these are needed
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

// brief gives the dates of a task without years, which the header tells then; ""
// where it does not, or where the years must be told all the same.
func (p place) brief(t chart.Task) string {
	period := t.Period()
	if !p.axis.dated || period.End > period.Start.AddDays(365) || p.axis.side(period) != within {
		return ""
	}
	if words := p.words.Brief(period.Start, period.End); len(words) < len(p.period(t)) {
		return words
	}
	return ""
}

// dateWords gives what a label may say of a task's dates, the fullest first and
// nothing last.
func (p place) dateWords(t chart.Task) []string {
	words := []string{p.period(t)}
	if days, ok := t.Slip(); ok && days != 0 {
		words = []string{p.slipped(words[0], days), words[0]}
	}
	if brief := p.brief(t); brief != "" {
		words = append(words, brief)
	}
	return append(words, "")
}

// slipped adds the days that a task has slipped to its dates.
func (p place) slipped(dates string, days int) string {
	return dates + " (" + p.words.Slip(days) + ")"
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

// inside places a label in a shape from x on.
func (p place) inside(l label, x int, on scene.Paint) []scene.Node {
	return p.write(l, x, on, on)
}

// beside places a label right of the shape that spans [x1, x2), or left of it
// where the picture ends. It gives nil when neither has room.
func (p place) beside(l label, x1, x2 int) []scene.Node {
	w := p.wide(l)
	x, write := x2+p.gap, p.write
	if x+w > p.width-p.margin {
		x, write = x1-p.leftGap()-w, p.writeLeft
		if x < p.axis.left+p.gap {
			return nil
		}
	}
	var nodes []scene.Node
	if p.crossing.cross(x, x+w) {
		nodes = append(nodes, scene.Rect{
			X: x - 300, Y: p.middle - p.label.size*7/10, W: w + 600, H: p.label.size * 14 / 10, Radius: 300, Fill: scene.P(scene.Paper),
		})
	}
	return append(nodes, write(l, x, l.paint, l.paint)...)
}

// leftGap is what is free between a shape and the words left of it: there is room
// for the point of an arrow.
func (p place) leftGap() int {
	if p.pointed {
		return p.gap + headLong + stem + signGap
	}
	return p.gap
}

// write places the signs and words of a label.
func (p place) write(l label, x int, words, signs scene.Paint) []scene.Node {
	var nodes []scene.Node
	for _, sign := range l.signs {
		nodes = append(nodes, sign.draw(x+sign.wide()/2, p.middle, signs)...)
		x += sign.wide() + signGap
	}
	if l.words != "" {
		f := p.label
		f.paint = words
		nodes = append(nodes, p.text(x, f.middle(p.middle), l.words, f, scene.Start))
	}
	return nodes
}

// writeLeft is write for a label left of its shape, whose end is what must stand
// near it: the words end at the signs.
func (p place) writeLeft(l label, x int, words, signs scene.Paint) []scene.Node {
	var nodes []scene.Node
	x += p.wide(l)
	for _, sign := range slices.Backward(l.signs) {
		nodes = append(nodes, sign.draw(x-sign.wide()/2, p.middle, signs)...)
		x -= sign.wide() + signGap
	}
	if l.words != "" {
		f := p.label
		f.paint = words
		nodes = append(nodes, p.text(x, f.middle(p.middle), l.words, f, scene.End))
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
	l = label{signs: signsOf(t), words: p.dateWords(t)[0], brief: p.brief(t), paint: scene.P(scene.Muted)}
	if days, ok := t.Slip(); ok && days != 0 && l.brief != "" {
		l.brief = p.slipped(l.brief, days)
	}
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
