package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	svgo "github.com/ajstarks/svgo/float"

	"kvartal/timeline/href"
	"kvartal/timeline/scene"
)

// pen is the only user of svgo, which writes elements but escapes neither
// attributes nor links, prints what is not a number, and does not see whether
// groups are closed. So: attributes come from attrs alone, lengths are whole
// numbers, links pass href.Safe, and end refuses what is not balanced.
type pen struct {
	canvas  *svgo.SVG
	out     *bytes.Buffer
	form    Form
	palette *scene.Palette
	prefix  string // of ids
	looks   map[look]attrs
	open    []string // elements to be closed, outermost first
	err     error    // the first thing that went wrong
}

func newPen(o Options) *pen {
	out := new(bytes.Buffer)
	return &pen{canvas: svgo.New(out), out: out, form: o.Form, palette: o.Palette, prefix: o.IDPrefix, looks: map[look]attrs{}}
}

// start writes the root element.
func (p *pen) start(a attrs) {
	p.canvas.Startraw(a.list...)
	// svgo begins with an XML prolog and a comment, which HTML and mail do not take.
	at := bytes.Index(p.out.Bytes(), []byte("<svg"))
	root := bytes.Clone(p.out.Bytes()[at:])
	p.out.Reset()
	p.out.Write(root)
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
	return p.out.Bytes(), nil
}

func (p *pen) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

func (p *pen) openGroup(a attrs) {
	p.canvas.Group(a.list...)
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

func (p *pen) rect(x, y, w, h int, a attrs) {
	if w < 0 || h < 0 {
		p.fail("svg: a box of negative size: %d by %d", w, h)
	}
	n := p.numbers(x, y, w, h)
	p.canvas.Rect(n[0], n[1], n[2], n[3], a.list...)
}

func (p *pen) line(x1, y1, x2, y2 int, a attrs) {
	n := p.numbers(x1, y1, x2, y2)
	p.canvas.Line(n[0], n[1], n[2], n[3], a.list...)
}

func (p *pen) path(points []scene.Point, closed bool, a attrs) {
	if len(points) == 0 {
		p.fail("svg: a path without points")
		return
	}
	d := make([]byte, 0, 14*len(points))
	for i, q := range points {
		d = append(d, "ML"[min(i, 1)])
		d = scene.AppendLength(append(scene.AppendLength(d, q.X), ' '), q.Y)
	}
	if closed {
		d = append(d, 'Z')
	}
	p.canvas.Path(string(d), a.list...)
}

func (p *pen) write(x, y int, words string, a attrs) {
	n := p.numbers(x, y)
	p.canvas.Text(n[0], n[1], words, a.list...)
}

// words writes a <title> or <desc> with an id, which svgo's own cannot have.
func (p *pen) words(element, id, text string) {
	if p.prefix == "" {
		fmt.Fprintf(p.out, "<%s>%s</%s>\n", element, escape(text), element)
		return
	}
	fmt.Fprintf(p.out, "<%s id=\"%s\">%s</%s>\n", element, escape(p.prefix+id), escape(text), element)
}

// numbers turns lengths into svgo's pixels and has it print no more decimals
// than they need. Whole numbers cannot be NaN or infinite; those beyond what a
// float64 holds exactly are refused.
func (p *pen) numbers(lengths ...int) [4]float64 {
	var out [4]float64
	p.canvas.Decimals = 0
	for i, n := range lengths {
		if n > 1<<50 || n < -1<<50 {
			p.fail("svg: a length beyond all measure: %d", n)
			n = 0
		}
		switch {
		case n%10 != 0:
			p.canvas.Decimals = 2
		case n%100 != 0:
			p.canvas.Decimals = max(p.canvas.Decimals, 1)
		}
		out[i] = float64(n) / scene.Px
	}
	return out
}

// escape makes text safe between quotes and between tags; what XML cannot hold
// becomes U+FFFD.
func escape(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a strings.Builder never fails
	return b.String()
}

// isPlain tells whether a text has nothing to escape, as most have: it is printed
// ASCII without marks of XML.
func isPlain(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c > '~', c == '&', c == '<', c == '>', c == '"', c == '\'':
			return false
		}
	}
	return true
}
