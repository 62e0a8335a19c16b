package graph

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
)

// Links is what was found when the links of a site were checked. Nothing changes it.
type Links struct {
	Problems diag.List
	checker  linkChecker
	pages    []pageLinks // of Pages and the NotFound of the site
}

// pageLinks is what was found on one page. It depends on where pages stand, on
// the page's text, and on the texts of those that it links to with an anchor.
type pageLinks struct {
	faults []fault
	asked  []*Page // pages whose headings were looked at
}

// fault is a link that leads nowhere, or to no heading.
type fault struct {
	diag.Diag
	broken *markdown.Link // a link that leads nowhere: its hint is still to be found
	from   *Page          // what the link is relative to
}

// linkChecker checks the links of one site.
type linkChecker struct {
	site     *Site
	content  string
	severity diag.Severity
	anchors  map[*Page]map[string]bool // of pages that an anchor was looked up on
	byBase   map[string][]string       // lower-case last part of a path -> the paths, of pages and files
	paths    []string                  // of pages and files
	compared map[string]string         // a path that is not there -> the one that is spelt most alike
	guesses  int                       // links that were compared with every path
}

// maxGuesses is how many broken links are compared with every path of the
// site; beyond it a hint costs too much.
const maxGuesses = 200

// CheckLinks reports every link and anchor of every page that leads nowhere,
// with the severity given. With what was found before, which may be nil, it looks
// only at what may be another now.
func (s *Site) CheckLinks(content string, severity diag.Severity, prev *Links) *Links {
	out := &Links{checker: linkChecker{site: s, content: content, severity: severity, anchors: map[*Page]map[string]bool{}}}
	c := &out.checker
	known := prev != nil && content == prev.checker.content && severity == prev.checker.severity
	shape := known && s.SameShape(prev.checker.site)
	places := known && (shape || s.samePlaces(prev.checker.site))
	if shape {
		c.byBase, c.paths, c.compared = prev.checker.byBase, prev.checker.paths, maps.Clone(prev.checker.compared)
	}
	all := s.linking()
	var before []*Page
	if places {
		before = prev.checker.site.linking()
	}
	out.pages = make([]pageLinks, 0, len(all))
	for i, p := range all {
		var l pageLinks
		if places && (shape || prev.pages[i].plain(p)) && s.sameTexts(prev.checker.site, p, before[i], prev.pages[i].asked) {
			l = prev.pages[i]
		} else {
			l = c.page(p)
		}
		out.pages = append(out.pages, l)
		for _, f := range l.faults {
			if f.broken != nil {
				f.Diag = f.Hint(c.hint(f.from, *f.broken))
			}
			out.Problems = append(out.Problems, f.Diag)
		}
	}
	return out
}

// linking returns the pages whose links are checked, those of one place at the
// same number.
func (s *Site) linking() []*Page { return append(slices.Clone(s.Pages), s.NotFound) }

// samePlaces tells whether in two sites pages and files stand at the same places,
// so that a link leads somewhere in both or in none.
func (s *Site) samePlaces(as *Site) bool {
	same := func(a, b *Page) bool { return a.Path == b.Path && a.Address == b.Address }
	there := func(*Page, *Page) bool { return true }
	return slices.EqualFunc(s.linking(), as.linking(), same) && maps.EqualFunc(s.byAddr, as.byAddr, there) && // former addresses too
		maps.Equal(s.files, as.files) && maps.Equal(s.made, as.made)
}

// plain tells that nothing was found on a page that depends on more than its text
// and on what stands where.
func (l pageLinks) plain(p *Page) bool {
	return len(l.faults) == 0 && len(l.asked) == 0 && p.RedirectTo == ""
}

// sameTexts tells whether a page has the text that it was in another site, and its
// roadmaps the same links. others, pages of both sites, have the same texts too.
func (s *Site) sameTexts(in *Site, p, was *Page, others []*Page) bool {
	links := slices.EqualFunc(s.Roadmaps(p), in.Roadmaps(was), func(a, b Roadmap) bool { return slices.Equal(a.Links, b.Links) })
	return links && s.Doc(p) == in.Doc(was) && !slices.ContainsFunc(others, func(p *Page) bool { return s.Doc(p) != in.Doc(p) })
}

// page checks the links of one page.
func (c *linkChecker) page(p *Page) pageLinks {
	var found pageLinks
	for _, l := range c.site.Doc(p).Links {
		t, ok := c.site.Resolve(p, l.Dest)
		c.check(&found, p, l, t, ok, diag.Place{File: c.content + "/" + p.Path, Pos: l.Pos})
	}
	c.chartLinks(&found, p)
	if p.RedirectTo == "" || isElsewhere(p.RedirectTo) {
		return found
	}
	if c.site.leadsInCircles(p) {
		found.circle(p, c.severity)
		return found
	}
	t, ok := c.site.Target(p)
	c.check(&found, p, markdown.Link{Dest: p.RedirectTo, Width: utf8.RuneCountInString("redirect_to")}, t, ok, p.front.Places.RedirectTo)
	return found
}

// circle reports a page whose redirect comes back to it.
func (found *pageLinks) circle(p *Page, severity diag.Severity) {
	at := p.front.Places.RedirectTo
	at.Message = fmt.Sprintf("%q leads back here, so that no reader arrives anywhere", p.RedirectTo)
	d := diag.Diag{Severity: severity, Code: "redirect-circle", Place: at, Width: utf8.RuneCountInString("redirect_to")}
	found.faults = append(found.faults, fault{Diag: d.Hint("let one of the pages lead elsewhere, or nowhere")})
}

// check reports a link that leads nowhere; t is what it leads to, if ok.
func (c *linkChecker) check(found *pageLinks, p *Page, l markdown.Link, t Target, ok bool, at diag.Place) {
	d := diag.Diag{Severity: c.severity, Place: at, Width: max(1, l.Width)}
	switch {
	case !ok:
		d.Code, d.Message = "link-broken", fmt.Sprintf(`the link "%s" leads nowhere`, l.Dest)
		if l.Image {
			d.Message = fmt.Sprintf(`the picture "%s" is not there`, l.Dest)
		}
		found.faults = append(found.faults, fault{d, &l, p})
	case !c.hasAnchor(found, t):
		d.Code = "anchor-missing"
		d.Message = fmt.Sprintf("the page %q has no heading with the id %q", t.Path, t.Anchor)
		if t.Page == p {
			d.Message = fmt.Sprintf("this page has no heading with the id %q", t.Anchor)
		}
		found.faults = append(found.faults, fault{Diag: d.Hint(nearestAnchor(t.Anchor, c.site.Doc(t.Page)))})
	}
}

func (c *linkChecker) hasAnchor(found *pageLinks, t Target) bool {
	if t.Page == nil || t.Anchor == "" || OnEveryPage(t.Anchor) {
		return true
	}
	found.asked = append(found.asked, t.Page)
	if t.Page.unread {
		return true // nobody knows; why it was not read is told
	}
	known, seen := c.anchors[t.Page]
	if !seen {
		known = map[string]bool{}
		for _, a := range c.site.Doc(t.Page).Anchors {
			known[norm.NFC.String(a)] = true
		}
		c.anchors[t.Page] = known
	}
	return known[t.Anchor]
}
