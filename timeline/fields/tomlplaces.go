package fields

import (
	"strings"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// tomlPlaces finds where each key of a TOML text stands, which the decoder does
// not tell: path, joined -> from the key to the end of its value, or of the
// line where the value goes on. Of a key that stands several times, as in an
// array of tables, the first is kept. A decoder has accepted the text before,
// so nothing is checked again; a text that it has not accepted gives some
// places, and never fails.
func tomlPlaces(text string) map[string]diag.Span {
	s := placeScanner{text: text, places: map[string]diag.Span{}}
	var table []string
	for s.blanks(true); s.i < len(s.text); s.blanks(true) {
		start := s.i
		if s.text[s.i] != '[' {
			s.pair(table)
			s.skipLine()
			continue
		}
		for s.i < len(s.text) && s.text[s.i] == '[' {
			s.i++
		}
		table = s.key()
		s.skipLine()
		for i := range table {
			s.add(table[:i+1], start, s.i)
		}
	}
	return s.places
}

type placeScanner struct {
	text   string
	i      int // offset of what comes next
	places map[string]diag.Span
}

// add notes a place that ends at its line's end at the latest.
func (s *placeScanner) add(path []string, start, end int) {
	key := joined(path)
	if _, ok := s.places[key]; ok {
		return
	}
	if line := strings.IndexByte(s.text[start:end], '\n'); line >= 0 {
		end = start + line
	}
	end = start + len(strings.TrimRight(s.text[start:end], " \t\r"))
	s.places[key] = diag.Span{Start: start, End: end}
}

// blanks skips blanks and, where lines may end, line breaks and comments.
func (s *placeScanner) blanks(lines bool) {
	for ; s.i < len(s.text); s.i++ {
		switch c := s.text[s.i]; {
		case c == ' ', c == '\t', c == '\r':
		case lines && c == '\n':
		case lines && c == '#':
			s.skipLine()
			s.i-- // onto the line break, which the loop skips
		default:
			return
		}
	}
}

// skipLine goes to the line break, or the end.
func (s *placeScanner) skipLine() {
	if n := strings.IndexByte(s.text[s.i:], '\n'); n >= 0 {
		s.i += n
	} else {
		s.i = len(s.text)
	}
}

// key reads a.b."c d".
func (s *placeScanner) key() (path []string) {
	for {
		s.blanks(false)
		start := s.i
		switch {
		case s.i < len(s.text) && (s.text[s.i] == '"' || s.text[s.i] == '\''):
			s.quoted()
			path = append(path, unquoted(s.text[start:s.i]))
		default:
			for s.i < len(s.text) && !strings.ContainsRune(" \t\r\n.=]#\"'", rune(s.text[s.i])) {
				s.i++
			}
			path = append(path, s.text[start:s.i])
		}
		s.blanks(false)
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

// pair reads key = value.
func (s *placeScanner) pair(table []string) {
	start := s.i
	key := s.key()
	path := append(table[:len(table):len(table)], key...)
	if s.i < len(s.text) && s.text[s.i] == '=' {
		s.i++
		s.blanks(false)
		s.value(path)
	}
	for i := len(table); i < len(path); i++ {
		s.add(path[:i+1], start, s.i)
	}
}

func (s *placeScanner) value(path []string) {
	if s.i >= len(s.text) {
		return
	}
	switch s.text[s.i] {
	case '"', '\'':
		s.quoted()
	case '[':
		s.list(']', func() { s.value(path) })
	case '{':
		s.list('}', func() { s.pair(path) })
	default:
		for s.i < len(s.text) && !strings.ContainsRune(",]}#\r\n", rune(s.text[s.i])) {
			s.i++
		}
	}
}

// list reads what stands between two brackets, parted by commas.
func (s *placeScanner) list(end byte, item func()) {
	s.i++
	for {
		s.blanks(true)
		if s.i >= len(s.text) {
			return
		}
		switch before := s.i; s.text[s.i] {
		case end:
			s.i++
			return
		case ',':
			s.i++
		default:
			if item(); s.i == before { // a text that is no TOML
				s.i++
			}
		}
	}
}

// quoted reads a text of any of the four kinds.
func (s *placeScanner) quoted() {
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
func (s *placeScanner) escaped(quote byte) {
	if s.text[s.i] == '\\' && quote == '"' {
		s.i++
	}
	s.i = min(s.i+1, len(s.text))
}
