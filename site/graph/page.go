// Package graph takes all pages and files of a site and gives the site as a
// whole: which pages there are, what stands under what, where each is
// published, and what a link means. It is immutable and answers questions; it
// writes nothing.
package graph

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"kvartal/site/config"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/locale"
)

// Kind is what a page is to its site.
type Kind string

// The kinds of pages.
const (
	Home     Kind = "home"
	Section  Kind = "section" // has pages under it
	Leaf     Kind = "page"
	Taxonomy Kind = "taxonomy" // lists the terms of a taxonomy
	Term     Kind = "term"     // lists the pages that are filed under it
	Redirect Kind = "redirect" // leads to another page, or elsewhere
	Missing  Kind = "404"      // shown for an address that is not there
)

// Page is a page with its place in the site.
type Page struct {
	Path        string // its file in the content folder; a folder without an index has "folder/", a former address "/old/"
	Kind        Kind
	Title       string
	MenuTitle   string // Title where the author gave no shorter one
	Description string
	Status      string
	Draft       bool
	Authors     []string
	Date        *calendar.Instant
	Updated     *calendar.Instant // last change: given, else from git, else Date; never the build's
	Locale      *locale.Locale
	Template    string // asked for, by the page or for its section; "" for the usual one
	Weight      *source.Weight
	OutOfMenu   bool             // menus and lists of pages leave it out
	Milestones  bool             // lists of milestones show those of its roadmaps
	SortBy      source.Order     // of the pages under it
	Terms       map[string][]Tag // taxonomy -> what the page is filed under, in the author's order
	Taxonomy    string           // of a Taxonomy and a Term: its key in front matter
	Filed       []*Page          // of a Term: the pages filed under it, in order
	Extra       fields.Table
	Address     string       // from the site's root: "/os2display/roadmap/"
	Output      string       // file in the output folder: "os2display/roadmap/index.html"
	Parent      *Page        // nil for the home page
	Children    []*Page      // in order
	RedirectTo  string       // of a Redirect: the link as its author wrote it, or an address of another host
	target      *Page        // of a former address: the page that has moved
	templateAt  diag.Place   // where Template is asked for
	front       source.Front // what of it only New needs
	place       int          // among Parent's inMenu
	inMenu      []*Page      // the Children that the menu shows
	apart       bool         // it is nobody's child: the page of a taxonomy, which no list of pages shows
	unread      bool         // its text could not be read; its Doc is empty
	file        int          // number of its file in Input.Pages, from 1; 0 where there is none
}

// Tag is a term as a page names it. Page is nil for a taxonomy that the site
// does not have.
type Tag struct {
	Title string
	Page  *Page
}

// Roadmap is a chart that a page shows.
type Roadmap struct {
	ID      string            // of the resolved chart; "" where there is none
	Anchor  string            // its id on the page: "roadmap-1", or its author's own
	Title   string            // "" for the chart's own
	Profile *timeline.Profile // the one form that the page shows; nil: a form for each width
	Text    bool              // whether its text is shown beneath it
	Links   []ChartLink       // of its tasks, to what is inside the site
	Arrows  *bool             // whether arrows show dependencies; nil: as the text asks
	Files   []string          // kinds of files that it has beside the page: "svg"
	Source  string            // what text it is made from: "plan.mmd", "plan.md#roadmap-1"
	Part    bool              // only a part of that is shown
	Changed *calendar.Instant // the day of the last change of the text; nil where it is not known
}

// Name begins the names of its files.
func (r Roadmap) Name() string { return Slug(r.Anchor, config.DanishSlug) }

// Fragment leads to it on its page: "#roadmap-1".
func (r Roadmap) Fragment() string { return "#" + (&url.URL{Fragment: r.Anchor}).EscapedFragment() }

// RoadmapFile returns the address of a file of a page's roadmap, counted from 0:
// in the page's folder, "/plan/roadmap-1.svg", or, where the page is a file itself,
// beside it, "/plan-roadmap-1.svg".
func (s *Site) RoadmapFile(p *Page, n int, kind string) string {
	name := s.Roadmaps(p)[n].Name() + "." + kind
	if strings.HasSuffix(p.Address, "/") {
		return p.Address + name
	}
	return strings.TrimSuffix(p.Address, path.Ext(p.Address)) + "-" + name
}

