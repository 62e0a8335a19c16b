package layout

import "kvartal/timeline/chart"

// tip is what a row or flag says while the pointer rests on it: the whole name,
// what it is, and its exact dates.
func (s sheet) tip(t chart.Task) string {
	name := clean(t.Label())
	if name != "" {
		name += "\n"
	}
	return name + s.words.TaskKind(t.Kind.String(), t.Critical, t.Status.String()) + ": " + s.when(t)
}

// when gives the exact dates of a task.
func (s sheet) when(t chart.Task) string {
	if t.Faulty {
		return s.words.Must("faulty")
	}
	period := t.Period()
	return s.words.Range(period.Start, period.End)
}
