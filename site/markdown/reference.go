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

// destination checks the destination and the title of a link or image and
// returns the destination as it is meant.
func (s *survey) destination(n ast.Node, ref *ast.ReferenceLink, dest, title []byte) []byte {
	var d *definition
	if ref != nil {
		d = s.defined[util.ToLinkReference(bytes.TrimSpace(ref.Value))]
	}
	if d == nil {
		at := s.linkSpan(n)
		s.valueCommands(behind(s.src.Text, at, dest), string(title))
		return s.link(at, dest, n.Kind() == ast.KindImage)
	}
	if !d.used {
		s.valueCommands(behind(s.src.Text, d.at, dest), string(title))
		d.used, d.dest = true, s.link(d.at, dest, n.Kind() == ast.KindImage)
	}
	return d.dest
}

// behind returns what stands behind a destination in a link or a definition:
// its title.
func behind(source string, at diag.Span, dest []byte) diag.Span {
	for _, before := range []string{"](", ""} { // the words of a link may say its address too
		if i := strings.Index(source[at.Start:at.End], before+string(dest)); i >= 0 {
			at.Start += i + len(before) + len(dest)
			break
		}
	}
	return at
}
