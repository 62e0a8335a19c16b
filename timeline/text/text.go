// Package text takes a chart and gives it as plain text: for a terminal a chart
// in columns, for a mail a list of all dates.
//
// The chart has the names at the left, the bars on an axis of years and quarters, or of what the
// span needs, and the dates at the right. Where that leaves no room for the bars, each
// name stands above its bar. No line is wider than asked: names are wrapped,
// never cut. States differ in shape, colours only add to it:
//
//	▆▆▆▆▆    planned        ◆   milestone
//	▆▆▆▆►    active         ◈   active
//	░░░░✓    done           ◇   done
//	▆▆▆▆▆!   critical       ◆!  critical
//
// A marker is a line of its own, and so is today, when asked for. An arrow at an edge
// stands for what lies beyond the axis.
package text

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
)

// Options say how the text is to be. The zero value is a Danish chart of 80
// columns.
type Options struct {
	Locale *locale.Locale    // words and dates; nil: Danish
	Width  int               // columns; 0: 80, of a mail 72. It counts as 24 to 1000
	ASCII  bool              // draws with ASCII only; the author's names and the dates stay as they are
	Color  bool              // ANSI colours
	Today  *calendar.Instant // draws the current day; nil: as the chart says
	Mail   bool              // a list for a mail instead of a chart; Width, Locale and Page count for it
	Page   string            // the address that shows the chart, at the foot of a mail; "" for none
}

// Bounds of the width, in columns.
const (
	leastWidth = 24
	mostWidth  = 1000
)

func (o Options) withDefaults() Options {
	if o.Locale == nil {
		o.Locale = locale.Danish()
	}
	if o.Width == 0 {
		o.Width = 80
		if o.Mail {
			o.Width = 72
		}
	}
	o.Width = max(leastWidth, min(o.Width, mostWidth))
	return o
}

// Write returns a chart as lines of text, each with "\n" at its end.
func Write(c *chart.Chart, o Options) []byte {
	o = o.withDefaults()
	if o.Mail {
		return mail(c, o)
	}
	s := newSheet(c, o)
	s.titles()
	if s.axis.width == 0 && !s.hasRows() {
		s.lines = append(s.lines, line{plain(o.Locale.Must("no_tasks"))})
	} else {
		s.header()
		s.rows()
		s.legend()
	}
	var b strings.Builder
	for _, l := range s.lines {
		l.write(&b, o.Color)
	}
	return []byte(b.String())
}

// sheet is what is known of the text, and its lines as far as they are written.
type sheet struct {
	Options
	chart *chart.Chart
	glyphs
	today   chart.Today
	names   int    // columns of the names; 0 where they stand above the bars
	dates   int    // columns of the dates; 0 where they stand behind the names
	axis    axis   // width 0 where nothing has a date
	lined   []cell // the lines of markers that go through the rows, by column
	lines   []line
	occurs  map[string]bool // keys of the legend
	section bool            // some section has a name
}

// gap is what lies between names, bars and dates.
const gap = 2

// How many columns the bars need beside names and dates, and how many long names
// get.
const (
	leastBars  = 24
	leastNames = 16
)

func newSheet(c *chart.Chart, o Options) *sheet {
	s := &sheet{Options: o, chart: c, glyphs: unicodeGlyphs, today: c.Today, occurs: map[string]bool{}}
	if o.ASCII {
		s.glyphs = asciiGlyphs
	}
	if o.Today != nil {
		s.today = chart.Today{Asked: true, At: *o.Today}
	}
	s.section = slices.ContainsFunc(c.Sections, func(section chart.Section) bool { return section.Label() != "" && len(section.Rows) > 0 })
	names, dates := 0, 0
	for _, t := range c.Tasks {
		names = max(names, columns(s.name(t))+s.indent())
		dates = max(dates, columns(s.when(t)))
	}
	for _, section := range c.Sections {
		names = max(names, columns(chart.Plain(section.Label())))
	}
	room := o.Width - dates - 2*gap
	names = min(names, max(leastNames, room*45/100))
	bars := 0
	if slices.ContainsFunc(c.Tasks, func(t chart.Task) bool { return !t.Faulty }) {
		bars = o.Width
		if left := room - names; left >= leastBars {
			s.names, bars = names, left
		}
	} else if room >= names {
		s.names = names
	}
	s.axis = newAxis(c, o.Locale, bars)
	s.lined = make([]cell, bars)
	return s
}

func (s *sheet) indent() int {
	if s.section {
		return 2
	}
	return 0
}

func (s *sheet) hasRows() bool {
	return slices.ContainsFunc(s.chart.Sections, func(section chart.Section) bool { return len(section.Rows) > 0 })
}

// name is what a task is called in its row.
func (s *sheet) name(t chart.Task) string {
	name := chart.Plain(t.Label())
	if t.Progress != nil {
		name = strings.TrimSpace(fmt.Sprintf("%s %d %%", name, *t.Progress))
	}
	return name
}

// when gives the dates of a task.
func (s *sheet) when(t chart.Task) string { return s.ascii(when(s.Locale, t)) }

func when(l *locale.Locale, t chart.Task) string {
	if t.Faulty {
		return l.Must("faulty")
	}
	if t.EndsFirst() {
		return l.Moment(t.Start) + ", " + l.Must("ends_first")
	}
	period := t.Period()
	return l.Period(period.Start, period.End)
}

// ascii replaces the dashes of dates where only ASCII is wanted.
func (s *sheet) ascii(words string) string {
	if s.ASCII {
		return strings.ReplaceAll(words, "–", "-")
	}
	return words
}

// titles writes the chart's title, the period it covers, and an empty line.
func (s *sheet) titles() {
	for _, title := range wrap(chart.Plain(s.chart.Title), s.Width) {
		s.lines = append(s.lines, line{{title, bold}})
	}
	if words := period(s.chart, s.Locale); words != "" {
		for _, words := range wrap(s.ascii(words), s.Width) {
			s.lines = append(s.lines, line{{words, dim}})
		}
	}
	if len(s.lines) > 0 {
		s.lines = append(s.lines, line{})
	}
}

// period gives the dates that a chart covers, within the limits of its axis.
func period(c *chart.Chart, l *locale.Locale) string {
	p, ok := c.Period()
	if !ok {
		return ""
	}
	if limit := c.Axis.From; limit != nil {
		p.Start = *limit
	}
	if limit := c.Axis.To; limit != nil {
		p.End = *limit
	}
	return l.Range(p.Start, p.End)
}
