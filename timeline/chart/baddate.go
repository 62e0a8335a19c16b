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
	hint := "write " + r.set.format.Example(read.At)
	if _, _, _, clock := r.set.format.Has(); !clock && !read.At.IsMidnight() {
		hint = fmt.Sprintf("for times of day, write dateFormat %s HH:mm, and each date with its time", r.set.format.Pattern)
	}
	return tell(diag.Warning, codeLooseDate, fmt.Sprintf("date %q is not written as dateFormat says", diag.Clip(t.Value)), hint)
}

// badDate says why a start cannot be read.
func (r *resolver) badDate(t syntax.Text, errs ...error) *problem {
	if p := noSuchDate(t, errs...); p != nil {
		return p
	}
	hint := r.formatHint()
	switch _, _, isDuration := calendar.ReadDuration(t.Value); {
	case t.Value == "":
		return tell(diag.Error, codeNoStart, "the start is missing", hint)
	case strings.HasPrefix(t.Value, "after"):
		return tell(diag.Error, codeBadDate, fmt.Sprintf("%q names no task", diag.Clip(t.Value)), `write "after ID": an id is made of the letters a-z, digits, _ and -`)
	case isDuration:
		return tell(diag.Error, codeBadDate, fmt.Sprintf("a start is expected here, but %q is a duration", t.Value), `a task is "name :id, start, end"`)
	case syntax.IsTag(strings.ToLower(t.Value)):
		return tell(diag.Error, codeBadDate, fmt.Sprintf("a start is expected here, but %q is a tag", t.Value), "tags stand first, before the id")
	}
	return tell(diag.Error, codeBadDate, fmt.Sprintf("%q is no date", diag.Clip(t.Value)), slip(t.Value, r.set.format.Pattern), r.missingComma(t), hint)
}

// slip says what is wrong with a date of numbers, or "". pattern is how dates
// are to be written; "" where the text cannot set it.
func slip(text, pattern string) string {
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
	case len(parts) == 3 && len(parts[0]) < 3 && len(parts[2]) == 4 && pattern == "":
		return "write the year first, then the month, then the day"
	case len(parts) == 3 && len(parts[0]) < 3 && len(parts[2]) == 4 && strings.HasPrefix(pattern, "YYYY"):
		return "write the year first, then the month, then the day; or set another dateFormat"
	}
	return ""
}

// missingComma helps those who write "a1 2026-01-01, 3d".
func (r *resolver) missingComma(t syntax.Text) string {
	first, rest, found := strings.Cut(t.Value, " ")
	rest = strings.TrimSpace(rest)
	if _, err := r.set.format.Read(rest, r.today()); !found || err != nil {
		return ""
	}
	return fmt.Sprintf("is a comma missing? %q", diag.Clip(first+", "+rest))
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

func (r *resolver) formatHint() string {
	example := r.set.format.Example(calendar.At(2026, 3, 1, 9, 30, 0, 0))
	if !r.set.hasFormat {
		return "without dateFormat, dates are written as " + example
	}
	return fmt.Sprintf("dateFormat is %s: %s", r.set.format.Pattern, example)
}

// badEnd says why an end cannot be read. Mermaid gives such a task no length
// and says nothing.
func (r *resolver) badEnd(t syntax.Text, err error) *problem {
	if p := noSuchDate(t, err); p != nil {
		return p
	}
	message := fmt.Sprintf("%q is neither a date nor a duration", diag.Clip(t.Value))
	if d, ok := calendar.ReadLoose(t.Value); ok == nil {
		return tell(diag.Error, codeBadEnd, fmt.Sprintf("end %q is not written as dateFormat says", diag.Clip(t.Value)), "write "+r.set.format.Example(d.At))
	} else if p := noSuchDate(t, ok); p != nil {
		return p
	}
	switch {
	case strings.Trim(t.Value, "0123456789.") == "":
		return tell(diag.Error, codeBadEnd, message, fmt.Sprintf("the unit is missing: %sd is days, %sw is weeks", t.Value, t.Value))
	case strings.HasPrefix(t.Value, "after "):
		return tell(diag.Error, codeBadEnd, "the end is missing", fmt.Sprintf(`write "%s, 3d"; %q alone is read as the end`, t.Value, t.Value))
	case syntax.IsTag(strings.ToLower(t.Value)):
		return tell(diag.Error, codeBadEnd, message, "tags stand first, before the id, in small letters")
	}
	if hint := slip(t.Value, r.set.format.Pattern); hint != "" {
		return tell(diag.Error, codeBadEnd, fmt.Sprintf("%q is no date", diag.Clip(t.Value)), hint, r.formatHint())
	}
	return tell(diag.Error, codeBadEnd, message, r.formatHint(), "a duration is a number and one of ms, s, m, h, d, w, M (months), y")
}

func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }
