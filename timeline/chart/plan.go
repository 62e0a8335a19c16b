package chart

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/syntax"
)

// What is read here is a roadmap in TOML, up to drafts; from there on both forms
// take one way.

// planSettings reads the keys of the roadmap itself.
func (r *resolver) planSettings(plan *syntax.Table) {
	c := r.chart
	r.set.format = isoFormat
	r.set.weekendFirst = calendar.Saturday
	c.Axis.Ticks.FirstDay = calendar.Monday
	c.Title = strings.Join(strings.Fields(plan.Text(syntax.KeyTitle).Value), " ")
	c.Description = plan.Text(syntax.KeyDescription).Value
	c.Packed = plan.Text(syntax.KeyMilestones).Value == "packed"
	if f := plan.Field(syntax.KeyYearMarkers); f != nil {
		c.Axis.NoYearLines = f.Value == false
	}
	if f := plan.Field(syntax.KeyDependencies); f != nil {
		c.Dependencies = f.Value == true
	}
	if f := plan.Field(syntax.KeyFiscalYearStart); f != nil {
		if month := f.Value.(int64); month < 1 || month > 12 {
			r.problems.Error(f.ValueAt, codeBadFiscal, fmt.Sprintf("%d is no month", month), "it is the month that the fiscal year begins with: 1 is January, 7 is July")
		} else {
			c.Axis.Ticks.FirstMonth = int(month)
		}
	}
	if ticks := plan.Text(syntax.KeyTicks); !ticks.IsZero() {
		r.tickInterval(ticks.At, ticks.Value)
	}
	if f := plan.Field(syntax.KeyToday); f != nil {
		if p, reason := r.planPeriod(f); reason == "" {
			c.Today = Today{Asked: true, At: p.Start}
		}
	}
	r.set.excludes = dayWords(plan.Field(syntax.KeyExcludes))
	r.limits(plan)
}

// limits reads from and to.
func (r *resolver) limits(plan *syntax.Table) {
	axis := &r.chart.Axis
	if f := plan.Field(syntax.KeyFrom); f != nil {
		if p, reason := r.planPeriod(f); reason == "" {
			axis.From = &p.Start
		}
	}
	f := plan.Field(syntax.KeyTo)
	if f == nil {
		return
	}
	p, reason := r.planPeriod(f)
	if reason != "" {
		return
	}
	axis.To = p.limit()
	if axis.From != nil && *axis.To <= *axis.From {
		r.problems.Error(f.At, codeEmptyAxis, fmt.Sprintf("nothing lies between %s and %s", short(*axis.From), short(*axis.To)), "are from and to swapped?")
		axis.From, axis.To = nil, nil
	}
}

// limit returns where an axis ends that is asked to go to a period: a day is the
// first one that is not shown; a quarter is shown whole.
func (p Span) limit() *calendar.Instant {
	if p.End-p.Start == calendar.Day {
		return &p.Start
	}
	return &p.End
}

// dayWords returns what excludes lists, dates as they are written in quotes.
func dayWords(f *fields.Field) []syntax.Text {
	if f == nil {
		return nil
	}
	list, places := []any{f.Value}, []diag.Span{f.ValueAt}
	if l, ok := f.Value.([]any); ok {
		list, places = l, f.Items
	}
	words := make([]syntax.Text, len(list))
	for i, v := range list {
		if i < len(places) {
			words[i].At = places[i]
		}
		switch v := v.(type) {
		case string:
			words[i].Value = strings.TrimSpace(v)
		case fields.Date:
			words[i].Value = v.ISODate()
		}
	}
	return words
}

// planTable is a task, milestone or marker with the section it belongs to.
type planTable struct {
	*syntax.Table
	section int
}

// planTasks makes a draft of each task, milestone and marker, in the order of
// the text, and the chart's sections.
func (r *resolver) planTasks(plan *syntax.Table) {
	c := r.chart
	tables := make([]planTable, 0, countTables(plan))
	for _, t := range plan.Tables {
		if t.Kind == syntax.MarkerTable {
			tables = append(tables, planTable{t, NoSection})
			continue
		}
		c.Sections = append(c.Sections, Section{Name: t.Text(syntax.KeyName).Value})
		for _, sub := range t.Tables {
			tables = append(tables, planTable{sub, len(c.Sections) - 1})
		}
	}
	if len(c.Sections) == 0 && len(tables) > 0 {
		c.Sections = []Section{{}}
	}
	slices.SortStableFunc(tables, func(a, b planTable) int { return a.At.Start - b.At.Start })
	given := givenIDs(tables)
	r.drafts, c.Tasks = make([]draft, len(tables)), make([]Task, len(tables))
	r.words, r.flags = make([]syntax.Text, 0, len(tables)), make([]string, 0, len(tables))
	unnamed, line := 0, 1
	for i, t := range tables {
		text := r.planID(t.Table)
		r.drafts[i].idAt = text.At
		id := text.Value
		for id == "" || unnamed > 0 && id == autoID(unnamed) && given[id] {
			unnamed++
			id = autoID(unnamed)
		}
		line = r.src.LineFrom(line, t.At.Start)
		c.Tasks[i].ID, c.Tasks[i].Section, c.Tasks[i].Line = id, t.section, line
		r.planTask(i, t.Table)
	}
}

