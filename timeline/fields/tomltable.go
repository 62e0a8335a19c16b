package fields

import (
	"strings"

	"kvartal/timeline/diag"
)

// tomlTable is a table on its way, to which later lines may add. The value of a
// field that is a table is a *tomlTable until done, of an array of tables with
// headings a *tableArray.
type tomlTable struct {
	fields  Table
	byKey   map[string]int // the place in fields; nil while there are few
	implied bool           // it has been named only as a part of a longer heading
	holds   bool           // a value of it is a table, or an array of tables with headings

	// In an array of tables with headings.
	heading diag.Span
	next    *tomlTable
}

// tableArray are the tables under headings [[x]].
type tableArray struct {
	first, last *tomlTable
	count       int
}

func (a *tableArray) add(t *tomlTable) {
	if a.count++; a.count == 1 {
		a.first = t
	} else {
		a.last.next = t
	}
	a.last = t
}

// fewKeys is how many keys are looked through one by one.
const fewKeys = 16

// find returns the place of a key in fields, -1 without one.
func (t *tomlTable) find(key string) int {
	if t.byKey != nil {
		if i, ok := t.byKey[key]; ok {
			return i
		}
		return -1
	}
	for i := range t.fields {
		if t.fields[i].Key == key {
			return i
		}
	}
	return -1
}

// add adds a field with no value yet.
func (t *tomlTable) add(key string, at, value diag.Span) *Field {
	t.fields = append(t.fields, Field{})
	n := len(t.fields)
	f := &t.fields[n-1]
	f.Key, f.At, f.ValueAt = key, at, value
	switch {
	case t.byKey != nil:
		t.byKey[key] = n - 1
	case n > fewKeys:
		t.byKey = make(map[string]int, 2*n)
		for i := range t.fields {
			t.byKey[t.fields[i].Key] = i
		}
	}
	return f
}

// done returns the table when all has been added.
func (t *tomlTable) done() Table {
	for i := 0; t.holds && i < len(t.fields); i++ {
		f := &t.fields[i]
		switch v := f.Value.(type) {
		case *tomlTable:
			f.Value = v.done()
		case *tableArray:
			list, headings := make([]any, 0, v.count), make([]diag.Span, 0, v.count)
			for t := v.first; t != nil; t = t.next {
				list, headings = append(list, t.done()), append(headings, t.heading)
			}
			f.Value, f.Items = list, headings
		}
	}
	if t.fields == nil {
		return Table{}
	}
	return t.fields
}

// tableMaker makes the table that a text describes, piece by piece. Of a text that
// a decoder accepts it is the right one; any other gives some table, and doubt.
type tableMaker struct {
	text   string
	base   int // offset of the text in the source
	unread map[int]Unread
	deep   int  // offset of what lies too deep, where the table ends; -1 without one
	doubt  bool // it may be that no decoder accepts the text
	twice  []keyAgain

	below  *tomlTable  // the table that pairs are added to
	roomy  bool        // its fields stand at the start of the room
	room   []Field     // room for fields
	tables []tomlTable // room for tables
	pairs  int         // how many are to come, at most but for those in brackets

	headings int // there are about so many
}

// Room is made for so many fields and tables at once, at most.
const (
	fieldsAtOnce = 256
	tablesAtOnce = 64
	// fieldsOfOne are enough for most tables.
	fieldsOfOne = 8
)

// keyAgain is a key that stands in its table already. The value that comes first
// is kept.
type keyAgain struct {
	key       string
	at, first diag.Span
}

func (m *tableMaker) table() Table {
	s := newScanner(m.text)
	m.pairs, m.headings = strings.Count(m.text, "="), strings.Count(m.text, "\n[")
	root := &tomlTable{}
	m.open(root)
	pieces := make([]Piece, 0, 8)
	for {
		more := false
		s.names = s.names[:0]
		if pieces, more = s.next(pieces[:0]); !more || s.deep >= 0 {
			break
		}
		switch p := &pieces[len(pieces)-1]; p.Kind {
		case Heading:
			m.open(m.heading(root, p))
		case Pair:
			m.pair(m.below, p)
			m.pairs--
		}
	}
	m.close()
	m.deep, m.doubt = s.deep, m.doubt || s.doubt
	return root.done()
}

// open makes a table that with the keys that come next. A new one gets the rest of
// the room, of which it keeps what it takes.
func (m *tableMaker) open(t *tomlTable) {
	m.close()
	m.below, m.roomy = t, t.fields == nil
	if !m.roomy {
		return
	}
	if len(m.room) < min(fieldsOfOne, m.pairs) {
		m.room = make([]Field, min(fieldsAtOnce, m.pairs+m.headings/4+1)) // a heading may be a field too
	}
	t.fields = m.room[:0]
}

// close ends the table that pairs are added to.
func (m *tableMaker) close() {
	if !m.roomy || len(m.below.fields) > len(m.room) { // it has outgrown the room
		return
	}
	n := len(m.below.fields)
	m.below.fields, m.room = m.below.fields[:n:n], m.room[n:]
}

// newTable returns an empty table.
func (m *tableMaker) newTable() *tomlTable {
	if len(m.tables) == cap(m.tables) {
		m.tables = make([]tomlTable, 0, min(tablesAtOnce, m.headings+1))
	}
	m.tables = m.tables[:len(m.tables)+1]
	return &m.tables[len(m.tables)-1]
}

