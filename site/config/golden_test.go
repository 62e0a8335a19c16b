package config_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/config"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/golden"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Each .toml part of an archive is a kvartal.toml; out.txt is what is read of
// each where it is not the default, diag.txt what its author is told.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		var out, said strings.Builder
		for _, p := range in.Files {
			if !strings.HasSuffix(p.Name, ".toml") {
				continue
			}
			src := diag.NewSource(p.Name, string(p.Data))
			c, list := config.Load(src)
			fmt.Fprintf(&out, "%s:\n%s", p.Name, format(src, c))
			if said.Len() > 0 && len(list) > 0 {
				said.WriteByte('\n')
			}
			if err := (diag.Style{}).Write(&said, list.Sorted()); err != nil {
				t.Fatal(err)
			}
		}
		return []txtar.File{{Name: "out.txt", Data: []byte(out.String())}, {Name: "diag.txt", Data: []byte(said.String())}}
	})
}

func format(src *diag.Source, c *config.Config) string {
	var b strings.Builder
	line := func(key string, value, standard any) {
		if value != standard {
			fmt.Fprintf(&b, "    %s %v\n", key, value)
		}
	}
	d := config.Default()
	line("title", c.Title, d.Title)
	line("description", c.Description, d.Description)
	line("language", c.Language.Tag, d.Language.Tag)
	if c.BaseURL != nil {
		line("base_url", c.BaseURL.String(), "")
	}
	line("base path", c.BasePath(), d.BasePath())
	line("url_style", c.URLStyle, d.URLStyle)
	line("slug", c.Slug, d.Slug)
	line("theme.name", c.Theme, d.Theme)
	if c.Accent != nil {
		line("theme.accent", c.Accent.String(), "")
	}
	line("theme.logo", c.Logo, d.Logo)
	line("theme.favicon", c.Favicon, d.Favicon)
	line("theme.footer", c.Footer, d.Footer)
	line("edits", c.Repository.EditURL("content/møde 1.md"), "")
	line("history", c.Repository.HistoryURL("content/møde 1.md"), "")
	line("accessibility.statement", c.Statement, d.Statement)
	line("markdown.typographer", c.Markdown.Typographer, d.Markdown.Typographer)
	line("markdown.attributes", c.Markdown.Attributes, d.Markdown.Attributes)
	line("markdown.html", c.Markdown.HTML, d.Markdown.HTML)
	line("menu.tree", c.Tree, d.Tree)
	line("date_prefix", c.DatePrefix, d.DatePrefix)
	for _, t := range c.Taxonomies[len(d.Taxonomies):] {
		line("taxonomy", fmt.Sprintf("%s %q %s", t.Name, t.Title, t.Slug), "")
	}
	line("check.links", c.Links, d.Links)
	line("check.templates", c.Templates, d.Templates)
	for extra := range strings.Lines(fields.Format(src, c.Extra)) {
		b.WriteString("    extra " + extra)
	}
	return b.String()
}

func TestNoFile(t *testing.T) {
	c, list := config.Load(nil)
	if len(list) > 0 || format(nil, c) != "" {
		t.Errorf("without a file: %s%v", format(nil, c), list)
	}
}

func TestKeys(t *testing.T) {
	keys := config.Keys()
	for _, want := range []string{"title", "theme.name", "check.links", "extra"} {
		if !slices.Contains(keys, want) {
			t.Errorf("Keys() lacks %q: %v", want, keys)
		}
	}
}
