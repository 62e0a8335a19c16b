package markdown

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Renderer renders the pages of one language. It may be used by several
// goroutines.
type Renderer struct {
	locale  *locale.Locale
	options Options
	md      goldmark.Markdown
}

// maxProblems is how many problems of one body are told.
const maxProblems = 500

// Render renders a body. src is the file that the body stands in; offsets in
// body are offsets in src.
func (r *Renderer) Render(src *diag.Source, body string) (*Doc, diag.List) {
	source := []byte(strings.ReplaceAll(body, "\x00", " ")) // NUL is for marks; a blank keeps offsets true
	root := r.md.Parser().Parse(text.NewReader(source))
	s := &survey{src: src, source: source, locale: r.locale, doc: &Doc{}, ids: idSet{}, anchored: idSet{},
		tables: map[string]int{}, charts: map[ast.Node][]Attribute{}, found: diag.NewBounded(src, maxProblems)}
	s.attributes(root)
	if r.options.Site {
		s.tocs(root)
		s.callouts(root)
		s.fenceMistakes(root)
		s.lostBlocks(root)
		s.roadmaps(root)
		s.shortcodes(root)
		s.ownIDs(root)
		s.definitions(root)
		s.walk(root)
	}
	var out bytes.Buffer
	if err := r.md.Renderer().Render(&out, source, root); err != nil {
		s.found.Error(diag.Span{}, "markdown-failed", err.Error())
	}
	s.doc.html = out.String()
	s.doc.Digest = s.doc.sum()
	return s.doc, s.found.List()
}

// survey walks the tree before it is written: it gives headings their ids and
// collects what later stages need.
type survey struct {
	src        *diag.Source
	source     []byte
	locale     *locale.Locale
	doc        *Doc
	ids        idSet          // taken, further down the page too
	anchored   idSet          // met so far: those in doc.Anchors
	section    string         // title of the last heading
	tables     map[string]int // tables met so far, by name
	charts     map[ast.Node][]Attribute
	defined    map[string]*definition // by label
	commands   int                    // of other tools, met so far, that may have an end
	inRaw      bool                   // between {% raw %} and {% endraw %}
	rawEnd     int                    // where the last {% endraw %} stands; 0 while nobody has asked
	cut        bool                   // <!--more--> was met
	noteLabels []string               // of footnotes; nil while nobody has asked
	found      *diag.Bounded
	last       struct { // what pos was asked last
		offset int
		pos    diag.Pos
	}
}

func (s *survey) walk(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if id := ownID(n); id != "" && n.Kind() != ast.KindHeading {
			s.claim(n, id)
		}
		switch n := n.(type) {
		case *ast.Heading:
			s.heading(n)
		case *ast.Paragraph:
			// a line that another tool fills is no summary
			if s.doc.Summary == "" && n.Parent().Kind() == ast.KindDocument && len(find[*templateText](n)) == 0 {
				s.doc.Summary = shorten(s.plain(n), 200)
			}
		case *ast.Link:
			n.Destination = s.destination(n, n.Reference, n.Destination, n.Title)
		case *ast.Image:
			n.Destination = s.destination(n, n.Reference, n.Destination, n.Title)
		case *ast.AutoLink:
			if dest := n.URL(s.source); dangerous(string(dest)) {
				at := max(0, n.Pos())
				s.link(diag.Span{Start: at, End: at + len(dest) + 2}, dest, false)
			}
		case *ast.Text:
			s.lostLink(n)
			s.lostNote(n)
		case *roadmapBlock:
			s.roadmap(n)
		case *shortcodeBlock:
			s.shortcodeLinks(n)
		case *extast.Table:
			s.table(n)
		case *ast.RawHTML, *ast.HTMLBlock:
			s.raw(n)
		case *templateText:
			s.templateNode(n)
		case *ast.FencedCodeBlock:
			s.diagram(n)
		}
		return ast.WalkContinue, nil
	})
}

// plain returns the text of a node without its markup.
func (s *survey) plain(n ast.Node) string { return s.words(n, nil) }

// words is plain with what the typographer wrote looked up in typed.
func (s *survey) words(n ast.Node, typed map[string]string) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if text := n.Segment.Value(s.source); n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
				b.Write(text)
			} else {
				b.WriteString(resolved(text))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(cmp.Or(typed[string(n.Value)], string(n.Value)))
		case *ast.AutoLink:
			b.Write(n.Label(s.source))
		case *ast.RawHTML:
			if bytes.HasPrefix(bytes.ToLower(n.Segments.Value(s.source)), []byte("<br")) {
				b.WriteByte(' ')
			}
		case *templateText:
			b.WriteString(n.text)
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// shorten cuts a text at a word's end to at most n characters.
func shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	cut := string([]rune(text)[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:–-") + " …"
}
