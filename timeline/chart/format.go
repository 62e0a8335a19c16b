package chart

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
)

// Format writes a chart as text for people and goldens: its settings, then
// each section with its tasks, one a line, in the order of the source. Periods
// are half-open: the second date is the first moment after.
//
//	roadmap "Plan"
//	span 2026-01-01 – 2026-03-01
//	section "Build"
//	    [po] "Hire" 2026-01-01 – 2026-02-01 critical {crit}
//	    <go> "Go live" at 2026-02-01 after po {milestone}
//	    |task1| "New year" at 2026-01-01 {vert}
func Format(c *Chart) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("roadmap %q", c.Title)
	if c.AltTitle != "" {
		line("alternative title %q", c.AltTitle)
	}
	if c.Description != "" {
		line("description %q", c.Description)
	}
	if len(c.Tasks) > 0 {
		line("span %s", period(c.Span.Start, c.Span.End))
	}
	if axis := formatAxis(c.Axis); axis != "" {
		line("axis%s", axis)
	}
	if !c.Off.IsEmpty() || len(c.Off.Work) > 0 {
		line("off%s", formatOff(c.Off))
	}
	if c.Today.Asked {
		line("today %s", short(c.Today.At))
	}
	if c.Compact {
		line("compact")
	}
	if c.Packed {
		line("milestones packed")
	}
	if c.Dependencies {
		line("dependencies shown")
	}
	tasks := func(section int) {
		for _, t := range c.Tasks {
			if t.Section == section {
				b.WriteString("    " + formatTask(c, t) + "\n")
			}
		}
	}
	for s, section := range c.Sections {
		line("section %q", section.Name)
		tasks(s)
	}
	if slices.ContainsFunc(c.Tasks, func(t Task) bool { return t.Section == NoSection }) {
		line("in no section")
		tasks(NoSection)
	}
	return b.String()
}

func formatAxis(a Axis) string {
	out := ""
	if !a.Ticks.IsZero() {
		out += " every " + a.Ticks.String()
	}
	if a.Ticks.FirstDay != calendar.Monday {
		out += " weeks from " + weekdayNames[a.Ticks.FirstDay]
	}
	if a.Ticks.FirstMonth > 1 {
		out += fmt.Sprint(" years from month ", a.Ticks.FirstMonth)
	}
	if a.Format != "" {
		out += fmt.Sprintf(" as %q", a.Format)
	}
	if a.From != nil {
		out += " from " + short(*a.From)
	}
	if a.To != nil {
		out += " to " + short(*a.To)
	}
	if a.NoYearLines {
		out += " without year lines"
	}
	if a.Top {
		out += " on top too"
	}
	return out
}

func formatOff(off Calendar) string {
	out := ""
	for day, isOff := range off.Weekdays {
		if isOff {
			out += " " + weekdayNames[day]
		}
	}
	for _, day := range slices.Sorted(maps.Keys(off.Dates)) {
		out += " " + day.ISODate()
	}
	if len(off.Countries) > 0 {
		out += " holidays of " + strings.Join(off.Countries, " and ")
	}
	if len(off.Work) > 0 {
		out += " but not"
		for _, day := range slices.Sorted(maps.Keys(off.Work)) {
			out += " " + day.ISODate()
		}
	}
	return out
}

func formatTask(c *Chart, t Task) string {
	sign := [...]string{"[%s]", "<%s>", "|%s|"}[t.Kind]
	out := fmt.Sprintf(sign+" %q", t.ID, t.Name)
	switch {
	case t.Faulty:
		out += " FAULTY"
	case t.Start == t.End:
		out += " at " + short(t.Start)
	default:
		out += " " + period(t.Start, t.End)
	}
	if t.DrawnEnd != t.End && !t.Faulty {
		out += ", drawn to " + short(t.DrawnEnd)
	}
	if t.Status != Planned {
		out += " " + t.Status.String()
	}
	if t.Critical {
		out += " critical"
	}
	out += c.named(" after ", t.After)
	if !t.Given.Lag.IsZero() {
		out += " + " + t.Given.Lag.String()
	}
	out += c.named(" before ", t.Before)
	if t.Progress != nil {
		out += fmt.Sprintf(" %d %%", *t.Progress)
	}
	if t.Owner != "" {
		out += fmt.Sprintf(" owner %q", t.Owner)
	}
	if len(t.Flags) > 0 {
		out += " {" + strings.Join(t.Flags, " ") + "}"
	}
	if t.Link != "" {
		out += " -> " + t.Link
	}
	if t.Note != "" {
		out += fmt.Sprintf(" note %q", t.Note)
	}
	if t.Baseline != nil {
		out += " baseline " + period(t.Baseline.Start, t.Baseline.End)
	}
	if t.Differs != "" && !t.Faulty {
		out += " differs: " + t.Differs
	}
	return out
}

// named gives " after a and b", "" for no task.
func (c *Chart) named(word string, tasks []int) string {
	out := ""
	for i, j := range tasks {
		out += [...]string{word, " and "}[min(i, 1)] + c.Tasks[j].ID
	}
	return out
}

func period(start, end calendar.Instant) string { return short(start) + " – " + short(end) }
