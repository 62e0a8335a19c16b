package source

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// Format gives front matter as text, for goldens: each key that is set, with
// what it was understood to mean.
func Format(src *diag.Source, f Front) string {
	var b strings.Builder
	line := func(key string, set bool, value any) {
		if set {
			fmt.Fprintf(&b, "%s %v\n", key, value)
		}
	}
	words := func(key, value string) { line(key, value != "", fmt.Sprintf("%q", value)) }
	day := func(key string, t *calendar.Instant) {
		if t != nil {
			h, m, s, _ := t.Clock()
			line(key, true, strings.TrimSuffix(fmt.Sprintf("%s %02d:%02d:%02d", t.ISODate(), h, m, s), " 00:00:00"))
		}
	}
	words("title", f.Title)
	words("menu_title", f.MenuTitle)
	words("description", f.Description)
	words("summary", f.Summary)
	day("date", f.Date)
	day("updated", f.Updated)
	day("publish_date", f.PublishDate)
	day("expires", f.Expires)
	line("authors", f.Authors != nil, fmt.Sprintf("%q", f.Authors))
	words("status", f.Status)
	line("draft", f.Draft, f.Draft)
	line("weight", f.Weight != nil, f.Weight)
	line("in_menu", f.OutOfMenu, !f.OutOfMenu)
	words("parent", f.Parent)
	words("grand_parent", f.GrandParent)
	words("ancestor", f.Ancestor)
	words("sort_by", string(f.SortBy))
	line("sort_reverse", f.SortReverse, f.SortReverse)
	for _, t := range f.Terms {
		titles := make([]string, len(t.Terms))
		for i, term := range t.Terms {
			titles[i] = term.Title
		}
		line(t.Taxonomy, true, fmt.Sprintf("%q", titles))
	}
	words("slug", f.Slug)
	words("url", f.URL)
	line("aliases", f.Aliases != nil, fmt.Sprintf("%q", f.Aliases))
	words("redirect_to", f.RedirectTo)
	if f.Language != nil {
		words("language", f.Language.Tag)
	}
	words("template", f.Template)
	if f.Defaults != nil {
		for part := range strings.Lines(Format(src, *f.Defaults)) {
			b.WriteString("defaults." + part)
		}
	}
	for extra := range strings.Lines(fields.Format(src, f.Extra)) {
		b.WriteString("extra " + extra)
	}
	return b.String()
}
