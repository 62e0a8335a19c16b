package convert

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// aspect is one thing that a text can say of a roadmap or of a task, as text;
// "" where nothing is said.
type aspect[T any] struct {
	name  string
	words []string // the keywords and keys that say it, in either language
	value func(c *chart.Chart, of T) string
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func moment(t *calendar.Instant) string {
	if t == nil {
		return ""
	}
	return instant(*t)
}

// ofChart is what is compared of the roadmap itself.
var ofChart = []aspect[struct{}]{
	{"the title", []string{"title"}, func(c *chart.Chart, _ struct{}) string { return strings.Join(strings.Fields(c.Title), " ") }},
	{"the title for those who do not see the picture", []string{"accTitle"}, func(c *chart.Chart, _ struct{}) string {
		if c.AltTitle == c.Title {
			return ""
		}
		return c.AltTitle
	}},
	{"the description", []string{"accDescr", "description"}, func(c *chart.Chart, _ struct{}) string { return strings.Join(strings.Fields(c.Description), " ") }},
	{"the beginning of the axis", []string{"from"}, func(c *chart.Chart, _ struct{}) string { return moment(c.Axis.From) }},
	{"the end of the axis", []string{"to"}, func(c *chart.Chart, _ struct{}) string { return moment(c.Axis.To) }},
	{"the distance of the lines", []string{"tickInterval", "ticks"}, func(c *chart.Chart, _ struct{}) string {
		if c.Axis.Ticks.IsZero() {
			return ""
		}
		return c.Axis.Ticks.String()
	}},
	{"the format of the axis", []string{"axisFormat"}, func(c *chart.Chart, _ struct{}) string { return c.Axis.Format }},
	{"the axis on top", []string{"topAxis"}, func(c *chart.Chart, _ struct{}) string { return yes(c.Axis.Top) }},
	{"the first day of the week", []string{"weekday"}, func(c *chart.Chart, _ struct{}) string {
		if c.Axis.Ticks.FirstDay == calendar.Monday {
			return ""
		}
		return weekdays[c.Axis.Ticks.FirstDay]
	}},
	{"the month that the fiscal year begins with", []string{"fiscal_year_start"}, func(c *chart.Chart, _ struct{}) string {
		if c.Axis.Ticks.FirstMonth <= 1 {
			return ""
		}
		return fmt.Sprint(c.Axis.Ticks.FirstMonth)
	}},
	{"that years have no lines of their own", []string{"year_markers"}, func(c *chart.Chart, _ struct{}) string { return yes(c.Axis.NoYearLines) }},
	{"the line of today", []string{"todayMarker", "today"}, func(c *chart.Chart, _ struct{}) string {
		if !c.Today.Asked {
			return ""
		}
		return instant(c.Today.At)
	}},
	{"that tasks share rows", []string{"displayMode"}, func(c *chart.Chart, _ struct{}) string { return yes(c.Compact) }},
	{"that milestones share rows", []string{"milestones"}, func(c *chart.Chart, _ struct{}) string { return yes(c.Packed) }},
	{"that dependencies are shown", []string{"dependencies"}, func(c *chart.Chart, _ struct{}) string { return yes(c.Dependencies) }},
	{"the public holidays as such", []string{"excludes"}, func(c *chart.Chart, _ struct{}) string { return strings.Join(c.Off.Countries, ", ") }},
	{"the days off within the roadmap", []string{"includes", "excludes"}, func(c *chart.Chart, _ struct{}) string { return offWithin(c) }},
}

// offWithin lists the days off of the chart's span, but for those that every
// week has.
func offWithin(c *chart.Chart) string {
	var days []string
	for day, off := range c.Off.Weekdays {
		if off {
			days = append(days, weekdays[day])
		}
	}
	single := maps.Clone(c.Off.Work)
	if single == nil {
		single = map[calendar.Instant]bool{}
	}
	maps.Copy(single, c.Off.Dates)
	for day := range c.Off.Holidays {
		single[day] = true
	}
	for _, day := range slices.Sorted(maps.Keys(single)) {
		switch off := c.Off.IsOff(day); {
		case day < c.Span.Start || day >= c.Span.End || off == c.Off.Weekdays[day.Weekday()]:
		case off:
			days = append(days, day.ISODate())
		default:
			days = append(days, "not "+day.ISODate())
		}
	}
	return strings.Join(days, ", ")
}

// unwritten is how the id of a task is counted whose author gave none.
var unwritten = regexp.MustCompile(`^task\d+$`)

// ofTask is what is compared of a task, by its index: the tasks of both charts
// are in one order.
var ofTask = []aspect[int]{
	{"the id", []string{"id"}, func(c *chart.Chart, i int) string {
		if unwritten.MatchString(c.Tasks[i].ID) {
			return ""
		}
		return c.Tasks[i].ID
	}},
	{"the name", []string{"name"}, func(c *chart.Chart, i int) string { return c.Tasks[i].Label() }},
	{"the kind", nil, func(c *chart.Chart, i int) string { return c.Tasks[i].Kind.String() }},
	{"the section", nil, func(c *chart.Chart, i int) string {
		if c.Tasks[i].Kind == chart.Marker {
			return ""
		}
		return c.Sections[c.Tasks[i].Section].Label()
	}},
	{"the start", []string{"start", "date", "after"}, func(c *chart.Chart, i int) string { return instant(c.Tasks[i].Start) }},
	{"the end", []string{"end", "until", "duration", "before"}, func(c *chart.Chart, i int) string { return instant(c.Tasks[i].End) }},
	{"the end of the work", nil, func(c *chart.Chart, i int) string { return instant(c.Tasks[i].DrawnEnd) }},
	{"the state", []string{"status"}, func(c *chart.Chart, i int) string { return c.Tasks[i].Status.String() }},
	{"that it is critical", []string{"critical"}, func(c *chart.Chart, i int) string { return yes(c.Tasks[i].Critical) }},
	{"a state", nil, func(c *chart.Chart, i int) string {
		flags := slices.Clone(c.Tasks[i].Flags)
		slices.Sort(flags)
		return strings.Join(slices.Compact(flags), ", ")
	}},
	{"what it begins after", []string{"after", "start"}, func(c *chart.Chart, i int) string { return labels(c, waitsFor(c, i)) }},
	{"the time between", []string{"start"}, func(c *chart.Chart, i int) string {
		if c.Tasks[i].Given.Lag.IsZero() {
			return ""
		}
		return c.Tasks[i].Given.Lag.String()
	}},
	{"what it ends before", []string{"before"}, func(c *chart.Chart, i int) string { return labels(c, c.Tasks[i].Before) }},
	{"the progress", []string{"progress"}, func(c *chart.Chart, i int) string {
		if c.Tasks[i].Progress == nil {
			return ""
		}
		return fmt.Sprintf("%d %%", *c.Tasks[i].Progress)
	}},
	{"the owner", []string{"owner"}, func(c *chart.Chart, i int) string { return c.Tasks[i].Owner }},
	{"the link", []string{"link"}, func(c *chart.Chart, i int) string { return c.Tasks[i].Link }},
	{"the note", []string{"note"}, func(c *chart.Chart, i int) string { return c.Tasks[i].Note }},
	{"the baseline", []string{"baseline"}, func(c *chart.Chart, i int) string {
		b := c.Tasks[i].Baseline
		if b == nil {
			return ""
		}
		return instant(b.Start) + " – " + instant(b.End.AddDays(-1))
	}},
}

// labels names tasks by their place and name: ids may be spelled otherwise.
func labels(c *chart.Chart, tasks []int) string {
	sorted := slices.Clone(tasks)
	slices.Sort(sorted)
	var names []string
	for _, i := range slices.Compact(sorted) {
		names = append(names, c.Tasks[i].Label())
	}
	return strings.Join(names, ", ")
}

// compare tells what a chart says that the one made from it does not.
func compare(said places, c, again *chart.Chart) diag.List {
	src := said.src
	var lost diag.List
	if len(c.Tasks) != len(again.Tasks) {
		return diag.List{src.Warning(diag.Span{}, code, fmt.Sprintf("of %d tasks, %d are in what is written", len(c.Tasks), len(again.Tasks)))}
	}
	for _, a := range ofChart {
		if message := difference(a.name, a.value(c, struct{}{}), a.value(again, struct{}{})); message != "" {
			lost = append(lost, src.Warning(said.ofChart(a.words), code, message))
		}
	}
	for i, t := range c.Tasks {
		if rule := again.Tasks[i].Differs; rule != "" && t.Differs == "" {
			lost = append(lost, src.Warning(said.ofTask(t.Line, nil), code, fmt.Sprintf("%q: Mermaid itself gives it other dates (%s)", diag.Clip(t.Label()), rule)))
		}
		for _, a := range ofTask {
			if message := difference(a.name, a.value(c, i), a.value(again, i)); message != "" {
				lost = append(lost, src.Warning(said.ofTask(t.Line, a.words), code, fmt.Sprintf("%q: %s", diag.Clip(t.Label()), message)))
			}
		}
	}
	return lost
}

// difference says how two values differ, "" when they do not. An id that was
// added is no difference.
func difference(name, is, becomes string) string {
	switch {
	case is == becomes, name == "the id" && is == "":
		return ""
	case becomes == "" && is == "yes":
		return name + " is left out"
	case becomes == "":
		return fmt.Sprintf("%s, %q, is left out", name, diag.Clip(is))
	case is == "":
		return fmt.Sprintf("%s becomes %q", name, diag.Clip(becomes))
	}
	return fmt.Sprintf("%s, %q, becomes %q", name, diag.Clip(is), diag.Clip(becomes))
}
