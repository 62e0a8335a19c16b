package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// footnoteID is the id of a footnote's text.
func footnoteID(n int) string { return fmt.Sprintf("fn-%d", n) }

// footnoteRef is the id of the place that a footnote belongs to; again counts
// the places of one footnote, from 0.
func footnoteRef(n, again int) string {
	if again == 0 {
		return fmt.Sprintf("fnref-%d", n)
	}
	return fmt.Sprintf("fnref-%d-%d", n, again+1)
}

func (r nodes) footnoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if n := node.(*extast.FootnoteLink); entering {
		fmt.Fprintf(w, `<sup id="%s"><a href="#%s" class="footnote-ref" role="doc-noteref">%d</a></sup>`,
			footnoteRef(n.Index, n.RefIndex), footnoteID(n.Index), n.Index)
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if n := node.(*extast.FootnoteBacklink); entering {
		label := fmt.Sprintf(r.locale.Must("footnote_back"), n.Index)
		if n.RefIndex > 0 {
			label += fmt.Sprintf(" (%d)", n.RefIndex+1)
		}
		fmt.Fprintf(w, `&nbsp;<a href="#%s" class="footnote-backref" role="doc-backlink" aria-label="%s">↩&#xFE0E;</a>`,
			footnoteRef(n.Index, n.RefIndex), escape(label))
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<li id=\"%s\">\n", footnoteID(node.(*extast.Footnote).Index))
	} else {
		_, _ = w.WriteString("</li>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnotes(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"%s\">\n<hr>\n<ol>\n", escape(r.locale.Must("footnotes")))
	} else {
		_, _ = w.WriteString("</ol>\n</section>\n")
	}
	return ast.WalkContinue, nil
}
