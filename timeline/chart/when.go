package chart

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// form is how a start or an end is given.
type form uint8

const (
	formPrevious form = iota // nothing written: where the task above ends
	formDate
	formAfter
	formUntil
	formDuration
	formBack  // of a start: the end less a length
	formEmpty // an empty item: the end is the start
	formBad   // unreadable; a problem says so
)

// when is a start or an end as written, before names are bound.
type when struct {
	form    form
	rule    Rule
	lastDay bool // of TOML: a last day was written, and date is the day after
	words   part // of resolver.words; of TOML: the ids behind after or before; of Mermaid: further `after` items
	refs    part // of resolver.refs: the tasks named
	text    syntax.Text
	date    calendar.Instant
	length  calendar.Duration
	problem *problem
}

// part is a part of a list that many share, [from, to).
type part struct{ from, to int32 }

func (p part) empty() bool { return p.from == p.to }

// wordsOf returns the words of a start or an end.
func (r *resolver) wordsOf(w *when) []syntax.Text { return r.words[w.words.from:w.words.to] }

// refsOf returns the tasks that a start or an end names.
func (r *resolver) refsOf(w *when) []int32 { return r.refs[w.refs.from:w.refs.to] }

// given keeps of a draft how its dates were written.
func (d *draft) given() Given {
	return Given{Follows: d.start.form == formPrevious, Lag: d.lag, Length: d.end.length, HasLength: d.end.form == formDuration}
}

// problem is a diagnostic that is told only if the reading that it belongs to
// is the one that is kept.
type problem struct {
	severity diag.Severity
	code     string
	message  string
	hints    []string
	// elsewhere tells that its cause is reported in another place.
	elsewhere bool
}

// tell makes a problem of a reading.
func tell(s diag.Severity, code, message string, hints ...string) *problem {
	return &problem{severity: s, code: code, message: message, hints: hints}
}

// start reads a start: after ids, a date in the chart's format, or a date that
// can mean only one thing.
func (r *resolver) start(t syntax.Text) when {
	w := when{text: t}
	if _, _, ok := cutRefs(t, "after"); ok {
		w.form = formAfter
		return w
	}
	read, err := r.set.format.Read(t.Value, r.today())
	loose, looseErr := calendar.Read{}, calendar.ErrNoMatch
	if err != nil || read.Lenient || r.set.meant {
		loose, looseErr = calendar.ReadLoose(t.Value)
	}
	switch {
	case err == nil:
		w.form, w.date = formDate, read.At
		if read.Lenient && (looseErr != nil || loose.At != read.At) && !monthFirst(r.set.format.Pattern) {
			w.rule = RuleLenientDate
		}
		if r.set.meant && (looseErr != nil || loose.At != read.At) {
			w.rule = RuleDateFormat
		}
		if r.set.format.Pattern == "X" && w.date != 0 {
			w.rule = RuleUnixSeconds
		}
		r.dateRule(&w, read)
	case looseErr == nil:
		w.form, w.date = formDate, loose.At
		if !loose.Shifted {
			w.problem = r.looseDate(t, loose)
		}
		r.dateRule(&w, loose)
	default:
		w.form, w.problem = formBad, r.badDate(t, err, looseErr)
	}
	return w
}

// dateRule keeps the year for what is proposed, and notes where a date differs from Mermaid's reading of it.
func (r *resolver) dateRule(w *when, read calendar.Read) {
	r.lastDate, r.dated = read.At, true
	switch {
	case read.Shifted:
		w.rule = RuleOffset
		if w.problem == nil {
			w.problem = tell(diag.Warning, codeOffset, "the offset from UTC is applied: a roadmap has no time zones", "write the local time without an offset")
		}
	case w.rule == NoRule && r.set.format.BeyondDayjs():
		w.rule = RuleMoreTokens
	}
}

// monthFirst tells formats in the order that browsers, and so Mermaid, take for
// granted where a date is not written as the format says.
func monthFirst(pattern string) bool {
	return strings.HasPrefix(pattern, "M") && !strings.HasPrefix(pattern, "MMM") && strings.Contains(pattern, "D") && strings.Contains(pattern, "YYYY")
}

// end reads an end: until ids, a date in the chart's format, a duration, or
// nothing.
func (r *resolver) end(t syntax.Text) when {
	w := when{text: t}
	if t.Value == "" {
		w.form = formEmpty
		return w
	}
	if _, _, ok := cutRefs(t, "until"); ok {
		w.form = formUntil
		return w
	}
	if d, exact, ok := calendar.ReadDuration(t.Value); ok && exact {
		w.form, w.length = formDuration, d
		return w
	}
	read, err := r.set.format.Read(t.Value, r.today())
	if err == nil {
		r.endDate(&w, read)
		return w
	}
	if d, _, ok := calendar.ReadDuration(t.Value); ok {
		w.form, w.length = formDuration, d
		if !d.IsZero() { // what Mermaid cannot read has no length there
			w.rule = RuleLooseUnit
		}
		w.problem = tell(diag.Warning, codeLooseUnit, fmt.Sprintf("duration %q is read as %s; Mermaid does not read it", diag.Clip(t.Value), d), "write "+d.String())
		return w
	}
	loose, looseErr := calendar.ReadLoose(t.Value)
	if looseErr == nil && !loose.NoDay {
		r.endDate(&w, loose)
		return w
	}
	w.form, w.problem = formBad, r.badEnd(t, err, looseErr)
	return w
}

// endDate takes a date as an end. One that is not written as dateFormat says has
// no length in Mermaid; here it is told of as a start is.
func (r *resolver) endDate(w *when, read calendar.Read) {
	w.form, w.date = formDate, read.At
	if read.Lenient {
		w.rule = RuleLenientDate
		w.problem = r.looseDate(w.text, read)
		if w.problem.code == codeLooseDate {
			w.problem.message += "; Mermaid does not read it as an end"
		}
	}
	if r.set.inclusive {
		w.date = w.date.AddDays(1)
	}
	r.dateRule(w, read)
	switch {
	case !r.set.hasFormat:
		w.rule = RuleNoFormat
	case r.set.meant:
		w.rule = RuleDateFormat
	}
}

// cutRefs returns the ids behind "after" or "until": letters, digits, _ and -,
// separated by blanks. As in Mermaid, any other character ends them; what
// stands from there on is the rest.
func cutRefs(t syntax.Text, word string) (ids, rest syntax.Text, ok bool) {
	if !strings.HasPrefix(t.Value, word) {
		return ids, rest, false
	}
	start := len(word)
	for start < len(t.Value) && (t.Value[start] == ' ' || t.Value[start] == '\t') {
		start++
	}
	if start == len(word) {
		return ids, rest, false
	}
	end := start
	for end < len(t.Value) && (t.Value[end] == ' ' || isIDByte(t.Value[end])) {
		end++
	}
	return piece(t, start, end), piece(t, end, len(t.Value)), end > start
}

// piece returns the bytes [start, end) of a text.
func piece(t syntax.Text, start, end int) syntax.Text {
	return syntax.Text{Value: t.Value[start:end], At: diag.Span{Start: t.At.Start + start, End: t.At.Start + end}}
}

func isIDByte(c byte) bool { return c == '-' || !notWord(rune(c)) && c < 0x80 }
