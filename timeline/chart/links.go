package chart

import (
	"fmt"
	"strings"

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
		link, ok := r.link(click.Href)
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
	r.problems.Warning(id.At, codeUnknownID, fmt.Sprintf("no task has the id %q; the link is left out", clip(id.Value)), nearestID(id.Value, known))
}

// link returns the address to use. Addresses that could run a script are left
// out.
func (r *resolver) link(href syntax.Text) (string, bool) {
	address := strings.TrimSpace(plain(href.Value))
	if href.IsZero() {
		return "", false
	}
	if address == "" || strings.ContainsFunc(address, func(c rune) bool { return c < 0x20 || c == 0x7f }) {
		r.problems.Warning(href.At, codeBadLink, "the link has no usable address", "")
		return "", false
	}
	if scheme := scheme(address); scheme != "" {
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto", "tel":
		default:
			r.problems.Warning(href.At, codeBadLink, fmt.Sprintf("links with %q are not allowed; the link is left out", scheme+":"), "write https:, http:, mailto:, tel: or an address on this site")
			return "", false
		}
	}
	return address, true
}

// scheme returns what stands before the first colon of an address, when that
// is before any slash, question mark or number sign.
func scheme(address string) string {
	i := strings.IndexAny(address, ":/?#")
	if i > 0 && address[i] == ':' {
		return address[:i]
	}
	return ""
}
