package fields

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"kvartal/timeline/diag"
)

// YAML reads the part of src that span covers. Only plain data is read: no
// anchors, aliases or tags. Words stay words ("no" is the text "no", a date is
// a text); what a key wants is decided where its meaning is known. A key with
// nothing behind it has the value nil.
func YAML(src *diag.Source, span diag.Span) (Table, diag.List) {
	if span.End-span.Start > MaxText {
		return nil, diag.List{tooLong(src, span)}
	}
	r := yamlReader{src: src, span: span, line: src.Line(span.Start)}
	file, err := parse(src.Text[span.Start:span.End])
	if err != nil {
		return nil, diag.List{r.syntax(err)}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	switch body := file.Docs[0].Body.(type) {
	case *ast.NullNode, *ast.CommentGroupNode:
		return nil, nil
	case *ast.MappingNode, *ast.MappingValueNode:
		t, _ := r.value(body, 0).(Table)
		return t, r.list
	default:
		r.noTable(body)
		return nil, r.list
	}
}

// parse is the library's parser, which is known to panic on some texts that
// are no YAML.
func parse(text string) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			file, err = nil, fmt.Errorf("there is a mistake that cannot be placed")
		}
	}()
	if depth(text) > maxDepth {
		return nil, errTooDeep
	}
	return parser.ParseBytes([]byte(text), 0)
}

var errTooDeep = errors.New("lists and tables stand too deep in each other")

// depth returns no less than the depth of lists and tables in a text.
func depth(text string) int {
	deepest, open := 0, 0
	for line := range strings.Lines(text) {
		inLine := strings.Count(line, "- ") + strings.Count(line, "? ") + strings.Count(line, ": ")
		open += strings.Count(line, "[") + strings.Count(line, "{")
		deepest = max(deepest, open, inLine)
		open = max(0, open-strings.Count(line, "]")-strings.Count(line, "}"))
	}
	return deepest
}

type yamlReader struct {
	src  *diag.Source
	span diag.Span
	line int // of the source, on which the text begins
	list diag.List
}

const keyTwiceYAML = "the key stands twice"

// yamlHints say what to do about the library's errors.
var yamlHints = []struct{ found, message, hint string }{
	{"mapping value is not allowed", `there is a second ": " on the line, or a line that is set in by mistake`, `a text with ": " in it must stand in quotes: title: "Plan: part two"`},
	{"could not find end character", "the closing quote is missing", ""},
	{"is a reserved character", "a text cannot begin with this character", `put it in quotes: title: "@work"`},
	{"unexpected directive", "a text cannot begin with %", `put it in quotes: title: "%"`},
	{"tab character", "there is a tab before the key", "write blanks in its place: the space bar, not the tab key"},
	{"cannot start any token", "there is a character here that cannot begin a value", ""},
	{"already defined", keyTwiceYAML, "keep one of them"},
	{"invalid key for this map", "a key is a word, not a list or a table", `put it in quotes: "[a]": 1`},
	{"non-map value is specified", "there are no keys with values here", `write one "key: value" on each line`},
	{"pre-defined", "there is more behind the value than belongs to it", `a text with ' or " in it must stand in the other kind of quotes`},
	{"sequence end token", "the list is not closed", `write "]" behind its last value`},
	{"flow map", "the table is not closed", `write "}" behind its last value, and ": " between a key and its value`},
	{"mapping end token", "the table is not closed", `write "}" behind its last value`},
	{"escape character", `a backslash does not stand for itself between double quotes`, `write "\\" for one, or put the text in single quotes`},
	{"value is not allowed", "the line is not set in as far as those it belongs to", "begin all values of a list at the same column"},
}

// ExplainYAML says in an author's words what an error of the YAML library means,
// and what to do about it where that can be told.
func ExplainYAML(library string) (message, hint string) {
	for _, h := range yamlHints {
		if strings.Contains(library, h.found) {
			return h.message, h.hint
		}
	}
	return "cannot read this as YAML: " + library, ""
}

