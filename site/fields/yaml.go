package fields

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"kvartal/timeline/diag"
)

// MaxYAML is the largest YAML text that is read, in bytes. Front matter is a
// few lines; the bound keeps a hostile one from costing time.
const MaxYAML = 64 << 10

// YAML reads the part of src that span covers. Only plain data is read: no
// anchors, aliases or tags. Words stay words ("no" is the text "no", a date is
// a text); what a key wants is decided where its meaning is known.
func YAML(src *diag.Source, span diag.Span) (Table, diag.List) {
	r := yamlReader{src: src, span: span}
	if span.End-span.Start > MaxYAML {
		at := diag.Span{Start: span.Start, End: span.Start}
		return nil, diag.List{src.Error(at, "yaml", "the front matter is longer than 64 kB")}
	}
	file, err := parser.ParseBytes([]byte(src.Text[span.Start:span.End]), 0)
	if err != nil {
		return nil, diag.List{r.syntax(err)}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	body := file.Docs[0].Body
	if _, ok := body.(*ast.NullNode); ok {
		return nil, nil
	}
	t, ok := r.value(body).(Table)
	if !ok && len(r.list) == 0 {
		r.problem(body, "this is not a table of keys and values", `write one "key: value" a line`)
	}
	return t, r.list
}

type yamlReader struct {
	src  *diag.Source
	span diag.Span
	list diag.List
}

func (r *yamlReader) syntax(err error) diag.Diag {
	var se yaml.Error
	if !errors.As(err, &se) || se.GetToken() == nil {
		return r.src.Error(diag.Span{Start: r.span.Start, End: r.span.Start}, "yaml", "cannot read this as YAML: "+err.Error())
	}
	tok := se.GetToken()
	line := r.src.Line(r.span.Start) + tok.Position.Line - 1
	d := r.src.Error(r.at(tok.Position.Line, tok.Position.Column, len(strings.TrimSpace(tok.Value))), "yaml",
		"cannot read this as YAML: "+se.GetMessage())
	if strings.Contains(r.src.LineText(line), "\t") {
		d = d.Hint("YAML does not allow tabs before a key; use blanks")
	}
	return d
}

// at returns the place of a token. The library's offsets drift on letters of
// several bytes, its lines and columns (in characters, from 1) do not.
func (r *yamlReader) at(line, col, width int) diag.Span {
	start := r.span.Start
	for n := 1; n < line; n++ {
		i := strings.IndexByte(r.src.Text[start:r.span.End], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	for i := range r.src.Text[start:r.span.End] {
		if col--; col <= 0 {
			start += i
			break
		}
	}
	return diag.Span{Start: start, End: min(start+max(1, width), r.span.End)}
}

func (r *yamlReader) problem(n ast.Node, message, hint string) {
	p := n.GetToken().Position
	r.list = append(r.list, r.src.Error(r.at(p.Line, p.Column, len(n.GetToken().Value)), "yaml", message).Hint(hint))
}

func (r *yamlReader) value(n ast.Node) any {
	switch n := n.(type) {
	case *ast.MappingNode:
		return r.table(n.Values)
	case *ast.MappingValueNode:
		return r.table([]*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		out := make([]any, 0, len(n.Values))
		for _, v := range n.Values {
			out = append(out, r.value(v))
		}
		return out
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.FloatNode:
		return n.Value
	case *ast.NullNode:
		return ""
	case *ast.IntegerNode:
		switch v := n.Value.(type) {
		case int64:
			return v
		case uint64:
			return int64(v)
		}
		return n.Token.Value
	}
	r.problem(n, "anchors, aliases and tags are not read here", "write the value itself")
	return ""
}

func (r *yamlReader) table(values []*ast.MappingValueNode) Table {
	t := make(Table, 0, len(values))
	for _, v := range values {
		key := v.Key.GetToken()
		at := r.at(key.Position.Line, key.Position.Column, 1)
		if i := strings.IndexByte(r.src.Text[at.Start:r.span.End], '\n'); i > 0 {
			at.End = at.Start + len(strings.TrimRight(r.src.Text[at.Start:at.Start+i], " \t\r"))
		}
		if _, twice := t.Get(key.Value); twice {
			r.list = append(r.list, r.src.Error(at, "yaml", `the key "`+key.Value+`" stands twice`).Hint("keep one of them"))
			continue
		}
		t = append(t, Field{Key: key.Value, Value: r.value(v.Value), At: at})
	}
	return t
}
