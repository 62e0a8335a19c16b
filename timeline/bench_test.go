package timeline_test

import (
	"fmt"
	"strings"
	"testing"

	"kvartal/timeline"
)

// roadmap writes a text of so many rows, in sections of ten.
func roadmap(rows int) string {
	var b strings.Builder
	b.WriteString("gantt\ntitle A roadmap\nexcludes weekends\n")
	for i := range rows {
		if i%10 == 0 {
			fmt.Fprintf(&b, "section Section %d\n", i/10)
		}
		fmt.Fprintf(&b, "Task number %d, with a name of some length :t%d, 2026-%02d-%02d, %dd\n", i, i, i%12+1, i%28+1, i%90+1)
	}
	return b.String()
}

func BenchmarkCompileAndDraw(b *testing.B) {
	for _, rows := range []int{25, 1000} {
		text := roadmap(rows)
		b.Run(fmt.Sprint(rows, "rows"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c, problems := timeline.Compile("", text, timeline.Options{})
				if problems.HasErrors() {
					b.Fatal(problems)
				}
				if _, err := timeline.Draw(c, timeline.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
