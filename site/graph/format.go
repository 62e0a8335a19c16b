package graph

import (
	"fmt"
	"strings"
)

// Format gives the site as text, for goldens: the tree of pages, each with its
// kind, address, title and file; then the page for addresses that are not
// there, what is held back, and the other files.
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
	if p.Weight != 0 {
		line += fmt.Sprintf(" weight %d", p.Weight)
	}
	if p.Template != "" {
		line += fmt.Sprintf(" template %s", p.Template)
	}
	if p.Updated != nil {
		line += " updated " + p.Updated.ISODate()
	}
	return line + " " + p.Locale.Tag
}
