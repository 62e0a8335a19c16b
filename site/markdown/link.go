package markdown

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"

	"kvartal/timeline/diag"
)

// IsRoadmapFile tells whether a path names a file with a roadmap in it.
func IsRoadmapFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".mmd", ".mermaid":
		return true
	}
	return false
}

// internal returns the destination of a link within the site, unescaped, or
// false for an address elsewhere.
func internal(dest string) (string, bool) {
	if strings.HasPrefix(dest, "//") {
		return "", false
	}
	if i := strings.IndexAny(dest, ":/?#"); i > 0 && dest[i] == ':' {
		return "", false // has a scheme
	}
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	return dest, true
}

// dangerous tells addresses that run a program when they are followed.
func dangerous(dest string) bool { return html.IsDangerousURL([]byte(dest)) }

func (s *survey) link(n ast.Node, written string) {
	at := s.linkSpan(n)
	if dangerous(written) {
		s.list = append(s.list, s.src.Error(at, "link-scheme", fmt.Sprintf("the address %q is not allowed in a link", written)).
			Hint("link to a page, a file, or an https address"))
		return
	}
	if dest, ok := internal(written); ok {
		s.doc.Links = append(s.doc.Links, Link{Dest: dest, Pos: s.src.Pos(at.Start)})
	}
}

// linkSpan returns where a link stands, from its bracket to its end on the
// same line.
func (s *survey) linkSpan(n ast.Node) diag.Span {
	start := max(0, n.Pos())
	line, _, _ := strings.Cut(s.src.Text[start:], "\n")
	end := len(line)
	if i := strings.Index(line, "]("); i >= 0 {
		if j := strings.IndexByte(line[i:], ')'); j >= 0 {
			end = i + j + 1
		}
	} else if i := strings.IndexByte(line, ']'); i >= 0 {
		end = i + 1
	}
	return diag.Span{Start: start, End: start + end}
}
