package png

import (
	"math"

	"kvartal/timeline/font"
	"kvartal/timeline/scene"
)

// text draws one line: letters at their real size, never scaled pictures of
// them, each where its widths put it, to a fraction of a dot. The baseline lies
// on whole dots. Browsers do likewise: it keeps the letters' feet sharp.
func (c *canvas) text(t scene.Text) {
	line := font.Liberation().Set(t.S, t.Bold)
	size := float32(t.Size) * c.scale / font.Em // dots to the face's unit
	origin := c.at(scene.Point{X: t.X, Y: t.Y})
	origin.y = float32(math.Round(float64(origin.y)))
	switch t.Anchor {
	case scene.Middle:
		origin.x -= float32(line.Width) * size / 2
	case scene.End:
		origin.x -= float32(line.Width) * size
	}
	shape := c.shape[:0]
	for _, g := range line.Glyphs {
		at := point{c.near(origin.x + float32(g.X)*size), origin.y}
		shape = letter(shape, g, at, size)
	}
	c.fill(shape, c.color(t.Fill))
	if t.Underline {
		t.Width = line.Width * t.Size / font.Em // it is as long as what was drawn
		rule := t.Rule()
		a, b := c.at(scene.Point{X: rule.X1, Y: rule.Y1}), c.at(scene.Point{X: rule.X2, Y: rule.Y2})
		c.box(a.x, a.y, b.x, b.y, c.color(t.Fill))
	}
	c.shape = shape[:0]
}

// near rounds a place to a quarter of a dot, or at the larger scales, where
// nobody sees it, to a half: a letter that comes out alike more often makes the
// file smaller.
func (c *canvas) near(x float32) float32 {
	step := float32(0.25)
	if c.scale > 1.0/scene.Px {
		step = 0.5
	}
	return float32(math.Round(float64(x/step))) * step
}

// letter adds the contours of a glyph.
func letter(shape []contour, g font.Glyph, origin point, size float32) []contour {
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
