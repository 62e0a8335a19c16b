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
	line("weight", f.Weight != 0, f.Weight)
	words("parent", f.Parent)
	words("slug", f.Slug)
	words("url", f.URL)
	if f.Language != nil {
		words("language", f.Language.Tag)
	}
	words("template", f.Template)
	if d := f.Defaults; d != nil {
		if d.Language != nil {
			words("defaults.language", d.Language.Tag)
		}
		words("defaults.template", d.Template)
	}
	for extra := range strings.Lines(fields.Format(src, f.Extra)) {
		b.WriteString("extra " + extra)
	}
	return b.String()
}
