package markdown

import (
	"fmt"
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
// blank in the address. t is a piece of running text.
func (s *survey) lostLink(t *ast.Text) {
	if t.Parent().Kind() == ast.KindCodeSpan || t.IsRaw() {
		return
	}
	for at := t.Segment.Start; at < t.Segment.Stop; at++ {
		if s.source[at] != ']' || at+1 >= len(s.source) || s.source[at+1] != '(' {
			continue
		}
		rest, _, _ := strings.Cut(string(s.source[at+1:min(len(s.source), at+1+longestAddress)]), "\n")
		end, closed := closing(rest, 0, '(', ')')
		open, opened := s.openBracket(at)
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

// openBracket returns where the bracket stands on its line that the one at an
// offset closes, with the "!" of a picture.
func (s *survey) openBracket(at int) (int, bool) {
	depth := 0
	for i := at; i >= max(0, at-longestAddress) && s.source[i] != '\n'; i-- {
		if i > 0 && s.source[i-1] == '\\' {
			continue
		}
		switch s.source[i] {
		case ']':
			depth++
		case '[':
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
