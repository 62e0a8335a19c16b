package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"kvartal/timeline/diag"
)

// attributes gives every attributeText to what it belongs to, and makes text
// of those that belong to nothing.
func (s *survey) attributes(root ast.Node) {
	for _, n := range find[*ast.FencedCodeBlock](root) {
		s.fenceAttributes(n)
	}
	for _, a := range find[*attributeText](root) {
		if a.Parent() == nil {
			continue // went with the lines before it
		}
		switch {
		case a.begins && a.ends:
			s.blockAttributes(a)
		case a.begins && a.PreviousSibling() == nil && isFirstInItem(a.Parent()):
			s.attach(a.Parent().Parent(), a.list) // - {:.class} item
			a.Parent().RemoveChild(a.Parent(), a)
		default:
			s.inlineAttributes(a)
		}
	}
}

func isFirstInItem(n ast.Node) bool {
	return n.Parent() != nil && n.Parent().Kind() == ast.KindListItem && n.PreviousSibling() == nil
}

// inlineAttributes gives attributes to the link, image or other thing right
// before them, else to the heading that they end.
func (s *survey) inlineAttributes(a *attributeText) {
	parent, before := a.Parent(), a.PreviousSibling()
	switch before := before.(type) {
	case *ast.Link, *ast.Image, *ast.AutoLink, *ast.CodeSpan, *ast.Emphasis, *extast.Strikethrough:
		s.attach(before, a.list)
		parent.RemoveChild(parent, a)
		return
	case *ast.RawHTML:
		if open := s.opening(before); open != nil {
			s.attach(open, a.list)
			parent.RemoveChild(parent, a)
			return
		}
	}
	if parent.Kind() != ast.KindHeading || !a.ends || before != nil && s.source[a.at.Start-1] != ' ' {
		s.asText(a)
		return
	}
	if t, ok := before.(*ast.Text); ok {
		t.Segment = t.Segment.TrimRightSpace(s.source)
	}
	s.attach(parent, a.list)
	parent.RemoveChild(parent, a)
}

// maxElement is up to how many siblings lie between the tags of an element of
// raw HTML that attributes are given to.
const maxElement = 20

// opening returns the tag that a closing one belongs to, if it has no attributes
// of its own.
func (s *survey) opening(closing *ast.RawHTML) ast.Node {
	name, isClosing := bytes.CutPrefix(closing.Segments.Value(s.source), []byte("</"))
	tag := append([]byte("<"), name...)
	n := closing.PreviousSibling()
	for i := 0; isClosing && n != nil && i < maxElement; i++ {
		if raw, ok := n.(*ast.RawHTML); ok && bytes.Equal(raw.Segments.Value(s.source), tag) {
			return raw
		}
		n = n.PreviousSibling()
	}
	return nil
}

// blockAttributes gives the attributes on a line of their own to the block
// above them, or to the one below where there is none right above.
func (s *survey) blockAttributes(a *attributeText) {
	p := a.Parent()
	if cell, ok := p.(*extast.TableCell); ok {
		s.tableAttributes(a, cell)
		return
	}
	if a.PreviousSibling() == nil {
		s.leadingAttributes(a)
		return
	}
	target := s.outer(p, a.at.Start)
	if target == p && lineBelow(a) != nil {
		target = s.split(p, a)
	}
	removeLine(a)
	s.attach(element(target), a.list)
}

// element returns the node that is written with a tag: the text of a list item
// without blank lines has none of its own.
func element(n ast.Node) ast.Node {
	if n.Kind() == ast.KindTextBlock {
		return n.Parent()
	}
	return n
}

