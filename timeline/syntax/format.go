package syntax

import (
	"strings"
	"unicode/utf8"
)

// maxAligned is the longest name, in characters, that the colons of the other
// tasks follow.
const maxAligned = 60

// Format writes a file as text, in one canonical form: statements indented by
// four blanks, the colons of a section's tasks below each other, one empty
// line where there were some. Parsing the text gives the same file, but for
// places.
//
// A text in TOML has one such form too. One with lines that cannot be read stays
// as it is.
func Format(f *File) string {
	if f.TOML != nil {
		return formatTOML(f.TOML)
	}
	w := &writer{}
	widths := nameWidths(f.Nodes)
	for i, n := range f.Nodes {
		w.node(n, widths[i])
	}
	return w.String()
}

type writer struct {
	strings.Builder
	indent string // empty up to the word gantt
}

// line writes a line without blanks at its end.
func (w *writer) line(text string) {
	w.WriteString(strings.TrimRight(w.indent+text, " "))
	w.WriteByte('\n')
}

func (w *writer) node(n Node, width int) {
	switch n := n.(type) {
	case *FrontMatter:
		w.WriteString(n.Indent + "---\n")
		if n.Raw != "" {
			w.WriteString(n.Raw + "\n")
		}
		w.WriteString(n.Indent + "---\n")
	case *Directive:
		w.line("%%{" + n.Raw + "}%%")
	case *Header:
		w.line("gantt")
		w.indent = "    "
	case *Comment:
		w.line("%% " + n.Text)
	case *Blank:
		w.WriteByte('\n')
	case *Setting:
		w.setting(n)
	case *Section:
		w.line("section " + n.Title.Value)
	case *Task:
		w.task(n, width)
	case *Click:
		w.click(n)
	case *Unknown:
		w.line(n.Raw)
	}
}

func (w *writer) setting(n *Setting) {
	value := n.Value.Value
	switch {
	case keywords[n.Keyword].shape != afterColon:
		w.line(n.Keyword.String() + " " + value)
	case strings.Contains(value, "\n"):
		w.line(n.Keyword.String() + " {")
		for line := range strings.SplitSeq(value, "\n") {
			w.line("    " + line)
		}
		w.line("}")
	default:
		w.line(n.Keyword.String() + ": " + value)
	}
}

func (w *writer) task(n *Task, width int) {
	if n.Raw != "" {
		w.line(n.Raw)
		return
	}
	var b strings.Builder
	b.WriteString(n.Name.Value)
	if isBareKeyword(n.Name.Value) { // "title :x" would set the title
		b.WriteByte(':')
	} else {
		for i := utf8.RuneCountInString(n.Name.Value); i < width; i++ {
			b.WriteByte(' ')
		}
		b.WriteString(" :")
	}
	for i, item := range n.Items {
		if i > 0 {
			b.WriteByte(',')
			if item.Value != "" {
				b.WriteByte(' ')
			}
		}
		b.WriteString(item.Value)
	}
	w.line(b.String())
}

func (w *writer) click(n *Click) {
	var b strings.Builder
	b.WriteString("click ")
	for i, id := range n.IDs {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(id.Value)
	}
	if !n.Href.IsZero() {
		b.WriteString(` href "` + n.Href.Value + `"`)
	}
	if !n.Call.IsZero() {
		b.WriteString(" call " + n.Call.Value)
	}
	w.line(b.String())
}

// nameWidths returns for each node how many characters the names of its
// section are padded to.
func nameWidths(nodes []Node) []int {
	widths := make([]int, len(nodes))
	first, widest := 0, 0
	fill := func(end int) {
		for i := first; i < end; i++ {
			widths[i] = widest
		}
		first, widest = end, 0
	}
	for i, n := range nodes {
		switch n := n.(type) {
		case *Section:
			fill(i)
		case *Task:
			if w := utf8.RuneCountInString(n.Name.Value); w <= maxAligned && n.Raw == "" {
				widest = max(widest, w)
			}
		}
	}
	fill(len(nodes))
	return widths
}
