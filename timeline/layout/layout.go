// Package layout takes a resolved chart and gives the scene that shows it: every
// bar, line and word at its place, in whole hundredths of a pixel.
//
// What holds for every scene, whatever the chart: nothing reaches beyond the
// picture; no two texts overlap; a text lies on one thing only, so where a line
// would cross it, it has a ground of its own; whatever is shortened stands whole
// in a tooltip.
package layout

import (
	"slices"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
	"kvartal/timeline/scene"
)

// Measurer says how wide texts are.
type Measurer interface {
	// Width is that of Arial, in the unit of size.
	Width(text string, size int, bold bool) int
	// Widest is what the text takes in the widest face that a reader may have.
	Widest(text string, size int, bold bool) int
}

// Options say how to lay out. Locale and Measure must be set.
type Options struct {
	Profile Profile           // where the picture will be seen; Web by default
	Width   int               // pixels; 0: the profile's own. Less than 320 counts as 320
	Locale  *locale.Locale    // words, dates, quarters
	Measure Measurer          // widths of texts
	Today   *calendar.Instant // draws the line of the current day; nil: as the chart says
	// Dependencies shows what tasks come after by arrows, as a chart may ask itself.
	Dependencies bool
	Title        string // the scene's title, for those who do not see it
	Desc         string // and its description
}

// Layout places a chart. The order of the work is here, each part in a file of
// its own: heading, column of names, axis, markers' flags, rows, and last, when
// it is known how far down they go, the lines behind all of it.
func Layout(c *chart.Chart, o Options) *scene.Scene {
	s := newSheet(c, o)
	out := &scene.Scene{Width: s.width, Title: o.Title, Desc: o.Desc, Lang: s.words.Tag}
	heading, y := s.titles()
	if !s.dated() && !s.hasRows() {
		nothing, y := s.nothing(y)
		out.Height = y
		out.Nodes = []scene.Node{s.paper(y), heading, nothing}
		return out
	}
	ax := s.newAxis(s.plot(), y)
	flags, y := s.flags(ax, ax.foot)
	off := s.offDays(ax)
	today := s.today(ax)
	arrows := s.arrows(ax)
	crossing := s.crossing(ax, off, flags, today, arrows)
	top := y
	rows, y := s.rows(s.blocks(), ax, crossing, top)
	foot, end := s.todayLabel(ax, today, y)
	legend, end := s.legend(end, ax, map[string]bool{"excluded": len(off) > 0, "today": today.shown, "dependency": len(arrows) > 0})

	out.Height = end + s.margin
	out.Nodes = []scene.Node{
		s.paper(out.Height), heading,
		s.bands(rows.bands),
		s.offShades(off, ax.foot, y),
		ax.lines(y, flags),
		ax.header(s),
		s.markerLines(flags, y),
		today.line(top, y),
		s.arrowNodes(arrows, rows.spots),
	}
	out.Nodes = append(out.Nodes, rows.nodes...)
	out.Nodes = append(out.Nodes, s.flagNodes(flags)...)
	out.Nodes = dropEmpty(append(out.Nodes, foot, legend))
	return out
}

// Pages places a chart on sheets of paper, all of one size, by the Print
// profile whatever the options say. The axis and its flags are on each; a chart
// without rows has one sheet too.
func Pages(c *chart.Chart, o Options) []*scene.Scene {
	o.Profile = Print
	return []*scene.Scene{Layout(c, o)}
}

// sheet is what every part needs to know and none changes.
type sheet struct {
	metrics
	chart *chart.Chart
	words *locale.Locale
	face  Measurer
	asked chart.Today
	width int // of the picture

	dependencies bool // are shown
}

func newSheet(c *chart.Chart, o Options) sheet {
	s := sheet{metrics: o.Profile.metrics(), chart: c, words: o.Locale, face: o.Measure, asked: c.Today}
	s.width = s.metrics.width
	s.dependencies = o.Dependencies || c.Dependencies
	if o.Width > 0 {
		s.width = max(o.Width, 320) * scene.Px
	}
	if o.Today != nil {
		s.asked = chart.Today{Asked: true, At: *o.Today}
	}
	return s
}

func (s sheet) hasRows() bool {
	return slices.ContainsFunc(s.chart.Sections, func(section chart.Section) bool { return len(section.Rows) > 0 })
}

// dated tells whether any task has a date: without, there is no axis.
func (s sheet) dated() bool {
	return slices.ContainsFunc(s.chart.Tasks, func(t chart.Task) bool { return !t.Faulty })
}

func (s sheet) paper(height int) scene.Rect {
	return scene.Rect{W: s.width, H: height, Fill: scene.P(scene.Paper)}
}

// dropEmpty leaves out groups with nothing in them.
func dropEmpty(nodes []scene.Node) []scene.Node {
	kept := nodes[:0]
	for _, n := range nodes {
		if g, ok := n.(scene.Group); ok && len(g.Nodes) == 0 {
			continue
		}
		kept = append(kept, n)
	}
	return kept
}
