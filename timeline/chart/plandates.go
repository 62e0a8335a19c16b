package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/syntax"
)

// dateHint says how dates are written.
const dateHint = `a date is 2026-03-01, or in quotes a quarter "2026-Q3", a week "2026-W12", a month "2026-03" or a year "2026"`

// planPeriod reads a date: the day, or the longer period that a text names; a
// moment where the time of day is written. What cannot be read is reported, and
// the reason is the message.
func (r *resolver) planPeriod(f *fields.Field) (p Span, reason string) {
	written := r.src.Text[f.ValueAt.Start:f.ValueAt.End]
	switch v := f.Value.(type) {
	case fields.Date:
		if y := v.Year(); y < 1000 {
			r.problems.Warning(f.ValueAt, codeOldYear, fmt.Sprintf("the year of %q is %d", written, y), "is a digit missing?")
		}
		r.lastDate, r.dated = v.Instant, true
		if !strings.Contains(written, ":") {
			return Span{v.Instant, v.AddDays(1)}, ""
		}
		if clock := written[min(len(written), len("2026-03-01T")):]; strings.ContainsAny(clock, "zZ+-") {
			r.problems.Warning(f.ValueAt, codeOffset, "the offset from UTC is left out: a roadmap has no time zones", "write the local time without an offset")
		}
		return Span{v.Instant, v.Instant}, ""
	case string:
		return r.namedPeriod(syntax.Text{Value: strings.TrimSpace(v), At: f.ValueAt})
	}
	return Span{}, "this is no date" // a value of another shape is no field
}

// namedPeriod is planPeriod for a date that is written as a text.
func (r *resolver) namedPeriod(t syntax.Text) (p Span, reason string) {
	bad := func(p problem) (Span, string) {
		r.problems.Error(t.At, p.code, p.message, p.hints...)
		return Span{}, p.message
	}
	start, end, err := calendar.ReadPeriod(t.Value, r.chart.Axis.Ticks.FirstMonth)
	if err == nil {
		return Span{start, end}, ""
	}
	if p := noSuchDate(t, err); p != nil {
		return bad(*p)
	}
	hint := slip(t.Value)
	if s, ok := r.spoken(t.Value); ok && s.IsDay() {
		hint = fmt.Sprintf("write %s without quotes, if %s is meant", s.Text, s.Name)
	} else if ok {
		hint = fmt.Sprintf("write %q, if %s is meant", s.Text, s.Name)
	}
	if read, err := calendar.ReadLoose(t.Value); err == nil {
		hint = fmt.Sprintf("write %s without quotes", read.At.ISODate())
		if !read.At.IsMidnight() {
			hint = "write it without quotes: " + read.At.String()
		}
	} else if p := noSuchDate(t, err); p != nil {
		return bad(*p)
	}
	if word, rest, ok := strings.Cut(t.Value, " "); ok && strings.EqualFold(word, "efter") {
		hint = fmt.Sprintf("write %q: words of the language are English", "after "+diag.Clip(rest))
	}
	if t.Value == "" {
		return bad(problem{code: codeBadDate, message: "the date is empty", hints: []string{dateHint}})
	}
	return bad(problem{code: codeBadDate, message: fmt.Sprintf("%q is no date", diag.Clip(t.Value)), hints: []string{hint, dateHint}})
}

// first returns the one field of several keys that a table has. Where it has none
// since one of them cannot be read, or may be, the task is faulty. A second one is
// reported, and no key is returned then, but that there is a field.
func (r *resolver) first(i int, t *syntax.Table, what string, keys ...syntax.Key) (syntax.Key, *fields.Field) {
	if lost := t.Lost(keys...); lost != "" {
		r.faulty(i, lost)
		return syntax.NoKey, nil
	}
	var first syntax.Key
	var found *fields.Field
	for _, key := range keys {
		f := t.Field(key)
		switch {
		case f == nil:
		case found != nil:
			message := fmt.Sprintf("%q and %q both say when the %s %s", found.Key, f.Key, r.drafts[i].kind, what)
			r.faulty(i, message)
			r.problems.Add(r.src.Error(f.At, codeTwoDates, message).Also(r.src.Place(found.At.Start, fmt.Sprintf("%q stands here", found.Key))).Hint("keep one of them"))
			return syntax.NoKey, found
		default:
			first, found = key, f
		}
	}
	return first, found
}

