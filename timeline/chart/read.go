package chart

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
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
	r.drafts, c.Tasks = make([]draft, 0, count), make([]Task, 0, count)
	flags := make([]string, 0, count)
	unnamed := 0
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.Section:
			c.Sections = append(c.Sections, Section{Name: plain(n.Title.Value)})
		case *syntax.Task:
			if len(c.Sections) == 0 {
				c.Sections = append(c.Sections, Section{})
			}
			r.drafts = append(r.drafts, draft{})
			d := &r.drafts[len(r.drafts)-1]
			reading := r.best(n)
			*d = reading.draft
			t := Task{ID: d.id.Value, Name: plain(d.name.Value), Kind: d.kind, Section: len(c.Sections) - 1, Differs: d.rule,
				Line: r.src.Line(n.At.Start)}
			if d.id.IsZero() {
				unnamed++
				t.ID = autoID(unnamed)
			}
			flags = t.setTags(d.tags, flags)
			c.Tasks = append(c.Tasks, t)
			r.tellReading(&reading)
		}
	}
}

func autoID(n int) string { return fmt.Sprint("task", n) }

// setTags takes the tags of a task; the list of their words is cut from room,
// which is returned longer.
func (t *Task) setTags(tags []syntax.Text, room []string) []string {
	from := len(room)
	for _, tag := range tags {
		room = append(room, tag.Value)
		switch tag.Value {
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
	if len(room) > from {
		t.Flags = room[from:len(room):len(room)]
	}
	return room
}

// reading is one way to read a task's line, with what is to be said of it.
type reading struct {
	draft
	told []toldProblem
	bad  int // how much of it cannot be read
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
func (r *resolver) tellReading(g *reading) {
	i := len(r.chart.Tasks) - 1
	if g.name.Value == "" {
		r.fault(i, g.node.At, codeNoName, "the task has no name", `write "name :data"`)
	}
	for _, p := range g.told {
		if p.severity == diag.Error {
			r.fault(i, p.at, p.code, p.message, append(p.hints, r.keywordHint(g)...)...)
		} else {
			r.problems.Warning(p.at, p.code, p.message, p.hints...)
		}
	}
}

// keywordHint helps those who write "title: Plan".
func (r *resolver) keywordHint(g *reading) []string {
	for _, w := range syntax.Words() {
		if strings.EqualFold(w, g.name.Value) {
			return []string{fmt.Sprintf("if %q is meant as a keyword, write no colon behind it", w)}
		}
	}
	return nil
}

// best reads a task's line. The name ends at the first colon; only when the
// data cannot be read so, a later colon is tried.
func (r *resolver) best(n *syntax.Task) reading {
	best := r.readItems(n, n.Name, n.Items)
	if best.bad == 0 {
		return best
	}
	colon := n.Data.Start - 1
	for range maxColons {
		i := strings.IndexByte(r.src.Text[colon+1:n.Data.End], ':')
		if i < 0 {
			break
		}
		colon += i + 1
		name := r.text(n.Name.At.Start, colon)
		data := r.text(colon+1, n.Data.End)
		g := r.readItems(n, name, syntax.SplitData(data))
		if g.bad >= best.bad {
			continue
		}
		g.rule = RuleLaterColon
		g.tell(diag.Span{Start: colon, End: colon + 1}, tell(diag.Warning, codeColon,
			fmt.Sprintf("the name is read up to this colon: %q; Mermaid ends it at the first one", clip(name.Value)), "write the name without a colon"))
		best = g
	}
	return best
}

// text returns a piece of the source without the blanks around it.
func (r *resolver) text(start, end int) syntax.Text {
	piece := r.src.Text[start:end]
	start += len(piece) - len(strings.TrimLeft(piece, " \t"))
	return syntax.Text{Value: strings.TrimSpace(piece), At: diag.Span{Start: start, End: end}}
}

// readItems reads the data of a task by the number of its items, as Mermaid
// does: tags; then end, or start and end, or id, start and end.
func (r *resolver) readItems(n *syntax.Task, name syntax.Text, items []syntax.Text) reading {
	g := reading{draft: draft{node: n, name: name}}
	tags := 0
	for tags < len(items) && syntax.IsTag(items[tags].Value) {
		switch items[tags].Value {
		case "milestone":
			if g.kind == Bar {
				g.kind = Milestone
			}
		case "vert":
			g.kind = Marker
		}
		tags++
	}
	g.tags, items = items[:tags], items[tags:]
	items, afters := r.joinAfters(items)
	if len(items) == 4 && items[3].Value == "" {
		items = r.dropComma(&g, items)
	}
	if len(items) == 3 && items[2].Value == "" && r.start(items[1]).form == formBad && r.start(items[0]).form != formBad {
		items = r.dropComma(&g, items)
	}
	r.byCount(&g, items)
	if len(afters) > 0 && g.start.form == formAfter {
		g.start.more = afters
		g.rule = RuleManyAfters
		g.tell(afters[0].At, tell(diag.Warning, codeManyAfters, `the task starts after all of these; Mermaid misreads "after" with commas`,
			`write the ids behind one "after": "after a b"`))
	}
	for _, w := range []*when{&g.start, &g.end} {
		if w.problem != nil {
			g.tell(w.text.At, w.problem)
			w.problem = nil
		}
		if g.rule == "" {
			g.rule = w.rule
		}
	}
	return g
}

// byCount reads what stands behind the tags.
func (r *resolver) byCount(g *reading, items []syntax.Text) {
	switch len(items) {
	case 0:
		r.noItems(g)
	case 1:
		r.oneItem(g, items[0])
	case 2:
		g.start, g.end = r.start(items[0]), r.end(items[1])
		if w := r.start(items[1]); g.start.form == formBad && w.form == formAfter { // "id, after a"
			g.id, g.start = items[0], w
			g.end = when{form: formBad, text: items[1], problem: tell(diag.Error, codeBadEnd, "the end is missing",
				fmt.Sprintf("write %q", clip(items[0].Value+", "+items[1].Value+", 3d")))}
		}
	case 3:
		g.id = items[0]
		g.start, g.end = r.start(items[1]), r.end(items[2])
	default:
		r.tooMany(g, items)
	}
	if g.end.form == formEmpty && g.kind == Bar && len(items) > 0 && g.end.problem == nil {
		g.end.problem = tell(diag.Warning, codeEmptyEnd, "the end is empty: the bar has no length and is not seen", "write a duration or a date behind the last comma")
	}
}

func (r *resolver) noItems(g *reading) {
	g.start.form, g.end.form = formBad, formBad
	g.bad++ // a later colon with data is better
	g.tell(g.node.Data, tell(diag.Error, codeTagsOnly, "the task has tags, but no date", r.formatHint()))
}

// oneItem reads a single item: the end, and the start is where the task above
// ends. Of a milestone or marker it is the moment.
func (r *resolver) oneItem(g *reading, item syntax.Text) {
	if g.kind != Bar {
		if w := r.start(item); w.form == formDate || w.form == formAfter {
			g.start, g.end = w, when{form: formEmpty, text: item}
			g.rule = RuleOneItem
			if w.problem == nil {
				g.tell(item.At, tell(diag.Warning, codeOneItem, fmt.Sprintf("the %s stands at this date; Mermaid draws it elsewhere, as it reads a single item as the end", g.kind),
					fmt.Sprintf("write two items: %q", item.Value+", 0d")))
			}
			return
		}
	}
	g.end = r.end(item)
}

// tooMany reports more items than a task can have.
func (r *resolver) tooMany(g *reading, items []syntax.Text) {
	g.id = items[0]
	g.start.form, g.end.form = formBad, formBad
	g.bad += 2
	at := diag.Span{Start: items[3].At.Start, End: items[len(items)-1].At.End}
	hints := []string{`a task is "name :tags, id, start, end"; the tags are ` + strings.Join(syntax.Tags(), ", ")}
	for _, item := range items[:min(len(items), 8)] {
		if near := diag.Nearest(item.Value, syntax.Tags()); near == item.Value {
			hints = append(hints, fmt.Sprintf("%q stands behind the id: tags stand first", item.Value))
			break
		} else if near != "" && len(item.Value) > 2 {
			hints = append(hints, fmt.Sprintf("%q: did you mean %q?", item.Value, near))
			break
		}
	}
	g.tell(at, tell(diag.Error, codeTooMany, fmt.Sprintf("there are %d items here, and a task has at most three behind its tags", len(items)), hints...))
}

func (r *resolver) dropComma(g *reading, items []syntax.Text) []syntax.Text {
	last := items[len(items)-1]
	g.rule = RuleDroppedComma
	g.tell(diag.Span{Start: last.At.Start - 1, End: last.At.Start}, tell(diag.Warning, codeComma, "the comma at the end is left out; Mermaid fails on it", "leave it out"))
	return items[:len(items)-1]
}

// joinAfters takes "after a, after b, 3d" for "after a b, 3d": it returns the
// items without the later afters, and these.
func (r *resolver) joinAfters(items []syntax.Text) (kept, afters []syntax.Text) {
	first := 0
	isAfter := func(i int) bool {
		_, ok := cutRefs(items[i], "after")
		return ok
	}
	if len(items) < 3 {
		return items, nil
	}
	if !isAfter(0) {
		first = 1
	}
	last := first
	for last < len(items)-1 && isAfter(last) {
		last++
	}
	if last-first < 2 {
		return items, nil
	}
	kept = append(append([]syntax.Text{}, items[:first+1]...), items[last:]...)
	return kept, items[first+1 : last]
}

// isoDate tells what Mermaid takes for an end that days off never move.
func isoDate(text string) bool {
	read, err := calendar.NewDateFormat(isoPattern).Read(text, 0)
	return err == nil && !read.Lenient
}
