package syntax

import (
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// Table is a part of a TOML roadmap: the roadmap itself, a marker, a section, a
// task or a milestone, with the keys that it may have and the values as written.
type Table struct {
	Kind   TableKind
	At     diag.Span // its heading or its braces; empty for the roadmap itself
	Fields []fields.Field
	Tables []*Table // those in it, in the order of the text
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
)

// Field returns the field with the key.
func (t *Table) Field(key string) (fields.Field, bool) { return fields.Table(t.Fields).Get(key) }
