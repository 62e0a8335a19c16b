package chart_test

import (
	"testing"

	"pgregory.net/rapid"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

// Whatever part of a chart is chosen: what it holds is the chart's own, its rows
// and references are its own tasks, and it can be drawn.
func TestPart(t *testing.T) {
	const text = `gantt
dateFormat YYYY-MM-DD
excludes weekends
section A
One :a, 2026-01-01, 30d
Two :crit, b, after a, 30d
Marker :vert, v, 2026-02-01, 0d
section B
Three :milestone, c, 2026-03-01, 0d
Wrong :d, 2026-02-30, 3d
Four :done, e, after b d, 2w
`
	whole, _ := timeline.Compile("", text, timeline.Options{})
	rapid.Check(t, func(t *rapid.T) {
		limit := func(name string) *calendar.Instant {
			if rapid.Bool().Draw(t, name) {
				return nil
			}
			at := calendar.Date(2025, 12, 1).AddDays(rapid.IntRange(0, 200).Draw(t, name+" day"))
			return &at
		}
		v := chart.View{From: limit("from"), To: limit("to"), Sections: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A", "B", "C"}), 0, 2, rapid.ID).Draw(t, "sections")}
		if v.From != nil && v.To != nil && *v.From >= *v.To {
			return
		}
		part := whole.Part(v)
		rows := map[int]bool{}
		for s, section := range part.Sections {
			for _, i := range section.Rows {
				if rows[i] || part.Tasks[i].Section != s {
					t.Fatalf("row %d of %q is not its own", i, section.Name)
				}
				rows[i] = true
			}
		}
		for i, task := range part.Tasks {
			if rows[i] != (task.Kind != chart.Marker) {
				t.Fatalf("%q has no row", task.Name)
			}
			for _, j := range append(task.After, task.Before...) {
				if j >= len(part.Tasks) || j < 0 {
					t.Fatalf("%q comes after a task that is not there", task.Name)
				}
			}
			if task.ID == "e" {
				for _, j := range task.After {
					if id := part.Tasks[j].ID; id != "b" && id != "d" {
						t.Fatalf("e comes after %q", id)
					}
				}
			}
		}
		if _, err := timeline.Draw(part, timeline.Options{}); err != nil {
			t.Fatal(err)
		}
	})
	if all := whole.Part(chart.View{}); len(all.Tasks) != len(whole.Tasks) || all.Span != whole.Span {
		t.Errorf("the whole has %d tasks over %v, not %d over %v", len(all.Tasks), all.Span, len(whole.Tasks), whole.Span)
	}
}
