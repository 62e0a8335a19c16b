package markdown

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"

	"kvartal/site/command"
	"kvartal/timeline"
	"kvartal/timeline/diag"
)

// isRoadmapFile tells whether a destination names a file with a roadmap in it, or
// a page, which is no picture but may have one.
func isRoadmapFile(dest string) bool {
	name, _, _ := strings.Cut(dest, "#")
	switch strings.ToLower(path.Ext(name)) {
	case ".mmd", ".mermaid", ".md":
		return true
	}
	return strings.HasSuffix(strings.ToLower(name), timeline.TOMLSuffix)
}

// resolved returns a piece of Markdown text with its backslashes and entities
// read: "a\_b &amp; c" is "a_b & c".
func resolved(text []byte) string {
	if !bytes.ContainsAny(text, `\&`) {
		return string(text)
	}
	var b bytes.Buffer
	w := bufWriter{&b}
	gmhtml.DefaultWriter.Write(w, text)
	return html.UnescapeString(b.String())
}

// bufWriter is a buffer as the library's writers want it.
type bufWriter struct{ *bytes.Buffer }

func (bufWriter) Available() int { return 0 }
func (bufWriter) Buffered() int  { return 0 }
func (bufWriter) Flush() error   { return nil }

// noAddress are destinations that only look as if they had a scheme: C:\plan.md,
// http:/nordby.dk. They are links that lead nowhere.
var noAddress = regexp.MustCompile(`^(?:[A-Za-z]:[\\/]|(?i:https?):(?:/?[^/]|/*$))`)

// internal tells whether a destination leads to something within the site.
func internal(dest string) bool {
	if strings.HasPrefix(dest, "//") {
		return false
	}
	if noAddress.MatchString(dest) {
		return true
	}
	i := strings.IndexAny(dest, ":/?#")
	return i <= 0 || dest[i] != ':' // else it has a scheme
}

// dangerous tells addresses that run a program when they are followed.
func dangerous(dest string) bool { return gmhtml.IsDangerousURL([]byte(dest)) }

// link checks the destination of a link as the library gives it, notes it where
// it leads to something within the site, and returns it with the commands in it
// replaced by what they mean.
func (s *survey) link(at diag.Span, dest []byte, image bool) []byte {
	if command.May(string(dest)) {
		written := string(dest)
		meant, ok := linkCommand(written)
		s.linkCommand(at, written, meant, ok)
		if !ok {
			return dest
		}
		dest = []byte(meant)
	}
	written := resolved(dest)
	switch {
	case strings.HasPrefix(strings.ToLower(written), "file:"):
		s.found.Error(at, "link-scheme", fmt.Sprintf(`"%s" is a file on your own computer or a shared drive, which no reader has`, written),
			"copy it into the folder of the page, and link to it by its name")
	case dangerous(written):
		s.found.Error(at, "link-scheme", fmt.Sprintf(`the address "%s" is not allowed in a link`, written),
			"link to a page, a file, or an https address")
	case internal(written):
		s.note(at, written, image)
	}
	return dest
}

// note hands on a link that leads to something within the site.
func (s *survey) note(at diag.Span, dest string, image bool) {
	s.doc.Links = append(s.doc.Links, Link{Dest: dest, Pos: s.pos(at.Start), Width: utf8.RuneCountInString(s.src.Text[at.Start:at.End]), Image: image})
}

// longestMark is up to how many bytes of a line are looked at for the end of a
// link or of another tool's command, so that a line of nothing but their
// beginnings does not cost the square of its length.
const longestMark = 2000

// pos returns the place of an offset. Offsets that come in order cost no more
// than the text between them.
func (s *survey) pos(offset int) diag.Pos {
	if offset < s.last.offset || s.src.Line(offset) != s.last.pos.Line {
		s.last.pos = s.src.Pos(offset)
	} else {
		s.last.pos.Col += utf8.RuneCountInString(s.src.Text[s.last.offset:offset])
	}
	s.last.offset = offset
	return s.last.pos
}

// linkSpan returns where a link stands, from its first bracket to its end, or
// to the end of the line where it goes on behind it.
func (s *survey) linkSpan(n ast.Node) diag.Span {
	start := max(0, n.Pos())
	line, _, _ := strings.Cut(s.src.Text[start:min(start+longestMark, len(s.src.Text))], "\n")
	line = strings.TrimRight(line, " \t")
	end, ok := closing(line, strings.IndexByte(line, '['), '[', ']')
	if ok && end < len(line) {
		switch line[end] {
		case '(':
			end, ok = closing(line, end, '(', ')')
		case '[':
			end, ok = closing(line, end, '[', ']')
		}
	}
	if !ok {
		end = len(line)
	}
	return diag.Span{Start: start, End: start + end}
}

// closing returns the offset behind the bracket that closes the one at the
// offset at.
func closing(line string, at int, open, shut byte) (int, bool) {
	depth := 0
	for i := max(0, at); i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth--; depth <= 0 {
				return i + 1, true
			}
		}
	}
	return 0, false
}
