package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// compute gives a moment its date. All it needs is computed, but for rings.
func (r *resolver) compute(n node) {
	i := int(n.task())
	d := &r.drafts[i]
	m := &r.moments[n]
	if n.isStart() {
		m.rule = d.rule
		if m.rule == NoRule {
			m.rule = d.start.rule
		}
		r.computeStart(i, m)
		return
	}
	m.rule = d.rule
	if m.rule == NoRule {
		m.rule = d.end.rule
	}
	r.computeEnd(i, m)
}

func (r *resolver) computeStart(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	switch d.start.form {
	case formDate:
		t.Start = d.start.date
	case formAfter:
		for k, j := range r.refsOf(&d.start) {
			if other := &r.chart.Tasks[j]; k == 0 || other.End > t.Start {
				t.Start = other.End
			}
			r.follow(m, endOf(j))
		}
		m.bad = m.bad || d.start.refs.empty()
		r.later(i, m)
	case formBack:
		r.follow(m, endOf(int32(i)))
		r.computeBack(i, m)
	case formPrevious:
		if i == 0 {
			m.bad = true
			if d.end.form == formBad {
				return // that is told
			}
			r.noStart(i)
			return
		}
		t.Start = r.chart.Tasks[i-1].End
		r.follow(m, endOf(int32(i-1)))
	default:
		m.bad = true
	}
}

// noStart tells that the first task has an end only. The text proposed is that of
// its line: a date alone was meant as the start.
func (r *resolver) noStart(i int) {
	d := &r.drafts[i]
	items := slices.Clone(r.chart.Tasks[i].Flags)
	start, end := r.set.shown().Example(exampleDay.StartOfDay()), d.end.text.Value
	hint := "write a start before it"
	switch d.end.form {
	case formDate:
		start, end = end, r.set.shown().Example(d.end.date.AddMonths(1))
		hint = "a date alone is the end; write a start and an end"
	case formEmpty:
		end = "14d"
		hint = "write a start and an end"
	}
	r.fault(i, d.end.text.At, codeNoStart, "the first task needs a start: there is no task above that it could follow",
		fmt.Sprintf("%s: %q", hint, diag.Clip(":"+strings.Join(append(items, start, end), ", "))))
}

// follow hands on what is wrong or different with a moment that another comes
// from.
func (r *resolver) follow(m *moment, from node) {
	other := r.moments[from]
	m.bad = m.bad || other.bad || other.seen != computed
	if m.rule == NoRule {
		m.rule = other.rule
	}
}

func (r *resolver) computeEnd(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	t.DrawnEnd = t.Start
	switch d.end.form {
	case formDate:
		t.End = d.end.date
		r.noStretch(i, m)
	case formUntil:
		t.End = t.Start
		for k, j := range r.refsOf(&d.end) {
			if other := &r.chart.Tasks[j]; k == 0 || other.Start < t.End {
				t.End = other.Start
			}
			r.follow(m, startOf(j))
		}
		m.bad = m.bad || d.end.refs.empty()
		r.noStretch(i, m)
	case formDuration:
		r.follow(m, startOf(int32(i)))
		r.computeLength(i, m)
		return
	default:
		t.End = t.Start
		r.follow(m, startOf(int32(i)))
		m.bad = m.bad || d.end.form == formBad
	}
	if d.start.form == formBack {
		t.DrawnEnd = t.End // its start comes later
		return
	}
	t.DrawnEnd = max(t.Start, t.End)
	if !m.bad && !r.moments[startOf(int32(i))].bad {
		r.endFirst(i, m)
	}
}

// endFirst tells of an end that lies before its start.
func (r *resolver) endFirst(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	end := t.End
	if d.end.lastDay {
		end = end.AddDays(-1)
	}
	if end >= t.Start {
		return
	}
	message := fmt.Sprintf("the end, %s, lies before the start, %s", short(end), short(t.Start))
	if m.bad = r.wrong == diag.Error; m.bad {
		r.faulty(i, message)
	}
	r.problems.Report(r.wrong, d.end.text.At, codeEndFirst, message, "are the two swapped?")
}