// leadingAttributes handles the lines of attributes that a paragraph begins
// with, or consists of.
func (s *survey) leadingAttributes(a *attributeText) {
	p := a.Parent()
	lines, rest := []*attributeText{a}, lineBelow(a)
	for {
		next, ok := rest.(*attributeText)
		if !ok || !next.begins || !next.ends {
			break
		}
		lines, rest = append(lines, next), lineBelow(next)
	}
	above, below := p.PreviousSibling(), p.NextSibling()
	var target ast.Node
	switch {
	case above != nil && !s.blankLine(a.at.Start, -1) && takesAttributes(above):
		target = above
	case rest != nil:
		target = element(p)
	case below != nil && !s.blankLine(lines[len(lines)-1].at.End, +1) && takesAttributes(below):
		target = below
	}
	for _, line := range lines {
		if target == nil {
			s.asText(line)
			continue
		}
		s.attach(target, line.list)
		removeLine(line)
	}
	if target == nil && a.kramdown {
		s.found.Warning(a.at, "attributes-lost", "these attributes belong to nothing, so they are shown as text",
			"write them on the line right below a paragraph, heading, list, table, quotation or code")
	}
	if p.FirstChild() == nil {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// takesAttributes tells whether a block has an element of its own to write
// them on.
func takesAttributes(n ast.Node) bool { return n.Kind() != ast.KindHTMLBlock }

// tableAttributes handles a line right below a table, which its parser takes
// for a row.
func (s *survey) tableAttributes(a *attributeText, cell *extast.TableCell) {
	row := cell.Parent()
	filled := 0
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		filled += c.ChildCount()
	}
	table := row.Parent()
	if filled != 1 || row.NextSibling() != nil || row.Kind() != extast.KindTableRow {
		s.asText(a)
		return
	}
	s.attach(table, a.list)
	table.RemoveChild(table, row)
}

// outer returns the block that a line at the offset belongs to by its
// indentation: a paragraph takes lines that are not set in as far as it, and
// those are meant for the list or quotation around it.
func (s *survey) outer(p ast.Node, at int) ast.Node {
	var around []ast.Node
	for n := p.Parent(); n != nil; n = n.Parent() {
		around = append(around, n)
	}
	before := s.source[bytes.LastIndexByte(s.source[:at], '\n')+1 : at]
	for _, n := range slices.Backward(around) {
		switch n := n.(type) {
		case *ast.Blockquote:
			inside := bytes.TrimLeft(before, " \t")
			if len(inside) == 0 || inside[0] != '>' {
				return n
			}
			before = bytes.TrimPrefix(inside[1:], []byte(" "))
		case *ast.ListItem:
			if len(before)-len(bytes.TrimLeft(before, " \t")) < n.Offset && !bytes.HasPrefix(before, []byte("\t")) {
				return n.Parent()
			}
			before = before[min(n.Offset, len(before)):]
		}
	}
	return p
}

// split makes a paragraph of its own of what stands before a line of
// attributes in the middle of one.
func (s *survey) split(p ast.Node, a *attributeText) ast.Node {
	first := ast.NewParagraph()
	first.SetPos(max(0, p.Pos()))
	for n := p.FirstChild(); n != nil && n != ast.Node(a); n = p.FirstChild() {
		first.AppendChild(first, n)
	}
	if t, ok := first.LastChild().(*ast.Text); ok {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
	lines, n := p.Lines(), 0
	for n < lines.Len() && lines.At(n).Start < a.at.Start {
		n++
	}
	first.Lines().AppendAll(lines.Sliced(0, n))
	p.Lines().SetSliced(min(n+1, lines.Len()), lines.Len())
	p.Parent().InsertBefore(p.Parent(), p, first)
	return first
}

// lineBelow returns what stands below a line of attributes in its paragraph.
func lineBelow(a *attributeText) ast.Node {
	n := a.NextSibling()
	if t, ok := n.(*ast.Text); ok && t.Segment.IsEmpty() { // the end of the line itself
		n = n.NextSibling()
	}
	return n
}

// removeLine removes a line of attributes with its end.
func removeLine(a *attributeText) {
	p := a.Parent()
	if t, ok := a.NextSibling().(*ast.Text); ok && t.Segment.IsEmpty() {
		p.RemoveChild(p, t)
	}
	if t, ok := a.PreviousSibling().(*ast.Text); ok && a.NextSibling() == nil {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		if t.Segment.IsEmpty() {
			p.RemoveChild(p, t)
		}
	}
	p.RemoveChild(p, a)
}

// blankLine tells whether the line above or below that of an offset is blank
// but for the marks of quotations.
func (s *survey) blankLine(at, direction int) bool {
	var line []byte
	if direction < 0 {
		above := s.source[:max(0, bytes.LastIndexByte(s.source[:at], '\n'))]
		line = above[bytes.LastIndexByte(above, '\n')+1:]
	} else if i := bytes.IndexByte(s.source[at:], '\n'); i >= 0 {
		line, _, _ = bytes.Cut(s.source[at+i+1:], []byte("\n"))
	}
	return len(bytes.Trim(line, " \t\r>")) == 0
}

// asText puts the text of attributes in their place.
func (s *survey) asText(a *attributeText) {
	t := ast.NewTextSegment(text.NewSegment(a.at.Start, a.at.End))
	t.SetPos(a.at.Start)
	a.Parent().ReplaceChild(a.Parent(), a, t)
}

// attach gives attributes to a node. Those of a roadmap are for its chart and
// are handed on as they are.
func (s *survey) attach(n ast.Node, list []attribute) {
	if s.isRoadmap(n) {
		s.charts[n] = append(s.charts[n], s.placed(list)...)
		return
	}
	for _, a := range list {
		if a.name == "toc" && a.value == "" && n.Kind() == ast.KindList {
			n.SetAttributeString(tocMark, []byte{})
			continue
		}
		if !s.allowed(n, a) {
			continue
		}
		s.valueCommands(a.at, a.value)
		value := a.value
		if old, ok := n.AttributeString(a.name); ok && a.name == "class" {
			value = string(old.([]byte)) + " " + value
		}
		n.SetAttributeString(a.name, []byte(value))
	}
}

func (s *survey) placed(list []attribute) []Attribute {
	placed := make([]Attribute, len(list))
	for i, a := range list {
		placed[i] = Attribute{a.name, a.value, s.src.Pos(a.at.Start), len([]rune(s.src.Text[a.at.Start:a.at.End]))}
	}
	return placed
}

// safeNames are the attributes that an author may give to anything; data-* too.
var safeNames = strings.Fields("id class title lang dir role style hidden tabindex translate")

// ownNames are those that only some things have.
var ownNames = map[ast.NodeKind][]string{
	ast.KindLink:            strings.Fields("target rel download hreflang type"),
	ast.KindAutoLink:        strings.Fields("target rel download hreflang type"),
	ast.KindImage:           strings.Fields("width height loading align"),
	ast.KindList:            strings.Fields("reversed type"),
	ast.KindListItem:        strings.Fields("value"),
	ast.KindBlockquote:      strings.Fields("cite"),
	ast.KindFencedCodeBlock: fenceNames,
}

// allowed tells whether a node may have an attribute, and the author where not.
func (s *survey) allowed(n ast.Node, a attribute) bool {
	name := strings.ToLower(a.name)
	known := append(slices.Clone(safeNames), ownNames[n.Kind()]...)
	switch {
	case strings.HasPrefix(name, "on"):
		s.found.Warning(a.at, "attribute-refused", fmt.Sprintf("the attribute %q would run a program in the reader's browser; it is left out", a.name),
			"a page needs no program of its own; what must have one is written as HTML")
	case slices.Contains(known, name), strings.HasPrefix(name, "data-"), strings.HasPrefix(name, "aria-") && writesAll(n):
		return true
	default:
		hint := diag.DidYouMean(name, known)
		if hint == "" {
			hint = "what can: " + strings.Join(known, ", ") + ", data-..."
		}
		s.found.Warning(a.at, "attribute-unknown", fmt.Sprintf("%q is not an attribute that can stand here; it is left out", a.name), hint)
	}
	return false
}

// writesAll tells the nodes that the house writes, with every attribute; the
// library drops those that it does not know.
func writesAll(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindHeading, ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindFencedCodeBlock, ast.KindCodeBlock, extast.KindTable, ast.KindRawHTML:
		return true
	}
	return false
}
