package chart_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
	"kvartal/timeline/syntax"
)

// checkTOML holds what is true of any text in TOML: the chart is sound, Mermaid
// has no part in it, and it is the same when the text is formatted.
func checkTOML(t *testing.T, text string) {
	t.Helper()
	c, problems := compileTOML(text, chart.Options{Today: &corpusNow})
	sound(t, c, problems)
	for _, task := range c.Tasks {
		if task.Differs != "" {
			t.Errorf("task %q differs from Mermaid: %s", task.Name, task.Differs)
		}
	}
	file, _ := syntax.ParseTOML(diag.NewSource("", text))
	again, _ := compileTOML(syntax.Format(file), chart.Options{Today: &corpusNow})
	if diff := cmp.Diff(chart.Format(c), chart.Format(again)); diff != "" {
		t.Errorf("formatted, the chart is another one (-as written +formatted):\n%s", diff)
	}
}

func tomlGoldens(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"everything", "mistakes", "dates", "syntax", "order", "holidays", "brackets", "no-section"} {
		archive, err := txtar.ParseFile("testdata/toml-" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, golden.Text(archive, "in.timeline.toml"))
	}
	return texts
}

func TestFormattedTOMLIsTheSameChart(t *testing.T) {
	for _, text := range tomlGoldens(t) {
		checkTOML(t, text)
	}
}

func FuzzTOML(f *testing.F) {
	for _, text := range tomlGoldens(f) {
		f.Add(text)
		for _, task := range regexp.MustCompile(`(?m)^    \{.*\},$`).FindAllString(text, -1) { // small seeds are found sooner
			f.Add("fiscal_year_start = 4\nexcludes = [\"weekends\", \"holidays:gb\"]\n[[sections]]\ntasks = [\n" + task + "\n]\n")
		}
	}
	f.Fuzz(checkTOML)
}

// manyTOMLTasks is a roadmap like manyTasks.
func manyTOMLTasks(n int) string {
	var b strings.Builder
	b.WriteString("excludes = [\"weekends\"]\n")
	for i := range n {
		if i%10 == 0 {
			fmt.Fprintf(&b, "\n[[sections]]\nname = \"Section %d\"\n", i/10)
		}
		switch {
		case i%10 == 0:
			fmt.Fprintf(&b, "\n[[sections.tasks]]\nid = \"t%d\"\nname = \"A task with a date\"\nstart = 2026-01-%02d\nduration = \"5d\"\n", i, i%28+1)
		case i%10 == 5:
			fmt.Fprintf(&b, "\n[[sections.milestones]]\nid = \"t%d\"\nname = \"A milestone\"\ndate = 2026-05-01\ncritical = true\n", i)
		default:
			fmt.Fprintf(&b, "\n[[sections.tasks]]\nid = \"t%d\"\nname = \"A task after another\"\nafter = \"t%d\"\nduration = \"3d\"\nstatus = \"active\"\n", i, i-1)
		}
	}
	return b.String()
}

