package layout

import "kvartal/timeline/scene"

// sign is a small shape that tells a state without colour. Signs are drawn and
// not written: no font has them all.
type sign int

const (
	exclamation sign = iota // critical
	play                    // active
	tick                    // done
)

// signGap is kept free behind a sign.
const signGap = 400

// wide returns how much of a line a sign takes.
func (g sign) wide() int {
	if g == exclamation {
		return 400
	}
	return 900
}

// draw centres the sign at a place, in a box 10 px high.
func (g sign) draw(to []scene.Node, x, y int, paint scene.Paint) []scene.Node {
	at := func(points ...int) []scene.Point {
		out := make([]scene.Point, len(points)/2)
		for i := range out {
			out[i] = scene.Point{X: x + points[2*i], Y: y + points[2*i+1]}
		}
		return out
	}
	switch g {
	case exclamation:
		return append(to,
			scene.Path{Points: at(0, -400, 0, 80), Stroke: paint, Width: 200},
			scene.Path{Points: at(0, 380, 0, 385), Stroke: paint, Width: 220},
		)
	case play:
		return append(to, scene.Path{Points: at(-300, -400, 400, 0, -300, 400), Closed: true, Fill: paint})
	default:
		return append(to, scene.Path{Points: at(-400, 20, -120, 300, 400, -320), Stroke: paint, Width: 180})
	}
}
