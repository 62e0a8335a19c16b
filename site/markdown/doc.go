// Package markdown takes the body of one page and gives its HTML, its headings
// and links, and the roadmaps in it. It looks at nothing but that body, so
// that its result can be kept as long as the body is the same: what depends on
// other pages (the address behind a link, a roadmap's picture, the date of
// last change) stays a hole, filled when the page is written.
package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"kvartal/site/shortcode"
	"kvartal/site/trace"
	"kvartal/timeline"
	"kvartal/timeline/diag"
)

// Doc is a rendered body. Nothing changes it afterwards.
type Doc struct {
	html       string   // with marks in it, see mark
	spilled    *spilled // where html is, if not in memory
	Headings   []Heading
	Anchors    []string         // every id that a link can point at
	Links      []Link           // to pages, files and headings of the site, in order
	Roadmaps   []Roadmap        // the number of a roadmap hole is its place here
	Shortcodes []shortcode.Call // the number of a shortcode hole is its place here
	TOC        bool             // the body has a table of contents of its own
	Summary    string           // plain text before <!--more-->, else of the first paragraph, shortened
	Digest     trace.Digest     // of HTML and headings
}

// Heading is a heading of the body.
type Heading struct {
	Level int // 1 to 6
	ID    string
	Title string // plain text
	NoTOC bool   // has the class "no_toc": no table of contents names it
}

// Link is a link or image that leads to something within the site.
type Link struct {
	Dest  string // as written, Markdown's backslashes and entities read, percent signs not: "../min%20plan.md#2026"
	Pos   diag.Pos
	Width int // characters that the link takes on its line
	Image bool
}

// Roadmap is a chart that the body holds or shows.
type Roadmap struct {
	Text     string            // of a fence
	Line     int               // line of the file that Text begins on; 0 for File
	Indent   []int             // characters before each line of Text, where there are any
	Language timeline.Language // of Text
	File     string            // destination of an image link to a roadmap file, as in Link; "" for a fence
	Title    string            // of an image link: its alternative text
	Pos      diag.Pos          // where the fence or link stands
	Width    int               // characters that the image link takes

	// ID is its anchor on the page, and begins the names of its files: the id that
	// its author gave it, {#plan}, else "roadmap-1" by its number on the page.
	ID         string
	Attributes []Attribute // of the link or fence, in the order written, none of them checked
}

// Hole is a kind of hole in the HTML.
type Hole byte

// The kinds of holes.
const (
	LinkHole    Hole = 'L' // the address for a destination, within an attribute
	RoadmapHole Hole = 'R' // the figure of a roadmap
	UpdatedHole Hole = 'U' // the date of the page's last change, as text

	ShortcodeHole Hole = 'S' // what a shortcode makes
)

// mark writes a hole into HTML. NUL cannot come from a page: a file's own NULs
// are replaced before it is parsed.
func mark(h Hole, arg string) string { return "\x00" + string(h) + arg + "\x00" }

// Fill returns the HTML with every hole replaced by what fill gives for it:
// for a LinkHole by its destination, for a RoadmapHole or a
// ShortcodeHole by its number.
func (d *Doc) Fill(fill func(h Hole, arg string) string) (string, error) {
	rest, err := d.body()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.Grow(len(rest) + len(rest)/8)
	for {
		before, after, found := strings.Cut(rest, "\x00")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		m, tail, _ := strings.Cut(after, "\x00")
		b.WriteString(fill(Hole(m[0]), m[1:]))
		rest = tail
	}
}

// HasTitle tells whether the body's first heading is of the first level, so
// that the page needs no other title over it.
func (d *Doc) HasTitle() bool { return len(d.Headings) > 0 && d.Headings[0].Level == 1 }

func (d *Doc) sum() trace.Digest {
	s := trace.NewSum().Add(d.html)
	for _, h := range d.Headings {
		s.Int(h.Level).Add(h.ID, h.Title, strconv.FormatBool(h.NoTOC))
	}
	for _, c := range d.Shortcodes {
		s.Add(c.String())
	}
	return s.Digest()
}

// Format gives the document as text, for goldens: the HTML with holes as
// ⟦link x.md⟧, then headings, links and roadmaps.
func Format(d *Doc) string {
	names := map[Hole]string{LinkHole: "link ", RoadmapHole: "roadmap ", ShortcodeHole: "shortcode ", UpdatedHole: "updated"}
	var b strings.Builder
	body, err := d.Fill(func(h Hole, arg string) string { return "⟦" + names[h] + arg + "⟧" })
	if err != nil {
		return err.Error()
	}
	b.WriteString(strings.TrimRight(body, "\n") + "\n")
	for _, h := range d.Headings {
		fmt.Fprintf(&b, "heading %d #%s %s%s\n", h.Level, h.ID, strconv.Quote(h.Title), map[bool]string{true: " not in contents"}[h.NoTOC])
	}
	for _, l := range d.Links {
		fmt.Fprintf(&b, "%s %d:%d %s\n", map[bool]string{false: "link", true: "picture"}[l.Image], l.Pos.Line, l.Pos.Col, l.Dest)
	}
	for i, r := range d.Roadmaps {
		if r.File != "" {
			fmt.Fprintf(&b, "roadmap %d %d:%d file %s %s\n", i, r.Pos.Line, r.Pos.Col, r.File, strconv.Quote(r.Title))
		} else {
			fmt.Fprintf(&b, "roadmap %d at line %d: %d lines\n", i, r.Line, strings.Count(r.Text, "\n"))
		}
		if r.ID != roadmapID(i) {
			fmt.Fprintf(&b, "  called %q\n", r.ID)
		}
		for _, a := range r.Attributes {
			fmt.Fprintf(&b, "  %d:%d %s = %s\n", a.Pos.Line, a.Pos.Col, a.Name, strconv.Quote(a.Value))
		}
	}
	for i, c := range d.Shortcodes {
		fmt.Fprintf(&b, "shortcode %d %d:%d %s\n", i, c.Pos.Line, c.Pos.Col, c)
	}
	if d.Summary != "" {
		fmt.Fprintf(&b, "summary %s\n", d.Summary)
	}
	return b.String()
}
