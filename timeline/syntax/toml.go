package syntax

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// TOML is a roadmap in TOML: what its keys say, and the text as it stands there.
type TOML struct {
	Plan   *Table // never nil
	Text   string
	Unread bool // there are lines that could not be read

	read string // Text, with something that can be read in the place of those
}

// Pieces returns the text as it stands there, without what could not be read.
func (t *TOML) Pieces() []fields.Piece { return fields.TOMLPieces(t.read) }

// Table is a part of a TOML roadmap: the roadmap itself, a marker, a section, a
// task, a milestone or a baseline. It has the keys that such a table may have,
// each with a value of the right shape.
type Table struct {
	Kind   TableKind
	At     diag.Span    // its heading or its braces; empty for the roadmap itself
	Fields fields.Table // in the order of the text
	Tables []*Table     // those in it, in the order of the text
	Faults []Fault      // the problems of it that were reported

	places [numKeys]uint8 // of each key in Fields, from 1; 0 for none
}

// Fault is a problem of a table that was reported.
type Fault struct {
	Key     Key // that has no value for it; NoKey where any may be meant
	Message string
}

// TableKind is what a table of a TOML roadmap describes.
type TableKind int

// The kinds of tables.
const (
	PlanTable TableKind = iota
	MarkerTable
	SectionTable
	TaskTable
	MilestoneTable
	BaselineTable
)

// heading is how a table is written.
var tableHeadings = [...]string{
	PlanTable:      "",
	MarkerTable:    "[[markers]]",
	SectionTable:   "[[sections]]",
	TaskTable:      "[[sections.tasks]]",
	MilestoneTable: "[[sections.milestones]]",
	BaselineTable:  "baseline",
}

// String gives the heading of a table, "" for the roadmap itself.
func (k TableKind) String() string { return tableHeadings[k] }

// Field returns the field with a key, nil where there is none.
func (t *Table) Field(key Key) *fields.Field {
	if n := t.places[key]; n > 0 {
		return &t.Fields[n-1]
	}
	return nil
}

// Text returns the text of a key, zero where there is none.
func (t *Table) Text(key Key) Text {
	f := t.Field(key)
	if f == nil {
		return Text{}
	}
	s, _ := f.Value.(string)
	return Text{Value: strings.TrimSpace(s), At: f.ValueAt}
}

// Bool returns the value of a key; false where there is none.
func (t *Table) Bool(key Key) bool {
	f := t.Field(key)
	return f != nil && f.Value == true
}

// Lost returns the message of the first problem of one of the keys, "" without
// one.
func (t *Table) Lost(keys ...Key) string {
	for _, f := range t.Faults {
		if f.Key != NoKey && slices.Contains(keys, f.Key) {
			return f.Message
		}
	}
	return ""
}

// Unsure returns the message of the first problem by which any key may be missing,
// "" without one.
func (t *Table) Unsure() string {
	for _, f := range t.Faults {
		if f.Key == NoKey {
			return f.Message
		}
	}
	return ""
}

// Table returns the table that a key holds, nil where there is none.
func (t *Table) Table(kind TableKind) *Table {
	for _, sub := range t.Tables {
		if sub.Kind == kind {
			return sub
		}
	}
	return nil
}

// ParseTOML reads the text of a roadmap in TOML. The file holds all that could
// be read, even when there are errors; it is never nil. The problems are in no
// particular order.
func ParseTOML(src *diag.Source) (*File, diag.List) {
	p := tomlParser{src: src, problems: diag.NewBounded(src, maxProblems), valueOn: map[int]bool{}}
	f := &File{TOML: &TOML{Plan: &Table{Kind: PlanTable}, Text: src.Text}}
	if len(src.Text) > maxText {
		p.problems.Error(diag.Span{}, codeTooLong,
			fmt.Sprintf("the roadmap has %d bytes; at most %d are read", len(src.Text), maxText))
		return f, p.problems.List()
	}
	if IsGantt(src.Text) {
		first, _ := src.LineSpan(src.Line(strings.Index(src.Text, "gantt")))
		p.problems.Error(first, codeOtherForm, "this is a roadmap in Mermaid's language, but it is read as TOML",
			`a file with it ends in .mmd, a fence with it is called "gantt"; "kvartal timeline convert" makes TOML of it`)
		f.TOML.Plan.Faults, f.TOML.Unread = []Fault{{}}, true
		return f, p.problems.List()
	}
	table, read, list := fields.LongTOML(src, diag.Span{End: len(src.Text)}, fields.Keys{Nearest: otherKey})
	for _, d := range list {
		p.problems.Add(d)
	}
	f.TOML.read, f.TOML.Unread = read, len(list) > 0
	if table == nil && len(list) > 0 {
		f.TOML.Plan.Faults = []Fault{{Message: list[0].Message}}
		return f, p.problems.List()
	}
	p.fill(f.TOML.Plan, table)
	p.unread(f.TOML.Plan, list)
	return f, p.problems.List()
}

