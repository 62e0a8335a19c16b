package fields

import (
	"fmt"
	"slices"
	"strings"

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

// LongTOML is TOML for a text of any length; its caller sets the bound. A value
// that cannot be read is Unread in the table. It returns what was read of the text
// too: the part itself, with something that can be read in the place of what cannot.
// The table is nil when a mistake keeps the rest from being read.
func LongTOML(src *diag.Source, span diag.Span, keys Keys) (table Table, read string, list diag.List) {
	return readTOML(src, span, keys)
}

// readTOML makes the table of what the scan finds. Where the scan or the table
// leave a doubt whether the text is TOML, the library decides, and says what is
// wrong: no doubt means that it would accept the text.
func readTOML(src *diag.Source, span diag.Span, keys Keys) (Table, string, diag.List) {
	text := src.Text[span.Start:span.End]
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") { // the library reads on behind it
		return nil, "", diag.List{src.Error(span, "toml", "the file is not UTF-8 text").Hint("save it as UTF-8 in your editor")}
	}
	unread := map[int]Unread{}
	var list diag.List
	for told := 0; ; told++ {
		maker := tableMaker{text: text, base: span.Start, unread: unread}
		table, err := maker.decided()
		if maker.deep >= 0 {
			at := diag.Span{Start: span.Start + maker.deep, End: span.Start + maker.deep + 1}
			return nil, "", append(list, src.Error(at, "toml", fmt.Sprintf("lists, tables and keys stand more than %d deep in each other", maxDepth)))
		}
		if err == nil {
			for _, again := range maker.twice { // the library lets a list take the place of a table
				m := twice(again.key)
				list = append(list, src.Error(again.at, "toml", m.message).Hint(m.hint).Also(src.Place(again.first.Start, "first written here")))
			}
			return table, text, list
		}
		if told > maxMistakes {
			return nil, "", list
		}
		pieces := TOMLPieces(text)
		m := tomlMistake(text, pieces, err, keys)
		mender := mender{text: []byte(text), pieces: pieces, unread: unread}
		if told == maxMistakes {
			list = append(list, src.Error(maker.moved(m.at), "toml", "there are more mistakes, from here on").Hint("they are told when those above are mended"))
			mender.rest(m.message)
			text = string(mender.text)
			continue
		}
		d := src.Error(maker.moved(m.at), "toml", m.message).Hint(m.hint)
		if m.first != nil {
			d = d.Also(src.Place(span.Start+m.first.Start, "first written here"))
		}
		list = append(list, d)
		if !mender.mend(m) {
			return nil, "", list
		}
		text = string(mender.text)
	}
}

// decided makes the table. The error is the library's, which is asked where there
// is a doubt.
func (m *tableMaker) decided() (table Table, err error) {
	table = m.table()
	if m.doubt && m.deep < 0 {
		_, err = toml.Decode(m.text, &struct{}{})
	}
	return table, err
}

func tooLong(src *diag.Source, span diag.Span) diag.Diag {
	return src.Error(diag.Span{Start: span.Start, End: span.Start}, "too-long",
		fmt.Sprintf("this has more than the %d kB that are read", MaxText>>10)).Hint("move long texts into the body of a page")
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
