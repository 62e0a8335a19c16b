package fields

import (
	"fmt"
	"strconv"
	"strings"

	"kvartal/timeline/diag"
)

// Format gives a table as text, for goldens: each key with its place, the kind
// of its value, and the value.
func Format(src *diag.Source, t Table) string {
	var b strings.Builder
	for _, f := range t {
		pos := src.Pos(f.At.Start)
		fmt.Fprintf(&b, "%d:%d %s = %s\n", pos.Line, pos.Col, f.Key, formatValue(f.Value))
		for _, sub := range subtables(f.Value) {
			for line := range strings.Lines(Format(src, sub)) {
				b.WriteString("    " + line)
			}
		}
	}
	return b.String()
}

// subtables returns the tables that a value is or lists.
func subtables(v any) []Table {
	switch v := v.(type) {
	case Table:
		return []Table{v}
	case []any:
		var all []Table
		for _, item := range v {
			all = append(all, subtables(item)...)
		}
		return all
	}
	return nil
}

func formatValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case string:
		return strconv.Quote(v)
	case Date:
		h, m, s, ms := v.Clock()
		return fmt.Sprintf("date %s %02d:%02d:%02d.%03d", v, h, m, s, ms)
	case Table:
		return fmt.Sprintf("table of %d", len(v))
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = formatValue(v[i])
		}
		return "[" + strings.Join(words, ", ") + "]"
	}
	return fmt.Sprintf("%T %v", v, v)
}
