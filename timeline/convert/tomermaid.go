package convert

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/fields"
	"kvartal/timeline/syntax"
)

// event is a statement to come, or a comment, by its place in the TOML text.
type event struct {
	at      int
	comment string        // "" for none
	table   *syntax.Table // nil for a comment
}

// mermaidWriter writes statements of Mermaid's gantt.
type mermaidWriter struct {
	strings.Builder
	chart  *chart.Chart
	names  *names
	format string // of dates, dayjs
	task   int    // index of the next task
}

// toMermaid writes a TOML text as Mermaid's gantt.
func toMermaid(f *syntax.File, c *chart.Chart) string {
	w := &mermaidWriter{chart: c, format: dateFormat(c)}
	events, ids := eventsOf(f.TOML)
	used := map[string]bool{}
	for _, t := range c.Tasks {
		for _, j := range slices.Concat(t.After, t.Before) {
			used[c.Tasks[j].ID] = true
		}
	}
	w.names = newNames(c, func(i int) bool { return ids[i] }, func(id string) string {
		if !used[id] && !syntax.IsState(id) && !strings.ContainsAny(id, "#;%") {
			return id // only "after" and "until" are particular
		}
		return mermaidID(id)
	})
	for i, t := range c.Tasks {
		w.names.all(t.After)
		w.names.all(t.Before)
		if t.Link != "" {
			w.names.of(i)
		}
	}
	w.WriteString("gantt\n")
	inHead, lastKey := true, lastKey(f.TOML.Pieces())
	for i, e := range events {
		if inHead && e.at > lastKey {
			w.head()
			inHead = false
		}
		if opensSection(events, i) {
			w.line("")
		}
		switch {
		case e.table == nil:
			w.line("%% " + e.comment)
		case e.table.Kind == syntax.SectionTable:
			w.section(e.table)
		default:
			w.taskLine()
		}
	}
	if inHead {
		w.head()
	}
	w.links()
	return w.String()
}

// lastKey returns where the last key of the roadmap itself stands, -1 for none.
func lastKey(pieces []fields.Piece) int {
	at := -1
	for _, p := range pieces {
		switch {
		case p.Kind == fields.Heading:
			return at
		case p.Kind == fields.Pair && !hasTable(p.Value):
			at = p.At.Start
		}
	}
	return at
}

// hasTable tells a list of tables.
func hasTable(v fields.Value) bool {
	return slices.ContainsFunc(v.Pieces, func(p fields.Piece) bool { return p.Value.Open == '{' })
}

// opensSection tells whether an event is a section, or the first of the comments
// before one.
func opensSection(events []event, i int) bool {
	if i > 0 && events[i-1].table == nil {
		return false
	}
	for i < len(events) && events[i].table == nil {
		i++
	}
	return i < len(events) && events[i].table.Kind == syntax.SectionTable
}

// eventsOf lists tables and comments in the order of the text, and tells which
// tasks have an id of their own.
func eventsOf(t *syntax.TOML) (events []event, ids []bool) {
	tables := t.Plan.Tables
	for _, section := range t.Plan.Tables {
		tables = append(tables, section.Tables...)
	}
	for _, table := range tables {
		events = append(events, event{at: table.At.Start, table: table})
	}
	var comments func(pieces []fields.Piece)
	comments = func(pieces []fields.Piece) {
		for _, p := range pieces {
			if p.Kind == fields.Comment {
				events = append(events, event{at: p.At.Start, comment: strings.TrimSpace(strings.TrimLeft(t.Text[p.At.Start:p.At.End], "#"))})
			}
			comments(p.Value.Pieces)
		}
	}
	comments(t.Pieces())
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for _, e := range events {
		if e.table != nil && e.table.Kind != syntax.SectionTable {
			ids = append(ids, e.table.Text(syntax.KeyID).Value != "")
		}
	}
	return events, ids
}

// dateFormat chooses how dates are written: with a clock where any has one.
func dateFormat(c *chart.Chart) string {
	format := "YYYY-MM-DD"
	for _, t := range c.Tasks {
		for _, at := range []calendar.Instant{t.Start, t.End} {
			switch _, _, second, ms := at.Clock(); {
			case second != 0 || ms != 0:
				return "YYYY-MM-DD HH:mm:ss.SSS"
			case !at.IsMidnight():
				format = "YYYY-MM-DD HH:mm"
			}
		}
	}
	return format
}

func (w *mermaidWriter) date(t calendar.Instant) string {
	return calendar.NewDateFormat(w.format).Example(t)
}

func (w *mermaidWriter) line(text string) { w.WriteString(strings.TrimRight(text, " ") + "\n") }

