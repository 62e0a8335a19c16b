package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"kvartal/timeline/diag"
)

// calloutKinds are GitHub's (docs.github.com, "Alerts").
var calloutKinds = []string{"note", "tip", "important", "warning", "caution"}

// otherCallouts are what authors write for the kinds: in Danish, and in other
// programs.
var otherCallouts = map[string]string{
	"bemærk": "note", "info": "note", "bemærkning": "note", "notat": "note", "hint": "tip", "råd": "tip", "success": "tip",
	"vigtigt": "important", "vigtig": "important", "advarsel": "warning", "obs": "warning", "pas på": "caution", "forsigtig": "caution",
	"danger": "caution", "fare": "caution", "error": "caution", "bug": "caution", "attention": "warning",
}

// calloutMark is one, with Obsidian's sign for a callout that can be folded.
var calloutMark = regexp.MustCompile(`^\[!([\pL ]+)\]([+-]?)(?:\s|$)`)

// callout is a block quote that begins with [!NOTE].
type callout struct {
	ast.BaseBlock
	kind string
}

var kindCallout = ast.NewNodeKind("Callout")

func (c *callout) Kind() ast.NodeKind { return kindCallout }
func (c *callout) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"kind": c.kind}, nil)
}

// calloutTitle is a callout's first child. An empty one stands for the kind's
// own title in the page's language.
type calloutTitle struct{ ast.BaseBlock }

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

func (c *calloutTitle) Kind() ast.NodeKind            { return kindCalloutTitle }
func (c *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// classCallouts are the classes that make a callout of a paragraph, quotation or
// list: GitHub's kinds and what just-the-docs calls so beside them. With
// "-title" behind it, the text's first line is the title.
var classCallouts = map[string]struct{ kind, title string }{
	"note": {"note", "note"}, "tip": {"tip", "tip"}, "important": {"important", "important"},
	"warning": {"warning", "warning"}, "caution": {"caution", "caution"},
	"new": {"tip", "new"}, "highlight": {"note", ""},
}

// callouts replaces the blocks that are callouts, by their class or, as GitHub
// has it, by their first line.
func (s *survey) callouts(root ast.Node) {
	for _, n := range find[ast.Node](root) {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindBlockquote, ast.KindList:
			s.classCallout(n)
		}
	}
	for _, q := range find[*ast.Blockquote](root) {
		p, ok := q.FirstChild().(*ast.Paragraph)
		if !ok || p.Lines().Len() == 0 {
			continue
		}
		seg := p.Lines().At(0)
		m := calloutMark.FindSubmatch(seg.Value(s.source))
		if m == nil {
			s.lostCallout(p)
			continue
		}
		kind, marked := strings.ToLower(string(m[1])), len(m[1])+len("[!]")
		if !slices.Contains(calloutKinds, kind) {
			hint := diag.MeantBy(kind, calloutKinds, otherCallouts)
			if hint == "" {
				hint = "the kinds are " + strings.Join(calloutKinds, ", ")
			}
			s.found.Warning(diag.Span{Start: seg.Start, End: seg.Start + marked}, "callout-kind",
				fmt.Sprintf("unknown callout %q; it is shown as a quotation", m[1]), hint)
			continue
		}
		c := &callout{kind: kind}
		c.SetPos(max(0, q.Pos()))
		line := seg.Value(s.source)
		marked += len(m[2])
		blanks := len(line[marked:]) - len(bytes.TrimLeft(line[marked:], " \t"))
		c.AppendChild(c, takeTitle(p, seg.Start+marked+blanks))
		if p.FirstChild() == nil {
			q.RemoveChild(q, p)
		}
		for _, a := range q.Attributes() {
			c.SetAttribute(a.Name, a.Value)
		}
		c.replace(q)
	}
}

// lostMark is a mark of a callout without its "!", or with something right
// behind it.
var lostMark = regexp.MustCompile(`^(?:\[!([A-Za-z]+)\]\S.*|\[([A-Za-z]+)!?\]|!\[([A-Za-z]+)\]|\[([A-Z]+)\].*)\s*$`)

