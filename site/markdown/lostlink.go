package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// fileEndings are those of files that a page leads to or shows. An address
// with a blank in it is only taken for one where it ends so.
var fileEndings = strings.Fields(".md .html .htm .pdf .png .jpg .jpeg .gif .svg .webp .avif .mmd .mermaid .toml .txt .csv .ics .zip " +
	".doc .docx .odt .rtf .xls .xlsx .ods .ppt .pptx .odp .mp4 .mp3 .json .xml .yml .yaml .drawio .vsdx .key .msg .eml")

// linkTitle is the title that may stand behind a link's address.
var linkTitle = regexp.MustCompile(`\s+(?:"[^"]*"|'[^']*')\s*$`)

// longestAddress is up to how many bytes before and behind the middle of a link
// are looked at, so that a line of nothing but brackets costs no more than its
// length.
const longestAddress = 400

// lostLink warns of [text](a file.md), which CommonMark reads as text for the
// blank in the address, and of [text] (file.md) and (text)[file.md]. t is a piece
// of running text.
func (s *survey) lostLink(t *ast.Text) {
	if t.Parent().Kind() == ast.KindCodeSpan || t.IsRaw() {
		return
	}
	for at := t.Segment.Start; at < t.Segment.Stop; at++ {
		if c := s.source[at]; c == ']' && s.follows(at, " (") || c == ')' && s.follows(at, "[") {
			at += s.oddLink(at)
			continue
		}
		if s.source[at] == ']' && s.follows(at, "[") {
			at += s.noReference(at)
			continue
		}
		if s.source[at] != ']' || !s.follows(at, "(") {
			continue
		}
		rest := s.restOfLine(at + 1)
		end, closed := closing(rest, 0, '(', ')')
		open, opened := s.opens(at, '[', ']')
		if !closed || !opened {
			continue
		}
		dest := strings.TrimSpace(linkTitle.ReplaceAllString(rest[1:end-1], ""))
		file, anchor, _ := strings.Cut(dest, "#")
		if !strings.ContainsAny(dest, " \t") || strings.ContainsAny(dest, "<>`") || !slices.Contains(fileEndings, strings.ToLower(path.Ext(file))) {
			continue
		}
		if anchor != "" {
			anchor = "#" + anchor
		}
		s.found.Warning(diag.Span{Start: open, End: at + 1 + end}, "link-blank",
			fmt.Sprintf(`there is a blank in the address "%s", so this is text, not a link`, dest),
			fmt.Sprintf("write (<%s>) or (%s)", dest, strings.ReplaceAll(file, " ", "%20")+anchor))
		at += end
	}
}

// follows tells whether a text stands right behind a byte.
func (s *survey) follows(at int, text string) bool {
	return bytes.HasPrefix(s.source[at+1:], []byte(text))
}

// restOfLine returns what stands on a line from an offset on, as far as the
// address of a link may reach.
func (s *survey) restOfLine(at int) string {
	rest, _, _ := strings.Cut(string(s.source[at:min(len(s.source), at+longestAddress)]), "\n")
	return rest
}

// oddLink warns of a link whose brackets are turned round, or have a blank between
// them, where a file or a website is meant; at is where the first pair is closed.
// It returns how many bytes behind that belong to it.
func (s *survey) oddLink(at int) int {
	code, why, first, second := "link-blank", `there is a blank between "]" and "("`, "[]", "()"
	blank := 1
	if s.source[at] == ')' {
		code, why, first, second = "link-turned", "the brackets are turned round", "()", "[]"
		blank = 0
	}
	rest := s.restOfLine(at + 1 + blank)
	end, closed := closing(rest, 0, second[0], second[1])
	open, opened := s.opens(at, first[0], first[1])
	if !closed || !opened {
		return 0
	}
	dest := strings.TrimSpace(rest[1 : end-1])
	sign, text, _ := strings.Cut(string(s.source[open:at]), string(first[0])) // "!" of a picture
	file, _, _ := strings.Cut(dest, "#")
	isFile := slices.Contains(fileEndings, strings.ToLower(path.Ext(file))) && !strings.ContainsAny(dest, " \t<>`")
	isSite := strings.HasPrefix(dest, "https://") || strings.HasPrefix(dest, "http://")
	if !isFile && !isSite || strings.Trim(text, "0123456789 ") == "" || s.follows(at+blank+end, "(") {
		return 0
	}
	s.found.Warning(diag.Span{Start: open, End: at + 1 + blank + end}, code, why+", so this is text, not a link",
		fmt.Sprintf("write %s[%s](%s)", sign, diag.Clip(text), dest))
	return blank + end
}

// citation is the first of two numbers or marks in brackets, [12][W3] or [x][a].
// WordPress ends with [/gallery] what [gallery] begins.
var citation = regexp.MustCompile(`^!?\[(?:\pL{0,2}\d*|[ xX]*)$`)

// noReference warns of [text][label] where no line says what the label leads to;
// at is where the text is closed. It returns how many bytes behind that belong to
// it.
func (s *survey) noReference(at int) int {
	rest := s.restOfLine(at + 1)
	end, closed := closing(rest, 0, '[', ']')
	open, opened := s.opens(at, '[', ']')
	if !closed || !opened || s.source[at-1] == '\\' {
		return 0
	}
	label, words := strings.TrimSpace(rest[1:end-1]), string(s.source[open:at])
	inWord := open > 0 && strings.IndexByte(" \t\n(*_>|", s.source[open-1]) < 0 // a[i][j]
	if inWord || strings.Trim(label, "0123456789") == "" || strings.ContainsAny(label, "[]^`") || strings.HasPrefix(label, "/") || citation.MatchString(words) {
		return 0
	}
	if !s.found.Room(diag.Warning) {
		s.found.Warning(diag.Span{Start: open, End: at + 1 + end}, "reference-missing", "")
		return end
	}
	known := slices.Sorted(maps.Keys(s.defined))
	s.found.Warning(diag.Span{Start: open, End: at + 1 + end}, "reference-missing",
		fmt.Sprintf("no line of the page says where %q leads, so this is text, not a link", diag.Clip(label)),
		cmp.Or(diag.DidYouMean(label, known), fmt.Sprintf("write %s](address) here, or a line [%s]: address below", diag.Clip(words), diag.Clip(label))))
	return end
}

// opens returns where the bracket stands on its line that the one at an offset
// closes, with the "!" of a picture.
func (s *survey) opens(at int, opening, closing byte) (int, bool) {
	depth := 0
	for i := at; i >= max(0, at-longestAddress) && s.source[i] != '\n'; i-- {
		if i > 0 && s.source[i-1] == '\\' {
			continue
		}
		switch s.source[i] {
		case closing:
			depth++
		case opening:
			if depth--; depth > 0 {
				continue
			}
			if i > 0 && s.source[i-1] == '!' {
				i--
			}
			return i, true
		}
	}
	return 0, false
}
