package chart

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// compute gives task i its dates. All it needs is computed, but for rings.
func (r *resolver) compute(i int, seen []visit) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	r.computeStart(i, seen)
	t.DrawnEnd = t.Start
	switch d.end.form {
	case formDate:
		t.End = d.end.date
		r.noStretch(i)
	case formUntil:
		t.End = t.Start
		for k, j := range r.refs[d.end.lo:d.end.hi] {
			if other := &r.chart.Tasks[j]; k == 0 || other.Start < t.End {
				t.End = other.Start
			}
			r.follow(i, j, seen)
		}
		r.noStretch(i)
	case formDuration:
		r.computeLength(i)
		return
	default:
		t.End = t.Start
	}
	if d.start.form == formBack {
		r.computeBack(i)
	}
	t.DrawnEnd = max(t.Start, t.End)
	r.endFirst(i)
}

// endFirst tells of an end that lies before its start.
func (r *resolver) endFirst(i int) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	end := t.End
	if d.end.lastDay {
		end = end.AddDays(-1)
	}
	if end >= t.Start || t.Faulty {
		return
	}
	t.Faulty = r.plan
	r.problems.Report(r.wrong, d.end.text.At, codeEndFirst, fmt.Sprintf("the end, %s, lies before the start, %s", short(end), short(t.Start)), "are the two swapped?")
}

func (r *resolver) computeStart(i int, seen []visit) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	switch d.start.form {
	case formDate:
		t.Start = d.start.date
	case formAfter:
		for k, j := range r.refs[d.start.lo:d.start.hi] {
			if other := &r.chart.Tasks[j]; k == 0 || other.End > t.Start {
				t.Start = other.End
			}
			r.follow(i, j, seen)
		}
		r.addLag(i)
	case formPrevious:
		if i == 0 {
			r.fault(i, d.end.text.At, codeNoStart, "the first task needs a start: there is no task above that it could follow",
				fmt.Sprintf(`write ":%s, %s"`, r.set.format.Example(calendar.Date(2026, 3, 1)), diag.Clip(d.end.text.Value)))
			return
		}
		t.Start = r.chart.Tasks[i-1].End
		r.follow(i, int32(i-1), seen)
	}
}

// follow hands on what is wrong or different with a task that dates are taken
// from.
func (r *resolver) follow(i int, from int32, seen []visit) {
	t, other := &r.chart.Tasks[i], &r.chart.Tasks[from]
	if other.Faulty || seen[from] != computed {
		t.Faulty = true
	}
	if t.Differs == "" {
		t.Differs = other.Differs
	}
}

// computeLength adds a duration, made longer by the days off within it.
func (r *resolver) computeLength(i int) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	if t.Faulty {
		t.End, t.DrawnEnd = t.Start, t.Start
		return
	}
	var ok bool
	t.End, t.DrawnEnd, ok = r.lengthFrom(i, t.Start)
	if !ok {
		r.tooFar(i, d.end.text)
		return
	}
	if r.work.none {
		return
	}
	if t.End > t.Start && r.work.off.IsOff(t.Start) && t.End-t.Start >= calendar.Day {
		at := d.start.text.At
		if d.start.form == formPrevious {
			at = d.name.At
		}
		r.problems.Warning(at, codeStartsOff, fmt.Sprintf("the task starts on a day off, %s, and that day is counted as worked", dayName(t.Start)))
	}
	if t.Differs == "" && r.set.workdayRule {
		t.Differs = RuleWorkdays
	}
}

func (r *resolver) tooFar(i int, length syntax.Text) {
	r.fault(i, length.At, codeTooFar, fmt.Sprintf("with %s the task ends too far away: at most %d days off are counted, and the year %d is the last", length.Value, maxOff, calendar.MaxYear))
}

// addLag moves a start by the time that was written behind "after", as if a task
// of that length stood between the two.
func (r *resolver) addLag(i int) {
	t, w := &r.chart.Tasks[i], r.drafts[i].start
	if t.Faulty || w.lag.IsZero() {
		return
	}
	var ok bool
	if t.Start, _, ok = r.add(t.Start, w.lag); !ok {
		r.tooFar(i, syntax.Text{Value: w.lag.String(), At: w.text.At})
	}
}

// computeBack counts the duration of a task back from its end.
func (r *resolver) computeBack(i int) {
	t, w := &r.chart.Tasks[i], r.drafts[i].start
	t.Start = t.End
	if t.Faulty {
		return
	}
	start, ok := w.length.Before(t.End)
	if ok && !r.work.none {
		start, ok = r.work.stretchBack(start, t.End)
	}
	if t.Start = start; !ok {
		t.Start = t.End
		r.tooFar(i, w.text)
	}
}

// lengthFrom returns the end of task i, which has a duration, if it starts at
// a moment, and where its work is done. It is false, and the end is the start,
// when that lies too far away.
func (r *resolver) lengthFrom(i int, start calendar.Instant) (end, drawn calendar.Instant, ok bool) {
	return r.add(start, r.drafts[i].end.length)
}

// add is lengthFrom for any duration.
func (r *resolver) add(start calendar.Instant, length calendar.Duration) (end, drawn calendar.Instant, ok bool) {
	end, ok = length.After(start)
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
func (r *resolver) noStretch(i int) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	if r.plan || r.work.none || t.Differs != "" || t.End <= t.Start {
		return
	}
	if read, err := r.set.iso.Read(d.end.text.Value, 0); err == nil && !read.Lenient {
		return // in this form Mermaid moves no end either, whatever dateFormat is
	}
	if end, _, ok := r.work.stretch(t.Start, t.End); !ok || end != t.End {
		t.Differs = RuleNoStretch
	}
}

func short(t calendar.Instant) string {
	if t.IsMidnight() {
		return t.ISODate()
	}
	return strings.Replace(t.String(), "T", " ", 1)
}
