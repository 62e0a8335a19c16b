package fields

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// MaxText is the longest text that is read, in bytes. Front matter and
// configuration are a few lines; the bound keeps a hostile one from costing
// time, or depth of the stack.
const MaxText = 64 << 10

// maxMistakes is how many mistakes of one TOML text are told.
const maxMistakes = 10

// TOML reads the part of src that span covers. Offsets and lines in the result
// and in the problems are those of the whole source. A line that cannot be read
// is told and left out, and the others are read.
func TOML(src *diag.Source, span diag.Span) (Table, diag.List) {
	if span.End-span.Start > MaxText {
		return nil, diag.List{tooLong(src, span)}
	}
	text := []byte(src.Text[span.Start:span.End])
	var list diag.List
	for {
		var raw map[string]any
		_, err := toml.Decode(string(text), &raw)
		if err == nil {
			return tomlReader{tomlPlaces(string(text)), span.Start}.table(raw, nil), list
		}
		m := tomlMistake(string(text), err)
		d := src.Error(diag.Span{Start: span.Start + m.at.Start, End: span.Start + m.at.End}, "toml", m.message).Hint(m.hint)
		if m.first != nil {
			d = d.Also(src.Place(span.Start+m.first.Start, "first written here"))
		}
		list = append(list, d)
		if m.stop || len(list) == maxMistakes || !blankLine(text, m.line) {
			return nil, list
		}
	}
}

func tooLong(src *diag.Source, span diag.Span) diag.Diag {
	return src.Error(diag.Span{Start: span.Start, End: span.Start}, "too-long",
		fmt.Sprintf("this has more than the %d kB that are read", MaxText>>10)).Hint("move long texts into the body of a page")
}

// blankLine overwrites the line at an offset and tells whether something stood
// there.
func blankLine(text []byte, at int) bool {
	found := false
	for i := at; i < len(text) && text[i] != '\n'; i++ {
		found = found || text[i] != ' '
		text[i] = ' '
	}
	return found
}

type tomlReader struct {
	keys map[string]diag.Span // path -> place in the text
	base int                  // offset of the text in the source
}

// joined is a path as a key of a map; a key of TOML may hold any character but
// hardly this one.
func joined(path []string) string { return strings.Join(path, "\x00") }

// table gives the keys in the order of the file, which the decoder forgets.
func (r tomlReader) table(raw map[string]any, path []string) Table {
	t := make(Table, 0, len(raw))
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		sub := append(path[:len(path):len(path)], name)
		at := r.keys[joined(sub)]
		t = append(t, Field{Key: name, Value: r.value(raw[name], sub), At: diag.Span{Start: at.Start + r.base, End: at.End + r.base}})
	}
	slices.SortStableFunc(t, func(a, b Field) int { return a.At.Start - b.At.Start })
	return t
}

func (r tomlReader) value(v any, path []string) any {
	switch v := v.(type) {
	case time.Time:
		if v.Location().String() == "time-local" { // a time of day without a date
			return v.Format("15:04:05")
		}
		return dateOf(v)
	case map[string]any:
		return r.table(v, path)
	case []map[string]any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = r.table(v[i], path)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = r.value(v[i], path)
		}
		return out
	}
	return v
}
