package layout

import (
	"cmp"
	"slices"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// flag is a marker with the place of its name. Flags are sorted by their lines.
type flag struct {
	task   *task
	lines  []string // of the name
	x      int      // of the line
	x1, x2 int      // of the flag
	lane   int      // 0 is the lowest, next to the rows
	top    int      // upper edge
}

// widestFlag is where a name goes on on a second line, in profiles that show each
// name whole; in the others it is cut, and whole in the tooltip.
const widestFlag = 26000

// carefulFlags is how many markers are placed so that no line runs under a
// foreign flag. That takes comparing all with all; with more of them, nobody
// could tell anyway.
const carefulFlags = 100

// lanesTried is how many of the upper lanes a flag may go into: enough for any
// chart that can be read, and the time stays linear for the others.
const lanesTried = 64

// flagGap is kept free between two flags.
const flagGap = 200

// flags places the markers' flags in lanes under the axis, which begin at y,
// and returns where the rows begin.
//
// The last marker comes first, in the lowest lane, right of its line or, at the
// edge, left of it. A flag that would lie on one already there goes a lane up:
// its line then passes left of all it had to avoid.
func (s *sheet) flags(ax *axis, y int) ([]flag, int) {
	var flags []flag
	more := 0 // lines of the highest flag behind its first
	for i := range s.tasks {
		t := &s.tasks[i]
		if t.Kind != chart.Marker || t.Faulty || ax.side(chart.Span{Start: t.Start, End: t.Start}) != within {
			continue
		}
		name := t.name
		if name == "" {
			name = s.words.Moment(t.Start)
		}
		f := flag{task: t, x: ax.clamped(t.Start), lines: []string{name}}
		if s.inPlot {
			f.lines = s.wrap(name, s.flag, min(widestFlag, ax.right-s.margin-2*s.pad-10), wholeName)
		} else {
			f.lines[0] = s.shorten(name, s.flag, widestFlag)
		}
		more = max(more, len(f.lines)-1)
		flags = append(flags, f)
	}
	slices.SortStableFunc(flags, func(a, b flag) int { return cmp.Compare(b.x, a.x) })
	var edges []int
	for i := range flags {
		edges = s.placeFlag(flags, i, edges, ax)
	}
	slices.Reverse(flags)
	lanes, high := closeRanks(flags, len(edges)), s.laneHigh+more*s.leading
	for i, f := range flags {
		flags[i].top = y + (lanes-f.lane)*high - s.flagHeight(f)
	}
	return flags, y + lanes*high
}

func (s *sheet) flagHeight(f flag) int { return s.flagHigh + (len(f.lines)-1)*s.leading }

// closeRanks drops the lanes that stayed empty and returns how many are left.
func closeRanks(flags []flag, lanes int) int {
	below := make([]int, lanes+1) // below[i+1]: lanes up to i that have a flag
	for _, f := range flags {
		below[f.lane+1] = 1
	}
	for i := range lanes {
		below[i+1] += below[i]
	}
	for i := range flags {
		flags[i].lane = below[flags[i].lane+1] - 1
	}
	return below[lanes]
}

// placeFlag finds the lane and side of flags[i]; those before it have theirs.
// edges has the left edge of what stands in each lane, which is all that a flag
// further left can meet. It returns the edges with the new flag.
func (s *sheet) placeFlag(flags []flag, i int, edges []int, ax *axis) []int {
	f, placed, waiting := &flags[i], flags[:i], flags[i+1:]
	w := 0
	for _, words := range f.lines {
		w = max(w, reserve(s.measure(words, s.flag))+2*s.pad)
	}
	try := func(lane, x int, strict bool) bool {
		if x < s.margin || x+w > ax.right || lane < len(edges) && x+w+flagGap > edges[lane] {
			return false
		}
		f.lane, f.x1, f.x2 = lane, x, x+w
		return !strict || f.clear(placed) && lane >= f.over(waiting)
	}
	find := func() bool {
		for _, strict := range []bool{true, false} {
			if strict && len(flags) > carefulFlags {
				continue
			}
			top := len(edges)
			if strict {
				top += len(waiting) // lanes may be left free for them
			}
			for lane := max(0, len(edges)-lanesTried); lane <= top; lane++ {
				if try(lane, f.x, strict) || try(lane, f.x-w, strict) {
					return true
				}
			}
		}
		return false
	}
	if !find() { // wider than there is room on either side: pushed in from the edge
		f.lane, f.x1 = len(edges), max(s.margin, min(f.x, ax.right-w))
		f.x2 = f.x1 + w
	}
	for len(edges) <= f.lane {
		edges = append(edges, ax.right+flagGap)
	}
	edges[f.lane] = f.x1
	return edges
}

// clear tells that f's line runs under no foreign flag and none under f's.
// Lines go down from their flag.
func (f *flag) clear(placed []flag) bool {
	for _, p := range placed {
		if p.lane < f.lane && p.x1 < f.x && f.x < p.x2 || f.lane < p.lane && f.x1 < p.x && p.x < f.x2 {
			return false
		}
	}
	return true
}

// over counts the markers still without a place whose lines will run under f.
// They can avoid it only in a lane below.
func (f *flag) over(waiting []flag) int {
	n := 0
	for _, w := range waiting {
		if f.x1 < w.x && w.x < f.x {
			n++
		}
	}
	return n
}

// markerLines draws the lines from the flags down through the rows, one for all
// markers of a moment: two dashed ones would make a full one.
func (s *sheet) markerLines(flags []flag, bottom int) scene.Group {
	g := scene.Group{Name: "markers"}
	for i := 0; i < len(flags); {
		x, top := flags[i].x, flags[i].top
		for ; i < len(flags) && flags[i].x == x; i++ {
			top = min(top, flags[i].top)
		}
		g.Nodes = append(g.Nodes, scene.Line{X1: x, Y1: top, X2: x, Y2: bottom, Stroke: scene.P(scene.Marker), Width: 150, Dash: true})
	}
	return g
}

func (s *sheet) flagNodes(flags []flag) []scene.Node {
	nodes := make([]scene.Node, len(flags))
	for i, f := range flags {
		g := scene.Group{Name: "flag", Tip: s.tip(f.task), Link: link(f.task), Nodes: []scene.Node{
			scene.Rect{X: f.x1, Y: f.top, W: f.x2 - f.x1, H: s.flagHeight(f), Radius: 300, Fill: scene.P(scene.Marker)},
		}}
		for line, words := range f.lines {
			middle := f.top + s.flagHigh/2 + line*s.leading
			g.Nodes = append(g.Nodes, s.text(tenth((f.x1+f.x2)/2), s.flag.middle(middle), words, s.flag, scene.Middle))
		}
		nodes[i] = g
	}
	return nodes
}
