package chart

import (
	"fmt"
	"strings"
	"unicode"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// advise tells of what is drawn as written, and is probably not what its author
// wants, or is needed no more. These are notes: a site must not fail because a day
// has passed, or because another program needed a trick.
func (r *resolver) advise(f *syntax.File) {
	var stretch, years, past []int
	for i := range r.chart.Tasks {
		t := &r.chart.Tasks[i]
		r.longMoment(i, t)
		switch {
		case t.Faulty:
		case isDrawnBlank(t.Name):
			stretch = append(stretch, i)
		case t.Kind == Marker && isNewYear(t) && !r.chart.Axis.NoYearLines:
			years = append(years, i)
		case t.Kind == Milestone && t.Status != Done && r.options.Today != nil && t.Period().Start < r.options.Today.StartOfDay():
			past = append(past, i)
		}
	}
	r.note(stretch, codeStretchRow, "the row %s has no name; is it here to make the axis longer?", "the rows %s have no names; are they here to make the axis longer?",
		map[bool]string{true: "from and to say what the axis shows", false: "a roadmap in TOML says with from and to what the axis shows"}[r.plan])
	r.note(years, codeYearLine, "the marker %s stands where a year begins, and lines between years are drawn by themselves",
		"the markers %s stand where years begin, and lines between years are drawn by themselves", "they can be left out, unless the words are wanted")
	r.note(past, codePastMilestone, "the milestone %s lies in the past and is not done", "the milestones %s lie in the past and are not done",
		map[bool]string{true: `where one is reached, write status = "done"; where not, a new date`, false: `where one is reached, write the state "done"; where not, a new date`}[r.plan])
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.Setting:
			if n.Keyword == syntax.Title || n.Keyword == syntax.AccTitle {
				r.quotes(n.Value, "title")
			}
		case *syntax.Section:
			r.quotes(n.Title, "name of the section")
		}
	}
}

// longMoment warns of a milestone or a marker of a TOML roadmap that is written as
// if it took time. Mermaid's have an end each, by which they are placed.
func (r *resolver) longMoment(i int, t *Task) {
	if !r.plan || t.Faulty || t.Kind == Bar || t.End <= t.Start.AddDays(1) {
		return
	}
	at, hint := r.drafts[i].end.text.At, "leave out its end; what takes time stands under [[sections.tasks]]"
	if t.Kind == Milestone {
		message := fmt.Sprintf("a milestone is one day; this one is drawn half way between its start and its end, on %s", short(t.Period().Start))
		r.problems.Warning(at, codeLongMoment, message, hint)
		return
	}
	r.problems.Warning(at, codeLongMoment, fmt.Sprintf("a marker is one line, here at %s; its end has no effect", short(t.Start)), hint)
}

// note notes the same of all tasks listed, at the first of them. one and many
// are the message, with %s for their names.
func (r *resolver) note(tasks []int, code, one, many, hint string) {
	if len(tasks) == 0 {
		return
	}
	var names []string
	for _, i := range tasks[:min(len(tasks), 1+maxSee)] {
		names = append(names, fmt.Sprintf("%q", diag.Clip(r.chart.Tasks[i].Label())))
	}
	message := one
	if len(tasks) > 1 {
		message = many
	}
	all := strings.Join(names, ", ")
	if n := len(tasks) - len(names); n > 0 {
		all += fmt.Sprintf(" and %d more", n)
	}
	d := r.src.Note(r.drafts[tasks[0]].nameAt, code, fmt.Sprintf(message, all))
	for _, i := range tasks[1:len(names)] {
		d = d.Also(r.src.Place(r.drafts[i].nameAt.Start, "here too"))
	}
	r.problems.Add(d.Hint(hint))
}

// quotes warns of a text in quotation marks, which are part of it, and of one
// mark without its other.
func (r *resolver) quotes(text syntax.Text, what string) {
	v := text.Value
	switch n := strings.Count(v, `"`); {
	case len(v) > 1 && v[0] == v[len(v)-1] && (v[0] == '"' && n == 2 || v[0] == '\'' && strings.Count(v, "'") == 2):
		r.problems.Warning(text.At, codeQuotes, fmt.Sprintf("the %s is shown with its quotation marks", what), "write it without: "+diag.Clip(strings.TrimSpace(v[1:len(v)-1])))
	case n%2 == 1 && !hasInches(v):
		r.problems.Warning(text.At, codeQuotes, fmt.Sprintf("the %s has a quotation mark without its other", what), "is one missing, or one too many?")
	}
}

// hasInches tells whether a quotation mark stands behind a digit, as in 19".
func hasInches(v string) bool {
	i := strings.IndexByte(v, '"')
	return i > 0 && v[i-1] >= '0' && v[i-1] <= '9'
}

// isDrawnBlank tells names that show nothing but a line or a gap: "____", "...",
// a blank that Mermaid does not trim.
func isDrawnBlank(name string) bool {
	if name == "" || name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z' { // nearly all
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool {
		return !strings.ContainsRune("_-–—.·~=|", r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r)
	}) < 0
}

// newYearWords begin the names of markers that stand for nothing but a new
// year, in small letters.
var newYearWords = []string{"new year", "year", "nytår", "årsskifte", "nyår", "nyttår", "neujahr", "jahreswechsel", "jan", "q1", "k1", "1. kvt"}

// isNewYear tells whether a marker at the first moment of a year is named for
// nothing else.
func isNewYear(t *Task) bool {
	_, month, day := t.Start.Date()
	if month != 1 || day != 1 || t.Start%calendar.Day != 0 {
		return false
	}
	name := strings.ToLower(t.Label())
	for _, word := range newYearWords {
		if rest, found := strings.CutPrefix(name, word); found {
			name = rest
			break
		}
	}
	return strings.Trim(name, " 0123456789/-–→>.'’") == ""
}
