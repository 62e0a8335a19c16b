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

// Layout places a chart in one picture: with all there is to tell, or, where the
// profile keeps to a height, with as much as fits it.
func Layout(c *chart.Chart, o Options) *scene.Scene {
	if o.Profile == Print {
		f, blocks, _ := paged(c, o)
		return f.draw(blocks, page{})
	}
	f := newSheet(c, o).frame()
	more := f.moreWords(0, 0, f.hidden)
	var blocks []block
	for d := everything; d <= merged; d++ {
		blocks = f.blocks(d)
		if f.most == 0 || f.high(blocks)+f.moreHigh(more) <= f.most {
			return f.draw(blocks, page{more: more})
		}
	}
	blocks, more = f.cut(blocks)
	return f.draw(blocks, page{more: more})
}

// leastWidth is the width in pixels of the narrowest picture.
const leastWidth = 320

// sheet is what every part needs to know and none changes.
type sheet struct {
	*metrics
	options *Options
	chart   *chart.Chart
	tasks   []task     // of the chart
	period  chart.Span // that the chart is said to cover; meaningful when dated
	words   *locale.Locale
	face    Measurer
	asked   chart.Today
	dated   bool // a task has a date: without, there is no axis
	width   int  // of the picture
}

// task is a task of the chart with what is told of it in several places.
type task struct {
	*chart.Task
	name   string     // whole, on one line
	wide   int        // what the name needs in any reader's face
	period chart.Span // the dates that are told
}

func newSheet(c *chart.Chart, o Options) *sheet {
	s := &sheet{metrics: o.Profile.metrics(), options: &o, chart: withLostMarkers(c), words: o.Locale, face: o.Measure, asked: c.Today}
	s.tasks = make([]task, len(c.Tasks))
	for i := range c.Tasks {
		t := &c.Tasks[i]
		name := clean(t.Label())
		s.tasks[i] = task{t, name, s.measure(name, s.name), t.Period()}
	}
	s.period, s.dated = c.Period()
	s.width = s.metrics.width
	if o.Width > 0 {
		s.width = max(o.Width, leastWidth) * scene.Px
	}
	if o.Today != nil {
		s.asked = chart.Today{Asked: true, At: *o.Today}
	}
	return s
}

// withLostMarkers gives the markers whose date cannot be told a row in their
// section, or behind all sections: a line would stand nowhere.
func withLostMarkers(c *chart.Chart) *chart.Chart {
	var rows map[int][]int // by section
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Kind == chart.Marker && t.Faulty {
			if rows == nil {
				rows = map[int][]int{}
			}
			rows[t.Section] = append(rows[t.Section], i)
		}
	}
	if rows == nil {
		return c
	}
	shown := *c
	shown.Sections = slices.Clone(c.Sections)
	for i := range shown.Sections {
		if more := rows[i]; len(more) > 0 {
			all := slices.Concat(shown.Sections[i].Rows, more)
			slices.Sort(all)
			shown.Sections[i].Rows = all
		}
	}
	if behind := rows[chart.NoSection]; len(behind) > 0 {
		shown.Sections = append(shown.Sections, chart.Section{Rows: behind})
	}
	return &shown
}

func (s *sheet) hasRows() bool {
	return slices.ContainsFunc(s.chart.Sections, func(section chart.Section) bool { return len(section.Rows) > 0 })
}

func (s *sheet) paper(height int) scene.Rect {
	return scene.Rect{W: s.width, H: height, Fill: scene.P(scene.Paper)}
}
