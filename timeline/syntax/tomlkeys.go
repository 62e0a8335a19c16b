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

// Key is a key of a TOML roadmap.
type Key uint8

// The keys.
const (
	NoKey Key = iota
	KeyTitle
	KeyDescription
	KeyFrom
	KeyTo
	KeyTicks
	KeyFiscalYearStart
	KeyExcludes
	KeyYearMarkers
	KeyToday
	KeyMilestones
	KeyDependencies
	KeyMarkers
	KeySections
	KeyName
	KeyTasks
	KeyID
	KeyDate
	KeyStart
	KeyEnd
	KeyUntil
	KeyDuration
	KeyAfter
	KeyBefore
	KeyStatus
	KeyCritical
	KeyProgress
	KeyOwner
	KeyLink
	KeyNote
	KeyBaseline

	numKeys = iota
)

var keyNames = [numKeys]string{
	KeyTitle:           "title",
	KeyDescription:     "description",
	KeyFrom:            "from",
	KeyTo:              "to",
	KeyTicks:           "ticks",
	KeyFiscalYearStart: "fiscal_year_start",
	KeyExcludes:        "excludes",
	KeyYearMarkers:     "year_markers",
	KeyToday:           "today",
	KeyMilestones:      "milestones",
	KeyDependencies:    "dependencies",
	KeyMarkers:         "markers",
	KeySections:        "sections",
	KeyName:            "name",
	KeyTasks:           "tasks",
	KeyID:              "id",
	KeyDate:            "date",
	KeyStart:           "start",
	KeyEnd:             "end",
	KeyUntil:           "until",
	KeyDuration:        "duration",
	KeyAfter:           "after",
	KeyBefore:          "before",
	KeyStatus:          "status",
	KeyCritical:        "critical",
	KeyProgress:        "progress",
	KeyOwner:           "owner",
	KeyLink:            "link",
	KeyNote:            "note",
	KeyBaseline:        "baseline",
}

// String gives the key as it is written.
func (k Key) String() string { return keyNames[k] }

// keyRow is a key in the tables it stands in: what it holds there, and an example
// value.
type keyRow struct {
	key   Key
	in    []TableKind
	shape valueShape
	value string    // an example
	words []string  // all the texts it may hold; nil: any
	table TableKind // of oneTable, tables
}

func (row *keyRow) example() string { return row.key.String() + " = " + row.value }

var (
	rowTables  = []TableKind{TaskTable, MilestoneTable}
	timeTables = []TableKind{TaskTable, MilestoneTable, MarkerTable}
	dateTables = []TableKind{TaskTable, MilestoneTable, MarkerTable, BaselineTable}
)

// keyRows has every key, in the order of the documentation.
var keyRows = []keyRow{
	{key: KeyTitle, in: []TableKind{PlanTable}, value: `"Roadmap 2026-2027"`},
	{key: KeyDescription, in: []TableKind{PlanTable}, value: `"What the picture shows"`},
	{key: KeyFrom, in: []TableKind{PlanTable}, shape: date, value: "2026-01-01"},
	{key: KeyTo, in: []TableKind{PlanTable}, shape: date, value: "2027-01-01"},
	{key: KeyTicks, in: []TableKind{PlanTable}, value: `"1quarter"`},
	{key: KeyFiscalYearStart, in: []TableKind{PlanTable}, shape: number, value: "7"},
	{key: KeyExcludes, in: []TableKind{PlanTable}, shape: days, value: `["weekends", 2026-12-24]`},
	{key: KeyYearMarkers, in: []TableKind{PlanTable}, shape: truth, value: "false"},
	{key: KeyToday, in: []TableKind{PlanTable}, shape: date, value: "2026-03-01"},
	{key: KeyMilestones, in: []TableKind{PlanTable}, words: []string{"rows", "packed"}, value: `"packed"`},
	{key: KeyDependencies, in: []TableKind{PlanTable}, shape: truth, value: "true"},
	{key: KeyMarkers, in: []TableKind{PlanTable}, shape: tables, table: MarkerTable},
	{key: KeySections, in: []TableKind{PlanTable}, shape: tables, table: SectionTable},
	{key: KeyName, in: []TableKind{SectionTable, TaskTable, MilestoneTable, MarkerTable}, value: `"Hearing"`},
	{key: KeyTasks, in: []TableKind{SectionTable}, shape: tables, table: TaskTable},
	{key: KeyMilestones, in: []TableKind{SectionTable}, shape: tables, table: MilestoneTable},
	{key: KeyID, in: timeTables, value: `"hearing"`},
	{key: KeyDate, in: []TableKind{MilestoneTable, MarkerTable}, shape: date, value: "2026-03-01"},
	{key: KeyStart, in: dateTables, shape: date, value: "2026-03-01"},
	{key: KeyEnd, in: dateTables, shape: date, value: "2026-03-31"},
	{key: KeyUntil, in: timeTables, shape: date, value: "2026-04-01"},
	{key: KeyDuration, in: timeTables, value: `"2w"`},
	{key: KeyAfter, in: timeTables, shape: texts, value: `"hearing"`},
	{key: KeyBefore, in: timeTables, shape: texts, value: `"hearing"`},
	{key: KeyStatus, in: timeTables, words: []string{"planned", "active", "done"}, value: `"active"`},
	{key: KeyCritical, in: timeTables, shape: truth, value: "true"},
	{key: KeyProgress, in: rowTables, shape: number, value: "40"},
	{key: KeyOwner, in: timeTables, value: `"The secretariat"`},
	{key: KeyLink, in: timeTables, value: `"https://example.org/plan"`},
	{key: KeyNote, in: timeTables, value: `"Waits for the tender"`},
	{key: KeyBaseline, in: rowTables, shape: oneTable, table: BaselineTable, value: "{start = 2026-03-01, end = 2026-03-31}"},
}

// namedRow is a row with the name of its key.
type namedRow struct {
	name string
	*keyRow
}

// rowsOf are the rows of keyRows by the kind of table.
var rowsOf = func() (rows [len(tableHeadings)][]namedRow) {
	for i := range keyRows {
		for _, kind := range keyRows[i].in {
			rows[kind] = append(rows[kind], namedRow{keyRows[i].key.String(), &keyRows[i]})
		}
	}
	return rows
}()

// rowOf finds the row of a key in a kind of table.
func rowOf(kind TableKind, name string) (*keyRow, bool) {
	rows := rowsOf[kind]
	for i := range rows {
		if rows[i].name == name {
			return rows[i].keyRow, true
		}
	}
	return nil, false
}

// keysOf returns the keys that a kind of table may have.
func keysOf(kind TableKind) []string {
	var names []string
	for _, row := range rowsOf[kind] {
		names = append(names, row.name)
	}
	return names
}

// TOMLKeys returns every key of a TOML roadmap, for the documentation: name ->
// the headings that it stands under, "" for the roadmap itself.
func TOMLKeys() map[string][]string {
	all := map[string][]string{}
	for _, row := range keyRows {
		for _, kind := range row.in {
			all[row.key.String()] = append(all[row.key.String()], kind.String())
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

// freeTexts are the keys that hold whatever the author likes to say.
var freeTexts = []Key{KeyTitle, KeyDescription, KeyName, KeyOwner, KeyNote}

// otherKey returns the key that authors mean by another word, "" for none.
func otherKey(word string) string {
	other := otherWords[strings.ToLower(word)]
	if !slices.Contains(keyNames[:], other) {
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
