package fields

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// MaxText is the longest front matter or configuration that is read, in bytes:
// they are a few lines. The bound keeps a hostile one from costing time.
const MaxText = 64 << 10

// maxMistakes is how many mistakes of one TOML text are told.
const maxMistakes = 10

// TOML reads the part of src that span covers. Offsets and lines in the result
// and in the problems are those of the whole source. A key whose value cannot be
// read is told and left out, and the others are read.
func TOML(src *diag.Source, span diag.Span, keys Keys) (Table, diag.List) {
	if span.End-span.Start > MaxText {
		return nil, diag.List{tooLong(src, span)}
	}
	table, _, list := readTOML(src, span, keys)
	return table.read(), list
}

// LongTOML is TOML for a text of any length; its caller sets the bound. It
// returns the pieces of the text too, with offsets in the part; a value that
// cannot be read is Unread there and in the table. The table is nil when a mistake
// keeps the rest from being read.
func LongTOML(src *diag.Source, span diag.Span) (Table, []Piece, diag.List) {
	return readTOML(src, span, Keys{})
}

func readTOML(src *diag.Source, span diag.Span, keys Keys) (Table, []Piece, diag.List) {
	text := []byte(src.Text[span.Start:span.End])
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) { // the decoder reads on behind it
		return nil, nil, diag.List{src.Error(span, "toml", "the file is not UTF-8 text").Hint("save it as UTF-8 in your editor")}
	}
	r := tomlReader{base: span.Start, mender: mender{text: text, unread: map[int]Unread{}}}
	var list diag.List
	for told := 0; ; told++ {
		var deep int
		if r.pieces, deep = scanTOML(string(text)); deep >= 0 {
			at := diag.Span{Start: span.Start + deep, End: span.Start + deep + 1}
			return nil, nil, append(list, src.Error(at, "toml", fmt.Sprintf("lists, tables and keys stand more than %d deep in each other", maxDepth)))
		}
		var raw map[string]any
		_, err := toml.Decode(string(text), &raw)
		if err == nil {
			return r.table(raw, tomlPlaces(string(text), r.pieces)), r.pieces, list
		}
		if told > maxMistakes {
			return nil, nil, list
		}
		m := tomlMistake(string(text), r.pieces, err, keys)
		if told == maxMistakes {
			list = append(list, src.Error(r.moved(m.at), "toml", "there are more mistakes, from here on").Hint("they are told when those above are mended"))
			r.rest(m.message)
			continue
		}
		d := src.Error(r.moved(m.at), "toml", m.message).Hint(m.hint)
		if m.first != nil {
			d = d.Also(src.Place(span.Start+m.first.Start, "first written here"))
		}
		list = append(list, d)
		if !r.mend(m) {
			return nil, nil, list
		}
	}
}

func tooLong(src *diag.Source, span diag.Span) diag.Diag {
	return src.Error(diag.Span{Start: span.Start, End: span.Start}, "too-long",
		fmt.Sprintf("this has more than the %d kB that are read", MaxText>>10)).Hint("move long texts into the body of a page")
}

type tomlReader struct {
	mender
	base int // offset of the text in the source
}

func (r tomlReader) moved(at diag.Span) diag.Span {
	return diag.Span{Start: at.Start + r.base, End: at.End + r.base}
}

// table gives the keys in the order of the file, which the decoder forgets.
func (r tomlReader) table(raw map[string]any, p *place) Table {
	t := make(Table, 0, len(raw))
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		at := p.child(name, p.at, p.value)
		f := Field{Key: name, Value: r.value(raw[name], at), At: r.moved(at.at), ValueAt: r.moved(at.value)}
		for _, item := range at.items {
			f.Items = append(f.Items, r.moved(item.value))
		}
		t = append(t, f)
	}
	slices.SortStableFunc(t, func(a, b Field) int { return a.At.Start - b.At.Start })
	return t
}

func (r tomlReader) value(v any, p *place) any {
	if lost, ok := r.unread[p.value.Start]; ok {
		return lost
	}
	switch v := v.(type) {
	case time.Time:
		if v.Location().String() == "time-local" { // a time of day without a date
			return v.Format("15:04:05")
		}
		return dateOf(v)
	case map[string]any:
		return r.table(v, p)
	case []map[string]any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = r.table(v[i], p.item(i))
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = r.value(v[i], p.item(i))
		}
		return out
	}
	return v
}

// read returns the table without the values that cannot be read. A list that
// holds one is left out, but for a list of tables, which lacks that table.
func (t Table) read() Table {
	out := t[:0]
	for _, f := range t {
		switch v := f.Value.(type) {
		case Unread:
			continue
		case Table:
			f.Value = v.read()
		case []any:
			if !f.readItems(v) {
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

// readItems is read for a list; false when the whole list is left out.
func (f *Field) readItems(list []any) bool {
	out, at := list[:0], f.Items[:0]
	tables := slices.ContainsFunc(list, func(v any) bool { _, is := v.(Table); return is })
	for i, v := range list {
		switch v := v.(type) {
		case Unread:
			if !tables {
				return false
			}
			continue
		case Table:
			out = append(out, v.read())
		default:
			out = append(out, v)
		}
		if i < len(f.Items) {
			at = append(at, f.Items[i])
		}
	}
	f.Value, f.Items = out, at
	return true
}

// item returns the place of a value of a list; the list's own where the text was
// read otherwise.
func (p *place) item(i int) *place {
	if i < len(p.items) {
		return p.items[i]
	}
	return &place{at: p.at, value: p.value}
}
