package site

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"

	"kvartal/site/charts"
	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/pool"
	"kvartal/site/source"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// loaded is a Markdown file with its rendered body. It depends on the file's
// bytes, on its language, on what the site has in its text, and on which of its
// keys are taxonomies.
type loaded struct {
	entry  *source.Entry
	file   *source.File
	doc    *markdown.Doc
	locale *locale.Locale
	diags  diag.List
}

// reading is what all pages are read with.
type reading struct {
	options    markdown.Options
	taxonomies []string
	languages  languages
}

func (r reading) same(as reading) bool {
	return r.options == as.options && slices.Equal(r.taxonomies, as.taxonomies)
}

// input is the content folder, read.
type input struct {
	tree  *source.Tree
	pages []*loaded // in order of their paths
	files []string  // of all others
	with  reading
}

func (in *input) entries() []graph.Entry {
	out := make([]graph.Entry, len(in.pages))
	for i, l := range in.pages {
		out[i] = graph.Entry{File: l.file, Doc: l.doc, Locale: l.locale}
	}
	return out
}

func (in *input) roadmaps() []charts.Page {
	out := make([]charts.Page, len(in.pages))
	for i, l := range in.pages {
		out[i] = charts.Page{Path: l.file.Path, Roadmaps: l.doc.Roadmaps, Anchors: l.doc.Anchors}
	}
	return out
}

// of returns for each file what was made of it, nil where it is new. Both are in
// the same order.
func (in *input) of(files []*source.Entry) []*loaded {
	all := make([]*loaded, len(files))
	rest := in.pages
	for i, e := range files {
		for len(rest) > 0 && source.ByPath(rest[0].entry, e) < 0 {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].entry.Name == e.Name {
			all[i] = rest[0]
		}
	}
	return all
}

// load reads the content folder and renders every body, taking from prev, which
// may be nil, the files whose bytes and language are the same. Only those are
// read that may have changed.
func load(ctx context.Context, o Options, cfg *config.Config, prev *input) (*input, diag.List) {
	if prev == nil {
		prev = &input{}
	}
	in := &input{tree: source.Look(o.Project, Content, prev.tree, o.Changed)}
	list := in.tree.Problems()
	var pages []*source.Entry
	for _, e := range in.tree.Entries {
		if e.IsPage() {
			pages = append(pages, e)
		} else {
			in.files = append(in.files, e.Path)
		}
	}
	old := prev.of(pages)
	in.with = reading{markdownOptions(cfg), cfg.TaxonomyNames(), languages{cfg.Language, sectionLanguages(o.Project, pages, old)}}
	load := loader{reading: in.with, project: o.Project, renderers: map[*locale.Locale]*markdown.Renderer{},
		same: in.with.same(prev.with), sameLanguages: in.with.languages.same(prev.with.languages)}
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		load.renderers[l] = markdown.New(l, in.with.options)
	}
	in.pages = make([]*loaded, len(pages))
	err := pool.Each(ctx, len(pages), o.Workers, func(i int) error {
		e, was := pages[i], old[i]
		if was != nil && was.entry == e && load.same && load.sameLanguages {
			in.pages[i] = was
			return nil
		}
		l := load.page(e, was)
		l.doc, in.pages[i] = o.Spill.Move(l.doc), l
		return nil
	})
	if err != nil {
		return &input{}, append(list, pool.Stopped(err))
	}
	for _, l := range in.pages {
		list = append(list, l.diags...)
	}
	return in, list
}

func markdownOptions(cfg *config.Config) markdown.Options {
	o := markdown.Default()
	o.Typographer, o.Attributes = cfg.Markdown.Typographer, cfg.Markdown.Attributes
	o.TagFilter = cfg.Markdown.HTML == config.FilterHTML
	return o
}

// loader is what reading a page takes.
type loader struct {
	reading
	project       fs.FS
	renderers     map[*locale.Locale]*markdown.Renderer
	same          bool // the reading is that of the build before, but for
	sameLanguages bool // the languages, which are too
}

// page reads a page, or takes it from the build before, if its bytes are the
// same.
func (r loader) page(e *source.Entry, old *loaded) *loaded {
	name := path.Join(Content, e.Path)
	data, problem := e.Read(r.project)
	if problem != nil {
		return &loaded{entry: e, file: &source.File{Path: e.Path, Unread: true}, doc: &markdown.Doc{}, locale: r.languages.site, diags: diag.List{*problem}}
	}
	if old != nil && r.same && old.file.Digest == trace.Of(data) && old.locale == r.languages.of(e.Path, old.file.Front) {
		again := *old
		again.entry = e
		return &again
	}
	file, src, body, diags := source.Parse(name, e.Path, data, r.taxonomies)
	l := &loaded{entry: e, file: file, locale: r.languages.of(e.Path, file.Front)}
	doc, problems := r.renderers[l.locale].Render(src, body)
	l.doc, l.diags = doc, append(diags, problems...)
	return l
}

// languages tells the language of each page: its own, else that of the nearest
// section above that sets one for its pages, else the site's.
type languages struct {
	site     *locale.Locale
	sections map[string]*locale.Locale // folder -> [defaults] language
}

func (l languages) same(as languages) bool {
	return l.site == as.site && maps.Equal(l.sections, as.sections)
}

func (l languages) of(page string, f source.Front) *locale.Locale {
	if f.Language != nil {
		return f.Language
	}
	for dir := path.Dir(page); ; dir = path.Dir(dir) {
		if loc, ok := l.sections[dir]; ok {
			return loc
		}
		if dir == "." {
			return l.site
		}
	}
}

// sectionLanguages reads the front matter of index files before any page is
// rendered, since a page's language decides how it is.
func sectionLanguages(project fs.FS, pages []*source.Entry, old []*loaded) map[string]*locale.Locale {
	found := map[string]*locale.Locale{}
	for i, e := range pages {
		if !source.IsIndex(e.Path) {
			continue
		}
		var defaults *source.Front
		if was := old[i]; was != nil && was.entry == e {
			defaults = was.file.Front.Defaults
		} else {
			data, problem := e.Read(project)
			if problem != nil {
				continue // reported when the page itself is read
			}
			file, _, _, _ := source.Parse(e.Path, e.Path, data, nil)
			defaults = file.Front.Defaults
		}
		if defaults != nil && defaults.Language != nil {
			found[path.Dir(e.Path)] = defaults.Language
		}
	}
	return found
}
