package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// idSet holds the ids of a page that are taken.
type idSet map[string]bool

// unused returns id, or id-1, id-2 ... as GitHub does.
func (s idSet) unused(id string) string {
	if id == "" {
		id = "section"
	}
	name := id
	for n := 1; s[name]; n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	return name
}

// HeadingID makes an id of a heading's text in GitHub's way: lower case,
// punctuation dropped, blanks to hyphens; letters of every alphabet stay, so
// that æøå do.
func HeadingID(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (s *survey) heading(h *ast.Heading) {
	title := s.plain(h)
	id := ""
	if own, ok := h.AttributeString("id"); ok {
		if v, isBytes := own.([]byte); isBytes {
			id = string(v)
		}
	}
	if id != "" && s.ids[id] {
		s.list = append(s.list, s.src.Warning(s.lineOf(h), "anchor-twice",
			fmt.Sprintf("the id %q is already taken on this page", id)).Hint("links to it lead to the first place that has it"))
	} else {
		if id == "" {
			id = s.ids.unused(HeadingID(title))
		}
		s.anchor(id)
	}
	h.SetAttributeString("id", []byte(id))
	s.doc.Headings = append(s.doc.Headings, Heading{h.Level, id, title})
}

func (s *survey) anchor(id string) {
	s.ids[id] = true
	s.doc.Anchors = append(s.doc.Anchors, id)
}

// lineOf returns the line that a block begins on.
func (s *survey) lineOf(n ast.Node) diag.Span {
	at := max(0, n.Pos())
	if n.Pos() < 0 && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	end := at + strings.IndexByte(s.src.Text[at:]+"\n", '\n')
	return diag.Span{Start: at, End: end}
}

var idAttribute = regexp.MustCompile(`(?i)<[a-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)`)

// rawAnchors finds the ids in an author's own HTML.
func (s *survey) rawAnchors(n ast.Node) {
	var raw strings.Builder
	switch n := n.(type) {
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			raw.Write(seg.Value(s.source))
		}
	case *ast.HTMLBlock:
		raw.Write(n.Lines().Value(s.source))
	}
	for _, m := range idAttribute.FindAllStringSubmatch(raw.String(), -1) {
		if !s.ids[m[1]] {
			s.anchor(m[1])
		}
	}
}
