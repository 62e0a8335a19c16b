package svg

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	svgo "github.com/ajstarks/svgo/float"

	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// pen is the only user of svgo, which writes the document: its root, groups and
// links, and their ends. It escapes no attributes and no links, and does not see
// whether groups are closed. So: attributes come from attrs alone, links pass
// href.Safe, and end refuses what is not balanced.
//
// The shapes and texts, of which a chart has thousands, and what is told of them
// the pen appends itself to what svgo has written. Their lengths are whole
// numbers, which svgo would print from floating point, each with as many decimals
// as the others.
type pen struct {
	canvas  *svgo.SVG // writes with the pen
	out     []byte
	form    Form
	palette *scene.Palette
	prefix  string // of ids
	looks   map[look]string
	room    []byte   // to write attributes in
	open    []string // elements to be closed, outermost first
	err     error    // the first thing that went wrong
}

// usualLooks is how many ways for something to look most charts have at most.
const usualLooks = 28

// newPen begins a picture that will have about so many bytes.
func newPen(o Options, size int) *pen {
	p := &pen{
		out: make([]byte, 0, size), form: o.Form, palette: o.Palette, prefix: o.IDPrefix,
		looks: make(map[look]string, usualLooks), room: make([]byte, 0, 512),
	}
	p.canvas = svgo.New(p)
	return p
}

// Write takes what svgo writes.
func (p *pen) Write(b []byte) (int, error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

// rootGap is what svgo writes before each attribute of the root.
const rootGap = "\n     "

// start writes the root element, with attributes behind a rootGap each.
func (p *pen) start(a attrs) {
	p.canvas.Startraw(strings.TrimPrefix(string(a.text), rootGap))
	// svgo begins with an XML prolog and a comment, which HTML and mail do not take.
	p.out = slices.Delete(p.out, 0, bytes.Index(p.out, []byte("<svg")))
	p.open = append(p.open, "svg")
}

// end closes the root and gives the picture.
func (p *pen) end() ([]byte, error) {
	if len(p.open) != 1 {
		p.fail("svg: unbalanced elements: %s left open", strings.Join(p.open, ", "))
	}
	if p.err != nil {
		return nil, p.err
	}
	p.canvas.End()
	return p.out, nil
}

func (p *pen) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

func (p *pen) openGroup() {
	p.canvas.Group()
	p.open = append(p.open, "g")
}

// openLink begins a link. Layout lets only safe addresses through; another one
// here is a mistake of the program.
func (p *pen) openLink(address string) {
	safe, ok := href.Safe(address)
	if !ok {
		p.fail("svg: link not allowed: %q", address)
		safe = "#"
	}
	p.canvas.Link(escape(safe), "")
	p.open = append(p.open, "a")
}

// close ends the innermost group or link.
func (p *pen) close() {
	if len(p.open) <= 1 {
		p.fail("svg: nothing to close")
		return
	}
	last := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if last == "a" {
		p.canvas.LinkEnd()
		return
	}
	p.canvas.Gend()
}

// rect writes a box. look has its attributes besides place and size, each with a
// blank before it.
func (p *pen) rect(r scene.Rect, look string) {
	if r.W < 0 || r.H < 0 {
		p.fail("svg: a box of negative size: %d by %d", r.W, r.H)
	}
	out := p.length(p.out, `<rect x="`, r.X)
	out = p.length(out, `" y="`, r.Y)
	out = p.length(out, `" width="`, r.W)
	out = p.length(out, `" height="`, r.H)
	p.out = appendAll(out, `"`, look, "/>\n")
}

func (p *pen) line(l scene.Line, look string) {
	out := p.length(p.out, `<line x1="`, l.X1)
	out = p.length(out, `" y1="`, l.Y1)
	out = p.length(out, `" x2="`, l.X2)
	out = p.length(out, `" y2="`, l.Y2)
	p.out = appendAll(out, `"`, look, "/>\n")
}

func (p *pen) path(n scene.Path, look string) {
	if len(n.Points) == 0 {
		p.fail("svg: a path without points")
	}
	out, before := p.out, `<path d="M`
	for _, q := range n.Points {
		out = p.length(out, before, q.X)
		out = p.length(out, " ", q.Y)
		before = "L"
	}
	if n.Closed {
		out = append(out, 'Z')
	}
	p.out = appendAll(out, `"`, look, "/>\n")
}

func (p *pen) text(t scene.Text, look string) {
	out := p.length(p.out, `<text x="`, t.X)
	out = p.length(out, `" y="`, t.Y)
	out = appendAll(out, `"`, look, ">")
	p.out = append(appendEscaped(out, t.S), "</text>\n"...)
}

// words writes a <title> or <desc>. svgo's own cannot have an id; "": this one has
// none either.
func (p *pen) words(element, id, text string) {
	out := appendAll(p.out, "<", element)
	if id != "" {
		out = append(appendEscaped(append(out, ` id="`...), id), '"')
	}
	out = appendEscaped(append(out, '>'), text)
	p.out = appendAll(out, "</", element, ">\n")
}

// length appends a length in pixels and what stands before it. Lengths that no
// reader's numbers hold are refused.
func (p *pen) length(to []byte, before string, n int) []byte {
	if n > 1<<50 || n < -1<<50 {
		p.fail("svg: a length beyond all measure: %d", n)
	}
	return scene.AppendLength(append(to, before...), n)
}

func appendAll(to []byte, parts ...string) []byte {
	for _, s := range parts {
		to = append(to, s...)
	}
	return to
}
