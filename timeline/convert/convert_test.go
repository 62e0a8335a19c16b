package convert_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/convert"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
)

var update = flag.Bool("update", false, "rewrite the goldens")

var today = calendar.Date(2026, 1, 1)

// Each archive holds a roadmap, in.mmd or in.timeline.toml, what it becomes in
// the other language, and what that cannot say.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		text, name := golden.Text(in, "in.mmd"), "out.timeline.toml"
		to := convert.ToTOML
		if text == "" {
			text, name = golden.Text(in, "in.timeline.toml"), "out.mmd"
			to = convert.ToMermaid
		}
		r := to(diag.NewSource("in", text), chart.Options{Today: &today})
		var said strings.Builder
		if err := (diag.Style{}).Write(&said, append(r.Problems, r.Lost...)); err != nil {
			t.Fatal(err)
		}
		return []txtar.File{{Name: name, Data: []byte(r.Text)}, {Name: "diag.txt", Data: []byte(said.String())}}
	})
}

// Every real chart without an error goes to TOML and back: what is not said to
// be lost on the way there is the same, and nothing more is lost on the way
// back.
func TestCorpusRoundTrip(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/gantt/*.mmd")
	if len(files) == 0 {
		t.Skip("the charts of others are not here")
	}
	converted, whole, tasks := 0, 0, 0
	kinds := map[string]int{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		there := convert.ToTOML(diag.NewSource(filepath.Base(name), string(text)), chart.Options{Today: &today})
		if there.Problems.HasErrors() {
			continue
		}
		converted++
		tasks += strings.Count(there.Text, "\n[[sections.tasks]]") + strings.Count(there.Text, "\n[[sections.milestones]]") + strings.Count(there.Text, "\n[[markers]]")
		for _, d := range there.Lost {
			_, what, found := strings.Cut(d.Message, "\": ")
			if !found {
				what = d.Message
			}
			what, _, _ = strings.Cut(what, ",")
			kinds[what]++
			if strings.Contains(what, "the start") || strings.Contains(what, "the end") || strings.Contains(what, "the name") || strings.Contains(what, "the kind") || strings.Contains(what, "the state") || strings.Contains(what, "the section") {
				t.Errorf("%s", d.Place.String()+": "+d.Message)
			}
		}
		if len(there.Lost) == 0 {
			whole++
		}
		back := convert.ToMermaid(diag.NewSource("back.timeline.toml", there.Text), chart.Options{Today: &today})
		if back.Problems.HasErrors() {
			t.Errorf("%s: in TOML there is an error: %s", name, back.Problems[0].Message)
			continue
		}
		for _, d := range back.Lost {
			if strings.Contains(d.Message, "Mermaid itself") { // as in the chart that all began with
				kinds["Mermaid's own dates"]++
				continue
			}
			t.Errorf("%s on the way back: %s: %s", name, d.Place.String(), d.Message)
		}
	}
	t.Logf("%d of %d charts have no error and are converted, with %d tasks; %d lose nothing: %s", converted, len(files), tasks, whole, fmt.Sprint(kinds))
}
