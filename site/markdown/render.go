package markdown

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Renderer renders the pages of one language. It may be used by several
// goroutines.
type Renderer struct {
	locale *locale.Locale
	md     goldmark.Markdown
}

// New returns a renderer for a language, which gives the quotes and the titles
// of callouts.
func New(l *locale.Locale) *Renderer {
	return &Renderer{l, goldmark.New(
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, extension.TaskList, extension.Linkify,
			extension.Footnote, extension.DefinitionList,
			extension.NewTypographer(extension.WithTypographicSubstitutions(marks(l))),
		),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithInlineParsers(
				util.Prioritized(templateParser{}, 50),  // before links and typographer
				util.Prioritized(singleQuotes{l}, 9000), // before the typographer
			),
		),
		goldmark.WithRendererOptions(
			html.WithUnsafe(), // an author's own HTML is kept
			renderer.WithNodeRenderers(util.Prioritized(nodes{l}, 100)),
		),
	)}
}

// marks are what the typographer writes: characters, not entities, so that a
// heading's text can be taken as it stands.
func marks(l *locale.Locale) extension.TypographicSubstitutions {
	return extension.TypographicSubstitutions{
		extension.LeftDoubleQuote:  []byte(l.Quotes[0]),
		extension.RightDoubleQuote: []byte(l.Quotes[1]),
		extension.LeftSingleQuote:  []byte(l.Quotes[2]),
		extension.RightSingleQuote: []byte(l.Quotes[3]),
		extension.Apostrophe:       []byte("’"),
		extension.EnDash:           []byte("–"),
		extension.EmDash:           []byte("—"),
		extension.Ellipsis:         []byte("…"),
		extension.LeftAngleQuote:   []byte("«"),
		extension.RightAngleQuote:  []byte("»"),
	}
}

// maxProblems is how many problems of one body are told.
const maxProblems = 500

// Render renders a body. src is the file that the body stands in; offsets in
// body are offsets in src.
func (r *Renderer) Render(src *diag.Source, body string) (*Doc, diag.List) {
	source := []byte(strings.ReplaceAll(body, "\x00", " ")) // NUL is for marks; a blank keeps offsets true
	root := r.md.Parser().Parse(text.NewReader(source))
	s := &survey{src: src, source: source, locale: r.locale, doc: &Doc{}, ids: idSet{}, anchored: idSet{},
		tables: map[string]int{}, found: diag.NewBounded(src, "many-problems", maxProblems)}
	s.callouts(root)
	s.roadmaps(root)
	s.ownIDs(root)
	s.walk(root)
	var out bytes.Buffer
	if err := r.md.Renderer().Render(&out, source, root); err != nil {
		s.found.Error(diag.Span{}, "markdown", err.Error())
	}
	s.doc.html = out.String()
	s.doc.Digest = s.doc.sum()
	return s.doc, s.found.List()
}

// survey walks the tree before it is written: it gives headings their ids and
// collects what later stages need.
type survey struct {
	src      *diag.Source
	source   []byte
	locale   *locale.Locale
	doc      *Doc
	ids      idSet          // taken, further down the page too
	anchored idSet          // met so far: those in doc.Anchors
	section  string         // title of the last heading
	tables   map[string]int // tables met so far, by name
	found    *diag.Bounded
	last     struct { // what pos was asked last
		offset int
		pos    diag.Pos
	}
}

func (s *survey) walk(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
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
			s.link(s.linkSpan(n), resolved(n.Destination))
		case *ast.Image:
			s.link(s.linkSpan(n), resolved(n.Destination))
		case *ast.AutoLink:
			if dest := string(n.URL(s.source)); dangerous(dest) {
				at := max(0, n.Pos())
				s.link(diag.Span{Start: at, End: at + len(dest) + 2}, dest)
			}
		case *roadmapBlock:
			s.roadmapLink(n)
		case *extast.Table:
			s.table(n)
		case *ast.RawHTML, *ast.HTMLBlock:
			s.rawAnchors(n)
			s.rawTemplates(n)
		case *templateText:
			s.template(n)
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
		case *ast.RawHTML: // a line break between two words
			b.WriteByte(' ')
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
