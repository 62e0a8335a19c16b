package layout

import (
	"cmp"
	"slices"

	"kvartal/timeline/scene"
)

// header draws the tiers.
func (a *axis) header(s *sheet) scene.Group {
	g := scene.Group{Name: "axis"}
	if a.lower == nil {
		return g
	}
	g.Nodes = make([]scene.Node, 0, 2*len(a.upper)+2*len(a.lower)+len(a.strong)+1)
	tier := func(cells []cell, top, foot int, f style, band bool) {
		for i, c := range cells {
			if band {
				paint := scene.P(scene.Band)
				if i%2 == 1 {
					paint = scene.P(scene.BandAlt)
				}
				g.Nodes = append(g.Nodes, scene.Rect{X: c.x1, Y: top, W: c.x2 - c.x1, H: foot - top, Fill: paint})
			}
			x, anchor := (c.x1+c.x2)/2, scene.Middle
			if c.atLeft {
				x, anchor = c.x1+s.cellPad/2, scene.Start
			}
			if c.label != "" {
				g.Nodes = append(g.Nodes, s.text(tenth(x), f.middle((top+foot)/2), c.label, f, anchor))
			}
		}
	}
	if a.upper == nil {
		tier(a.lower, a.top, a.foot, s.upper, true)
	} else {
		tier(a.upper, a.top, a.mid, s.upper, true)
		tier(a.lower, a.mid, a.foot, s.cell, false)
	}
	g.Nodes = a.headerLines(g.Nodes)
	g.Nodes = append(g.Nodes, scene.Line{X1: a.left, Y1: a.foot, X2: a.right, Y2: a.foot, Stroke: scene.P(scene.GridStrong), Width: 100})
	return g
}

// headerLines part the fields. A darker line goes down to the rows where it is
// an edge of the lower tier too; where it is not, as with months and weeks, it
// would cut a label.
func (a *axis) headerLines(to []scene.Node) []scene.Node {
	for i, c := range a.lower {
		if i > 0 && !has(a.strong, c.x1) && a.upper != nil {
			to = append(to, vertical(c.x1, a.mid+700, a.foot, scene.P(scene.Grid), 100))
		}
	}
	for _, x := range a.strong {
		foot := a.foot
		if _, edge := slices.BinarySearchFunc(a.lower, x, func(c cell, x int) int { return cmp.Compare(c.x1, x) }); !edge {
			foot = a.mid
		}
		to = append(to, vertical(x, a.top, foot, scene.P(scene.GridStrong), 150))
	}
	return to
}

// has tells whether a place is among others that are sorted.
func has(places []int, x int) bool {
	_, found := slices.BinarySearch(places, x)
	return found
}

// lines draws the grid through the rows. Where a marker stands on a year's
// first day, its own line is enough.
func (a *axis) lines(bottom int, flags []flag) scene.Group {
	g := scene.Group{Name: "grid"}
	if a.lower == nil {
		return g
	}
	marked := make([]int, len(flags))
	for i, f := range flags {
		marked[i] = f.x
	}
	g.Nodes = make([]scene.Node, 0, 2+len(a.grid)+len(a.strong))
	thin := func(x int) {
		if !has(a.strong, x) && !has(marked, x) {
			g.Nodes = append(g.Nodes, vertical(x, a.foot, bottom, scene.P(scene.Grid), 100))
		}
	}
	thin(a.left)
	thin(a.right)
	for _, x := range a.grid {
		thin(x)
	}
	for _, x := range a.strong {
		if !has(marked, x) {
			g.Nodes = append(g.Nodes, vertical(x, a.foot, bottom, scene.P(scene.GridStrong), 150))
		}
	}
	return g
}

func vertical(x, y1, y2 int, paint scene.Paint, width int) scene.Line {
	return scene.Line{X1: x, Y1: y1, X2: x, Y2: y2, Stroke: paint, Width: width}
}
