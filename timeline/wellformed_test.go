package timeline_test

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kvartal/timeline"
)

// What a standalone picture may consist of, so that mail programs, wikis and
// sanitizers leave it whole. An inline one has classes besides.
var (
	elements   = []string{"svg", "title", "desc", "g", "a", "rect", "line", "path", "text"}
	attributes = []string{
		"xmlns", "xlink", "viewBox", "width", "height", "role", "lang", "aria-label", "aria-labelledby", "aria-describedby", "id",
		"font-family", "font-size", "font-weight", "text-anchor", "text-rendering", "text-decoration", "textLength", "lengthAdjust",
		"x", "y", "x1", "x2", "y1", "y2", "rx", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
		"href", "title",
	}
	lengths = []string{"viewBox", "width", "height", "font-size", "textLength", "x", "y", "x1", "x2", "y1", "y2", "rx", "d", "stroke-width"}
)

// wellFormed reads a picture as XML. Go's reader accepts an attribute given
// twice; browsers refuse the picture, so that is looked for too.
func wellFormed(t *testing.T, picture string, allowed []string) {
	t.Helper()
	if !strings.HasPrefix(picture, "<svg") {
		t.Errorf("the picture begins with %.20q", picture)
	}
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.Comment, xml.ProcInst, xml.Directive:
			t.Errorf("has a %T", token)
		case xml.StartElement:
			checkElement(t, token, allowed)
		}
	}
}

func checkElement(t *testing.T, e xml.StartElement, allowed []string) {
	t.Helper()
	if !slices.Contains(elements, e.Name.Local) {
		t.Errorf("has the element %q", e.Name.Local)
	}
	seen := map[xml.Name]bool{}
	for _, a := range e.Attr {
		if seen[a.Name] {
			t.Errorf("<%s> has %q twice", e.Name.Local, a.Name.Local)
		}
		seen[a.Name] = true
		if !slices.Contains(allowed, a.Name.Local) {
			t.Errorf("<%s> has the attribute %q", e.Name.Local, a.Name.Local)
		}
		if slices.Contains(lengths, a.Name.Local) && strings.Trim(a.Value, "0123456789.-MLZ ") != "" {
			t.Errorf("<%s> has %s=%q", e.Name.Local, a.Name.Local, a.Value)
		}
	}
}

func TestPicturesAreWellFormed(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			c, _ := timeline.Compile("", g.in, g.options)
			for _, form := range []timeline.Form{timeline.Inline, timeline.Standalone} {
				o, allowed := g.options, attributes
				if o.Form = form; form == timeline.Inline {
					allowed = append(slices.Clone(attributes), "class")
				}
				picture, err := timeline.Draw(c, o)
				if err != nil {
					t.Fatal(err)
				}
				wellFormed(t, string(picture), allowed)
				if got := drawnTwice(t, g, o); got != string(picture) {
					t.Error("drawn twice, the pictures differ")
				}
			}
		})
	}
}

func drawnTwice(t *testing.T, g golden, o timeline.Options) string {
	t.Helper()
	c, _ := timeline.Compile("", g.in, o)
	picture, err := timeline.Draw(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(picture)
}

// In a page, HTML's rules hold: nothing in a picture or table may end it early.
func TestPageKeepsPictureAndTable(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			var svg, table string
			for _, part := range g.results(t) {
				switch part.Name {
				case "out.svg":
					svg = string(part.Data)
				case "table.html":
					table = string(part.Data)
				}
			}
			root, err := html.Parse(strings.NewReader("<!DOCTYPE html><body>" + svg + table + "</body>"))
			if err != nil {
				t.Fatal(err)
			}
			body := root.LastChild.LastChild
			var children []string
			for n := range body.ChildNodes() {
				if n.Type == html.ElementNode {
					children = append(children, n.Data)
				}
			}
			want := []string{"svg", "table"}
			if table == "" { // a golden of a profile has only what differs
				want = want[:1]
			}
			if !slices.Equal(children, want) {
				t.Errorf("the page has %q, not a picture and a table", children)
			}
			for n := range root.Descendants() {
				if n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "img", "foreignobject"}, strings.ToLower(n.Data)) {
					t.Errorf("the page has got a <%s>", n.Data)
				}
			}
		})
	}
}
