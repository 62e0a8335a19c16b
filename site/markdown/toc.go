package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// tocMark is the attribute of a list that {:toc} stands under.
const tocMark = "kvartal-toc"

// tocBlock is a table of contents in the text, in place of a list with {:toc}.
type tocBlock struct {
	ast.BaseBlock
	doc *Doc // its headings are complete when the block is written
}

var kindTOC = ast.NewNodeKind("TOC")

func (t *tocBlock) Kind() ast.NodeKind            { return kindTOC }
func (t *tocBlock) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// tocs puts a table of contents in the place of the list with {:toc}.
func (s *survey) tocs(root ast.Node) {
	for _, list := range find[*ast.List](root) {
		if _, ok := list.AttributeString(tocMark); !ok {
			continue
		}
		if s.doc.TOC {
			s.found.Warning(s.lineOf(list), "toc-twice", "the page has its table of contents further up; this list stays as it is", "keep one of them")
			continue
		}
		s.doc.TOC = true
		block := &tocBlock{doc: s.doc}
		block.SetPos(max(0, list.Pos()))
		list.Parent().ReplaceChild(list.Parent(), list, block)
	}
}

// toc writes the headings below the page's title as a list of lists.
func (r nodes) toc(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var open []int // levels of the lists that are open
	for _, h := range node.(*tocBlock).doc.Headings {
		if h.NoTOC || h.Level == 1 {
			continue
		}
		for len(open) > 1 && h.Level < open[len(open)-1] {
			_, _ = w.WriteString("</li>\n</ul>\n")
			open = open[:len(open)-1]
		}
		if len(open) == 0 || h.Level > open[len(open)-1] {
			if len(open) > 0 {
				_ = w.WriteByte('\n')
			}
			_, _ = w.WriteString("<ul>\n")
			open = append(open, h.Level)
		} else {
			_, _ = w.WriteString("</li>\n")
			open[len(open)-1] = h.Level
		}
		fmt.Fprintf(w, `<li><a href="#%s">%s</a>`, escape(h.ID), escape(h.Title))
	}
	for range open {
		_, _ = w.WriteString("</li>\n</ul>\n")
	}
	return ast.WalkContinue, nil
}
