// Package trace takes what an output reads while it is made and gives back
// whether it would read the same now.
//
// Every view that a template sees records a key and the digest of what it
// handed out. An output is kept in the next build if each of its keys has the
// same digest then. Nothing asks "what uses X"; a new feature cannot forget to
// register, it can only read behind the recorder's back, and the law test
// (incremental == full) finds that.
package trace

import (
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// Kind is a kind of thing that can be read. Each has its own digest, so that
// an edited body does not remake the lists that only show its title.
type Kind uint8

// The kinds. What a key's Name means stands behind each.
const (
	Meta       Kind = iota // a page's title, address, status ...: page path
	Dates                  // a page's date and date of last change: page path
	Summary                // a page's summary: page path
	Body                   // a page's body and headings: page path
	Address                // where a page or file is published: content path
	Extra                  // a value of a page's [extra]: page path + "\x00" + key
	Children               // the ordered pages of a section: page path
	Ancestors              // the sections above a page: page path
	Neighbours             // previous and next page: page path
	Menu                   // the menu as a page shows it: page path
	Terms                  // what a page is filed under: page path + "\x00" + taxonomy
	Filed                  // the ordered pages of a term: page path
	Taxonomies             // the taxonomies of the site: ""
	Redirect               // where a page leads: page path
	Chart                  // a roadmap of a page: page path + "\x00" + its number
	Milestones             // those that a shortcode shows: page path + "\x00" + its number; all: ""
	Config                 // a value of the site's configuration: key
	Layout                 // a template with all that it includes: name
	File                   // the bytes of a file of the theme or of content
	kinds
)

var kindNames = [kinds]string{"meta", "dates", "summary", "body", "address", "extra", "children", "ancestors",
	"neighbours", "menu", "terms", "filed", "taxonomies", "redirect", "chart", "milestones", "config", "layout", "file"}

// String gives the kind's name for explanations.
func (k Kind) String() string { return kindNames[k] }

// Kinds returns all kinds.
func Kinds() []Kind {
	all := make([]Kind, kinds)
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// KindSet is some of the kinds.
type KindSet uint64

// AllKinds has every kind.
const AllKinds KindSet = 1<<kinds - 1

// SetOf returns the set of some kinds.
func SetOf(some ...Kind) KindSet {
	var s KindSet
	for _, k := range some {
		s |= 1 << k
	}
	return s
}

// Has tells whether a kind is in the set.
func (s KindSet) Has(k Kind) bool { return s&(1<<k) != 0 }

// Key names one thing that can be read.
type Key struct {
	Kind Kind
	Name string
}

// String gives "meta os2display/roadmap.md".
func (k Key) String() string { return k.Kind.String() + " " + k.Name }

// Digest stands for the content of what a key names. Absent is what a key has
// that names nothing (a deleted page).
type Digest uint64

// Absent is the digest of what does not exist.
const Absent Digest = 0

// Facts tells the digest that a key has in one state of the site.
type Facts interface {
	Digest(Key) Digest
}

// Read is one record: what was read, and what it was.
type Read struct {
	Key
	Digest Digest
}

// Trace is everything that an output read, in the order of the first reading.
type Trace []Read

// Digest returns a digest of all that was read: what was made from the same is
// the same.
func (t Trace) Digest() Digest {
	sum := NewSum()
	for _, r := range t {
		sum.Int(int(r.Kind)).Add(r.Name).Int(int(r.Digest))
	}
	return sum.Digest()
}

// Stale returns the first key whose digest is another one now. Only kinds that
// may have changed are looked at.
func (t Trace) Stale(now Facts, may KindSet) (Key, bool) {
	for _, r := range t {
		if may.Has(r.Kind) && now.Digest(r.Key) != r.Digest {
			return r.Key, true
		}
	}
	return Key{}, false
}

// Recorder collects the trace of one output. It belongs to one goroutine. A
// nil recorder forgets everything.
type Recorder struct {
	facts  Facts
	seen   map[Key]struct{}
	trace  Trace
	forget map[Kind]bool
}

// NewRecorder returns a recorder of readings from the given state. The kinds
// to forget are for the test that proves every kind needed; others pass nil.
func NewRecorder(facts Facts, forget map[Kind]bool) *Recorder {
	return &Recorder{facts: facts, seen: make(map[Key]struct{}, 32), forget: forget}
}

// Read records that what the key names was handed out.
func (r *Recorder) Read(kind Kind, name string) {
	if r == nil {
		return
	}
	k := Key{kind, name}
	if _, ok := r.seen[k]; ok || r.forget[kind] {
		return
	}
	r.seen[k] = struct{}{}
	r.trace = append(r.trace, Read{k, r.facts.Digest(k)})
}

// Trace returns what was read so far.
func (r *Recorder) Trace() Trace {
	if r == nil {
		return nil
	}
	return append(make(Trace, 0, len(r.trace)), r.trace...) // kept as long as the output: no room to grow
}

// Sum makes digests of values: each Add is separated from the next, so that
// ("a", "bc") and ("ab", "c") differ.
type Sum struct{ h xxhash.Digest }

// NewSum returns an empty sum.
func NewSum() *Sum {
	s := &Sum{}
	s.h.Reset()
	return s
}

// Add appends texts.
func (s *Sum) Add(parts ...string) *Sum {
	for _, p := range parts {
		s.Int(len(p))
		s.h.WriteString(p)
	}
	return s
}

// Int appends a number.
func (s *Sum) Int(n int) *Sum {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	s.h.Write(b[:])
	return s
}

// Bool appends a truth value.
func (s *Sum) Bool(v bool) *Sum {
	if v {
		return s.Int(1)
	}
	return s.Int(0)
}

// Value appends a value of front matter or configuration as templates get it:
// text, bool, number, date, list or map, with its kind, so that "1" and 1, or
// a list of two texts and one of both joined, differ.
func (s *Sum) Value(v any) *Sum {
	switch v := v.(type) {
	case []any:
		s.Add("list").Int(len(v))
		for _, item := range v {
			s.Value(item)
		}
		return s
	case map[string]any:
		s.Add("map").Int(len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			s.Add(key).Value(v[key])
		}
		return s
	}
	return s.Add(fmt.Sprintf("%T %#v", v, v))
}

// Digest returns the sum, never Absent.
func (s *Sum) Digest() Digest {
	if d := Digest(s.h.Sum64()); d != Absent {
		return d
	}
	return math.MaxUint64
}

// Of returns the digest of bytes.
func Of(b []byte) Digest {
	if d := Digest(xxhash.Sum64(b)); d != Absent {
		return d
	}
	return math.MaxUint64
}

// OfReader returns the digest of all bytes that a reader gives.
func OfReader(r io.Reader) (Digest, error) {
	h := xxhash.New()
	if _, err := io.Copy(h, r); err != nil {
		return Absent, err
	}
	if d := Digest(h.Sum64()); d != Absent {
		return d, nil
	}
	return math.MaxUint64, nil
}
