package timeline_test

import (
	"fmt"
	"strings"
	"testing"

	"kvartal/timeline"
)

// Roadmaps of absurd size are read and drawn, and a bound that is hit is said.
// What would take time without end fails by go test's own bound.
func TestAbsurdRoadmapsAreDrawn(t *testing.T) {
	tasks := func(n int, line func(i int) string) string {
		var b strings.Builder
		b.WriteString("gantt\n")
		for i := range n {
			b.WriteString(line(i) + "\n")
		}
		return b.String()
	}
	for _, test := range []struct{ name, text, said string }{
		{"a million ticks", "gantt\ntickInterval 1minute\nT :2024-01-01, 2026-01-01\n", "roadmap-many-ticks"},
		{"as many ticks as are allowed", "gantt\ntickInterval 1day\nT :2000-01-01, 2027-01-01\n", ""},
		{"ticks of a millisecond", "gantt\ntickInterval 1millisecond\nT :2026-01-01, 1y\n", "roadmap-many-ticks"},
		{"ten thousand tasks", tasks(10_000, func(i int) string { return fmt.Sprintf("Task %d :t%d, 2026-01-01, %dd", i, i, i%400) }), ""},
		{"a chain of ten thousand", tasks(10_000, func(i int) string {
			if i == 0 {
				return "Task :t0, 2026-01-01, 1h"
			}
			return fmt.Sprintf("Task :t%d, after t%d, 1h", i, i-1)
		}), ""},
		{"ten thousand years", "gantt\nT :0001-01-01, 9999-12-31\n", ""},
		{"ten thousand years without weekends", "gantt\nexcludes weekends\nT :0001-01-01, 9999-12-31\n", ""},
		{"all days off", "gantt\nexcludes monday tuesday wednesday thursday friday weekends\nT :2026-01-01, 10d\n", "roadmap-all-days-off"},
		{"a name of a megabyte", "gantt\n" + strings.Repeat("navn ", 200_000) + ":2026-01-01, 3d\n", ""},
		{"a word of a megabyte", "gantt\n" + strings.Repeat("n", 1_000_000) + " :2026-01-01, 3d\n", ""},
		{"a title of a megabyte", "gantt\ntitle " + strings.Repeat("x", 1_000_000) + "\nT :2026-01-01, 3d\n", ""},
		{"a section of a megabyte", "gantt\nsection " + strings.Repeat("<br>x", 200_000) + "\nT :2026-01-01, 3d\n", ""},
		{"ten thousand sections", tasks(10_000, func(i int) string { return fmt.Sprintf("section S%d\nT :2026-01-01, 3d", i) }), ""},
		{"two thousand markers on a day", tasks(2000, func(i int) string { return fmt.Sprintf("Marker %d :vert, 2026-01-01, 0d", i) }), ""},
		{"a megabyte of blanks", "gantt\nT :2026-01-01," + strings.Repeat(" ", 1_000_000) + "3d\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, problems := timeline.Compile("", test.text, timeline.Options{})
			said := map[string]bool{}
			for _, d := range problems {
				said[d.Code] = true
			}
			if test.said != "" && !said[test.said] || test.said == "" && problems.HasErrors() {
				t.Errorf("%d problems, said %v, want %q", len(problems), said, test.said)
			}
			picture, err := timeline.Draw(c, timeline.Options{Form: timeline.Standalone})
			if err != nil {
				t.Fatal(err)
			}
			if len(picture) > 40*len(test.text)+100_000 {
				t.Errorf("%d bytes of text make %d bytes of picture", len(test.text), len(picture))
			}
			timeline.Table(c, timeline.Options{})
		})
	}
}