// The keys that tell when a task begins and ends.
var (
	startKeys = []syntax.Key{syntax.KeyStart, syntax.KeyDate, syntax.KeyAfter}
	endKeys   = []syntax.Key{syntax.KeyEnd, syntax.KeyUntil, syntax.KeyBefore, syntax.KeyDuration}
)

// planStart reads start or date, and after.
func (r *resolver) planStart(i int, t *syntax.Table) {
	w := &r.drafts[i].start
	w.form = formBad
	key, f := r.first(i, t, "begins", startKeys...)
	if key == syntax.NoKey {
		if unsure := t.Unsure(); f == nil && unsure != "" {
			r.faulty(i, unsure)
		}
		return
	}
	w.text = syntax.Text{At: f.ValueAt}
	if key == syntax.KeyAfter {
		w.form, w.words = formAfter, r.idWords(f)
		r.noIDs(i, key, f.ValueAt, w)
		return
	}
	s, isText := f.Value.(string)
	if behind, found := strings.CutPrefix(strings.TrimSpace(s), "after "); isText && found {
		r.afterText(i, w, syntax.Text{Value: behind, At: f.ValueAt})
		return
	}
	p, reason := r.planPeriod(f)
	if reason != "" {
		r.faulty(i, reason)
		return
	}
	w.form, w.date = formDate, p.Start
}

// afterText reads what stands behind the word: "po", "po qa + 2w".
func (r *resolver) afterText(i int, w *when, t syntax.Text) {
	ids, lag, hasLag := strings.Cut(t.Value, "+")
	w.form = formAfter
	w.words = r.cutIDs(ids, t.At)
	r.noIDs(i, syntax.KeyAfter, t.At, w)
	if !hasLag {
		return
	}
	lag = strings.TrimSpace(lag)
	var ok bool
	if r.drafts[i].lag, _, ok = calendar.ReadDuration(lag); !ok || lag == "0" {
		r.fault(i, t.At, codeBadEnd, fmt.Sprintf("%q is no duration", diag.Clip(lag)), `write "after ID + 2w": `+durationHint)
	}
}

const durationHint = "a duration is a number and one of ms, s, m, h, d, w, M (months), y"

// cutIDs adds the ids of a text that stands at a place to the words.
func (r *resolver) cutIDs(text string, at diag.Span) part {
	from := len(r.words)
	for id := range cutWords(syntax.Text{Value: text}) {
		r.words = append(r.words, syntax.Text{Value: id.Value, At: at})
	}
	return part{int32(from), int32(len(r.words))}
}

// idWords returns the ids of after or before, each with its place.
func (r *resolver) idWords(f *fields.Field) part {
	from := len(r.words)
	switch v := f.Value.(type) {
	case string:
		return r.cutIDs(v, f.ValueAt)
	case []any:
		for i, item := range v {
			s, _ := item.(string)
			at := f.ValueAt
			if i < len(f.Items) {
				at = f.Items[i]
			}
			r.cutIDs(s, at)
		}
	}
	return part{int32(from), int32(len(r.words))}
}

func (r *resolver) noIDs(i int, key syntax.Key, at diag.Span, w *when) {
	if w.words.empty() {
		w.form = formBad
		r.fault(i, at, codeUnknownID, fmt.Sprintf("%q names no task", key), fmt.Sprintf(`write the id of one: %s = "hearing"`, key))
		return
	}
	for _, id := range r.wordsOf(w) {
		if strings.Contains(id.Value, "+") || id.Value == "-" {
			w.form = formBad
			r.fault(i, at, codeBadID, "only ids stand here", `for a time between the two, write start = "after hearing + 2w"`)
			return
		}
	}
}

