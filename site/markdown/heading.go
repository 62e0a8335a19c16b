package markdown

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"kvartal/timeline/diag"
)

// idSet holds the ids of a page that are taken, each with the last number that
// was put behind it.
type idSet map[string]int

func (s idSet) has(id string) bool { _, ok := s[id]; return ok }

func (s idSet) take(id string) { s[id] = max(0, s[id]) }

// unused returns id, or id-1, id-2 ... as GitHub does.
func (s idSet) unused(id string) string {
	if id == "" {
		id = "section"
	}
	name := id
	for s.has(name) {
		s[id]++
		name = fmt.Sprintf("%s-%d", id, s[id])
	}
	return name
}

// HeadingID makes an id of a heading's text in GitHub's way: lower case,
// punctuation dropped, blanks to hyphens; letters of every alphabet stay, so
// that æøå do, however the file spells them.
func HeadingID(title string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(title)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ownIDs takes the ids that the author wrote, and those of footnotes and
// roadmaps, so that the page's other ids keep clear of them, wherever they
// stand.
func (s *survey) ownIDs(root ast.Node) {
	for _, n := range find[ast.Node](root) {
		if id := ownID(n); id != "" {
			s.ids.take(id)
		}
		switch n := n.(type) {
		case *ast.RawHTML, *ast.HTMLBlock:
			for _, v := range s.rawValues(n) {
				if v.isID() {
					s.ids.take(v.value)
				}
			}
		case *extast.FootnoteLink:
			s.anchor(footnoteRef(n.Index, n.RefIndex))
		case *extast.Footnote:
			s.anchor(footnoteID(n.Index))
		}
	}
	s.roadmapIDs(find[*roadmapBlock](root))
}

// ownID returns the id that {#own-id} gives a node.
func ownID(n ast.Node) string {
	if own, ok := n.AttributeString("id"); ok {
		if v, isBytes := own.([]byte); isBytes {
			return string(v)
		}
	}
	return ""
}

// typedHyphens undoes the typographer's dashes: GitHub makes its ids of the
// hyphens that were typed.
var typedHyphens = map[string]string{"–": "--", "—": "---"}

func (s *survey) heading(h *ast.Heading) {
	title := s.plain(h)
	id := ownID(h)
	if id == "" {
		id = s.ids.unused(HeadingID(s.words(h, typedHyphens)))
		h.SetAttributeString("id", []byte(id))
		s.anchor(id)
	} else {
		id = s.claim(h, id)
	}
	s.doc.Headings = append(s.doc.Headings, Heading{h.Level, id, title, hasClass(h, "no_toc")})
	s.section = title
}

// claim makes an anchor of the id that an author gave a node, or of another if
// it is taken, and returns it.
func (s *survey) claim(n ast.Node, id string) string {
	id = s.claimed(n, id)
	n.SetAttributeString("id", []byte(id))
	return id
}

// claimed is claim for an id that is not written on the node.
func (s *survey) claimed(n ast.Node, id string) string {
	if s.anchored.has(id) {
		other := s.ids.unused(id)
		s.found.Warning(s.lineOf(n), "anchor-twice",
			fmt.Sprintf("the id %q is already taken on this page; this one gets %q", id, other), "give each place an id of its own")
		id = other
	}
	s.anchor(id)
	return id
}

func (s *survey) anchor(id string) {
	s.ids.take(id)
	s.anchored.take(id)
	s.doc.Anchors = append(s.doc.Anchors, id)
}

// lineOf returns the line that a block begins on.
func (s *survey) lineOf(n ast.Node) diag.Span {
	at := max(0, n.Pos())
	if n.Pos() < 0 && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	line, _, _ := strings.Cut(s.src.Text[at:], "\n")
	return diag.Span{Start: at, End: at + len(line)}
}

// hasClass tells whether an author gave a node a class.
func hasClass(n ast.Node, name string) bool {
	own, ok := n.AttributeString("class")
	return ok && slices.Contains(strings.Fields(string(own.([]byte))), name)
}
