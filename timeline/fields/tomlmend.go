package fields

import (
	"strings"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/diag"
)

// Unread is a value of a TOML text that cannot be read, which was told. It keeps
// the place of the value, so that all beside it is read as it stands.
type Unread struct {
	Reason string // the message of the problem that told it
}

// mender overwrites what cannot be read of a text with something that can. No
// byte changes its place.
type mender struct {
	text   []byte
	pieces []Piece
	unread map[int]Unread // by the offset, the values that were overwritten
}

// mend overwrites a mistake as sparingly as it can: the faulty value, a comma
// that is missing, the list or table around it, and at last its line. It is
// false when what follows could not be read right after that.
func (d *mender) mend(m mistake) bool {
	switch {
	case m.stop:
		return false
	case m.other:
		return d.blankPair(*m.first)
	case m.comma > 0:
		d.text[m.comma] = ','
		return true
	case m.list != nil:
		text := string(d.text)
		eachValue(m.list.Pieces, m.list, func(v writtenValue) bool {
			if v.faulty(text) {
				d.overwrite(v.whole(text), m.message)
			}
			return true
		})
		return text != string(d.text)
	case m.value.End > m.value.Start:
		d.overwrite(m.value, m.message)
		return true
	}
	line := diag.Span{Start: m.line, End: lineEnd(string(d.text), m.line)}
	if around, ok := bracketAround(d.pieces, m.at.Start); ok {
		if !around.closed(string(d.text)) {
			return false
		}
		d.overwrite(around.At, m.message)
		return true
	}
	if d.text[line.Start] == '[' || d.goesOn(line) {
		return false // the keys below would stand elsewhere
	}
	return blankLine(d.text, m.line)
}

// blankPair takes a key with its value out of the text.
func (d *mender) blankPair(at diag.Span) bool {
	found := false
	var look func(pieces []Piece)
	look = func(pieces []Piece) {
		for _, p := range pieces {
			if p.Kind == Pair && p.At.Start == at.Start {
				found = true
				for i := p.At.Start; i < max(p.At.End, p.Value.At.End); i++ {
					if d.text[i] != '\n' {
						d.text[i] = ' '
					}
				}
			}
			look(p.Value.Pieces)
		}
	}
	look(d.pieces)
	return found
}

// goesOn tells whether a value begins on a line and ends on another one.
func (d *mender) goesOn(line diag.Span) bool {
	for _, p := range d.pieces {
		if v := p.Value.At; v.Start >= line.Start && v.Start < line.End && v.End > line.End {
			return true
		}
	}
	return false
}

// overwrite puts a number in the place of a value.
func (d *mender) overwrite(at diag.Span, reason string) {
	if at.Start == at.End {
		return
	}
	d.unread[at.Start] = Unread{reason}
	for i := at.Start; i < at.End; i++ {
		if d.text[i] != '\n' {
			d.text[i] = ' '
		}
	}
	d.text[at.Start] = '0'
}

// rest overwrites every value that cannot be read by itself.
func (d *mender) rest(reason string) {
	text := string(d.text)
	eachValue(d.pieces, nil, func(v writtenValue) bool {
		if v.faulty(text) {
			d.overwrite(v.whole(text), reason)
		}
		return true
	})
}

// writtenValue is a value that holds no others, with what it stands in.
type writtenValue struct {
	at   diag.Span
	pair *Piece // nil for a value of a list
	in   *Value // the list or table around it, nil at the top
}

// eachValue visits the values of a text in order, as long as visit wants more.
func eachValue(pieces []Piece, in *Value, visit func(writtenValue) bool) bool {
	for i := range pieces {
		p := &pieces[i]
		v := writtenValue{at: p.Value.At, in: in}
		switch {
		case p.Kind == Pair:
			v.pair = p
		case p.Kind != Item:
			continue
		}
		if v.at == (diag.Span{}) {
			continue // a key without "="
		}
		if p.Value.Open != 0 {
			if !eachValue(p.Value.Pieces, &p.Value, visit) {
				return false
			}
			continue
		}
		if !visit(v) {
			return false
		}
	}
	return true
}

