// Package diag takes problems found in a text and gives them back as a list
// for people: sorted by place, each with its file, line and column, the line
// itself with carets under the words meant, and hints.
//
// Messages are lower case, without a full stop, with names in quotes. A
// problem is found once, collected, and never stops the stage that found it.
//
// Every kind of problem has a code: a few words with hyphens, "link-broken",
// that stands behind the message and in JSON. A code is stable: the words of its
// message may become better, the code stays, and one that is no longer used is
// not given to another kind. What a code means, with a wrong and a right example,
// is told in one place for people, the handbook's page "Messages", which
// "kvartal explain CODE" prints.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says what a problem does to the build.
type Severity int

const (
	// Note tells something worth knowing; it never fails a build.
	Note Severity = iota
	// Warning was dealt with sensibly; --strict makes a build fail on it.
	Warning
	// Error fails the build.
	Error
)

// String gives the word that stands in a message.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	default:
		return "error"
	}
}

// MarshalText writes the word, for --json.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Pos is a place in a text. Lines and columns count from 1, columns in
// characters (Unicode code points). Line 0 means the file as a whole, Col 0
// the line as a whole.
type Pos struct {
	Line int `json:"line,omitempty"`
	Col  int `json:"col,omitempty"`
}

// Place is a position in a named file.
type Place struct {
	File string `json:"file"` // slash-separated, relative to the project
	Pos
	Message string `json:"message,omitempty"` // what is there: "first used here"
}

// Diag is one problem.
type Diag struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable name of the kind: "roadmap-duplicate-id"; see the package
	Place             // where; Place.Message is what is wrong
	Width    int      `json:"width,omitempty"` // characters the carets underline, from Col
	Text     string   `json:"text,omitempty"`  // the source line, without its line break
	Hints    []string `json:"hints,omitempty"` // what to do about it
	See      []Place  `json:"see,omitempty"`   // other places that have a part in it
}

// Hint returns d with one hint more; an empty hint changes nothing.
func (d Diag) Hint(hint string) Diag {
	if hint != "" {
		d.Hints = append(slices.Clip(d.Hints), hint)
	}
	return d
}

// Also returns d with one more place that has a part in it.
func (d Diag) Also(p Place) Diag {
	d.See = append(slices.Clip(d.See), p)
	return d
}

// List is a collection of problems.
type List []Diag

// Count returns how many problems have the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// severities are all there are, the worst first.
var severities = []Severity{Error, Warning, Note}

// Summary counts the list: "2 errors, 1 warning"; "" for none.
func (l List) Summary() string {
	var parts []string
	for _, s := range severities {
		switch n := l.Count(s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

// HasErrors tells whether a build with these problems fails.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Sorted returns the list ordered by file, line, column, severity (errors
// first), code and message, with exact repetitions dropped.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, compare)
	return slices.CompactFunc(out, func(a, b Diag) bool { return compare(a, b) == 0 })
}

func compare(a, b Diag) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Col, b.Col),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message, b.Message),
	)
}

// Within returns the list of a text that was cut out of the file named: its
// first line stood on line (from 1), and indent[i] characters stood before its
// line i (from 0; nil or a short list means none). Places in no file of their
// own (File "") move; all others stay.
func (l List) Within(file string, line int, indent []int) List {
	move := func(p Place) Place {
		if p.File != "" {
			return p
		}
		p.File = file
		if p.Line == 0 {
			p.Line = line
			return p
		}
		if i := p.Line - 1; p.Col > 0 && i < len(indent) {
			p.Col += indent[i]
		}
		p.Line += line - 1
		return p
	}
	out := make(List, len(l))
	for i, d := range l {
		if d.File == "" && d.Line > 0 && d.Line-1 < len(indent) && indent[d.Line-1] > 0 {
			d.Text = blanks(indent[d.Line-1]) + d.Text
		}
		d.Place = move(d.Place)
		d.See = slices.Clone(d.See)
		for j := range d.See {
			d.See[j] = move(d.See[j])
		}
		out[i] = d
	}
	return out
}

// Clip shortens what a message quotes to at most 60 characters.
func Clip(s string) string {
	const most = 60
	if at := runeOffset(s, most); at < len(s) {
		return s[:at] + "…"
	}
	return s
}

func blanks(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = ' '
	}
	return string(b)
}
