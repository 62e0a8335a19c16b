package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kvartal/site/command"
	"kvartal/site/shortcode"
	"kvartal/timeline/diag"
)

// templateText is a command of another tool in running text:
// {{ site.time | date: "%Y" }}, {% include x %}, {{< youtube x >}}, {::options /}.
type templateText struct {
	ast.BaseInline
	text string
	at   diag.Span
	ours bool // a shortcode, or meant to be one: told of already
	open bool // a shortcode whose end is missing; text is the rest of its line
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

// templateParser finds the commands. In code they are just text: inline
// parsers do not see code blocks, and code spans are tried first where their
// backtick comes first.
type templateParser struct{}

func (templateParser) Trigger() []byte { return []byte{'{'} }

func (templateParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	row, begin := block.Position()
	line, first := block.PeekLine()
	closing := ""
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
		closing = "}}"
	case bytes.HasPrefix(line, []byte("{%")):
		closing = "%}"
	case bytes.HasPrefix(line, []byte("{::")), bytes.HasPrefix(line, []byte("{:/")): // kramdown's
		closing = "}"
	default:
		return nil
	}
	var before strings.Builder // the lines that it does not end on
	from := 2
	for seg := first; line != nil; line, seg = block.PeekLine() {
		if end := bytes.Index(line[from:min(len(line), max(from, longestMark))], []byte(closing)); end >= 0 {
			end += from + len(closing)
			t := &templateText{text: before.String() + string(line[:end]), at: diag.Span{Start: first.Start, End: seg.Start + end}}
			block.Advance(end)
			t.SetPos(first.Start)
			return t
		}
		if before.Len()+len(line) > longestMark {
			break
		}
		before.Write(line)
		from = 0
		block.AdvanceLine()
	}
	block.SetPosition(row, begin)
	return openShortcode(block)
}

// openShortcode takes the rest of a line where it begins a shortcode whose }} is missing.
func openShortcode(block text.Reader) ast.Node {
	line, seg := block.PeekLine()
	begun := strings.TrimRight(string(line[:min(len(line), longestMark)]), " >%}\r\n")
	if !strings.HasPrefix(begun, "{{<") && !strings.HasPrefix(begun, "{{%") {
		return nil
	}
	if _, _, known := shortcode.Parse(begun + " >}}"); !known {
		return nil
	}
	text := strings.TrimRight(string(line), " \r\n")
	t := &templateText{text: text, at: diag.Span{Start: seg.Start, End: seg.Start + len(text)}, open: true}
	block.Advance(len(text))
	t.SetPos(seg.Start)
	return t
}

// endCommand matches the command that ends what another one began, elseCommand
// one that stands within.
var (
	endCommand  = regexp.MustCompile(`^(?:\{%-?\s*end|\{\{-?\s*end\s*-?\}\}|\{\{[<%]\s*/|\{:/)`)
	elseCommand = regexp.MustCompile(`^(?:\{%-?|\{\{-?)\s*(?:else|elsif|elseif|elif|when)\b`)
	rawBegin    = regexp.MustCompile(`^\{%-?\s*raw\s*-?%\}`)
	rawEnd      = regexp.MustCompile(`\{%-?\s*endraw\s*-?%\}`)
)

// template tells the author of a command: of one that belongs to another not again,
// and not of what stands between {% raw %} and {% endraw %}, which is text.
func (s *survey) template(text string, at diag.Span) {
	if s.inRaw {
		s.inRaw = !rawEnd.MatchString(text)
		return
	}
	if s.commands > 0 && elseCommand.MatchString(text) {
		return
	}
	if s.commands > 0 && endCommand.MatchString(text) {
		s.commands--
		return
	}
	s.commands++
	s.inRaw = rawBegin.MatchString(text) && at.End <= s.lastRawEnd()
	s.found.Warning(at, "command-text",
		command.Shown(text), templateHint(text))
}

// valueCommands tells the author of the commands in a value that stands within
// the span: a title, an attribute.
func (s *survey) valueCommands(at diag.Span, value string) {
	if s.inRaw || !command.May(value) {
		return
	}
	for _, f := range command.InValue(s.src.Text, value, at) {
		s.found.Warning(f.At, "command-text", command.Shown(f.Text), command.HintValue)
	}
}

