package markdown

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"kvartal/timeline/diag"
)

var (
	noteMark = regexp.MustCompile(`^\[\^([\pL\pN_.-]{1,100})\]`)
	noteText = regexp.MustCompile(`(?m)^[ \t>]*\[\^([^\]\n]{1,100})\]:`)
	letters  = regexp.MustCompile(`^(?:\w-\w)+\w?$`) // [^a-z] is about regular expressions
)

// lostNote warns of a mark [^1] in a piece of running text that no footnote
// has.
func (s *survey) lostNote(t *ast.Text) {
	if t.Parent().Kind() == ast.KindCodeSpan || t.IsRaw() {
		return
	}
	for at := t.Segment.Start; at < t.Segment.Stop; at++ {
		if s.source[at] != '[' || at > 0 && s.source[at-1] == '\\' {
			continue
		}
		m := noteMark.FindSubmatch(s.source[at:min(len(s.source), at+longestAddress)])
		if m == nil || letters.Match(m[1]) || !s.found.Room(diag.Warning) {
			continue
		}
		label := string(m[1])
		hint := diag.DidYouMean(label, s.notes())
		if hint == "" {
			hint = fmt.Sprintf("write the footnote on a line of its own: [^%s]: its text", label)
		}
		s.found.Warning(diag.Span{Start: at, End: at + len(m[0])}, "footnote-missing",
			fmt.Sprintf("there is no footnote %q on this page; the mark is shown as text", label), hint)
	}
}

// notes returns the labels of the page's footnotes. Those that no mark belongs
// to are not in the tree any more. They are for hints, so the first ones are enough.
func (s *survey) notes() []string {
	if s.noteLabels == nil {
		s.noteLabels = []string{}
		for _, m := range noteText.FindAllSubmatch(s.source, 1000) {
			if label := string(m[1]); !slices.Contains(s.noteLabels, label) {
				s.noteLabels = append(s.noteLabels, label)
			}
		}
	}
	return s.noteLabels
}

// footnoteID is the id of a footnote's text.
func footnoteID(n int) string { return fmt.Sprintf("fn-%d", n) }

// footnoteRef is the id of the place that a footnote belongs to; again counts
// the places of one footnote, from 0.
func footnoteRef(n, again int) string {
	if again == 0 {
		return fmt.Sprintf("fnref-%d", n)
	}
	return fmt.Sprintf("fnref-%d-%d", n, again+1)
}

func (r nodes) footnoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if n := node.(*extast.FootnoteLink); entering {
		fmt.Fprintf(w, `<sup id="%s"><a href="#%s" class="footnote-ref" role="doc-noteref">%d</a></sup>`,
			footnoteRef(n.Index, n.RefIndex), footnoteID(n.Index), n.Index)
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if n := node.(*extast.FootnoteBacklink); entering {
		label := fmt.Sprintf(r.locale.Must("footnote_back"), n.Index)
		if n.RefIndex > 0 {
			label += fmt.Sprintf(" (%d)", n.RefIndex+1)
		}
		fmt.Fprintf(w, `&nbsp;<a href="#%s" class="footnote-backref" role="doc-backlink" aria-label="%s">↩&#xFE0E;</a>`,
			footnoteRef(n.Index, n.RefIndex), escape(label))
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<li id=\"%s\">\n", footnoteID(node.(*extast.Footnote).Index))
	} else {
		_, _ = w.WriteString("</li>\n")
	}
	return ast.WalkContinue, nil
}

func (r nodes) footnotes(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		fmt.Fprintf(w, "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"%s\">\n<hr>\n<ol>\n", escape(r.locale.Must("footnotes")))
	} else {
		_, _ = w.WriteString("</ol>\n</section>\n")
	}
	return ast.WalkContinue, nil
}
