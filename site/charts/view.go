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

// viewAttributes are what the attributes of a roadmap's link or fence may say:
// ![2026](plan.mmd){from=2026-01-01 to=2027-01-01 section="Milepæle"}.
var viewAttributes = []string{"from", "to", "section"}

// ofThePage are attributes that are no matter of the chart's.
var ofThePage = []string{"id", "class", "title", "lang", "dir"}

// view returns the id of the part of a chart that the attributes choose, the
// chart's own for the whole of it. file is the page that they stand in.
func (c *compiler) view(file, id string, attributes []markdown.Attribute) string {
	whole, ok := c.out.Set[id]
	if !ok || len(attributes) == 0 {
		return id
	}
	r := viewReader{compiler: c, file: file, chart: whole.Chart}
	sum := trace.NewSum().Int(int(whole.Digest))
	for _, a := range attributes {
		if r.read(a) {
			sum.Add(a.Name, a.Value)
		}
	}
	if !r.chosen {
		return id
	}
	if v := r.view; v.From != nil && v.To != nil && *v.From >= *v.To {
		r.error(r.to, "roadmap-view", fmt.Sprintf("to=%s does not lie after from=%s", r.to.Value, r.from.Value), "to is the first day that is not shown any more")
		return id
	}
	digest := sum.Digest()
	part := fmt.Sprintf("%016x", uint64(digest))
	for _, known := range []Set{c.out.Set, c.prev} {
		if done, ok := known[part]; ok {
			c.out.Set[part] = done
			return part
		}
	}
	c.out.Set[part] = &Compiled{ID: part, Chart: whole.Chart.Part(r.view), Digest: digest}
	return part
}

type viewReader struct {
	*compiler
	file     string
	chart    *chart.Chart
	view     chart.View
	chosen   bool // anything
	from, to markdown.Attribute
}

// read reads one attribute and tells whether it chooses a part.
func (r *viewReader) read(a markdown.Attribute) bool {
	ok := true
	switch a.Name {
	case "from":
		r.view.From, ok = r.day(a)
		r.from = a
	case "to":
		r.view.To, ok = r.day(a)
		r.to = a
	case "section":
		names := r.chart.SectionNames()
		for _, known := range names {
			if known == a.Value {
				r.view.Sections = append(r.view.Sections, a.Value)
				r.chosen = true
				return true
			}
		}
		hint := diag.DidYouMean(a.Value, names)
		if hint == "" {
			hint = "the roadmap has: " + strings.Join(names, ", ")
		}
		r.error(a, "roadmap-view", fmt.Sprintf("the roadmap has no section %q", a.Value), hint)
		return false
	default:
		if !slices.Contains(ofThePage, a.Name) {
			hint := diag.DidYouMean(a.Name, viewAttributes)
			if hint == "" {
				hint = "a roadmap has " + strings.Join(viewAttributes, ", ")
			}
			d := diag.Diag{Severity: diag.Warning, Code: "attribute-unknown", Width: max(1, a.Width),
				Place: diag.Place{File: r.file, Pos: a.Pos, Message: fmt.Sprintf("a roadmap has no attribute %q", a.Name)}}
			r.list = append(r.list, d.Hint(hint))
		}
		return false
	}
	r.chosen = r.chosen || ok
	return ok
}

// day reads a date, or the first day of a period: 2026-01-01, 2026-Q3, 2026.
func (r *viewReader) day(a markdown.Attribute) (*calendar.Instant, bool) {
	start, _, err := calendar.ReadPeriod(a.Value, 1)
	switch {
	case errors.Is(err, calendar.ErrNoMatch):
		r.error(a, "roadmap-view", fmt.Sprintf("%q is not a date", a.Value), "for example: "+a.Name+"=2026-01-01")
		return nil, false
	case err != nil:
		r.error(a, "roadmap-view", err.Error(), "for example: "+a.Name+"=2026-01-01")
		return nil, false
	}
	return &start, true
}

func (r *viewReader) error(a markdown.Attribute, code, message, hint string) {
	d := diag.Diag{Severity: r.severity, Code: code, Width: max(1, a.Width), Place: diag.Place{File: r.file, Pos: a.Pos, Message: message}}
	r.list = append(r.list, d.Hint(hint))
}