// whole returns what is read as the value, which is what must be overwritten:
// at the top all that is left of the line, and of a quote that is not closed
// nothing that closes what is around it. It is empty where nothing can be put.
func (v writtenValue) whole(text string) diag.Span {
	at := v.at
	switch {
	case at.Start == at.End && at.Start > 0 && text[at.Start-1] == ' ':
		at.Start-- // there is no value, but a blank
	case v.in == nil && !longQuote(text[at.Start:]):
		at.End = lineEnd(text, at.Start)
	case v.in != nil && unclosed(text[at.Start:at.End]):
		end := at.Start + len(strings.TrimRight(text[at.Start:at.End], "]}, \t\r\n"))
		if strings.IndexByte(text[end:at.End], v.in.Open+2) < 0 && !strings.Contains(text[v.in.At.Start:at.Start], "\n") {
			end = at.Start // what is around it is not closed either
		}
		at.End = end
	case longQuote(text[at.Start:at.End]) && !strings.HasSuffix(text[at.Start+3:at.End], text[at.Start:at.Start+3]):
		at.End = at.Start
	}
	return at
}

func longQuote(text string) bool {
	return strings.HasPrefix(text, `"""`) || strings.HasPrefix(text, "'''")
}

// unclosed tells whether a text in quotes lacks the second one.
func unclosed(text string) bool {
	return text != "" && (text[0] == '"' || text[0] == '\'') && !longQuote(text) && (len(text) < 2 || text[len(text)-1] != text[0])
}

// faulty tells whether the value cannot be read, whatever stands around it.
func (v writtenValue) faulty(text string) bool {
	at := v.at
	if v.in == nil && !longQuote(text[at.Start:]) {
		at.End = lineEnd(text, at.Start)
	}
	var one struct{ K any }
	_, err := toml.Decode("K = "+text[at.Start:at.End], &one)
	return err != nil
}

// closed tells whether a list or table ends with its bracket.
func (v Value) closed(text string) bool {
	return v.At.End-v.At.Start > 1 && text[v.At.End-1] == v.Open+2
}

// faultyValue finds the first value of a line that cannot be read.
func faultyValue(text string, pieces []Piece, line diag.Span) (found writtenValue, ok bool) {
	eachValue(pieces, nil, func(v writtenValue) bool {
		if v.at.Start <= line.End && v.at.End >= line.Start && v.faulty(text) {
			found, ok = v, true
		}
		return !ok && v.at.Start <= line.End
	})
	return found, ok
}

// bracketAround finds the innermost list or table in brackets around an offset.
func bracketAround(pieces []Piece, at int) (found Value, ok bool) {
	for _, p := range pieces {
		v := p.Value
		if v.Open == 0 || at < v.At.Start || at >= v.At.End {
			continue
		}
		if inner, ok := bracketAround(v.Pieces, at); ok {
			return inner, true
		}
		return v, true
	}
	return Value{}, false
}

// missingComma finds the first item of a list that no comma parts from the next,
// and a blank or line break where one can be put; 0 without one.
func missingComma(text string, pieces []Piece) (item diag.Span, comma int) {
	var last diag.Span
	for _, p := range pieces {
		if p.Value.Open != 0 && p.Value.closed(text) {
			if item, comma = missingComma(text, p.Value.Pieces); comma > 0 {
				return item, comma
			}
		}
		if p.Kind != Item {
			continue
		}
		if last.End > 0 {
			gap, _, _ := strings.Cut(text[last.End:p.At.Start], "#")
			if n := strings.IndexAny(gap, " \t\r\n"); n >= 0 && !strings.Contains(text[last.End:p.At.Start], ",") {
				return last, last.End + n
			}
		}
		last = p.At
	}
	return item, 0
}

// lineEnd returns where the line of an offset ends, before its line break.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + len(strings.TrimSuffix(text[at:at+n], "\r"))
	}
	return len(text)
}

// blankLine overwrites the line at an offset and tells whether something stood
// there.
func blankLine(text []byte, at int) bool {
	found := false
	for i := at; i < len(text) && text[i] != '\n'; i++ {
		found = found || text[i] != ' '
		text[i] = ' '
	}
	return found
}
