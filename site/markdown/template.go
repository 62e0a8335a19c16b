package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kvartal/timeline/diag"
)

// templateText is an expression of another tool's templates in running text:
// {{ site.time | date: "%Y" }}, {% include x %}, {{< youtube x >}}.
type templateText struct {
	ast.BaseInline
	text string
}

var kindTemplateText = ast.NewNodeKind("TemplateText")

func (t *templateText) Kind() ast.NodeKind { return kindTemplateText }
func (t *templateText) Dump(source []byte, level int) {
	ast.DumpHelper(t, source, level, map[string]string{"text": t.text}, nil)
}

// buildDate is Liquid's time of the build, which Jekyll sites print as the
// date of last change.
var buildDate = regexp.MustCompile(`^\{\{-?\s*(?:site\.time\s*(?:\||-?\}\})|['"](?:now|today)['"]\s*\|\s*date)`)

func (t *templateText) isBuildDate() bool { return buildDate.MatchString(t.text) }

// templateParser finds the expressions. In code they are just text: inline
// parsers do not see code blocks, and code spans are tried first where their
// backtick comes first.
type templateParser struct{}

func (templateParser) Trigger() []byte { return []byte{'{'} }

func (templateParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 4 || (line[1] != '{' && line[1] != '%') {
		return nil
	}
	closing := "}}"
	if line[1] == '%' {
		closing = "%}"
	}
	end := bytes.Index(line[2:min(len(line), longestMark)], []byte(closing))
	if end < 0 {
		return nil
	}
	length := 2 + end + len(closing)
	block.Advance(length)
	t := &templateText{text: string(line[:length])}
	t.SetPos(seg.Start)
	return t
}

func (s *survey) template(t *templateText) {
	at := diag.Span{Start: t.Pos(), End: t.Pos() + len(t.text)}
	if t.isBuildDate() {
		s.found.Warning(at, "template-date",
			"this prints the time of the build in Jekyll; the date of the page's last change stands here instead",
			"remove the line: the theme prints that date by itself")
		return
	}
	s.otherTool(at)
}

func (s *survey) otherTool(at diag.Span) {
	s.found.Warning(at, "template-text",
		fmt.Sprintf("%s is a command of another program (Jekyll, Hugo, Zola) and is shown as it stands", shorten(s.src.Text[at.Start:at.End], 60)),
		"write it as Markdown, or between backticks if it is meant to be read")
}

var (
	anyTemplate = regexp.MustCompile(`\{\{.+?\}\}|\{%.+?%\}`)
	scriptBlock = regexp.MustCompile(`(?i)^\s*<(?:script|style|pre|textarea|!--)`)
)

// rawTemplates finds the expressions in an author's own HTML, where they stay
// untouched too. Those in scripts are the scripts' own.
func (s *survey) rawTemplates(n ast.Node) {
	var lines *text.Segments
	switch n := n.(type) {
	case *ast.RawHTML:
		lines = n.Segments
	case *ast.HTMLBlock:
		lines = n.Lines()
	}
	if lines.Len() == 0 || scriptBlock.Match(lines.Value(s.source)) {
		return
	}
	for i := range lines.Len() {
		seg := lines.At(i)
		for _, m := range anyTemplate.FindAllIndex(seg.Value(s.source), -1) {
			s.otherTool(diag.Span{Start: seg.Start + m[0] - seg.Padding, End: seg.Start + m[1] - seg.Padding})
		}
	}
}
