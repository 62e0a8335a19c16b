package chart_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// goldenToday is the day that the goldens are compiled on.
var goldenToday = calendar.Date(2026, 11, 23)

func compile(text string, o chart.Options) (*chart.Chart, diag.List) {
	return compileWith(syntax.ParseMermaid, text, o)
}

func compileTOML(text string, o chart.Options) (*chart.Chart, diag.List) {
	return compileWith(syntax.ParseTOML, text, o)
}

func compileWith(parse func(*diag.Source) (*syntax.File, diag.List), text string, o chart.Options) (*chart.Chart, diag.List) {
	src := diag.NewSource("", text)
	file, problems := parse(src)
	c, more := chart.Resolve(file, src, o)
	return c, append(problems, more...).Sorted()
}

// Each file of testdata holds a roadmap (in.mmd or in.timeline.toml), the chart it gives
// (chart.txt) and what is said about it (diag.txt). Run with -update to rewrite
// the last two, and read what changed.
func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens: ", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			read, kind := compile, "in.mmd"
			if strings.HasPrefix(name, "testdata/toml-") {
				read, kind = compileTOML, "in.timeline.toml"
			}
			in := part(archive, kind)
			c, problems := read(in, chart.Options{Today: &goldenToday})
			var said strings.Builder
			if err := (diag.Style{}).Write(&said, problems); err != nil {
				t.Fatal(err)
			}
			got := []txtar.File{{Name: "chart.txt", Data: []byte(chart.Format(c))}, {Name: "diag.txt", Data: []byte(said.String())}}
			if *update {
				archive.Files = append([]txtar.File{{Name: kind, Data: []byte(in)}}, got...)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, f := range got {
				if diff := cmp.Diff(part(archive, f.Name), string(f.Data)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
		})
	}
}

// part is the text of a file of an archive.
func part(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}
