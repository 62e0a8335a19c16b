package graph

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/config"
	"kvartal/site/source"
	"kvartal/timeline/diag"
)

// taxonomies files pages under the terms that they name. A term has a page in
// the folder of its taxonomy, which has one too. Where the content folder has
// pages of these names (tags/_index.md, tags/open-source.md) or titles, they are
// the pages; else they are made.
func (b *builder) taxonomies() {
	for _, t := range b.in.Config.Taxonomies {
		b.taxonomy(t)
	}
	b.unknownTaxonomies()
	b.sortPages()
}

// term is a term of one taxonomy, with the pages that name it.
type term struct {
	source.Term        // as it is written first
	file        string // where that is
	pages       []*Page
}

func (t *term) place(message string) diag.Place {
	return diag.Place{File: t.file, Pos: t.Pos, Message: message}
}

func (b *builder) taxonomy(t config.Taxonomy) {
	order, terms := b.terms(t.Name)
	if len(order) == 0 {
		return
	}
	root := b.taxonomyPage(t)
	pages := make(map[string]*Page, len(order)) // by key
	slugs := make(map[string]*term, len(order))
	titled := b.titledIn(t.Slug)
	for _, key := range order {
		own, slug := terms[key], titled[key]
		if slug == "" {
			slug = Slug(own.Title, config.DanishSlug)
		}
		if !strings.ContainsFunc(slug, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			at := own.place(fmt.Sprintf("the term %q has no letter or digit, of which an address could be made", own.Title))
			b.list = append(b.list, diag.Diag{Severity: diag.Error, Code: "term-address", Width: own.Width, Place: at}.Hint("write it in words, or give it a page of its own: "+b.ownTermPage(t, own)))
			continue
		}
		if other, taken := slugs[slug]; taken {
			b.termsAlike(t, other, own, slug)
			continue
		}
		slugs[slug] = own
		pages[key] = b.termPage(t.Slug+"/"+slug, root, own)
	}
	for _, p := range b.site.Pages {
		for _, title := range p.termsOf(t.Name) {
			tag := Tag{title, pages[termKey(title)]}
			if p.Terms == nil {
				p.Terms = map[string][]Tag{}
			}
			if !slices.ContainsFunc(p.Terms[t.Name], func(known Tag) bool { return known.Page == tag.Page }) {
				p.Terms[t.Name] = append(p.Terms[t.Name], tag)
			}
		}
	}
	b.site.Taxonomies = append(b.site.Taxonomies, root)
}

// titledIn returns the names of the pages right in a folder, by their titles as
// terms: a term that is the title of one has it as its page.
func (b *builder) titledIn(dir string) map[string]string {
	names := map[string]string{}
	for _, p := range b.site.Pages {
		own := strings.TrimSuffix(p.Path, path.Ext(p.Path))
		if source.IsIndex(p.Path) {
			own = folder(p.Path)
		}
		if !p.isMade() && folder(own) == dir && own != dir {
			names[termKey(p.Title)] = path.Base(own)
		}
	}
	return names
}

// ownTermPage says how a term gets a page whose name is its address.
func (b *builder) ownTermPage(t config.Taxonomy, own *term) string {
	return fmt.Sprintf("a file %s with the title %q", path.Join(b.in.Content, t.Slug, "another-name.md"), own.Title)
}

// terms gathers the terms of a taxonomy; order has their keys as they are met.
func (b *builder) terms(taxonomy string) (order []string, terms map[string]*term) {
	terms = map[string]*term{}
	for _, p := range b.site.Pages {
		for _, t := range p.front.Terms {
			if t.Taxonomy != taxonomy {
				continue
			}
			for _, written := range t.Terms {
				key := termKey(written.Title)
				known, ok := terms[key]
				if !ok {
					known = &term{Term: written, file: t.Place.File}
					terms[key] = known
					order = append(order, key)
				}
				if len(known.pages) == 0 || known.pages[len(known.pages)-1] != p {
					known.pages = append(known.pages, p)
				}
			}
		}
	}
	return order, terms
}

