package png

import (
	"image"
	"math"

	"kvartal/timeline/font"
	"kvartal/timeline/scene"
)

// letter is a glyph as it comes out on whole dots and their fractions: the same
// one is drawn once.
type letter struct {
	rune rune
	bold bool
	size int // of the text
	part int // how far right of a whole dot it begins, in quarters
}

// text draws one line: letters at their real size, never scaled pictures of
// them, each where its widths put it, to a quarter of a dot. The baseline lies
// on whole dots, which keeps the letters' feet sharp. Browsers do likewise.
func (c *canvas) text(t scene.Text) {
	line := font.Liberation().Set(t.S, t.Bold)
	size := float32(t.Size) * c.scale / font.Em // dots to the face's unit
	origin := c.at(scene.Point{X: t.X, Y: t.Y})
	switch t.Anchor {
	case scene.Middle:
		origin.x -= float32(line.Width) * size / 2
	case scene.End:
		origin.x -= float32(line.Width) * size
	}
	paint := c.colors.paint(t.Fill)
	for _, g := range line.Glyphs {
		quarters := whole(4*(origin.x+float32(g.X)*size), math.Round)
		m := c.letter(g, letter{g.Rune, t.Bold, t.Size, quarters & 3}, size)
		c.lay(m, image.Pt(quarters>>2, whole(origin.y, math.Round)), paint)
	}
	if t.Underline {
		t.Width = line.Width * t.Size / font.Em // it is as long as what was drawn
		rule := t.Rule()
		a, b := c.at(scene.Point{X: rule.X1, Y: rule.Y1}), c.at(scene.Point{X: rule.X2, Y: rule.Y2})
		c.box(a.x, a.y, b.x, b.y, paint)
	}
}

// letter returns the mask of a glyph, its origin being that of the glyph rounded
// down to whole dots.
func (c *canvas) letter(g font.Glyph, l letter, size float32) mask {
	m, ok := c.letters[l]
	if !ok {
		c.shape = outline(c.shape[:0], g, point{float32(l.part) / 4, 0}, size)
		// No letter in the picture is seen farther from its origin.
		m = c.cover(c.shape, image.Rectangle{Min: image.Pt(-c.size.X, -c.size.Y), Max: c.size}, nil)
		c.letters[l] = m
	}
	return m
}

// outline adds the contours of a glyph.
func outline(shape []contour, g font.Glyph, origin point, size float32) []contour {
	at := func(p font.Point) point {
		return point{origin.x + p.X*size, origin.y + p.Y*size}
	}
	for _, s := range g.Outline {
		last := len(shape) - 1
		switch s.Op {
		case font.MoveTo:
			shape = append(shape, contour{start: at(s.P[0])})
		case font.LineTo:
			shape[last].lineTo(at(s.P[0]))
		case font.QuadTo:
			shape[last].quadTo(at(s.P[0]), at(s.P[1]))
		}
	}
	return shape
}

// quadTo adds a quadratic curve, as a cubic one of the same shape.
func (k *contour) quadTo(b, p point) {
	from := k.start
	if n := len(k.pieces); n > 0 {
		from = k.pieces[n-1].p[2]
	}
	third := func(end point) point { return point{end.x + (b.x-end.x)*2/3, end.y + (b.y-end.y)*2/3} }
	k.curveTo(third(from), third(p), p)
}