// lostCallout warns of a quotation that begins with [NOTE] or [!NOTE]: .
func (s *survey) lostCallout(p *ast.Paragraph) {
	seg := p.Lines().At(0)
	m := lostMark.FindSubmatch(seg.Value(s.source))
	if _, isText := p.FirstChild().(*ast.Text); m == nil || !isText {
		return
	}
	word := string(bytes.Join(m[1:], nil))
	if !slices.Contains(calloutKinds, strings.ToLower(word)) {
		return
	}
	at := diag.Span{Start: seg.Start, End: seg.Start + 1 + bytes.IndexByte(seg.Value(s.source), ']')}
	hint := "write > [!" + strings.ToUpper(word) + "]"
	if len(m[1]) > 0 {
		hint += ", and the callout's own title, if it has one, behind a blank"
	}
	s.found.Warning(at, "callout-mark", "this looks like a callout, but is shown as a quotation", hint)
}

// replace puts the callout in a quotation's place, with what stands in it.
func (c *callout) replace(q ast.Node) {
	for child := q.FirstChild(); child != nil; child = q.FirstChild() {
		c.AppendChild(c, child)
	}
	q.Parent().ReplaceChild(q.Parent(), q, c)
}

// classCallout makes a callout of a block that has the class of one.
func (s *survey) classCallout(n ast.Node) {
	own, ok := n.AttributeString("class")
	if !ok {
		return
	}
	names := strings.Fields(string(own.([]byte)))
	i := slices.IndexFunc(names, func(name string) bool {
		_, known := classCallouts[strings.TrimSuffix(name, "-title")]
		return known
	})
	if i < 0 {
		return
	}
	name, titled := strings.CutSuffix(names[i], "-title")
	made := classCallouts[name]
	c := &callout{kind: made.kind}
	c.SetPos(max(0, n.Pos()))
	for _, a := range n.Attributes() {
		if string(a.Name) != "class" {
			c.SetAttribute(a.Name, a.Value)
		}
	}
	if rest := strings.Join(slices.Delete(names, i, i+1), " "); rest != "" {
		c.SetAttributeString("class", []byte(rest))
	}
	n.RemoveAttributes()
	if title := s.classTitle(n, made.kind, made.title, titled); title != nil {
		c.AppendChild(c, title)
	}
	switch {
	case n.Kind() == ast.KindBlockquote:
		c.replace(n)
	default:
		n.Parent().ReplaceChild(n.Parent(), n, c)
		if n.HasChildren() { // its only line may have become the title
			c.AppendChild(c, n)
		}
	}
}

// classTitle returns the title of a callout made by a class: the first line of
// its text if it is titled, else the one that the class has, nil for none.
func (s *survey) classTitle(n ast.Node, kind, word string, titled bool) *calloutTitle {
	first, _ := n.(*ast.Paragraph)
	if n.Kind() == ast.KindBlockquote {
		first, _ = n.FirstChild().(*ast.Paragraph)
	}
	if titled && first != nil && first.Lines().Len() > 0 {
		title := takeTitle(first, first.Lines().At(0).Start)
		if first.FirstChild() == nil && first != n {
			first.Parent().RemoveChild(first.Parent(), first)
		}
		return title
	}
	if word == "" {
		return nil
	}
	title := &calloutTitle{}
	if word != kind {
		title.AppendChild(title, ast.NewString([]byte(s.locale.Must(word))))
	}
	return title
}

// takeTitle moves what stands on a paragraph's first line behind the offset
// into a title.
func takeTitle(p *ast.Paragraph, from int) *calloutTitle {
	title := &calloutTitle{}
	title.SetPos(from)
	for child := p.FirstChild(); child != nil; child = p.FirstChild() {
		p.RemoveChild(p, child)
		t, isText := child.(*ast.Text)
		last := isText && (t.SoftLineBreak() || t.HardLineBreak())
		if isText {
			t.Segment.Start = min(max(t.Segment.Start, from), t.Segment.Stop)
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
			if t.Segment.IsEmpty() {
				child = nil
			}
		}
		if child != nil {
			title.AppendChild(title, child)
		}
		if last {
			break
		}
	}
	return title
}

// find returns all nodes of a type, outer before inner.
func find[T ast.Node](root ast.Node) []T {
	var found []T
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(T); ok && entering {
			found = append(found, t)
		}
		return ast.WalkContinue, nil
	})
	return found
}
