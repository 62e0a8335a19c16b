package chart_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// goldenToday is the day that the goldens are compiled on.
var goldenToday = calendar.Date(2026, 11, 23)

func compile(text string, o chart.Options) (*chart.Chart, diag.List) {
	src := diag.NewSource("", text)
	file, problems := syntax.ParseMermaid(src)
	c, more := chart.Resolve(file, src, o)
	return c, append(problems, more...).Sorted()
}

// Each file of testdata holds a roadmap (in.mmd), the chart it gives
// (chart.txt) and what is said about it (diag.txt). Run with -update to rewrite
// the last two, and read what changed.
func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens: ", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive := readArchive(t, name)
			in := archive.part("in.mmd")
			c, problems := compile(in, chart.Options{Today: &goldenToday})
			var said strings.Builder
			if err := (diag.Style{}).Write(&said, problems); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{"chart.txt": chart.Format(c), "diag.txt": said.String()}
			if *update {
				out := archive.comment + part("in.mmd", in) + part("chart.txt", got["chart.txt"]) + part("diag.txt", got["diag.txt"])
				if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, part := range []string{"chart.txt", "diag.txt"} {
				if diff := cmp.Diff(archive.part(part), got[part]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", part, diff)
				}
			}
		})
	}
}

// archive is a text in the txtar format: a comment, then parts that each begin
// with a line "-- name --".
type archive struct {
	comment string
	names   []string
	parts   []string
}

func readArchive(t testing.TB, name string) archive {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var a archive
	for line := range strings.Lines(string(text)) {
		name, isName := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		if name, ok := strings.CutSuffix(name, " --"); isName && ok {
			a.names, a.parts = append(a.names, name), append(a.parts, "")
			continue
		}
		if len(a.parts) == 0 {
			a.comment += line
			continue
		}
		a.parts[len(a.parts)-1] += line
	}
	return a
}

func (a archive) part(name string) string {
	for i, n := range a.names {
		if n == name {
			return a.parts[i]
		}
	}
	return ""
}

func part(name, text string) string { return "-- " + name + " --\n" + text }
