package chart

import (
	"slices"

	"kvartal/timeline/calendar"
)

// View is a part of a chart: what one picture of several shows. The zero View
// is the whole chart.
type View struct {
	From, To *calendar.Instant // the axis begins and ends here, [From, To); nil: the chart's own limits
	Sections []string          // names of the sections that are shown; none: all
}

// SectionNames returns the names that a View can choose by, as they are shown,
// without the unnamed section.
func (c *Chart) SectionNames() []string {
	var names []string
	for _, s := range c.Sections {
		if s.Name != "" {
			names = append(names, s.Label())
		}
	}
	return names
}

// ReadFrom reads where a View of the chart begins: a day, or a period as the text
// of the chart may name it.
func (c *Chart) ReadFrom(text string) (*calendar.Instant, error) {
	start, _, err := calendar.ReadPeriod(text, c.Axis.Ticks.FirstMonth)
	return &start, err
}

// ReadTo reads where a View ends, as the key "to" is read: a day is the first one
// that is not shown, and a longer period is shown whole.
func (c *Chart) ReadTo(text string) (*calendar.Instant, error) {
	start, end, err := calendar.ReadPeriod(text, c.Axis.Ticks.FirstMonth)
	return Span{start, end}.limit(), err
}

// Part returns the part of the chart that a view chooses: the tasks and
// milestones of its sections that lie in its period at least in part, and the
// markers within it. Faulty tasks stay, so that none is lost from sight. What a
// task comes after is kept as far as it is shown too.
func (c *Chart) Part(v View) *Chart {
	part := *c
	if v.From != nil {
		part.Axis.From = v.From
	}
	if v.To != nil {
		part.Axis.To = v.To
	}
	chosen := make([]bool, len(c.Tasks))
	span, found := Span{}, false
	for i, t := range c.Tasks {
		chosen[i] = t.Kind != Marker && v.has(c.Sections[t.Section]) && (t.Faulty || v.meets(t.Period()))
		if chosen[i] && !t.Faulty {
			p := Span{min(t.Start, t.End), max(t.Start, t.End)}
			if !found {
				span, found = p, true
			}
			span = Span{min(span.Start, p.Start), max(span.End, p.End)}
		}
	}
	for i, t := range c.Tasks { // of a choice of sections, markers do not widen the picture
		at := Span{t.Start, t.Start}
		chosen[i] = chosen[i] || t.Kind == Marker && (t.Faulty || v.meets(at) && (len(v.Sections) == 0 || span.Start <= t.Start && t.Start <= span.End))
		if chosen[i] && t.Kind == Marker && !t.Faulty && len(v.Sections) == 0 {
			if !found {
				span, found = at, true
			}
			span = Span{min(span.Start, t.Start), max(span.End, t.Start)}
		}
	}
	part.Span = span
	part.keep(c, chosen)
	return &part
}

// keep takes over the chosen tasks of a chart, with their sections.
func (c *Chart) keep(whole *Chart, chosen []bool) {
	place := make([]int, len(whole.Tasks)) // in the part, of a chosen task
	c.Tasks = nil
	for i, t := range whole.Tasks {
		if chosen[i] {
			place[i] = len(c.Tasks)
			c.Tasks = append(c.Tasks, t)
		}
	}
	kept := func(list []int) []int {
		var out []int
		for _, i := range list {
			if chosen[i] {
				out = append(out, place[i])
			}
		}
		return out
	}
	for i := range c.Tasks {
		c.Tasks[i].After, c.Tasks[i].Before = kept(c.Tasks[i].After), kept(c.Tasks[i].Before)
	}
	c.Sections = slices.Clone(whole.Sections)
	for i := range c.Sections {
		c.Sections[i].Rows = kept(whole.Sections[i].Rows)
	}
}

func (v View) has(s Section) bool {
	return len(v.Sections) == 0 || slices.Contains(v.Sections, s.Label())
}

// meets tells whether a period lies in the view's at least in part; a moment
// lies in it also at its end.
func (v View) meets(p Span) bool {
	return (v.From == nil || p.End > *v.From || p.Start >= *v.From) && (v.To == nil || p.Start < *v.To || p.Start == p.End && p.Start == *v.To)
}
