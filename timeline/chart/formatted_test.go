package chart_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// model is what a roadmap says, but for where it differs from Mermaid: to move
// a comment to a line of its own mends that.
func model(text string) (string, diag.List) {
	c, problems := compile(text, chart.Options{Today: &corpusNow})
	for i := range c.Tasks {
		c.Tasks[i].Differs = ""
	}
	return chart.Format(c), problems
}

// checkFormatted fails when a roadmap, formatted, is another one. What has a line
// that cannot be read is never formatted.
func checkFormatted(t *testing.T, name, text string) (formatted bool) {
	t.Helper()
	file, problems := syntax.ParseMermaid(diag.NewSource("", text))
	if problems.HasErrors() {
		return false
	}
	before, _ := model(text)
	after, _ := model(syntax.Format(file))
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("%s means something else when it is formatted (-before +after):\n%s\n%s", name, diff, text)
	}
	return true
}

func TestFormattedRoadmapsMeanTheSame(t *testing.T) {
	count := 0
	for n := range uint64(1500) {
		if checkFormatted(t, "random roadmap", randomRoadmap(2, n)) {
			count++
		}
	}
	if count < 500 {
		t.Errorf("only %d random roadmaps can be formatted", count)
	}
	files, _ := filepath.Glob(filepath.Join(corpus, "gantt", "*.mmd"))
	if len(files) == 0 {
		t.Skip("random roadmaps only: the corpus of charts by others is not here")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkFormatted(t, name, string(text))
	}
}
