package newsletter

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/locale"
	"kvartal/timeline/scene"
	"kvartal/timeline/table"
)

// mostRows is how many rows the table may have before it tells of the milestones
// alone: a mail is read, not searched.
const mostRows = 30

// mostAlt is how many characters the text in place of the picture may have.
const mostAlt = 150

// letters are the styles of all texts. Mail programs forget them at each table
// and each picture.
const letters = "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;color:#222222"

// link is the style of links: 5.9:1 on white.
const link = "color:#1a5fb4"

type writer struct {
	b     strings.Builder
	o     Options
	l     *locale.Locale
	names names
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) file(name string) string { return html.EscapeString(w.o.Base + name) }

// target is where the picture leads.
func (w *writer) target() (address, words string) {
	if w.o.Page != "" {
		return html.EscapeString(w.o.Page), w.l.Must("mail_page")
	}
	return w.file(w.names.svg), w.l.Must("mail_full_size")
}

func (w *writer) block(c *chart.Chart, s *scene.Scene) {
	t := table.Of(c, w.l)
	less := shorten(&t, w.l)
	target, words := w.target()
	wide, high := (s.Width+scene.Px-1)/scene.Px, (s.Height+scene.Px-1)/scene.Px
	w.line(`<table role="presentation" width="%d" border="0" cellpadding="0" cellspacing="0" style="width:100%%;max-width:%dpx"><tr>`, wide, wide)
	w.line(`<td bgcolor="#ffffff" style="padding:0;background-color:#ffffff">`)
	w.line(`<a href="%s" style="text-decoration:none;%s"><img`, target, link)
	w.line(` src="%s"`, w.file(w.names.png))
	w.line(` srcset="%s"`, w.file(w.names.svg))
	w.line(` width="%d" height="%d" border="0"`, wide, high)
	w.line(` alt="%s"`, html.EscapeString(alt(c, w.l, less)))
	w.line(` style="display:block;width:100%%;max-width:%dpx;height:auto;border:0;%s"></a>`, wide, letters)
	w.line(`</td></tr></table>`)
	if len(t.Groups) > 0 {
		w.table(t, wide)
	}
	w.b.WriteString(`<p style="margin:12px 0;` + letters + `"><a href="` + target + `" style="` + link + `">` + html.EscapeString(words) + `</a>`)
	if w.names.ics != "" {
		w.b.WriteString(` · <a href="` + w.file(w.names.ics) + `" style="` + link + `">` + html.EscapeString(w.l.Must("mail_calendar")) + `</a>`)
	}
	w.line(`</p>`)
}

// alt says what the picture is: its title where it fits, what it spans and
// holds, and where the dates are.
func alt(c *chart.Chart, l *locale.Locale, less bool) string {
	about := timeline.Summary(c, l)
	switch {
	case less:
		about += " " + l.Must("mail_milestones_below")
	case len(c.Tasks) > 0:
		about += " " + l.Must("mail_all_dates_below")
	}
	title := strings.TrimRight(strings.Join(strings.Fields(c.Title), " "), ".")
	if title == "" || utf8.RuneCountInString(title+". "+about) > mostAlt {
		title = l.Must("chart")
	}
	return title + ". " + about
}

// shorten leaves only the milestones of a table with more than mostRows rows,
// where it has any.
func shorten(t *table.Table, l *locale.Locale) bool {
	rows, milestones := 0, 0
	var groups []table.Group
	for _, g := range t.Groups {
		kept := table.Group{Name: g.Name}
		for _, r := range g.Rows {
			rows++
			if r.Task.Kind == chart.Milestone {
				milestones++
				kept.Rows = append(kept.Rows, r)
			}
		}
		if len(kept.Rows) > 0 {
			groups = append(groups, kept)
		}
	}
	if rows <= mostRows || milestones == 0 {
		return false
	}
	t.Groups = groups
	return true
}

func (w *writer) table(t table.Table, wide int) {
	w.line(`<table width="%d" border="0" cellpadding="0" cellspacing="0" style="width:100%%;max-width:%dpx;%s">`, wide, wide, letters)
	w.line(`<caption style="text-align:left;padding:12px 0 4px 0;font-weight:bold">%s</caption>`, html.EscapeString(t.Caption))
	w.b.WriteString(`<tr>`)
	for _, key := range []string{"what", "from", "to"} {
		fmt.Fprintf(&w.b, `<th scope="col" align="left" style="padding:4px 8px 4px 0;border-bottom:2px solid #7b889b">%s</th>`, html.EscapeString(w.l.Must(key)))
	}
	w.line(`</tr>`)
	for _, g := range t.Groups {
		if g.Name != "" {
			w.line(`<tr><th colspan="3" scope="colgroup" align="left" style="padding:10px 0 2px 0">%s</th></tr>`, html.EscapeString(g.Name))
		}
		for _, r := range g.Rows {
			w.row(r, t.Columns)
		}
	}
	w.line(`</table>`)
}

func (w *writer) row(r table.Row, columns []string) {
	const cell = `padding:4px 8px 4px 0;border-bottom:1px solid #e1e6ec;vertical-align:top`
	what := html.EscapeString(r.Name)
	if address := w.whole(r.Task.Link); address != "" {
		what = fmt.Sprintf(`<a href="%s" style="%s">%s</a>`, html.EscapeString(address), link, what)
	}
	if about := w.about(r, columns); about != "" {
		what += fmt.Sprintf(`<br><span style="color:#52606f">%s</span>`, html.EscapeString(about))
	}
	w.b.WriteString(`<tr><th scope="row" align="left" style="font-weight:normal;` + cell + `">` + what + `</th>`)
	for _, d := range r.Dates {
		span := ""
		if len(r.Dates) == 1 {
			span = ` colspan="2"`
		}
		words := html.EscapeString(d.Words)
		if len(words) <= len("28. sept. 2026") { // a day stays on one line on a telephone too
			words = strings.ReplaceAll(words, " ", "&nbsp;")
		}
		fmt.Fprintf(&w.b, `<td%s style="%s">%s</td>`, span, cell, words)
	}
	w.line(`</tr>`)
}

// about tells what a row is, unless it is a plain task, and what a page's table
// has in further columns.
func (w *writer) about(r table.Row, columns []string) string {
	var parts []string
	if r.Kind != w.l.Must("task") {
		parts = append(parts, r.Kind)
	}
	for i, words := range r.More {
		if words != "" {
			parts = append(parts, columns[i]+": "+words)
		}
	}
	return strings.Join(parts, ". ")
}

// whole completes an address as the page would; "" where that cannot be done.
func (w *writer) whole(address string) string {
	safe, ok := href.Safe(address)
	if !ok {
		return ""
	}
	u, err := url.Parse(safe)
	if err != nil {
		return ""
	}
	if u.IsAbs() {
		return safe
	}
	page, err := url.Parse(w.o.Page)
	if err != nil || !page.IsAbs() {
		return ""
	}
	return page.ResolveReference(u).String()
}
