package diag

import "fmt"

// Bounded collects problems up to a bound, so that a text with a million
// mistakes costs no more than one with a thousand.
type Bounded struct {
	src     *Source
	code    string
	limit   int
	list    List
	dropped int
}

// NewBounded returns a collector of at most limit problems. What it drops is
// counted in one more, with the code given.
func NewBounded(src *Source, code string, limit int) *Bounded {
	return &Bounded{src: src, code: code, limit: limit}
}

// Add collects a problem. An error is never dropped while there are only
// warnings and notes: it takes the place of the last one.
func (b *Bounded) Add(d Diag) {
	if len(b.list) < b.limit {
		b.list = append(b.list, d)
		return
	}
	b.dropped++
	if d.Severity == Error && !b.list.HasErrors() {
		b.list[len(b.list)-1] = d
	}
}

// Full tells that further problems are only counted: no message need be made.
func (b *Bounded) Full() bool { return len(b.list) >= b.limit && b.list.HasErrors() }

// List returns the problems in the order they were added.
func (b *Bounded) List() List {
	if b.dropped == 0 {
		return b.list
	}
	return append(b.list[:len(b.list):len(b.list)],
		b.src.Note(Span{}, b.code, fmt.Sprintf("%d more problems are not shown", b.dropped)))
}
