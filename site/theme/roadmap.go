package theme

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"kvartal/site/figures"
	"kvartal/site/graph"
	"kvartal/site/milestones"
	"kvartal/site/trace"
	"kvartal/timeline"
	"kvartal/timeline/chart"
)

// Figure is the dot of the template roadmap.html.
type Figure struct {
	ID     string // unique on the page: "roadmap-1", or its author's own
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

	Subscribe template.URL // of a calendar, where base_url is known: opens it in a calendar program that follows it
}

func (v *View) roadmap(number string) (string, error) {
	v.out.rec.Read(trace.Chart, v.page.Path+"\x00"+number)
	n, _ := strconv.Atoi(number)
	ref := v.out.world.Site.Roadmaps(v.page)[n]
	compiled, ok := v.out.world.Charts[ref.ID]
	if !ok {
		return "", nil // a link to a file that is not there, which CheckLinks reports
	}
	shown := compiled.Chart.Linked(func(link string) string {
		if !graph.Internal(link) {
			return link
		}
		return v.address(link)
	})
	in := v.out.world.figure(v.page, n, shown)
	in.Locale = v.out.page.Locale // a list may show the text of a page in another language
	forms, err := figures.Forms(in)
	if err != nil {
		return "", err
	}
	f := Figure{ID: ref.Anchor, Title: cmp.Or(ref.Title, compiled.Chart.Title, in.Locale.Must("chart")),
		Table: template.HTML(timeline.Table(shown, timeline.Options{Locale: in.Locale}))}
	if ref.Text {
		f.Source = compiled.Text
	}
	for _, form := range forms {
		f.SVG = template.HTML(form.SVG)
		f.Forms = append(f.Forms, Form{form.Name, f.SVG})
	}
	for _, kind := range ref.Files {
		file := FigureFile{Kind: kind, Label: in.Locale.Must("file_" + kind), URL: v.out.url(v.out.world.Site.RoadmapFile(v.page, n, kind))}
		if kind == "ics" {
			v.out.rec.Read(trace.Config, "base_url")
			file.Subscribe = webcal(graph.Published(v.out.world.Config.BaseURL, v.out.world.Site.RoadmapFile(v.page, n, kind)))
		}
		f.Files = append(f.Files, file)
	}
	set, err := v.out.set("roadmap.html")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = set.ExecuteTemplate(&b, "roadmap.html", f)
	return b.String(), err
}

// webcal returns an address with the scheme that calendar programs answer to.
func webcal(address string) template.URL {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	return template.URL("webcal://" + rest)
}

// figure is what a page's roadmap is drawn from, counted from 0. The ids within its
// picture go by its number: names may differ in case alone.
func (w World) figure(p *graph.Page, n int, c *chart.Chart) figures.Input {
	r := w.Site.Roadmaps(p)[n]
	return figures.Input{Chart: c, Title: r.Title, Profile: r.Profile, Arrows: r.Arrows, Locale: p.Locale, ID: "roadmap-" + strconv.Itoa(n+1), Events: milestones.Calendar(p, r, w.Config)}
}

// Later is a file that is made when somebody wants it.
type Later struct {
	Write  func() ([]byte, error)
	Recipe func() (trace.Digest, bool) // of a file that costs much: see figures.Recipe; nil or false for others
}

// RoadmapFile returns what makes a file of a page's roadmap, counted from 0. What
// it reads is in the recorder at once.
func RoadmapFile(w World, p *graph.Page, n int, kind string, rec *trace.Recorder) Later {
	rec.Read(trace.Meta, p.Path)
	rec.Read(trace.Chart, p.Path+"\x00"+strconv.Itoa(n))
	rec.Read(trace.Config, "base_url")
	shown := w.Charts[w.Site.Roadmaps(p)[n].ID].Chart.Linked(func(link string) string {
		if graph.Internal(link) {
			rec.Read(trace.Address, p.Path+"\x00"+link)
		}
		return w.Site.FileLink(w.Config.BaseURL, p, link)
	})
	in := w.figure(p, n, shown)
	return Later{
		Write:  func() ([]byte, error) { return figures.Write(kind, in) },
		Recipe: func() (trace.Digest, bool) { return figures.Recipe(kind, in) },
	}
}
