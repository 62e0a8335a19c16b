package convert

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/syntax"
)

var quoted = syntax.Quoted

// tomlWriter writes the keys of the roadmap itself, which stand first in TOML,
// and its tables apart.
type tomlWriter struct {
	chart        *chart.Chart
	names        *names
	last         map[syntax.Keyword]*syntax.Setting // the one that counts
	plan, tables strings.Builder
	inTables     bool
	inSection    bool // the heading of a section was written
}

// toTOML writes a Mermaid text as TOML.
func toTOML(f *syntax.File, c *chart.Chart) string {
	var tasks []*syntax.Task
	section := len(c.Sections) // of the next heading: before the first one, tasks and markers stand in a section of their own
	w := &tomlWriter{chart: c, last: map[syntax.Keyword]*syntax.Setting{}}
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.Setting:
			w.last[n.Keyword] = n
		case *syntax.Section:
			section--
		case *syntax.Task:
			tasks = append(tasks, n)
		}
	}
	// An id that was not written is task1, task2 …; nothing refers to one that is
	// written.
	auto := map[string]bool{}
	for i := range tasks {
		auto[fmt.Sprint("task", i+1)] = true
	}
	w.names = newNames(c, func(i int) bool { return !auto[c.Tasks[i].ID] }, tomlID)
	w.nameWaiting()
	i := 0
	for _, n := range f.Nodes {
		switch n := n.(type) {
		case *syntax.Section:
			w.inTables = true
			w.heading(section)
			section++
		case *syntax.Task:
			w.inTables = true
			w.task(i)
			i++
		default:
			w.other(n)
		}
	}
	return w.plan.String() + w.tables.String()
}

// nameWaiting gives an id to each task that another waits for.
func (w *tomlWriter) nameWaiting() {
	for i, t := range w.chart.Tasks {
		w.names.all(waitsFor(w.chart, i))
		w.names.all(t.Before)
	}
}

// tomlID writes an id without what separates ids.
func tomlID(id string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t,+", r) {
			return '-'
		}
		return r
	}, id)
}

// out is where comments go.
func (w *tomlWriter) out() *strings.Builder {
	if w.inTables {
		return &w.tables
	}
	return &w.plan
}

func (w *tomlWriter) other(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.Comment:
		fmt.Fprintf(w.out(), "# %s\n", n.Text)
	case *syntax.Blank:
		w.out().WriteString("\n")
	case *syntax.Header:
		if w.last[syntax.Title] == nil {
			w.key("title", w.chart.Title) // of the front matter
		}
	case *syntax.Setting:
		if w.last[n.Keyword] == n {
			w.setting(n.Keyword)
		}
	}
}

func (w *tomlWriter) key(key, text string) {
	if text != "" {
		fmt.Fprintf(&w.plan, "%s = %s\n", key, quoted(text))
	}
}

func (w *tomlWriter) setting(k syntax.Keyword) {
	c := w.chart
	switch k {
	case syntax.Title:
		w.key("title", c.Title)
	case syntax.AccDescr:
		w.key("description", c.Description)
	case syntax.TickInterval:
		if !c.Axis.Ticks.IsZero() {
			w.key("ticks", c.Axis.Ticks.String())
		}
	case syntax.Excludes:
		if days := offDays(c.Off); len(days) > 0 {
			fmt.Fprintf(&w.plan, "excludes = [%s]\n", strings.Join(days, ", "))
		}
	case syntax.TodayMarker:
		if c.Today.Asked {
			fmt.Fprintf(&w.plan, "today = %s\n", instant(c.Today.At))
		}
	}
}

// offDays gives the items of excludes in TOML.
func offDays(off chart.Calendar) []string {
	var days []string
	isOff := off.Weekdays
	if isOff[calendar.Saturday] && isOff[calendar.Sunday] {
		days = append(days, `"weekends"`)
		isOff[calendar.Saturday], isOff[calendar.Sunday] = false, false
	}
	for day, is := range isOff {
		if is {
			days = append(days, quoted(weekdays[day]))
		}
	}
	for _, day := range slices.Sorted(maps.Keys(off.Dates)) {
		if !off.Work[day] {
			days = append(days, day.ISODate())
		}
	}
	return days
}

var weekdays = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// instant writes a moment as a date of TOML.
func instant(t calendar.Instant) string {
	if t.IsMidnight() {
		return t.ISODate()
	}
	return t.String()
}

func (w *tomlWriter) heading(section int) {
	w.inSection = true
	w.tables.WriteString("[[sections]]\n")
	if name := w.chart.Sections[section].Name; name != "" {
		fmt.Fprintf(&w.tables, "name = %s\n", quoted(name))
	}
}

func (w *tomlWriter) task(i int) {
	t := w.chart.Tasks[i]
	if !w.inSection && t.Kind != chart.Marker { // tasks before the first section
		w.heading(t.Section)
	}
	b := &w.tables
	b.WriteString([...]string{"[[sections.tasks]]", "[[sections.milestones]]", "[[markers]]"}[t.Kind] + "\n")
	if id := w.names.ids[i]; id != "" {
		fmt.Fprintf(b, "id = %s\n", quoted(id))
	}
	fmt.Fprintf(b, "name = %s\n", quoted(t.Name))
	w.start(i)
	w.end(i)
	if t.Status != chart.Planned {
		fmt.Fprintf(b, "status = %q\n", t.Status)
	}
	if t.Critical {
		b.WriteString("critical = true\n")
	}
	if t.Link != "" {
		fmt.Fprintf(b, "link = %s\n", quoted(t.Link))
	}
}

func (w *tomlWriter) start(i int) {
	t := w.chart.Tasks[i]
	ids, ok := w.names.all(waitsFor(w.chart, i))
	if ok && !(t.Kind == chart.Bar && w.chart.Off.IsOff(t.Start)) { // in TOML it would begin on the next day of work
		w.tables.WriteString("after = " + idList(ids) + "\n")
		return
	}
	key := "start"
	if t.Kind != chart.Bar {
		key = "date"
	}
	fmt.Fprintf(&w.tables, "%s = %s\n", key, instant(t.Start))
}

// idList gives one id, or a list of several.
func idList(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = quoted(id)
	}
	if len(out) == 1 {
		return out[0]
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func (w *tomlWriter) end(i int) {
	t, b := w.chart.Tasks[i], &w.tables
	ids, named := w.names.all(t.Before)
	switch lastDay := t.End.AddDays(-1); {
	case t.End == t.Start && t.Kind != chart.Bar:
	case named:
		b.WriteString("before = " + idList(ids) + "\n")
	case t.Given.HasLength && len(w.chart.Off.Work) == 0: // else days off would be counted otherwise
		fmt.Fprintf(b, "duration = %q\n", t.Given.Length.String())
	case t.End.IsMidnight() && lastDay >= t.Start.StartOfDay():
		fmt.Fprintf(b, "end = %s\n", instant(lastDay))
	default:
		fmt.Fprintf(b, "until = %s\n", instant(t.End))
	}
}
