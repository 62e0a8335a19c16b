package fields

import (
	"strings"
	"unicode/utf8"

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
	Double bool      // of a Heading: [[ ]]
	Behind bool      // of a Comment: something stands before it on its line
	At     diag.Span // without the blanks around it; of a pair, from key to value
	Path   []string  // of a Heading, Pair: the key, at its dots; of these only
	Value  Value     // of a Pair, Item
}

// PieceKind is what a Piece is.
type PieceKind uint8

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
	plain  bool // a text on one line, in which no backslash has a meaning
	Pieces []Piece
}

// TOMLPieces cuts a text into its pieces. A text that no decoder would accept
// gives some pieces, and never fails.
func TOMLPieces(text string) []Piece {
	s := newScanner(text)
	// A line with something on it has some eight characters.
	lines := min(strings.Count(text, "\n"), len(text)/8) + 1
	pieces := make([]Piece, 0, lines)
	s.names = make([]string, 0, lines)
	for more := true; more; {
		pieces, more = s.next(pieces)
	}
	return pieces
}

// isPlain tells whether a text is UTF-8 without characters that TOML forbids
// everywhere, and without a mark at its start.
func isPlain(text string) bool {
	for i := range len(text) {
		if isControl[text[i]] && (text[i] != '\r' || !strings.HasPrefix(text[i+1:], "\n")) {
			return false
		}
	}
	return utf8.ValidString(text) && !strings.HasPrefix(text, "\ufeff")
}

// isControl tells the control characters that a text cannot hold, or only before a
// line feed.
var isControl = func() (is [256]bool) {
	for c := range byte(' ') {
		is[c] = c != '\n' && c != '\t'
	}
	is[0x7f] = true
	return is
}()

// scanner cuts a text into pieces.
type scanner struct {
	text  string
	i     int // offset of what comes next
	depth int
	deep  int      // offset of a bracket or key that lies too deep, -1 without one
	doubt bool     // something stands there that a decoder may refuse, apart from values
	names []string // room for the keys
}

func newScanner(text string) scanner {
	s := scanner{text: text, deep: -1, doubt: !isPlain(text)}
	if strings.HasPrefix(text, "\ufeff") {
		s.i = len("\ufeff")
	}
	return s
}

// next adds the next heading or pair to the pieces, behind the comments and empty
// lines before it. It is false at the end, where there may be only those.
func (s *scanner) next(pieces []Piece) ([]Piece, bool) {
	pieces = s.space(pieces)
	if s.i >= len(s.text) {
		return pieces, false
	}
	pieces = append(pieces, Piece{})
	if p := &pieces[len(pieces)-1]; s.text[s.i] == '[' {
		s.heading(p)
	} else {
		s.pair(p)
	}
	s.restOfLine()
	return pieces, true
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
	end := s.i
	for end > start && isBlank(s.text[end-1]) {
		end--
	}
	return diag.Span{Start: start, End: end}
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n'
}

func (s *scanner) blanks() {
	i := s.i
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t' || s.text[i] == '\r') {
		i++
	}
	s.i = i
}

