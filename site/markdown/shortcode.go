package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"kvartal/site/shortcode"
	"kvartal/timeline/diag"
)

// shortcodeBlock stands where a shortcode's HTML is put.
type shortcodeBlock struct {
	ast.BaseBlock
	number int // in Doc.Shortcodes
}

var kindShortcode = ast.NewNodeKind("Shortcode")

func (b *shortcodeBlock) Kind() ast.NodeKind { return kindShortcode }
func (b *shortcodeBlock) Dump(source []byte, level int) {
	ast.DumpHelper(b, source, level, map[string]string{"number": strconv.Itoa(b.number)}, nil)
}

// shortcodes puts a shortcodeBlock in the place of every paragraph that is a
// shortcode, in order, and tells of mistakes in them. Commands of other programs
// stay as they are.
func (s *survey) shortcodes(root ast.Node) {
	for _, t := range find[*templateText](root) {
		if t.open {
			t.ours = true
			s.found.Error(t.at, "shortcode-open", "the shortcode that begins here is not closed", "write >}} at its end")
			continue
		}
		call, mistakes, known := shortcode.Parse(t.text)
		for _, m := range mistakes {
			at, code := diag.Span{Start: t.at.Start + m.At.Start, End: t.at.Start + m.At.End}, "shortcode-value"
			if strings.Contains(t.text, "\n") { // a quotation's marks may stand between
				at = t.at
			}
			if !known {
				code = "shortcode-unknown"
			}
			s.found.Error(at, code, m.Message, m.Hint)
		}
		t.ours = known || len(mistakes) > 0
		if !known {
			continue
		}
		p := t.Parent()
		if p.ChildCount() != 1 || p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
			s.found.Error(t.at, "shortcode-inline", "a shortcode does not fit into a line of text",
				"give it a paragraph of its own: an empty line above and below it")
			continue
		}
		call.Locate(s.src, t.at)
		block := &shortcodeBlock{number: len(s.doc.Shortcodes)}
		block.SetPos(max(0, p.Pos()))
		s.doc.Shortcodes = append(s.doc.Shortcodes, call)
		p.Parent().ReplaceChild(p.Parent(), p, block)
	}
}

// shortcodeLinks makes the pages that a shortcode names links like any other.
func (s *survey) shortcodeLinks(n *shortcodeBlock) {
	call := s.doc.Shortcodes[n.number]
	for _, param := range call.Pages() {
		at, width := call.Place(param)
		s.doc.Links = append(s.doc.Links, Link{Dest: call.Text(param), Pos: at, Width: width})
	}
}

func (r nodes) shortcode(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(mark(ShortcodeHole, strconv.Itoa(node.(*shortcodeBlock).number)) + "\n")
	}
	return ast.WalkContinue, nil
}
