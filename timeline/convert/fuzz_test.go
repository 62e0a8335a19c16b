package convert_test

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/chart"
	"kvartal/timeline/convert"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
)

func seeds(f *testing.F, name string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no goldens: ", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if text := golden.Text(archive, name); text != "" {
			f.Add(text)
		}
	}
}

// Whatever is converted without a loss says the same: the way back loses
// nothing that belongs to tasks and dates.
func checkThereAndBack(t *testing.T, text string, there, back func(*diag.Source, chart.Options) convert.Result) {
	t.Helper()
	o := chart.Options{Today: &today}
	r := there(diag.NewSource("there", text), o)
	if r.Problems.HasErrors() {
		if r.Text != "" {
			t.Errorf("converted in spite of errors: %q", r.Text)
		}
		return
	}
	if len(r.Lost) > 0 {
		return // and told
	}
	again := back(diag.NewSource("back", r.Text), o)
	if again.Problems.HasErrors() {
		t.Errorf("%q becomes %q, which has errors: %v", text, r.Text, again.Problems)
	}
}

func FuzzToTOML(f *testing.F) {
	seeds(f, "in.mmd")
	f.Add("gantt\na:a,2026-01-01,1d\nb:done,crit,milestone,b,after a,0d\nvert:vert,2026-01-01,1.5d\nexcludes friday")
	f.Fuzz(func(t *testing.T, text string) { checkThereAndBack(t, text, convert.ToTOML, convert.ToMermaid) })
}

func FuzzToMermaid(f *testing.F) {
	seeds(f, "in.timeline.toml")
	f.Add("[[sections]]\ntasks=[{name='a',id='a',start=2026-01-01,duration='1d'},{name='b',after='a',end=2026-02-01}]\n")
	f.Fuzz(func(t *testing.T, text string) { checkThereAndBack(t, text, convert.ToMermaid, convert.ToTOML) })
}
