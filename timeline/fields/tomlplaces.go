package fields

import (
	"strings"

	"kvartal/timeline/diag"
)

// place is where a value of a TOML text stands, and what is in it.
type place struct {
	at    diag.Span         // from the key, or the first heading, to the end of the value or of the line where the value goes on
	value diag.Span         // the value, to its end; of a table with headings, as at
	items []*place          // of a list or an array of tables
	sub   map[string]*place // of a table
}

// tomlPlaces finds where each value of a text stands, which the decoder does not
// tell. A decoder has accepted the text before, so nothing is checked again.
func tomlPlaces(text string, pieces []Piece) *place {
	root := &place{}
	table := root
	for _, p := range pieces {
		switch p.Kind {
		case Heading:
			at := oneLine(text, p.At)
			table = root.key(p.Path[:len(p.Path)-1], at, at)
			last := table.child(p.Path[len(p.Path)-1], at, at)
			if p.Double {
				last.items = append(last.items, &place{at: at, value: at})
			}
			table = last.inner()
		case Pair:
			table.pair(text, p)
		}
	}
	return root
}

// oneLine ends a place at its line's end at the latest.
func oneLine(text string, at diag.Span) diag.Span {
	if n := strings.IndexByte(text[at.Start:at.End], '\n'); n >= 0 {
		at.End = at.Start + len(strings.TrimRight(text[at.Start:at.Start+n], " \t\r"))
	}
	return at
}

// inner returns the table that keys below a heading go into: of an array of
// tables, the last.
func (p *place) inner() *place {
	if n := len(p.items); n > 0 {
		return p.items[n-1]
	}
	return p
}

// child returns the place of a key of a table; a new one stands at the spans
// given.
func (p *place) child(name string, at, value diag.Span) *place {
	if c, ok := p.sub[name]; ok {
		return c
	}
	if p.sub == nil {
		p.sub = map[string]*place{}
	}
	c := &place{at: at, value: value}
	p.sub[name] = c
	return c
}

// key returns the table that a dotted key leads to.
func (p *place) key(path []string, at, value diag.Span) *place {
	for _, name := range path {
		p = p.child(name, at, value).inner()
	}
	return p
}

func (p *place) pair(text string, piece Piece) {
	last := len(piece.Path) - 1
	at := oneLine(text, piece.At)
	p.key(piece.Path[:last], at, piece.Value.At).child(piece.Path[last], at, piece.Value.At).fill(text, piece.Value)
}

// fill finds what is in a list or an inline table.
func (p *place) fill(text string, v Value) {
	for _, piece := range v.Pieces {
		switch piece.Kind {
		case Pair:
			p.pair(text, piece)
		case Item:
			item := &place{at: oneLine(text, piece.At), value: piece.At}
			item.fill(text, piece.Value)
			p.items = append(p.items, item)
		}
	}
}

// find returns the place of a key, in the last table of each array of tables.
func (p *place) find(path []string) (diag.Span, bool) {
	for i, name := range path {
		c, ok := p.sub[name]
		if !ok {
			return diag.Span{}, false
		}
		if p = c; i < len(path)-1 {
			p = c.inner()
		}
	}
	return p.at, true
}

// findKey finds a dotted key in a text.
func findKey(text, key string) (diag.Span, bool) {
	return tomlPlaces(text, TOMLPieces(text)).find(strings.Split(key, "."))
}
