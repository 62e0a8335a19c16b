package fields

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// TOML reads the part of src that span covers. Offsets and lines in the result
// and in the problems are those of the whole source.
func TOML(src *diag.Source, span diag.Span) (Table, diag.List) {
	text := src.Text[span.Start:span.End]
	var raw map[string]any
	md, err := toml.Decode(text, &raw)
	if err != nil {
		return nil, diag.List{tomlError(src, span, err)}
	}
	r := tomlReader{
		keys:   keyPlaces(text),
		base:   span.Start,
		orders: map[string]int{},
	}
	for i, k := range md.Keys() {
		if _, ok := r.orders[k.String()]; !ok {
			r.orders[k.String()] = i
		}
	}
	return r.table(raw, nil), nil
}

type tomlReader struct {
	keys   map[string]diag.Span // dotted path -> place in the text
	base   int                  // offset of the text in the source
	orders map[string]int       // dotted path -> number in the file
}

func (r *tomlReader) table(raw map[string]any, path toml.Key) Table {
	names := slices.Collect(maps.Keys(raw))
	order := func(name string) (int, bool) { n, ok := r.orders[child(path, name).String()]; return n, ok }
	slices.SortFunc(names, func(a, b string) int {
		na, oka := order(a)
		nb, okb := order(b)
		if oka && okb && na != nb {
			return na - nb
		}
		return strings.Compare(a, b)
	})
	t := make(Table, 0, len(names))
	for _, name := range names {
		sub := child(path, name)
		at, ok := r.keys[sub.String()]
		if !ok && len(path) > 0 { // inside an inline table: the nearest key that has a place
			at = r.keys[path.String()]
		}
		at.Start, at.End = at.Start+r.base, at.End+r.base
		t = append(t, Field{Key: name, Value: r.value(raw[name], sub), At: at})
	}
	return t
}

func (r *tomlReader) value(v any, path toml.Key) any {
	switch v := v.(type) {
	case time.Time:
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

func child(path toml.Key, name string) toml.Key { return append(slices.Clone(path), name) }

// tomlError turns the library's error into one of ours, in plain words where a
// beginner is likely to meet it.
func tomlError(src *diag.Source, span diag.Span, err error) diag.Diag {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return src.Error(diag.Span{Start: span.Start, End: span.Start}, "toml", err.Error())
	}
	// The library's column is wrong for duplicate keys, so it is only trusted
	// within its line; its Start may lie behind the text.
	line := src.Line(span.Start) + max(1, pe.Position.Line) - 1
	start := span.Start + max(0, min(pe.Position.Start, span.End-span.Start))
	width := max(1, pe.Position.Len)
	lineStart := start
	for src.Line(lineStart) != line && lineStart > span.Start {
		lineStart--
	}
	if src.Line(start) != line {
		start = lineStart
	}
	d := src.Error(diag.Span{Start: start, End: start + width}, "toml", plainTOML(pe.Message))
	return d.Hint(tomlHint(pe, strings.TrimSpace(src.LineText(d.Line))))
}

func plainTOML(msg string) string {
	msg = strings.TrimSuffix(msg, ".")
	if first, size := utf8.DecodeRuneInString(msg); size > 0 && first >= 'A' && first <= 'Z' {
		msg = strings.ToLower(msg[:1]) + msg[1:]
	}
	return "cannot read this as TOML: " + msg
}

func tomlHint(pe toml.ParseError, line string) string {
	_, value, hasEqual := strings.Cut(line, "=")
	value = strings.TrimSpace(value)
	switch {
	case strings.Contains(pe.Message, "already been defined") || strings.Contains(pe.Message, "duplicate"):
		return "the key stands twice; keep one of them"
	case !hasEqual && strings.Contains(line, ":"):
		return `in TOML a key and its value are joined by "=": key = "value"`
	case hasEqual && value == "":
		return `write a value behind "=", or remove the line`
	case hasEqual && value != "" && !strings.ContainsAny(value[:1], `"'[{`):
		return `a text stands in quotes: key = "value"; a date is written 2026-08-01`
	case strings.Count(value, `"`) == 1:
		return "the closing quote is missing"
	}
	return ""
}

// keyPlaces finds where each key of a TOML text stands: dotted path -> its
// line from the key to the end of the value. Of a key in an array of tables
// the first is kept. It looks at lines only, and steps over texts that run
// over several lines; a decoder has accepted the text before.
func keyPlaces(text string) map[string]diag.Span {
	places := map[string]diag.Span{}
	var table toml.Key
	add := func(path toml.Key, at diag.Span) {
		if _, ok := places[path.String()]; !ok {
			places[path.String()] = at
		}
	}
	closing, depth := "", 0
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:]+"\n", '\n')
		line := strings.TrimRight(text[start:min(end, len(text))], " \t\r")
		trimmed := strings.TrimLeft(line, " \t")
		at := diag.Span{Start: start + len(line) - len(trimmed), End: start + len(line)}
		switch {
		case closing != "":
			if strings.Contains(trimmed, closing) {
				closing = ""
			}
		case depth > 0:
			depth += brackets(trimmed)
		case strings.HasPrefix(trimmed, "["):
			table = dotted(strings.Trim(strings.SplitN(trimmed, "]", 2)[0], "[] "))
			for i := range table {
				add(table[:i+1], at)
			}
		default:
			key, value, ok := strings.Cut(trimmed, "=")
			if !ok || strings.HasPrefix(trimmed, "#") {
				break
			}
			path := append(slices.Clone(table), dotted(strings.TrimSpace(key))...)
			for i := len(table); i < len(path); i++ {
				add(path[:i+1], at)
			}
			closing = openText(value)
			if closing == "" {
				depth = brackets(value)
			}
		}
		start = end + 1
	}
	return places
}

// openText returns the quotes that must close a text begun on this line.
func openText(value string) string {
	for _, q := range []string{`"""`, `'''`} {
		if strings.Count(value, q)%2 == 1 {
			return q
		}
	}
	return ""
}

// brackets counts the lists opened on a line and not closed on it.
func brackets(s string) int {
	depth, quote := 0, rune(0)
	for _, r := range s {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '#':
			return depth
		case r == '[':
			depth++
		case r == ']':
			depth--
		}
	}
	return depth
}

// dotted splits a.b."c d" into its parts.
func dotted(s string) toml.Key {
	var parts toml.Key
	var part strings.Builder
	quote := rune(0)
	for _, r := range s {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case quote == 0 && r == '.':
			parts = append(parts, strings.TrimSpace(part.String()))
			part.Reset()
		default:
			part.WriteRune(r)
		}
	}
	return append(parts, strings.TrimSpace(part.String()))
}