func (r *yamlReader) syntax(err error) diag.Diag {
	var se yaml.Error
	if !errors.As(err, &se) || se.GetToken() == nil {
		return r.src.Error(diag.Span{Start: r.span.Start, End: r.span.Start}, "yaml", "cannot read this as YAML: "+err.Error())
	}
	tok := se.GetToken()
	at := r.place(tok.Position.Line, tok.Position.Column, 1)
	written := strings.TrimSpace(tok.Value)
	if strings.HasPrefix(r.src.Text[at.Start:r.span.End], written) {
		at.End = at.Start + max(1, len(written))
	}
	message, hint := ExplainYAML(se.GetMessage())
	line := r.src.LineText(r.src.Line(at.Start))
	if m := secondColon.FindStringSubmatch(line); m != nil && strings.Contains(se.GetMessage(), "mapping value is not allowed") {
		hint = "a text with \": \" in it must stand in quotes: " + m[1] + ": " + quote(m[2])
	}
	if tab := strings.IndexByte(line, '\t'); tab >= 0 && strings.TrimSpace(line[:tab]) == "" {
		message, hint = "there is a tab before the key", "write blanks in its place: the space bar, not the tab key"
		whole, _ := r.src.LineSpan(r.src.Line(at.Start))
		at = diag.Span{Start: whole.Start + tab, End: whole.Start + tab + 1}
	}
	if message == keyTwiceYAML {
		message = fmt.Sprintf("the key %q stands twice", written)
	}
	return r.src.Error(at, "yaml", message).Hint(hint)
}

// place returns the place of a token. The library's offsets drift on letters of
// several bytes, its lines and columns (in characters, from 1) do not.
func (r *yamlReader) place(line, col, width int) diag.Span {
	whole, ok := r.src.LineSpan(r.line + line - 1)
	if !ok || whole.Start >= r.span.End {
		return diag.Span{Start: r.span.End, End: r.span.End}
	}
	start := whole.Start
	for i := range r.src.Text[whole.Start:whole.End] {
		if col--; col <= 0 {
			start += i
			break
		}
	}
	if col > 0 {
		start = whole.End
	}
	return diag.Span{Start: start, End: min(start+max(1, width), r.span.End)}
}

// toLineEnd returns the place from a token to the end of its line.
func (r *yamlReader) toLineEnd(n ast.Node) diag.Span {
	p := n.GetToken().Position
	at := r.place(p.Line, p.Column, 1)
	if whole, ok := r.src.LineSpan(r.src.Line(at.Start)); ok {
		at.End = max(at.Start, whole.Start+len(strings.TrimRight(r.src.Text[whole.Start:whole.End], " \t\r")))
	}
	return at
}

func (r *yamlReader) problem(n ast.Node, message, hint string) {
	r.list = append(r.list, r.src.Error(r.toLineEnd(n), "yaml", message).Hint(hint))
}

var (
	secondColon = regexp.MustCompile(`^\s*([A-Za-z_][\w-]*):\s+([^"'\[{].*: .*?)\s*$`)

	tomlPair  = regexp.MustCompile(`(?m)^\s*([A-Za-z_][\w-]*)\s*=`)
	noBlank   = regexp.MustCompile(`(?m)^\s*([A-Za-z_][\w-]*):(\S.*?)\s*$`)
	noColon   = regexp.MustCompile(`(?m)^\s*([A-Za-z_][\w-]*)\s+(\S.*?)\s*$`)
	yamlPairs = []struct {
		like *regexp.Regexp
		hint func(m []string) string
	}{
		{tomlPair, func([]string) string { return `keys written with "=" stand between two lines "+++"` }},
		{noBlank, func(m []string) string { return fmt.Sprintf("write a blank behind the colon: %s: %s", m[1], m[2]) }},
		{noColon, func(m []string) string { return fmt.Sprintf("write a colon behind the key: %s: %s", m[1], m[2]) }},
	}
)

