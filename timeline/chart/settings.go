package chart

import (
	"fmt"
	"iter"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// settings are the values of a chart's keywords that dates are read by.
type settings struct {
	format       *calendar.DateFormat
	hasFormat    bool                 // dateFormat was given; Mermaid reads no end without it
	meant        bool                 // format is what the author meant by a dateFormat that reads nothing
	written      *calendar.DateFormat // how the dates are written, where that is another way; else nil
	inclusive    bool
	weekendFirst calendar.Weekday
	excludes     []syntax.Text
	includes     []syntax.Text
	includedDays []calendar.Weekday // days of the week that includes takes back: Mermaid does not read that
	ticksAt      diag.Span
	// What Mermaid reads from names of tasks that begin with a keyword.
	otherFormat                  bool // a dateFormat
	otherExcludes, otherIncludes []syntax.Text
}

// isoPattern is how dates are written when nothing else is said.
const isoPattern = "YYYY-MM-DD"

var isoFormat = calendar.NewDateFormat(isoPattern)

// settings reads front matter, directives and keywords. The last one wins,
// wherever it stands, except that excludes and includes add up, and that a
// keyword in the text wins over front matter.
func (r *resolver) settings(f *syntax.File) {
	r.set.format = isoFormat
	r.set.weekendFirst = calendar.Saturday
	r.chart.Axis.Ticks.FirstDay = calendar.Monday // as in ISO weeks, whose numbers the axis shows; Mermaid's are from Sunday
	var today, format *syntax.Setting
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.FrontMatter:
			r.configure(n.Options)
		case *syntax.Directive:
			r.configure(n.Options)
		}
	}
	r.twice(f)
	for _, n := range f.Nodes {
		if s, ok := n.(*syntax.Setting); ok {
			switch s.Keyword {
			case syntax.TodayMarker:
				today = s
			case syntax.DateFormat:
				format = s
			default:
				r.setting(s)
			}
		}
	}
	if format != nil && format.Value.Value != "" {
		r.dateFormat(format.Value, f)
	}
	if r.set.format.Pattern == "D" && r.chart.Axis.Format == "" {
		r.chart.Axis.Format = "%d" // as Mermaid does
	}
	if today != nil {
		r.todayMarker(today)
	}
}

// twice warns of settings that stand more than once with different values, of
// which only the last counts.
func (r *resolver) twice(f *syntax.File) {
	last := map[syntax.Keyword]*syntax.Setting{}
	for _, n := range f.Nodes {
		s, ok := n.(*syntax.Setting)
		if !ok || s.Keyword == syntax.Excludes || s.Keyword == syntax.Includes {
			continue
		}
		if first := last[s.Keyword]; first != nil && first.Value.Value != s.Value.Value {
			d := r.src.Warning(first.At, codeSettingTwice, fmt.Sprintf("%q stands more than once; this one does not count", s.Keyword))
			r.problems.Add(d.Also(r.src.Place(s.At.Start, "a later one")).Hint("keep one of them"))
		}
		last[s.Keyword] = s
	}
}

func (r *resolver) setting(s *syntax.Setting) {
	c, value := r.chart, s.Value.Value
	switch s.Keyword {
	case syntax.Title:
		c.Title = plain(value)
	case syntax.AccTitle:
		c.AltTitle = plain(value)
	case syntax.AccDescr:
		c.Description = plain(value)
	case syntax.AxisFormat:
		r.axisFormat(s.Value.At, value)
	case syntax.TickInterval:
		r.tickInterval(s.Value.At, value)
	case syntax.Excludes:
		r.set.excludes = append(r.set.excludes, days(s.Value)...)
	case syntax.Includes:
		r.set.includes = append(r.set.includes, days(s.Value)...)
	case syntax.InclusiveEndDates:
		r.set.inclusive = true
	case syntax.TopAxis:
		c.Axis.Top = true
	case syntax.Weekday:
		c.Axis.Ticks.FirstDay, _ = weekdayByName(value)
	case syntax.Weekend:
		r.set.weekendFirst, _ = weekdayByName(value)
	}
}

// configure takes what front matter and directives can say of a chart. Sizes
// and colours of Mermaid's own drawing have no meaning here.
func (r *resolver) configure(options []syntax.Option) {
	c := r.chart
	for _, o := range options {
		switch o.Key {
		case "title":
			c.Title = strings.Join(strings.Fields(o.Value), " ")
		case "displayMode", "gantt.displayMode":
			r.displayMode(o)
		case "gantt.axisFormat":
			r.axisFormat(o.At, o.Value)
		case "gantt.tickInterval":
			r.tickInterval(o.At, o.Value)
		case "gantt.topAxis":
			c.Axis.Top = o.Value == "true"
		}
	}
}

