package charts_test

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/charts"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
	"kvartal/timeline/locale"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// compile renders the pages of an archive and compiles their roadmaps. Parts
// that end in .q are quoted texts, with bytes that an archive cannot show.
func compile(t *testing.T, in *txtar.Archive, prev charts.Set, o timeline.Options) (charts.Result, diag.List) {
	t.Helper()
	project, texts := fstest.MapFS{}, map[string]string{}
	var pages []charts.Page
	for _, p := range in.Files {
		name, text := p.Name, string(p.Data)
		if plain, isQuoted := strings.CutSuffix(name, ".q"); isQuoted {
			unquoted, err := strconv.Unquote(strings.TrimSpace(text))
			if err != nil {
				t.Fatal(err)
			}
			name, text = plain, unquoted
		}
		project[name], texts[name] = &fstest.MapFile{Data: []byte(text)}, text
		file, isContent := strings.CutPrefix(name, "content/")
		if !isContent || !strings.HasSuffix(file, ".md") {
			continue
		}
		_, src, body, _ := source.Parse(name, file, []byte(text), nil)
		doc, _ := markdown.New(locale.Danish(), markdown.Default()).Render(src, body)
		pages = append(pages, charts.Page{Path: file, Roadmaps: doc.Roadmaps, Anchors: doc.Anchors})
	}
	result, list := charts.Compile(project, "content", pages, prev, charts.Options{Timeline: o, Severity: diag.Error, Files: []string{"svg", "ics"}})
	for i, d := range list { // as package site does
		if d.Text == "" && d.Line > 0 {
			list[i].Text = diag.NewSource(d.File, texts[d.File]).LineText(d.Line)
		}
	}
	return result, list.Sorted()
}

// Each archive is a content folder: charts.txt says what chart each roadmap of
// each page shows, diag.txt what is wrong in them, placed in their files.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		result, list := compile(t, in, nil, timeline.Options{})
		var out, said strings.Builder
		for _, p := range in.Files {
			page := strings.TrimPrefix(p.Name, "content/")
			for i, r := range result.Pages[page] {
				c, ok := result.Set[r.ID]
				if !ok {
					fmt.Fprintf(&out, "%s %d: no chart\n", page, i)
					continue
				}
				fmt.Fprintf(&out, "%s %d: chart %q, shown as %q, %d sections\n", page, i, c.Chart.Title, r.Title, len(c.Chart.Sections))
				if r.Arrows != nil && *r.Arrows {
					out.WriteString("    with arrows\n")
				}
				if r.Profile != nil {
					fmt.Fprintf(&out, "    as %s alone\n", r.Profile)
				}
				fmt.Fprintf(&out, "    of %s%s, files %s\n", r.Source, map[bool]string{true: ", a part"}[r.Part], strings.Join(r.Files, " "))
				if len(p.Data) > 0 && strings.Contains(string(p.Data), "){") { // a part was chosen
					shown := c.Chart.Shown()
					fmt.Fprintf(&out, "    %s to %s\n", shown.Start.ISODate(), shown.End.ISODate())
					for _, t := range c.Chart.Tasks {
						fmt.Fprintf(&out, "    %s %q of %q\n", t.Kind, t.Name, sectionOf(c.Chart, t))
					}
				}
			}
		}
		if err := (diag.Style{}).Write(&said, list); err != nil {
			t.Fatal(err)
		}
		return []txtar.File{{Name: "charts.txt", Data: []byte(out.String())}, {Name: "diag.txt", Data: []byte(said.String())}}
	})
}

// A chart is compiled once, however many pages show it, and taken from the
// last build while text and day are the same.
func TestOnce(t *testing.T) {
	in := txtar.Parse([]byte("-- content/a.md --\n![x](p.mmd)\n\n```gantt\nA :2026-01-01, 1d\n```\n-- content/b.md --\n![y](p.mmd)\n-- content/p.mmd --\ngantt\nA :2026-01-01, 1d\n"))
	first, list := compile(t, in, nil, timeline.Options{})
	if len(list) > 0 || len(first.Set) != 1 {
		t.Fatalf("%d charts, %v", len(first.Set), list)
	}
	second, _ := compile(t, in, first.Set, timeline.Options{})
	for id := range first.Set {
		if first.Set[id] != second.Set[id] {
			t.Error("the same text was compiled again")
		}
	}
	today := calendar.Date(2026, 1, 1)
	third, _ := compile(t, in, first.Set, timeline.Options{Today: &today})
	for id := range third.Set {
		if _, ok := first.Set[id]; ok {
			t.Error("a chart of another day was kept")
		}
	}
}

func sectionOf(c *chart.Chart, t chart.Task) string {
	if t.Section == chart.NoSection {
		return ""
	}
	return c.Sections[t.Section].Name
}
