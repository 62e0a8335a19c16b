package layout

import "fmt"

// tip is what a row or flag says while the pointer rests on it: the whole name,
// what it is, its exact dates and those planned at first, who answers for it, and
// the author's note.
func (s *sheet) tip(t *task) string {
	tip := make([]byte, 0, 256) // more than most need
	if t.name != "" {
		tip = append(append(tip, t.name...), '\n')
	}
	tip = append(tip, s.words.TaskKind(t.Kind.String(), t.Critical, t.Status.String())...)
	if t.Progress != nil {
		tip = fmt.Appendf(tip, ", %d %%", *t.Progress)
	}
	tip = s.when(append(tip, ": "...), t)
	if first, ok := t.First(); ok {
		days, _ := t.Slip()
		tip = append(s.told(tip, "baseline"), s.words.Baseline(first.Start, first.End, days)...)
	}
	if t.Owner != "" {
		tip = append(s.told(tip, "owner"), clean(t.Owner)...)
	}
	if note := clean(t.Note); note != "" {
		tip = append(append(tip, '\n'), note...)
	}
	return string(tip)
}

// told begins a line of a tip: what is told, by its key.
func (s *sheet) told(tip []byte, key string) []byte {
	return append(append(append(tip, '\n'), s.words.Must(key)...), ": "...)
}

// when adds the exact dates of a task.
func (s *sheet) when(tip []byte, t *task) []byte {
	switch {
	case t.Faulty:
		return append(tip, s.words.Must("faulty")...)
	case t.EndsFirst():
		return append(append(s.words.AppendMoment(tip, t.Start), ", "...), s.words.Must("ends_first")...)
	}
	return s.words.AppendRange(tip, t.period.Start, t.period.End)
}
