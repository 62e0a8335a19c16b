package charts

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kvartal/site/markdown"
	"kvartal/site/trace"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// viewAttributes are what the attributes of a roadmap's link or fence may say of
// what is shown: ![2026](plan.mmd){from=2026-01-01 to=2027-01-01 section="Milepæle"}.
var viewAttributes = []string{"from", "to", "section"}

// lookAttributes are what they may say of how it is shown.
var lookAttributes = []string{"profile", "source", "dependencies"}

// ofThePage are attributes that are no matter of the chart's.
var ofThePage = []string{"id", "class"}

// view returns the id of the part of a chart that the attributes choose, the
// chart's own for the whole of it. file is the page that they stand in.
func (c *compiler) view(file, id string, attributes []markdown.Attribute) string {
	whole, ok := c.out.Set[id]
	if !ok || len(attributes) == 0 {
		return id
	}
	part, used, list := Part(file, whole.Chart, attributes)
	c.tell(list)
	if part == whole.Chart {
		return id
	}
	sum := trace.NewSum().Int(int(whole.Digest))
	for _, a := range used {
		sum.Add(a.Name, a.Value)
	}
	return c.once(sum.Digest(), whole.Text, func() (*chart.Chart, diag.List) { return part, nil }).ID
}

// Part returns the part of a chart that the attributes of its fence or link
// choose, and the attributes that choose it; the chart itself where none does, or
// they cannot be used. file is the page that they stand in, for messages.
func Part(file string, whole *chart.Chart, attributes []markdown.Attribute) (*chart.Chart, []markdown.Attribute, diag.List) {
	r := viewReader{file: file, chart: whole}
	var used []markdown.Attribute
	for _, a := range attributes {
		if r.read(a) {
			used = append(used, a)
		}
	}
	if len(used) == 0 {
		return whole, nil, r.list
	}
	if v := r.view; v.From != nil && v.To != nil && *v.From >= *v.To {
		r.error(r.to, fmt.Sprintf("to=%s does not lie after from=%s", r.to.Value, r.from.Value), "a day behind to is the first one that is not shown any more")
		return whole, nil, r.list
	}
	part := whole.Part(r.view)
	if len(part.Tasks) == 0 && len(whole.Tasks) > 0 {
		r.tell(diag.Warning, "roadmap-view", used[0], "no task lies in this part of the roadmap", "choose another time or section")
	}
	return part, used, r.list
}

type viewReader struct {
	file     string
	chart    *chart.Chart
	view     chart.View
	from, to markdown.Attribute
	list     diag.List
}

// read reads one attribute and tells whether it chooses a part.
func (r *viewReader) read(a markdown.Attribute) bool {
	switch a.Name {
	case "from":
		at, err := r.chart.ReadFrom(a.Value)
		if err != nil {
			r.noDate(a, err)
			return false
		}
		r.view.From, r.from = at, a
	case "to":
		at, err := r.chart.ReadTo(a.Value)
		if err != nil {
			r.noDate(a, err)
			return false
		}
		r.view.To, r.to = at, a
	case "section":
		names := r.chart.SectionNames()
		if slices.Contains(names, a.Value) {
			r.view.Sections = append(r.view.Sections, a.Value)
			return true
		}
		hint := diag.DidYouMean(a.Value, names)
		if hint == "" {
			hint = "the roadmap has: " + strings.Join(names, ", ")
		}
		r.error(a, fmt.Sprintf("the roadmap has no section %q", a.Value), hint)
		return false
	default:
		if known := slices.Concat(viewAttributes, lookAttributes); !slices.Contains(slices.Concat(known, ofThePage), a.Name) {
			hint := diag.DidYouMean(a.Name, known)
			if hint == "" {
				hint = "a roadmap has " + strings.Join(known, ", ") + ", and an id: {#plan}"
			}
			r.tell(diag.Warning, "attribute-unknown", a, fmt.Sprintf("a roadmap has no attribute %q", a.Name), hint)
		}
		return false
	}
	return true
}

func (r *viewReader) noDate(a markdown.Attribute, err error) {
	message := err.Error()
	if errors.Is(err, calendar.ErrNoMatch) {
		message = fmt.Sprintf("%q is not a date", a.Value)
	}
	r.error(a, message, "for example: "+a.Name+"=2026-01-01")
}

func (r *viewReader) error(a markdown.Attribute, message, hint string) {
	r.tell(diag.Error, "roadmap-view", a, message, hint)
}

func (r *viewReader) tell(severity diag.Severity, code string, a markdown.Attribute, message, hint string) {
	d := diag.Diag{Severity: severity, Code: code, Width: max(1, a.Width), Place: diag.Place{File: r.file, Pos: a.Pos, Message: message}}
	r.list = append(r.list, d.Hint(hint))
}
