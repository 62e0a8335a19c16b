package syntax

import (
	"slices"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// valueShape is what a key of a TOML roadmap may hold.
type valueShape int

const (
	text     valueShape = iota // a text in quotes
	date                       // a date, or a text that names one
	texts                      // a text or a list of texts
	days                       // texts and dates: one, or a list
	truth                      // true or false
	number                     // a whole number
	oneTable                   // a table
	tables                     // an array of tables
)

// String says in an author's words what a shape is.
func (s valueShape) String() string {
	return [...]string{"a text in quotes", "a date", "a text in quotes, or a list of them", "a list of days", "true or false", "a whole number", "a table", "tables"}[s]
}

// holds tells whether a value has the shape.
func (s valueShape) holds(v any) bool {
	_, isText := v.(string)
	_, isDate := v.(fields.Date)
	switch s {
	case text:
		return isText
	case date:
		return isText || isDate
	case texts, days:
		if list, ok := v.([]any); ok {
			one := text
			if s == days {
				one = date
			}
			return !slices.ContainsFunc(list, func(item any) bool { return !one.holds(item) })
		}
		return isText || isDate && s == days
	case truth:
		_, ok := v.(bool)
		return ok
	case number:
		_, ok := v.(int64)
		return ok
	}
	return false
}

// misfit returns what of a value does not fit: of a list, its first such item.
func (s valueShape) misfit(f fields.Field) (diag.Span, any) {
	list, _ := f.Value.([]any)
	for i, item := range list {
		if !s.holds(item) && i < len(f.Items) {
			return f.Items[i], item
		}
	}
	return f.ValueAt, f.Value
}

// keyRow is a key of a TOML roadmap: the tables it stands in, what it holds, and
// an example value.
type keyRow struct {
	name  string
	in    []TableKind
	shape valueShape
	value string    // an example
	words []string  // all the texts it may hold; nil: any
	table TableKind // of oneTable, tables
}

func (row *keyRow) example() string { return row.name + " = " + row.value }

var (
	rowTables  = []TableKind{TaskTable, MilestoneTable}
	timeTables = []TableKind{TaskTable, MilestoneTable, MarkerTable}
	dateTables = []TableKind{TaskTable, MilestoneTable, MarkerTable, BaselineTable}
)

// keyRows has every key, in the order of the documentation.
var keyRows = []keyRow{
	{name: "title", in: []TableKind{PlanTable}, value: `"Roadmap 2026-2027"`},
	{name: "description", in: []TableKind{PlanTable}, value: `"What the picture shows"`},
	{name: "from", in: []TableKind{PlanTable}, shape: date, value: "2026-01-01"},
	{name: "to", in: []TableKind{PlanTable}, shape: date, value: "2027-01-01"},
	{name: "ticks", in: []TableKind{PlanTable}, value: `"1quarter"`},
	{name: "fiscal_year_start", in: []TableKind{PlanTable}, shape: number, value: "7"},
	{name: "excludes", in: []TableKind{PlanTable}, shape: days, value: `["weekends", 2026-12-24]`},
	{name: "year_markers", in: []TableKind{PlanTable}, shape: truth, value: "false"},
	{name: "today", in: []TableKind{PlanTable}, shape: date, value: "2026-03-01"},
	{name: "milestones", in: []TableKind{PlanTable}, words: []string{"rows", "packed"}, value: `"packed"`},
	{name: "dependencies", in: []TableKind{PlanTable}, shape: truth, value: "true"},
	{name: "markers", in: []TableKind{PlanTable}, shape: tables, table: MarkerTable},
	{name: "sections", in: []TableKind{PlanTable}, shape: tables, table: SectionTable},
	{name: "name", in: []TableKind{SectionTable, TaskTable, MilestoneTable, MarkerTable}, value: `"Hearing"`},
	{name: "tasks", in: []TableKind{SectionTable}, shape: tables, table: TaskTable},
	{name: "milestones", in: []TableKind{SectionTable}, shape: tables, table: MilestoneTable},
	{name: "id", in: timeTables, value: `"hearing"`},
	{name: "date", in: []TableKind{MilestoneTable, MarkerTable}, shape: date, value: "2026-03-01"},
	{name: "start", in: dateTables, shape: date, value: "2026-03-01"},
	{name: "end", in: dateTables, shape: date, value: "2026-03-31"},
	{name: "until", in: timeTables, shape: date, value: "2026-04-01"},
	{name: "duration", in: timeTables, value: `"2w"`},
	{name: "after", in: timeTables, shape: texts, value: `"hearing"`},
	{name: "before", in: timeTables, shape: texts, value: `"hearing"`},
	{name: "status", in: timeTables, words: []string{"planned", "active", "done"}, value: `"active"`},
	{name: "critical", in: timeTables, shape: truth, value: "true"},
	{name: "progress", in: rowTables, shape: number, value: "40"},
	{name: "owner", in: timeTables, value: `"The secretariat"`},
	{name: "link", in: timeTables, value: `"https://example.org/plan"`},
	{name: "note", in: timeTables, value: `"Waits for the tender"`},
	{name: "baseline", in: rowTables, shape: oneTable, table: BaselineTable, value: "{start = 2026-03-01, end = 2026-03-31}"},
}

// keyOf finds the row of a key in a kind of table.
func keyOf(kind TableKind, name string) (*keyRow, bool) {
	for i := range keyRows {
		if row := &keyRows[i]; row.name == name && slices.Contains(row.in, kind) {
			return row, true
		}
	}
	return nil, false
}

// keysOf returns the keys that a kind of table may have.
func keysOf(kind TableKind) []string {
	var names []string
	for _, row := range keyRows {
		if slices.Contains(row.in, kind) {
			names = append(names, row.name)
		}
	}
	return names
}

// TOMLKeys returns every key of a TOML roadmap, for the documentation: name ->
// the headings that it stands under, "" for the roadmap itself.
func TOMLKeys() map[string][]string {
	all := map[string][]string{}
	for _, row := range keyRows {
		for _, kind := range row.in {
			all[row.name] = append(all[row.name], kind.String())
		}
	}
	return all
}

// otherWords are what authors write for a word of the language: Danish, Mermaid's
// own, and what other programs call it.
var otherWords = map[string]string{
	"titel": "title", "beskrivelse": "description", "accdescr": "description", "fra": "from", "til": "to",
	"tickinterval": "ticks", "akse": "ticks", "fridage": "excludes", "holidays": "excludes", "idag": "today", "todaymarker": "today",
	"milepæle": "milestones", "afhængigheder": "dependencies", "arrows": "dependencies", "pile": "dependencies", "markører": "markers", "vert": "markers", "sektioner": "sections", "section": "sections", "sektion": "sections",
	"navn": "name", "label": "name", "opgaver": "tasks", "task": "tasks", "milestone": "milestones",
	"dato": "date", "begin": "start", "finish": "end", "slut": "end", "due": "end", "deadline": "end",
	"varighed": "duration", "length": "duration", "efter": "after", "depends": "after", "depends_on": "after", "requires": "after", "før": "before",
	"tilstand": "status", "state": "status", "crit": "critical", "kritisk": "critical", "percent": "progress", "fremdrift": "progress",
	"ansvarlig": "owner", "assignee": "owner", "responsible": "owner", "url": "link", "href": "link", "click": "link",
	"comment": "note", "bemærkning": "note", "planlagt": "planned", "todo": "planned", "aktiv": "active", "igang": "active", "i gang": "active",
	"doing": "active", "igangværende": "active", "in progress": "active", "in_progress": "active", "ongoing": "active", "ikke startet": "planned", "not started": "planned", "gennemført": "done", "udført": "done", "closed": "done", "complete": "done", "started": "active", "færdig": "done", "afsluttet": "done", "finished": "done", "completed": "done",
}

// otherKey returns the key that authors mean by another word, "" for none.
func otherKey(word string) string {
	other := otherWords[strings.ToLower(word)]
	if !slices.ContainsFunc(keyRows, func(row keyRow) bool { return row.name == other }) {
		return ""
	}
	return other
}

// nearestWord is DidYouMean for a closed list, with the words of otherWords.
func nearestWord(word string, words []string) string {
	return diag.MeantBy(word, words, otherWords)
}

// oneOf gives `"a", "b" or "c"`.
func oneOf(words []string) string {
	last := len(words) - 1
	return `"` + strings.Join(words[:last], `", "`) + `" or "` + words[last] + `"`
}
