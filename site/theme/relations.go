package theme

import (
	"kvartal/site/graph"
	"kvartal/site/trace"
)

// Children are the pages under the page, in order, without those that are to
// stay out of the menu.
func (v *View) Children() []*View {
	v.out.rec.Read(trace.Children, v.page.Path)
	return v.out.views(v.page.Listed())
}

// Ancestors are the pages above the page, from the home page down.
func (v *View) Ancestors() []*View {
	v.out.rec.Read(trace.Ancestors, v.page.Path)
	return v.out.views(v.page.Ancestors())
}

func (o *output) views(pages []*graph.Page) []*View {
	out := make([]*View, len(pages))
	for i, p := range pages {
		out[i] = o.view(p)
	}
	return out
}

// Prev is the page before this one in reading order, or nil.
func (v *View) Prev() *View { return v.neighbour(true) }

// Next is the page after this one in reading order, or nil.
func (v *View) Next() *View { return v.neighbour(false) }

func (v *View) neighbour(before bool) *View {
	v.out.rec.Read(trace.Neighbours, v.page.Path)
	prev, next := v.out.world.Site.Neighbours(v.page)
	if before {
		return v.out.view(prev)
	}
	return v.out.view(next)
}
