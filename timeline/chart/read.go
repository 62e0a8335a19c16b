package chart

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// maxColons is how many colons of one line are tried as the end of the name.
const maxColons = 8

// read makes a draft of each task line, and the chart's sections.
func (r *resolver) read(f *syntax.File) {
	count := 0
	for _, n := range f.Nodes {
		if _, ok := n.(*syntax.Task); ok {
			count++
		}
	}
	c := r.chart
	r.drafts, c.Tasks, r.flags = make([]draft, count), make([]Task, count), make([]string, 0, count)
	i, unnamed, line := 0, 0, 1
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.Section:
			c.Sections = append(c.Sections, Section{Name: plain(n.Title.Value)})
		case *syntax.Task:
			if len(c.Sections) == 0 {
				c.Sections = append(c.Sections, Section{})
			}
			d, t := &r.drafts[i], &c.Tasks[i]
			g := r.best(d, n)
			r.mermaidMisreads(&g)
			d.nameAt, d.idAt = g.name.At, g.id.At
			t.ID = g.id.Value
			if g.id.IsZero() {
				unnamed++
				t.ID = autoID(unnamed)
			}
			line = r.src.LineFrom(line, n.At.Start)
			t.Name, t.Kind, t.Section, t.Line, t.Given = plain(g.name.Value), d.kind, len(c.Sections)-1, line, d.given()
			r.setStates(t, g.states)
			r.tellReading(i, &g)
			i++
		}
	}
}

func autoID(n int) string { return "task" + strconv.Itoa(n) }

// setStates takes the states of a task.
func (r *resolver) setStates(t *Task, states []syntax.Text) {
	from := len(r.flags)
	for _, state := range states {
		r.flags = append(r.flags, state.Value)
		switch state.Value {
		case "done":
			t.Status = Done
		case "active":
			if t.Status != Done {
				t.Status = Active
			}
		case "crit":
			t.Critical = true
		}
	}
	t.Flags = r.flagsFrom(from)
}

// flagsFrom returns the flags from one on, nil for none.
func (r *resolver) flagsFrom(from int) []string {
	if from == len(r.flags) {
		return nil
	}
	return r.flags[from:len(r.flags):len(r.flags)]
}

// mermaidMisreads notes lines that Mermaid accepts, and takes for something
// else.
func (r *resolver) mermaidMisreads(g *reading) {
	behind := g.node.Data.End
	for behind < len(r.src.Text) && (r.src.Text[behind] == ' ' || r.src.Text[behind] == '\t') {
		behind++
	}
	if g.end.rule == NoRule && strings.HasPrefix(r.src.Text[behind:], "%%") {
		g.end.rule = RuleBehindData
	}
	if !vanishesInMermaid(g.name.Value) {
		return
	}
	g.rule = RuleKeywordName
	first, value, _ := strings.Cut(r.src.Text[g.node.At.Start:g.node.At.End], " ")
	switch words := days(syntax.Text{Value: value}); {
	case strings.EqualFold(first, syntax.DateFormat.String()):
		r.set.otherFormat = true
	case strings.EqualFold(first, syntax.Excludes.String()):
		r.set.otherExcludes = append(r.set.otherExcludes, words...)
	case strings.EqualFold(first, syntax.Includes.String()):
		r.set.otherIncludes = append(r.set.otherIncludes, words...)
	}
	r.problems.Note(g.name.At, codeKeywordName, fmt.Sprintf("Mermaid leaves this task out, since its name begins with %q", strings.TrimSpace(g.name.Value[:strings.IndexAny(g.name.Value, " %")+1])))
}

// vanishesInMermaid tells names that Mermaid's scanner takes for a setting or,
// with % as the second character, for a comment.
func vanishesInMermaid(name string) bool {
	_, size := utf8.DecodeRuneInString(name)
	if size > 0 && strings.HasPrefix(name[size:], "%") {
		return true
	}
	first, _, found := strings.Cut(name, " ")
	if !found {
		return false
	}
	k, ok := syntax.KeywordOf(first)
	switch k {
	case syntax.DateFormat, syntax.AxisFormat, syntax.TickInterval, syntax.Includes, syntax.Excludes,
		syntax.TodayMarker, syntax.InclusiveEndDates, syntax.TopAxis:
		return ok
	}
	return false
}