// count returns how many of the pieces are of a kind.
func count(pieces []Piece, kind PieceKind) (n int) {
	for i := range pieces {
		if pieces[i].Kind == kind {
			n++
		}
	}
	return n
}

// heading returns the table that the keys below a heading go into.
func (m *tableMaker) heading(root *tomlTable, p *Piece) *tomlTable {
	at := m.moved(oneLine(m.text, p.At))
	last := len(p.Path) - 1
	t := m.path(root, p.Path[:last], at, at)
	key := p.Path[last]
	i := t.find(key)
	if i < 0 && p.Double {
		i = len(t.fields)
		t.add(key, at, at).Value, t.holds = &tableArray{}, true
	}
	if i < 0 {
		sub := m.newTable()
		t.add(key, at, at).Value, t.holds = sub, true
		return sub
	}
	f := &t.fields[i]
	switch v := f.Value.(type) {
	case *tomlTable:
		m.doubt = m.doubt || p.Double || !v.implied
		v.implied = false
		return v
	case *tableArray:
		m.doubt = m.doubt || !p.Double
		sub := m.newTable()
		sub.heading = at
		v.add(sub)
		return sub
	}
	m.again(key, at, *f)
	return &tomlTable{}
}

func (m *tableMaker) again(key string, at diag.Span, first Field) {
	m.doubt = true
	if len(m.twice) < maxMistakes {
		m.twice = append(m.twice, keyAgain{key, at, first.At})
	}
}

// path returns the table that a dotted key leads to from another one: of an
// array of tables, the last. Tables on the way that are new stand at the spans
// given.
func (m *tableMaker) path(t *tomlTable, path []string, at, value diag.Span) *tomlTable {
	for _, key := range path {
		i := t.find(key)
		if i < 0 {
			sub := m.newTable()
			sub.implied = true
			t.add(key, at, value).Value, t.holds = sub, true
			t = sub
			continue
		}
		switch v := t.fields[i].Value.(type) {
		case *tomlTable:
			t = v
		case *tableArray:
			t = v.last
		default:
			m.again(key, at, t.fields[i])
			return &tomlTable{}
		}
	}
	return t
}

// pair adds a key with its value to a table.
func (m *tableMaker) pair(t *tomlTable, p *Piece) {
	at, valueAt := m.moved(p.At), m.moved(p.Value.At)
	if !p.Value.plain {
		at = m.moved(oneLine(m.text, p.At))
	}
	last := len(p.Path) - 1
	if last > 0 {
		m.doubt = true // whether the tables on the way may be added to
		t = m.path(t, p.Path[:last], at, valueAt)
	}
	key := p.Path[last]
	if i := t.find(key); i >= 0 {
		m.again(key, at, t.fields[i])
		return
	}
	f := t.add(key, at, valueAt)
	f.Value, f.Items = m.value(&p.Value)
	t.holds = t.holds || p.Value.Open == '{'
}

// value reads a value; of a list it returns the places of its items too. A table
// in braces is a *tomlTable, since decoders let later lines add to it.
func (m *tableMaker) value(v *Value) (any, []diag.Span) {
	if lost, ok := m.unread[v.At.Start]; ok {
		return lost, nil
	}
	switch v.Open {
	case '{':
		t := m.newTable()
		t.fields = make(Table, 0, count(v.Pieces, Pair))
		for i := range v.Pieces {
			if p := &v.Pieces[i]; p.Kind == Pair {
				m.pair(t, p)
			}
		}
		return t, nil
	case '[':
		n := count(v.Pieces, Item)
		list, places := make([]any, 0, n), make([]diag.Span, 0, n)
		for i := range v.Pieces {
			p := &v.Pieces[i]
			if p.Kind != Item {
				continue
			}
			item, _ := m.value(&p.Value)
			if t, ok := item.(*tomlTable); ok {
				item = t.done()
			}
			list, places = append(list, item), append(places, m.moved(p.At))
		}
		return list, places
	}
	if v.plain {
		return m.text[v.At.Start+1 : v.At.End-1], nil
	}
	read, ok := readScalar(m.text[v.At.Start:v.At.End])
	m.doubt = m.doubt || !ok
	return read, nil
}

func (m *tableMaker) moved(at diag.Span) diag.Span {
	return diag.Span{Start: at.Start + m.base, End: at.End + m.base}
}

// oneLine ends a place at its line's end at the latest.
func oneLine(text string, at diag.Span) diag.Span {
	if n := strings.IndexByte(text[at.Start:at.End], '\n'); n >= 0 {
		at.End = at.Start + len(strings.TrimRight(text[at.Start:at.Start+n], " \t\r"))
	}
	return at
}

// findKey returns the place of a dotted key in a text, in the last table of each
// array of tables.
func findKey(text, key string) (diag.Span, bool) {
	m := tableMaker{text: text}
	t := m.table()
	for path := strings.Split(key, "."); ; path = path[1:] {
		f, ok := t.Get(path[0])
		if !ok || len(path) == 1 {
			return f.At, ok
		}
		if list, ok := f.Value.([]any); ok && len(list) > 0 {
			f.Value = list[len(list)-1]
		}
		if t, ok = f.Value.(Table); !ok {
			return diag.Span{}, false
		}
	}
}
