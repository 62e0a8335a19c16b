package layout

import (
	"kvartal/timeline/scene"
)

// frame is what stands around the rows, the same on every sheet.
type frame struct {
	sheet
	heading  scene.Group
	axis     axis
	flags    []flag
	off      []extent
	today    today
	arrows   []arrow
	crossing lines
	legend   legend
	top      int // where the rows begin
	foot     int // height of what follows them: the label of today, the legend
	hidden   int // markers that there is no room for
}

// frame places all that stands around the rows. The order of the work is here,
// each part in a file of its own.
func (s *sheet) frame() *frame {
	f := &frame{sheet: *s}
	f.heading, f.top = s.titles()
	if f.empty() {
		return f
	}
	f.axis = s.newAxis(s.plot(), f.top)
	f.flags, f.top = s.flags(&f.axis, f.axis.foot)
	f.keepFlags()
	f.off = s.offDays(&f.axis)
	f.today = s.today(&f.axis)
	f.arrows = s.arrows(&f.axis)
	f.crossing = s.crossing(&f.axis, f.off, f.flags, f.today, f.arrows)
	f.legend = s.newLegend(&f.axis, entries{excludedEntry: len(f.off) > 0, todayEntry: f.today.shown, dependencyEntry: len(f.arrows) > 0})
	_, f.foot = s.todayLabel(&f.axis, f.today, 0)
	f.foot += f.legend.high
	return f
}

// empty tells that there is nothing to draw but the title.
func (s *sheet) empty() bool { return !s.dated && !s.hasRows() }

// keepFlags leaves out the flags of the upper lanes, with their lines, where they
// would take more than a third of the height that the profile keeps to.
func (f *frame) keepFlags() {
	lanes := 0
	for _, flag := range f.flags {
		lanes = max(lanes, flag.lane+1)
	}
	if f.most == 0 || lanes == 0 {
		return
	}
	high := (f.top - f.axis.foot) / lanes
	most := f.most / 3 / high
	if lanes <= most {
		return
	}
	up := (lanes - most) * high
	var kept []flag
	for _, flag := range f.flags {
		if flag.lane < most {
			flag.top -= up
			kept = append(kept, flag)
		}
	}
	f.hidden = len(f.flags) - len(kept)
	f.flags, f.top = kept, f.top-up
}

// page says what one picture of a chart has besides its rows.
type page struct {
	high   int    // of the picture; 0: as high as it gets
	more   string // what is left out, told below the rows
	number string // which sheet it is
}

// high returns how high a picture with these blocks is.
func (f *frame) high(blocks []block) int {
	if f.empty() {
		return 0
	}
	y := f.top + f.rowsBegin() + f.sectionGap + f.foot + f.margin
	for i := range blocks {
		b := &blocks[i]
		if i > 0 {
			y += f.between(&blocks[i-1], b)
		}
		y += f.sheet.high(b)
	}
	return y
}

// draw makes the picture that shows these blocks.
func (f *frame) draw(blocks []block, p page) *scene.Scene {
	out := &scene.Scene{Width: f.width, Title: f.options.Title, Desc: f.options.Desc, Lang: f.words.Tag}
	if f.empty() {
		nothing, y := f.nothing(f.top)
		out.Height = max(y, p.high)
		out.Nodes = []scene.Node{f.paper(out.Height), f.heading, nothing}
		return out
	}
	ax := &f.axis
	rows, y := f.rows(blocks, f.top)
	foot, end := f.todayLabel(ax, f.today, y)
	more, end := f.more(p.more, end)
	legend, end := f.legendAt(end, f.legend)
	out.Height = max(end+f.margin, p.high)
	flags := f.flagNodes(f.flags)
	out.Nodes = append(make([]scene.Node, 0, len(rows.nodes)+len(flags)+13), f.paper(out.Height))
	out.Nodes = addGroups(out.Nodes,
		f.heading,
		f.bands(rows.bands),
		f.offShades(f.off, ax.foot, y),
		ax.lines(y, f.flags),
		ax.header(&f.sheet),
		f.markerLines(f.flags, y),
		f.today.line(f.top, y),
		f.arrowNodes(f.arrows, rows.spots),
	)
	out.Nodes = append(out.Nodes, rows.nodes...)
	out.Nodes = append(out.Nodes, flags...)
	out.Nodes = addGroups(out.Nodes, more, foot, legend, f.number(p.number, out.Height))
	return out
}

// addGroups adds groups, but for those with nothing in them.
func addGroups(to []scene.Node, groups ...scene.Group) []scene.Node {
	for _, g := range groups {
		if len(g.Nodes) > 0 {
			to = append(to, g)
		}
	}
	return to
}
