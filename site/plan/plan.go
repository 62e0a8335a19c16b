// Package plan takes a site and its theme and gives the list of every file
// that will be published, before any is made. Two outputs with one path, and
// layouts that are not there, are found here.
package plan

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/theme"
	"kvartal/timeline/diag"
)

// Kind is what an output is made from.
type Kind string

// The kinds of outputs.
const (
	Page  Kind = "page"  // a page written with a layout
	File  Kind = "file"  // a file of the content folder, as it is
	Theme Kind = "theme" // a file of the theme, as it is
	Chart Kind = "chart" // a file of a page's roadmap

	Milestones Kind = "milestones" // a file of all milestones
)

// Output is one file that will be published.
type Output struct {
	Path   string // in the output folder
	Kind   Kind
	Page   *graph.Page // of Kind Page and Chart
	Layout string      // of Kind Page: "page.html"
	Source string      // path in the content folder, of Kind Chart the page's; or name in the theme
	Number int         // of Kind Chart: which roadmap of the page, from 0
	Format string      // of Kind Chart: one of figures.Kinds
}

// Plan is all outputs, by path.
type Plan struct{ Outputs []Output }

// New makes the plan. content is the content folder's name, for messages.
// severity is that of a template that a page asks for and that is not there;
// where that is no error, the page is written with the layout of its kind.
func New(site *graph.Site, t *theme.Theme, content string, severity diag.Severity) (*Plan, diag.List) {
	p := &Plan{}
	var list diag.List
	var layouts []string
	authors := map[string]bool{} // outputs that are files of the author's
	for _, file := range site.Files() {
		address, _ := site.FileAddress(file)
		authors[strings.TrimPrefix(address, "/")] = true
	}
	missing := missingLayouts{severity: severity, whole: t.Whole(), pages: map[string][]*graph.Page{}}
	for _, page := range slices.Concat(site.Pages, site.Redirects, []*graph.Page{site.NotFound}) {
		if !page.HasFile() && page.Former() == nil && authors[page.Output] {
			continue // made for want of one, but the author has one in HTML
		}
		layout := layoutOf(page, t, &missing)
		if !slices.Contains(layouts, layout) {
			layouts = append(layouts, layout)
		}
		p.Outputs = append(p.Outputs, Output{Path: page.Output, Kind: Page, Page: page, Layout: layout, Source: page.Path})
	}
	for _, file := range site.Files() {
		address, _ := site.FileAddress(file)
		p.Outputs = append(p.Outputs, Output{Path: strings.TrimPrefix(address, "/"), Kind: File, Source: file})
	}
	for _, page := range site.Shown() {
		for n, r := range site.Roadmaps(page) {
			for _, format := range r.Files {
				address := site.RoadmapFile(page, n, format)
				p.Outputs = append(p.Outputs, Output{Path: strings.TrimPrefix(address, "/"), Kind: Chart, Page: page, Source: page.Path, Number: n, Format: format})
			}
		}
	}
	if site.HasRoadmaps() {
		for _, name := range graph.MilestoneFiles {
			p.Outputs = append(p.Outputs, Output{Path: name, Kind: Milestones, Source: "all roadmaps"})
		}
	}
	for _, f := range t.Files {
		p.Outputs = append(p.Outputs, Output{Path: path.Join(theme.Folder, f.Name), Kind: Theme, Source: f.Name})
	}
	slices.SortStableFunc(p.Outputs, func(a, b Output) int { return cmp.Compare(a.Path, b.Path) })
	list = append(append(list, missing.list(t)...), t.Misspelt(layouts)...)
	list = append(list, p.names(content)...)
	return p, append(list, p.clashes(content)...)
}

// Find returns the output of a path.
func (p *Plan) Find(name string) (Output, bool) {
	i, ok := slices.BinarySearchFunc(p.Outputs, name, func(o Output, name string) int { return cmp.Compare(o.Path, name) })
	if !ok {
		return Output{}, false
	}
	return p.Outputs[i], true
}

// layoutOf returns the layout of a page: the one its front matter names, else
// the one of its kind.
func layoutOf(page *graph.Page, t *theme.Theme, missing *missingLayouts) string {
	usual := string(page.Kind) + ".html"
	if page.Template == "" || page.Kind == graph.Redirect {
		return usual
	}
	name := strings.TrimSuffix(page.Template, ".html") + ".html"
	if slices.Contains(missing.whole, name) {
		return name
	}
	missing.pages[name] = append(missing.pages[name], page)
	return usual
}

// missingLayouts gathers the pages that ask for templates that are not there, or
// are only a part of others.
type missingLayouts struct {
	severity diag.Severity
	whole    []string                 // the templates that a page may ask for
	pages    map[string][]*graph.Page // name of a template -> who asks for it
}

