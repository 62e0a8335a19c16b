// Package table takes a chart and gives the HTML table of all its dates: what
// stands behind the picture for those who cannot see it, search it or want to
// copy from it.
package table

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/locale"
)

// Write returns a <table class="kv-table"> with a caption, the sections as
// groups of rows, then the markers. Columns: what, kind and state, from, to (the
// last day, inclusive); behind them, where any task has one, the dates of its
// baseline with the days that it ends later than that ("+12 dage"), its owner and
// its note. A moment without length has one cell for
// both dates.
func Write(c *chart.Chart, l *locale.Locale) []byte {
	w := writer{l: l, more: more(c, l)}
	w.line("<table class=\"kv-table\">")
	w.line("<caption>%s</caption>", text(caption(c, l)))
	w.line("<thead>\n<tr>%s%s%s%s%s</tr>\n</thead>", head(l.Must("what")), head(l.Must("kind")), head(l.Must("from")), head(l.Must("to")), w.moreHeads())
	for i, section := range c.Sections {
		var tasks []chart.Task
		for _, row := range section.Rows {
			tasks = append(tasks, c.Tasks[row])
		}
		name := section.Label()
		if name == "" && i < len(c.Sections)-1 {
			name = l.Must("other_tasks")
		}
		w.group(name, tasks)
	}
	var markers []chart.Task
	for _, t := range c.Tasks {
		if t.Kind == chart.Marker {
			markers = append(markers, t)
		}
	}
	w.group(l.Must("markers"), markers)
	if len(c.Tasks) == 0 {
		w.line("<tbody>\n<tr><td colspan=\"%d\">%s</td></tr>\n</tbody>", 4+len(w.more), w.word("no_tasks"))
	}
	w.line("</table>")
	return []byte(w.b.String())
}

func caption(c *chart.Chart, l *locale.Locale) string {
	if c.Title != "" {
		return c.Title
	}
	return l.Must("all_dates")
}

type writer struct {
	b    strings.Builder
	l    *locale.Locale
	more []column
}

// column is one that stands behind the others, where any task has a value.
type column struct {
	key   string // of its heading
	value func(t chart.Task) string
}

// more returns the columns that a chart needs.
func more(c *chart.Chart, l *locale.Locale) []column {
	all := []column{
		{"baseline", func(t chart.Task) string {
			first, ok := t.First()
			if !ok {
				return ""
			}
			days, _ := t.Slip()
			return l.Baseline(first.Start, first.End, days)
		}},
		{"owner", func(t chart.Task) string { return t.Owner }},
		{"remark", func(t chart.Task) string { return t.Note }},
	}
	return slices.DeleteFunc(all, func(column column) bool {
		return !slices.ContainsFunc(c.Tasks, func(t chart.Task) bool { return column.value(t) != "" })
	})
}

func head(words string) string { return "<th scope=\"col\">" + text(words) + "</th>" }

func (w *writer) moreHeads() string {
	heads := ""
	for _, column := range w.more {
		heads += head(w.l.Must(column.key))
	}
	return heads
}

func (w *writer) moreCells(t chart.Task) string {
	cells := ""
	for _, column := range w.more {
		cells += "<td>" + text(column.value(t)) + "</td>"
	}
	return cells
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) word(key string) string { return text(w.l.Must(key)) }

// group writes tasks under their heading; nothing when there are none, and no
// heading when the name is empty.
func (w *writer) group(name string, tasks []chart.Task) {
	if len(tasks) == 0 {
		return
	}
	w.line("<tbody>")
	if name = text(name); name != "" {
		w.line("<tr><th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>", 4+len(w.more), name)
	}
	for _, t := range tasks {
		what := text(t.Label())
		if address, ok := href.Safe(t.Link); ok {
			what = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(address), what)
		}
		kind := w.l.TaskKind(t.Kind.String(), t.Critical, t.Status.String())
		if t.Progress != nil {
			kind += fmt.Sprintf(", %d %%", *t.Progress)
		}
		w.line("<tr><th scope=\"row\">%s</th><td>%s</td>%s%s</tr>", what, text(kind), w.dates(t), w.moreCells(t))
	}
	w.line("</tbody>")
}

// dates gives the last two cells of a row.
func (w *writer) dates(t chart.Task) string {
	one := func(s string) string { return "<td colspan=\"2\">" + s + "</td>" }
	if t.Faulty {
		return one(w.word("faulty"))
	}
	if t.EndsFirst() {
		return "<td>" + moment(t.Start, w.l.Moment(t.Start)) + "</td><td>" + w.word("ends_first") + "</td>"
	}
	period := t.Period()
	first := moment(period.Start, w.l.Moment(period.Start))
	if period.Start == period.End {
		return one(first)
	}
	last := period.End
	if last.IsMidnight() {
		last = last.AddDays(-1)
	}
	return "<td>" + first + "</td><td>" + moment(last, w.l.Last(period.End)) + "</td>"
}

// moment writes a <time>, with the hour only where the words have it.
func moment(t calendar.Instant, words string) string {
	iso := t.ISODate()
	if !t.IsMidnight() {
		iso = t.String()
	}
	return fmt.Sprintf("<time datetime=\"%s\">%s</time>", iso, text(words))
}

// text makes one escaped line of an author's text.
func text(s string) string { return html.EscapeString(strings.Join(strings.Fields(s), " ")) }
