package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// This file proposes what an author probably meant by an item that cannot be
// read. A proposal is read again before it is made: none is ever wrong itself.

// item is what an item of a task stands for.
type item uint8

const (
	itemStart item = iota
	itemEnd
)

// otherWords are words of the language as authors are tempted to write them.
var otherWords = map[string]string{
	"efter": "after", "fra": "after", "from": "after", "indtil": "until", "til": "until", "før": "until", "to": "until", "before": "until",
}

// propose returns hints with the text that an item was probably meant as; none
// when that cannot be told.
func (r *resolver) propose(t syntax.Text, as item) []string {
	if hint := r.proposeState(t); hint != "" {
		return []string{hint}
	}
	value := t.Value
	if word, behind, found := strings.Cut(value, " "); found {
		behind = strings.TrimSpace(behind)
		other, isOther := otherWords[strings.ToLower(word)]
		if word == "after" || word == "until" {
			other = word
		}
		switch {
		case other == "":
		case r.isDate(behind):
			return []string{r.dateAlone(behind)}
		case r.speaks(behind):
			value = behind
		case isOther && r.reads(other+" "+behind, as):
			return []string{fmt.Sprintf("write %q, with the id of a task", diag.Clip(other+" "+behind))}
		}
	}
	return r.proposeDate(value, as)
}

// proposeState finds a state in the place of another item, or one that is written
// in another language.
func (r *resolver) proposeState(t syntax.Text) string {
	state := stateMeant(t.Value)
	switch first := strings.HasSuffix(strings.TrimRight(r.src.Text[:t.At.Start], " \t"), ":"); {
	case state == "":
		return ""
	case state == t.Value:
		return fmt.Sprintf("%q is a state: states stand first, before the id", state)
	case first:
		return fmt.Sprintf("did you mean %q?", state)
	default:
		return fmt.Sprintf("did you mean %q? It stands first, before the id", state)
	}
}

// proposeDate reads a text as people speak of dates. An end is the first day
// after, unless inclusiveEndDates says otherwise.
func (r *resolver) proposeDate(value string, as item) []string {
	s, ok := r.spoken(value)
	if !ok {
		return nil
	}
	at, why := s.Start, "the first day of "+s.Name
	switch {
	case s.IsDay():
		why = "if " + s.Name + " is meant"
	case as == itemEnd && r.set.inclusive:
		at, why = s.End.AddDays(-1), "the last day of "+s.Name
	case as == itemEnd:
		at, why = s.End, "the first day after "+s.Name
	}
	text := r.set.shown().Example(at)
	if read, err := r.set.shown().Read(text, r.today()); err != nil || read.At != at {
		return nil
	}
	hints := []string{fmt.Sprintf("write %s, %s", text, why)}
	if other := dayFirstPattern(value); s.IsDay() && other != "" && !r.set.hasFormat {
		hints = append(hints, fmt.Sprintf("or write dateFormat %s above the tasks, where all dates are written so", other))
	}
	return hints
}

// spoken reads a date or period as people write them.
func (r *resolver) spoken(value string) (calendar.Spoken, bool) {
	return calendar.ReadSpoken(value, r.year())
}

func (r *resolver) speaks(value string) bool { _, ok := r.spoken(value); return ok }

// year is the year that an author has in mind who writes none: that of the last
// date above, else this year, else that of every example here.
func (r *resolver) year() int {
	switch {
	case r.dated:
		return r.lastDate.Year()
	case r.options.Today != nil:
		return r.options.Today.Year()
	}
	return exampleDay.Year()
}

// dayFirstPattern returns the dateFormat of a date in numbers with the day
// first, "" for any other text.
func dayFirstPattern(value string) string {
	for _, pattern := range []string{"DD-MM-YYYY", "DD/MM/YYYY", "DD.MM.YYYY"} {
		if _, err := calendar.NewDateFormat(pattern).Read(value, 0); err == nil {
			return pattern
		}
	}
	return ""
}

// isDate tells a text that is read as a date.
func (r *resolver) isDate(value string) bool {
	if _, err := r.set.format.Read(value, r.today()); err == nil {
		return true
	}
	_, err := calendar.ReadLoose(value)
	return err == nil
}

// dateAlone proposes a date without the word before it.
func (r *resolver) dateAlone(value string) string {
	read, err := r.set.format.Read(value, r.today())
	if err != nil {
		read, _ = calendar.ReadLoose(value)
	}
	return "write the date alone: " + r.set.shown().Example(read.At)
}

// reads tells whether a text can stand for an item.
func (r *resolver) reads(value string, as item) bool {
	t := syntax.Text{Value: value}
	_, _, after := cutRefs(t, "after")
	_, _, until := cutRefs(t, "until")
	_, _, duration := calendar.ReadDuration(value)
	if as == itemStart {
		return after || r.isDate(value)
	}
	return until || duration || r.isDate(value)
}

// between is what authors put between two dates instead of a comma.
var between = []string{"-", "–", "—", "→", "->", "/", "to", "til", "og", "and"}

// missingComma finds several items in one: "2026-01-01 2026-05-01",
// "a1 2026-01-01". It returns the problem, or nil.
func (r *resolver) missingComma(t syntax.Text, code string) *problem {
	items := r.splitItems(strings.Fields(t.Value))
	if len(items) < 2 || len(items) > 3 {
		return nil
	}
	message, hint := "commas are missing between the items", "write commas"
	if len(items) == 2 {
		message, hint = fmt.Sprintf("a comma is missing between %q and %q", diag.Clip(items[0]), diag.Clip(items[1])), "write a comma"
	}
	text := strings.Join(items, ", ")
	if t.At.Start > 0 && r.src.Text[t.At.Start-1] == ':' {
		text = ":" + text
	}
	return tell(diag.Error, code, message, fmt.Sprintf("%s: %q", hint, diag.Clip(text)))
}

// splitItems puts words together to items, the first of which may be an id. It
// returns nil when one of them is none.
func (r *resolver) splitItems(words []string) []string {
	var items []string
	if len(words) > 12 {
		return nil
	}
	for i := 0; i < len(words); {
		if i > 0 && slices.Contains(between, words[i]) {
			i++
			continue
		}
		k := len(words)
		for ; k > i; k-- {
			if text := strings.Join(words[i:k], " "); r.reads(text, itemStart) || i > 0 && r.reads(text, itemEnd) {
				items = append(items, text)
				break
			}
		}
		if k == i {
			if i > 0 || !isID(words[0]) {
				return nil
			}
			items, k = append(items, words[0]), 1
		}
		i = k
	}
	return items
}

// isID tells a word that can stand as an id.
func isID(s string) bool {
	for i := range len(s) {
		if !isIDByte(s[i]) {
			return false
		}
	}
	return s != "" && otherWords[s] == "" && s != "after" && s != "until"
}
