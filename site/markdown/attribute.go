package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kvartal/timeline/diag"
)

// Attribute is one item of {.class #id key="value"}, as it is written: a class
// has the name "class", an id the name "id".
type Attribute struct {
	Name, Value string
	Pos         diag.Pos
	Width       int // characters
}

// attribute is an Attribute with its offsets in the source.
type attribute struct {
	name, value string
	at          diag.Span
}

// attributeText is a piece of text that reads as attributes. What it belongs
// to is found when the whole tree is there; where there is nothing, it is text.
type attributeText struct {
	ast.BaseInline
	list     []attribute
	at       diag.Span
	kramdown bool // begins with "{:", which nothing else does
	begins   bool // its line holds nothing before it
	ends     bool // its line holds nothing behind it
}

var kindAttributeText = ast.NewNodeKind("AttributeText")

func (a *attributeText) Kind() ast.NodeKind            { return kindAttributeText }
func (a *attributeText) Dump(source []byte, level int) { ast.DumpHelper(a, source, level, nil, nil) }

// attributeParser finds the attributes in running text: on a line of their
// own, at the end of a heading, or right behind something that can have them.
type attributeParser struct{}

func (attributeParser) Trigger() []byte { return []byte{'{'} }

func (attributeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	list, length := scanAttributes(line, seg.Start)
	if length == 0 {
		return nil
	}
	a := &attributeText{list: list, at: diag.Span{Start: seg.Start, End: seg.Start + length},
		kramdown: line[1] == ':', begins: beginsLine(block.Source(), seg.Start), ends: len(bytes.TrimSpace(line[length:])) == 0}
	before := byte(' ')
	if seg.Start > 0 {
		before = block.Source()[seg.Start-1]
	}
	switch {
	case a.begins && (a.ends || a.kramdown):
	case strings.IndexByte(")]`*_~>}", before) >= 0:
	case parent.Kind() == ast.KindHeading && a.ends:
	default:
		return nil
	}
	block.Advance(length)
	a.SetPos(seg.Start)
	return a
}

// beginsLine tells whether nothing stands before an offset on its line but
// blanks and the marks of quotations, lists and tables.
func beginsLine(source []byte, at int) bool {
	for i := at - 1; i >= 0 && source[i] != '\n'; i-- {
		if strings.IndexByte(" \t>-+*.)|0123456789", source[i]) < 0 {
			return false
		}
	}
	return true
}

// scanAttributes reads {.class #id key=value key="value"}, or the same behind
// "{:", at the beginning of a line, which stands at the offset from. Its length
// is 0 where the text is something else.
func scanAttributes(line []byte, from int) (list []attribute, length int) {
	line = line[:min(len(line), longestMark)]
	s := scanner{line: line, i: 1}
	kramdown := s.skip(":")
	if kramdown && s.peek() == ':' {
		return nil, 0 // kramdown's {::options}
	}
	for {
		s.blanks(" \t,")
		start := s.i
		var a attribute
		switch {
		case s.peek() == '}' && len(list) > 0:
			return list, s.i + 1
		case s.skip("."):
			a = attribute{name: "class", value: s.name("")}
			s.failed = a.value == ""
		case s.skip("#"):
			a = attribute{name: "id", value: s.name(".")}
			s.failed = a.value == ""
		default:
			a.name = s.name(".")
			if s.skip("=") {
				a.value = s.value()
			} else if !kramdown && len(list) == 0 { // {word} is text
				s.failed = true
			}
		}
		if s.failed || a.name == "" {
			return nil, 0
		}
		a.at = diag.Span{Start: from + start, End: from + s.i}
		list = append(list, a)
	}
}

// scanner reads a line from left to right.
type scanner struct {
	line   []byte
	i      int
	failed bool // what was read last is no attribute
}

// peek returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.i < len(s.line) {
		return s.line[s.i]
	}
	return 0
}

func (s *scanner) skip(mark string) bool {
	found := bytes.HasPrefix(s.line[min(s.i, len(s.line)):], []byte(mark))
	if found {
		s.i += len(mark)
	}
	return found
}

func (s *scanner) blanks(set string) {
	for s.i < len(s.line) && strings.IndexByte(set, s.line[s.i]) >= 0 {
		s.i++
	}
}

// name reads letters, digits, hyphens, underscores, colons and what more holds.
func (s *scanner) name(more string) string {
	start := s.i
	for s.i < len(s.line) {
		r, size := utf8.DecodeRune(s.line[s.i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-_:/"+more, r) {
			break
		}
		s.i += size
	}
	return string(s.line[start:s.i])
}

// value reads a value, with quotes or, up to a blank, without.
func (s *scanner) value() string {
	quote := s.peek()
	if quote != '"' && quote != '\'' {
		start := s.i
		for s.i < len(s.line) && strings.IndexByte(" \t\r\n,}\"'=<>`{", s.line[s.i]) < 0 {
			s.i++
		}
		s.failed = s.failed || s.i == start
		return string(s.line[start:s.i])
	}
	var b strings.Builder
	for s.i++; s.i < len(s.line) && s.line[s.i] != '\n'; s.i++ {
		switch c := s.line[s.i]; {
		case c == quote:
			s.i++
			return b.String()
		case c == '\\' && s.i+1 < len(s.line) && (s.line[s.i+1] == quote || s.line[s.i+1] == '\\'):
			s.i++
			b.WriteByte(s.line[s.i])
		default:
			b.WriteByte(c)
		}
	}
	s.failed = true
	return ""
}
