package theme

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/config"
	"kvartal/site/fields"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/trace"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
)

// World is what views read from: one state of the site. Nothing changes it.
type World struct {
	Config *config.Config
	Site   *graph.Site
	Theme  *Theme
	Charts charts.Set
	Draw   timeline.Options // for every picture; language and ids are added
}

// View is a page as a template sees it. Its methods record what they hand
// out. Texts are in the language of the page that is being written.
type View struct {
	page *graph.Page
	out  *output
}

// output is what the views of one output share. It belongs to one goroutine.
type output struct {
	world  World
	rec    *trace.Recorder
	page   *graph.Page // that is being written
	layout string
}

// Write writes a page with a layout and returns its HTML. What was read is in
// the recorder afterwards.
func Write(w World, page *graph.Page, layout string, rec *trace.Recorder) ([]byte, error) {
	o := &output{world: w, rec: rec, page: page, layout: layout}
	set, err := o.set(layout)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := set.ExecuteTemplate(&b, layout, o.view(page)); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// set returns a template set; that it was used is part of the trace.
func (o *output) set(layout string) (*template.Template, error) {
	o.rec.Read(trace.Layout, layout)
	return o.world.Theme.layouts.set(layout, o.page.Locale)
}

func (o *output) view(p *graph.Page) *View {
	if p == nil {
		return nil
	}
	return &View{p, o}
}

// url returns the address of something at to, from the site's root, as the
// page being written must spell it: relative, so that the site works under any
// path; only the page for missing addresses is shown anywhere.
func (o *output) url(to string) string {
	if o.page.Kind == graph.Missing {
		o.rec.Read(trace.Config, "base_url")
		return graph.Absolute(o.world.Config.BasePath(), to)
	}
	return graph.Relative(o.page.Address, to)
}

func (v *View) meta() *graph.Page {
	v.out.rec.Read(trace.Meta, v.page.Path)
	return v.page
}

// Title is the page's title.
func (v *View) Title() string { return v.meta().Title }

// MenuTitle is the title for menus: the short one if there is one.
func (v *View) MenuTitle() string { return v.meta().MenuTitle }

// Description is the author's sentence about the page, or "".
func (v *View) Description() string { return v.meta().Description }

// Language is the page's language: "da".
func (v *View) Language() string { return v.meta().Locale.Tag }

// Status is the text of the page's badge, or "".
func (v *View) Status() string { return v.meta().Status }

// Draft tells that the page would be held back without --drafts.
func (v *View) Draft() bool { return v.meta().Draft }

// Authors are the page's authors.
func (v *View) Authors() []string { return v.meta().Authors }

// Kind is "home", "section", "page" or "404".
func (v *View) Kind() string { return string(v.meta().Kind) }

// IsHome tells whether it is the front page.
func (v *View) IsHome() bool { return v.meta().Kind == graph.Home }

// URL is the page's address, relative to the page being written.
func (v *View) URL() string { return v.out.url(v.meta().Address) }

// Summary is the author's summary, or the beginning of the first paragraph.
func (v *View) Summary() string {
	v.out.rec.Read(trace.Summary, v.page.Path)
	return v.page.Summary
}

// Day is a date for templates.
type Day struct {
	ISO  string // "2026-11-23"
	Long string // "23. november 2026"
}

func (v *View) day(t *calendar.Instant) *Day {
	v.out.rec.Read(trace.Dates, v.page.Path)
	if t == nil {
		return nil
	}
	return &Day{t.ISODate(), v.out.page.Locale.DateLong(*t)}
}

// Date is the page's date; nil without one.
func (v *View) Date() *Day { return v.day(v.page.Date) }

// Updated is the day of the page's last change; nil when it is not known.
func (v *View) Updated() *Day { return v.day(v.page.Updated) }

// HasHeading tells that the body begins with its own heading of the first
// level.
func (v *View) HasHeading() bool {
	v.out.rec.Read(trace.Body, v.page.Path)
	return v.page.Doc.HasTitle()
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID, Title string
	Level     int
	Children  []*Heading
}

// TOC is the page's headings of the second and third level, as a tree.
func (v *View) TOC() []*Heading {
	v.out.rec.Read(trace.Body, v.page.Path)
	var top []*Heading
	for _, h := range v.page.Doc.Headings {
		entry := &Heading{ID: h.ID, Title: h.Title, Level: h.Level}
		switch {
		case h.Level == 2, h.Level == 3 && len(top) == 0:
			top = append(top, entry)
		case h.Level == 3:
			parent := top[len(top)-1]
			parent.Children = append(parent.Children, entry)
		}
	}
	return top
}

// Content is the page's body.
func (v *View) Content() (template.HTML, error) {
	v.out.rec.Read(trace.Body, v.page.Path)
	var failed error
	html, err := v.page.Doc.Fill(func(hole markdown.Hole, arg string) string {
		switch hole {
		case markdown.LinkHole:
			return v.link(arg)
		case markdown.UpdatedHole:
			return v.updatedText()
		}
		figure, err := v.roadmap(arg)
		if err != nil && failed == nil {
			failed = err
		}
		return figure
	})
	return template.HTML(html), cmp.Or(err, failed)
}

func (v *View) link(dest string) string {
	v.out.rec.Read(trace.Address, v.page.Path+"\x00"+dest)
	t, ok := v.out.world.Site.Resolve(v.page, dest)
	switch {
	case !ok:
		return template.HTMLEscapeString(dest) // reported by CheckLinks
	case t.Page == v.out.page && t.Suffix != "" && t.Suffix[0] == '#':
		return template.HTMLEscapeString(t.Suffix)
	}
	return template.HTMLEscapeString(v.out.url(t.Address) + t.Suffix)
}

func (v *View) updatedText() string {
	if d := v.Updated(); d != nil {
		return d.Long
	}
	return v.out.page.Locale.Must("date_unknown")
}

// Figure is the dot of the template roadmap.html.
type Figure struct {
	ID    string // unique on the page: "roadmap-1"
	Title string
	SVG   template.HTML
	Table template.HTML
}

func (v *View) roadmap(number string) (string, error) {
	v.out.rec.Read(trace.Chart, v.page.Path+"\x00"+number)
	n, _ := strconv.Atoi(number)
	ref := v.page.Roadmaps[n]
	compiled, ok := v.out.world.Charts[ref.ID]
	if !ok {
		return "", nil // a link to a file that is not there, which CheckLinks reports
	}
	o := v.out.world.Draw
	o.Locale, o.Form, o.IDPrefix = v.out.page.Locale, timeline.Inline, fmt.Sprintf("roadmap-%d-", n+1)
	svg, err := timeline.Draw(compiled.Chart, o)
	if err != nil {
		return "", err
	}
	f := Figure{ID: fmt.Sprintf("roadmap-%d", n+1), Title: ref.Title, SVG: template.HTML(svg),
		Table: template.HTML(timeline.Table(compiled.Chart, o))}
	for _, title := range []string{compiled.Chart.Title, o.Locale.Must("chart")} {
		if f.Title == "" {
			f.Title = title
		}
	}
	set, err := v.out.set("roadmap.html")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = set.ExecuteTemplate(&b, "roadmap.html", f)
	return b.String(), err
}

// Children are the pages under the page, in order.
func (v *View) Children() []*View {
	v.out.rec.Read(trace.Children, v.page.Path)
	return v.out.views(v.page.Children)
}

// Ancestors are the pages above the page, from the home page down.
func (v *View) Ancestors() []*View {
	v.out.rec.Read(trace.Ancestors, v.page.Path)
	return v.out.views(v.page.Ancestors())
}

func (o *output) views(pages []*graph.Page) []*View {
	out := make([]*View, len(pages))
	for i, p := range pages {
		out[i] = o.view(p)
	}
	return out
}

// Prev is the page before this one in reading order, or nil.
func (v *View) Prev() *View { return v.neighbour(true) }

// Next is the page after this one in reading order, or nil.
func (v *View) Next() *View { return v.neighbour(false) }

func (v *View) neighbour(before bool) *View {
	v.out.rec.Read(trace.Neighbours, v.page.Path)
	prev, next := v.out.world.Site.Neighbours(v.page)
	if before {
		return v.out.view(prev)
	}
	return v.out.view(next)
}

// MenuItem is an entry of the menu.
type MenuItem struct {
	Title, URL, Status string
	Current            bool // it is this page
	Open               bool // this page stands below it
	Children           []*MenuItem
}

// Menu is the site's menu as this page shows it.
func (v *View) Menu() []*MenuItem {
	v.out.rec.Read(trace.Menu, v.page.Path)
	return v.out.menu(v.out.world.Site.Menu(v.page))
}

func (o *output) menu(items []graph.MenuItem) []*MenuItem {
	out := make([]*MenuItem, len(items))
	for i, it := range items {
		out[i] = &MenuItem{Title: it.Page.MenuTitle, URL: o.url(it.Page.Address), Status: it.Page.Status,
			Current: it.Current, Open: it.Open, Children: o.menu(it.Children)}
	}
	return out
}

// Asset is the address of a file of the theme, with a mark that changes with
// the file.
func (v *View) Asset(name string) (string, error) {
	f, ok := v.out.world.Theme.File(name)
	if !ok {
		return "", fmt.Errorf("the theme has no file %q", name)
	}
	v.out.rec.Read(trace.File, path.Join(Folder, name))
	return fmt.Sprintf("%s?v=%08x", v.out.url("/"+Folder+"/"+name), uint32(f.Digest)), nil
}

// Param is a value of the page's [extra], nil without one.
func (v *View) Param(key string) any {
	v.out.rec.Read(trace.Extra, v.page.Path+"\x00"+key)
	return param(v.page.Extra, key)
}

func param(t fields.Table, key string) any {
	f, _ := t.Get(key)
	if sub, ok := f.Value.(fields.Table); ok {
		return sub.Map()
	}
	return f.Value
}

// Generator is the name of the program.
func (v *View) Generator() string { return "Kvartal" }

// Site is the site as a whole.
func (v *View) Site() *SiteView { return &SiteView{v.out} }

// SiteView is the site as a template sees it.
type SiteView struct{ out *output }

func (s *SiteView) config(key string) *config.Config {
	s.out.rec.Read(trace.Config, key)
	return s.out.world.Config
}

// Title is the site's name; without one, the front page's title.
func (s *SiteView) Title() string {
	if t := s.config("title").Title; t != "" {
		return t
	}
	return s.Home().Title()
}

// Description is the configuration's sentence about the site.
func (s *SiteView) Description() string { return s.config("description").Description }

// Language is the language of pages that name none.
func (s *SiteView) Language() string { return s.config("language").Language.Tag }

// Home is the front page.
func (s *SiteView) Home() *View { return s.out.view(s.out.world.Site.Home) }

// Param is a value of [extra] in kvartal.toml, nil without one.
func (s *SiteView) Param(key string) any {
	return param(s.config("extra."+key).Extra, key)
}

// Surface returns what the dot of a layout offers, for the documentation:
// "Title", "Site.Title".
func Surface() []string {
	var names []string
	add := func(prefix string, t reflect.Type) {
		for i := range t.NumMethod() {
			names = append(names, prefix+t.Method(i).Name)
		}
	}
	add("", reflect.TypeFor[*View]())
	add("Site.", reflect.TypeFor[*SiteView]())
	slices.Sort(names)
	return names
}
