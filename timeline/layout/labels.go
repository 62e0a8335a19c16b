package layout

import (
	"iter"
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

// dates gives the dates of a task as shortly as is exact enough: times alone
// where the header names the one day of the plot.
func (p *place) dates(t *task) string {
	period := t.period
	if p.axis.to > p.axis.from.StartOfDay().AddDays(1) || period.Start.IsMidnight() && period.End.IsMidnight() {
		return p.words.Period(period.Start, period.End)
	}
	return p.words.Times(period.Start, period.End)
}

// brief gives the dates of a task without years, which the header tells then; ""
// where it does not, or where the years must be told all the same.
func (p *place) brief(t *task, dates string) string {
	period := t.period
	if !p.axis.dated || period.End > period.Start.AddDays(365) || p.axis.side(period) != within {
		return ""
	}
	if words := p.words.Brief(period.Start, period.End); len(words) < len(dates) {
		return words
	}
	return ""
}

// dateWords gives what a label may say of a task's dates, the fullest first and
// nothing last.
func (p *place) dateWords(t *task) iter.Seq[string] {
	return func(yield func(string) bool) {
		dates := p.dates(t)
		if days, ok := t.Slip(); ok && days != 0 && !yield(p.slipped(dates, days)) {
			return
		}
		if !yield(dates) {
			return
		}
		if brief := p.brief(t, dates); brief != "" && !yield(brief) {
			return
		}
		yield("")
	}
}

// slipped adds the days that a task has slipped to its dates.
func (p *place) slipped(dates string, days int) string {
	return dates + " (" + p.words.Slip(days) + ")"
}

// wide returns how much room a label takes.
func (s *sheet) wide(l label) int {
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
func (p *place) inside(to []scene.Node, l label, x int, on scene.Paint) []scene.Node {
	return p.write(to, l, x, on, on)
}

// beside places a label right of the shape that spans [x1, x2), or left of it
// where the picture ends. It fails when neither has room.
func (p *place) beside(to []scene.Node, l label, x1, x2 int) ([]scene.Node, bool) {
	w := p.wide(l)
	x, right := x2+p.gap, true
	if x+w > p.width-p.margin {
		x, right = x1-p.leftGap()-w, false
		if x < p.axis.left+p.gap {
			return to, false
		}
	}
	if p.crossing.cross(x, x+w) {
		to = append(to, scene.Rect{
			X: x - 300, Y: p.middle - p.label.size*7/10, W: w + 600, H: p.label.size * 14 / 10, Radius: 300, Fill: scene.P(scene.Paper),
		})
	}
	if right {
		return p.write(to, l, x, l.paint, l.paint), true
	}
	return p.writeLeft(to, l, x+w), true
}

// leftGap is what is free between a shape and the words left of it: there is room
// for the point of an arrow.
func (p *place) leftGap() int {
	if p.pointed {
		return p.gap + headLong + stem + signGap
	}
	return p.gap
}

// write places the signs and words of a label.
func (p *place) write(to []scene.Node, l label, x int, words, signs scene.Paint) []scene.Node {
	for _, sign := range l.signs {
		to = sign.draw(to, x+sign.wide()/2, p.middle, signs)
		x += sign.wide() + signGap
	}
	if l.words != "" {
		f := p.label
		f.paint = words
		to = append(to, p.text(x, f.middle(p.middle), l.words, f, scene.Start))
	}
	return to
}

// writeLeft is write for a label left of its shape, whose end is what must stand
// near it: the words end at the signs, and these at x.
func (p *place) writeLeft(to []scene.Node, l label, x int) []scene.Node {
	for _, sign := range slices.Backward(l.signs) {
		to = sign.draw(to, x-sign.wide()/2, p.middle, l.paint)
		x -= sign.wide() + signGap
	}
	if l.words != "" {
		f := p.label
		f.paint = l.paint
		to = append(to, p.text(x, f.middle(p.middle), l.words, f, scene.End))
	}
	return to
}

// noteOf returns what is told of a task besides its name: its signs and dates,
// or what is wrong with them, which must be told. Signs within a diamond are not
// told again.
func (p *place) noteOf(t *task) (l label, must bool) {
	if t.Faulty {
		return p.wrong("faulty"), true
	}
	dates := p.dates(t)
	l = label{signs: signsOf(t.Critical, t.Status), words: dates, brief: p.brief(t, dates), paint: scene.P(scene.Muted)}
	if days, ok := t.Slip(); ok && days != 0 {
		l.words = p.slipped(dates, days)
		if l.brief != "" {
			l.brief = p.slipped(l.brief, days)
		}
	}
	if t.Critical {
		l.paint = scene.P(scene.CriticalInk)
	}
	switch side := p.axis.side(t.period); {
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
func (p *place) wrong(key string) label {
	return label{signs: []sign{exclamation}, words: p.words.Must(key), paint: scene.P(scene.CriticalInk)}
}

// outside says when a task is that lies beyond the limits of the axis, at the
// side that it lies on.
func (p *place) outside(to []scene.Node, t *task) []scene.Node {
	l, _ := p.noteOf(t)
	x := p.axis.left
	if p.axis.side(t.period) == behind {
		x = p.axis.right - 2*p.gap - p.wide(l)
	}
	to, _ = p.beside(to, l, x, x)
	return to
}

// faulty says that a task's dates could not be read.
func (p *place) faulty(to []scene.Node) []scene.Node {
	to, _ = p.beside(to, p.wrong("faulty"), p.axis.left, p.axis.left)
	return to
}

// endsFirst says at the start of a task that its end lies before it.
func (p *place) endsFirst(to []scene.Node, t *task) []scene.Node {
	x := p.axis.clamped(t.Start)
	to, _ = p.beside(to, p.wrong("ends_first"), x, x)
	return to
}
