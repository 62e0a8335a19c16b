package theme

import (
	"kvartal/site/trace"
)

// TermLink is a term that a page is filed under.
type TermLink struct {
	Title string // as the page has it
	URL   string // of the term's page
}

// Terms are the terms of a taxonomy that the page is filed under: Terms "tags".
func (v *View) Terms(taxonomy string) []TermLink {
	v.out.rec.Read(trace.Terms, v.page.Path+"\x00"+taxonomy)
	var out []TermLink
	for _, t := range v.page.Terms[taxonomy] {
		if t.Page != nil {
			out = append(out, TermLink{t.Title, v.out.view(t.Page).URL()})
		}
	}
	return out
}

// SortBy is what the pages under the page are sorted by: "weight", "date" or
// "title".
func (v *View) SortBy() string { return string(v.meta().SortBy) }

// Taxonomy is the key that pages name their terms by, for the page of a taxonomy
// or of a term; "" for others.
func (v *View) Taxonomy() string { return v.meta().Taxonomy }

// Filed are the pages that are filed under a term, the latest first.
func (v *View) Filed() []*View {
	v.out.rec.Read(trace.Filed, v.page.Path)
	return v.out.views(v.page.Filed)
}

// Taxonomies are the pages that list the terms of a taxonomy each.
func (s *SiteView) Taxonomies() []*View {
	s.out.rec.Read(trace.Taxonomies, "")
	return s.out.views(s.out.world.Site.Taxonomies)
}

// RedirectTo is the address that the page leads to instead of being shown, ""
// for a page that is shown.
func (v *View) RedirectTo() string {
	v.out.rec.Read(trace.Redirect, v.page.Path)
	t, ok := v.out.world.Site.Target(v.page)
	if !ok || v.page.RedirectTo == "" && v.page.Former() == nil {
		return v.page.RedirectTo
	}
	return v.out.url(t.Address) + t.Suffix
}
