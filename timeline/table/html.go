package table

import (
	"fmt"
	"html"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/locale"
)

// Write returns the table of a chart as <table class="kv-table">: a caption, and
// the groups as bodies. Columns: what, kind and state, from, to (the last day,
// inclusive), and those of Table. One date for both has one cell.
func Write(c *chart.Chart, l *locale.Locale) []byte {
	t := Of(c, l)
	w := writer{l: l, wide: 4 + len(t.Columns)}
	w.line("<table class=\"kv-table\">")
	w.line("<caption>%s</caption>", html.EscapeString(t.Caption))
	heads := ""
	for _, words := range append([]string{l.Must("what"), l.Must("kind"), l.Must("from"), l.Must("to")}, t.Columns...) {
		heads += "<th scope=\"col\">" + html.EscapeString(words) + "</th>"
	}
	w.line("<thead>\n<tr>%s</tr>\n</thead>", heads)
	for _, g := range t.Groups {
		w.group(g)
	}
	if len(t.Groups) == 0 {
		w.line("<tbody>\n<tr><td colspan=\"%d\">%s</td></tr>\n</tbody>", w.wide, html.EscapeString(l.Must("no_tasks")))
	}
	w.line("</table>")
	return []byte(w.b.String())
}

type writer struct {
	b    strings.Builder
	l    *locale.Locale
	wide int // columns
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) group(g Group) {
	w.line("<tbody>")
	if g.Name != "" {
		w.line("<tr><th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>", w.wide, html.EscapeString(g.Name))
	}
	for _, r := range g.Rows {
		what := html.EscapeString(r.Name)
		if address, ok := href.Safe(r.Task.Link); ok {
			what = fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(address), what)
		}
		cells := "<td>" + html.EscapeString(r.Kind) + "</td>"
		for _, d := range r.Dates {
			cells += dateCell(d, len(r.Dates))
		}
		for _, words := range r.More {
			cells += "<td>" + html.EscapeString(words) + "</td>"
		}
		w.line("<tr><th scope=\"row\">%s</th>%s</tr>", what, cells)
	}
	w.line("</tbody>")
}

// dateCell writes one of so many dates, which take two cells together.
func dateCell(d Date, of int) string {
	words := html.EscapeString(d.Words)
	if d.ISO != "" {
		words = fmt.Sprintf("<time datetime=\"%s\">%s</time>", d.ISO, words)
	}
	if of == 1 {
		return "<td colspan=\"2\">" + words + "</td>"
	}
	return "<td>" + words + "</td>"
}
