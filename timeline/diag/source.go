package diag

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Source is a named text that problems are found in. It turns byte offsets
// into places.
type Source struct {
	File   string // "" for a text that was cut out of a file; see List.Within
	Text   string
	starts []int // byte offset of each line
}

// NewSource returns a source. Lines end at LF; a CR before it is not part of
// the line as shown.
func NewSource(file, text string) *Source {
	breaks := strings.Count(text, "\n")
	starts := make([]int, 1, 1+breaks)
	for at := 0; len(starts) <= breaks; starts = append(starts, at) {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return &Source{File: file, Text: text, starts: starts}
}

// Span is a half-open range of byte offsets in a source.
type Span struct{ Start, End int }

// Line returns the number (from 1) of the line that the byte offset is on.
func (s *Source) Line(offset int) int {
	return sort.SearchInts(s.starts, offset+1)
}

// LineFrom is Line for an offset that lies on the line near, or a little behind
// it: what goes through a text need not look for each line anew.
func (s *Source) LineFrom(near, offset int) int {
	if near < 1 || near > len(s.starts) || offset < s.starts[near-1] {
		return s.Line(offset)
	}
	for n := near; n < near+64; n++ {
		if n == len(s.starts) || offset < s.starts[n] {
			return n
		}
	}
	return s.Line(offset)
}

// LineText returns line n (from 1) without its line break.
func (s *Source) LineText(n int) string {
	if n < 1 || n > len(s.starts) {
		return ""
	}
	text := s.Text[s.starts[n-1]:]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSuffix(text, "\r")
}

// LineSpan returns where line n (from 1) stands, without its line break.
func (s *Source) LineSpan(n int) (Span, bool) {
	if n < 1 || n > len(s.starts) {
		return Span{}, false
	}
	start := s.starts[n-1]
	return Span{start, start + len(s.LineText(n))}, true
}

// Pos returns the line and column of a byte offset.
func (s *Source) Pos(offset int) Pos {
	offset = max(0, min(offset, len(s.Text)))
	line := s.Line(offset)
	return Pos{line, utf8.RuneCountInString(s.Text[s.starts[line-1]:offset]) + 1}
}

// Place returns the place of a byte offset, with a message for Diag.Also.
func (s *Source) Place(offset int, message string) Place {
	return Place{File: s.File, Pos: s.Pos(offset), Message: message}
}

// Error, Warning and Note make a problem at a span of the text.
func (s *Source) Error(at Span, code, message string) Diag {
	return s.diag(Error, at, code, message)
}

// Warning is like Error, for what was dealt with sensibly.
func (s *Source) Warning(at Span, code, message string) Diag {
	return s.diag(Warning, at, code, message)
}

// Note is like Error, for what is only worth knowing.
func (s *Source) Note(at Span, code, message string) Diag {
	return s.diag(Note, at, code, message)
}

func (s *Source) diag(sev Severity, at Span, code, message string) Diag {
	at.Start = max(0, min(at.Start, len(s.Text)))
	at.End = max(at.Start, min(at.End, len(s.Text)))
	d := Diag{Severity: sev, Code: code, Place: s.Place(at.Start, message)}
	d.Text = s.LineText(d.Line)
	under := s.Text[at.Start:at.End]
	if i := strings.IndexByte(under, '\n'); i >= 0 {
		under = under[:i]
	}
	d.Width = max(1, utf8.RuneCountInString(strings.TrimRight(under, " \t\r")))
	return d
}
