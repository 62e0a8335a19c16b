package chart

import "kvartal/timeline/calendar"

// mermaidRounds is how often Mermaid goes through the tasks for references to
// later ones.
const mermaidRounds = 11

// round is what Mermaid knows of a task while it goes through them again and
// again: it has no start or end as long as the task that it comes from has none.
type round struct {
	start, end       calendar.Instant
	hasStart, hasEnd bool
}

// compareOrder goes through the tasks as Mermaid does, and marks those that
// it gives other dates since it stops too early, or since it looks the task
// above up by an id that is used again. sequence has each moment behind those that
// it comes from.
func (r *resolver) compareOrder(sequence []node) {
	all := make([]round, len(r.drafts))
	for range mermaidRounds {
		done := true
		for i := range all {
			r.oneRound(i, all)
			done = done && all[i].hasEnd
		}
		if done {
			break
		}
	}
	for _, n := range sequence {
		i := n.task()
		m, t, seen := &r.moments[n], &r.chart.Tasks[i], all[i]
		same := seen.hasEnd && seen.end == t.End
		if n.isStart() {
			same = seen.hasStart && seen.start == t.Start
		}
		if m.rule == NoRule && !same {
			m.rule = r.orderRule(n)
		}
	}
}

// orderRule returns the rule by which Mermaid gives a moment another date: that
// of what it comes from, or its own.
func (r *resolver) orderRule(n node) Rule {
	for k := 0; ; k++ {
		from, ok := r.needed(n, k)
		if !ok {
			break
		}
		if rule := r.moments[from].rule; rule != NoRule {
			return rule
		}
	}
	i := n.task()
	if n.isStart() && r.drafts[i].start.form == formPrevious && i > 0 && r.ids[r.chart.Tasks[i-1].ID] != i-1 {
		return RulePrevious
	}
	return RuleOrder
}

// orderMatters tells whether a task names a later one, or has an id that a
// later one has too: all others Mermaid computes at once, and right.
func (r *resolver) orderMatters() bool {
	if r.again {
		return true
	}
	for i := range r.drafts {
		d := &r.drafts[i]
		for _, refs := range [][]int32{r.refsOf(&d.start), r.refsOf(&d.end)} {
			for _, j := range refs {
				if int(j) >= i {
					return true
				}
			}
		}
	}
	return false
}

// oneRound computes a task from what is known of the others. Of several tasks
// behind after or until, the first decides as long as it has no date.
func (r *resolver) oneRound(i int, all []round) {
	d, m := &r.drafts[i], &all[i]
	switch refs := r.refsOf(&d.start); {
	case d.start.form == formPrevious && i > 0:
		above := all[r.ids[r.chart.Tasks[i-1].ID]]
		m.start, m.hasStart = above.end, above.hasEnd
	case d.start.form == formAfter && len(refs) > 0:
		last := all[refs[0]]
		for _, j := range refs {
			if last.hasEnd && all[j].hasEnd && all[j].end > last.end {
				last = all[j]
			}
		}
		if last.hasEnd {
			m.start, m.hasStart = last.end, true
		}
	default:
		m.start, m.hasStart = r.chart.Tasks[i].Start, true
	}
	if !m.hasStart {
		return
	}
	switch refs := r.refsOf(&d.end); {
	case d.end.form == formUntil && len(refs) > 0:
		first := all[refs[0]]
		for _, j := range refs {
			if first.hasStart && all[j].hasStart && all[j].start < first.start {
				first = all[j]
			}
		}
		m.end, m.hasEnd = first.start, first.hasStart
	case d.end.form == formDate:
		m.end, m.hasEnd = d.end.date, true
	case d.end.form == formDuration:
		m.end, _, _ = r.lengthFrom(i, m.start)
		m.hasEnd = true
	default:
		m.end, m.hasEnd = m.start, true
	}
}
