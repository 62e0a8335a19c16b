package markdown

import (
	"fmt"
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
	lang, code := fenceLanguage(n, source), string(n.Lines().Value(source))
	if lang != "mermaid" {
		return ast.WalkContinue, writeCode(w, lang, code)
	}
	_, _ = w.WriteString("<figure class=\"diagram\">\n")
	if err := writeCode(w, lang, code); err != nil {
		return ast.WalkStop, err
	}
	fmt.Fprintf(w, "<figcaption>%s</figcaption>\n</figure>\n", escape(r.locale.Must("diagram_source")))
	return ast.WalkContinue, nil
}

// indented is code that is set in by four blanks.
func (r nodes) indented(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	return ast.WalkContinue, writeCode(w, "", string(node.Lines().Value(source)))
}

// preCode is what code stands in. It can be scrolled, so it can be focused.
type preCode struct{ lang string }

func (p preCode) Start(bool, string) string {
	class := ""
	if p.lang != "" {
		class = fmt.Sprintf(` class="language-%s"`, escape(p.lang))
	}
	return `<pre class="chroma" tabindex="0"><code` + class + ">"
}

func (p preCode) End(bool) string { return "</code></pre>\n" }

// lexerOf returns what colours a language, nil for one that nobody knows.
func lexerOf(lang string) chroma.Lexer {
	switch lang {
	case "":
		return nil
	case "mermaid", "gantt":
		return mermaidLexer
	}
	return lexers.Get(lang)
}

// writeCode writes code with the classes of chroma; the theme has the colours.
func writeCode(w util.BufWriter, lang, code string) error {
	wrap := preCode{lang}
	lexer := lexerOf(lang)
	if lexer == nil {
		_, err := w.WriteString(wrap.Start(true, "") + escape(code) + wrap.End(true))
		return err
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, strings.TrimRight(code, "\n")+"\n")
	if err != nil {
		return err
	}
	return chromahtml.New(chromahtml.WithClasses(true), chromahtml.WithPreWrapper(wrap)).Format(w, styles.Fallback, tokens)
}
