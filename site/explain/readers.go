package explain

import (
	"path"
	"slices"
	"strings"

	"kvartal/site/graph"
	"kvartal/site/plan"
	"kvartal/site/trace"
)

// readers returns the outputs that read something of an output, besides itself.
func (x explainer) readers(of plan.Output) []Reader {
	var all []Reader
	for _, out := range x.Plan.Outputs {
		made := x.Outputs[out.Path]
		if made == nil || out.Path == of.Path {
			continue
		}
		var what []string
		for _, r := range made.Trace {
			if w := x.about(r.Key, of); w != "" && !slices.Contains(what, w) {
				what = append(what, w)
			}
		}
		if len(what) > 0 {
			all = append(all, Reader{out.Path, what})
		}
	}
	return all
}

// about says what a key tells of an output; "" for nothing.
func (x explainer) about(k trace.Key, of plan.Output) string {
	name, dest, _ := strings.Cut(k.Name, "\x00")
	switch {
	case k.Kind == trace.Address:
		if from, ok := x.Site.Page(name); ok {
			if t, ok := x.Site.Resolve(from, dest); ok && strings.TrimPrefix(t.Address, "/") == strings.TrimSuffix(of.Path, "index.html") {
				return "links to it"
			}
		}
	case k.Kind == trace.File:
		if k.Name == path.Join("content", of.Source) && of.Kind == plan.File || k.Name == of.Path && of.Kind == plan.Theme {
			return "its bytes"
		}
	case of.Kind == plan.Page && isOfPage(k.Kind) && name == of.Page.Path && k.Name != "":
		return strings.TrimSuffix(strings.ReplaceAll(words(k), ofPage(name), "it"), " of it")
	}
	return ""
}

// users returns the outputs that a template has a part in.
func (x explainer) users(place string) []Reader {
	uses := map[string]bool{} // template -> it is, or includes, the one of this place
	for _, name := range x.look.Layouts() {
		uses[name] = slices.Contains(x.look.Parts(name), place)
	}
	var all []Reader
	for _, out := range x.Plan.Outputs {
		made := x.Outputs[out.Path]
		if made == nil {
			continue
		}
		var what []string
		for _, r := range made.Trace {
			if r.Kind == trace.Layout && uses[r.Name] {
				what = append(what, "by "+r.Name)
			}
		}
		if len(what) > 0 {
			all = append(all, Reader{out.Path, what})
		}
	}
	return all
}

// hasHeading tells whether a page's text begins with a heading that can be its
// title.
func (x explainer) hasHeading(p *graph.Page) bool { return x.Site.Doc(p).HasTitle() }

// summary is what lists show of a page.
func (x explainer) summary(p *graph.Page) string { return x.Site.Summary(p) }
