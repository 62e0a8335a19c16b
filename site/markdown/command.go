package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kvartal/site/command"
	"kvartal/timeline/diag"
)

// A link whose address is a command of another tool, [x]({% link x.md %}), is
// no link to CommonMark, which allows no blanks in an address. So the parsers
// of links and of their definitions, and they alone, see other bytes in place
// of the blanks within such commands, and what they made of them is put right
// at once: every other text of a page comes from the source as it is.

// These stand for a blank and a tab. They occur nowhere in UTF-8.
const (
	blankMask = 0xFF
	tabMask   = 0xFE
)

// commandParsers returns a parser of CommonMark that reads such links too.
func commandParsers() parser.Parser {
	inline := parser.DefaultInlineParsers()
	for i, p := range inline {
		if link, ok := p.Value.(parser.InlineParser); ok && link == parser.NewLinkParser() {
			inline[i].Value = commandLinkParser{link}
		}
	}
	return parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(util.Prioritized(commandDefinitions{}, 100)))
}

// commandLinkParser is the library's parser of links, for commands too.
type commandLinkParser struct{ parser.InlineParser }

func (p commandLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, maskedReader{block}, pc)
	switch n := n.(type) {
	case *ast.Link:
		n.Destination = unmask(n.Destination)
	case *ast.Image:
		n.Destination = unmask(n.Destination)
	}
	return n
}

// CloseBlock is what the library's parser does at a block's end.
func (p commandLinkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// maskedReader reads a line as an address begins on it. The library's parser
// takes an address from such a line, and everything else from the source.
type maskedReader struct{ text.Reader }

func (r maskedReader) PeekLine() ([]byte, text.Segment) {
	line, seg := r.Reader.PeekLine()
	if masked := maskAddress(line); masked != nil {
		line = masked
	}
	return line, seg
}

// commandDefinitions is the library's reader of "[label]: address", for
// commands too.
type commandDefinitions struct{}

func (commandDefinitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	library := parser.LinkReferenceParagraphTransformer
	if !mayDefine(p.Lines(), reader.Source()) {
		library.Transform(p, reader, pc)
		return
	}
	masked, _ := pc.Get(maskedDefinitions).([]byte)
	if masked == nil {
		masked = maskDefinitions(reader.Source())
		pc.Set(maskedDefinitions, masked)
	}
	parent, before := p.Parent(), p.PreviousSibling()
	library.Transform(p, text.NewReader(masked), pc)
	n := parent.FirstChild()
	if before != nil {
		n = before.NextSibling()
	}
	for ; n != nil && n.Kind() == ast.KindLinkReferenceDefinition; n = n.NextSibling() {
		d := n.(*ast.LinkReferenceDefinition)
		d.Label, d.Destination, d.Title = unmask(d.Label), unmask(d.Destination), unmask(d.Title)
	}
}

// mayDefine tells whether a paragraph may begin with definitions that hold
// commands.
func mayDefine(lines *text.Segments, source []byte) bool {
	if lines.Len() == 0 {
		return false
	}
	first := lines.At(0)
	return bytes.HasPrefix(bytes.TrimLeft(first.Value(source), " "), []byte("[")) && command.May(string(lines.Value(source)))
}

var maskedDefinitions = parser.NewContextKey() // []byte: the source with commands masked behind each "]:"

func maskDefinitions(source []byte) []byte {
	masked := bytes.Clone(source)
	for i := 0; i+2 < len(source); i++ {
		if source[i] != ']' || source[i+1] != ':' {
			continue
		}
		rest := source[i+2 : min(len(source), i+2+longestMark)]
		blanks := len(rest) - len(bytes.TrimLeft(rest, " "))
		copy(masked[i+2+blanks:], maskAddress(rest[blanks:]))
	}
	return masked
}

// maskAddress returns an address at the beginning of a text with the commands
// in it masked, nil where there are none, up to the first blank behind them.
func maskAddress(text []byte) []byte {
	var masked []byte
	whole := text
	text = text[:min(len(text), longestMark)]
	for i := 0; i < len(text) && strings.IndexByte("< \t\r\n)`", text[i]) < 0; {
		closing := []byte("}}")
		switch {
		case bytes.HasPrefix(text[i:], []byte("{%")):
			closing = []byte("%}")
		case !bytes.HasPrefix(text[i:], []byte("{{")):
			i++
			continue
		}
		length := bytes.Index(text[i:], closing)
		if length < 0 || bytes.IndexByte(text[i:i+length], '\n') >= 0 {
			break
		}
		end := i + length + len(closing)
		masked = append(masked, text[len(masked):end]...)
		for ; i < end; i++ {
			switch masked[i] {
			case ' ':
				masked[i] = blankMask
			case '\t':
				masked[i] = tabMask
			}
		}
	}
	if masked == nil {
		return nil
	}
	rest := whole[len(masked):]
	if end := bytes.IndexAny(rest, " \t\r\n"); end >= 0 {
		rest = rest[:end+1]
	}
	return append(masked, rest...)
}

// unmask returns a text as it is written.
func unmask(text []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte{blankMask}, []byte(" ")), []byte{tabMask}, []byte("\t"))
}

// linkCommands are the commands whose meaning in an address is plain. Their
// group is the address, without one it is nothing but the site's own.
var linkCommands = []*regexp.Regexp{
	regexp.MustCompile(`^\{%-?\s*link\s+/?(\S+)\s*-?%\}`),                                        // Jekyll: from the root
	regexp.MustCompile(`^\{\{-?\s*["']/?([^"']*)["']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}`), // Jekyll: from the root
	regexp.MustCompile(`^\{\{-?\s*get_url\(path\s*=\s*["']@?/?([^"']*)["']\)\s*-?\}\}`),          // Zola: from the root
	regexp.MustCompile(`^\{\{-?\s*(?:site\.(?:baseurl|url)|\.Site\.BaseURL|config\.base_url)\s*-?\}\}/?()`),
}

// hugoRef is Hugo's link to a page, from the page's folder or from the root.
var hugoRef = regexp.MustCompile(`^\{\{[<%]\s*(?:rel)?ref\s+["']?([^"'\s]+)["']?\s*[>%]\}\}`)

// linkCommand returns what an address with commands in it means, false where
// that is not plain.
func linkCommand(dest string) (meant string, ok bool) {
	if m := hugoRef.FindStringSubmatch(dest); m != nil {
		rest := dest[len(m[0]):]
		return m[1] + rest, !command.May(rest)
	}
	rest := dest
	for command.May(rest) {
		known := false
		for _, re := range linkCommands {
			if m := re.FindStringSubmatch(rest); m != nil {
				meant, rest, known = meant+m[1], rest[len(m[0]):], true
				break
			}
		}
		if !known {
			return dest, false
		}
	}
	return "/" + meant + rest, true
}

// linkCommand tells the author of a command in an address, and whether the
// link is followed.
func (s *survey) linkCommand(at diag.Span, written, meant string, ok bool) bool {
	if ok {
		s.found.Warning(at, "command-link", fmt.Sprintf("%s is a command of another program (Jekyll, Hugo, Zola); the link is read as %q", written, meant),
			fmt.Sprintf("write %s in its place", meant))
	} else {
		s.found.Warning(at, "command-link", fmt.Sprintf("the address %s holds a command of another program (Jekyll, Hugo, Zola), so the link leads nowhere", written),
			"link to the page's file: page.md")
	}
	return ok
}
