package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// roadmapBlock stands where a roadmap is shown.
type roadmapBlock struct {
	ast.BaseBlock
	number int // in Doc.Roadmaps
}

var kindRoadmap = ast.NewNodeKind("Roadmap")

func (r *roadmapBlock) Kind() ast.NodeKind { return kindRoadmap }
func (r *roadmapBlock) Dump(source []byte, level int) {
	ast.DumpHelper(r, source, level, map[string]string{"number": strconv.Itoa(r.number)}, nil)
}

// roadmaps puts a roadmapBlock in the place of every fence with a gantt chart
// and of every paragraph that is an image link to a roadmap file, in order.
func (s *survey) roadmaps(root ast.Node) {
	for _, n := range find[ast.Node](root) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if r, ok := s.fence(n); ok {
				s.replace(n, r)
			}
		case *ast.Image:
			if !IsRoadmapFile(string(n.Destination)) {
				continue
			}
			at := s.linkSpan(n)
			p, ok := n.Parent().(*ast.Paragraph)
			if !ok || p.ChildCount() != 1 {
				s.list = append(s.list, s.src.Error(at, "roadmap-inline", "a roadmap does not fit into a line of text").
					Hint("give the image link a paragraph of its own"))
				continue
			}
			dest, _ := internal(string(n.Destination))
			s.replace(p, Roadmap{File: dest, Title: s.plain(n), Pos: s.src.Pos(at.Start)})
		}
	}
}

func (s *survey) replace(n ast.Node, r Roadmap) {
	block := &roadmapBlock{number: len(s.doc.Roadmaps)}
	block.SetPos(max(0, n.Pos()))
	s.doc.Roadmaps = append(s.doc.Roadmaps, r)
	n.Parent().ReplaceChild(n.Parent(), n, block)
}

// fence reads a code fence as a roadmap, if it is one: ```gantt always,
// ```mermaid when its text is a gantt chart.
func (s *survey) fence(n *ast.FencedCodeBlock) (Roadmap, bool) {
	lang := fenceLanguage(n, s.source)
	if lang != "mermaid" && lang != "gantt" {
		return Roadmap{}, false
	}
	var text strings.Builder
	var indent []int
	r := Roadmap{Pos: s.src.Pos(max(0, n.Pos()))}
	r.Line = r.Pos.Line + 1
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		text.Write(seg.Value(s.source))
		lineStart := strings.LastIndexByte(s.src.Text[:seg.Start], '\n') + 1
		before := utf8.RuneCountInString(s.src.Text[lineStart:seg.Start]) - seg.Padding
		if before > 0 && indent == nil {
			indent = make([]int, n.Lines().Len())
		}
		if before > 0 {
			indent[i] = before
		}
	}
	r.Text, r.Indent = text.String(), indent
	isGantt := syntax.IsGantt(r.Text)
	if lang == "gantt" && !isGantt { // the fence says it already
		r.Text, r.Line = "gantt\n"+r.Text, r.Line-1
		if indent != nil {
			r.Indent = append([]int{0}, indent...)
		}
		isGantt = true
	}
	return r, isGantt
}

func fenceLanguage(n *ast.FencedCodeBlock, source []byte) string {
	return strings.ToLower(strings.Trim(string(n.Language(source)), "{}"))
}

// diagram notes a Mermaid diagram of another kind, which is shown as source.
func (s *survey) diagram(n *ast.FencedCodeBlock) {
	if fenceLanguage(n, s.source) != "mermaid" {
		return
	}
	kind := "unknown"
	for line := range strings.Lines(string(n.Lines().Value(s.source))) {
		if words := strings.Fields(line); len(words) > 0 && !strings.HasPrefix(words[0], "%%") && words[0] != "---" {
			kind = words[0]
			break
		}
	}
	at := s.lineOf(n)
	s.list = append(s.list, s.src.Note(diag.Span{Start: at.Start, End: at.End}, "diagram-source",
		fmt.Sprintf("a Mermaid diagram (%s) is shown as its source; only gantt is drawn", kind)))
}
