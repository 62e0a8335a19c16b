package png

import (
	"image"
	"math"

	"golang.org/x/image/vector"

	"kvartal/timeline/scene"
)

// contour is a closed line of straight pieces and curves.
type contour struct {
	start  point
	pieces []piece
}

// piece is a cubic curve from the place before to the third point, or straight
// to it.
type piece struct {
	straight bool
	p        [3]point
}

func (k *contour) lineTo(p point) {
	k.pieces = append(k.pieces, piece{true, [3]point{p, p, p}})
}

func (k *contour) curveTo(a, b, p point) {
	k.pieces = append(k.pieces, piece{false, [3]point{a, b, p}})
}

func polygon(points ...point) contour {
	k := contour{start: points[0]}
	for _, p := range points[1:] {
		k.lineTo(p)
	}
	return k
}

// trace gives the contour to the rasterizer, whose origin is at dx, dy.
func (k contour) trace(z *vector.Rasterizer, dx, dy float32) {
	z.MoveTo(k.start.x-dx, k.start.y-dy)
	for _, s := range k.pieces {
		if s.straight {
			z.LineTo(s.p[2].x-dx, s.p[2].y-dy)
			continue
		}
		z.CubeTo(s.p[0].x-dx, s.p[0].y-dy, s.p[1].x-dx, s.p[1].y-dy, s.p[2].x-dx, s.p[2].y-dy)
	}
	z.ClosePath()
}

// boundsOf returns the dots that a shape can touch.
func boundsOf(shape []contour) (image.Rectangle, bool) {
	lo := point{math.MaxFloat32, math.MaxFloat32}
	hi := point{-math.MaxFloat32, -math.MaxFloat32}
	grow := func(p point) {
		lo = point{min(lo.x, p.x), min(lo.y, p.y)}
		hi = point{max(hi.x, p.x), max(hi.y, p.y)}
	}
	for _, k := range shape {
		grow(k.start)
		for _, s := range k.pieces {
			for _, p := range s.p {
				grow(p)
			}
		}
	}
	if lo.x >= hi.x || lo.y >= hi.y {
		return image.Rectangle{}, false
	}
	return image.Rect(whole(lo.x, math.Floor), whole(lo.y, math.Floor), whole(hi.x, math.Ceil), whole(hi.y, math.Ceil)), true
}

// whole rounds a place to a whole number.
func whole(v float32, round func(float64) float64) int {
	const far = 1 << 24 // of what a float32 still counts in ones; no canvas is that long
	return int(round(float64(max(-far, min(v, far)))))
}

// bend is how far the handles of a cubic curve reach that looks like a quarter
// of a circle with radius 1.
const bend = 0.5522848

// roundBox is a box with round corners, clockwise.
func roundBox(x1, y1, x2, y2, r float32) contour {
	r = max(0, min(r, (x2-x1)/2, (y2-y1)/2))
	if r == 0 {
		return polygon(point{x1, y1}, point{x2, y1}, point{x2, y2}, point{x1, y2})
	}
	h := r * (1 - bend)
	k := contour{start: point{x1 + r, y1}}
	k.lineTo(point{x2 - r, y1})
	k.curveTo(point{x2 - h, y1}, point{x2, y1 + h}, point{x2, y1 + r})
	k.lineTo(point{x2, y2 - r})
	k.curveTo(point{x2, y2 - h}, point{x2 - h, y2}, point{x2 - r, y2})
	k.lineTo(point{x1 + r, y2})
	k.curveTo(point{x1 + h, y2}, point{x1, y2 - h}, point{x1, y2 - r})
	k.lineTo(point{x1, y1 + r})
	k.curveTo(point{x1, y1 + h}, point{x1 + h, y1}, point{x1 + r, y1})
	return k
}

// reversed runs the other way round, so that it cuts a hole.
func (k contour) reversed() contour {
	ends := []point{k.start}
	for _, s := range k.pieces {
		ends = append(ends, s.p[2])
	}
	out := contour{start: ends[len(ends)-1]}
	for i := len(k.pieces) - 1; i >= 0; i-- {
		s := k.pieces[i]
		if s.straight {
			out.lineTo(ends[i])
		} else {
			out.curveTo(s.p[1], s.p[0], ends[i])
		}
	}
	return out
}

func (c *canvas) rect(r scene.Rect) {
	a, b := c.at(scene.Point{X: r.X, Y: r.Y}), c.at(scene.Point{X: r.X + r.W, Y: r.Y + r.H})
	radius := float32(r.Radius) * c.scale
	if r.Fill != scene.None {
		if radius == 0 {
			c.box(a.x, a.y, b.x, b.y, c.colors.paint(r.Fill))
		} else {
			c.fill(append(c.shape[:0], roundBox(a.x, a.y, b.x, b.y, radius)), c.colors.paint(r.Fill))
		}
	}
	if r.Stroke == scene.None || r.StrokeWidth == 0 {
		return
	}
	half := float32(r.StrokeWidth) * c.scale / 2
	grown := func(by float32) contour {
		corner := radius
		if corner > 0 {
			corner += by
		}
		return roundBox(a.x-by, a.y-by, b.x+by, b.y+by, corner)
	}
	shape := append(c.shape[:0], grown(half))
	if a.x+half < b.x-half && a.y+half < b.y-half {
		shape = append(shape, grown(-half).reversed())
	}
	c.fill(shape, c.colors.paint(r.Stroke))
}

// dash and gap are the lengths of a dashed line's parts, as package svg has them.
const dash, gap = 5 * scene.Px, 3 * scene.Px

func (c *canvas) line(l scene.Line) {
	if l.Stroke == scene.None || l.Width == 0 {
		return
	}
	a, b := c.at(scene.Point{X: l.X1, Y: l.Y1}), c.at(scene.Point{X: l.X2, Y: l.Y2})
	if !l.Dash {
		c.rule(a, b, l)
		return
	}
	long := float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
	along := func(d float32) point {
		share := min(d/long, 1)
		return point{a.x + (b.x-a.x)*share, a.y + (b.y-a.y)*share}
	}
	for d := float32(0); d < long; d += (dash + gap) * c.scale {
		c.rule(along(d), along(d+dash*c.scale), l)
	}
}

// rule draws a straight line with square ends.
func (c *canvas) rule(a, b point, l scene.Line) {
	half, paint := float32(l.Width)*c.scale/2, c.colors.paint(l.Stroke)
	switch {
	case a.x == b.x:
		c.box(a.x-half, min(a.y, b.y), a.x+half, max(a.y, b.y), paint)
	case a.y == b.y:
		c.box(min(a.x, b.x), a.y-half, max(a.x, b.x), a.y+half, paint)
	default:
		n := normal(a, b, half)
		c.fill(append(c.shape[:0], polygon(add(a, n), add(b, n), sub(b, n), sub(a, n))), paint)
	}
}

func add(a, b point) point { return point{a.x + b.x, a.y + b.y} }
func sub(a, b point) point { return point{a.x - b.x, a.y - b.y} }

// normal is at right angles to the way from a to b, to its left as one goes,
// with the length given.
func normal(a, b point, length float32) point {
	d := sub(b, a)
	l := float32(math.Hypot(float64(d.x), float64(d.y)))
	if l == 0 {
		return point{}
	}
	return point{d.y / l * length, -d.x / l * length}
}
