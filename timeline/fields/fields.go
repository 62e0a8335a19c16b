// Package fields takes the text of a TOML or YAML table (a configuration file,
// a page's front matter) and gives its keys and values in the order of the
// file, each with its place, so that every later message can point at it.
// Which keys there are, and what their values mean, is its callers' matter.
package fields

import (
	"fmt"
	"time"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Table is a list of keys with values, in file order.
type Table []Field

// Field is one key with its value: a string, bool, int64, float64, Date,
// []any of these, Table, or nil for a key of YAML with nothing behind it.
type Field struct {
	Key   string
	Value any
	At    diag.Span // the key and its value on the line where the key stands, in the source

	ValueAt diag.Span   // the value, to its end; only TOML tells it
	Items   []diag.Span // of a list, the value of each; of an array of tables in TOML, their headings
}

// Date is a TOML date, with its time of day if one was given. A zone is
// dropped: the day is the one that the author wrote.
type Date struct{ calendar.Instant }

// String gives the day in ISO 8601.
func (d Date) String() string { return d.ISODate() }

// Get returns the field with the key.
func (t Table) Get(key string) (Field, bool) {
	for _, f := range t {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}

// Or returns the table with the keys of other that it has not itself.
func (t Table) Or(other Table) Table {
	out := t[:len(t):len(t)]
	for _, f := range other {
		if _, ok := t.Get(f.Key); !ok {
			out = append(out, f)
		}
	}
	return out
}

// Value returns the value of a key as templates get it: tables as maps; nil
// where there is no such key.
func (t Table) Value(key string) any {
	f, _ := t.Get(key)
	return plain(f.Value)
}

// Map returns the table as nested maps, for templates.
func (t Table) Map() map[string]any {
	m := make(map[string]any, len(t))
	for _, f := range t {
		m[f.Key] = plain(f.Value)
	}
	return m
}

func plain(v any) any {
	switch v := v.(type) {
	case Table:
		return v.Map()
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	}
	return v
}

// TypeName says in plain words what kind of value it is.
func TypeName(v any) string {
	switch v.(type) {
	case nil:
		return "empty"
	case string:
		return "a text"
	case bool:
		return "true or false"
	case int64:
		return "a whole number"
	case float64:
		return "a number"
	case Date:
		return "a date"
	case []any:
		return "a list"
	case Table:
		return "a table"
	}
	return fmt.Sprintf("%T", v)
}

// dateOf keeps the wall clock that was written.
func dateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{calendar.At(y, int(m), d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond()/1e6)}
}
