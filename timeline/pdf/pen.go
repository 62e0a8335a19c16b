package pdf

import (
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"kvartal/timeline/font"
	"kvartal/timeline/scene"
)

// pen draws on one page.
type pen struct {
	f       *fpdf.Fpdf
	palette *scene.Palette
}

func (p *pen) nodes(nodes []scene.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			p.nodes(n.Nodes)
			if whole(n.Link) {
				p.link(n)
			}
		case scene.Rect:
			if style := p.paint(n.Fill, n.Stroke, n.StrokeWidth); style != "" {
				p.f.SetLineJoinStyle("miter")
				p.rect(n, style)
			}
		case scene.Line:
			p.line(n)
		case scene.Path:
			p.path(n)
		case scene.Text:
			p.text(n)
		}
	}
}

// paint sets the colours and says what to do with a shape: "F", "D", "FD", or ""
// for nothing.
func (p *pen) paint(fill, stroke scene.Paint, width int) string {
	style := ""
	if fill != scene.None {
		p.f.SetFillColor(p.rgb(fill))
		style = "F"
	}
	if stroke != scene.None && width > 0 {
		p.f.SetDrawColor(p.rgb(stroke))
		p.f.SetLineWidth(float64(width) * scale)
		style += "D"
	}
	return style
}

func (p *pen) rgb(paint scene.Paint) (r, g, b int) {
	fmt.Sscanf(p.palette.Color(paint), "#%02x%02x%02x", &r, &g, &b) // palettes are tables that a test of scene reads likewise
	return r, g, b
}

func at(x, y int) (float64, float64) { return float64(x) * scale, float64(y) * scale }

func (p *pen) rect(r scene.Rect, style string) {
	x, y := at(r.X, r.Y)
	w, h := float64(r.W)*scale, float64(r.H)*scale
	if r.Radius == 0 {
		p.f.Rect(x, y, w, h, style)
		return
	}
	p.f.RoundedRect(x, y, w, h, float64(min(r.Radius, r.W/2, r.H/2))*scale, "1234", style)
}

func (p *pen) line(l scene.Line) {
	if p.paint(scene.None, l.Stroke, l.Width) == "" {
		return
	}
	p.f.SetLineCapStyle("butt")
	if l.Dash {
		p.f.SetDashPattern([]float64{5 * scene.Px * scale, 3 * scene.Px * scale}, 0)
		defer p.f.SetDashPattern(nil, 0)
	}
	x1, y1 := at(l.X1, l.Y1)
	x2, y2 := at(l.X2, l.Y2)
	p.f.Line(x1, y1, x2, y2)
}

func (p *pen) path(n scene.Path) {
	fill := n.Fill
	p.f.SetLineJoinStyle("miter")
	if !n.Closed {
		fill = scene.None
		p.f.SetLineCapStyle("round")
		p.f.SetLineJoinStyle("round")
	}
	style := p.paint(fill, n.Stroke, n.Width)
	if style == "" || len(n.Points) == 0 {
		return
	}
	p.f.MoveTo(at(n.Points[0].X, n.Points[0].Y))
	for _, q := range n.Points[1:] {
		p.f.LineTo(at(q.X, q.Y))
	}
	if n.Closed {
		p.f.ClosePath()
	}
	p.f.DrawPath(style)
}

// text writes one line, in the widths of the face without kerning, which PDF's
// own operators do not know.
func (p *pen) text(t scene.Text) {
	style := ""
	if t.Bold {
		style = "B"
	}
	words := visible(t)
	t.Width = font.Liberation().Width(words, t.Size, t.Bold)
	t.Room = t.Width
	p.f.SetFont(family, style, float64(t.Size)*scale)
	p.f.SetTextColor(p.rgb(t.Fill))
	x, y := at(t.Box().X1, t.Y)
	p.f.Text(x, y, words)
	if t.Underline {
		rule := t.Rule()
		p.f.SetFillColor(p.rgb(t.Fill))
		x, y := at(rule.X1, rule.Y1)
		p.f.Rect(x, y, float64(rule.X2-rule.X1)*scale, float64(rule.Y2-rule.Y1)*scale, "F")
	}
}

// visible gives the characters of a text that are drawn, as they are seen from
// left to right.
func visible(t scene.Text) string {
	var b strings.Builder
	for _, g := range font.Liberation().Set(t.S, t.Bold).Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// whole tells addresses that lead somewhere from a file on a desk too; others
// count from a page, which a PDF does not have.
func whole(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme != ""
}

// link makes the space of a group lead to its address. Addresses are those that
// layout let through (package href).
func (p *pen) link(g scene.Group) {
	box, ok := boxOf(g.Nodes)
	if !ok {
		return
	}
	x, y := at(box.X1, box.Y1)
	p.f.LinkString(x, y, float64(box.X2-box.X1)*scale, float64(box.Y2-box.Y1)*scale, g.Link)
}

func boxOf(nodes []scene.Node) (all scene.Box, ok bool) {
	add := func(b scene.Box) {
		if !ok {
			all, ok = b, true
			return
		}
		all = scene.Box{X1: min(all.X1, b.X1), Y1: min(all.Y1, b.Y1), X2: max(all.X2, b.X2), Y2: max(all.Y2, b.Y2)}
	}
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			if b, some := boxOf(n.Nodes); some {
				add(b)
			}
		case interface{ Box() scene.Box }:
			add(n.Box())
		}
	}
	return all, ok
}
