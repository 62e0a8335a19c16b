// Package syntax takes the text of a roadmap and gives back a *File: the
// statements as they stand there, each with its place. It knows the shape of
// the language only; no name is bound and no date is read, that is what
// package chart does. Format makes text of a File again.
package syntax

import "kvartal/timeline/diag"

// File is one roadmap. Nothing changes it after parsing.
type File struct {
	Nodes []Node // the statements of a Mermaid text, in its order
	TOML  *TOML  // nil for a Mermaid text
}

// Node is one statement: *FrontMatter, *Directive, *Header, *Comment, *Blank,
// *Setting, *Section, *Task, *Click or *Unknown.
type Node interface {
	Span() diag.Span
}

// Text is a piece of the source without the blanks around it. Value is what
// stands at At; for a piece of a name that runs over several lines, the line
// breaks are LF.
type Text struct {
	Value string
	At    diag.Span
}

// IsZero tells that the piece is not there at all; an empty piece that is
// there has a place.
func (t Text) IsZero() bool { return t == Text{} }

// Option is one value of the front matter or of a directive: the keys are
// joined by dots ("config.gantt.axisFormat" is "gantt.axisFormat" here, in
// both).
type Option struct {
	Key   string
	Value string
	At    diag.Span // of both, or of all options where they could not be found
}

// FrontMatter is the YAML between two lines "---" at the very beginning.
type FrontMatter struct {
	At      diag.Span
	Indent  string   // blanks before the fences
	Raw     string   // the lines between the fences
	Options []Option // sorted by key
}

// Directive is "%%{init: {...}}%%".
type Directive struct {
	At      diag.Span
	Raw     string   // what stands between "%%{" and "}%%"
	Options []Option // sorted by key
}

// Header is the word "gantt" that the diagram begins with.
type Header struct{ At diag.Span }

// Comment is what follows "%%" or "%". One that stood behind a statement is
// the node before that statement: Mermaid refuses it there.
type Comment struct {
	At   diag.Span
	Text string // behind the sign, without the blanks around it
}

// Blank is one or more empty lines.
type Blank struct{ At diag.Span }

// Setting is a keyword with its value.
type Setting struct {
	At      diag.Span
	Keyword Keyword
	Value   Text // zero for a keyword that takes none
}

// Section is a heading.
type Section struct {
	At    diag.Span
	Title Text
}

// Task is a line with a colon: a bar, a milestone or a marker.
type Task struct {
	At    diag.Span
	Name  Text
	Items []Text    // what stands between the commas behind the first colon; at least one, which may be empty
	Data  diag.Span // where all of that stands
	// Raw is the task as written when its data holds a LaterColon: it may be part
	// of the name, so Format changes nothing. Else it is empty.
	Raw string
}

// Click attaches a link to tasks: click a,b href "https://...".
type Click struct {
	At   diag.Span
	IDs  []Text
	Href Text // the address; zero when there is none
	Call Text // "f(x)"; zero when there is none
}

// Unknown is a line that is no statement. A problem was reported.
type Unknown struct {
	At  diag.Span
	Raw string
}

// Span returns the place of the statement, without the line break.
func (n *FrontMatter) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Directive) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Header) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Comment) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Blank) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Setting) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Section) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Task) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Click) Span() diag.Span { return n.At }

// Span returns the place of the statement.
func (n *Unknown) Span() diag.Span { return n.At }
