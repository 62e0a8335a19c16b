package timeline

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"kvartal/timeline/chart"
)

// pageStyle is the look of Page, around that of its pictures.
const pageStyle = `body { margin: 0; padding: 1.5rem; font: 1rem/1.5 Arial, "Liberation Sans", Arimo, Helvetica, sans-serif; color: var(--kv-ink); background: var(--kv-paper); }
main { max-width: 72rem; margin: 0 auto; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; }
a { color: inherit; }
time { white-space: nowrap; }
.narrow { display: none; }
.dates { overflow-x: auto; }
.kv-table { border-collapse: collapse; width: 100%; }
.kv-table caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.kv-table th, .kv-table td { padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--kv-grid); text-align: left; vertical-align: top; }
.kv-table tbody th { font-weight: normal; }
.kv-table th[scope=rowgroup] { padding-top: 1.2rem; font-weight: bold; }
.kv-table th:not([scope=row]) { font-weight: bold; }
@media screen and (max-width: 45rem) { body { padding: 1rem; } .kv-table th, .kv-table td { padding-right: .6rem; } .wide { display: none; } .narrow { display: block; } }
@media print { body { padding: 0; } tr { break-inside: avoid; } }
`

// Page returns a whole HTML page of a chart: its title, its picture, and the
// table of all its dates. It needs no other file and no script. Without a profile
// and a width, the page has the picture for wide screens and that for narrow
// ones, and shows the right one. The colours follow the reader's system; with the
// form Standalone they are those of the theme.
func Page(c *chart.Chart, o Options) ([]byte, error) {
	l := o.locale()
	title := c.Title
	if title == "" {
		title = l.Must("chart")
	}
	scheme := "light dark"
	if o.Form == Standalone {
		scheme = [...]string{Light: "light", Dark: "dark"}[o.Theme]
	}
	untitled := *c // the page has the title
	untitled.Title, untitled.AltTitle = "", c.AltTitle
	if c.AltTitle == "" {
		untitled.AltTitle = title
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n", l.Tag)
	fmt.Fprintf(&b, "<title>%s</title>\n<style>\n:root { color-scheme: %s; }\n%s%s</style>\n</head>\n", text(title), scheme, CSS(), pageStyle)
	fmt.Fprintf(&b, "<body>\n<main>\n<h1>%s</h1>\n", text(title))
	profiles := []Profile{o.Profile}
	if o.Profile == Web && o.Width == 0 {
		profiles = []Profile{Web, Narrow}
	}
	for i, profile := range profiles {
		p := o
		p.Form, p.Profile, p.IDPrefix = Inline, profile, fmt.Sprintf("kv%d", i+1)
		picture, err := Draw(&untitled, p)
		if err != nil {
			return nil, err
		}
		class := "picture"
		if len(profiles) > 1 {
			class = [...]string{"wide", "narrow"}[i]
		}
		fmt.Fprintf(&b, "<div class=\"%s\">\n%s</div>\n", class, picture)
	}
	fmt.Fprintf(&b, "<h2>%s</h2>\n<div class=\"dates\">\n%s</div>\n</main>\n</body>\n</html>\n", text(l.Must("all_dates")), Table(c, o))
	return b.Bytes(), nil
}

// text makes one escaped line of an author's text.
func text(s string) string { return html.EscapeString(strings.Join(strings.Fields(s), " ")) }
