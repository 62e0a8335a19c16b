package site

import (
	"context"
	"io/fs"
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
	file       *source.File
	doc        *markdown.Doc
	locale     *locale.Locale
	options    markdown.Options
	taxonomies []string
	diags      diag.List
}

// input is the content folder, read.
type input struct {
	paths []string // of Markdown files, in order
	pages map[string]*loaded
	files []string // of all others
}

func (in *input) entries() []graph.Entry {
	out := make([]graph.Entry, len(in.paths))
	for i, p := range in.paths {
		l := in.pages[p]
		out[i] = graph.Entry{File: l.file, Doc: l.doc, Locale: l.locale}
	}
	return out
}

func (in *input) roadmaps() []charts.Page {
	var out []charts.Page
	for _, p := range in.paths {
		if r := in.pages[p].doc.Roadmaps; len(r) > 0 {
			out = append(out, charts.Page{Path: p, Roadmaps: r})
		}
	}
	return out
}

// load reads the content folder and renders every body, taking from prev the
// files whose bytes and language are the same.
func load(ctx context.Context, o Options, cfg *config.Config, prev map[string]*loaded) (*input, diag.List) {
	entries, list := source.Walk(o.Project, Content)
	in := &input{pages: map[string]*loaded{}}
	var pages []source.Entry
	for _, e := range entries {
		if e.IsPage() {
			pages = append(pages, e)
			in.paths = append(in.paths, e.Path)
			continue
		}
		in.files = append(in.files, e.Path)
		if problem := e.CheckHTML(o.Project); problem != nil {
			list = append(list, *problem)
		}
	}
	languages := languages{site: cfg.Language, sections: sectionLanguages(o.Project, pages)}
	renderers := map[*locale.Locale]*markdown.Renderer{}
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		renderers[l] = markdown.New(l, markdownOptions(cfg))
	}
	load := loader{project: o.Project, languages: languages, renderers: renderers, options: markdownOptions(cfg), taxonomies: cfg.TaxonomyNames()}
	done := make([]*loaded, len(pages))
	err := pool.Each(ctx, len(pages), o.Workers, func(i int) error {
		l := load.page(pages[i], prev[pages[i].Path])
		doc, err := o.Spill.Move(l.doc)
		l.doc, done[i] = doc, l
		return err
	})
	if err != nil {
		list = append(list, pool.Stopped(err))
		return &input{}, list
	}
	for i, l := range done {
		in.pages[pages[i].Path] = l
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
	project    fs.FS
	languages  languages
	renderers  map[*locale.Locale]*markdown.Renderer
	options    markdown.Options // of all renderers
	taxonomies []string
}

// page reads a page, or takes it from the build before.
func (r loader) page(e source.Entry, old *loaded) *loaded {
	name := path.Join(Content, e.Path)
	data, problem := e.Read(r.project)
	if problem != nil {
		return &loaded{file: &source.File{Path: e.Path, Unread: true}, doc: &markdown.Doc{}, locale: r.languages.site, diags: diag.List{*problem}}
	}
	if old != nil && old.file.Digest == trace.Of(data) && old.locale == r.languages.of(e.Path, old.file.Front) &&
		old.options == r.options && slices.Equal(old.taxonomies, r.taxonomies) {
		return old
	}
	file, src, body, diags := source.Parse(name, e.Path, data, r.taxonomies)
	l := &loaded{file: file, locale: r.languages.of(e.Path, file.Front), options: r.options, taxonomies: r.taxonomies}
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
func sectionLanguages(project fs.FS, pages []source.Entry) map[string]*locale.Locale {
	found := map[string]*locale.Locale{}
	for _, e := range pages {
		if !source.IsIndex(e.Path) {
			continue
		}
		data, problem := e.Read(project)
		if problem != nil {
			continue // reported when the page itself is read
		}
		if file, _, _, _ := source.Parse(e.Path, e.Path, data, nil); file.Front.Defaults != nil && file.Front.Defaults.Language != nil {
			found[path.Dir(e.Path)] = file.Front.Defaults.Language
		}
	}
	return found
}
