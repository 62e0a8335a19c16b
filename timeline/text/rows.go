package text

import (
	"strings"

	"kvartal/timeline/chart"
)

// glyphs are the characters that a chart is drawn with, each one column wide.
type glyphs struct {
	planned, done, tick, going, critical string
	milestone                            [3]string // by chart.Status
	strong, rule, cross, tee             string    // lines of the upper tier, the line under the header and what meets it
	head, marker, today                  string    // where a line begins, and the line
	left, right                          string    // what lies beyond the axis
}

var unicodeGlyphs = glyphs{
	planned: "▆", done: "░", tick: "✓", going: "►", critical: "!",
	milestone: [3]string{chart.Planned: "◆", chart.Active: "◈", chart.Done: "◇"},
	strong:    "│", rule: "─", cross: "┼", tee: "┬",
	head: "▼", marker: "┊", today: "┃",
	left: "←", right: "→",
}

var asciiGlyphs = glyphs{
	planned: "=", done: "-", tick: "v", going: ">", critical: "!",
	milestone: [3]string{chart.Planned: "*", chart.Active: "%", chart.Done: "o"},
	strong:    "|", rule: "-", cross: "+", tee: "+",
	head: "V", marker: ":", today: "#",
	left: "<", right: ">",
}

// cell is one column of a row.
type cell struct {
	glyph string
	style style
}

// empty returns a row of the axis with only the lines through it.
func (s *sheet) empty() []cell {
	row := make([]cell, s.axis.width)
	for i := range row {
		row[i].glyph = " "
	}
	strong := s.axis.upper
	if strong == nil {
		strong = s.axis.lower
	}
	for _, f := range strong {
		row[min(f.at, len(row)-1)] = cell{s.strong, dim}
	}
	for i, l := range s.lined {
		if l.glyph != "" {
			row[i] = l
		}
	}
	return row
}

// header writes the axis: its tiers, and the line under them.
func (s *sheet) header() {
	if s.axis.width == 0 {
		return
	}
	rule := make([]cell, s.axis.width)
	for i := range rule {
		rule[i] = cell{s.rule, dim}
	}
	for _, f := range s.axis.lower {
		rule[min(f.at, len(rule)-1)].glyph = s.tee
	}
	strong := s.axis.upper
	if strong == nil {
		strong = s.axis.lower
	}
	for _, f := range strong {
		rule[min(f.at, len(rule)-1)].glyph = s.cross
	}
	if s.axis.upper != nil {
		s.row(nil, normal, s.tier(s.axis.upper, bold), "")
	}
	s.row(nil, normal, s.tier(s.axis.lower, normal), "")
	s.row(nil, normal, rule, "")
}

// tier writes the labels of a tier behind the lines that begin its fields.
func (s *sheet) tier(fields []field, look style) []cell {
	row := s.empty()
	for _, f := range fields {
		at := f.at + 1
		for label := f.label; label != "" && at < len(row); {
			var glyph string
			glyph, label = cut(label, 1)
			row[at] = cell{s.ascii(glyph), look}
			at++
		}
	}
	return row
}

// row writes one row of the chart: the lines of a name, the cells of the axis
// (nil: only the lines through it), and a date.
func (s *sheet) row(name []string, look style, cells []cell, date string) {
	if cells == nil && s.axis.width > 0 {
		cells = s.empty()
	}
	if s.names == 0 { // names above bars
		for _, n := range name {
			s.lines = append(s.lines, line{{n, look}})
		}
		if len(cells) > 0 {
			s.lines = append(s.lines, cellLine(nil, cells))
		}
		return
	}
	for i := range max(1, len(name)) {
		first := line{{strings.Repeat(" ", s.names), look}}
		if i < len(name) {
			first = line{{pad(name[i], s.names), look}}
		}
		l := first
		if len(cells) > 0 {
			l = cellLine(append(first, plain(strings.Repeat(" ", gap))), cells)
		}
		if i == 0 && date != "" {
			l = append(l, plain(strings.Repeat(" ", gap)+date))
		}
		s.lines = append(s.lines, l)
		cells = s.empty()
	}
}

func cellLine(l line, cells []cell) line {
	for _, c := range cells {
		l = append(l, piece{c.glyph, c.style})
	}
	return l
}

// rows writes the markers, then the sections with their tasks.
func (s *sheet) rows() {
	top := len(s.lines)
	s.markers()
	for _, section := range s.chart.Sections {
		if len(section.Rows) == 0 {
			continue
		}
		name := chart.Plain(section.Label())
		if name != "" || len(s.lines) > top {
			s.heading(name)
		}
		for _, i := range section.Rows {
			s.task(s.chart.Tasks[i])
		}
	}
}

// heading begins a section. Above bars, where a name looks like a task's, a line
// goes on behind it.
func (s *sheet) heading(name string) {
	if s.names > 0 {
		s.row(nil, normal, nil, "")
		if name != "" {
			s.row(wrap(name, s.names), bold, nil, "")
		}
		return
	}
	s.lines = append(s.lines, line{})
	for _, name := range wrap(name, s.Width-6) {
		left, right := strings.Repeat(s.rule, 2)+" ", " "+strings.Repeat(s.rule, s.Width-4-columns(name))
		s.lines = append(s.lines, line{{left, dim}, {name, bold}, {right, dim}})
	}
}

