package charts

import (
	"strings"
	"unicode/utf8"

	"kvartal/site/graph"
	"kvartal/site/trace"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// linked returns the id of a chart as a page can show it: where its text stands
// in another file, links that are relative to that file begin at the site's root.
func (c *compiler) linked(id, page, source string) string {
	file, _, _ := strings.Cut(source, "#")
	whole, ok := c.out.Set[id]
	if !ok || file == page {
		return id
	}
	rooted := whole.Chart.Linked(func(link string) string { return graph.Rooted(file, link) })
	if rooted == whole.Chart {
		return id
	}
	sum := trace.NewSum().Int(int(whole.Digest)).Add("links of", file)
	return c.once(sum.Digest(), whole.Text, func() (*chart.Chart, diag.List) { return rooted, nil }).ID
}

// links returns a chart's links to what is inside the site, and where they are
// written.
func (c *compiler) links(id, source string) []graph.ChartLink {
	shown, ok := c.out.Set[id]
	if !ok {
		return nil
	}
	file, anchor, ofPage := strings.Cut(source, "#")
	line, indent := 1, []int(nil)
	for _, r := range c.pages[file].Roadmaps {
		if ofPage && r.ID == anchor {
			line, indent = r.Line, r.Indent
		}
	}
	var links []graph.ChartLink
	for _, t := range shown.Chart.Tasks {
		if !graph.Internal(t.Link) {
			continue
		}
		d := diag.Diag{Place: diag.Place{Pos: t.LinkPos}}
		at := diag.List{d}.Within(c.content+"/"+file, line, indent)[0].Place
		links = append(links, graph.ChartLink{From: file, Dest: t.Link, Place: at, Width: utf8.RuneCountInString(t.Link) + len(`""`)})
	}
	return links
}
