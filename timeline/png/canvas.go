package png

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"kvartal/timeline/scene"
)

// canvas is the picture while it is painted. Its unit is the dot.
type canvas struct {
	img     *image.RGBA
	z       vector.Rasterizer
	scale   float32 // dots to the scene's unit
	palette *scene.Palette
	colors  map[scene.Paint]color.RGBA // those in use
	shape   []contour                  // reused
}

// point is a place in dots.
type point struct{ x, y float32 }

func newCanvas(size image.Point, o Options) *canvas {
	c := &canvas{img: image.NewRGBA(image.Rectangle{Max: size}), scale: float32(o.Scale) / scene.Px,
		palette: o.Palette, colors: map[scene.Paint]color.RGBA{}}
	// The ground, in case the scene has none of its own: a picture is opaque.
	c.box(0, 0, float32(size.X), float32(size.Y), c.color(scene.P(scene.Paper)))
	return c
}

func (c *canvas) color(p scene.Paint) color.RGBA {
	known, ok := c.colors[p]
	if !ok {
		known = rgba(c.palette.Color(p))
		c.colors[p] = known
	}
	return known
}

// used returns the colours that were painted with, each once, in the fixed order
// of the paints.
func (c *canvas) used() []color.RGBA {
	var out []color.RGBA
	seen := map[color.RGBA]bool{}
	for _, p := range scene.Paints() {
		if known, ok := c.colors[p]; ok && !seen[known] {
			seen[known] = true
			out = append(out, known)
		}
	}
	return out
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
func (c *canvas) box(x1, y1, x2, y2 float32, paint color.RGBA) {
	bounds := c.img.Rect
	x1, x2 = max(x1, 0), min(x2, float32(bounds.Dx()))
	y1, y2 = max(y1, 0), min(y2, float32(bounds.Dy()))
	if x1 >= x2 || y1 >= y2 {
		return
	}
	for y := int(y1); y < int(math.Ceil(float64(y2))); y++ {
		high := share(y, y1, y2)
		row := c.img.Pix[y*c.img.Stride:]
		from, to := int(math.Ceil(float64(x1))), int(x2) // the dots that are covered from side to side
		if from > to {
			blend(row[to*4:], paint, high*(x2-x1))
			continue
		}
		if int(x1) < from {
			blend(row[int(x1)*4:], paint, high*share(int(x1), x1, x2))
		}
		if to > from {
			span(row[from*4:to*4], paint, high)
		}
		if float32(to) < x2 {
			blend(row[to*4:], paint, high*share(to, x1, x2))
		}
	}
}

// share is how much of the dot from n to n+1 lies between a and b.
func share(n int, a, b float32) float32 {
	return min(b, float32(n+1)) - max(a, float32(n))
}

// span paints a row of dots.
func span(row []byte, paint color.RGBA, alpha float32) {
	if alpha < 1 {
		for ; len(row) > 0; row = row[4:] {
			blend(row, paint, alpha)
		}
		return
	}
	row[0], row[1], row[2], row[3] = paint.R, paint.G, paint.B, paint.A
	for done := 4; done < len(row); done *= 2 {
		copy(row[done:], row[:done])
	}
}

// blend paints one dot, of which alpha is covered.
func blend(dot []byte, paint color.RGBA, alpha float32) {
	a := int(alpha*256 + 0.5)
	mix := func(under, over byte) byte {
		return byte((int(under)*(256-a) + int(over)*a + 128) >> 8)
	}
	dot[0], dot[1], dot[2], dot[3] = mix(dot[0], paint.R), mix(dot[1], paint.G), mix(dot[2], paint.B), 0xff
}

// fill paints what lies within contours that all run the same way round.
func (c *canvas) fill(shape []contour, paint color.RGBA) {
	bounds, ok := boundsOf(shape)
	if !ok {
		return
	}
	bounds = bounds.Intersect(c.img.Rect)
	if bounds.Empty() {
		return
	}
	c.z.Reset(bounds.Dx(), bounds.Dy())
	dx, dy := float32(bounds.Min.X), float32(bounds.Min.Y)
	for _, k := range shape {
		k.trace(&c.z, dx, dy)
	}
	c.z.Draw(c.img, bounds, image.NewUniform(paint), image.Point{})
}
