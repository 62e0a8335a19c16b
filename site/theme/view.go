package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/milestones"
	"kvartal/site/trace"
	"kvartal/timeline/calendar"
)

// World is what views read from: one state of the site. Nothing changes it.
type World struct {
	Config  *config.Config
	Content string // name of the content folder
	Site    *graph.Site
	Theme   *Theme
	Charts  charts.Set
	Menus   *Menus
	Today   calendar.Instant

	Milestones milestones.List
	Footer     *markdown.Doc // of theme.footer; nil without

	// Offline says that links name the file of a folder, "plan/index.html", as
	// they must where no web server looks for it.
	Offline bool
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

// pageSize is room for a usual page, in bytes, so that it is not moved while it
// grows.
const pageSize = 16 << 10

// Write writes a page with a layout and returns its HTML. What was read is in
// the recorder afterwards.
func Write(w World, page *graph.Page, layout string, rec *trace.Recorder) ([]byte, error) {
	o := &output{world: w, rec: rec, page: page, layout: layout}
	set, err := o.set(layout)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(pageSize)
	if err := set.ExecuteTemplate(&b, layout, o.view(page)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
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
func (o *output) url(to string) string { return o.relative(to) + o.indexFile(to) }

func (o *output) relative(to string) string {
	if o.page.Kind == graph.Missing {
		o.rec.Read(trace.Config, "base_url")
		return graph.Absolute(o.world.Config.BasePath(), to)
	}
	return graph.Relative(o.page.Address, to)
}

// indexFile is what stands behind the address of a folder where no web server
// looks for its file, else "".
func (o *output) indexFile(to string) string {
	if o.world.Offline && o.page.Kind != graph.Missing && strings.HasSuffix(to, "/") {
		return "index.html"
	}
	return ""
}

// root is the address of the site's root in the same sense: "../../", or
// "/os2display/" on the page for missing addresses.
func (o *output) root() string { return o.relative("/") }

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

// Kind is "home", "section", "page", "taxonomy", "term", "redirect" or "404".
func (v *View) Kind() string { return string(v.meta().Kind) }

// IsHome tells whether it is the front page.
func (v *View) IsHome() bool { return v.meta().Kind == graph.Home }

// URL is the page's address, relative to the page being written.
func (v *View) URL() string { return v.out.url(v.meta().Address) }

// Summary is the author's summary, or the beginning of the first paragraph.
func (v *View) Summary() string {
	v.out.rec.Read(trace.Summary, v.page.Path)
	return v.out.world.Site.Summary(v.page)
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

// Asset is the address of a file of the theme, with a mark that changes with
// the file.
func (v *View) Asset(name string) (string, error) {
	f, ok := v.out.world.Theme.File(name)
	if !ok {
		return "", v.out.world.Theme.noFile(name)
	}
	v.out.rec.Read(trace.File, path.Join(Folder, name))
	return fmt.Sprintf("%s?v=%08x", v.out.url("/"+Folder+"/"+name), uint32(f.Digest)), nil
}

// Param is a value of the page's [extra], nil without one.
func (v *View) Param(key string) any {
	v.out.rec.Read(trace.Extra, v.page.Path+"\x00"+key)
	return v.page.Extra.Value(key)
}

// Generator is the name of the program.
func (v *View) Generator() string { return "Kvartal" }

// Site is the site as a whole.
func (v *View) Site() *SiteView { return &SiteView{v.out} }