// templateHints say what to write in place of a command that has a plain
// meaning. Their group, if any, takes the place of $1.
var templateHints = []struct {
	command *regexp.Regexp
	hint    string
}{
	{regexp.MustCompile(`^\{%-?\s*raw\s*-?%\}`), "remove it, and {% endraw %} below: Kvartal does not need them"},
	{regexp.MustCompile(`^\{%-?\s*endraw\s*-?%\}`), "remove it: Kvartal does not need it"},
	{regexp.MustCompile(`^\{%-?\s*highlight\s+([\w+-]+).*%\}`), "write ```$1 above the code and ``` below it, in place of it and {% endhighlight %}"},
	{regexp.MustCompile(`^\{\{<\s*highlight\s+([\w+-]+).*>\}\}`), "write ```$1 above the code and ``` below it, in place of it and {{< /highlight >}}"},
	{regexp.MustCompile(`^\{%-?\s*(?:end)?comment\s*-?%\}`), "write <!-- in place of {% comment %}, and --> in place of {% endcomment %}"},
	{regexp.MustCompile(`^\{%-?\s*link\s+([^\s%]+)\s*-?%\}`), "write a link: [words]($1)"},
	{regexp.MustCompile(`^\{\{-?\s*(?:site|page|config|section|\.Site|\.Page|\.Params|\.Title)\b`), "write by hand what it stands for, or put it between backticks if it is meant to be read"},
}

// templateHint says what to do about a command of another tool.
func templateHint(text string) string {
	for _, h := range templateHints {
		if m := h.command.FindStringSubmatch(text); m != nil {
			return strings.ReplaceAll(h.hint, "$1", m[len(m)-1])
		}
	}
	if _, _, known := shortcode.Parse("{{<" + strings.TrimPrefix(text, "{{")); known {
		return "a shortcode of Kvartal stands between {{< and >}}"
	}
	return "write it as Markdown, or between backticks if it is meant to be read"
}

// lastRawEnd returns where the last {% endraw %} stands, -1 where none does.
func (s *survey) lastRawEnd() int {
	if s.rawEnd == 0 {
		s.rawEnd = -1
		for _, m := range rawEnd.FindAllIndex(s.source, -1) {
			s.rawEnd = m[0]
		}
	}
	return s.rawEnd
}

func (s *survey) templateNode(t *templateText) {
	if t.ours {
		return
	}
	if !t.isBuildDate() {
		s.template(t.text, t.at)
		return
	}
	hint := "write the date by hand, or remove it: the theme prints the date of the last change by itself"
	switch line := s.src.LineText(s.src.Line(t.at.Start)); {
	case yearOnly.MatchString(t.text):
		hint = "write the year by hand"
	case aboutChange.MatchString(line):
		hint = "remove the line: the theme prints that date by itself"
	}
	s.found.Warning(t.at, "command-date",
		"this prints the time of the build in Jekyll; the date of the page's last change stands here instead", hint)
}

var (
	yearOnly    = regexp.MustCompile(`date:\s*["']%[Yy]["']`)
	aboutChange = regexp.MustCompile(`(?i)opdateret|ændret|rettet|revideret|updated|changed|modified|revised`)
)

var scriptBlock = regexp.MustCompile(`(?i)^\s*<(?:script|style|pre|textarea|!--)`)

// rawTemplates finds the commands in an author's own HTML, where they stay
// untouched too. Those in scripts are the scripts' own, and those in addresses
// are told of with them.
func (s *survey) rawTemplates(raw rawText, values []rawValue) {
	if scriptBlock.MatchString(raw.text) {
		return
	}
	for _, m := range command.Find(raw.text) {
		for len(values) > 0 && (values[0].end <= m[0] || !values[0].isAddress()) {
			values = values[1:]
		}
		if len(values) == 0 || m[0] < values[0].start {
			s.template(raw.text[m[0]:m[1]], raw.span(m[0], m[1]))
		}
	}
}
