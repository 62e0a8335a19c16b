// Package svg takes a scene and writes it as SVG: inline, for a page whose style
// sheet (CSS) gives it the page's light or dark colours, or standalone, with its
// colours in presentation attributes and nothing in it that a mail program, a
// wiki or a sanitizer would have to remove.
package svg

import (
	"strings"

	"kvartal/timeline/scene"
)

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
	p := newPen(o)
	p.root(s, hasLinks(s.Nodes))
	p.nodes(s.Nodes)
	return p.end()
}

// root opens the picture. Where something in it can be focused it is a group,
// whose parts screen readers may enter; else it is one image.
func (p *pen) root(s *scene.Scene, links bool) {
	w, h := scene.Length(s.Width), scene.Length(s.Height)
	var a attrs
	a.when(p.form == Inline, attrClass, "kv-chart")
	a.set(attrWidth, w)
	a.set(attrHeight, h)
	a.set(attrViewBox, "0 0 "+w+" "+h)
	a.set(attrRole, "img")
	if links {
		a.set(attrRole, "group")
	}
	a.when(s.Lang != "", attrLang, s.Lang)
	named := p.prefix != ""
	a.when(named, attrLabelledBy, p.prefix+"-title")
	a.when(named && s.Desc != "", attrDescribedBy, p.prefix+"-desc")
	a.when(!named && s.Title != "", attrLabel, s.Title)
	a.set(attrFontFamily, fonts)
	a.set(attrFontSize, scene.Length(baseSize))
	a.set(attrTextRendering, "geometricPrecision")
	p.start(a)
	p.words("title", "-title", s.Title)
	if s.Desc != "" {
		p.words("desc", "-desc", s.Desc)
	}
}

func hasLinks(nodes []scene.Node) bool {
	for _, n := range nodes {
		if g, ok := n.(scene.Group); ok && (g.Link != "" || hasLinks(g.Nodes)) {
			return true
		}
	}
	return false
}

func (p *pen) nodes(nodes []scene.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			p.group(n)
		case scene.Rect:
			p.rect(n.X, n.Y, n.W, n.H, p.attrs(look{fill: n.Fill, stroke: n.Stroke, width: n.StrokeWidth, radius: n.Radius}))
		case scene.Line:
			p.line(n.X1, n.Y1, n.X2, n.Y2, p.attrs(look{stroke: n.Stroke, width: n.Width, dash: n.Dash}))
		case scene.Path:
			p.path(n.Points, n.Closed, p.attrs(look{fill: n.Fill, stroke: n.Stroke, width: n.Width, open: !n.Closed}))
		case scene.Text:
			p.write(n.X, n.Y, n.S, p.attrs(look{
				fill: n.Fill, size: n.Size, bold: n.Bold, underline: n.Underline, anchor: n.Anchor,
			}))
		}
	}
}

// group writes a <g> only where it carries something: a tooltip or a link.
func (p *pen) group(g scene.Group) {
	if g.Link != "" {
		p.openLink(g.Link)
	}
	if g.Tip != "" {
		p.openGroup(attrs{})
		p.canvas.Title(g.Tip)
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
	width, radius   int
	dash, open      bool
	size            int // of a text; 0: it is none
	bold, underline bool
	anchor          scene.Anchor
}

// attrs returns the attributes of a look, written once.
func (p *pen) attrs(l look) attrs {
	if a, ok := p.looks[l]; ok {
		return a
	}
	a := p.paint(l.fill, l.stroke, l.width)
	a.when(l.radius != 0, attrRadius, scene.Length(l.radius))
	a.when(l.dash, attrDashes, "5 3")
	if l.open {
		a.set(attrFill, "none")
		a.set(attrLineCap, "round")
		a.set(attrLineJoin, "round")
	}
	a.when(l.size != 0 && l.size != baseSize, attrFontSize, scene.Length(l.size))
	a.when(l.bold, attrFontWeight, "700")
	a.when(l.underline, attrDecoration, "underline")
	a.when(l.anchor != scene.Start, attrAnchor, l.anchor.String())
	a.list = []string{strings.Join(a.list, " ")} // svgo copies once for each
	p.looks[l] = a
	return a
}

// paint gives fill and stroke: by class and, for readers without the style
// sheet, by colour; standalone by colour alone.
func (p *pen) paint(fill, stroke scene.Paint, width int) attrs {
	var a attrs
	if fill != scene.None && !fill.Fills() || stroke != scene.None && !stroke.Strokes() {
		p.fail("svg: the style sheet has no fill %s with stroke %s", fill, stroke)
	}
	if p.form == Inline {
		class := ""
		if fill != scene.None {
			class = fillClass(fill)
		}
		if stroke != scene.None {
			if class != "" {
				class += " "
			}
			class += strokeClass(stroke)
		}
		a.when(class != "", attrClass, class)
	}
	if fill != scene.None {
		a.set(attrFill, p.palette.Color(fill))
	}
	if stroke != scene.None {
		a.set(attrStroke, p.palette.Color(stroke))
		a.when(width != scene.Px, attrStrokeWidth, scene.Length(width))
	}
	return a
}