// Texts of absurd size or content: each is done in far less than the bound, and
// where a bound of the language is hit, that is said.
func TestAbsurdTOML(t *testing.T) {
	section := func(tasks string) string { return "[[sections]]\ntasks = [\n" + tasks + "\n]\n" }
	chain := func(n int, first string) string {
		var b strings.Builder
		for i := range n {
			after := fmt.Sprintf("t%d", i-1)
			if i == 0 {
				after = first
			}
			fmt.Fprintf(&b, "{id = \"t%d\", name = \"T\", after = %q, duration = \"1h\"},\n", i, after)
		}
		return b.String()
	}
	for _, test := range []struct{ name, text, said string }{
		{"ten thousand tasks", manyTOMLTasks(10_000), ""},
		{"a chain of ten thousand afters", section(chain(10_000, "x") + `{id = "x", name = "X", start = 2026-01-01, end = 2026-01-01}`), ""},
		{"a ring of ten thousand", section(chain(10_000, "t9999")), "roadmap-ring"},
		{"a chain that goes on for centuries", "excludes = [\"weekends\", \"holidays:da\"]\n" + section(strings.ReplaceAll(chain(5_000, "x"), `"1h"`, `"100d"`)+`{id = "x", name = "X", start = 2026-01-01, end = 2026-01-01}`), ""},
		{"one line of a megabyte", section(`{name = "T", start = 2026-01-01, duration = "` + strings.Repeat("1", 1<<20) + `"}`), "roadmap-bad-end"},
		{"a megabyte of ids behind after", section(`{id = "a", name = "A", start = 2026-01-01, end = 2026-01-01}, {name = "T", start = "after ` + strings.Repeat("a ", 1<<19) + `", duration = "1d"}`), ""},
		{"a megabyte of brackets", strings.Repeat("[", 1<<20), "toml"},
		{"a megabyte of lists", "a = " + strings.Repeat("[", 1<<20), "toml"},
		{"a megabyte of tables", "a = " + strings.Repeat("{a=", 1<<18), "toml"},
		{"a megabyte of dots", strings.Repeat("a.", 1<<19) + "a = 1", "toml"},
		{"a megabyte of headings", strings.Repeat("[[sections]]\n", 1<<16), "roadmap-no-tasks"},
		{"a megabyte of keys", func() string {
			var b strings.Builder
			for i := range 1 << 16 {
				fmt.Fprintf(&b, "key%d = 1\n", i)
			}
			return b.String()
		}(), "roadmap-unknown-key"},
		{"a megabyte of excludes", "excludes = [" + strings.Repeat(`"frida",`, 1<<17) + "]\n", "roadmap-bad-exclude"},
		{"a range of all time", "excludes = [\"1000/9999\"]\n", "roadmap-long-range"},
		{"no work at all", "excludes = [\"weekends\", \"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]\n" + section(`{name = "T", start = 2026-01-01, duration = "10d"}`), "roadmap-all-days-off"},
		{"all years off", "excludes = [" + func() string {
			all := ""
			for y := 2000; y < 2060; y++ {
				all += fmt.Sprintf("\"%d\",", y)
			}
			return all
		}() + "]\n" + section(`{name = "T", start = 2000-01-01, duration = "20d"}, {name = "T", end = 2059-01-01, duration = "20d"}`), "roadmap-too-far"},
		{"ten thousand years", "ticks = \"1day\"\nexcludes = [\"holidays:da\"]\n" + section(`{name = "T", start = 1000-01-01, end = 9999-12-31}`), "roadmap-many-ticks"},
		{"more years than there are", section(`{name = "T", start = 2026-01-01, duration = "99999999999y"}, {name = "T", end = 2026-01-01, duration = "99999999999M"}`), "roadmap-too-far"},
		{"more than four megabytes", strings.Repeat("# comment\n", 500_000), "too-long"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			c, problems := compileTOML(test.text, chart.Options{})
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %s", took)
			}
			t.Logf("%d kB took %s", len(test.text)>>10, time.Since(start))
			said := map[string]bool{}
			for _, d := range problems {
				said[d.Code] = true
			}
			if test.said != "" && !said[test.said] {
				t.Errorf("%d tasks and %d problems, none of them %s", len(c.Tasks), len(problems), test.said)
			}
			if test.said == "" && problems.HasErrors() {
				t.Errorf("error: %s", problems[0].Message)
			}
		})
	}
}

func benchmarkTOML(b *testing.B, tasks int) {
	text := manyTOMLTasks(tasks)
	b.ReportAllocs()
	for b.Loop() {
		c, list := compileTOML(text, chart.Options{})
		if len(c.Tasks) != tasks || list.HasErrors() {
			b.Fatal("tasks: ", len(c.Tasks), list)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tasks), "ns/task")
}

func BenchmarkTOML29(b *testing.B)    { benchmarkTOML(b, 29) }
func BenchmarkTOML10000(b *testing.B) { benchmarkTOML(b, 10_000) }
