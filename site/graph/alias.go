package graph

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/site/config"
	"kvartal/timeline/diag"
)

// aliases gives every former address a page that leads to the page which has
// moved. Links to a former address lead to that page directly.
func (b *builder) aliases() {
	taken := map[string]*Page{}
	for _, p := range b.site.Pages {
		for _, alias := range p.front.Aliases {
			address := ownAddress(alias)
			if other := cmp.Or(b.site.byAddr[address], taken[address]); other != nil {
				if other != p { // else it never moved, or says so twice
					b.aliasTaken(p, address, other)
				}
				continue
			}
			taken[address] = p
			b.site.Redirects = append(b.site.Redirects, &Page{Path: address, Kind: Redirect, Title: p.Title, MenuTitle: p.MenuTitle,
				Address: address, Output: outputOf(address), Locale: p.Locale, Parent: p.Parent, target: p})
		}
	}
	slices.SortFunc(b.site.Redirects, func(x, y *Page) int { return strings.Compare(x.Path, y.Path) })
	for _, r := range b.site.Redirects {
		b.site.byPath[r.Path] = r
		b.site.byAddr[r.Address] = r.target
	}
	b.statement()
}

// statementAddress is where the Danish Agency for Digital Government asks public
// bodies to have their accessibility statement found: example.dk/was.
const statementAddress = "/was/"

// statement gives the accessibility statement its short address, unless the
// site has a page or a file there itself.
func (b *builder) statement() {
	dest, l := b.in.Config.Statement, b.in.Config.Language
	taken := b.site.byAddr[statementAddress] != nil
	for _, address := range b.site.files {
		taken = taken || address == statementAddress+"index.html"
	}
	if dest == "" || taken {
		return
	}
	title := l.Must("accessibility")
	r := &Page{Path: statementAddress, Kind: Redirect, Title: title, MenuTitle: title, Address: statementAddress, Output: outputOf(statementAddress),
		Locale: l, Parent: b.site.Home, RedirectTo: config.Rooted(dest)}
	b.site.Redirects = append(b.site.Redirects, r)
	b.site.byPath[r.Path], b.site.byAddr[r.Address] = r, r
}

func (b *builder) aliasTaken(p *Page, address string, other *Page) {
	at := p.front.Places.Aliases
	at.Message = fmt.Sprintf("%q cannot lead here: another page has it as a former address too", address)
	hint := "remove it from one of the pages"
	if other.Address == address {
		at.Message = fmt.Sprintf("%q cannot lead here: it is the address of another page", address)
		hint = fmt.Sprintf("remove %q from this line; aliases are addresses that no page has any more", address)
	}
	width := utf8.RuneCountInString("aliases")
	d := diag.Diag{Severity: diag.Error, Code: "alias-taken", Place: at, Width: width,
		See: []diag.Place{other.whole(b.in.Content, "has that address")}}
	b.list = append(b.list, d.Hint(hint))
}

// ownAddress makes an address of one that an author wrote: from the site's
// root, a folder where the last part has no ending.
func ownAddress(written string) string {
	address := path.Clean("/" + written)
	if address != "/" && (strings.HasSuffix(written, "/") || path.Ext(address) == "") {
		address += "/"
	}
	return strings.TrimSuffix(address, "index.html")
}

// outputOf returns the file of an address.
func outputOf(address string) string {
	file := strings.TrimPrefix(address, "/")
	if strings.HasSuffix(address, "/") {
		file += "index.html"
	}
	return file
}

// Target returns where a page of Kind Redirect leads: to something in the site,
// or, with ok false, to the address of another host, or nowhere.
func (s *Site) Target(p *Page) (t Target, ok bool) {
	switch {
	case p.target != nil:
		return Target{Page: p.target, Path: p.target.Path, Address: p.target.Address}, true
	case isElsewhere(p.RedirectTo):
		return Target{}, false
	}
	if t, ok = s.Resolve(p, p.RedirectTo); ok || strings.HasPrefix(p.RedirectTo, ".") {
		return t, ok
	}
	return s.Resolve(p, "/"+strings.TrimPrefix(p.RedirectTo, "/")) // Zola's begin at the site's root
}

// AliasPlace is where a page tells its former addresses.
func (p *Page) AliasPlace(message string) diag.Place {
	at := p.front.Places.Aliases
	at.Message = message
	return at
}

// Former returns the page that a former address leads to; nil for a page.
func (p *Page) Former() *Page { return p.target }

// leadsInCircles tells whether following a page's redirect comes back to a page
// that was met already, so that no reader arrives anywhere.
func (s *Site) leadsInCircles(p *Page) bool {
	met := map[*Page]bool{}
	for p != nil && p.RedirectTo != "" {
		if met[p] {
			return true
		}
		met[p] = true
		t, _ := s.Target(p)
		p = t.Page
	}
	return false
}

// isElsewhere tells whether a link leads to another host.
func isElsewhere(dest string) bool { return strings.HasPrefix(dest, "//") || config.IsAddress(dest) }