// markers writes a row for each marker, and for today; from there its line goes
// down through the rows.
func (s *sheet) markers() {
	down := func(name, date string, at int, glyph string, look style) {
		row := s.empty()
		row[at] = cell{s.head, look}
		s.named(name, row, date)
		s.lined[at] = cell{glyph, look}
	}
	for _, t := range s.chart.Tasks {
		switch p := t.Period(); {
		case t.Kind != chart.Marker:
		case t.Faulty || s.axis.side(p) != within:
			s.task(t)
		default:
			s.occurs["marker"] = true
			down(s.name(t), s.when(t), s.axis.point(t.Start), s.marker, normal)
		}
	}
	if at := s.today.At; s.today.Asked && s.axis.width > 0 && at >= s.axis.from && at < s.axis.to {
		down(s.Locale.Must("today"), s.Locale.Moment(at), s.axis.point(at), s.glyphs.today, red)
	}
}

// named writes a row under its name, which is wrapped.
func (s *sheet) named(name string, cells []cell, date string) {
	if s.names == 0 {
		if name != "" && date != "" {
			name += ","
		}
		s.row(wrapBefore(name, date, s.Width), normal, cells, "")
		return
	}
	blanks := strings.Repeat(" ", s.indent())
	lines := wrap(name, s.names-s.indent())
	for i := range lines {
		lines[i] = blanks + lines[i]
	}
	s.row(lines, normal, cells, date)
}

// task writes the row of a task.
func (s *sheet) task(t chart.Task) {
	var row []cell
	if s.axis.width > 0 {
		row = s.empty()
	}
	if !t.Faulty {
		p := t.Period()
		switch s.axis.side(p) {
		case before:
			row[0] = cell{s.left, look(t)}
		case behind:
			row[len(row)-1] = cell{s.right, look(t)}
		default:
			if t.Kind == chart.Milestone || p.Start == p.End {
				s.diamond(row, t)
			} else {
				s.bar(row, t)
			}
		}
	}
	s.named(s.name(t), row, s.when(t))
}

func (s *sheet) diamond(row []cell, t chart.Task) {
	at := s.axis.point(t.Period().Start)
	row[at] = cell{s.milestone[t.Status], look(t)}
	key := "milestone"
	if t.Status != chart.Planned {
		key += " " + t.Status.String()
	}
	s.occurs[key] = true
	s.mark(row, t, at, at+1)
}

// bar draws the period of a task.
func (s *sheet) bar(row []cell, t chart.Task) {
	start, end := s.axis.bar(t.Period())
	fill, last := s.planned, s.planned
	switch t.Status {
	case chart.Active:
		last = s.going
	case chart.Done:
		fill, last = s.done, s.tick
	}
	for i := start; i < end; i++ {
		row[i] = cell{fill, look(t)}
	}
	row[end-1].glyph = last
	s.occurs[t.Status.String()] = true
	s.mark(row, t, start, end)
}

// mark puts the sign of what is critical behind its shape, which has the columns
// [start, end), or before it at the edge.
func (s *sheet) mark(row []cell, t chart.Task, start, end int) {
	if !t.Critical {
		return
	}
	s.occurs["critical"] = true
	switch {
	case end < len(row):
		row[end] = cell{s.critical, red}
	case start > 0:
		row[start-1] = cell{s.critical, red}
	}
}

// look is the colour of a task.
func look(t chart.Task) style {
	switch {
	case t.Critical:
		return red
	case t.Kind == chart.Milestone:
		return magenta
	case t.Status == chart.Done:
		return green
	case t.Status == chart.Active:
		return cyan
	}
	return blue
}

// legend says what the signs mean that occur.
func (s *sheet) legend() {
	entries := []struct {
		key, word, sign string
		style           style
	}{
		{"planned", "planned", strings.Repeat(s.planned, 3), blue},
		{"active", "active", strings.Repeat(s.planned, 2) + s.going, cyan},
		{"done", "done", strings.Repeat(s.done, 2) + s.tick, green},
		{"milestone", "milestone", s.milestone[chart.Planned], magenta},
		{"milestone active", "milestone", s.milestone[chart.Active], magenta},
		{"milestone done", "milestone", s.milestone[chart.Done], magenta},
		{"critical", "critical", s.critical, red},
		{"marker", "marker", s.marker, normal},
	}
	var l line
	width := 0
	flush := func() {
		if len(l) > 0 {
			s.lines = append(s.lines, l)
		}
		l, width = nil, 0
	}
	s.lines = append(s.lines, line{})
	for _, e := range entries {
		if !s.occurs[e.key] {
			continue
		}
		word := strings.ToLower(s.Locale.Must(e.word))
		if _, state, ok := strings.Cut(e.key, " "); ok {
			word += ", " + strings.ToLower(s.Locale.Must(state))
		}
		if width > 0 && width+3+columns(e.sign)+1+columns(word) > s.Width {
			flush()
		}
		if width > 0 {
			l, width = append(l, plain("   ")), width+3
		}
		l = append(l, piece{e.sign, e.style}, plain(" "+word))
		width += columns(e.sign) + 1 + columns(word)
	}
	flush()
}
