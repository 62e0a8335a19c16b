package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// roadmapBlock stands where a roadmap is shown.
type roadmapBlock struct {
	ast.BaseBlock
	number int  // in Doc.Roadmaps
	named  bool // its author gave it an id
}

var kindRoadmap = ast.NewNodeKind("Roadmap")

func (r *roadmapBlock) Kind() ast.NodeKind { return kindRoadmap }
func (r *roadmapBlock) Dump(source []byte, level int) {
	ast.DumpHelper(r, source, level, map[string]string{"number": strconv.Itoa(r.number)}, nil)
}

// roadmapID is the id of a roadmap on its page, counted from 0, that its author
// gave none.
func roadmapID(number int) string { return fmt.Sprintf("roadmap-%d", number+1) }

// roadmaps puts a roadmapBlock in the place of every fence with a gantt chart
// and of every paragraph that is an image link to a roadmap file, in order.
func (s *survey) roadmaps(root ast.Node) {
	for _, n := range find[ast.Node](root) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if r, ok := s.fence(n); ok {
				r.Attributes = s.charts[n]
				s.replace(n, r)
			}
		case *ast.Image:
			if !s.isRoadmap(n) {
				continue
			}
			dest, at := resolved(n.Destination), s.linkSpan(n)
			if p := n.Parent(); p.ChildCount() == 1 && (p.Kind() == ast.KindParagraph || p.Kind() == ast.KindTextBlock) {
				s.replace(p, Roadmap{File: dest, Title: s.plain(n), Pos: s.src.Pos(at.Start), Width: utf8.RuneCountInString(s.src.Text[at.Start:at.End]),
					Attributes: append(s.charts[n], s.charts[p]...)})
				continue
			}
			if s.wrongAttributes(at.End) {
				continue
			}
			s.found.Error(at, "roadmap-inline", "a roadmap does not fit into a line of text",
				"give the image link a paragraph of its own: an empty line above and below it")
		}
	}
}

// wrongAttributes tells of attributes that cannot be read behind the link to a
// roadmap, which ends at an offset, and whether there are any.
func (s *survey) wrongAttributes(at int) bool {
	rest, _, _ := strings.Cut(s.src.Text[at:], "\n")
	braces := strings.TrimLeft(rest, " \t")
	at += len(rest) - len(braces)
	apart, end := len(braces) < len(rest), strings.IndexByte(braces, '}')+1
	switch {
	case !strings.HasPrefix(braces, "{"), apart && (end == 0 || strings.TrimSpace(braces[end:]) != ""):
		return false
	case apart:
		s.found.Error(diag.Span{Start: at, End: at + end}, "roadmap-view", "there is a blank between the roadmap and its attributes", "write "+braces[:end]+" right behind the link")
	case end == 0:
		braces = strings.TrimRight(braces, " \t\r")
		s.found.Error(diag.Span{Start: at, End: at + len(braces)}, "roadmap-view", `the "}" behind the attributes of the roadmap is missing`, "write "+braces+"}")
	default:
		s.found.Error(diag.Span{Start: at, End: at + end}, "roadmap-view", "these attributes cannot be read",
			`write name=value without blanks around "=", and quotes around a text of several words: {profile=newsletter section="Name"}`)
	}
	return true
}

// roadmapIDs gives the roadmaps of the page their ids. Those that authors wrote
// are claimed when the walk comes to them, for what stands above may have them.
func (s *survey) roadmapIDs(blocks []*roadmapBlock) {
	for _, b := range blocks {
		r := &s.doc.Roadmaps[b.number]
		for _, a := range r.Attributes {
			switch {
			case a.Name != "id":
			case strings.ContainsFunc(a.Value, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }):
				r.ID, b.named = a.Value, true
				s.ids.take(r.ID)
			default:
				s.found.Error(s.lineOf(b), "roadmap-view", fmt.Sprintf("the id %q has no letter or digit, of which names of files could be made", a.Value), "write a word: {#plan}")
			}
		}
	}
	for i := range s.doc.Roadmaps {
		if r := &s.doc.Roadmaps[i]; r.ID == "" {
			r.ID = s.ids.unused(roadmapID(i))
			s.anchor(r.ID)
		}
	}
}

// isRoadmap tells whether a node is shown as a chart: a fence with one, an
// image link to a file with one, a paragraph of nothing else.
func (s *survey) isRoadmap(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Image:
		dest := resolved(n.Destination)
		return isRoadmapFile(dest) && internal(dest)
	case *ast.FencedCodeBlock:
		lang := fenceLanguage(n, s.source)
		return lang == "gantt" || lang == "timeline" || lang == "mermaid" && syntax.IsGantt(string(n.Lines().Value(s.source)))
	case *ast.Paragraph, *ast.ListItem:
		return n.ChildCount() == 1 && s.isRoadmap(n.FirstChild())
	}
	return false
}

// roadmap claims the id of a roadmap, and makes the file that it is in a link
// like any other.
func (s *survey) roadmap(n *roadmapBlock) {
	r := &s.doc.Roadmaps[n.number]
	if n.named {
		r.ID = s.claimed(n, r.ID)
	}
	if r.File != "" {
		s.doc.Links = append(s.doc.Links, Link{Dest: r.File, Pos: r.Pos, Width: r.Width})
	}
}

func (s *survey) replace(n ast.Node, r Roadmap) {
	block := &roadmapBlock{number: len(s.doc.Roadmaps)}
	block.SetPos(max(0, n.Pos()))
	s.doc.Roadmaps = append(s.doc.Roadmaps, r)
	n.Parent().ReplaceChild(n.Parent(), n, block)
}

// fence reads a code fence as a roadmap, if it is one: ```gantt and ```timeline
// always, ```mermaid when its text is a gantt chart.
func (s *survey) fence(n *ast.FencedCodeBlock) (Roadmap, bool) {
	lang := fenceLanguage(n, s.source)
	if lang != "mermaid" && lang != "gantt" && lang != "timeline" || s.swallows(n) {
		return Roadmap{}, false
	}
	var text strings.Builder
	var indent []int
	r := Roadmap{Language: timeline.Mermaid, Pos: s.src.Pos(max(0, n.Pos()))}
	r.Line = r.Pos.Line + 1
	if n.Lines().Len() > 0 {
		r.Line = s.src.Line(n.Lines().At(0).Start)
	}
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
	if lang == "timeline" {
		r.Language = timeline.TOML
		return r, true
	}
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

// diagram notes a Mermaid diagram of another kind, which is shown as source.
func (s *survey) diagram(n *ast.FencedCodeBlock) {
	kind := diagramKind(string(n.Lines().Value(s.source)))
	if fenceLanguage(n, s.source) != "mermaid" || s.swallows(n) || s.lostGantt(n, kind) {
		return
	}
	what := "a Mermaid diagram"
	if kind != "" {
		what += " (" + kind + ")"
	}
	s.found.Note(s.lineOf(n), "diagram-source", what+" is shown as its source; only gantt is drawn")
}

// diagramKind returns the first word of a Mermaid text that is no comment and
// stands behind its front matter.
func diagramKind(text string) string {
	inFront := false
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "%%"):
		case words[0] == "---":
			inFront = !inFront
		case !inFront:
			return words[0]
		}
	}
	return ""
}