// Held is a page that is not published now.
type Held struct {
	Path   string // in the content folder
	Reason string // "draft", "publish_date 2027-01-01", ...
	Title  string
}

// Site is the whole site.
type Site struct {
	Home     *Page
	Pages    []*Page // by path, the home page among them
	NotFound *Page   // for addresses that are not there; "404.md", or one without a body
	Held     []Held  // by path

	Taxonomies []*Page // those that have terms, in the configuration's order
	Redirects  []*Page // former addresses and what leads elsewhere without being a page of its own, by address

	byPath map[string]*Page
	byAddr map[string]*Page
	order  map[*Page]neighbours
	files  map[string]string // content path of a file that is no page -> address
	made   map[string]bool   // addresses of files that are made from roadmaps
	names  []string          // the keys of files, sorted
	bodies []body            // by number of file
	in     Input             // that it was made from
	list   diag.List         // what New found
}

// body is what comes from a page's text alone, and decides nothing about where
// pages stand.
type body struct {
	doc      *markdown.Doc
	summary  string
	roadmaps []Roadmap
}

type neighbours struct{ prev, next *Page }

// Page returns the page of a content path.
func (s *Site) Page(path string) (*Page, bool) {
	p, ok := s.byPath[path]
	return p, ok
}

// Doc returns a page's text, an empty one where there is no file.
func (s *Site) Doc(p *Page) *markdown.Doc { return s.bodies[p.file].doc }

// Summary returns what lists show of a page: the author's summary, else the
// beginning of its text.
func (s *Site) Summary(p *Page) string { return s.bodies[p.file].summary }

// Roadmaps returns the charts of a page's Doc.Roadmaps, in order.
func (s *Site) Roadmaps(p *Page) []Roadmap { return s.bodies[p.file].roadmaps }

// HasFile tells whether there is a file behind the page.
func (p *Page) HasFile() bool { return p.file > 0 }

// Shown returns the pages whose text is published: all but those that lead
// elsewhere.
func (s *Site) Shown() []*Page {
	var shown []*Page
	for _, p := range append(slices.Clone(s.Pages), s.NotFound) {
		if p.Kind != Redirect {
			shown = append(shown, p)
		}
	}
	return shown
}

// MilestoneFiles are the names of the files that tell of all milestones of a site,
// at its root.
var MilestoneFiles = []string{"milestones.ics", "milestones.json"}

// HasRoadmaps tells whether a page shows a roadmap.
func (s *Site) HasRoadmaps() bool {
	return slices.ContainsFunc(s.Shown(), func(p *Page) bool { return len(s.Roadmaps(p)) > 0 })
}

// Committed returns the day of the last commit of a page's file, if it is known.
func (s *Site) Committed(p *Page) (day calendar.Instant, ok bool) {
	day, ok = s.in.Dates[path.Join(s.in.Content, p.Path)]
	return day, ok
}

// Files returns the content paths of all files that are no pages, sorted.
func (s *Site) Files() []string { return s.names }

// FileAddress returns where a file that is no page is published.
func (s *Site) FileAddress(path string) (string, bool) {
	a, ok := s.files[path]
	return a, ok
}

// Neighbours returns the page before and after in reading order, within the
// same part of the site (the section below the home page).
func (s *Site) Neighbours(p *Page) (prev, next *Page) {
	n := s.order[p]
	return n.prev, n.next
}

// Listed returns the children that menus and lists show, in order.
func (p *Page) Listed() []*Page { return p.inMenu }

// Ancestors returns the pages above, from the home page down.
func (p *Page) Ancestors() []*Page {
	var up []*Page
	for a := p.Parent; a != nil; a = a.Parent {
		up = append([]*Page{a}, up...)
	}
	return up
}

// TemplatePlace is where front matter names the page's template; that may be
// the front matter of its section.
func (p *Page) TemplatePlace(message string) diag.Place {
	at := p.templateAt
	at.Message = message
	return at
}

// whole returns a place for a message about the page as a whole.
func (p *Page) whole(content, message string) diag.Place {
	return diag.Place{File: content + "/" + p.Path, Message: message}
}
