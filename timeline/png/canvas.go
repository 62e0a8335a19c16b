package png

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"kvartal/timeline/scene"
)

// canvas is the picture while it is painted. Its unit is the dot.
type canvas struct {
	size    image.Point
	pix     []byte // by rows of stride bytes: one for the file's filter, then a place of the palette for each dot
	colors  *colors
	scale   float32 // dots to the scene's unit
	z       vector.Rasterizer
	letters map[letter]mask // those drawn before
	alpha   []byte          // reused, as are the next two
	shares  []byte
	shape   []contour
}

// point is a place in dots.
type point struct{ x, y float32 }

// mask tells how much of each dot a shape covers, in parts of it, by rows.
type mask struct {
	bounds image.Rectangle
	shares []byte
}

func newCanvas(size image.Point, o Options) *canvas {
	c := &canvas{size: size, pix: make([]byte, size.Y*(size.X+1)), colors: newColors(o.Palette, o.Scale),
		scale: float32(o.Scale) / scene.Px, letters: map[letter]mask{}}
	// The ground, in case the scene has none of its own: a picture is opaque. It
	// has the first place, so all dots have it.
	c.colors.paint(scene.P(scene.Paper))
	return c
}

func (c *canvas) stride() int { return c.size.X + 1 }

// row returns the dots of a row.
func (c *canvas) row(y int) []byte {
	return c.pix[y*c.stride()+1 : (y+1)*c.stride()]
}

func (c *canvas) nodes(nodes []scene.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			c.nodes(n.Nodes)
		case scene.Rect:
			c.rect(n)
		case scene.Line:
			c.line(n)
		case scene.Path:
			c.path(n)
		case scene.Text:
			c.text(n)
		}
	}
}

// at turns a place of the scene into one of the canvas.
func (c *canvas) at(p scene.Point) point {
	return point{float32(p.X) * c.scale, float32(p.Y) * c.scale}
}

// box fills a box with straight edges, each dot by the share of it that the box
// covers.
func (c *canvas) box(x1, y1, x2, y2 float32, paint uint8) {
	x1, x2 = max(x1, 0), min(x2, float32(c.size.X))
	y1, y2 = max(y1, 0), min(y2, float32(c.size.Y))
	if x1 >= x2 || y1 >= y2 {
		return
	}
	for y := int(y1); y < int(math.Ceil(float64(y2))); y++ {
		high := share(y, y1, y2)
		row := c.row(y)
		from, to := int(math.Ceil(float64(x1))), int(x2) // the dots that are covered from side to side
		if from > to {
			c.span(row[to:to+1], paint, high*(x2-x1))
			continue
		}
		if int(x1) < from {
			c.span(row[int(x1):from], paint, high*share(int(x1), x1, x2))
		}
		c.span(row[from:to], paint, high)
		if float32(to) < x2 {
			c.span(row[to:to+1], paint, high*share(to, x1, x2))
		}
	}
}

// share is how much of the dot from n to n+1 lies between a and b.
func share(n int, a, b float32) float32 {
	return min(b, float32(n+1)) - max(a, float32(n))
}

// span paints a row of dots, of each of which so much is covered.
func (c *canvas) span(dots []byte, paint uint8, share float32) {
	parts := int(share*float32(c.colors.full) + 0.5)
	switch {
	case len(dots) == 0:
	case parts >= c.colors.full:
		dots[0] = paint
		for done := 1; done < len(dots); done *= 2 {
			copy(dots[done:], dots[:done])
		}
	case parts > 0:
		for i, under := range dots {
			dots[i] = c.colors.mix(under, paint, parts)
		}
	}
}

// fill paints what lies within contours that all run the same way round.
func (c *canvas) fill(shape []contour, paint uint8) {
	m := c.cover(shape, image.Rectangle{Max: c.size}, c.shares)
	c.shares = m.shares
	c.lay(m, image.Point{}, paint)
}

// cover draws a shape, as far as it lies within the limits, into shares if they
// are large enough.
func (c *canvas) cover(shape []contour, limits image.Rectangle, shares []byte) mask {
	bounds, ok := boundsOf(shape)
	bounds = bounds.Intersect(limits)
	if !ok || bounds.Empty() {
		return mask{shares: shares[:0]}
	}
	c.z.Reset(bounds.Dx(), bounds.Dy())
	c.z.DrawOp = draw.Src
	dx, dy := float32(bounds.Min.X), float32(bounds.Min.Y)
	for _, k := range shape {
		k.trace(&c.z, dx, dy)
	}
	n := bounds.Dx() * bounds.Dy()
	if cap(c.alpha) < n {
		c.alpha = make([]byte, n)
	}
	alpha := &image.Alpha{Pix: c.alpha[:n], Stride: bounds.Dx(), Rect: image.Rectangle{Max: bounds.Size()}}
	c.z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	if cap(shares) < n {
		shares = make([]byte, n)
	}
	shares = shares[:n]
	for i, a := range alpha.Pix {
		shares[i] = byte((int(a)*c.colors.full + 127) / 255)
	}
	return mask{bounds, shares}
}

// lay paints what a mask covers, its origin being at a place of the picture.
func (c *canvas) lay(m mask, origin image.Point, paint uint8) {
	seen := m.bounds.Add(origin).Intersect(image.Rectangle{Max: c.size})
	if seen.Empty() {
		return
	}
	skip := seen.Min.Sub(origin).Sub(m.bounds.Min) // what lies outside
	full := byte(c.colors.full)
	for y := range seen.Dy() {
		shares := m.shares[(y+skip.Y)*m.bounds.Dx()+skip.X:][:seen.Dx()]
		dots := c.row(seen.Min.Y + y)[seen.Min.X:seen.Max.X]
		for i, parts := range shares {
			switch parts {
			case 0:
			case full:
				dots[i] = paint
			default:
				dots[i] = c.colors.mix(dots[i], paint, int(parts))
			}
		}
	}
}
