package chart_test

import (
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

// What is said of a task's dates: a bar ends before the days off behind it, a
// milestone stands half way.
func TestPeriodOfATask(t *testing.T) {
	const from = "gantt\ndateFormat YYYY-MM-DD HH:mm\nexcludes weekends\n"
	for _, c := range []struct{ line, start, end string }{
		{"T :2026-03-02 00:00, 5d", "2026-03-02", "2026-03-07"}, // Monday to Friday; Mermaid's end is after the weekend
		{"T :2026-03-02 08:00, 2h", "2026-03-02T08:00:00", "2026-03-02T10:00:00"},
		{"T :2026-03-02 08:00, 0h", "2026-03-02T08:00:00", "2026-03-02T08:00:00"},
		{"T :milestone, 2026-03-02 00:00, 0d", "2026-03-02", "2026-03-02"},
		{"T :milestone, 2026-03-02 00:00, 1d", "2026-03-02", "2026-03-02"}, // a day has no hour to stand at
		{"T :milestone, 2026-03-02 00:00, 2d", "2026-03-03", "2026-03-03"},
		{"T :milestone, 2026-03-02 08:00, 4h", "2026-03-02T10:00:00", "2026-03-02T10:00:00"},
		{"T :vert, 2026-03-02 00:00, 9d", "2026-03-02", "2026-03-02"},
	} {
		model, problems := compile(from+c.line, chart.Options{})
		if len(problems) > 0 {
			t.Fatalf("%s: %s", c.line, problems[0].Message)
		}
		if got := model.Tasks[0].Period(); written(got.Start) != c.start || written(got.End) != c.end {
			t.Errorf("%s: %s to %s, want %s to %s", c.line, written(got.Start), written(got.End), c.start, c.end)
		}
	}
}

func written(t calendar.Instant) string {
	if t.IsMidnight() {
		return t.ISODate()
	}
	return t.String()
}

// The period of a chart holds the whole day of its last milestone, and no days
// off behind its last work.
func TestPeriodOfAChart(t *testing.T) {
	for _, c := range []struct{ name, lines, start, end string }{
		{"a bar", "T :2026-03-02, 2026-04-01", "2026-03-02", "2026-04-01"},
		{"a milestone last", "T :2026-03-02, 2026-04-01\nM :milestone, 2026-04-15, 0d", "2026-03-02", "2026-04-16"},
		{"a marker last", "T :2026-03-02, 2026-04-01\nV :vert, 2026-04-01, 0d", "2026-03-02", "2026-04-02"},
		{"days off last", "excludes weekends\nT :2026-03-02, 5d", "2026-03-02", "2026-03-07"},
		{"one milestone", "M :milestone, 2026-03-02, 0d", "2026-03-02", "2026-03-03"},
		{"hours, and midnight last", "dateFormat YYYY-MM-DD HH:mm\nT :2026-03-02 20:00, 4h\nM :milestone, 2026-03-03 00:00, 0h", "2026-03-02T20:00:00", "2026-03-03"},
		{"a fault beside", "T :2026-03-02, 1d\nF :2026-02-30, 99d", "2026-03-02", "2026-03-03"},
	} {
		model, _ := compile("gantt\n"+c.lines, chart.Options{})
		if got, ok := model.Period(); !ok || written(got.Start) != c.start || written(got.End) != c.end {
			t.Errorf("%s: %s to %s, %t, want %s to %s", c.name, written(got.Start), written(got.End), ok, c.start, c.end)
		}
	}
	model, _ := compile("gantt\nF :2026-02-30, 99d", chart.Options{})
	if got, ok := model.Period(); ok {
		t.Errorf("a chart without dates has the period %v", got)
	}
}

func TestLabelsStandOnOneLine(t *testing.T) {
	model, _ := compile("gantt\nsection One<br>two<BR />three < br>\nA<br/> b \"c\" :2026-03-02, 1d", chart.Options{})
	if got, want := model.Sections[0].Label(), "One two three < br>"; got != want {
		t.Errorf("section %q, want %q", got, want)
	}
	if got, want := model.Tasks[0].Label(), `A b "c"`; got != want {
		t.Errorf("task %q, want %q", got, want)
	}
}
