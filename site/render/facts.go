package render

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/source"
	"kvartal/site/theme"
	"kvartal/site/trace"
	"kvartal/timeline/calendar"
)

// Facts tells the digest that every key has in one state of the site. It may
// be asked by several goroutines.
type Facts struct {
	World   theme.World
	Project fs.FS
	Tree    *source.Tree // the content folder
	known   sync.Map     // trace.Key -> trace.Digest
	menus   sync.Map     // graph.Branch -> trace.Digest
}

// Part is a part of the state of a site that facts are computed from.
type Part string

// The parts. Each is replaced as a whole when it changes, so that it is enough
// to compare what it is, not what is in it.
const (
	shape  Part = "shape"  // which pages there are, and all about them but their texts
	texts  Part = "texts"  // of pages
	charts Part = "charts" // that pages show, and how
	conf   Part = "config"
	look   Part = "theme"
	files  Part = "files" // of the content folder that are no pages
)

// computed tells which parts the facts of a kind are computed from. A kind that
// is not here may change with anything.
var computed = map[trace.Kind][]Part{
	trace.Meta: {shape}, trace.Dates: {shape}, trace.Address: {shape}, trace.Extra: {shape}, trace.Children: {shape}, trace.Ancestors: {shape},
	trace.Neighbours: {shape}, trace.Menu: {shape}, trace.Terms: {shape}, trace.Filed: {shape}, trace.Taxonomies: {shape}, trace.Redirect: {shape},
	trace.Summary: {shape, texts}, trace.Body: {shape, texts}, trace.Chart: {shape, charts}, trace.Milestones: {shape, texts, charts, conf},
	trace.Config: {conf}, trace.Layout: {look}, trace.File: {look, files},
}

// Since returns the kinds of facts that may not be what they were in another
// state, nil for none.
func (f *Facts) Since(before *Facts) trace.KindSet {
	if before == nil {
		return trace.AllKinds
	}
	now, was := f.World, before.World
	changed := map[Part]bool{shape: !now.Site.SameShape(was.Site), texts: !now.Site.SameTexts(was.Site), charts: !maps.Equal(now.Charts, was.Charts) || !now.Site.SameRoadmaps(was.Site),
		conf: now.Config != was.Config, look: now.Theme != was.Theme, files: !f.Tree.SameFiles(before.Tree)}
	set := trace.AllKinds
	for kind, parts := range computed {
		if !slices.ContainsFunc(parts, func(p Part) bool { return changed[p] }) {
			set &^= trace.SetOf(kind)
		}
	}
	return set
}

// shared are the kinds that many outputs ask for, so that it pays to remember
// the answer. The others are asked for by the page that they are about.
var shared = map[trace.Kind]bool{
	trace.Meta: true, trace.Summary: true, trace.Children: true, trace.Filed: true, trace.Taxonomies: true, trace.Config: true, trace.Layout: true, trace.File: true, trace.Milestones: true,
}

// Digest implements trace.Facts.
func (f *Facts) Digest(k trace.Key) trace.Digest {
	if !shared[k.Kind] {
		return f.compute(k)
	}
	if d, ok := f.known.Load(k); ok {
		return d.(trace.Digest)
	}
	d := f.compute(k)
	f.known.Store(k, d)
	return d
}

func (f *Facts) compute(k trace.Key) trace.Digest {
	switch k.Kind {
	case trace.Config:
		return configDigest(f.World.Config, k.Name)
	case trace.Layout:
		return f.World.Theme.LayoutDigest(k.Name)
	case trace.File:
		return f.file(k.Name)
	case trace.Taxonomies:
		sum := trace.NewSum()
		addPaths(sum, f.World.Site.Taxonomies...)
		return sum.Digest()
	}
	if k.Kind == trace.Milestones && k.Name == "" {
		return f.World.Milestones.Digest()
	}
	name, arg, _ := strings.Cut(k.Name, "\x00")
	p, ok := f.World.Site.Page(name)
	if !ok {
		return trace.Absent
	}
	return f.page(k.Kind, p, arg)
}

