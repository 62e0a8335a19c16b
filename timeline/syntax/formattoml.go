package syntax

import (
	"strings"
	"unicode/utf8"

	"kvartal/timeline/fields"
)

// maxLine is how long a list in TOML may be, in characters, to stand on one
// line.
const maxLine = 100

// formatTOML writes a TOML text in one canonical form: an empty line above each
// heading and where there were some, no blanks before keys, one around "=" and
// behind commas, texts in double quotes; a list of tables, and one too long for
// a line, has each item on a line of its own. The order of keys, and all
// comments, stay.
func formatTOML(t *TOML) string {
	if t.Unread {
		return t.Text
	}
	w := tomlWriter{text: t.Text}
	empty := false // an empty line was written by the author
	pieces := t.Pieces()
	for i, p := range pieces {
		if p.Kind == fields.Blank {
			empty = true
			continue
		}
		switch {
		case w.b.Len() == 0:
		case p.Kind == fields.Comment && p.Behind:
			w.b.WriteByte(' ')
		case empty || opensPart(pieces, i):
			w.b.WriteString("\n\n")
		default:
			w.b.WriteByte('\n')
		}
		empty = false
		switch p.Kind {
		case fields.Comment:
			w.b.WriteString(w.comment(p))
		case fields.Heading:
			w.b.WriteString(heading(p))
		case fields.Pair:
			w.b.WriteString(w.pair(p, ""))
		}
	}
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	return w.b.String()
}

// opensPart tells whether a piece is a heading, or the first of the comments
// right above one.
func opensPart(pieces []fields.Piece, i int) bool {
	own := func(i int) bool { return pieces[i].Kind == fields.Comment && !pieces[i].Behind }
	if i > 0 && own(i-1) {
		return false
	}
	for i < len(pieces) && own(i) {
		i++
	}
	return i < len(pieces) && pieces[i].Kind == fields.Heading
}

func heading(p fields.Piece) string {
	if p.Double {
		return "[[" + dotted(p.Path) + "]]"
	}
	return "[" + dotted(p.Path) + "]"
}

type tomlWriter struct {
	b    strings.Builder
	text string
}

func (w *tomlWriter) raw(v fields.Value) string { return w.text[v.At.Start:v.At.End] }

// comment gives "# text".
func (w *tomlWriter) comment(p fields.Piece) string {
	text := strings.TrimPrefix(w.text[p.At.Start:p.At.End], "#")
	if text == "" || strings.IndexByte(" \t#!", text[0]) >= 0 {
		return "#" + text
	}
	return "# " + text
}

// pair gives "key = value"; indent stands before the lines that the value goes
// on over.
func (w *tomlWriter) pair(p fields.Piece, indent string) string {
	key := dotted(p.Path) + " = "
	return key + w.value(p.Value, indent, utf8.RuneCountInString(indent+key))
}

// value writes a value that begins at a column.
func (w *tomlWriter) value(v fields.Value, indent string, column int) string {
	if v.Open == 0 {
		return scalar(w.raw(v))
	}
	if line, ok := w.oneLine(v); ok && column+utf8.RuneCountInString(line) <= maxLine {
		return line
	}
	if v.Open == '{' && !hasComment(v) { // of TOML 1.0, which knows none of several lines
		line, _ := w.oneLine(v)
		return line
	}
	inner := indent + "    "
	parts := []string{string(v.Open)}
	for i, p := range v.Pieces {
		switch {
		case p.Kind == fields.Blank:
			continue
		case p.Kind == fields.Comment && p.Behind && i > 0:
			parts = append(parts, " ", w.comment(p))
			continue
		}
		parts = append(parts, "\n", inner)
		switch p.Kind {
		case fields.Comment:
			parts = append(parts, w.comment(p))
		case fields.Item:
			parts = append(parts, w.value(p.Value, inner, len(inner)), ",")
		case fields.Pair:
			parts = append(parts, w.pair(p, inner), ",")
		}
	}
	return strings.Join(append(parts, "\n", indent, string(v.Open+2)), "")
}

// oneLine writes a list or an inline table on one line, if that is how it is
// written: not a list of tables, nor one with comments in it.
func (w *tomlWriter) oneLine(v fields.Value) (string, bool) {
	ok := !hasComment(v)
	var items []string
	for _, p := range v.Pieces {
		switch {
		case p.Kind == fields.Item || p.Kind == fields.Pair:
			ok = ok && (v.Open == '{' || p.Value.Open != '{')
		default:
			continue
		}
		item, fits := scalar(w.raw(p.Value)), true
		if p.Value.Open != 0 {
			item, fits = w.oneLine(p.Value)
		}
		if p.Kind == fields.Pair {
			item = dotted(p.Path) + " = " + item
		}
		ok = ok && fits
		items = append(items, item)
	}
	return string(v.Open) + strings.Join(items, ", ") + string(v.Open+2), ok
}

// hasComment tells whether a comment stands anywhere in a value.
func hasComment(v fields.Value) bool {
	for _, p := range v.Pieces {
		if p.Kind == fields.Comment || hasComment(p.Value) {
			return true
		}
	}
	return false
}

// scalar gives a text in double quotes where that changes no character of it,
// and a moment with T between day and hour.
func scalar(raw string) string {
	if n := len(raw); n >= 2 && raw[0] == '\'' && raw[n-1] == '\'' && !strings.HasPrefix(raw, "'''") && !strings.ContainsAny(raw, `"\`) {
		return `"` + raw[1:n-1] + `"`
	}
	if isDate(raw) && len(raw) > len("2026-01-01T") && (raw[10] == ' ' || raw[10] == 't') {
		return raw[:10] + "T" + raw[11:]
	}
	return raw
}

// dotted writes a key, with quotes where it needs them.
func dotted(path []string) string {
	keys := make([]string, len(path))
	for i, key := range path {
		keys[i] = key
		if key == "" || strings.IndexFunc(key, func(r rune) bool { return r != '_' && r != '-' && (r < '0' || r > '9') && !isLetterRune(r) }) >= 0 {
			keys[i] = Quoted(key)
		}
	}
	return strings.Join(keys, ".")
}

func isLetterRune(r rune) bool { return r < 0x80 && isLetter(byte(r)) }

// Quoted writes a text as TOML: in double quotes, with the characters escaped
// that must be.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f:
			b.WriteString(`\u00`)
			b.WriteByte("0123456789abcdef"[r>>4])
			b.WriteByte("0123456789abcdef"[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
