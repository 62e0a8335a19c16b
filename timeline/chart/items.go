package chart

import (
	"fmt"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// readItems reads the data of a task into an empty draft by the number of its items, as Mermaid
// does: states; then end, or start and end, or id, start and end.
func (r *resolver) readItems(d *draft, n *syntax.Task, name syntax.Text, items []syntax.Text) reading {
	g := reading{draft: d, node: n, name: name}
	states := 0
	for states < len(items) && syntax.IsState(items[states].Value) {
		switch items[states].Value {
		case "milestone":
			if g.kind == Bar {
				g.kind = Milestone
			}
		case "vert":
			g.kind = Marker
		}
		states++
	}
	g.states, items = items[:states], items[states:]
	items, afters := r.joinAfters(items)
	if len(items) == 4 && items[3].Value == "" {
		items = r.dropComma(&g, items)
	}
	if len(items) == 3 && items[2].Value == "" && r.start(items[1]).form == formBad && r.start(items[0]).form != formBad {
		items = r.dropComma(&g, items)
	}
	r.byCount(&g, items)
	if len(afters) > 0 && g.start.form == formAfter {
		from := len(r.words)
		r.words = append(r.words, afters...)
		g.start.words = part{int32(from), int32(len(r.words))}
		g.rule = RuleManyAfters
		g.tell(afters[0].At, tell(diag.Warning, codeManyAfters, `the task starts after all of these; Mermaid misreads "after" with commas`,
			`write the ids behind one "after": "after a b"`))
	}
	for _, w := range []*when{&g.start, &g.end} {
		if w.problem != nil {
			g.tell(w.text.At, w.problem)
			w.problem = nil
		}
	}
	return g
}

// byCount reads what stands behind the states.
func (r *resolver) byCount(g *reading, items []syntax.Text) {
	switch len(items) {
	case 0:
		r.noItems(g)
	case 1:
		r.oneItem(g, items[0])
	case 2:
		g.start = r.start(items[0])
		g.end = r.end(items[1])
		if g.start.form == formBad {
			r.noID(g, items)
		}
	case 3:
		g.id = items[0]
		g.start = r.start(items[1])
		g.end = r.end(items[2])
	default:
		r.tooMany(g, items)
	}
	if g.end.form == formEmpty && g.kind == Bar && len(items) > 0 && g.end.problem == nil {
		behind := "comma"
		if len(items) == 1 {
			behind = "colon"
		}
		g.end.problem = tell(diag.Warning, codeEmptyEnd, "the end is empty: the bar has no length", "write a duration or a date behind the last "+behind)
	}
}

// noID reads two items the first of which is no start: it may be an id, and the
// other one not what it should be.
func (r *resolver) noID(g *reading, items []syntax.Text) {
	if w := r.start(items[1]); w.form == formAfter { // "id, after a"
		g.id, g.start = items[0], w
		g.end = when{form: formBad, text: items[1], problem: tell(diag.Error, codeBadEnd, "the end is missing",
			fmt.Sprintf("write %q", diag.Clip(items[0].Value+", "+items[1].Value+", 3d")))}
		return
	}
	if g.end.form == formBad && isID(items[0].Value) && len(r.splitItems(strings.Fields(items[1].Value))) == 2 {
		g.id, g.start = items[0], when{form: formBad} // "id, start end"
	}
}

func (r *resolver) noItems(g *reading) {
	g.start.form, g.end.form = formBad, formBad
	g.bad++ // a later colon with data is better
	length := "14d"
	if g.kind != Bar {
		length = "0d"
	}
	g.tell(g.node.Data, tell(diag.Error, codeTagsOnly, "the task has no date", fmt.Sprintf("write it behind a comma: %q", ":"+strings.Join(append(values(g.states), r.set.shown().Example(exampleDay.StartOfDay()), length), ", "))))
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
	if g.kind == Bar || g.end.form != formBad {
		return
	}
	if w := r.start(item); w.problem != nil {
		g.end.problem = w.problem // the one item is its date
	}
}

// tooMany reports more items than a task can have.
func (r *resolver) tooMany(g *reading, items []syntax.Text) {
	g.id = items[0]
	g.start.form, g.end.form = formBad, formBad
	g.bad += 2
	at := diag.Span{Start: items[3].At.Start, End: items[len(items)-1].At.End}
	hints := []string{`a task is "name :states, id, start, end"; the states are ` + strings.Join(syntax.States(), ", ")}
	for _, item := range items[:min(len(items), 8)] {
		if syntax.IsState(item.Value) {
			hints = append(hints, fmt.Sprintf("%q stands behind the id: states stand first", item.Value))
			break
		}
		if state := stateMeant(item.Value); state != "" {
			hints = append(hints, fmt.Sprintf("%q: did you mean %q?", item.Value, state))
			break
		}
	}
	g.tell(at, tell(diag.Error, codeTooMany, fmt.Sprintf("there are %d items here, and a task has at most three behind its states", len(items)), hints...))
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
		_, _, ok := cutRefs(items[i], "after")
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
