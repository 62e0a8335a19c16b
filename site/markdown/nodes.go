package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"kvartal/site/command"
	"kvartal/timeline/locale"
)

// nodes writes the nodes whose HTML is the house's own; the library writes
// all others.
type nodes struct {
	locale  *locale.Locale
	options Options
	lexers  *sync.Map // language as written -> chroma.Lexer, nil where there is none
}

// RegisterFuncs implements renderer.NodeRenderer.
func (r nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	if r.options.Site || r.options.TagFilter {
		reg.Register(ast.KindRawHTML, r.rawInline)
		reg.Register(ast.KindHTMLBlock, r.rawBlock)
	}
	if !r.options.Site {
		return
	}
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindAutoLink, r.autoLink)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindFencedCodeBlock, r.fence)
	reg.Register(ast.KindCodeBlock, r.indented)
	reg.Register(extast.KindTable, r.table)
	reg.Register(extast.KindTaskCheckBox, r.checkBox)
	reg.Register(extast.KindFootnoteLink, r.footnoteLink)
	reg.Register(extast.KindFootnoteBacklink, r.footnoteBacklink)
	reg.Register(extast.KindFootnote, r.footnote)
	reg.Register(extast.KindFootnoteList, r.footnotes)
	reg.Register(kindCallout, r.callout)
	reg.Register(kindCalloutTitle, r.calloutTitle)
	reg.Register(kindRoadmap, r.roadmap)
	reg.Register(kindShortcode, r.shortcode)
	reg.Register(kindTOC, r.toc)
	reg.Register(kindTemplateText, r.templateText)
}

// attributes writes those of a node that the author gave it, but for some.
func attributes(w util.BufWriter, n ast.Node, skip ...string) {
	for _, a := range n.Attributes() {
		if name := string(a.Name); !strings.HasPrefix(name, "kvartal-") && !slices.Contains(skip, name) {
			fmt.Fprintf(w, ` %s="%s"`, name, escape(string(a.Value.([]byte))))
		}
	}
}

// classes returns a class attribute with the house's names and the author's.
func classes(n ast.Node, house string) string {
	if own, ok := n.AttributeString("class"); ok {
		house += " " + string(own.([]byte))
	}
	return fmt.Sprintf(` class="%s"`, escape(house))
}

func escape(s string) string { return string(util.EscapeHTML([]byte(s))) }

func (r nodes) heading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	if entering {
		fmt.Fprintf(w, "<h%d", n.Level)
		attributes(w, node)
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
	switch {
	case dangerous(dest):
		return ""
	case command.May(dest):
		return escape(dest)
	case internal(dest):
		return mark(LinkHole, dest)
	}
	return string(util.EscapeHTML(util.URLEscape([]byte(dest), false)))
}

// title writes the title of a link or image: the one in its brackets, else that
// of its attributes.
func title(w util.BufWriter, n ast.Node, text []byte) {
	given := resolved(text)
	if own, ok := n.AttributeString("title"); ok && given == "" {
		given = string(own.([]byte))
	}
	if given != "" {
		fmt.Fprintf(w, ` title="%s"`, escape(given))
	}
}

func (r nodes) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	fmt.Fprintf(w, `<a href="%s"`, address(resolved(n.Destination)))
	title(w, n, n.Title)
	attributes(w, n, "title")
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (r nodes) autoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	dest, label := string(n.URL(source)), escape(string(n.Label(source)))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if dangerous(dest) {
		_, _ = w.WriteString(label)
	} else {
		fmt.Fprintf(w, `<a href="%s"`, util.EscapeHTML(util.URLEscape([]byte(dest), false)))
		attributes(w, n)
		fmt.Fprintf(w, ">%s</a>", label)
	}
	return ast.WalkContinue, nil
}

func (r nodes) image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Image)
	s := survey{source: source}
	fmt.Fprintf(w, `<img src="%s" alt="%s"`, address(resolved(n.Destination)), escape(s.plain(n)))
	title(w, n, n.Title)
	if _, own := n.AttributeString("loading"); !own {
		_, _ = w.WriteString(` loading="lazy"`)
	}
	attributes(w, n, "title")
	_ = w.WriteByte('>')
	return ast.WalkSkipChildren, nil
}

// table puts a table in a box that scrolls, with the name that survey gave it;
// the library writes what is in it.
func (r nodes) table(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</table>\n</div>\n")
		return ast.WalkContinue, nil
	}
	name, _ := node.AttributeString(tableName)
	fmt.Fprintf(w, "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n<table", escape(name.(string)))
	attributes(w, node)
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

// tableName is the attribute of a table's node that holds its name.
const tableName = "kvartal-name"

// table names a table after the heading that it stands under, else after its
// columns, so that no two tables of a page have the same name.
func (s *survey) table(n *extast.Table) {
	name := s.section
	if name == "" && n.FirstChild() != nil {
		var columns []string
		for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
			if text := s.plain(cell); text != "" {
				columns = append(columns, text)
			}
		}
		name = shorten(strings.Join(columns, ", "), 80)
	}
	s.tables[name]++
	if again := s.tables[name]; again > 1 {
		name = strings.TrimSpace(fmt.Sprintf("%s (%d)", name, again))
	}
	if name == "" {
		name = s.locale.Must("table")
	} else {
		name = fmt.Sprintf(s.locale.Must("table_region"), name)
	}
	n.SetAttributeString(tableName, name)
}

// checkBox is the box of a task list. It cannot be changed, but it is read out.
func (r nodes) checkBox(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	state, label := "", "task_open"
	if node.(*extast.TaskCheckBox).IsChecked {
		state, label = " checked", "task_done"
	}
	fmt.Fprintf(w, `<input type="checkbox" disabled%s aria-label="%s"> `, state, escape(r.locale.Must(label)))
	return ast.WalkContinue, nil
}

func (r nodes) callout(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<div%s role=\"note\"", classes(node, "callout callout-"+node.(*callout).kind))
		attributes(w, node, "class", "role")
		_, _ = w.WriteString(">\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodes) calloutTitle(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</p>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<p class="callout-title">`)
	if node.FirstChild() == nil {
		_, _ = w.WriteString(escape(r.locale.Must(node.Parent().(*callout).kind)))
	}
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