// planEnd reads end, until, duration or before. Two of them are read by
// backwards, where no start is written.
func (r *resolver) planEnd(i int, t *syntax.Table) {
	w := &r.drafts[i].end
	w.form = formBad
	keys := endKeys
	if r.isBackwards(t) {
		keys = keys[:3]
	}
	key, f := r.first(i, t, "ends", keys...)
	if key == syntax.NoKey {
		if f == nil {
			r.noEnd(i, t)
		}
		return
	}
	w.text = syntax.Text{At: f.ValueAt}
	switch key {
	case syntax.KeyDuration:
		w.text.Value = t.Text(syntax.KeyDuration).Value
		w.form, w.length = r.planDuration(i, w.text)
	case syntax.KeyBefore:
		w.form, w.words = formUntil, r.idWords(f)
		r.noIDs(i, key, f.ValueAt, w)
	default:
		p, reason := r.planPeriod(f)
		if reason != "" {
			r.faulty(i, reason)
			return
		}
		w.form, w.date = formDate, p.Start
		if key == syntax.KeyEnd {
			w.date, w.lastDay = p.End, p.Start < p.End
		}
	}
}

// noEnd is right for what stands at a moment.
func (r *resolver) noEnd(i int, t *syntax.Table) {
	d := &r.drafts[i]
	switch unsure := t.Unsure(); {
	case t.Lost(endKeys...) != "":
	case d.kind != Bar:
		d.end.form = formEmpty
	case unsure != "":
		r.faulty(i, unsure)
	default:
		r.fault(i, d.nameAt, codeBadEnd, "the end is missing", `write end = 2026-03-31, which is the last day, or duration = "2w", until = 2026-04-01 or before = "ID"`)
	}
}

func (r *resolver) planDuration(i int, t syntax.Text) (form, calendar.Duration) {
	length, _, ok := calendar.ReadDuration(t.Value)
	if !ok || t.Value == "0" {
		hint := ""
		if strings.Trim(t.Value, "0123456789.") == "" && t.Value != "" {
			hint = fmt.Sprintf(`the unit is missing: "%sd" is days, "%sw" is weeks`, t.Value, t.Value)
		}
		r.fault(i, t.At, codeBadEnd, fmt.Sprintf("%q is no duration", diag.Clip(t.Value)), hint, durationHint)
		return formBad, length
	}
	return formDuration, length
}

// isBackwards tells whether a task is given by its end and its duration.
func (r *resolver) isBackwards(t *syntax.Table) bool {
	has := func(key syntax.Key) bool { return t.Field(key) != nil }
	return has(syntax.KeyDuration) && slices.ContainsFunc(endKeys[:3], has) && !slices.ContainsFunc(startKeys, has)
}

// backwards reads the duration of a task that is given by its end, and says when
// the start is missing.
func (r *resolver) backwards(i int, t *syntax.Table) {
	d := &r.drafts[i]
	if t.Lost(startKeys...) != "" || t.Unsure() != "" {
		return
	}
	for _, key := range startKeys {
		if t.Field(key) != nil {
			return
		}
	}
	if r.isBackwards(t) {
		var form form
		text := t.Text(syntax.KeyDuration)
		if form, d.start.length = r.planDuration(i, text); form == formDuration {
			d.start.form, d.start.text = formBack, text
		}
		return
	}
	hint := `write start = 2026-03-01, or after = "ID" with the id of another task`
	if d.kind != Bar {
		hint = "write date = 2026-03-01"
		if t.Field(syntax.KeyEnd) != nil {
			hint = `write "date" in place of "end"`
		}
	}
	r.fault(i, d.nameAt, codeNoStart, "the start is missing", hint)
}
