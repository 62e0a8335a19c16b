package graph_test

import (
	"flag"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
	"kvartal/timeline/locale"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// build makes a site of the parts of an archive: kvartal.toml, the files below
// content/, and, in a part "options", lines like "drafts", "future", "today
// 2026-05-01", "changed a.md 2026-04-30" and "lost", for a history that could
// not be read.
func build(t testing.TB, in *txtar.Archive) (*graph.Site, diag.List) {
	t.Helper()
	cfg, list := config.Load(diag.NewSource(config.File, golden.Text(in, config.File)))
	g := graph.Input{Config: cfg, Content: "content", Today: calendar.Date(2026, 5, 1), Dates: history.Dates{}}
	for line := range strings.Lines(golden.Text(in, "options")) {
		word := strings.Fields(line)
		switch word[0] {
		case "drafts":
			g.Drafts = true
		case "lost":
			g.DatesLost = true
		case "future":
			g.Future = true
		case "changed":
			g.Dates["content/"+word[1]] = day(t, word[2])
		case "today":
			g.Today = day(t, word[1])
		}
	}
	parts := slices.SortedFunc(slices.Values(in.Files), func(a, b txtar.File) int { return strings.Compare(a.Name, b.Name) })
	files := map[string]*source.File{}
	for _, p := range parts {
		if file, ok := strings.CutPrefix(p.Name, "content/"); ok && path.Ext(file) == ".md" {
			files[file], _, _, _ = source.Parse(p.Name, file, p.Data, cfg.TaxonomyNames())
		}
	}
	for _, p := range parts {
		file, ok := strings.CutPrefix(p.Name, "content/")
		switch {
		case !ok:
		case path.Ext(file) != ".md":
			g.Files = append(g.Files, file)
		default:
			f, src, body, problems := source.Parse(p.Name, file, p.Data, cfg.TaxonomyNames())
			l := language(cfg.Language, files, file)
			doc, more := markdown.New(l, markdown.Default()).Render(src, body)
			list = append(append(list, problems...), more...)
			g.Pages = append(g.Pages, graph.Entry{File: f, Doc: doc, Locale: l})
		}
	}
	site, problems := graph.New(g)
	return site, append(list, problems...)
}

// language is the page's own, else what the nearest section sets.
func language(l *locale.Locale, files map[string]*source.File, file string) *locale.Locale {
	if own := files[file].Front.Language; own != nil {
		return own
	}
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if index := files[path.Join(dir, "_index.md")]; index != nil && index.Front.Defaults != nil && index.Front.Defaults.Language != nil {
			return index.Front.Defaults.Language
		}
		if dir == "." {
			return l
		}
	}
}

func day(t testing.TB, s string) calendar.Instant {
	t.Helper()
	at, _, err := source.ReadDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Each archive is a site. site.txt is its tree, diag.txt what its authors are
// told; a part "resolve", lines of a page and a destination, is answered in
// resolved.txt, and a part "menu", lines of pages, in menu.txt.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		site, list := build(t, in)
		list = append(list, site.CheckLinks("content", diag.Error, nil).Problems...)
		quote(in, list)
		var said strings.Builder
		if err := (diag.Style{}).Write(&said, list.Sorted()); err != nil {
			t.Fatal(err)
		}
		out := []txtar.File{{Name: "site.txt", Data: []byte(graph.Format(site))}, {Name: "diag.txt", Data: []byte(said.String())}}
		if ask := golden.Text(in, "resolve"); ask != "" {
			out = append(out, txtar.File{Name: "resolved.txt", Data: []byte(resolve(t, site, ask))})
		}
		if ask := golden.Text(in, "menu"); ask != "" {
			out = append(out, txtar.File{Name: "menu.txt", Data: []byte(menus(t, site, ask))})
		}
		return out
	})
}

// quote gives problems their line, as package site does.
func quote(in *txtar.Archive, list diag.List) {
	for i, d := range list {
		if d.Text == "" && d.Line > 0 {
			list[i].Text = diag.NewSource(d.File, golden.Text(in, d.File)).LineText(d.Line)
		}
	}
}

func resolve(t *testing.T, site *graph.Site, ask string) string {
	var b strings.Builder
	for line := range strings.Lines(ask) {
		from, dest, _ := strings.Cut(strings.TrimSpace(line), " ")
		p, ok := site.Page(from)
		if !ok {
			t.Fatalf("there is no page %q", from)
		}
		target, ok := site.Resolve(p, dest)
		if !ok {
			fmt.Fprintf(&b, "%s %s: nowhere\n", from, dest)
			continue
		}
		fmt.Fprintf(&b, "%s %s: %s, written %s%s\n", from, dest, target.Path, graph.Relative(p.Address, target.Address), target.Suffix)
	}
	return b.String()
}

func menus(t *testing.T, site *graph.Site, ask string) string {
	var b strings.Builder
	var write func(items []graph.MenuItem, of *graph.Page, level int)
	write = func(items []graph.MenuItem, of *graph.Page, level int) {
		for _, it := range items {
			mark := "- "
			switch {
			case it.Page == of:
				mark = "* "
			case it.Open:
				mark = "v "
			}
			b.WriteString(strings.Repeat("    ", level) + mark + it.Page.MenuTitle + "\n")
			write(it.Children, of, level+1)
		}
	}
	for file := range strings.FieldsSeq(ask) {
		p, ok := site.Page(file)
		if !ok {
			t.Fatalf("there is no page %q", file)
		}
		prev, next := site.Neighbours(p)
		fmt.Fprintf(&b, "%s, before it %s, behind it %s\n", file, title(prev), title(next))
		write(site.Menu(site.Branch(p)), p, 1)
	}
	return b.String()
}

func title(p *graph.Page) string {
	if p == nil {
		return "nothing"
	}
	return p.Title
}
