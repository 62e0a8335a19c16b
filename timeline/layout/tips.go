package layout

import (
	"kvartal/timeline/chart"
)

// tip is what a row or flag says while the pointer rests on it: the whole name,
// what it is, and its exact dates.
func (s sheet) tip(t chart.Task) string {
	name := clean(t.Name)
	if name != "" {
		name += "\n"
	}
	return name + s.words.TaskKind(t.Kind.String(), t.Critical, t.Status.String()) + ": " + s.when(t)
}

// when gives the exact dates of a task.
func (s sheet) when(t chart.Task) string {
	switch {
	case t.Faulty:
		return s.words.Must("faulty")
	case t.Kind == chart.Milestone:
		return s.words.Milestone(t.Start, t.End)
	case t.Kind == chart.Marker, t.DrawnEnd <= t.Start:
		return s.words.Moment(t.Start)
	}
	return s.words.Range(t.Start, t.DrawnEnd)
}