// computeLength adds a duration, made longer by the days off within it.
func (r *resolver) computeLength(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	if m.bad {
		t.End = t.Start
		return
	}
	var ok bool
	t.End, t.DrawnEnd, ok = r.lengthFrom(i, t.Start)
	if !ok {
		r.tooFar(i, m, d.end.text)
		return
	}
	if m.rule == NoRule && r.mermaid != nil {
		if plain, inTime := d.end.length.After(t.Start); inTime {
			if end, drawn, ok := r.mermaid.stretch(t.Start, plain); !ok || end != t.End || drawn != t.DrawnEnd {
				m.rule = r.mermaidRule
			}
		}
	}
	if r.work.none {
		return
	}
	if t.End > t.Start && r.work.off.IsOff(t.Start) && t.End-t.Start >= calendar.Day {
		at := d.start.text.At
		if d.start.form == formPrevious {
			at = d.nameAt
		}
		r.problems.Warning(at, codeStartsOff, fmt.Sprintf("the task starts on a day off, %s, and that day is counted as worked", dayName(t.Start)))
	}
}

func (r *resolver) tooFar(i int, m *moment, length syntax.Text) {
	m.bad = true
	r.fault(i, length.At, codeTooFar, fmt.Sprintf("with %s the task ends too far away: at most %d days off are counted, and the year %d is the last", length.Value, maxOff, calendar.MaxYear))
}

// later moves a start that TOML tells by other tasks: by the time behind "after",
// counted by the calendar, since two weeks later is two weeks later, whoever works
// meanwhile; and what has a length on to the next day of work.
func (r *resolver) later(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	if !r.plan || m.bad {
		return
	}
	tooFar := func() { r.tooFar(i, m, syntax.Text{Value: d.lag.String(), At: d.start.text.At}) }
	if !d.lag.IsZero() {
		var ok bool
		if t.Start, ok = d.lag.After(t.Start); !ok {
			tooFar()
			return
		}
	}
	if d.kind != Bar || r.work.none {
		return
	}
	for n := 0; ; n++ {
		r.work.need(t.Start, t.Start)
		switch {
		case !r.work.off.IsOff(t.Start):
			return
		case n > maxOff:
			tooFar()
			return
		}
		t.Start = t.Start.StartOfDay().AddDays(1)
	}
}

// computeBack counts the duration of a task back from its end.
func (r *resolver) computeBack(i int, m *moment) {
	t, w := &r.chart.Tasks[i], &r.drafts[i].start
	t.Start = t.End
	if m.bad {
		return
	}
	start, ok := w.length.Before(t.End)
	if ok && !r.work.none {
		start, ok = r.work.stretchBack(start, t.End)
	}
	if !ok {
		r.tooFar(i, m, w.text)
		return
	}
	t.Start = start
}

// lengthFrom returns the end of task i, which has a duration, if it starts at
// a moment, and where its work is done. It is false, and the end is the start,
// when that lies too far away.
func (r *resolver) lengthFrom(i int, start calendar.Instant) (end, drawn calendar.Instant, ok bool) {
	end, ok = r.drafts[i].end.length.After(start)
	drawn = end
	if ok && !r.work.none {
		end, drawn, ok = r.work.stretch(start, end)
	}
	if !ok {
		return start, start, false
	}
	return end, drawn, true
}

// noStretch notes where Mermaid would have moved an end that is written out.
func (r *resolver) noStretch(i int, m *moment) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	unknownStart := r.moments[startOf(int32(i))].bad
	if r.plan || r.work.none || m.rule != NoRule || m.bad || t.End <= t.Start && !unknownStart {
		return
	}
	if read, err := isoFormat.Read(d.end.text.Value, 0); err == nil && !read.Lenient {
		return // in this form Mermaid moves no end either, whatever dateFormat is
	}
	if end, _, ok := r.work.stretch(t.Start, t.End); !ok || end != t.End || unknownStart {
		m.rule = RuleNoStretch
	}
}

func short(t calendar.Instant) string {
	if t.IsMidnight() {
		return t.ISODate()
	}
	return strings.Replace(t.String(), "T", " ", 1)
}