// head writes the settings.
func (w *mermaidWriter) head() {
	c := w.chart
	if c.Title != "" {
		w.line("title " + entities(c.Title, false))
	}
	if description := strings.TrimSpace(c.Description); strings.Contains(description, "\n") {
		w.line("accDescr {\n" + description + "\n}")
	} else if description != "" {
		w.line("accDescr: " + entities(description, false))
	}
	w.line("dateFormat " + w.format)
	if !c.Axis.Ticks.IsZero() {
		w.line("tickInterval " + c.Axis.Ticks.String())
	}
	for days := range slices.Chunk(w.offDays(), 8) {
		w.line("excludes " + strings.Join(days, ", "))
	}
	if c.Today.Asked {
		w.line("todayMarker " + w.date(c.Today.At))
	}
}

// offDays gives the items of excludes: days of the week, and the single days
// that are off besides, the public holidays as far as the roadmap goes.
func (w *mermaidWriter) offDays() []string {
	off, span := w.chart.Off, w.chart.Span
	var days []string
	for day, is := range off.Weekdays {
		if is && !(off.Weekdays[calendar.Saturday] && off.Weekdays[calendar.Sunday] && (day == int(calendar.Saturday) || day == int(calendar.Sunday))) {
			days = append(days, weekdays[day])
		}
	}
	if off.Weekdays[calendar.Saturday] && off.Weekdays[calendar.Sunday] {
		days = append([]string{"weekends"}, days...)
	}
	single := maps.Clone(off.Dates)
	if single == nil {
		single = map[calendar.Instant]bool{}
	}
	for day := range off.Holidays {
		if day >= span.Start.StartOfDay() && day < span.End {
			single[day] = true
		}
	}
	for _, day := range slices.Sorted(maps.Keys(single)) {
		if !off.Weekdays[day.Weekday()] {
			days = append(days, day.ISODate())
		}
	}
	return days
}

func (w *mermaidWriter) section(t *syntax.Table) {
	name := strings.Join(strings.Fields(t.Text(syntax.KeyName).Value), " ")
	if name == "" {
		if w.task == 0 {
			return // tasks before the first section have none
		}
		name = "–" // Mermaid takes the next line for the name of a section without one
	}
	w.line("section " + entities(name, false))
}

func (w *mermaidWriter) taskLine() {
	i := w.task
	w.task++
	t := w.chart.Tasks[i]
	items := slices.Clone(t.Flags)
	if id := w.names.ids[i]; id != "" {
		items = append(items, id)
	}
	ids, named := w.names.all(t.After)
	if named && t.Start == latest(w.chart, t.After) { // no time between, and no day off
		items = append(items, "after "+strings.Join(ids, " "))
	} else {
		items = append(items, w.date(t.Start))
	}
	ids, named = w.names.all(t.Before)
	switch {
	case named:
		items = append(items, "until "+strings.Join(ids, " "))
	case t.Given.HasLength:
		items = append(items, t.Given.Length.String())
	case t.End == t.Start:
		items = append(items, "0d")
	default:
		items = append(items, w.date(t.End))
	}
	w.line(entities(strings.Join(strings.Fields(t.Name), " "), true) + " :" + strings.Join(items, ", "))
}

// latest returns the last end of some tasks.
func latest(c *chart.Chart, tasks []int) calendar.Instant {
	end := c.Tasks[tasks[0]].End
	for _, i := range tasks {
		end = max(end, c.Tasks[i].End)
	}
	return end
}

func (w *mermaidWriter) links() {
	for i, t := range w.chart.Tasks {
		if id, ok := w.names.of(i); ok && t.Link != "" {
			w.line(fmt.Sprintf("click %s href \"%s\"", id, strings.ReplaceAll(t.Link, `"`, "%22")))
		}
	}
}

// spelled are letters that Mermaid's ids cannot have, as they are written
// without them.
var spelled = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa", "Æ", "Ae", "Ø", "Oe", "Å", "Aa", "ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e")

// mermaidID writes an id in the letters that "after" of Mermaid reads.
func mermaidID(id string) string {
	id = strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' {
			return r
		}
		return '-'
	}, spelled.Replace(id))
	if syntax.IsState(id) {
		id += "-"
	}
	return id
}

// entity is what Mermaid would read as a character.
var entity = regexp.MustCompile(`^#\w+;`)

// entities writes a text so that Mermaid reads it as it is. What would end the
// name of a task, or make it a setting or a comment, is written by its number.
func entities(text string, isName bool) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '#' && entity.MatchString(text[i:]),
			isName && (r == ':' || r == '%' && i <= 1 || i == 0 && startsOtherwise(text)):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// startsOtherwise tells whether a line that begins with the text may be read as
// something else than a task.
func startsOtherwise(text string) bool {
	if strings.ContainsAny(text[:1], "#%") {
		return true
	}
	first, _, _ := strings.Cut(text, " ")
	return slices.ContainsFunc(syntax.Words(), func(word string) bool { return strings.EqualFold(first, word) })
}
