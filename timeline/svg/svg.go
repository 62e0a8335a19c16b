// Package svg takes a scene and writes it as SVG: inline, for a page whose style
// sheet (CSS) gives it the page's light or dark colours, or standalone, with its
// colours in presentation attributes and nothing in it that a mail program, a
// wiki or a sanitizer would have to remove.
package svg

import "kvartal/timeline/scene"

// Form says where the picture is used.
type Form int

// The forms.
const (
	Inline     Form = iota // part of an HTML page that has CSS()
	Standalone             // a file of its own
)

// Options say how to write.
type Options struct {
	Form     Form           // Inline by default
	Palette  *scene.Palette // nil: scene.Light(). Inline, it is what readers without the style sheet see
	IDPrefix string         // begins every id, unique in a page; "": the picture has no ids
}

// fonts are asked for in this order: the first three have the widths that
// layout measured with.
const fonts = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"

// baseSize is the size of texts that say none.
const baseSize = 12 * scene.Px

// Write returns the picture, without XML prolog. It fails when the scene asks
// for what no picture can have, a negative width or a link that is not safe.
func Write(s *scene.Scene, o Options) ([]byte, error) {
	if o.Palette == nil {
		o.Palette = scene.Light()
	}
	links, size := survey(s.Nodes, o.Form.leafSize())
	p := newPen(o, rootSize+size)
	p.root(s, links)
	p.nodes(s.Nodes)
	return p.end()
}

// root opens the picture. Where something in it can be focused it is a group,
// whose parts screen readers may enter; else it is one image.
func (p *pen) root(s *scene.Scene, links bool) {
	w, h := scene.Length(s.Width), scene.Length(s.Height)
	named := p.prefix != ""
	a := attrs{text: p.room[:0], gap: rootGap}
	if p.form == Inline {
		a.set(attrClass, "kv-chart")
	}
	a.set(attrWidth, w)
	a.set(attrHeight, h)
	a.set(attrViewBox, "0 0 "+w+" "+h)
	if links {
		a.set(attrRole, "group")
	} else {
		a.set(attrRole, "img")
	}
	if s.Lang != "" {
		a.set(attrLang, s.Lang)
	}
	if named {
		a.set(attrLabelledBy, p.prefix+"-title")
	}
	if named && s.Desc != "" {
		a.set(attrDescribedBy, p.prefix+"-desc")
	}
	if !named && s.Title != "" {
		a.set(attrLabel, s.Title)
	}
	a.set(attrFontFamily, fonts)
	a.length(attrFontSize, baseSize)
	a.set(attrTextRendering, "geometricPrecision")
	p.start(a)
	var title, desc string
	if named {
		title, desc = p.prefix+"-title", p.prefix+"-desc"
	}
	p.words("title", title, s.Title)
	if s.Desc != "" {
		p.words("desc", desc, s.Desc)
	}
}

// survey tells whether there are links, and about how many bytes the nodes take
// where a shape or a text without its words takes leaf.
func survey(nodes []scene.Node, leaf int) (links bool, size int) {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			within, inner := survey(n.Nodes, leaf)
			links = links || within || n.Link != ""
			size += inner + len(n.Tip) + len(n.Link) + groupSize
		case scene.Text:
			size += len(n.S) + leaf
		case scene.Path:
			size += len(n.Points)*pointSize + leaf
		default:
			size += leaf
		}
	}
	return links, size
}

// About how many bytes a picture takes besides its words: rather more than most
// need than less. Only the time that it takes to write depends on them.
const (
	rootSize  = 900
	groupSize = 40
	pointSize = 12
)

// leafSize is that of a shape or a text: inline, it has classes besides colours.
func (f Form) leafSize() int {
	if f == Inline {
		return 93
	}
	return 74
}

func (p *pen) nodes(nodes []scene.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			p.group(n)
		case scene.Rect:
			p.rect(n, p.look(look{fill: n.Fill, stroke: n.Stroke, width: n.StrokeWidth, radius: n.Radius}))
		case scene.Line:
			p.line(n, p.look(look{stroke: n.Stroke, width: n.Width, dash: n.Dash}))
		case scene.Path:
			p.path(n, p.look(look{fill: n.Fill, stroke: n.Stroke, width: n.Width, open: !n.Closed}))
		case scene.Text:
			p.text(n, p.look(look{fill: n.Fill, size: n.Size, bold: n.Bold, underline: n.Underline, anchor: n.Anchor}))
		}
	}
}

// group writes a <g> only where it carries something: a tooltip or a link.
func (p *pen) group(g scene.Group) {
	if g.Link != "" {
		p.openLink(g.Link)
	}
	if g.Tip != "" {
		p.openGroup()
		p.words("title", "", g.Tip)
	}
	p.nodes(g.Nodes)
	if g.Tip != "" {
		p.close()
	}
	if g.Link != "" {
		p.close()
	}
}

// look is how an element looks, without its place and size. A chart has many
// elements and few looks.
type look struct {
	fill, stroke    scene.Paint
	anchor          scene.Anchor
	dash, open      bool
	bold, underline bool
	size            int // of a text; 0: it is none
	width, radius   int
}

// look returns the attributes of a look, each with a blank before it: written
// once.
func (p *pen) look(l look) string {
	if written, ok := p.looks[l]; ok {
		return written
	}
	a := attrs{text: p.room[:0], gap: " "}
	if l.open { // nothing is within
		l.fill = scene.None
	}
	p.class(&a, l.fill, l.stroke)
	if l.fill != scene.None {
		a.set(attrFill, p.palette.Color(l.fill))
	}
	if l.stroke != scene.None {
		a.set(attrStroke, p.palette.Color(l.stroke))
		if l.width != scene.Px {
			a.length(attrStrokeWidth, l.width)
		}
	}
	if l.radius != 0 {
		a.length(attrRadius, l.radius)
	}
	if l.dash {
		a.set(attrDashes, "5 3")
	}
	if l.open {
		a.set(attrFill, "none")
		a.set(attrLineCap, "round")
		a.set(attrLineJoin, "round")
	}
	if l.size != 0 && l.size != baseSize {
		a.length(attrFontSize, l.size)
	}
	if l.bold {
		a.set(attrFontWeight, "700")
	}
	if l.underline {
		a.set(attrDecoration, "underline")
	}
	if l.anchor != scene.Start {
		a.set(attrAnchor, l.anchor.String())
	}
	p.room = a.text
	written := string(a.text)
	p.looks[l] = written
	return written
}

// class names the paints for the style sheet of a page. The colours are told
// besides, for readers without it; a standalone picture has these alone.
func (p *pen) class(a *attrs, fill, stroke scene.Paint) {
	if fill != scene.None && !fill.Fills() || stroke != scene.None && !stroke.Strokes() {
		p.fail("svg: the style sheet has no fill %s with stroke %s", fill, stroke)
	}
	switch {
	case p.form != Inline || fill == scene.None && stroke == scene.None:
	case stroke == scene.None:
		a.set(attrClass, fillClass(fill))
	case fill == scene.None:
		a.set(attrClass, strokeClass(stroke))
	default:
		a.set(attrClass, fillClass(fill)+" "+strokeClass(stroke))
	}
}