// termsAlike tells of two terms whose pages would have one address.
func (b *builder) termsAlike(t config.Taxonomy, first, second *term, slug string) {
	at := second.place(fmt.Sprintf("the terms %q and %q would have one address, %q", first.Title, second.Title, slug))
	other := first.place(fmt.Sprintf("%q stands here", first.Title))
	b.list = append(b.list, diag.Diag{Severity: diag.Error, Code: "term-twice", Width: second.Width, Place: at, See: []diag.Place{other}}.
		Hint("write one of them in words, or give it a page of its own: "+b.ownTermPage(t, second)))
}

// termsOf returns what the author filed a page under.
func (p *Page) termsOf(taxonomy string) []string {
	var all []string
	for _, t := range p.front.Terms {
		if t.Taxonomy == taxonomy {
			for _, term := range t.Terms {
				all = append(all, term.Title)
			}
		}
	}
	return all
}

// termKey is the same for spellings of one term.
func termKey(title string) string { return strings.ToLower(norm.NFC.String(title)) }

// taxonomyPage returns the page that lists a taxonomy's terms. One that is made
// for it stands in no list of pages and in no menu.
func (b *builder) taxonomyPage(t config.Taxonomy) *Page {
	p := b.folders[t.Slug]
	if p == nil {
		p = b.folder(t.Slug)
		if p.Parent == nil {
			p.apart, p.Parent = true, b.site.Home
		}
	}
	word, _ := p.Locale.Word("taxonomy_" + t.Name)
	if title := cmp.Or(t.Title, word); title != "" && p.isMade() {
		p.Title, p.MenuTitle = title, title
	}
	p.Kind, p.Taxonomy = Taxonomy, t.Name
	return p
}

// termPage returns the page of a term.
func (b *builder) termPage(dir string, root *Page, own *term) *Page {
	p := b.folders[dir]
	if p == nil {
		p = b.folder(dir)
	}
	if p.isMade() {
		p.Title, p.MenuTitle, p.Parent = own.Title, own.Title, root
	}
	p.Kind, p.Taxonomy, p.Filed = Term, root.Taxonomy, own.pages
	return p
}

// isMade tells that no file is behind a page.
func (p *Page) isMade() bool { return strings.HasSuffix(p.Path, "/") }

// unknownTaxonomies tells once of each table of terms that is none of the
// site's taxonomies.
func (b *builder) unknownTaxonomies() {
	known := b.in.Config.TaxonomyNames()
	first := map[string]int{} // name -> place in found
	var found diag.List
	pages := map[string]int{}
	for _, p := range b.site.Pages {
		for _, t := range p.front.Terms {
			if slices.Contains(known, t.Taxonomy) {
				continue
			}
			pages[t.Taxonomy]++
			if _, told := first[t.Taxonomy]; told {
				continue
			}
			first[t.Taxonomy] = len(found)
			at := t.Place
			at.Message = t.Taxonomy
			found = append(found, diag.Diag{Severity: diag.Warning, Code: "taxonomy-unknown", Width: len(t.Taxonomy), Place: at})
		}
	}
	for i, d := range found {
		name := d.Message
		found[i].Message = fmt.Sprintf("the site has no taxonomy %q; these terms get no pages", name)
		if n := pages[name]; n > 1 {
			found[i].Message = fmt.Sprintf("the site has no taxonomy %q; the terms of %d pages, this one first, get no pages", name, n)
		}
		hint := fmt.Sprintf("if it is one, write [taxonomies.%s] into %s", name, config.File)
		if near := diag.Nearest(name, known); near != "" {
			hint = fmt.Sprintf("did you mean %q? %s", near, hint)
		}
		found[i] = found[i].Hint(hint)
	}
	b.list = append(b.list, found...)
}
