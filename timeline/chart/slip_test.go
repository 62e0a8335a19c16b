package chart_test

import (
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

// How late a task is goes by its last day, and of a milestone by its day.
func TestSlip(t *testing.T) {
	day := func(month, day int) calendar.Instant { return calendar.Date(2026, month, day) }
	span := func(a, b calendar.Instant) *chart.Span { return &chart.Span{Start: a, End: b} }
	for _, c := range []struct {
		name string
		task chart.Task
		days int
		ok   bool
	}{
		{"later", chart.Task{Start: day(2, 1), End: day(7, 13), DrawnEnd: day(7, 13), Baseline: span(day(1, 15), day(7, 1))}, 12, true},
		{"earlier", chart.Task{Start: day(3, 1), End: day(6, 28), DrawnEnd: day(6, 28), Baseline: span(day(3, 1), day(7, 1))}, -3, true},
		{"only the start moved", chart.Task{Start: day(3, 1), End: day(7, 1), DrawnEnd: day(7, 1), Baseline: span(day(2, 1), day(7, 1))}, 0, true},
		{"days off behind the work do not count", chart.Task{Start: day(3, 1), End: day(7, 6), DrawnEnd: day(7, 4), Baseline: span(day(3, 1), day(7, 4))}, 0, true},
		{"a milestone", chart.Task{Kind: chart.Milestone, Start: day(9, 15), End: day(9, 15), DrawnEnd: day(9, 15), Baseline: span(day(9, 1), day(9, 2))}, 14, true},
		{"no baseline", chart.Task{Start: day(3, 1), End: day(7, 1), DrawnEnd: day(7, 1)}, 0, false},
		{"faulty", chart.Task{Faulty: true, Baseline: span(day(3, 1), day(7, 1))}, 0, false},
		{"ends first", chart.Task{Start: day(7, 1), End: day(3, 1), DrawnEnd: day(7, 1), Baseline: span(day(3, 1), day(7, 1))}, 0, false},
	} {
		if days, ok := c.task.Slip(); days != c.days || ok != c.ok {
			t.Errorf("%s: %d %v, want %d %v", c.name, days, ok, c.days, c.ok)
		}
	}
}
