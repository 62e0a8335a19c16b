// Package table takes a chart and gives the table of all its dates: what stands
// behind the picture for those who cannot see it, search it or want to copy from
// it. Of has it as rows and cells, Write as HTML for a page.
package table

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
)

// Table is the table of a chart, its words in one language.
type Table struct {
	Caption string
	Columns []string // headings of what each row has in More
	Groups  []Group  // the sections, then the markers; none without rows
}

// Group is rows under a heading, "" for none.
type Group struct {
	Name string
	Rows []Row
}

// Row tells of one task.
type Row struct {
	Task chart.Task
	Name string // one line
	Kind string // what it is and how far it has come: "Kritisk milepæl, afsluttet"
	// Dates are two, the first and the last day, or one for both: a moment without
	// length, or the words that its dates are wrong.
	Dates []Date
	More  []string // for each of the table's Columns; "" where it has none
}

// Date is a moment in words and, unless it is only words, in ISO 8601.
type Date struct{ Words, ISO string }

// Of returns the table of a chart. Its columns beside name, kind and dates are
// those where any task has a value: the dates of its baseline with the days that
// it ends later than that ("+12 dage"), its owner and its note.
func Of(c *chart.Chart, l *locale.Locale) Table {
	t := Table{Caption: line(caption(c, l))}
	columns := more(c, l)
	for _, column := range columns {
		t.Columns = append(t.Columns, l.Must(column.key))
	}
	add := func(name string, tasks []chart.Task) {
		if len(tasks) == 0 {
			return
		}
		g := Group{Name: line(name)}
		for _, task := range tasks {
			row := Row{Task: task, Name: line(task.Label()), Kind: kind(task, l), Dates: dates(task, l)}
			for _, column := range columns {
				row.More = append(row.More, line(column.value(task)))
			}
			g.Rows = append(g.Rows, row)
		}
		t.Groups = append(t.Groups, g)
	}
	for i, section := range c.Sections {
		var tasks []chart.Task
		for _, row := range section.Rows {
			tasks = append(tasks, c.Tasks[row])
		}
		name := section.Label()
		if name == "" && i < len(c.Sections)-1 {
			name = l.Must("other_tasks")
		}
		add(name, tasks)
	}
	add(l.Must("markers"), slices.DeleteFunc(slices.Clone(c.Tasks), func(t chart.Task) bool { return t.Kind != chart.Marker }))
	return t
}

func caption(c *chart.Chart, l *locale.Locale) string {
	if c.Title != "" {
		return c.Title
	}
	return l.Must("all_dates")
}

// column is one that stands behind the others, where any task has a value.
type column struct {
	key   string // of its heading
	value func(t chart.Task) string
}

// more returns the columns that a chart needs.
func more(c *chart.Chart, l *locale.Locale) []column {
	all := []column{
		{"baseline", func(t chart.Task) string {
			first, ok := t.First()
			if !ok {
				return ""
			}
			days, _ := t.Slip()
			return l.Baseline(first.Start, first.End, days)
		}},
		{"owner", func(t chart.Task) string { return t.Owner }},
		{"remark", func(t chart.Task) string { return t.Note }},
	}
	return slices.DeleteFunc(all, func(column column) bool {
		return !slices.ContainsFunc(c.Tasks, func(t chart.Task) bool { return column.value(t) != "" })
	})
}

func kind(t chart.Task, l *locale.Locale) string {
	words := l.TaskKind(t.Kind.String(), t.Critical, t.Status.String())
	if t.Progress != nil {
		words += fmt.Sprintf(", %d %%", *t.Progress)
	}
	return words
}

func dates(t chart.Task, l *locale.Locale) []Date {
	if t.Faulty {
		return []Date{{Words: l.Must("faulty")}}
	}
	if t.EndsFirst() {
		return []Date{date(t.Start, l.Moment(t.Start)), {Words: l.Must("ends_first")}}
	}
	period := t.Period()
	first := date(period.Start, l.Moment(period.Start))
	if period.Start == period.End {
		return []Date{first}
	}
	last := period.End
	if last.IsMidnight() {
		last = last.AddDays(-1)
	}
	return []Date{first, date(last, l.Last(period.End))}
}

// date has the hour only where the words have it.
func date(t calendar.Instant, words string) Date {
	if t.IsMidnight() {
		return Date{words, t.ISODate()}
	}
	return Date{words, t.String()}
}

// line makes one line of an author's text.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