// restOfLine goes to the line break, or to a comment before it.
func (s *scanner) restOfLine() {
	for s.blanks(); s.i < len(s.text) && s.text[s.i] != '\n' && s.text[s.i] != '#'; s.i++ {
		s.doubt = true
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

func (s *scanner) heading(p *Piece) {
	start := s.i
	p.Kind = Heading
	open := s.count('[')
	p.Double = open > 1
	p.Path = s.key()
	if s.count(']') != open || open > 2 {
		s.doubt = true
	}
	p.At = s.trimmed(start)
}

// count steps over brackets and returns how many there are.
func (s *scanner) count(bracket byte) int {
	start := s.i
	for s.i < len(s.text) && s.text[s.i] == bracket {
		s.i++
	}
	return s.i - start
}

// key reads a.b."c d".
func (s *scanner) key() []string {
	first := len(s.names)
	for {
		s.blanks()
		start := s.i
		s.names = append(s.names, s.keyPart())
		s.blanks()
		if len(s.names)-first > maxDepth {
			s.tooDeep(start)
		}
		if s.i >= len(s.text) || s.text[s.i] != '.' {
			return s.names[first:len(s.names):len(s.names)]
		}
		s.i++
	}
}

func (s *scanner) keyPart() string {
	start := s.i
	if s.i < len(s.text) && (s.text[s.i] == '"' || s.text[s.i] == '\'') {
		if s.quoted() {
			return s.text[start+1 : s.i-1]
		}
		s.doubt = true
		return unquoted(s.text[start:s.i])
	}
	bare := start
	for bare < len(s.text) && isBare[s.text[bare]] {
		bare++
	}
	s.i = bare
	for s.i < len(s.text) && !endsKey(s.text[s.i]) {
		s.i++
	}
	if s.i == start || s.i > bare {
		s.doubt = true
	}
	return s.text[start:s.i]
}

// isBare tells the characters of keys without quotes.
var isBare = func() (is [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") {
		is[c] = true
	}
	return is
}()

// endsKey tells the characters that end a key without quotes, bare or not.
func endsKey(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', '.', '=', ']', '#', '"', '\'':
		return true
	}
	return false
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
func (s *scanner) pair(p *Piece) {
	start := s.i
	p.Kind, p.Path = Pair, s.key()
	if s.i < len(s.text) && s.text[s.i] == '=' {
		s.i++
		s.blanks()
		s.value(&p.Value)
	} else {
		s.doubt = true
	}
	p.At = s.trimmed(start)
}

func (s *scanner) value(v *Value) {
	v.At = diag.Span{Start: s.i, End: s.i}
	if s.i >= len(s.text) {
		return
	}
	switch c := s.text[s.i]; c {
	case '"', '\'':
		v.plain = s.quoted()
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
		i := s.i
		for i < len(s.text) && !endsBare(s.text[i]) {
			i++
		}
		s.i = i
	}
	v.At = s.trimmed(v.At.Start)
}

// endsBare tells the characters that end a value without quotes.
func endsBare(c byte) bool {
	switch c {
	case ',', ']', '}', '#', '\r', '\n':
		return true
	}
	return false
}

// list reads what stands between two brackets, parted by commas.
func (s *scanner) list(end byte) (pieces []Piece) {
	s.i++
	for item := false; ; { // whether an item came last, with no comma behind it
		pieces = s.space(pieces)
		if s.i >= len(s.text) {
			s.doubt = true
			return pieces
		}
		switch before := s.i; s.text[s.i] {
		case end:
			s.i++
			return pieces
		case ',':
			s.doubt = s.doubt || !item
			item = false
			s.i++
		default:
			s.doubt = s.doubt || item
			item = true
			pieces = append(pieces, Piece{})
			if p := &pieces[len(pieces)-1]; end == '}' {
				s.pair(p)
			} else {
				p.Kind = Item
				s.value(&p.Value)
				p.At = p.Value.At
			}
			if s.i == before { // a text that is no TOML
				s.i++
			}
		}
	}
}

// quoted reads a text of any of the four kinds, and tells whether it is a plain
// one.
func (s *scanner) quoted() (plain bool) {
	quote := s.text[s.i]
	if longQuote(s.text[s.i:]) {
		long := s.text[s.i : s.i+3]
		s.i += 3
		for s.i < len(s.text) && !strings.HasPrefix(s.text[s.i:], long) {
			s.escaped(quote)
		}
		s.i = min(s.i+3, len(s.text))
		for s.i < len(s.text) && s.text[s.i] == quote { // up to two that belong to the text
			s.i++
		}
		return false
	}
	s.i++
	if n := strings.IndexByte(s.text[s.i:], quote); n >= 0 {
		within := s.text[s.i : s.i+n]
		if strings.IndexByte(within, '\n') < 0 && (quote == '\'' || strings.IndexByte(within, '\\') < 0) {
			s.i += n + 1
			return true
		}
	}
	for s.i < len(s.text) && s.text[s.i] != quote && s.text[s.i] != '\n' {
		s.escaped(quote)
	}
	s.i = min(s.i+1, len(s.text))
	return false
}

// escaped steps over one character, or two where the first is a backslash that
// means something.
func (s *scanner) escaped(quote byte) {
	if s.text[s.i] == '\\' && quote == '"' {
		s.i++
	}
	s.i = min(s.i+1, len(s.text))
}
