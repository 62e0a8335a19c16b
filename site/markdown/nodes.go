package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"kvartal/timeline/locale"
)

// nodes writes the nodes whose HTML is the house's own; the library writes
// all others.
type nodes struct{ locale *locale.Locale }

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindFencedCodeBlock, r.fence)
	reg.Register(extast.KindTable, r.table)
	reg.Register(kindCallout, r.callout)
	reg.Register(kindRoadmap, r.roadmap)
	reg.Register(kindTemplateText, r.templateText)
}

func escape(s string) string { return string(util.EscapeHTML([]byte(s))) }

func (r nodes) heading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	if entering {
		fmt.Fprintf(w, "<h%d", n.Level)
		html.RenderAttributes(w, node, html.HeadingAttributeFilter)
		_ = w.WriteByte('>')
		return ast.WalkContinue, nil
	}
	if id, ok := n.AttributeString("id"); ok && n.Level > 1 {
		fmt.Fprintf(w, ` <a class="anchor" href="#%s" aria-label="%s">#</a>`, escape(string(id.([]byte))), escape(r.locale.Must("heading_link")))
	}
	fmt.Fprintf(w, "</h%d>\n", n.Level)
	return ast.WalkContinue, nil
}

// address returns the value of an href or src attribute.
func address(dest string) string {
	switch plain, ok := internal(dest); {
	case dangerous(dest):
		return ""
	case ok:
		return mark(LinkHole, plain)
	}
	return string(util.EscapeHTML(util.URLEscape([]byte(dest), true)))
}

func title(w util.BufWriter, text []byte) {
	if len(text) > 0 {
		fmt.Fprintf(w, ` title="%s"`, util.EscapeHTML(text))
	}
}

func (r nodes) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	fmt.Fprintf(w, `<a href="%s"`, address(string(n.Destination)))
	title(w, n.Title)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (r nodes) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	s := survey{source: source}
	fmt.Fprintf(w, `<img src="%s" alt="%s"`, address(string(n.Destination)), escape(s.plain(n)))
	title(w, n.Title)
	_, _ = w.WriteString(` loading="lazy">`)
	return ast.WalkSkipChildren, nil
}

func (r nodes) table(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n<table>\n", escape(r.locale.Must("table")))
		return ast.WalkContinue, nil
	}
	if node.ChildCount() > 1 { // the library leaves the body open for its table to close
		_, _ = w.WriteString("</tbody>\n")
	}
	_, _ = w.WriteString("</table>\n</div>\n")
	return ast.WalkContinue, nil
}

func (r nodes) callout(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*callout)
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue, nil
	}
	heading := n.title
	if heading == "" {
		heading = r.locale.Must(n.kind)
	}
	fmt.Fprintf(w, "<div class=\"callout callout-%s\" role=\"note\">\n<p class=\"callout-title\">%s</p>\n", n.kind, escape(heading))
	return ast.WalkContinue, nil
}

func (r nodes) roadmap(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(mark(RoadmapHole, strconv.Itoa(node.(*roadmapBlock).number)) + "\n")
	}
	return ast.WalkContinue, nil
}

func (r nodes) templateText(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	if n := node.(*templateText); n.isBuildDate() {
		_, _ = w.WriteString(mark(UpdatedHole, ""))
	} else {
		_, _ = w.WriteString(escape(n.text))
	}
	return ast.WalkContinue, nil
}

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

// writeCode writes code with the classes of chroma; the theme has the colours.
func writeCode(w util.BufWriter, lang, code string) error {
	wrap := preCode{lang}
	var lexer chroma.Lexer
	if lang != "" {
		lexer = lexers.Get(lang)
	}
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
