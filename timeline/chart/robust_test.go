package chart_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// checkSound fails when a chart breaks what its fields promise, whatever the
// text was.
func checkSound(t *testing.T, text string) {
	t.Helper()
	c, problems := compile(text, chart.Options{Today: &corpusNow})
	sound(t, c, problems)
}

func sound(t *testing.T, c *chart.Chart, problems diag.List) {
	t.Helper()
	seen := map[int]bool{}
	for s, section := range c.Sections {
		for _, i := range section.Rows {
			if seen[i] || c.Tasks[i].Section != s || c.Tasks[i].Kind == chart.Marker {
				t.Fatalf("task %d has no business in section %d", i, s)
			}
			seen[i] = true
		}
	}
	faulty := false
	for i, task := range c.Tasks {
		faulty = faulty || task.Faulty
		if !seen[i] && task.Kind != chart.Marker {
			t.Fatalf("task %d, %q, has no row", i, task.Name)
		}
		if task.DrawnEnd < task.Start {
			t.Fatalf("task %d, %q, is drawn to %s, before its start %s", i, task.Name, task.DrawnEnd, task.Start)
		}
		if !task.Faulty && (task.Start < c.Span.Start || task.End > c.Span.End) {
			t.Fatalf("task %d, %q, lies outside of the span", i, task.Name)
		}
	}
	if faulty && !problems.HasErrors() {
		t.Fatal("a task is faulty, and no error says so")
	}
	chart.Format(c)
	if err := (diag.Style{}).Write(&strings.Builder{}, problems); err != nil {
		t.Fatal(err)
	}
}

func FuzzResolve(f *testing.F) {
	f.Add(manyTasks(12))
	for _, seed := range []string{
		"gantt\na:a,after b,1d\nb:b,after a,1d\nc:until c",
		"gantt\nexcludes weekends monday 2026-01-06\nincludes 2026-01-10 saturday\na:2026-01-02,300d\nb:1.5w\nc:12M",
		"gantt\ndateFormat X\na:0,99999999999999999\nb:-5,5",
		"gantt\ndateFormat YYYY-[W]WW hh:mm A ZZ\na:2026-W53 12:00 pm +0100,1d",
		"gantt\ndateFormat D MMM Q Do DDDD\na:1 jan 1 1st 001, 9999999y",
		"gantt\ntickInterval 999999999999decades\ntodayMarker 2026-01-01\na: milestone, 2026-01-01\nb:vert,2026-02-30,\nc:after a, after b, after c, 3d",
		"gantt\nA (08:00): x :a1, 2026-01-01, 1d:\n#quot;:a b, 2026-01-01, 0\nclick a1 href \"javascript:x\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(checkSound)
}

// Texts of absurd size or content: each is done in far less than the bound,
// and where a bound of the language is hit, that is said.
func TestAbsurdInput(t *testing.T) {
	chain := func(n int, forward bool) string {
		var b strings.Builder
		b.WriteString("gantt\n")
		for i := range n {
			switch {
			case forward && i == n-1, !forward && i == 0:
				fmt.Fprintf(&b, "T :t%d, 2026-01-01, 1d\n", i)
			case forward:
				fmt.Fprintf(&b, "T :t%d, after t%d, 1h\n", i, i+1)
			default:
				fmt.Fprintf(&b, "T :t%d, after t%d, 1h\n", i, i-1)
			}
		}
		return b.String()
	}
	const days = "excludes sunday monday tuesday wednesday thursday friday saturday\n"
	for _, test := range []struct{ name, text, said string }{
		{"ten thousand tasks", manyTasks(10_000), ""},
		{"a chain of ten thousand afters", chain(10_000, false), ""},
		{"a chain that runs backwards", chain(10_000, true), ""},
		{"a ring of ten thousand", strings.Replace(chain(10_000, false), "t0, 2026-01-01", "t0, after t9999", 1), "roadmap-ring"},
		{"one id for all", "gantt\nT :2026-01-01, 1d\n" + strings.Repeat("T :x, after x, 1d\n", 10_000), "roadmap-duplicate-id"},
		{"one line of a megabyte", "gantt\nT :a, 2026-01-01, " + strings.Repeat("1", 1<<20), "roadmap-bad-end"},
		{"a megabyte of colons", "gantt\nT " + strings.Repeat(":", 1<<20), "roadmap-bad-end"},
		{"a megabyte of commas", "gantt\nT :" + strings.Repeat(",", 1<<20), "roadmap-too-many-items"},
		{"a megabyte of tasks on one line", "gantt\n" + strings.Repeat("a:2026-01-01,1d;", 1<<16), "many-problems"},
		{"a megabyte of ids behind after", "gantt\na :a, 2026-01-01, 1d\nb :after " + strings.Repeat("a ", 1<<19) + ", 1d", ""},
		{"a megabyte of open directives", "gantt\n" + strings.Repeat("%%{\n", 1<<18), "roadmap-bad-directive"},
		{"a megabyte of open descriptions", "gantt\n" + strings.Repeat("accDescr {\n", 1<<16), "roadmap-open-brace"},
		{"a megabyte of excludes", "gantt\nexcludes " + strings.Repeat("frida ", 1<<17) + "\nT :2026-01-01, 1d", "roadmap-bad-exclude"},
		{"no work at all", "gantt\n" + days + "T :2026-01-01, 10d", "roadmap-all-days-off"},
		{"no work but on some days", "gantt\n" + days + "includes 2026-01-05\nT :2026-01-01, 10d", "roadmap-all-days-off"},
		{"ten thousand years", "gantt\ntickInterval 1day\nT :0100-01-01, 9999-12-31", "roadmap-many-ticks"},
		{"a million days", "gantt\nexcludes weekends\nT :2026-01-01, 1000000d", "roadmap-too-far"},
		{"more years than there are", "gantt\nT :2026-01-01, 99999999999y", "roadmap-too-far"},
		{"more than four megabytes", "gantt\n" + strings.Repeat("%% comment\n", 400_000), "too-long"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			c, problems := compile(test.text, chart.Options{})
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %s", took)
			}
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