// list has one problem for each template, at the first page that asks for it.
func (m *missingLayouts) list(t *theme.Theme) diag.List {
	var list diag.List
	for _, name := range slices.Sorted(maps.Keys(m.pages)) {
		code, message := "layout-missing", fmt.Sprintf("there is no template %q", name)
		hint := diag.DidYouMean(name, m.whole)
		if t.Has(name) {
			code, message, hint = "layout-part", fmt.Sprintf("the template %q is only a part of others: it makes no whole page", name), ""
		}
		if n := len(m.pages[name]); n > 1 {
			message += fmt.Sprintf("; %d pages ask for it, this one first", n)
		}
		list = append(list, diag.Diag{Severity: m.severity, Code: code, Width: 1, Place: m.pages[name][0].TemplatePlace(message)}.
			Hint(cmp.Or(hint, m.names())))
	}
	return list
}

// names says which templates a page can ask for.
func (m *missingLayouts) names() string {
	var names []string
	for _, name := range m.whole {
		if name = strings.TrimSuffix(name, ".html"); name != string(graph.Missing) {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	return "there are " + strings.Join(names, ", ")
}

// clashes reports outputs that cannot all be written: of one path, of paths
// that differ in case only (one file on Windows and macOS), and a file where
// another output needs a folder.
func (p *Plan) clashes(content string) diag.List {
	var list diag.List
	taken := map[string]Output{}
	alike := map[[2]string]bool{} // two roadmaps of one name, which have several files each
	report := func(a, b Output, what string) {
		if pair := [2]string{a.From(content), b.From(content)}; a.Kind == Chart && b.Kind == Chart {
			if alike[pair] {
				return
			}
			alike[pair] = true
		}
		if a.former() != nil || b.made() {
			a, b = b, a
		}
		d := diag.Diag{Severity: diag.Error, Code: "address-twice", Width: 1, Place: diag.Place{File: b.From(content), Message: what},
			See: []diag.Place{{File: a.From(content), Message: "the other one"}}}
		hint := `give one of them another "slug" or "url", or rename it`
		switch p := b.former(); {
		case p != nil:
			d.Place, hint = p.AliasPlace(what), `leave it out of "aliases"`
		case a.Kind == Chart && b.Kind == Chart:
			hint = "give one of them another id: {#name}"
		case a.Kind == Chart:
			hint = "rename the file, or give the roadmap another id: {#name}"
		case a.made():
			hint = "rename the file: the other one is made by itself"
		}
		list = append(list, d.Hint(hint))
	}
	for _, o := range p.Outputs {
		key := strings.ToLower(o.Path)
		if other, ok := taken[key]; ok {
			what := fmt.Sprintf("two files would be published as %q", o.Path)
			if other.Path != o.Path {
				what = fmt.Sprintf("two files would be published as %q and %q, which are one on many computers", other.Path, o.Path)
			}
			report(other, o, what)
			continue
		}
		taken[key] = o
	}
	for _, o := range p.Outputs {
		for dir := path.Dir(strings.ToLower(o.Path)); dir != "."; dir = path.Dir(dir) {
			if other, ok := taken[dir]; ok {
				report(other, o, fmt.Sprintf("%q would be published as a file, and %q needs a folder of that name", other.Path, o.Path))
			}
		}
	}
	return list
}

// former returns the page that a former address leads to; nil for anything else.
func (o Output) former() *graph.Page {
	if o.Kind != Page {
		return nil
	}
	return o.Page.Former()
}

// made tells that an output is made from roadmaps.
func (o Output) made() bool { return o.Kind == Chart || o.Kind == Milestones }

// From says for messages what an output is made from. content is the content
// folder's name.
func (o Output) From(content string) string {
	switch {
	case o.Kind == Theme:
		return "theme file " + o.Source
	case o.Kind == Milestones:
		return "the milestones of all roadmaps"
	case o.Kind == Chart:
		return fmt.Sprintf("%s/%s, roadmap %d", content, o.Source, o.Number+1)
	case o.Kind == Page && o.Page.Kind == graph.Missing && !o.Page.HasFile():
		return "the page for missing addresses" // there is no file
	case o.Kind == Page && o.Page.Kind == graph.Redirect && o.Page.Former() == nil && !o.Page.HasFile():
		return config.File + `, "accessibility.statement"`
	case o.former() != nil:
		return content + "/" + o.former().Path
	}
	return content + "/" + o.Source
}

// Format gives the plan as text, for goldens: a line an output.
func Format(p *Plan) string {
	var b strings.Builder
	for _, o := range p.Outputs {
		fmt.Fprintf(&b, "%-6s %s <- %s", o.Kind, o.Path, o.Source)
		if o.Layout != "" {
			fmt.Fprintf(&b, " (%s)", o.Layout)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
