package chart

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
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
	t.DrawnEnd = max(t.Start, t.End)
	if t.End < t.Start && !t.Faulty {
		r.problems.Warning(d.end.text.At, codeEndFirst, fmt.Sprintf("the end, %s, lies before the start, %s", short(t.End), short(t.Start)), "are the two swapped?")
	}
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
		r.fault(i, d.end.text.At, codeTooFar, fmt.Sprintf("with %s the task ends too far away: at most %d days off are counted, and the year %d is the last", d.end.text.Value, maxOff, calendar.MaxYear))
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
func (r *resolver) noStretch(i int) {
	t, d := &r.chart.Tasks[i], &r.drafts[i]
	if r.work.none || t.Differs != "" || t.End <= t.Start {
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
