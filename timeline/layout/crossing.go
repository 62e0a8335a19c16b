package layout

import (
	"slices"
	"sort"
)

// lines are the places, sorted, of all upright lines and edges that go through
// the rows.
type lines []int

// crossing collects them: grid, markers, today, the edges of shaded days.
func (s sheet) crossing(ax axis, off []extent, flags []flag, now today) lines {
	xs := slices.Concat(ax.grid, ax.strong, []int{ax.left, ax.right})
	for _, f := range flags {
		xs = append(xs, f.x)
	}
	for _, o := range off {
		xs = append(xs, o.left, o.right)
	}
	if now.shown {
		xs = append(xs, now.x)
	}
	slices.Sort(xs)
	return slices.Compact(xs)
}

// lineHalf is half the width of the widest line, and a little air.
const lineHalf = 150

// cross tells whether any line goes through the stretch.
func (l lines) cross(x1, x2 int) bool {
	i := sort.SearchInts(l, x1-lineHalf)
	return i < len(l) && l[i] <= x2+lineHalf
}