// unread marks the tables that the lines which cannot be read stood in: what is
// missing there is not missed twice.
func (p *tomlParser) unread(plan *Table, list diag.List) {
	if len(list) == 0 {
		return
	}
	all := []*Table{plan}
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].Tables...)
	}
	for _, d := range list {
		if p.valueOn[d.Line] {
			continue // its table knows
		}
		line, _ := p.src.LineSpan(d.Line)
		around := plan
		for _, t := range all {
			if t.At.Start <= line.End && t.At.Start > around.At.Start {
				around = t
			}
		}
		key := strings.TrimLeft(p.src.Text[line.Start:line.End], " \t")
		if n := strings.IndexAny(key, "=: \t"); n >= 0 {
			key = key[:n]
		}
		fault := Fault{Message: d.Message}
		if row, known := rowOf(around.Kind, key); known {
			fault.Key = row.key
		}
		around.Faults = append(around.Faults, fault)
	}
}

type tomlParser struct {
	src      *diag.Source
	problems *diag.Bounded
	valueOn  map[int]bool // lines with a value that could not be read

	unknownSections bool // there are tables by another name that were meant for sections
}

// fault reports a problem of a table, by which it lacks a key.
func (p *tomlParser) fault(t *Table, key Key, at diag.Span, code, message string, hints ...string) {
	t.Faults = append(t.Faults, Fault{key, message})
	p.problems.Error(at, code, message, hints...)
}

// lost notes a value that could not be read, which was reported, and tells
// whether it is one.
func (p *tomlParser) lost(t *Table, key Key, v any, at diag.Span) bool {
	lost, ok := v.(fields.Unread)
	if ok {
		p.valueOn[p.src.Line(at.Start)] = true
		t.Faults = append(t.Faults, Fault{key, lost.Reason})
	}
	return ok
}

// fill sorts the fields of a table into those it may have and those it may not.
// It takes the table over: what it may have moves to the front.
func (p *tomlParser) fill(t *Table, from fields.Table) {
	kept := 0
	for i := range from {
		f := &from[i]
		row, ok := rowOf(t.Kind, f.Key)
		switch {
		case headed(f.Value) && (!ok || p.underHeading(f) && row.shape != tables && row.shape != oneTable):
			p.unknownTable(t, row, *f)
		case !ok:
			p.unknownKey(t, *f)
		case p.lost(t, row.key, f.Value, f.ValueAt):
		case row.shape == tables:
			p.tables(t, row, *f)
		case row.shape == oneTable:
			p.table(t, row, *f)
		default:
			p.readable(t, row.key, f)
			if !p.fits(t, row, f) {
				continue
			}
			if kept < i {
				from[kept] = *f
			}
			kept++
			t.places[row.key] = uint8(kept)
		}
	}
	t.Fields = from[:kept]
	slices.SortStableFunc(t.Tables, func(a, b *Table) int { return cmp.Compare(a.At.Start, b.At.Start) })
}

// readable leaves out the values of a list that could not be read.
func (p *tomlParser) readable(t *Table, key Key, f *fields.Field) {
	list, _ := f.Value.([]any)
	if !slices.ContainsFunc(list, func(v any) bool { _, lost := v.(fields.Unread); return lost }) {
		return
	}
	var kept []any
	var places []diag.Span
	for i, v := range list {
		if !p.lost(t, key, v, f.Items[i]) {
			kept, places = append(kept, v), append(places, f.Items[i])
		}
	}
	f.Value, f.Items = kept, places
}

// headed tells whether a value is a table or several, by their headings or on
// their lines.
func headed(v any) bool {
	list, _ := v.([]any)
	if len(list) > 0 {
		v = list[0]
	}
	_, isTable := v.(fields.Table)
	return isTable
}

// underHeading tells whether a field stands under a heading of its own.
func (p *tomlParser) underHeading(f *fields.Field) bool { return p.src.Text[f.At.Start] == '[' }

// tables reads an array of tables, [[x]] or [{…}, {…}].
func (p *tomlParser) tables(t *Table, row *keyRow, f fields.Field) {
	items, ok := f.Value.([]any)
	if !ok {
		p.notSeveral(t, row, f)
		if _, ok := f.Value.(fields.Table); !ok {
			return
		}
		items = []any{f.Value} // what is in it is told of too
	}
	t.Tables = slices.Grow(t.Tables, len(items))
	room := make([]Table, 0, len(items))
	for i, item := range items {
		at := f.At
		if i < len(f.Items) {
			at = f.Items[i]
		}
		room = append(room, Table{Kind: row.table, At: at})
		sub := &room[len(room)-1]
		if p.lost(sub, NoKey, item, at) {
			t.Tables = append(t.Tables, sub)
			continue
		}
		from, ok := item.(fields.Table)
		if !ok {
			p.fault(t, row.key, at, codeBadKind, fmt.Sprintf("%s in %q, which holds tables", fields.TypeName(item), f.Key), "for example "+f.Key+` = [{name = "Hearing", start = 2026-03-01}]`)
			continue
		}
		p.fill(sub, from)
		t.Tables = append(t.Tables, sub)
	}
}

