// Package convert takes the text of a roadmap in one of the two languages and
// gives it in the other, with a list of what the other cannot say. The list is
// not made by hand: what was written is read again and compared with what was
// meant, so nothing is lost in silence.
package convert

import (
	"fmt"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// Result is a text in the other language.
type Result struct {
	Text     string    // in its canonical form; "" when Problems has errors
	Problems diag.List // of the text that was given, sorted by place
	Lost     diag.List // what the other language cannot say, at the lines where it was said: warnings
}

// code is the reason of all that is lost, as it stands in diag.Diag.Code.
const code = "roadmap-not-converted"

// ToTOML converts a roadmap in Mermaid's language.
func ToTOML(src *diag.Source, o chart.Options) Result {
	return convert(src, o, syntax.ParseMermaid, syntax.ParseTOML, toTOML)
}

// ToMermaid converts a roadmap in TOML.
func ToMermaid(src *diag.Source, o chart.Options) Result {
	return convert(src, o, syntax.ParseTOML, syntax.ParseMermaid, toMermaid)
}

type parser func(*diag.Source) (*syntax.File, diag.List)

func convert(src *diag.Source, o chart.Options, parse, parseOther parser, write func(*syntax.File, *chart.Chart) string) Result {
	file, list := parse(src)
	model, problems := chart.Resolve(file, src, o)
	r := Result{Problems: append(list, problems...).Sorted()}
	if r.Problems.HasErrors() {
		return r
	}
	draft := diag.NewSource("", write(file, model))
	other, _ := parseOther(draft)
	r.Text = syntax.Format(other)
	written := diag.NewSource("", r.Text)
	other, list = parseOther(written)
	again, problems := chart.Resolve(other, written, o)
	r.Lost = compare(newPlaces(src, file), model, again)
	for _, d := range append(list, problems...) {
		if d.Severity == diag.Error { // what is no mistake there, and is one here
			r.Lost = append(r.Lost, src.Warning(diag.Span{}, code, fmt.Sprintf("line %d of what is written: %s", d.Line, d.Message)))
		}
	}
	r.Lost = r.Lost.Sorted()
	return r
}

// freeID returns an id that no task of a chart has, for one that needs one.
func freeID(i int, taken map[string]bool) string {
	id := fmt.Sprint("t", i+1)
	for taken[id] {
		id += "-"
	}
	taken[id] = true
	return id
}

// names are the ids of a chart's tasks as they are to be written: "" for none.
// A task gets one where another needs it.
type names struct {
	ids    []string
	last   map[string]int // the task that an id means
	taken  map[string]bool
	wanted []bool // the task must have an id
}

// newNames takes the ids that authors gave. written tells which tasks have one,
// and spell writes it in the other language.
func newNames(c *chart.Chart, written func(i int) bool, spell func(string) string) *names {
	n := &names{ids: make([]string, len(c.Tasks)), last: map[string]int{}, taken: map[string]bool{}}
	owner := map[string]string{} // spelling -> the id that has it
	for i, t := range c.Tasks {
		if t.ID == "" || !written(i) {
			continue
		}
		id := spell(t.ID)
		for owner[id] != "" && owner[id] != t.ID {
			id += "-"
		}
		owner[id] = t.ID
		n.ids[i], n.taken[id] = id, true
		n.last[id] = i
	}
	return n
}

// of returns the id that means task i, which gets one if it has none. It is
// false when a later task has the same.
func (n *names) of(i int) (string, bool) {
	if n.ids[i] == "" {
		n.ids[i] = freeID(i, n.taken)
		n.last[n.ids[i]] = i
	}
	return n.ids[i], n.last[n.ids[i]] == i
}

// all returns the ids of several tasks, false when one cannot be named.
func (n *names) all(tasks []int) ([]string, bool) {
	ids := make([]string, len(tasks))
	for k, i := range tasks {
		id, ok := n.of(i)
		if !ok {
			return nil, false
		}
		ids[k] = id
	}
	return ids, len(ids) > 0
}

// waitsFor returns the tasks that a task begins after.
func waitsFor(c *chart.Chart, i int) []int {
	if t := c.Tasks[i]; t.Given.Follows && i > 0 {
		return []int{i - 1}
	} else {
		return t.After
	}
}
