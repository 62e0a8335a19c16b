package fields

import (
	"strings"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// maxDepth is how deep lists and tables may stand in each other, and dotted keys
// go. Beyond it nobody writes; reading would cost depth of the stack, and in YAML
// the square of it in time.
const maxDepth = 50

// Piece is a part of a TOML text as it stands there, before it means anything:
// for places, which the decoder does not tell, and for formatting, which keeps
// comments and their order.
type Piece struct {
	Kind   PieceKind
	At     diag.Span // without the blanks around it; of a pair, from key to value
	Path   []string  // of a Heading, Pair: the key, at its dots; of these only
	Double bool      // of a Heading: [[ ]]
	Behind bool      // of a Comment: something stands before it on its line
	Value  Value     // of a Pair, Item
}

// PieceKind is what a Piece is.
type PieceKind int

// The kinds of pieces. Blank is one or more empty lines, Item a value of a list.
const (
	Comment PieceKind = iota
	Blank
	Heading
	Pair
	Item
)

// Value is a value as written. Pieces are what stands in a list or in an inline
// table, Open the bracket that it begins with; 0 for any other value.
type Value struct {
	At     diag.Span
	Open   byte
	Pieces []Piece
}

// TOMLPieces cuts a text into its pieces. A text that no decoder would accept
// gives some pieces, and never fails.
func TOMLPieces(text string) []Piece {
	pieces, _ := scanTOML(text)
	return pieces
}

// scanTOML is TOMLPieces; deep is the offset of a bracket or key that lies too
// deep, -1 without one.
func scanTOML(text string) (pieces []Piece, deep int) {
	s := scanner{text: text, deep: -1}
	if strings.HasPrefix(text, "\ufeff") {
		s.i = len("\ufeff")
	}
	for {
		pieces = s.space(pieces)
		if s.i >= len(s.text) {
			return pieces, s.deep
		}
		if s.text[s.i] == '[' {
			pieces = append(pieces, s.heading())
		} else {
			pieces = append(pieces, s.pair())
		}
		s.restOfLine()
	}
}

type scanner struct {
	text  string
	i     int // offset of what comes next
	depth int
	deep  int
}

// space skips blanks, and adds the comments and empty lines among them.
func (s *scanner) space(pieces []Piece) []Piece {
	breaks := 0
	if len(strings.TrimPrefix(s.text[:s.i], "\ufeff")) == 0 {
		breaks = 1
	}
	blank := s.i
	for ; s.i < len(s.text); s.i++ {
		switch c := s.text[s.i]; c {
		case ' ', '\t', '\r':
		case '\n':
			breaks++
		case '#':
			if breaks > 1 {
				pieces = append(pieces, Piece{Kind: Blank, At: diag.Span{Start: blank, End: s.i}})
			}
			start := s.i
			s.skipLine()
			pieces = append(pieces, Piece{Kind: Comment, At: s.trimmed(start), Behind: breaks == 0})
			breaks, blank = 0, s.i
			s.i-- // onto the line break, which the loop counts
		default:
			if breaks > 1 {
				pieces = append(pieces, Piece{Kind: Blank, At: diag.Span{Start: blank, End: s.i}})
			}
			return pieces
		}
	}
	return pieces
}

// trimmed is the span from start to here, without blanks at its end.
func (s *scanner) trimmed(start int) diag.Span {
	return diag.Span{Start: start, End: start + len(strings.TrimRight(s.text[start:s.i], " \t\r\n"))}
}

func (s *scanner) blanks() {
	for s.i < len(s.text) && (s.text[s.i] == ' ' || s.text[s.i] == '\t' || s.text[s.i] == '\r') {
		s.i++
	}
}

// restOfLine goes to the line break, or to a comment before it.
func (s *scanner) restOfLine() {
	for s.i < len(s.text) && s.text[s.i] != '\n' && s.text[s.i] != '#' {
		s.i++
	}
}

// skipLine goes to the line break, or the end.
func (s *scanner) skipLine() {
	if n := strings.IndexByte(s.text[s.i:], '\n'); n >= 0 {
		s.i += n
	} else {
		s.i = len(s.text)
	}
}

func (s *scanner) heading() Piece {
	start := s.i
	p := Piece{Kind: Heading, Double: strings.HasPrefix(s.text[s.i:], "[[")}
	for s.i < len(s.text) && s.text[s.i] == '[' {
		s.i++
	}
	p.Path = s.key()
	for s.i < len(s.text) && s.text[s.i] == ']' {
		s.i++
	}
	p.At = s.trimmed(start)
	return p
}

// key reads a.b."c d".
func (s *scanner) key() (path []string) {
	for {
		s.blanks()
		start := s.i
		if s.i < len(s.text) && (s.text[s.i] == '"' || s.text[s.i] == '\'') {
			s.quoted()
			path = append(path, unquoted(s.text[start:s.i]))
		} else {
			for s.i < len(s.text) && strings.IndexByte(" \t\r\n.=]#\"'", s.text[s.i]) < 0 {
				s.i++
			}
			path = append(path, s.text[start:s.i])
		}
		s.blanks()
		if len(path) > maxDepth {
			s.tooDeep(start)
		}
		if s.i >= len(s.text) || s.text[s.i] != '.' {
			return path
		}
		s.i++
	}
}

// unquoted reads a quoted key as the decoder does.
func unquoted(key string) string {
	var v struct{ K string }
	if _, err := toml.Decode("K = "+key, &v); err != nil {
		return key
	}
	return v.K
}

func (s *scanner) tooDeep(at int) {
	if s.deep < 0 {
		s.deep = at
	}
}

// pair reads key = value.
func (s *scanner) pair() Piece {
	start := s.i
	p := Piece{Kind: Pair, Path: s.key()}
	if s.i < len(s.text) && s.text[s.i] == '=' {
		s.i++
		s.blanks()
		p.Value = s.value()
	}
	p.At = s.trimmed(start)
	return p
}

func (s *scanner) value() Value {
	v := Value{At: diag.Span{Start: s.i, End: s.i}}
	if s.i >= len(s.text) {
		return v
	}
	switch c := s.text[s.i]; c {
	case '"', '\'':
		s.quoted()
	case '[', '{':
		v.Open = c
		if s.depth++; s.depth > maxDepth {
			s.tooDeep(s.i)
			s.i = len(s.text) // nobody reads on
		} else {
			v.Pieces = s.list(c + 2) // "[" and "]", "{" and "}" are two apart
		}
		s.depth--
	default:
		for s.i < len(s.text) && strings.IndexByte(",]}#\r\n", s.text[s.i]) < 0 {
			s.i++
		}
	}
	v.At = s.trimmed(v.At.Start)
	return v
}

// list reads what stands between two brackets, parted by commas.
func (s *scanner) list(end byte) (pieces []Piece) {
	s.i++
	for {
		pieces = s.space(pieces)
		if s.i >= len(s.text) {
			return pieces
		}
		switch before := s.i; s.text[s.i] {
		case end:
			s.i++
			return pieces
		case ',':
			s.i++
		default:
			if end == '}' {
				pieces = append(pieces, s.pair())
			} else {
				v := s.value()
				pieces = append(pieces, Piece{Kind: Item, At: v.At, Value: v})
			}
			if s.i == before { // a text that is no TOML
				s.i++
			}
		}
	}
}

// quoted reads a text of any of the four kinds.
func (s *scanner) quoted() {
	quote := s.text[s.i]
	long := strings.Repeat(string(quote), 3)
	if strings.HasPrefix(s.text[s.i:], long) {
		s.i += 3
		for s.i < len(s.text) && !strings.HasPrefix(s.text[s.i:], long) {
			s.escaped(quote)
		}
		s.i = min(s.i+3, len(s.text))
		for s.i < len(s.text) && s.text[s.i] == quote { // up to two that belong to the text
			s.i++
		}
		return
	}
	for s.i++; s.i < len(s.text) && s.text[s.i] != quote && s.text[s.i] != '\n'; {
		s.escaped(quote)
	}
	s.i = min(s.i+1, len(s.text))
}

// escaped steps over one character, or two where the first is a backslash that
// means something.
func (s *scanner) escaped(quote byte) {
	if s.text[s.i] == '\\' && quote == '"' {
		s.i++
	}
	s.i = min(s.i+1, len(s.text))
}