// notSeveral reports what should be an array of tables: [sections] in single
// brackets, or [[sections.tasks]] without a section above.
func (p *tomlParser) notSeveral(t *Table, row *keyRow, f fields.Field) {
	if table, ok := f.Value.(fields.Table); ok && row.table == SectionTable && strings.HasPrefix(p.src.Text[f.At.Start:], "[[") {
		for _, inner := range table {
			if meant, _ := meantTables(SectionTable, inner.Key); p.unknownSections || meant == nil { // that is told
				t.Faults = append(t.Faults, Fault{Key: row.key})
			} else {
				p.fault(t, row.key, f.At, codeBadKind, fmt.Sprintf("[[sections.%s]] stands in no section", diag.Clip(inner.Key)),
					fmt.Sprintf("write [[sections]], with its name, above the first %s", meant.table))
			}
			return
		}
	}
	p.fault(t, row.key, f.At, codeBadKind, fmt.Sprintf("%q is %s, but there can be several", f.Key, fields.TypeName(f.Value)),
		fmt.Sprintf("write %s in double brackets on a line of its own, and its keys below it", row.table))
}

func (p *tomlParser) table(t *Table, row *keyRow, f fields.Field) {
	from, ok := f.Value.(fields.Table)
	if !ok {
		p.fault(t, row.key, f.ValueAt, codeBadKind, wrongKind(f, "a table"), "for example "+row.example())
		return
	}
	sub := &Table{Kind: row.table, At: f.At}
	p.fill(sub, from)
	t.Tables = append(t.Tables, sub)
}

func wrongKind(f fields.Field, want string) string {
	return fmt.Sprintf("%q: this is %s, but the key wants %s", f.Key, fields.TypeName(f.Value), want)
}

// fits tells whether a value has the shape that its key wants, and reports it if
// not.
func (p *tomlParser) fits(t *Table, row *keyRow, f *fields.Field) bool {
	if !row.shape.holds(f.Value) {
		at, v := row.shape.misfit(*f)
		hint := row.kindHint(v)
		if hint == "" {
			hint = "for example " + row.example()
		}
		p.fault(t, row.key, at, codeBadKind, wrongKind(fields.Field{Key: f.Key, Value: v}, row.shape.String()), hint)
		return false
	}
	if row.words == nil || slices.Contains(row.words, f.Value.(string)) {
		return true
	}
	word := f.Value.(string)
	p.fault(t, row.key, f.ValueAt, codeBadValue, fmt.Sprintf("%q: %q is not known", f.Key, diag.Clip(word)),
		nearestWord(word, row.words), "it may be "+oneOf(row.words))
	return false
}

// kindHint says how a value of another shape is meant, most likely.
func (row *keyRow) kindHint(v any) string {
	switch n, isNumber := v.(int64); {
	case isNumber && row.shape == text && row.key == KeyDuration:
		return fmt.Sprintf(`a duration has a unit: "%dd" is days, "%dw" weeks, "%dM" months`, n, n, n)
	case isNumber && row.shape == date && n >= 1000 && n <= 9999:
		return fmt.Sprintf(`a whole year stands in quotes: "%d"`, n)
	}
	switch v := v.(type) {
	case float64:
		if percent := math.Round(100 * v); row.key == KeyProgress && percent >= 1 && percent <= 100 {
			return fmt.Sprintf("progress is per cent: write progress = %.0f", percent)
		}
	case []any:
		if words := joined(v); words != "" && slices.Contains(freeTexts, row.key) {
			return fmt.Sprintf("write %s = %q", row.key, words)
		}
	case fields.Table:
		if row.key == KeyMilestones { // how they are shown, or those of a section
			return inSection(MilestoneTable)
		}
	}
	s, _ := v.(string)
	s = strings.ToLower(strings.TrimSpace(s))
	if digits := strings.TrimSpace(strings.TrimSuffix(s, "%")); row.shape == number && digits != "" && strings.Trim(digits, "0123456789") == "" {
		return fmt.Sprintf("write %s = %s, without quotes", row.key, digits)
	}
	if word := map[string]string{"true": "true", "yes": "true", "ja": "true", "false": "false", "no": "false", "nej": "false"}[s]; row.shape == truth && word != "" {
		return fmt.Sprintf("write %s = %s, without quotes", row.key, word)
	}
	return ""
}

