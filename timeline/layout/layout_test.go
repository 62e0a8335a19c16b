package layout_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/font"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
	"kvartal/timeline/scene"
	"kvartal/timeline/svg"
)

// What the package promises of every scene, tried on random charts: of an hour
// or of centuries, with long names, emoji, many markers, dates that crowd.
func TestEverySceneIsReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		o := layout.Options{Profile: layout.Profile(rapid.IntRange(0, int(layout.Print)).Draw(t, "profile")), Locale: locale.Danish(), Measure: font.Liberation(), Width: rapid.SampledFrom([]int{0, 320, 600, 2000}).Draw(t, "width")}
		if rapid.Bool().Draw(t, "english") {
			o.Locale, _ = locale.Get("en")
		}
		if rapid.Bool().Draw(t, "today") {
			today := c.Span.Start + (c.Span.End-c.Span.Start)/3
			o.Today = &today
		}
		o.Dependencies = rapid.Bool().Draw(t, "dependencies")
		s := layout.Layout(c, o)
		if _, err := svg.Write(s, svg.Options{}); err != nil {
			t.Error(err)
		}
		found := append(faults(s), broken(s, c, o.Profile)...)
		for _, fault := range found[:min(5, len(found))] {
			t.Error(fault)
		}
	})
}

// The same holds for roadmaps that people have written.
func TestEveryRealSceneIsReadable(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/gantt/*.mmd")
	if err != nil || len(files) == 0 {
		t.Skip("the corpus of real roadmaps is not here; the goldens of package timeline and the random charts stand in for it")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := timeline.Compile("", string(text), timeline.Options{})
		for _, o := range []timeline.Options{{}, {Width: 560}, {Profile: timeline.Narrow}, {Profile: timeline.Newsletter}, {Profile: timeline.Print}} {
			s := timeline.Scene(c, o)
			for _, fault := range append(faults(s), broken(s, c, o.Profile)...) {
				t.Errorf("%s, %s, %d px wide: %s", filepath.Base(file), o.Profile, s.Width/scene.Px, fault)
			}
			if _, err := timeline.Draw(c, o); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// mark is a node in painting order with what it takes.
type mark struct {
	node scene.Node
	box  scene.Box
}

func flatten(nodes []scene.Node, out []mark) []mark {
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			out = flatten(n.Nodes, out)
		case scene.Rect:
			out = append(out, mark{n, n.Box()})
		case scene.Line:
			out = append(out, mark{n, n.Box()})
		case scene.Path:
			if n.Closed {
				out = append(out, mark{n, n.Box()})
				continue
			}
			for i := range len(n.Points) - 1 { // of a bent line, each straight part
				a, b := n.Points[i], n.Points[i+1]
				out = append(out, mark{n, scene.Line{X1: a.X, Y1: a.Y, X2: b.X, Y2: b.Y, Width: n.Width}.Box()})
			}
		case scene.Text:
			out = append(out, mark{n, n.Box()})
		}
	}
	return out
}

// faults returns all that is wrong with a scene.
func faults(s *scene.Scene) []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	marks := flatten(s.Nodes, nil)
	whole := scene.Box{X2: s.Width, Y2: s.Height}
	for i, m := range marks {
		if !whole.Contains(m.box) {
			say("reaches beyond the picture: %+v", m.node)
		}
		if r, ok := m.node.(scene.Rect); ok && (r.W <= 0 || r.H <= 0) {
			say("a box without size: %+v", r)
		}
		text, ok := m.node.(scene.Text)
		if !ok {
			continue
		}
		if text.S == "" {
			say("a text without words at %d,%d", text.X, text.Y)
		}
		for _, later := range marks[i+1:] {
			if later.box.Overlaps(m.box) {
				say("%q is painted over by %+v", text.S, later.node)
			}
		}
		if ground, ok := under(marks[:i], m.box); ok && !ground.box.Contains(m.box) {
			say("%q lies across an edge of %+v", text.S, ground.node)
		}
	}
	return found
}

// under returns the uppermost of the marks that a box touches: what it lies on.
func under(marks []mark, box scene.Box) (mark, bool) {
	for i := len(marks) - 1; i >= 0; i-- {
		if marks[i].box.Overlaps(box) {
			return marks[i], true
		}
	}
	return mark{}, false
}

func randomChart(t *rapid.T) *chart.Chart {
	c := &chart.Chart{Title: randomName(t), Compact: rapid.IntRange(0, 3).Draw(t, "compact") == 0, Packed: rapid.Bool().Draw(t, "packed")}
	scale := rapid.SampledFrom([]calendar.Instant{
		1, calendar.Second, calendar.Hour, calendar.Day, 30 * calendar.Day, 900 * calendar.Day, 50 * 365 * calendar.Day, 9000 * 365 * calendar.Day,
	}).Draw(t, "scale")
	start := calendar.Date(2025, 1, 1) + calendar.Instant(rapid.IntRange(0, 500).Draw(t, "begin"))*calendar.Day
	moment := func() calendar.Instant {
		at := start + scale*calendar.Instant(rapid.IntRange(0, 1000).Draw(t, "at"))/1000
		if scale > 10*calendar.Day {
			at = at.StartOfDay()
		}
		return at
	}
	if rapid.Bool().Draw(t, "weekends") {
		c.Off.Weekdays[calendar.Saturday], c.Off.Weekdays[calendar.Sunday] = true, true
	}
	if rapid.Bool().Draw(t, "ticks") {
		unit := calendar.Unit(rapid.IntRange(0, int(calendar.UnitDecade)).Draw(t, "unit"))
		c.Axis.Ticks = calendar.Step{N: rapid.SampledFrom([]int{1, 2, 3, 5, 12, 1000, 1_000_000}).Draw(t, "n"), Unit: unit}
	}
	for range rapid.IntRange(0, 4).Draw(t, "sections") {
		c.Sections = append(c.Sections, chart.Section{Name: randomName(t)})
		for range rapid.IntRange(0, 6).Draw(t, "tasks") {
			randomTask(t, c, moment)
		}
	}
	return c
}

func randomTask(t *rapid.T, c *chart.Chart, moment func() calendar.Instant) {
	task := chart.Task{
		Name: randomName(t), Section: len(c.Sections) - 1, Start: moment(), End: moment(),
		Kind:     rapid.SampledFrom([]chart.Kind{chart.Bar, chart.Bar, chart.Milestone, chart.Marker}).Draw(t, "kind"),
		Status:   rapid.SampledFrom([]chart.Status{chart.Planned, chart.Active, chart.Done}).Draw(t, "status"),
		Critical: rapid.Bool().Draw(t, "critical"),
		Faulty:   rapid.IntRange(0, 9).Draw(t, "faulty") == 0,
	}
	if rapid.Bool().Draw(t, "begun") {
		percent := rapid.IntRange(0, 100).Draw(t, "progress")
		task.Progress = &percent
	}
	if rapid.IntRange(0, 2).Draw(t, "planned before") == 0 {
		a, b := moment(), moment()
		task.Baseline = &chart.Span{Start: min(a, b), End: max(a, b)}
	}
	for len(c.Tasks) > 0 && rapid.IntRange(0, 2).Draw(t, "waits") == 0 {
		i := rapid.IntRange(0, len(c.Tasks)-1).Draw(t, "for")
		if task.After = append(task.After, i); !c.Tasks[i].Faulty && rapid.Bool().Draw(t, "at once") {
			task.Start = c.Tasks[i].DrawnEnd
			task.End = max(task.Start, task.End)
		}
	}
	if task.Kind != chart.Bar {
		task.End = task.Start
	}
	task.DrawnEnd = max(task.Start, task.End)
	if !task.Faulty {
		if c.Span == (chart.Span{}) {
			c.Span = chart.Span{Start: task.Start, End: task.DrawnEnd}
		}
		c.Span.Start, c.Span.End = min(c.Span.Start, task.Start), max(c.Span.End, task.DrawnEnd)
	}
	c.Tasks = append(c.Tasks, task)
	if task.Kind != chart.Marker {
		rows := &c.Sections[task.Section].Rows
		*rows = append(*rows, len(c.Tasks)-1)
	}
}

func randomName(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "Start", "Årsskifte 25/26", "Produkt financieret Produktkoordinator/ community manager",
			"Speciallægepraksisplanlægningsstabiliseringsperiode", "👩‍👩‍👧‍👦 fest 🎉", "漢字 og العربية", " <b>&amp;\"' ", "a\u202eb\x00\n\tc"}),
		rapid.StringN(0, 30, -1),
		rapid.StringOfN(rapid.SampledFrom([]rune("aeilmnørstÆÅW ")), 20, 200, -1),
	).Draw(t, "name")
}
