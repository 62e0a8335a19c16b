package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// roadmapFence is what a fence with a roadmap begins with.
const roadmapFence = "```mermaid"

// fenceMistakes tells of fences that were meant otherwise: one that is not
// closed, and one that holds a roadmap and does not say so.
func (s *survey) fenceMistakes(root ast.Node) {
	for _, n := range find[ast.Node](root) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if !s.closed(n) {
				s.found.Warning(s.lineOf(n), "fence-open", "the code block that begins here is not closed",
					fmt.Sprintf("write %s on a line of its own below its last line", s.fenceMark(n)))
				continue
			}
			if word, what := meantFence(fenceLanguage(n, s.source), string(n.Lines().Value(s.source))); word != "" {
				s.found.Warning(s.lineOf(n), "fence-language", "this looks like "+what+", but is shown as text", "write "+s.fenceMark(n)+word)
			}
		case *ast.Paragraph:
			s.otherMarks(n)
		}
	}
}

// fenceWords are the words of a fence that can hold a roadmap.
var fenceWords = []string{"mermaid", "gantt", "timeline"}

// planHeading is a line that only a roadmap in TOML has.
var planHeading = regexp.MustCompile(`(?m)^\s*\[\[\s*(?:sections(?:\s*\.\s*(?:tasks|milestones))?|markers)\s*\]\]`)

// meantFence returns the word that a fence was meant to have, and what it then
// shows; "" for one that has it and for ordinary code. A word that is near one
// of ours is a slip, unless code of that language can be coloured; where the
// code is a roadmap, so is every other word that nothing is known by.
func meantFence(lang, body string) (word, what string) {
	if slices.Contains(fenceWords, lang) {
		return "", ""
	}
	isGantt := strings.EqualFold(diagramKind(body), "gantt")
	switch {
	case isGantt:
		word, what = "mermaid", "a roadmap"
	case planHeading.MatchString(body):
		word, what = "timeline", "a roadmap"
	}
	if lang == "" {
		return word, what
	}
	near := diag.Nearest(lang, fenceWords)
	for _, w := range fenceWords {
		if near == "" && strings.HasPrefix(lang, w) { // ```gantt-chart
			near = w
		}
	}
	switch {
	case near == "" && word == "", lexers.Get(lang) != nil:
		return "", ""
	case word == "" && near == "mermaid":
		return near, "a diagram"
	case near == "" || word == "timeline", near == "timeline" && isGantt:
		return word, what
	}
	return near, "a roadmap"
}

// wrongMarks is a line that would begin a roadmap, if its marks were backticks; Azure
// DevOps has colons.
var wrongMarks = regexp.MustCompile("^(?:['´‘’\"”“]{2,3}|`{1,2}|:{3,})\\s*(?:mermaid|gantt|timeline)\\s*$")

// otherMarks tells of a roadmap between other marks than backticks.
func (s *survey) otherMarks(p *ast.Paragraph) {
	for i := range p.Lines().Len() {
		seg := p.Lines().At(i)
		line := strings.TrimRight(string(seg.Value(s.source)), " \t\n")
		if wrongMarks.MatchString(line) {
			s.found.Warning(diag.Span{Start: seg.Start, End: seg.Start + len(line)}, "fence-marks",
				"this looks like the beginning of a roadmap, but is shown as text",
				"write "+roadmapFence+" above it and ``` below it, with backticks")
		}
	}
}

// fenceMark returns the marks that a fence begins with, and must end with.
func (s *survey) fenceMark(n *ast.FencedCodeBlock) string {
	line := s.src.Text[max(0, n.Pos()):]
	line = strings.TrimLeft(line, " \t>")
	return line[:len(line)-len(strings.TrimLeft(line, line[:min(1, len(line))]))]
}

// closed tells whether a fence has a line that ends it. Without one it ends
// with the quotation or list that it stands in, or with the page.
func (s *survey) closed(n *ast.FencedCodeBlock) bool {
	end := max(0, n.Pos())
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	} else if i := strings.IndexByte(s.src.Text[end:], '\n'); i >= 0 {
		end += i + 1
	} else {
		end = len(s.src.Text)
	}
	next, _, _ := strings.Cut(s.src.Text[end:], "\n")
	return strings.HasPrefix(strings.TrimLeft(next, " \t>"), s.fenceMark(n))
}

var headingLine = regexp.MustCompile(`(?m)^#{1,6} \S`)

// swallows tells whether a fence is not closed and holds what follows it on the
// page, of which no roadmap can be made.
func (s *survey) swallows(n *ast.FencedCodeBlock) bool {
	return !s.closed(n) && headingLine.Match(n.Lines().Value(s.source))
}

// ganttWords are those that a chart may begin with behind its first line.
var ganttWords = []string{"title", "section", "dateFormat", "axisFormat", "tickInterval", "excludes", "includes", "todayMarker", "weekday", "weekend"}

// lostGantt tells of a diagram without the line "gantt" that makes it a
// roadmap, and whether it is one.
func (s *survey) lostGantt(n *ast.FencedCodeBlock, kind string) bool {
	hint := "write gantt on a line of its own above it"
	switch {
	case diag.Nearest(kind, []string{"gantt"}) != "":
		hint = "write gantt in place of " + kind
	case !slices.Contains(ganttWords, strings.TrimSuffix(kind, ":")):
		return false
	}
	at := s.lineOf(n)
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := strings.TrimSpace(string(seg.Value(s.source)))
		if strings.HasPrefix(line, kind) {
			at = diag.Span{Start: seg.Start, End: seg.Start + len(strings.TrimRight(string(s.source[seg.Start:seg.Stop]), " \t\n"))}
			break
		}
	}
	s.found.Warning(at, "diagram-gantt", "the first line of a roadmap must be gantt, in small letters; this is shown as its source", hint)
	return true
}