// unknownTable reports a table, or several, that there are none of here, and
// which were probably meant. row is that of a key that wants a value of another
// shape, nil for none.
func (p *tomlParser) unknownTable(t *Table, row *keyRow, f fields.Field) {
	heading, written := p.underHeading(&f), diag.Clip(p.src.Text[f.At.Start:f.At.End])
	key, message := NoKey, "a roadmap has no tables "+written
	if row != nil {
		key = row.key
	}
	if !heading {
		message = noKey(t.Kind, f.Key)
	}
	if !p.problems.Room(diag.Error) {
		p.fault(t, key, f.At, codeUnknownKey, message)
		return
	}
	meant, here := meantTables(t.Kind, f.Key)
	hint := ""
	switch {
	case meant == nil && !heading:
		p.unknownKey(t, f)
		return
	case meant == nil && row != nil:
		hint = fmt.Sprintf("%q is a key with a value: write %s", row.key, row.example())
	case meant == nil:
		hint = fmt.Sprintf("it may have %s, %s, %s and %s", MarkerTable, SectionTable, TaskTable, MilestoneTable)
	case here && (!heading || meant.shape == oneTable):
		hint = fmt.Sprintf("did you mean %q?", meant.key)
	case t.Kind == PlanTable && !here:
		hint = inSection(meant.table)
	default:
		hint = fmt.Sprintf("did you mean %s?", meant.table)
	}
	p.unknownSections = p.unknownSections || meant != nil && meant.table == SectionTable
	p.fault(t, key, f.At, codeUnknownKey, message, hint)
}

// meantTables returns the key of tables that was probably meant by a word, and
// whether they may stand in the kind of table where it stands; nil for none.
func meantTables(kind TableKind, word string) (row *keyRow, here bool) {
	find := func(fits func(*keyRow) bool) *keyRow {
		rows := map[string]*keyRow{}
		var names []string
		for i := range keyRows {
			if row := &keyRows[i]; fits(row) {
				rows[row.key.String()], names = row, append(names, row.key.String())
			}
		}
		return rows[diag.Meant(word, names, otherWords)]
	}
	row = find(func(row *keyRow) bool {
		return (row.shape == tables || row.shape == oneTable) && slices.Contains(row.in, kind)
	})
	if row != nil {
		return row, true
	}
	return find(func(row *keyRow) bool { return row.shape == tables }), false
}

// inSection says where tables belong that stand in a section.
func inSection(kind TableKind) string {
	return fmt.Sprintf("they stand in a section: write %s, and %s below it", SectionTable, kind)
}

// noKey says that a kind of table has not a key.
func noKey(kind TableKind, key string) string {
	in := "a roadmap"
	if kind != PlanTable {
		in = kind.String()
	}
	return fmt.Sprintf("%q is no key of %s", diag.Clip(key), in)
}

// joined writes a list of texts as one, "" for another list.
func joined(list []any) string {
	words := make([]string, len(list))
	for i, v := range list {
		s, ok := v.(string)
		if !ok {
			return ""
		}
		words[i] = s
	}
	return strings.Join(words, ", ")
}

func (p *tomlParser) unknownKey(t *Table, f fields.Field) {
	kind, message := t.Kind, noKey(t.Kind, f.Key)
	if !p.problems.Room(diag.Error) {
		p.fault(t, NoKey, f.At, codeUnknownKey, message)
		return
	}
	hints := []string{nearestWord(f.Key, keysOf(kind))}
	if row, ok := rowOf(kind, diag.Meant(f.Key, keysOf(kind), otherWords)); ok && row.shape == tables {
		hints[0] = fmt.Sprintf("write %s on a line of its own, and its keys below it", row.table)
	}
	if hints[0] == "" {
		hints = []string{p.elsewhere(kind, f.Key), fmt.Sprintf("it may have %s", strings.Join(keysOf(kind), ", "))}
	}
	p.fault(t, NoKey, f.At, codeUnknownKey, message, hints...)
}

// elsewhere tells where a key belongs that stands in the wrong table.
func (p *tomlParser) elsewhere(kind TableKind, key string) string {
	for _, row := range keyRows {
		switch {
		case row.key.String() != key:
			continue
		case row.in[0] == PlanTable && row.shape == tables:
			return fmt.Sprintf("they are tables of their own: write %s", row.table)
		case row.in[0] == PlanTable:
			return fmt.Sprintf("%q belongs to the roadmap as a whole: write it above the first heading in brackets", key)
		case row.shape == tables && kind == PlanTable:
			return inSection(row.table)
		}
		return fmt.Sprintf("%q belongs under %s", key, row.in[0])
	}
	return ""
}