// reading is one way to read a task's line, with what is to be said of it.
type reading struct {
	*draft
	node   *syntax.Task
	name   syntax.Text
	id     syntax.Text // zero when the task has none
	states []syntax.Text
	told   []toldProblem
	bad    int // how much of it cannot be read
}

type toldProblem struct {
	at diag.Span
	problem
}

func (g *reading) tell(at diag.Span, p *problem) {
	g.told = append(g.told, toldProblem{at, *p})
	if p.severity == diag.Error {
		g.bad++
	}
}

// tellReading reports what there is to say of a reading that is kept.
func (r *resolver) tellReading(i int, g *reading) {
	if g.name.Value == "" {
		r.problems.Error(g.node.At, codeNoName, "the task has no name", `write "name :data"`)
	}
	if r.colonBehindKeyword(i, g) {
		return
	}
	for _, p := range g.told {
		switch {
		case p.elsewhere && p.severity == diag.Error:
			r.faulty(i, p.message)
		case p.elsewhere:
		case p.severity == diag.Error:
			r.fault(i, p.at, p.code, p.message, p.hints...)
		default:
			r.problems.Warning(p.at, p.code, p.message, p.hints...)
		}
	}
}

// colonBehindKeyword helps those who write "title: Plan", which Mermaid takes for
// a task with that name.
func (r *resolver) colonBehindKeyword(i int, g *reading) bool {
	word := syntax.WordOf(g.name.Value)
	if word == "" {
		return false
	}
	hint := "write it without the colon"
	for _, line := range []string{word, word + " " + strings.TrimSpace(r.src.Text[g.node.Data.Start:g.node.Data.End])} {
		if _, problems := syntax.ParseMermaid(diag.NewSource("", "gantt\n"+line)); len(problems) == 0 {
			hint = fmt.Sprintf("write %q, without the colon", diag.Clip(line))
		}
	}
	at := g.node.At
	if g.bad > 0 || i == 0 && g.start.form == formPrevious {
		r.fault(i, at, codeKeywordName, fmt.Sprintf("no colon belongs behind %q", word), hint)
		g.start.form, g.end.form = formBad, formBad
		return true
	}
	r.problems.Warning(at, codeKeywordName, fmt.Sprintf("with the colon, this line is a task that is called %q", word), hint)
	return false
}

// best reads a task's line into a draft. The name ends at the first colon; only
// when the data cannot be read so, a later colon is tried.
func (r *resolver) best(d *draft, n *syntax.Task) reading {
	best := r.readItems(d, n, n.Name, n.Items)
	if best.bad == 0 {
		return best
	}
	colon := n.Data.Start - 1
	for range maxColons {
		i := syntax.LaterColon(r.src.Text[colon+1 : n.Data.End])
		if i < 0 {
			break
		}
		colon += i + 1
		name := r.text(n.Name.At.Start, colon)
		data := r.text(colon+1, n.Data.End)
		g := r.readItems(&draft{}, n, name, syntax.SplitData(data))
		if g.bad >= best.bad {
			continue
		}
		g.rule = RuleLaterColon
		g.tell(diag.Span{Start: colon, End: colon + 1}, tell(diag.Warning, codeColon,
			fmt.Sprintf("the name is read up to this colon: %q; Mermaid ends it at the first one", diag.Clip(name.Value)), "write the name without a colon"))
		best = g
	}
	*d = *best.draft
	best.draft = d
	return best
}

// text returns a piece of the source without the blanks around it.
func (r *resolver) text(start, end int) syntax.Text {
	piece := r.src.Text[start:end]
	start += len(piece) - len(strings.TrimLeft(piece, " \t"))
	return syntax.Text{Value: strings.TrimSpace(piece), At: diag.Span{Start: start, End: end}}
}
