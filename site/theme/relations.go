package theme

import (
	"kvartal/site/graph"
	"kvartal/site/trace"
)

// Children are the pages under the page, in order.
func (v *View) Children() []*View {
	v.out.rec.Read(trace.Children, v.page.Path)
	return v.out.views(v.page.Children)
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

// MenuItem is an entry of the menu.
type MenuItem struct {
	Title, URL, Status string
	Language           string // "" where it is that of the page being written
	Current            bool   // it is this page
	Open               bool   // this page stands below it
	Children           []*MenuItem
}

// Menu is the site's menu as this page shows it.
func (v *View) Menu() []*MenuItem {
	v.out.rec.Read(trace.Menu, v.page.Path)
	return v.out.menu(v.out.world.Site.Menu(v.page))
}

func (o *output) menu(items []graph.MenuItem) []*MenuItem {
	out := make([]*MenuItem, len(items))
	for i, it := range items {
		out[i] = &MenuItem{Title: it.Page.MenuTitle, URL: o.url(it.Page.Address), Status: it.Page.Status,
			Current: it.Current, Open: it.Open, Children: o.menu(it.Children)}
		if it.Page.Locale != o.page.Locale {
			out[i].Language = it.Page.Locale.Tag
		}
	}
	return out
}
