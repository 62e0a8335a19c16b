package theme

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/figures"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/trace"
	"kvartal/timeline"
)

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

// TOC is the page's headings of the second and third level, as a tree, but for
// those with the class "no_toc"; nothing when the text has its own.
func (v *View) TOC() []*Heading {
	v.out.rec.Read(trace.Body, v.page.Path)
	var top []*Heading
	if v.page.Doc.TOC {
		return nil
	}
	for _, h := range v.page.Doc.Headings {
		if h.NoTOC {
			continue
		}
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
	ID     string // unique on the page: "roadmap-1"
	Title  string
	Forms  []Form        // of the picture, from narrow to wide, of which one is to be seen
	SVG    template.HTML // the last of them
	Table  template.HTML // of all dates
	Source string        // its text, where that is shown too
	Files  []FigureFile  // for slides, calendars, spreadsheets
}

// Form is a form of a roadmap's picture.
type Form struct {
	Name string // "narrow", "medium", "wide"; of a page that asks for one profile, that alone
	SVG  template.HTML
}

// FigureFile is a file of a roadmap beside its page.
type FigureFile struct {
	Kind  string // "svg"
	Label string // in the language of the page
	URL   string
}

func (v *View) roadmap(number string) (string, error) {
	v.out.rec.Read(trace.Chart, v.page.Path+"\x00"+number)
	n, _ := strconv.Atoi(number)
	ref := v.page.Roadmaps[n]
	compiled, ok := v.out.world.Charts[ref.ID]
	if !ok {
		return "", nil // a link to a file that is not there, which CheckLinks reports
	}
	in := v.out.world.figure(v.page, n, compiled)
	in.Locale = v.out.page.Locale // a list may show the text of a page in another language
	forms, err := figures.Forms(in)
	if err != nil {
		return "", err
	}
	f := Figure{ID: in.ID, Title: cmp.Or(ref.Title, compiled.Chart.Title, in.Locale.Must("chart")),
		Table: template.HTML(timeline.Table(compiled.Chart, timeline.Options{Locale: in.Locale}))}
	if ref.Source {
		f.Source = compiled.Text
	}
	for _, form := range forms {
		f.SVG = template.HTML(form.SVG)
		f.Forms = append(f.Forms, Form{form.Name, f.SVG})
	}
	for _, kind := range ref.Files {
		f.Files = append(f.Files, FigureFile{Kind: kind, Label: in.Locale.Must("file_" + kind), URL: v.out.url(v.page.RoadmapFile(n, kind))})
	}
	set, err := v.out.set("roadmap.html")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = set.ExecuteTemplate(&b, "roadmap.html", f)
	return b.String(), err
}

// figure is what a page's roadmap is drawn from, counted from 0.
func (w World) figure(p *graph.Page, n int, c *charts.Compiled) figures.Input {
	return figures.Input{Chart: c.Chart, Profile: p.Roadmaps[n].Profile, Locale: p.Locale, ID: graph.RoadmapID(n)}
}

// RoadmapFile returns what makes a file of a page's roadmap, counted from 0. What
// it reads is in the recorder at once.
func RoadmapFile(w World, p *graph.Page, n int, kind string, rec *trace.Recorder) func() ([]byte, error) {
	rec.Read(trace.Meta, p.Path)
	rec.Read(trace.Chart, p.Path+"\x00"+strconv.Itoa(n))
	return func() ([]byte, error) { return figures.Write(kind, w.figure(p, n, w.Charts[p.Roadmaps[n].ID])) }
}
