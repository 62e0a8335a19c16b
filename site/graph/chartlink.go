package graph

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
)

// ChartLink is a link of a roadmap's task to something inside the site.
type ChartLink struct {
	From  string     // content path of the file that the roadmap stands in, which the link is relative to
	Dest  string     // as written
	Place diag.Place // where
	Width int        // characters that it takes there
}

// Internal tells whether a link leads to something inside the site.
func Internal(dest string) bool { return dest != "" && !isElsewhere(dest) && !hasScheme(dest) }

// hasScheme tells addresses such as mailto: and tel:, which isElsewhere does not
// know.
func hasScheme(dest string) bool {
	i := strings.IndexAny(dest, ":/?#")
	return i > 0 && dest[i] == ':'
}

// Rooted returns a link in the file at the content path from as one that means the
// same on every page: "@/plan/dates.md#2026". Links that lead elsewhere, and those
// that lead out of the content folder, stay as they are.
func Rooted(from, dest string) string {
	if !Internal(dest) || strings.HasPrefix(dest, "@/") || strings.HasPrefix(dest, "/") {
		return dest
	}
	file, suffix := cutSuffix(dest)
	if file == "" {
		return "@/" + from + suffix
	}
	joined, ok := contentPath(from, file)
	if !ok {
		return dest
	}
	if strings.HasSuffix(file, "/") && joined != "." {
		joined += "/"
	}
	return "@/" + strings.TrimPrefix(joined, ".") + suffix
}

// FileLink returns where a link of a page's roadmap leads from a file that is made
// of it and may be carried elsewhere: the whole address, where the site's is known,
// else the way from the page.
func (s *Site) FileLink(base *url.URL, p *Page, link string) string {
	if !Internal(link) {
		return link
	}
	t, ok := s.Resolve(p, link)
	switch {
	case !ok: // reported by CheckLinks
		return link
	case base != nil:
		return Published(base, t.Address) + t.Suffix
	}
	return Relative(p.Address, t.Address) + t.Suffix
}

// chartLinks checks the links of the roadmaps that a page shows.
func (c *linkChecker) chartLinks(found *pageLinks, p *Page) {
	for _, r := range c.site.Roadmaps(p) {
		for _, l := range r.Links {
			from, dest := p, l.Dest
			if l.From != p.Path {
				from, dest = &Page{Path: l.From}, Rooted(l.From, l.Dest)
			}
			t, ok := c.site.Resolve(p, dest)
			c.check(found, from, markdown.Link{Dest: l.Dest, Width: l.Width}, t, ok, l.Place)
		}
	}
}

// roadmapFile gives a hint for a link to a file that may be meant as one of a
// page's roadmaps, whose names their ids decide; "" where there is none of its
// kind.
func (c *linkChecker) roadmapFile(from *Page, dest string) string {
	address, kind := addressOf(from, dest), strings.TrimPrefix(path.Ext(dest), ".")
	p, ok := c.site.byAddr[strings.TrimSuffix(path.Dir(address), "/")+"/"]
	if !ok {
		return ""
	}
	var names []string
	for n, r := range c.site.Roadmaps(p) {
		if slices.Contains(r.Files, kind) {
			names = append(names, path.Join(path.Dir(dest), path.Base(c.site.RoadmapFile(p, n, kind))))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return cmp.Or(diag.DidYouMean(dest, names), "the roadmaps there have "+strings.Join(names, ", "))
}
