package chart_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

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

func TestAbsurdTOML(t *testing.T) {
	section := func(tasks string) string { return "[[sections]]\ntasks = [\n" + tasks + "\n]\n" }
	chain := func(first, length, behind string) func(n int) string {
		return func(n int) string {
			var b strings.Builder
			for i := range n {
				after := fmt.Sprintf("t%d", i-1)
				if i == 0 {
					after = strings.ReplaceAll(first, "LAST", fmt.Sprint("t", n-1))
				}
				fmt.Fprintf(&b, "{id = \"t%d\", name = \"T\", after = %q, duration = %q},\n", i, after, length)
			}
			return section(b.String() + behind)
		}
	}
	const x = `{id = "x", name = "X", start = 2026-01-01, end = 2026-01-01}`
	numbered := func(piece string) func(n int) string {
		return func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, piece, i)
			}
			return b.String()
		}
	}
	checkAbsurd(t, compileTOML, []absurd{
		{"ten thousand tasks", 10_000, manyTOMLTasks, ""},
		{"a chain of ten thousand afters", 10_000, chain("x", "1h", x), ""},
		{"a ring of ten thousand", 10_000, chain("LAST", "1h", ""), "roadmap-ring"},
		{"a chain that goes on for centuries", 20_000, func(n int) string {
			return "excludes = [\"weekends\", \"holidays:da\"]\n" + chain("x", "100d", x)(n)
		}, ""},
		{"a chain that goes back for centuries", 20_000, func(n int) string {
			back := strings.ReplaceAll(chain("x", "100d", `{id = "x", name = "X", start = 9000-01-01, end = 9000-01-01}`)(n), "after", "before")
			return "excludes = [\"weekends\", \"holidays:da\"]\n" + back
		}, ""},
		{"one line of a megabyte", 1 << 20, repeated("[[sections]]\ntasks = [\n{name = \"T\", start = 2026-01-01, duration = \"", "1", "\"}\n]\n"), "roadmap-bad-end"},
		{"a megabyte of ids behind after", 1 << 19, repeated("[[sections]]\ntasks = [\n{id = \"a\", name = \"A\", start = 2026-01-01, end = 2026-01-01}, {name = \"T\", start = \"after ", "a ", "\", duration = \"1d\"}\n]\n"), ""},
		{"a megabyte of brackets", 1 << 20, repeated("", "[", ""), "toml"},
		{"a megabyte of lists", 1 << 20, repeated("a = ", "[", ""), "toml"},
		{"a megabyte of tables", 1 << 18, repeated("a = ", "{a=", ""), "toml"},
		{"a megabyte of dots", 1 << 19, repeated("", "a.", "a = 1"), "toml"},
		{"a megabyte of headings", 1 << 16, repeated("", "[[sections]]\n", ""), "roadmap-no-tasks"},
		{"a megabyte of keys", 1 << 16, numbered("key%d = 1\n"), "roadmap-unknown-key"},
		{"a megabyte of dotted keys", 1 << 16, numbered("a.key%d = 1\n"), "roadmap-unknown-key"},
		{"a megabyte of tables in one", 1 << 16, numbered("[a.b%d]\n"), "roadmap-unknown-key"},
		{"a megabyte of keys in one table", 1 << 16, func(n int) string { return "a = {" + numbered("key%d = 1, ")(n) + "b = 1}\n" }, "roadmap-unknown-key"},
		{"a megabyte of values that only the library reads", 1 << 16, numbered("key%d = 1.5\n"), "roadmap-unknown-key"},
		{"a megabyte of texts with escapes", 1 << 18, repeated("title = \"", `\n`, "\"\n"), "roadmap-no-tasks"},
		{"a megabyte of excludes", 1 << 17, repeated("excludes = [", `"frida",`, "]\n"), "roadmap-bad-exclude"},
		{"a range of all time", 0, just("excludes = [\"1000/9999\"]\n"), "roadmap-long-range"},
		{"no work at all", 0, just("excludes = [\"weekends\", \"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]\n" + section(`{name = "T", start = 2026-01-01, duration = "10d"}`)), "roadmap-all-days-off"},
		{"all years off", 0, just("excludes = [" + func() string {
			all := ""
			for y := 2000; y < 2060; y++ {
				all += fmt.Sprintf("\"%d\",", y)
			}
			return all
		}() + "]\n" + section(`{name = "T", start = 2000-01-01, duration = "20d"}, {name = "T", end = 2059-01-01, duration = "20d"}`)), "roadmap-too-far"},
		{"ten thousand years", 0, just("ticks = \"1day\"\nexcludes = [\"holidays:da\"]\n" + section(`{name = "T", start = 1000-01-01, end = 9999-12-31}`)), "roadmap-many-ticks"},
		{"more years than there are", 0, just(section(`{name = "T", start = 2026-01-01, duration = "99999999999y"}, {name = "T", end = 2026-01-01, duration = "99999999999M"}`)), "roadmap-too-far"},
		{"more than four megabytes", 0, just(strings.Repeat("# comment\n", 500_000)), "too-long"},
	})
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
