package layout

import (
	"fmt"

	"kvartal/timeline/chart"
)

// tip is what a row or flag says while the pointer rests on it: the whole name,
// what it is, its exact dates and those planned at first, who answers for it, and
// the author's note.
func (s sheet) tip(t chart.Task) string {
	name := clean(t.Label())
	if name != "" {
		name += "\n"
	}
	tip := name + s.words.TaskKind(t.Kind.String(), t.Critical, t.Status.String())
	if t.Progress != nil {
		tip += fmt.Sprintf(", %d %%", *t.Progress)
	}
	tip += ": " + s.when(t)
	if first, ok := t.First(); ok {
		days, _ := t.Slip()
		tip += "\n" + s.words.Must("baseline") + ": " + s.words.Baseline(first.Start, first.End, days)
	}
	if t.Owner != "" {
		tip += "\n" + s.words.Must("owner") + ": " + clean(t.Owner)
	}
	if note := clean(t.Note); note != "" {
		tip += "\n" + note
	}
	return tip
}

// when gives the exact dates of a task.
func (s sheet) when(t chart.Task) string {
	if t.Faulty {
		return s.words.Must("faulty")
	}
	if t.EndsFirst() {
		return s.words.Moment(t.Start) + ", " + s.words.Must("ends_first")
	}
	period := t.Period()
	return s.words.Range(period.Start, period.End)
}
