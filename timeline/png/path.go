package png

import (
	"kvartal/timeline/scene"
)

// path paints a filled shape and its edge, or an open stroke.
func (c *canvas) path(p scene.Path) {
	var points []point
	for _, q := range p.Points {
		at := c.at(q)
		if len(points) == 0 || points[len(points)-1] != at {
			points = append(points, at)
		}
	}
	if p.Closed && len(points) > 1 && points[0] == points[len(points)-1] {
		points = points[:len(points)-1]
	}
	if p.Closed && p.Fill != scene.None && len(points) > 2 {
		c.fill(append(c.shape[:0], polygon(points...)), c.colors.paint(p.Fill))
	}
	if p.Stroke == scene.None || p.Width == 0 || len(points) == 0 {
		return
	}
	half := float32(p.Width) * c.scale / 2
	if p.Closed && len(points) > 2 {
		c.fill(edge(points, half), c.colors.paint(p.Stroke))
		return
	}
	// Each piece has round ends, which meet in round joins.
	for i := range max(1, len(points)-1) {
		c.fill(append(c.shape[:0], capsule(points[i], points[min(i+1, len(points)-1)], half)), c.colors.paint(p.Stroke))
	}
}

// capsule is the space within half of a straight line, clockwise.
func capsule(a, b point, half float32) contour {
	along := point{half, 0}
	if a != b {
		n := normal(a, b, half)
		along = point{-n.y, n.x}
	}
	side := point{along.y, -along.x}
	bent := func(p point) point { return point{p.x * bend, p.y * bend} }
	k := contour{start: add(a, side)}
	k.lineTo(add(b, side))
	k.curveTo(add(add(b, side), bent(along)), add(add(b, along), bent(side)), add(b, along))
	k.curveTo(sub(add(b, along), bent(side)), add(sub(b, side), bent(along)), sub(b, side))
	k.lineTo(sub(a, side))
	k.curveTo(sub(sub(a, side), bent(along)), sub(sub(a, along), bent(side)), sub(a, along))
	k.curveTo(add(sub(a, along), bent(side)), sub(add(a, side), bent(along)), add(a, side))
	return k
}

// miterLimit is SVG's: sharper corners are cut off.
const miterLimit = 4

// edge is the stroke of a polygon: a box along each side, and between two of
// them a corner. All run clockwise, so that they may overlap.
func edge(points []point, half float32) []contour {
	var shape []contour
	n := len(points)
	for i, p := range points {
		before, after := points[(i+n-1)%n], points[(i+1)%n]
		in, out := normal(before, p, half), normal(p, after, half)
		shape = append(shape, clockwise(add(p, out), add(after, out), sub(after, out), sub(p, out)))
		turn := in.x*out.y - in.y*out.x
		if turn < 0 { // the corner is on the other side
			in, out = point{-in.x, -in.y}, point{-out.x, -out.y}
		}
		shape = append(shape, corner(p, in, out, half))
	}
	return shape
}

// corner fills the gap between two sides that end at p, in and out being the
// ways to their outer corners: to a point, or straight where that would be too
// long.
func corner(p, in, out point, half float32) contour {
	middle := point{in.x + out.x, in.y + out.y}
	square := middle.x*middle.x + middle.y*middle.y // (2 half cos)²; the point lies at half/cos
	if 4*half*half > square*miterLimit*miterLimit {
		return clockwise(p, add(p, in), add(p, out))
	}
	long := 2 * half * half / square
	tip := point{middle.x * long, middle.y * long}
	return clockwise(p, add(p, in), add(p, tip), add(p, out))
}

// clockwise turns a convex polygon round if need be.
func clockwise(points ...point) contour {
	area := float32(0)
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += p.x*q.y - p.y*q.x
	}
	k := polygon(points...)
	if area < 0 {
		return k.reversed()
	}
	return k
}
