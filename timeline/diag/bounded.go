package diag

import "fmt"

// Bounded collects the problems of one text up to a bound, so that a text with
// a million mistakes costs no more than one with a thousand.
type Bounded struct {
	src     *Source
	limit   int
	list    List
	errors  int
	dropped int
}

// codeMany is the code of the note that says how many problems are not kept.
const codeMany = "many-problems"

// NewBounded returns a collector of at most limit problems of a text. What it
// drops is counted, and told in one more note.
func NewBounded(src *Source, limit int) *Bounded {
	return &Bounded{src: src, limit: limit}
}

// Room tells whether a problem would be kept. An error always finds room while
// there are only warnings and notes, so that a list never hides that there are
// errors. Use it before costly work for a message.
func (b *Bounded) Room(s Severity) bool {
	return len(b.list) < b.limit || s == Error && b.errors == 0
}

// Add collects a problem.
func (b *Bounded) Add(d Diag) {
	if !b.Room(d.Severity) {
		b.dropped++
		return
	}
	if len(b.list) == b.limit {
		b.list = b.list[:b.limit-1]
		b.dropped++
	}
	b.list = append(b.list, d)
	if d.Severity == Error {
		b.errors++
	}
}

// Error collects an error at a place of the text. Empty hints are left out.
func (b *Bounded) Error(at Span, code, message string, hints ...string) {
	b.Report(Error, at, code, message, hints...)
}

// Warning is like Error, for what was dealt with sensibly.
func (b *Bounded) Warning(at Span, code, message string, hints ...string) {
	b.Report(Warning, at, code, message, hints...)
}

// Note is like Error, for what is only worth knowing.
func (b *Bounded) Note(at Span, code, message string, hints ...string) {
	b.Report(Note, at, code, message, hints...)
}

// Report is like Error, with a severity that is decided at run time.
func (b *Bounded) Report(s Severity, at Span, code, message string, hints ...string) {
	if !b.Room(s) { // finding the place costs the length of the line
		b.dropped++
		return
	}
	d := b.src.diag(s, at, code, message)
	for _, h := range hints {
		d = d.Hint(h)
	}
	b.Add(d)
}

// List returns the problems in the order they were added.
func (b *Bounded) List() List {
	if b.dropped == 0 {
		return b.list
	}
	return append(b.list[:len(b.list):len(b.list)],
		b.src.Note(Span{}, codeMany, fmt.Sprintf("%d more problems are not shown", b.dropped)))
}