func (r *resolver) displayMode(o syntax.Option) {
	switch o.Value {
	case "compact":
		r.chart.Compact = true
	case "":
		r.chart.Compact = false
	default:
		r.problems.Warning(o.At, codeBadOption, fmt.Sprintf("displayMode %q is not known", o.Value), `it may be "compact"`)
	}
}

func (r *resolver) dateFormat(v syntax.Text, file *syntax.File) {
	f := isoFormat
	if v.Value != isoPattern {
		f = calendar.NewDateFormat(v.Value)
	}
	r.set.format, r.set.hasFormat = f, true
	m, mended := calendar.MeantPattern(v.Value)
	if mended && m.Foreign {
		r.set.format, r.set.meant = calendar.NewDateFormat(m.Pattern), true
	}
	if r.wrongFormat(v, file) {
		return
	}
	if mended {
		r.meantFormat(v, m)
		return
	}
	year, month, day, clock := f.Has()
	if len(f.Unread) > 0 && (year || month || day || clock) {
		r.problems.Warning(v.At, codeBadFormat, fmt.Sprintf("%s in the date format is no token, and stands for itself", quoted(f.Unread)),
			"for example YYYY-MM-DD, DD-MM-YYYY or YYYY-MM-DD HH:mm")
	}
	if !year && !month && !day && !clock {
		r.problems.Warning(v.At, codeBadFormat, fmt.Sprintf("%q has no part of a date; dates are read as %s", v.Value, isoPattern))
		r.set.format, r.set.hasFormat = isoFormat, false
	}
	switch {
	case year:
	case month:
		r.problems.Warning(v.At, codeNoYear, fmt.Sprintf("the date format has no year: the dates lie in %d", r.today().Year()), "add YYYY, and the year to each date")
	case !day && clock:
		r.problems.Warning(v.At, codeNoYear, fmt.Sprintf("the date format has times of day only: they lie on %s", r.today().ISODate()),
			"write dateFormat YYYY-MM-DD "+f.Pattern+", and the day before each time")
	}
}

// meantFormat tells of a date format with the letters of another language or case.
// Mermaid reads no date by it, so it is taken as meant; one that is well-formed
// is only told of.
func (r *resolver) meantFormat(v syntax.Text, m calendar.Meant) {
	message := "in dateFormat " + strings.Join(m.Changes, ", ")
	if m.Foreign {
		message += "; it is read so"
	} else {
		message += fmt.Sprintf("; %q means something else", diag.Clip(v.Value))
	}
	r.problems.Warning(v.At, codeBadFormat, message, "write dateFormat "+diag.Clip(m.Pattern))
}

// cutWords cuts a list at blanks and commas.
func cutWords(list syntax.Text) iter.Seq[syntax.Text] {
	return func(yield func(syntax.Text) bool) {
		start := -1
		for i := 0; i <= len(list.Value); i++ {
			separates := i == len(list.Value) || list.Value[i] == ' ' || list.Value[i] == ',' || list.Value[i] == '\t'
			switch {
			case !separates && start < 0:
				start = i
			case separates && start >= 0:
				if !yield(piece(list, start, i)) {
					return
				}
				start = -1
			}
		}
	}
}

// days cuts the list of excludes or includes, where letter case does not count.
func days(list syntax.Text) []syntax.Text {
	var out []syntax.Text
	for word := range cutWords(list) {
		word.Value = strings.ToLower(word.Value)
		out = append(out, word)
	}
	return out
}

func values(words []syntax.Text) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.Value
	}
	return out
}

// todayMarker takes "off" and a date. A style is Mermaid's own way to draw.
func (r *resolver) todayMarker(s *syntax.Setting) {
	value := s.Value.Value
	if value == "off" {
		r.chart.Today = Today{}
		return
	}
	read, err := r.set.format.Read(value, r.today())
	if err != nil {
		read, err = calendar.ReadLoose(value)
	}
	switch {
	case err == nil:
		r.chart.Today = Today{Asked: true, At: read.At}
	case strings.ContainsRune(value, ':'):
		r.problems.Note(s.Value.At, codeIgnoredStyle, "the style of the today line comes from the theme; this has no effect")
	default:
		r.problems.Warning(s.Value.At, codeBadToday, fmt.Sprintf("todayMarker %q is not known", value), `it may be "off", or a date as in "todayMarker 2026-03-01"`)
	}
}
