package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"kvartal/timeline/diag"
)

// definition is a line "[label]: destination", which links refer to. What is
// wrong with it is told once, where it stands.
type definition struct {
	at   diag.Span
	used bool
	dest []byte // as link returned it, once used
}

// definitions finds them all. Of two with one label the first counts.
func (s *survey) definitions(root ast.Node) {
	s.defined = map[string]*definition{}
	for _, n := range find[*ast.LinkReferenceDefinition](root) {
		label := util.ToLinkReference(n.Label)
		if _, twice := s.defined[label]; twice || n.Pos() < 0 {
			continue
		}
		line, _, _ := strings.Cut(s.src.Text[n.Pos():], "\n")
		start := n.Pos() + max(0, strings.IndexByte(line, '['))
		end := n.Pos() + len(strings.TrimRight(line, " \t"))
		s.defined[label] = &definition{at: diag.Span{Start: start, End: max(start, end)}}
	}
}

// destination checks the destination of a link or image and returns it as it
// is meant.
func (s *survey) destination(n ast.Node, ref *ast.ReferenceLink, dest []byte) []byte {
	var d *definition
	if ref != nil {
		d = s.defined[util.ToLinkReference(bytes.TrimSpace(ref.Value))]
	}
	if d == nil {
		return s.link(s.linkSpan(n), dest, n.Kind() == ast.KindImage)
	}
	if !d.used {
		d.used, d.dest = true, s.link(d.at, dest, n.Kind() == ast.KindImage)
	}
	return d.dest
}
