package markdown

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// calloutKinds are GitHub's (docs.github.com, "Alerts").
var calloutKinds = []string{"note", "tip", "important", "warning", "caution"}

var calloutLine = regexp.MustCompile(`^\[!([A-Za-z]+)\][ \t]*(.*)$`)

// callout is a block quote that begins with [!NOTE].
type callout struct {
	ast.BaseBlock
	kind  string
	title string // "" for the kind's own in the page's language
}

var kindCallout = ast.NewNodeKind("Callout")

func (c *callout) Kind() ast.NodeKind { return kindCallout }
func (c *callout) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"kind": c.kind}, nil)
}

// callouts replaces the block quotes that are callouts.
func (s *survey) callouts(root ast.Node) {
	for _, q := range find[*ast.Blockquote](root) {
		p, ok := q.FirstChild().(*ast.Paragraph)
		if !ok || p.Lines().Len() == 0 {
			continue
		}
		seg := p.Lines().At(0)
		m := calloutLine.FindStringSubmatch(strings.TrimSpace(string(seg.Value(s.source))))
		if m == nil {
			continue
		}
		kind := strings.ToLower(m[1])
		if !known(kind) {
			s.list = append(s.list, s.src.Warning(diag.Span{Start: seg.Start, End: seg.Start + len(m[1]) + 3}, "callout-kind",
				fmt.Sprintf("unknown callout %q", m[1])).Hint(diag.DidYouMean(kind, calloutKinds)))
			continue
		}
		c := &callout{kind: kind, title: m[2]}
		c.SetPos(max(0, q.Pos()))
		dropFirstLine(p)
		if p.FirstChild() == nil {
			q.RemoveChild(q, p)
		}
		for child := q.FirstChild(); child != nil; child = q.FirstChild() {
			c.AppendChild(c, child)
		}
		q.Parent().ReplaceChild(q.Parent(), q, c)
	}
}

func known(kind string) bool {
	for _, k := range calloutKinds {
		if k == kind {
			return true
		}
	}
	return false
}

// dropFirstLine removes what stands on a paragraph's first line.
func dropFirstLine(p *ast.Paragraph) {
	for child := p.FirstChild(); child != nil; child = p.FirstChild() {
		p.RemoveChild(p, child)
		if t, ok := child.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return
		}
	}
}

// find returns all nodes of a type, outer before inner.
func find[T ast.Node](root ast.Node) []T {
	var found []T
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(T); ok && entering {
			found = append(found, t)
		}
		return ast.WalkContinue, nil
	})
	return found
}
