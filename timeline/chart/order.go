package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// visit is how far the walk over the tasks has come with one of them.
type visit uint8

const (
	notSeen visit = iota
	open          // it is being computed: meeting it again is a ring
	computed
)

// frame is a task that waits for others, and how many of them are done.
type frame struct{ task, next int32 }

// order computes the dates, each task after those that it takes its dates
// from. Unlike Mermaid, which goes through the tasks eleven times and takes
// what it has, this is one walk, and a ring is found.
func (r *resolver) order() {
	seen := make([]visit, len(r.drafts))
	sequence := make([]int32, 0, len(r.drafts)) // as they were computed
	var stack []frame
	for i := range r.drafts {
		if seen[i] != notSeen {
			continue
		}
		stack = append(stack[:0], frame{task: int32(i)})
		seen[i] = open
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			needed, ok := r.needed(int(top.task), int(top.next))
			switch {
			case !ok:
				r.compute(int(top.task), seen)
				sequence = append(sequence, top.task)
				seen[top.task] = computed
				stack = stack[:len(stack)-1]
			case seen[needed] == notSeen:
				top.next++
				seen[needed] = open
				stack = append(stack, frame{task: needed})
			case seen[needed] == open:
				top.next++
				r.ring(stack, needed)
			default:
				top.next++
			}
		}
	}
	r.compareOrder(sequence)
}

// needed returns the n-th task that task i takes its dates from.
func (r *resolver) needed(i, n int) (int32, bool) {
	d := &r.drafts[i]
	if k := int(d.start.hi - d.start.lo); n < k {
		return r.refs[int(d.start.lo)+n], true
	} else {
		n -= k
	}
	if k := int(d.end.hi - d.end.lo); n < k {
		return r.refs[int(d.end.lo)+n], true
	} else {
		n -= k
	}
	if n == 0 && d.start.form == formPrevious && i > 0 {
		return int32(i - 1), true
	}
	return 0, false
}

// ring reports tasks that wait for each other: those on the stack from the one
// that is met again.
func (r *resolver) ring(stack []frame, again int32) {
	first := len(stack) - 1
	for stack[first].task != again {
		first--
	}
	tasks := stack[first:]
	for _, f := range tasks {
		r.chart.Tasks[f.task].Faulty = true
	}
	if !r.problems.Room(diag.Error) {
		return
	}
	const most = 8
	var path []string
	for _, f := range tasks[:min(len(tasks), most)] {
		path = append(path, fmt.Sprintf("%q", r.label(int(f.task))))
	}
	if len(tasks) > most {
		path = append(path, fmt.Sprintf("… (%d tasks)", len(tasks)))
	}
	path = append(path, fmt.Sprintf("%q", r.label(int(again))))
	message, hint := "these tasks wait for each other: "+strings.Join(path, " → "), "give one of them a date"
	if len(tasks) == 1 {
		message, hint = fmt.Sprintf("%q waits for itself", r.label(int(again))), "give it a date"
		if r.idUsedAbove(int(again)) {
			hint = "the task above has the same id, and the last one is meant: give this one an id of its own"
		}
	}
	d := r.src.Error(r.waits(int(again)), codeRing, message)
	for _, f := range tasks[1:min(len(tasks), 1+maxSee)] {
		d = d.Also(r.src.Place(r.waits(int(f.task)).Start, fmt.Sprintf("%q waits here", r.label(int(f.task)))))
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
	if id := r.drafts[i].id.Value; id != "" {
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
		return d.name.At
	}
}
