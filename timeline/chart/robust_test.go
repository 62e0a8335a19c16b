package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
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

// absurd is a text of absurd size or content, and the code of what is to be said
// of it. The size is 0 where there is nothing to grow.
type absurd struct {
	name string
	size int
	text func(size int) string
	said string
}

// checkAbsurd reads each text: where a bound of the language is hit, that is
// said, and the cost grows no faster than the text. What would take time
// without end fails by go test's own bound.
func checkAbsurd(t *testing.T, read func(string, chart.Options) (*chart.Chart, diag.List), cases []absurd) {
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c, problems := read(test.text(test.size), chart.Options{})
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
			if test.size > 0 {
				golden.Linear(t, test.name, test.size/4, func(n int) { read(test.text(n), chart.Options{}) })
			}
		})
	}
}

// just is a text of one size.
func just(text string) func(int) string { return func(int) string { return text } }

// repeated is a text with a piece in it again and again.
func repeated(before, piece, behind string) func(int) string {
	return func(n int) string { return before + strings.Repeat(piece, n) + behind }
}

func TestAbsurdInput(t *testing.T) {
	chain := func(first string, step int) func(n int) string {
		return func(n int) string {
			var b strings.Builder
			b.WriteString("gantt\n")
			for i := range n {
				switch {
				case step > 0 && i == n-1, step < 0 && i == 0:
					fmt.Fprintf(&b, "T :t%d, %s, 1d\n", i, strings.ReplaceAll(first, "LAST", fmt.Sprint("t", n-1)))
				default:
					fmt.Fprintf(&b, "T :t%d, after t%d, 1h\n", i, i+step)
				}
			}
			return b.String()
		}
	}
	const days = "excludes sunday monday tuesday wednesday thursday friday saturday\n"
	checkAbsurd(t, compile, []absurd{
		{"ten thousand tasks", 10_000, manyTasks, ""},
		{"a chain of ten thousand afters", 10_000, chain("2026-01-01", -1), ""},
		{"a chain that runs backwards", 10_000, chain("2026-01-01", 1), ""},
		{"a ring of ten thousand", 10_000, chain("after LAST", -1), "roadmap-ring"},
		{"one id for all", 10_000, repeated("gantt\nT :2026-01-01, 1d\n", "T :x, after x, 1d\n", ""), "roadmap-duplicate-id"},
		{"one line of a megabyte", 1 << 20, repeated("gantt\nT :a, 2026-01-01, ", "1", ""), "roadmap-bad-end"},
		{"a megabyte of colons", 1 << 20, repeated("gantt\nT ", ":", ""), "roadmap-bad-end"},
		{"a line of commas", 1 << 18, repeated("gantt\nT :", ",", ""), "roadmap-too-many-items"},
		{"a megabyte of tasks on one line", 1 << 16, repeated("gantt\n", "a:2026-01-01,1d;", ""), "many-problems"},
		{"a megabyte of ids behind after", 1 << 19, repeated("gantt\na :a, 2026-01-01, 1d\nb :after ", "a ", ", 1d"), ""},
		{"a megabyte of dates that fit no format", 1 << 16, repeated("gantt\ndateFormat YYY\n", "a:01-02-2026,1d\n", ""), "roadmap-bad-date-format"},
		{"a megabyte of clicks", 1 << 17, repeated("gantt\n", "click a\n", ""), "roadmap-bad-click"},
		{"lines of open directives", 1 << 16, repeated("gantt\n", "%%{\n", ""), "roadmap-bad-directive"},
		{"a megabyte of open descriptions", 1 << 16, repeated("gantt\n", "accDescr {\n", ""), "roadmap-open-brace"},
		{"a megabyte of excludes", 1 << 17, repeated("gantt\nexcludes ", "frida ", "\nT :2026-01-01, 1d"), "roadmap-bad-exclude"},
		{"no work at all", 0, just("gantt\n" + days + "T :2026-01-01, 10d"), "roadmap-all-days-off"},
		{"no work but on some days", 0, just("gantt\n" + days + "includes 2026-01-05\nT :2026-01-01, 10d"), "roadmap-all-days-off"},
		{"ten thousand years", 0, just("gantt\ntickInterval 1day\nT :0100-01-01, 9999-12-31"), "roadmap-many-ticks"},
		{"a million days", 0, just("gantt\nexcludes weekends\nT :2026-01-01, 1000000d"), "roadmap-too-far"},
		{"more years than there are", 0, just("gantt\nT :2026-01-01, 99999999999y"), "roadmap-too-far"},
		{"more than four megabytes", 0, just("gantt\n" + strings.Repeat("%% comment\n", 400_000)), "too-long"},
	})
}
