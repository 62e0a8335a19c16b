package theme

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"

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