// countTables returns how many tasks, milestones and markers there are.
func countTables(plan *syntax.Table) int {
	n := len(plan.Tables)
	for _, t := range plan.Tables {
		n += len(t.Tables)
	}
	return n
}

// givenIDs returns the ids that are written, where a table without one needs
// another.
func givenIDs(tables []planTable) map[string]bool {
	named := func(t planTable) bool { return t.Field(syntax.KeyID) != nil }
	if !slices.ContainsFunc(tables, func(t planTable) bool { return !named(t) }) {
		return nil
	}
	given := make(map[string]bool, len(tables))
	for _, t := range tables {
		if named(t) {
			given[t.Text(syntax.KeyID).Value] = true
		}
	}
	return given
}

// planID returns the id of a table, zero for none, and reports one that cannot be
// used.
func (r *resolver) planID(t *syntax.Table) syntax.Text {
	id := t.Text(syntax.KeyID)
	if id.IsZero() || isPlanID(id.Value) {
		return id
	}
	r.problems.Error(id.At, codeBadID, fmt.Sprintf("%q cannot be an id", diag.Clip(id.Value)), `an id is one word, as "hearing" or "phase-2", without blanks, commas and "+"`)
	return syntax.Text{}
}

func isPlanID(id string) bool {
	for i := range len(id) {
		switch id[i] {
		case ' ', '\t', '\r', '\n', ',', '+':
			return false
		}
	}
	return id != ""
}

// planKinds are the kinds of tasks by their tables.
var planKinds = [...]Kind{syntax.TaskTable: Bar, syntax.MilestoneTable: Milestone, syntax.MarkerTable: Marker}

// planTask reads one table into draft and task i.
func (r *resolver) planTask(i int, t *syntax.Table) {
	d, task := &r.drafts[i], &r.chart.Tasks[i]
	name := t.Text(syntax.KeyName)
	d.nameAt, d.kind = name.At, planKinds[t.Kind]
	task.Kind, task.Name = d.kind, name.Value
	if name.Value == "" {
		if t.Lost(syntax.KeyName) == "" && (t.Unsure() == "" || !name.IsZero()) {
			r.problems.Error(t.At, codeNoName, fmt.Sprintf("the %s has no name", d.kind), `write name = "Hearing"`)
		}
		d.nameAt = t.At
	}
	r.planStart(i, t)
	r.planEnd(i, t)
	r.backwards(i, t)
	switch t.Text(syntax.KeyStatus).Value {
	case "active":
		task.Status = Active
	case "done":
		task.Status = Done
	}
	task.Critical = t.Bool(syntax.KeyCritical)
	task.Owner, task.Note = t.Text(syntax.KeyOwner).Value, t.Text(syntax.KeyNote).Value
	if link := t.Text(syntax.KeyLink); !link.IsZero() {
		task.Link, _ = r.link(link.At, link.Value)
		task.LinkPos = r.src.Pos(link.At.Start)
	}
	r.progress(i, t)
	r.baseline(i, t)
	task.Given = d.given()
	r.flag(task)
}

// flag gives a task the states that say in Mermaid what is known of it.
func (r *resolver) flag(t *Task) {
	from := len(r.flags)
	if t.Critical {
		r.flags = append(r.flags, "crit")
	}
	if t.Status != Planned {
		r.flags = append(r.flags, t.Status.String())
	}
	switch t.Kind {
	case Milestone:
		r.flags = append(r.flags, "milestone")
	case Marker:
		r.flags = append(r.flags, "vert")
	}
	t.Flags = r.flagsFrom(from)
}

func (r *resolver) progress(i int, t *syntax.Table) {
	f := t.Field(syntax.KeyProgress)
	if f == nil {
		return
	}
	n := f.Value.(int64)
	if n < 0 || n > 100 {
		r.problems.Error(f.ValueAt, codeBadProgress, fmt.Sprintf("progress is per cent, but %d is not between 0 and 100", n))
		return
	}
	percent := int(n)
	r.chart.Tasks[i].Progress = &percent
}

func (r *resolver) baseline(i int, t *syntax.Table) {
	b := t.Table(syntax.BaselineTable)
	if b == nil {
		return
	}
	from, to := b.Field(syntax.KeyStart), b.Field(syntax.KeyEnd)
	if from == nil || to == nil {
		if b.Lost(syntax.KeyStart, syntax.KeyEnd) == "" && b.Unsure() == "" {
			r.problems.Error(b.At, codeBadBaseline, "a baseline has a start and an end", "for example baseline = {start = 2026-03-01, end = 2026-03-31}")
		}
		return
	}
	start, noStart := r.planPeriod(from)
	end, noEnd := r.planPeriod(to)
	switch {
	case noStart != "" || noEnd != "":
	case end.End <= start.Start:
		r.problems.Error(to.ValueAt, codeEndFirst, "the end of the baseline lies before its start", "are the two swapped?")
	default:
		r.chart.Tasks[i].Baseline = &Span{start.Start, end.End}
	}
}
