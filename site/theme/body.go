package theme

import (
	"cmp"
	"html/template"

	"kvartal/site/markdown"
	"kvartal/site/trace"
)

// doc is the page's body, with its headings.
func (v *View) doc() *markdown.Doc {
	v.out.rec.Read(trace.Body, v.page.Path)
	return v.out.world.Site.Doc(v.page)
}

// HasHeading tells that the body begins with its own heading of the first
// level.
func (v *View) HasHeading() bool {
	return v.doc().HasTitle()
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
	doc := v.doc()
	var top []*Heading
	if doc.TOC {
		return nil
	}
	for _, h := range doc.Headings {
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
	var failed error
	html, err := v.doc().Fill(func(hole markdown.Hole, arg string) string {
		switch hole {
		case markdown.LinkHole:
			return v.link(arg)
		case markdown.UpdatedHole:
			return v.updatedText()
		}
		write := v.roadmap
		if hole == markdown.ShortcodeHole {
			write = v.shortcode
		}
		part, err := write(arg)
		if err != nil && failed == nil {
			failed = err
		}
		return part
	})
	return template.HTML(html), cmp.Or(err, failed)
}

func (v *View) link(dest string) string { return template.HTMLEscapeString(v.address(dest)) }

// address returns where a link of the page's text leads, seen from the page that
// is being written.
func (v *View) address(dest string) string {
	v.out.rec.Read(trace.Address, v.page.Path+"\x00"+dest)
	t, ok := v.out.world.Site.Resolve(v.page, dest)
	switch {
	case !ok:
		return dest // reported by CheckLinks
	case t.Page == v.out.page && t.Suffix != "" && t.Suffix[0] == '#':
		return t.Suffix
	}
	return v.out.url(t.Address) + t.Suffix
}

func (v *View) updatedText() string {
	if d := v.Updated(); d != nil {
		return d.Long
	}
	return v.out.page.Locale.Must("date_unknown")
}
