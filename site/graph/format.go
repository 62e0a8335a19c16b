package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Format gives the site as text, for goldens: the tree of pages, each with its
// kind, address, title and file; then taxonomies that stand in no menu, former
// addresses, the page for addresses that are not there, what is held back, and
// the other files.
func Format(s *Site) string {
	var b strings.Builder
	var tree func(p *Page, level int)
	tree = func(p *Page, level int) {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("    ", level), describe(p))
		for _, c := range p.Children {
			tree(c, level+1)
		}
	}
	tree(s.Home, 0)
	for _, t := range s.Taxonomies {
		if t.apart {
			tree(t, 0)
		}
	}
	for _, r := range s.Redirects {
		fmt.Fprintf(&b, "former %s is %s\n", r.Address, r.target.Path)
	}
	b.WriteString(describe(s.NotFound) + "\n")
	for _, h := range s.Held {
		fmt.Fprintf(&b, "held %s: %s\n", h.Path, h.Reason)
	}
	for _, f := range s.names {
		fmt.Fprintf(&b, "file %s %s\n", s.files[f], f)
	}
	return b.String()
}

// describe gives a page in one line; what is as usual is left out.
func describe(p *Page) string {
	line := fmt.Sprintf("%s %s %q %s", p.Kind, p.Address, p.Title, p.Path)
	if p.MenuTitle != p.Title {
		line += fmt.Sprintf(" in the menu %q", p.MenuTitle)
	}
	if p.Weight != nil {
		line += fmt.Sprintf(" weight %v", p.Weight)
	}
	if p.Status != "" {
		line += fmt.Sprintf(" status %q", p.Status)
	}
	if p.OutOfMenu {
		line += " out of the menu"
	}
	for _, name := range slices.Sorted(maps.Keys(p.Terms)) {
		line += " " + name
		for _, t := range p.Terms[name] {
			line += fmt.Sprintf(" %q", t.Title)
		}
	}
	for i, q := range p.Filed {
		line += []string{" files ", ", "}[min(i, 1)] + q.Path
	}
	if p.RedirectTo != "" {
		line += " leads to " + p.RedirectTo
	}
	if p.Template != "" {
		line += fmt.Sprintf(" template %s", p.Template)
	}
	if p.Updated != nil {
		line += " updated " + p.Updated.ISODate()
	}
	return line + " " + p.Locale.Tag
}
