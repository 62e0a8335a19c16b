package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kvartal/timeline/locale"
)

// singleQuotes reads "'" in place of the library's typographer, which takes
// every one behind a word for a closing quote. Where the quotes are not
// apostrophes turned around that is wrong: Danish has ›plan‹, and Jens’ plan.
type singleQuotes struct{ locale *locale.Locale }

var openSingles = parser.NewContextKey() // int: single quotes open in this block

func (singleQuotes) Trigger() []byte { return []byte{'\''} }

func (q singleQuotes) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open, _ := pc.Get(openSingles).(int)
	before, after := block.PrecendingCharacter(), following(line[1:])
	mark := "’"
	switch {
	case !inWord(before) && !unicode.IsSpace(after) && !unicode.IsDigit(after) && closesLater(line[1:]): // not '90erne
		mark, open = q.locale.Quotes[2], open+1
	case open > 0 && !unicode.IsSpace(before) && !inWord(after):
		mark, open = q.locale.Quotes[3], open-1
	}
	pc.Set(openSingles, open)
	block.Advance(1)
	node := ast.NewString([]byte(mark))
	node.SetCode(true) // nothing in it is to be escaped
	return node
}

// CloseBlock forgets quotes that were not closed.
func (singleQuotes) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) { pc.Set(openSingles, 0) }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func following(line []byte) rune {
	if len(line) == 0 {
		return ' '
	}
	r, _ := utf8.DecodeRune(line)
	return r
}

// closesLater tells whether a quote that is opened before line is closed on it.
// Only so much is looked at as a quotation is long, which keeps a line of
// nothing but apostrophes from costing the square of its length.
func closesLater(line []byte) bool {
	before := ' '
	for i := 0; i < len(line) && i < 500; {
		r, size := utf8.DecodeRune(line[i:])
		i += size
		if r == '\'' && !unicode.IsSpace(before) && !inWord(following(line[i:])) {
			return true
		}
		before = r
	}
	return false
}
