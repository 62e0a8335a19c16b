package chart

import (
	"errors"
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// looseDate warns of a date that is not in the chart's format.
func (r *resolver) looseDate(t syntax.Text, read calendar.Read) *problem {
	if y := read.At.Year(); y < 1000 {
		return tell(diag.Warning, codeOldYear, fmt.Sprintf("the year of %q is %d", t.Value, y), "is a digit missing?")
	}
	if r.toldAtFormat(t) {
		return &problem{severity: diag.Warning, code: codeLooseDate, elsewhere: true}
	}
	format := r.set.shown()
	hint := "write " + format.Example(read.At)
	if _, _, _, clock := format.Has(); !clock && !read.At.IsMidnight() {
		hint = fmt.Sprintf("for times of day, write dateFormat %s HH:mm, and each date with its time", format.Pattern)
	}
	return tell(diag.Warning, codeLooseDate, fmt.Sprintf("date %q is not written as dateFormat says", diag.Clip(t.Value)), hint)
}

// badDate says why a start cannot be read.
func (r *resolver) badDate(t syntax.Text, errs ...error) *problem {
	if p := noSuchDate(t, errs...); p != nil {
		return p
	}
	if t.Value == "" {
		return tell(diag.Error, codeNoStart, "the start is missing", r.formatHint())
	}
	message := fmt.Sprintf("%q is no date", diag.Clip(t.Value))
	if r.toldAtFormat(t) {
		return &problem{severity: diag.Error, code: codeBadDate, message: message, elsewhere: true}
	}
	if hints := r.propose(t, itemStart); len(hints) > 0 {
		return tell(diag.Error, codeBadDate, message, hints...)
	}
	if p := r.missingComma(t, codeBadDate); p != nil {
		return p
	}
	switch _, _, isDuration := calendar.ReadDuration(t.Value); {
	case strings.HasPrefix(t.Value, "after"):
		return tell(diag.Error, codeBadDate, fmt.Sprintf("%q names no task", diag.Clip(t.Value)), `write "after ID": an id is made of the letters a-z, digits, _ and -`)
	case isDuration:
		return tell(diag.Error, codeBadDate, fmt.Sprintf("a start is expected here, but %q is a duration", t.Value), `a task is "name :id, start, end"`)
	}
	return tell(diag.Error, codeBadDate, message, r.slip(t.Value), r.formatHint())
}

// slip is the function of the name, for the chart's format: the order of the
// parts is wrong only where it is another one.
func (r *resolver) slip(text string) string {
	hint := slip(text)
	if hint == yearFirst && !strings.HasPrefix(r.set.shown().Pattern, "Y") {
		return ""
	}
	return hint
}

const yearFirst = "write the year first, then the month, then the day"

// slip says what is wrong with a date of numbers, or "".
func slip(text string) string {
	separators := 0
	parts := strings.FieldsFunc(text, func(c rune) bool {
		if c == '-' || c == '/' || c == '.' {
			separators++
			return true
		}
		return false
	})
	for _, p := range parts {
		if strings.Trim(p, "0123456789") != "" {
			return ""
		}
	}
	switch {
	case separators < 1 || separators > 2 || len(parts) == 0:
		return ""
	case separators == 2 && len(parts) == 2 || separators == 1 && len(parts) == 1:
		return "it is cut off"
	case len(parts[0]) > 4:
		return fmt.Sprintf("the year has %d digits", len(parts[0]))
	case len(parts) == 3 && len(parts[0]) == 4 && len(parts[1]) > 2:
		return fmt.Sprintf("the month has %d digits", len(parts[1]))
	case len(parts) == 3 && len(parts[0]) == 4 && len(parts[2]) > 2:
		return fmt.Sprintf("the day has %d digits", len(parts[2]))
	case len(parts) == 3 && len(parts[0]) < 3 && len(parts[2]) == 4:
		return yearFirst
	}
	return ""
}

// noSuchDate says that a date has the right form and does not exist.
func noSuchDate(t syntax.Text, errs ...error) *problem {
	for _, err := range errs {
		var no calendar.NoSuchDate
		if errors.As(err, &no) {
			return tell(diag.Error, codeBadDate, fmt.Sprintf("date %q does not exist", diag.Clip(t.Value)), no.Reason)
		}
	}
	return nil
}

// exampleDay is the date that hints show where an author gave none.
const exampleDay = 20513*calendar.Day + 9*calendar.Hour + 30*calendar.Minute // 2026-03-01 09:30

func (r *resolver) formatHint() string {
	example := r.set.shown().Example(exampleDay)
	if !r.set.hasFormat {
		return "without dateFormat, dates are written as " + example
	}
	if r.set.written != nil {
		return "the dates here are written as " + example
	}
	return fmt.Sprintf("dateFormat is %s: %s", r.set.format.Pattern, example)
}

// badEnd says why an end cannot be read. Mermaid gives such a task no length
// and says nothing.
func (r *resolver) badEnd(t syntax.Text, errs ...error) *problem {
	if p := noSuchDate(t, errs...); p != nil {
		return p
	}
	message := fmt.Sprintf("%q is neither a date nor a duration", diag.Clip(t.Value))
	if r.toldAtFormat(t) {
		return &problem{severity: diag.Error, code: codeBadEnd, message: message, elsewhere: true}
	}
	if strings.Trim(t.Value, "0123456789.") == "" && len(t.Value) < 4 {
		return tell(diag.Error, codeBadEnd, message, fmt.Sprintf("the unit is missing: %sd is days, %sw is weeks", t.Value, t.Value))
	}
	if _, _, ok := cutRefs(t, "after"); ok {
		return tell(diag.Error, codeBadEnd, "the end is missing", fmt.Sprintf(`write "%s, 3d"; %q alone is read as the end`, t.Value, t.Value))
	}
	if hints := r.propose(t, itemEnd); len(hints) > 0 {
		return tell(diag.Error, codeBadEnd, message, hints...)
	}
	if p := r.missingComma(t, codeBadEnd); p != nil {
		return p
	}
	if hint := r.slip(t.Value); hint != "" {
		return tell(diag.Error, codeBadEnd, fmt.Sprintf("%q is no date", diag.Clip(t.Value)), hint, r.formatHint())
	}
	return tell(diag.Error, codeBadEnd, message, r.formatHint(), durationHint)
}

func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }
