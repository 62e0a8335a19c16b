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

// BenchmarkCompileAndDraw takes texts to SVG. It tells the time a row, markers
// counted as rows, which is to be the same for small charts and for large ones.
func BenchmarkCompileAndDraw(b *testing.B) {
	texts := []struct{ name, text string }{{"25rows", roadmap(25)}, {"1000rows", roadmap(1000)}}
	for _, g := range goldens(b) {
		if g.name == "seed" {
			texts = append(texts, struct{ name, text string }{g.name, g.in})
		}
	}
	for _, in := range texts {
		b.Run(in.name, func(b *testing.B) {
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				c, problems := timeline.Compile("", in.text, timeline.Options{})
				if problems.HasErrors() {
					b.Fatal(problems)
				}
				if _, err := timeline.Draw(c, timeline.Options{}); err != nil {
					b.Fatal(err)
				}
				rows = len(c.Tasks)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
		})
	}
}
