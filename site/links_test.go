package site

import (
	"context"
	"maps"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
)

// A link that led somewhere, and does so no more, is told of, though its own page
// is as it was, and the build before found nothing there.
func TestLinksAreCheckedAgain(t *testing.T) {
	files := map[string]string{
		"kvartal.toml":      "[check]\nlinks = \"warn\"\n[roadmap]\nfiles = [\"svg\"]\n",
		"content/index.md":  "+++\ntitle = \"Forside\"\n+++\n",
		"content/plan.md":   "+++\ntitle = \"Plan\"\nslug = \"her\"\naliases = [\"/gammel\"]\n+++\n## Del\n\n" + strings.Replace(lawChart, "%dd", "3d", 1),
		"content/bilag.txt": "Bilag.\n",
		"content/b.md":      "+++\ntitle = \"B\"\nredirect_to = \"plan.md\"\n+++\n",
	}
	for name, c := range map[string]struct {
		front, link    string // of a page that stays as it is
		file, old, new string // what changes
	}{
		"file":           {"", "bilag.txt", "content/bilag.txt", "", ""},
		"page":           {"", "plan.md", "content/plan.md", "", ""},
		"address":        {"", "/her/", "content/plan.md", "her", "der"},
		"former address": {"", "/gammel/", "content/plan.md", "gammel", "ældre"},
		"heading":        {"", "plan.md#del", "content/plan.md", "## Del", "## Andet"},
		"roadmap's file": {"", "/her/roadmap-1.svg", "kvartal.toml", "[\"svg\"]", "[]"},
		"redirect":       {"redirect_to = \"b.md\"\n", "plan.md", "content/b.md", "plan.md", "a.md"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &project{files: maps.Clone(files), today: calendar.Date(2026, 11, 23)}
			p.files["content/a.md"] = "+++\ntitle = \"A\"\n" + c.front + "+++\n[x](" + c.link + ")\n"
			before, list := Build(context.Background(), p.options(), nil)
			if before == nil || strings.Contains(told(list), "content/a.md") {
				t.Fatalf("at first: %s", told(list))
			}
			p.files["content/index.md"] = strings.Replace(p.files["content/index.md"], "Forside", "Velkommen", 1) // the site is made anew
			if p.files[c.file] = strings.Replace(p.files[c.file], c.old, c.new, 1); c.old == "" {
				delete(p.files, c.file)
			}
			_, list = Build(context.Background(), p.options(), nil)
			want := told(list)
			if !strings.Contains(want, "content/a.md") {
				t.Fatalf("the full build does not tell of the link: %s", want)
			}
			_, list = Build(context.Background(), p.options(), before)
			if got := told(list); got != want {
				t.Errorf("the incremental build tells of\n%s\nwant\n%s", got, want)
			}
		})
	}
}
