package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// manyTasks is a roadmap of n tasks with sections, ids, states, chains of after,
// days off, dates and durations.
func manyTasks(n int) string {
	var b strings.Builder
	b.WriteString("gantt\n    dateFormat YYYY-MM-DD\n    excludes weekends\n")
	for i := range n {
		if i%10 == 0 {
			fmt.Fprintf(&b, "    section Section %d\n", i/10)
		}
		switch {
		case i%10 == 0:
			fmt.Fprintf(&b, "    A task with a date    :t%d, 2026-01-%02d, 5d\n", i, i%28+1)
		case i%10 == 5:
			fmt.Fprintf(&b, "    A milestone           :crit, milestone, t%d, 2026-05-01, 0d\n", i)
		default:
			fmt.Fprintf(&b, "    A task after another  :active, t%d, after t%d, 3d\n", i, i-1)
		}
	}
	return b.String()
}

func benchmark(b *testing.B, text string, tasks int) {
	b.ReportAllocs()
	for b.Loop() {
		src := diag.NewSource("", text)
		file, _ := syntax.ParseMermaid(src)
		c, _ := chart.Resolve(file, src, chart.Options{})
		if len(c.Tasks) != tasks {
			b.Fatal("tasks: ", len(c.Tasks))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tasks), "ns/task")
}

func BenchmarkSeed(b *testing.B) {
	seed, err := txtar.ParseFile("testdata/seed.txtar")
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, part(seed, "in.mmd"), 29)
}

func Benchmark10000(b *testing.B) { benchmark(b, manyTasks(10_000), 10_000) }

// The same work on a small and on a large text: the allocations for one task
// must not grow, and stay within 20.
func TestAllocationsOfOneTask(t *testing.T) {
	for _, n := range []int{29, 1000} {
		for _, form := range []struct {
			name, text string
			parse      func(*diag.Source) (*syntax.File, diag.List)
		}{{"Mermaid", manyTasks(n), syntax.ParseMermaid}, {"TOML", manyTOMLTasks(n), syntax.ParseTOML}} {
			got := testing.AllocsPerRun(10, func() {
				src := diag.NewSource("", form.text)
				file, _ := form.parse(src)
				chart.Resolve(file, src, chart.Options{})
			}) / float64(n)
			if got > 20 {
				t.Errorf("%s, %d tasks: %.1f allocations a task, want at most 20", form.name, n, got)
			}
		}
	}
}
