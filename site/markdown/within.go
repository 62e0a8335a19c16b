package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// withinHTML reads the Markdown in <div markdown="1">, as kramdown does: the
// tag on a line of its own is the whole piece of HTML, and what follows is
// Markdown up to the end tag. Lines of one tag in between stand alone too.
type withinHTML struct{}

var (
	markdownTag = regexp.MustCompile(`(?i)^ {0,3}<([a-z][a-z0-9-]*)(?:\s[^<>]*)?\smarkdown\s*=\s*["']?(?:1|block|span)["']?(?:\s[^<>]*)?>\s*$`)
	loneTag     = regexp.MustCompile(`(?i)^ {0,3}<(/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?>\s*$`)
)

var openElements = parser.NewContextKey() // []string: elements with markdown="1" that are open, innermost last

func (withinHTML) Trigger() []byte { return []byte{'<'} }

func (withinHTML) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	open, _ := pc.Get(openElements).([]string)
	if m := markdownTag.FindSubmatch(line); m != nil {
		pc.Set(openElements, append(open, string(m[1])))
	} else {
		m := loneTag.FindSubmatch(line)
		if m == nil || len(open) == 0 {
			return nil, parser.NoChildren
		}
		if innermost := len(open) - 1; len(m[1]) > 0 && string(m[2]) == open[innermost] {
			pc.Set(openElements, open[:innermost])
		}
	}
	block := ast.NewHTMLBlock(ast.HTMLBlockType6)
	block.SetPos(segment.Start)
	block.Lines().Append(segment)
	reader.AdvanceToEOL()
	return block, parser.NoChildren
}

// Continue ends the piece of HTML with its line.
func (withinHTML) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

func (withinHTML) Close(ast.Node, text.Reader, parser.Context) {}

func (withinHTML) CanInterruptParagraph() bool { return true }

func (withinHTML) CanAcceptIndentedLine() bool { return false }
