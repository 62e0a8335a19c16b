package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func (r nodes) fence(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.FencedCodeBlock)
	lang := fenceLanguage(n, source)
	c := code{lang: lang, text: string(n.Lines().Value(source)), lexer: r.lexerOf(lang), node: n}
	caption := ""
	if c.lang == "mermaid" {
		caption = r.locale.Must("diagram_source")
		_, _ = w.WriteString("<figure class=\"diagram\">\n")
	} else if name := fenceSetting(n, "title", "name"); name != "" {
		fmt.Fprintf(w, "<figure class=\"code\">\n<figcaption>%s</figcaption>\n", escape(name))
		defer func() { _, _ = w.WriteString("</figure>\n") }()
	}
	if err := c.write(w); err != nil {
		return ast.WalkStop, err
	}
	if caption != "" {
		fmt.Fprintf(w, "<figcaption>%s</figcaption>\n</figure>\n", escape(caption))
	}
	return ast.WalkContinue, nil
}

// indented is code that is set in by four blanks.
func (r nodes) indented(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	return ast.WalkContinue, code{text: string(node.Lines().Value(source)), node: node}.write(w)
}

// Start and End write what code stands in. It can be scrolled, so it can be
// focused.
func (c code) Start(bool, string) string {
	var b bytes.Buffer
	w := bufWriter{&b}
	fmt.Fprintf(w, `<pre%s tabindex="0"`, classes(c.node, "chroma"))
	attributes(w, c.node, append([]string{"class"}, fenceNames...)...)
	_, _ = w.WriteString("><code")
	if c.lang != "" {
		fmt.Fprintf(w, ` class="language-%s"`, escape(c.lang))
	}
	_ = w.WriteByte('>')
	return b.String()
}

// End implements chroma's PreWrapper.
func (c code) End(bool) string { return "</code></pre>\n" }

// lexerOf returns what colours a language, nil for one that nobody knows. To
// find out that nobody does takes chroma milliseconds, so it is asked once.
func (r nodes) lexerOf(lang string) chroma.Lexer {
	switch lang {
	case "":
		return nil
	case "mermaid", "gantt":
		return mermaidLexer
	}
	known, met := r.lexers.Load(lang)
	if !met {
		known = lexers.Get(lang)
		r.lexers.Store(lang, known)
	}
	lexer, _ := known.(chroma.Lexer)
	return lexer
}

// code is a piece of source text and the node that it comes from, whose
// attributes say how it is shown.
type code struct {
	lang, text string
	lexer      chroma.Lexer // nil: nothing colours it
	node       ast.Node
}

// write writes the code with the classes of chroma; the theme has the colours.
func (c code) write(w util.BufWriter) error {
	lexer := c.lexer
	options := []chromahtml.Option{chromahtml.WithClasses(true), chromahtml.WithPreWrapper(c)}
	more := c.options()
	if lexer == nil && len(more) > 0 {
		lexer = lexers.Fallback
	}
	if lexer == nil {
		_, err := w.WriteString(c.Start(true, "") + escape(c.text) + c.End(true))
		return err
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, strings.TrimRight(c.text, "\n")+"\n")
	if err != nil {
		return err
	}
	return chromahtml.New(append(options, more...)...).Format(w, styles.Fallback, tokens)
}

// options are the line numbers and the marked lines that a fence asks for.
func (c code) options() []chromahtml.Option {
	var options []chromahtml.Option
	if numbers, set := fenceValue(c.node, "linenos"); set && numbers != "false" {
		options = append(options, chromahtml.WithLineNumbers(true))
	}
	if first, err := strconv.Atoi(fenceSetting(c.node, "linenostart")); err == nil {
		options = append(options, chromahtml.BaseLineNumber(first))
	}
	if lines := lineRanges(fenceSetting(c.node, "hl_lines")); len(lines) > 0 {
		options = append(options, chromahtml.HighlightLines(lines))
	}
	return options
}