// noTable explains front matter that is no list of keys and values.
func (r *yamlReader) noTable(n ast.Node) {
	hint := `write one "key: value" on each line`
	for _, p := range yamlPairs {
		if m := p.like.FindStringSubmatch(r.src.Text[r.span.Start:r.span.End]); m != nil {
			hint = p.hint(m)
			break
		}
	}
	r.problem(n, "there are no keys with values here", hint)
}

var leadingZero = regexp.MustCompile(`^[-+]?0[0-9]`)

func (r *yamlReader) value(n ast.Node, level int) any {
	if level > maxDepth {
		r.problem(n, errTooDeep.Error(), "")
		return nil
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return r.table(n.Values, level)
	case *ast.MappingValueNode:
		return r.table([]*ast.MappingValueNode{n}, level)
	case *ast.SequenceNode:
		out := make([]any, 0, len(n.Values))
		for _, v := range n.Values {
			out = append(out, r.value(v, level+1))
		}
		return out
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return n.(ast.ScalarNode).GetValue()
	case *ast.NullNode:
		return nil
	case *ast.IntegerNode:
		if leadingZero.MatchString(n.Token.Value) { // eight, or ten? Nobody who writes 010 means eight
			return n.Token.Value
		}
		switch v := n.Value.(type) {
		case int64:
			return v
		case uint64:
			if v < 1<<63 {
				return int64(v)
			}
		}
		return n.Token.Value
	}
	r.problem(n, "anchors (&), aliases (*) and tags (!) are not read", "write the value itself; a text that begins so stands in quotes")
	return nil
}

// odd reports the character that rest begins with, in a key at a place: nobody
// sees it, and the key would be another one.
func (r *yamlReader) odd(at diag.Span, rest string) {
	char, _ := utf8.DecodeRuneInString(rest)
	if i := strings.IndexRune(r.src.Text[at.Start:at.End], char); i >= 0 {
		at = diag.Span{Start: at.Start + i, End: at.Start + i + utf8.RuneLen(char)}
	}
	message, hint := explainOdd(rest)
	r.list = append(r.list, r.src.Error(at, "yaml", message).Hint(hint))
}

func (r *yamlReader) table(values []*ast.MappingValueNode, level int) Table {
	t := make(Table, 0, len(values))
	seen := make(map[string]diag.Span, len(values))
	for _, v := range values {
		key := v.Key.GetToken().Value
		switch v.Key.(type) {
		case *ast.MappingKeyNode, *ast.MergeKeyNode:
			r.problem(v.Key, fmt.Sprintf("%q is not read as a key", key), `write "key: value"`)
			continue
		}
		at := r.toLineEnd(v.Key)
		if odd, size := oddBlank(key); size > 0 {
			r.odd(at, key[odd:])
			continue
		}
		if first, twice := seen[key]; twice {
			r.list = append(r.list, r.src.Error(at, "yaml", fmt.Sprintf("the key %q stands twice", key)).
				Hint("keep one of them").Also(r.src.Place(first.Start, "first written here")))
			continue
		}
		seen[key] = at
		f := Field{Key: key, Value: r.value(v.Value, level+1), At: at}
		if list, ok := v.Value.(*ast.SequenceNode); ok {
			for _, item := range list.Values {
				f.Items = append(f.Items, r.item(item))
			}
		}
		t = append(t, f)
	}
	return t
}

// item returns the place of a value of a list, with its quotes.
func (r *yamlReader) item(n ast.Node) diag.Span {
	tok := n.GetToken()
	at := r.place(tok.Position.Line, tok.Position.Column, 1)
	switch rest := r.src.Text[at.Start:r.span.End]; {
	case strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "'"):
		if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 {
			at.End = at.Start + end + 2
		}
	case strings.HasPrefix(rest, tok.Value):
		at.End = at.Start + max(1, len(tok.Value))
	}
	return at
}