// page is the digest of one kind of knowledge about a page.
func (f *Facts) page(kind trace.Kind, p *graph.Page, arg string) trace.Digest {
	sum := trace.NewSum()
	switch kind {
	case trace.Meta:
		sum.Add(p.Title, p.MenuTitle, p.Description, p.Status, p.Address, string(p.Kind), p.Taxonomy, string(p.SortBy), p.Locale.Tag).Bool(p.Draft).Add(p.Authors...)
	case trace.Dates:
		addDate(addDate(sum, p.Date), p.Updated)
	case trace.Summary:
		sum.Add(f.World.Site.Summary(p))
	case trace.Body:
		sum.Int(int(f.World.Site.Doc(p).Digest))
	case trace.Address:
		t, _ := f.World.Site.Resolve(p, arg)
		sum.Add(t.Address, t.Suffix)
	case trace.Extra:
		sum.Value(p.Extra.Value(arg))
	case trace.Children:
		addPaths(sum, p.Listed()...)
	case trace.Ancestors:
		addPaths(sum, p.Ancestors()...)
	case trace.Neighbours:
		prev, next := f.World.Site.Neighbours(p)
		addPaths(sum, prev, next)
	case trace.Menu:
		sum.Int(int(f.menu(f.World.Site.Branch(p)))).Add(p.Path) // Path: which item carries the mark
	case trace.Terms:
		for _, t := range p.Terms[arg] {
			sum.Add(t.Title).Bool(t.Page != nil)
			addPaths(sum, t.Page)
		}
	case trace.Filed:
		addPaths(sum, p.Filed...)
	case trace.Redirect:
		t, _ := f.World.Site.Target(p)
		sum.Add(t.Address, t.Suffix, p.RedirectTo)
	case trace.Milestones:
		n, _ := strconv.Atoi(arg)
		if n >= len(f.World.Site.Doc(p).Shortcodes) {
			return trace.Absent
		}
		return f.World.Chosen(p, f.World.Site.Doc(p).Shortcodes[n]).Digest()
	case trace.Chart:
		n, _ := strconv.Atoi(arg)
		all := f.World.Site.Roadmaps(p)
		if n >= len(all) {
			return trace.Absent
		}
		r := all[n]
		addDate(sum.Add(r.ID, r.Anchor, r.Title, r.Source), r.Changed).Int(len(r.Files)).Add(r.Files...)
		sum.Bool(r.Text).Bool(r.Arrows != nil && *r.Arrows).Bool(r.Arrows != nil)
		if r.Profile != nil {
			sum.Add(r.Profile.String())
		}
		if c, ok := f.World.Charts[r.ID]; ok {
			sum.Int(int(c.Digest))
		}
	}
	return sum.Digest()
}

// file is the digest of the bytes of a file: "theme/x" of the theme,
// "content/x" of the content folder.
func (f *Facts) file(name string) trace.Digest {
	if themed, ok := strings.CutPrefix(name, theme.Folder+"/"); ok {
		file, _ := f.World.Theme.File(themed)
		return file.Digest
	}
	e, ok := f.Tree.Find(strings.TrimPrefix(name, contentKey))
	if !ok {
		return trace.Absent
	}
	return e.Digest(f.Project)
}

const contentKey = "content/"

func addDate(s *trace.Sum, t *calendar.Instant) *trace.Sum {
	if t == nil {
		return s.Bool(false)
	}
	return s.Bool(true).Int(int(*t))
}

func addPaths(s *trace.Sum, pages ...*graph.Page) {
	for _, p := range pages {
		if p == nil {
			s.Int(0)
			continue
		}
		s.Add(p.Path)
	}
}

// menu is the digest of what the pages of a branch have in common. They come
// one after another and in thousands, so it is remembered.
func (f *Facts) menu(b graph.Branch) trace.Digest {
	if d, ok := f.menus.Load(b); ok {
		return d.(trace.Digest)
	}
	sum := trace.NewSum()
	addMenu(sum, f.World.Site.Menu(b))
	d := sum.Digest()
	f.menus.Store(b, d)
	return d
}

func addMenu(s *trace.Sum, items []graph.MenuItem) {
	for _, it := range items {
		s.Add(it.Page.Path, it.Page.MenuTitle, it.Page.Address, it.Page.Status, it.Page.Locale.Tag).Bool(it.Page.Draft).Bool(it.Open).Int(len(it.Children))
		addMenu(s, it.Children)
	}
}

func configDigest(c *config.Config, key string) trace.Digest {
	sum := trace.NewSum()
	switch key {
	case "title":
		sum.Add(c.Title)
	case "description":
		sum.Add(c.Description)
	case "language":
		sum.Add(c.Language.Tag)
	case "base_url":
		if c.BaseURL != nil {
			sum.Add(c.BaseURL.String())
		}
	case "theme.accent":
		if c.Accent != nil {
			sum.Add(c.Accent.String())
		}
	case "theme.logo":
		sum.Add(c.Logo)
	case "theme.favicon":
		sum.Add(c.Favicon)
	case "theme.footer":
		sum.Add(c.Footer)
	case "accessibility.statement":
		sum.Add(c.Statement)
	case "repository": // as templates see it: the same file gives the same addresses
		sum.Add(c.Repository.EditURL("x"), c.Repository.HistoryURL("x"))
	default:
		if extra, ok := strings.CutPrefix(key, "extra."); ok {
			sum.Value(c.Extra.Value(extra))
		}
	}
	return sum.Digest()
}
