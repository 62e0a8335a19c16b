package chart

import (
	"fmt"
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
				r.chart.Tasks[i].Link = link
			}
		}
	}
}

func (r *resolver) unknownClick(id syntax.Text) {
	var known []string
	for i := range r.drafts[:min(len(r.drafts), 2000)] {
		if own := r.drafts[i].id.Value; own != "" {
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
