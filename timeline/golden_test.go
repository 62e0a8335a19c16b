package timeline_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/csv"
	"kvartal/timeline/diag"
	"kvartal/timeline/ics"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
	"kvartal/timeline/scene"
	"kvartal/timeline/text"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// golden is a file of testdata: a roadmap and all that becomes of it. Besides
// in.mmd it may hold options, one a line: lang, today, profile, width, form, theme,
// dependencies.
type golden struct {
	name, file string
	archive    *txtar.Archive
	in         string
	options    timeline.Options
}

func goldens(t testing.TB) []golden {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens in testdata: ", err)
	}
	var all []golden
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		g := golden{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), file: file, archive: archive}
		g.options.IDPrefix = "kv"
		for _, part := range g.archive.Files {
			switch part.Name {
			case "in.mmd":
				g.in = string(part.Data)
			case "in.timeline.toml":
				g.in, g.options.Language = string(part.Data), timeline.TOML
			case "options":
				for line := range strings.Lines(string(part.Data)) {
					key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
					if err := set(&g.options, key, value); err != nil {
						t.Fatalf("%s: %v", file, err)
					}
				}
			}
		}
		all = append(all, g)
	}
	return all
}

func set(o *timeline.Options, key, value string) error {
	var ok bool
	switch key {
	case "lang":
		o.Locale, ok = locale.Get(value)
	case "profile":
		o.Profile, ok = layout.ProfileByName(value)
	case "form":
		o.Form, ok = timeline.Standalone, value == "standalone"
	case "theme":
		o.Theme, ok = timeline.Dark, value == "dark"
	case "dependencies":
		o.Dependencies, ok = true, value == "shown"
	case "width":
		n, err := fmt.Sscan(value, &o.Width)
		ok = n == 1 && err == nil
	case "today":
		var y, m, d int
		n, err := fmt.Sscanf(value, "%d-%d-%d", &y, &m, &d)
		at := calendar.Date(y, m, d)
		o.Today, ok = &at, n == 3 && err == nil
	}
	if !ok {
		return fmt.Errorf("option %q cannot be %q", key, value)
	}
	return nil
}

// results gives every text form of a golden, in the order of the pipeline. One of
// another profile than that of pages gives what differs: scene and picture.
func (g golden) results(t testing.TB) []txtar.File {
	t.Helper()
	c, problems := timeline.Compile("", g.in, g.options)
	var said strings.Builder
	if err := (diag.Style{}).Write(&said, problems); err != nil {
		t.Fatal(err)
	}
	picture, err := timeline.Draw(c, g.options)
	if err != nil {
		t.Fatal(err)
	}
	drawn := []txtar.File{
		{Name: "scene.txt", Data: []byte(scene.Format(timeline.Scene(c, g.options)))},
		{Name: "out.svg", Data: picture},
	}
	if g.options.Profile != timeline.Web {
		return drawn
	}
	return slices.Concat([]txtar.File{
		{Name: "chart.txt", Data: []byte(chart.Format(c))},
		{Name: "diag.txt", Data: []byte(said.String())},
	}, drawn, []txtar.File{
		{Name: "out.txt", Data: text.Write(c, text.Options{Locale: g.options.Locale, Today: g.options.Today})},
		{Name: "mail.txt", Data: text.Write(c, text.Options{Locale: g.options.Locale, Mail: true, Page: "https://example.org/plan/"})},
		{Name: "out.ics", Data: calendarOf(c, g.options)},
		{Name: "out.csv", Data: bytes.ReplaceAll(csv.Write(c, csv.Options{}), []byte("\r\n"), []byte("\n"))},
		{Name: "table.html", Data: timeline.Table(c, g.options)},
	})
}

// calendarOf gives a chart as a calendar of everything, with lines that end as
// those of an archive do.
func calendarOf(c *chart.Chart, o timeline.Options) []byte {
	events := ics.Events(c, ics.Options{Locale: o.Locale, Tasks: true, Source: "plan", Page: "https://example.org/plan/"})
	return bytes.ReplaceAll(ics.Calendar(c.Title, events), []byte("\r\n"), []byte("\n"))
}

// Each file of testdata follows one roadmap through every stage. Run with
// -update to rewrite what comes after in.mmd, and read what changed.
func TestGoldens(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			got := g.results(t)
			if *update {
				g.rewrite(t, got)
				return
			}
			want := map[string]string{}
			for _, part := range g.archive.Files {
				want[part.Name] = string(part.Data)
			}
			for _, part := range got {
				if diff := cmp.Diff(want[part.Name], string(part.Data)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", part.Name, diff)
				}
			}
		})
	}
}

func (g golden) rewrite(t *testing.T, results []txtar.File) {
	t.Helper()
	var kept []txtar.File
	for _, part := range g.archive.Files {
		if part.Name == "options" || part.Name == "in.mmd" || part.Name == "in.timeline.toml" {
			kept = append(kept, part)
		}
	}
	out := txtar.Format(&txtar.Archive{Comment: g.archive.Comment, Files: append(kept, results...)})
	if err := os.WriteFile(g.file, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

// The real roadmap's page must stay light.
func TestSeedIsSmall(t *testing.T) {
	for _, g := range goldens(t) {
		if g.name != "seed" {
			continue
		}
		for _, part := range g.results(t) {
			if part.Name == "out.svg" && len(part.Data) >= 40_000 {
				t.Errorf("the seed's picture has %d bytes; it must stay under 40 000", len(part.Data))
			}
		}
		return
	}
	t.Fatal("the golden of the seed is missing")
}

// The golden of the seed is the roadmap that the site shows.
func TestSeedIsTheRoadmapOfTheSite(t *testing.T) {
	page, err := os.ReadFile("../content/os2display/roadmap.md")
	if err != nil {
		t.Fatal(err)
	}
	_, fence, _ := strings.Cut(string(page), "```mermaid\n")
	fence, _, _ = strings.Cut(fence, "```")
	for _, g := range goldens(t) {
		if g.name == "seed" {
			if diff := cmp.Diff(fence, g.in); diff != "" {
				t.Errorf("(-page +golden):\n%s", diff)
			}
		}
	}
}
