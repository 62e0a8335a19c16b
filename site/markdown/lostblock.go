package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// Lines of a paragraph that were meant to begin something else.
var (
	lostHeading = regexp.MustCompile(`^(#{1,6})(\pL.*)$`)
	hashtag     = regexp.MustCompile(`\s#\pL`)
	lostItem    = regexp.MustCompile(`^(?:[-+*]|\d{1,3}[.)])(?:\pL|\[[ xX]\] )`)
	lostFence   = regexp.MustCompile(`^:::+\s*\{?\.?(\pL+)`)
	tableRule   = regexp.MustCompile(`^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$`)
)

// lostBlocks tells of what is read as running text for a blank that is missing, or
// since it is written as another program has it.
func (s *survey) lostBlocks(root ast.Node) {
	for _, p := range find[ast.Node](root) {
		if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
			continue
		}
		lines := make([]diag.Span, 0, p.Lines().Len())
		items := 0
		for i := range p.Lines().Len() {
			seg := p.Lines().At(i)
			text := strings.TrimLeft(string(seg.Value(s.source)), " \t")
			at := diag.Span{Start: seg.Stop - len(text)}
			at.End = at.Start + len(strings.TrimRight(text, " \t\r\n"))
			lines = append(lines, at)
			if isLostItem(s.text(at)) {
				items++
			}
		}
		for i, at := range lines {
			alike := items
			if p.Parent().Kind() == ast.KindListItem && s.column(at) < s.column(lines[0]) {
				alike++ // the list has begun, so one is enough; further in, it is the text of a point
			}
			s.lostLine(lines, i, at, alike)
		}
	}
}

// column returns how many bytes stand in front of a text on its line.
func (s *survey) column(at diag.Span) int {
	return at.Start - 1 - bytes.LastIndexByte(s.source[:at.Start], '\n')
}

func (s *survey) text(at diag.Span) string { return string(s.source[at.Start:at.End]) }

// isLostItem tells a line that begins like a point of a list, and not with words
// between asterisks.
func isLostItem(line string) bool {
	return lostItem.MatchString(line) && strings.Count(line, "*") < 2
}

// lostLine looks at one line of a paragraph; items of its lines look like those of
// a list.
func (s *survey) lostLine(lines []diag.Span, i int, at diag.Span, items int) {
	line := s.text(at)
	if m := lostHeading.FindStringSubmatch(line); m != nil && (len(m[1]) > 1 || len(lines) == 1 && !hashtag.MatchString(m[2])) {
		s.found.Warning(at, "mark-blank", `a heading has a blank behind "#"; this is shown as text`, "write "+m[1]+" "+diag.Clip(m[2]))
		return
	}
	if m := lostItem.FindString(line); isLostItem(line) && (items > 1 || strings.Contains(m, "[")) {
		mark := strings.TrimRight(m[:strings.IndexAny(m, "-+*.)")+1], " ")
		s.found.Warning(at, "mark-blank", fmt.Sprintf("a point of a list has a blank behind %q; this is shown as text", mark), "write "+mark+" "+diag.Clip(line[len(mark):]))
		return
	}
	if m := lostFence.FindStringSubmatch(line); m != nil && !wrongMarks.MatchString(line) {
		kind := cmp.Or(diag.Meant(m[1], calloutKinds, otherCallouts), "note")
		s.found.Warning(at, "callout-mark", "this looks like a callout of another program, and is shown as text",
			fmt.Sprintf("write > [!%s] in its place, and > in front of each line of it", strings.ToUpper(kind)))
		return
	}
	if i != 1 || !tableRule.MatchString(line) || !strings.Contains(line, "|") {
		return
	}
	if heads, rule := fields(s.text(lines[0])), fields(line); heads != rule && strings.Contains(s.text(lines[0]), "|") {
		s.found.Warning(at, "table-columns", fmt.Sprintf("this table is shown as text: columns of its head: %d, of this line: %d", heads, rule),
			"write one --- for each head, with | between them")
	}
}

// fields counts the fields of a table's row.
func fields(row string) int {
	row = strings.ReplaceAll(strings.TrimSpace(row), `\|`, "")
	return strings.Count(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|") + 1
}
