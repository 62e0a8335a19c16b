package layout

import (
	"slices"
	"sort"
)

// lines are the places of all lines that go through the rows.
type lines struct {
	uprights []int          // sorted: lines and edges from top to bottom, and the upright parts of arrows
	runs     map[int]extent // of arrows along the middle of a lane: by index into chart.Tasks of the task they come to
	here     []extent       // the runs of one lane
}

// crossing collects them: grid, markers, today, the edges of shaded days, arrows.
func (s *sheet) crossing(ax *axis, off []extent, flags []flag, now today, arrows []arrow) lines {
	xs := slices.Concat(ax.grid, ax.strong, []int{ax.left, ax.right}, uprights(arrows))
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
	return lines{uprights: slices.Compact(xs), runs: runs(arrows)}
}

// in returns the lines that a lane has to do with.
func (l lines) in(lane *lane) lines {
	l.here = nil
	if len(l.runs) > 0 {
		for i := range lane.items {
			if run, ok := l.runs[lane.items[i].task]; ok {
				l.here = append(l.here, run)
			}
		}
	}
	return l
}

// lineHalf is half the width of the widest line, and a little air.
const lineHalf = 150

// cross tells whether any line goes through the stretch of the lane.
func (l lines) cross(x1, x2 int) bool {
	i := sort.SearchInts(l.uprights, x1-lineHalf)
	return i < len(l.uprights) && l.uprights[i] <= x2+lineHalf ||
		slices.ContainsFunc(l.here, func(run extent) bool { return run.left <= x2+lineHalf && x1-lineHalf <= run.right })
}

// comeTo tells whether an arrow comes to a task.
func (l lines) comeTo(task int) bool {
	_, ok := l.runs[task]
	return ok
}
