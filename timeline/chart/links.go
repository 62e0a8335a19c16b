package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/href"
	"kvartal/timeline/syntax"
)

// links attaches the addresses of click statements to their tasks.
func (r *resolver) links(f *syntax.File) {
	for _, n := range f.Nodes {
		click, ok := n.(*syntax.Click)
		if !ok {
			continue
		}
		if !click.Call.IsZero() {
			r.problems.Note(click.Call.At, codeCall, "a roadmap never runs a script; the call has no effect", `a link is written: click ID href "https://example.org"`)
		}
		link, ok := "", false
		if !click.Href.IsZero() {
			link, ok = r.link(click.Href.At, plain(click.Href.Value))
		}
		for _, id := range click.IDs {
			i, known := r.ids[id.Value]
			switch {
			case !known:
				r.unknownClick(id)
			case ok:
				r.chart.Tasks[i].Link, r.chart.Tasks[i].LinkPos = link, r.src.Pos(click.Href.At.Start)
			}
		}
	}
}

func (r *resolver) unknownClick(id syntax.Text) {
	var known []string
	for i := range r.drafts[:min(len(r.drafts), 2000)] {
		if own := r.chart.Tasks[i].ID; own != "" && r.drafts[i].hasID() {
			known = append(known, own)
		}
	}
	r.problems.Warning(id.At, codeUnknownID, fmt.Sprintf("no task has the id %q; the link is left out", diag.Clip(id.Value)), nearestID(id.Value, known))
}

// link returns the address to use. Addresses that could run a script are left
// out.
func (r *resolver) link(at diag.Span, written string) (string, bool) {
	address, ok := href.Safe(written)
	if !ok {
		message := "the link has no usable address, and is left out"
		if scheme, _, found := strings.Cut(written, ":"); found {
			message = fmt.Sprintf("links with %q are not allowed; the link is left out", diag.Clip(scheme)+":")
		}
		r.problems.Report(r.wrong, at, codeBadLink, message, "write https:, http:, mailto:, tel: or an address on this site")
	}
	return address, ok
}

// Linked returns the chart with other addresses in the place of its tasks' links:
// those that are right where it is shown. The chart itself is returned where none
// changes.
func (c *Chart) Linked(address func(link string) string) *Chart {
	out := c
	for i, t := range c.Tasks {
		if t.Link == "" {
			continue
		}
		if to := address(t.Link); to != t.Link {
			if out == c {
				copied := *c
				copied.Tasks = slices.Clone(c.Tasks)
				out = &copied
			}
			out.Tasks[i].Link = to
		}
	}
	return out
}
