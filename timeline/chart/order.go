package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// visit is how far the walk over the moments has come with one of them.
type visit uint8

const (
	notSeen visit = iota
	open          // it is being computed: meeting it again is a ring
	computed
)

// node is one moment of a chart: 2i is the start of task i, 2i+1 its end. Two
// tasks may each end where the other starts without waiting for each other.
type node int32

func startOf(task int32) node { return node(2 * task) }
func endOf(task int32) node   { return node(2*task + 1) }

func (n node) task() int32   { return int32(n) / 2 }
func (n node) isStart() bool { return n%2 == 0 }

// moment is what is known of a node.
type moment struct {
	seen visit
	bad  bool // an error, here or where it comes from
	rule Rule // why Mermaid has another
}

// frame is a node that waits for others, and how many of them are done.
type frame struct {
	node node
	next int32
}

// order computes the dates, each moment after those that it comes from. Unlike
// Mermaid, which goes through the tasks eleven times and takes what it has, this is
// one walk, and a ring is found.
func (r *resolver) order() {
	r.moments = make([]moment, 2*len(r.drafts))
	r.mermaid, r.mermaidRule = r.mermaidDays()
	var sequence []node // as they were computed, where Mermaid's order may be another
	matters := !r.plan && r.orderMatters()
	if matters {
		sequence = make([]node, 0, len(r.moments))
	}
	var stack []frame
	for n := range node(len(r.moments)) {
		if r.moments[n].seen != notSeen {
			continue
		}
		stack = append(stack[:0], frame{node: n})
		r.moments[n].seen = open
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			needed, ok := r.needed(top.node, int(top.next))
			top.next++
			switch {
			case !ok:
				r.compute(top.node)
				r.moments[top.node].seen = computed
				if matters {
					sequence = append(sequence, top.node)
				}
				stack = stack[:len(stack)-1]
			case r.moments[needed].seen == notSeen:
				r.moments[needed].seen = open
				stack = append(stack, frame{node: needed})
			case r.moments[needed].seen == open:
				r.ring(stack, needed)
			}
		}
	}
	if matters {
		r.compareOrder(sequence)
	}
	r.settle()
}

// settle tells what is wrong or different with each task, and the span of them all.
func (r *resolver) settle() {
	span, first := &r.chart.Span, true
	for i := range r.chart.Tasks {
		t, start, end := &r.chart.Tasks[i], r.moments[2*i], r.moments[2*i+1]
		if t.Faulty = t.Faulty || start.bad || end.bad; t.Faulty {
			t.DrawnEnd = max(t.Start, t.DrawnEnd) // in a ring the end comes first
		}
		rule := cmp.Or(start.rule, end.rule)
		if rule == NoRule && r.set.otherFormat {
			rule = RuleKeywordName
		}
		t.Differs = rule.String()
		if t.Faulty {
			continue
		}
		if first {
			*span, first = Span{t.Start, t.Start}, false
		}
		span.Start = min(span.Start, t.Start, t.End)
		span.End = max(span.End, t.Start, t.End)
	}
}

// needed returns the k-th moment that a moment comes from.
func (r *resolver) needed(n node, k int) (node, bool) {
	i := n.task()
	w, first := &r.drafts[i].start, endOf
	back := w.form == formBack
	if !n.isStart() {
		if !back && k == 0 {
			return startOf(i), true
		}
		if !back {
			k--
		}
		w, first = &r.drafts[i].end, startOf
	}
	switch {
	case k < len(r.refsOf(w)):
		return first(r.refsOf(w)[k]), true
	case n.isStart() && k == 0 && back:
		return endOf(i), true
	case n.isStart() && k == 0 && w.form == formPrevious && i > 0:
		return endOf(i - 1), true
	}
	return 0, false
}

// ring reports tasks that wait for each other: those on the stack from the moment
// that is met again.
func (r *resolver) ring(stack []frame, again node) {
	first := len(stack) - 1
	for stack[first].node != again {
		first--
	}
	var tasks []int32 // those that wait for another, by themselves or through their start
	for _, f := range stack[first:] {
		r.moments[f.node].bad = true
		if i := f.node.task(); len(tasks) == 0 || tasks[len(tasks)-1] != i {
			tasks = append(tasks, i)
		}
	}
	if n := len(tasks); n > 1 && tasks[0] == tasks[n-1] {
		tasks = tasks[:n-1]
	}
	const most = 8
	var path []string
	for _, i := range tasks[:min(len(tasks), most)] {
		path = append(path, fmt.Sprintf("%q", r.label(int(i))))
	}
	if len(tasks) > most {
		path = append(path, fmt.Sprintf("… (%d tasks)", len(tasks)))
	}
	path = append(path, fmt.Sprintf("%q", r.label(int(tasks[0]))))
	message, hint := "these tasks wait for each other: "+strings.Join(path, " → "), "give one of them a date"
	if len(tasks) == 1 {
		message, hint = fmt.Sprintf("%q waits for itself", r.label(int(tasks[0]))), "give it a date"
		if r.idUsedAbove(int(tasks[0])) {
			hint = "the task above has the same id, and the last one is meant: give this one an id of its own"
		}
	}
	for _, i := range tasks {
		r.faulty(int(i), message)
	}
	d := r.src.Error(r.waits(int(tasks[0])), codeRing, message)
	for _, i := range tasks[1:min(len(tasks), 1+maxSee)] {
		d = d.Also(r.src.Place(r.waits(int(i)).Start, fmt.Sprintf("%q waits here", r.label(int(i)))))
	}
	r.problems.Add(d.Hint(hint))
}

// idUsedAbove tells whether a task before i has its id too.
func (r *resolver) idUsedAbove(i int) bool {
	id := r.chart.Tasks[i].ID
	return slices.ContainsFunc(r.chart.Tasks[:i], func(t Task) bool { return t.ID == id })
}

// label names a task in a message: by the id its author gave, or its name.
func (r *resolver) label(i int) string {
	if id := r.chart.Tasks[i].ID; id != "" && r.drafts[i].hasID() {
		return diag.Clip(id)
	}
	return diag.Clip(r.chart.Tasks[i].Name)
}

// waits returns the words of a task that make it wait.
func (r *resolver) waits(i int) diag.Span {
	switch d := &r.drafts[i]; {
	case d.start.form == formAfter:
		return d.start.text.At
	case d.end.form == formUntil:
		return d.end.text.At
	default:
		return d.nameAt
	}
}
