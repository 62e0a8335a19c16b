package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"kvartal/timeline/locale"
)

// Options choose what is read beside CommonMark and how HTML is written. With
// none of them a body becomes what the CommonMark specification says, with
// GitHub and TagFilter what GitHub's says.
type Options struct {
	GitHub      bool // tables, struck out text, task lists, addresses that become links
	Notes       bool // footnotes and definition lists
	Typographer bool // quotes, dashes and dots of the page's language
	Attributes  bool // {.class #id key="value"} behind a block, an image, a link; <div markdown="1">
	Site        bool // HTML for a page of the site: callouts, roadmaps, heading ids, coloured code, links as holes
	TagFilter   bool // elements that change how HTML is read, such as <script> and <iframe>, are shown as text
}

// Default is what a site has that says nothing else.
func Default() Options {
	return Options{GitHub: true, Notes: true, Typographer: true, Attributes: true, Site: true}
}

// New returns a renderer for a language, which gives the quotes and the titles
// of callouts.
func New(l *locale.Locale, o Options) *Renderer {
	var extensions []goldmark.Extender
	if o.GitHub {
		extensions = append(extensions, extension.Linkify, extension.Table, extension.Strikethrough, taskList{})
	}
	if o.Notes {
		extensions = append(extensions, extension.Footnote, extension.DefinitionList)
	}
	if o.Typographer {
		extensions = append(extensions, typographer{l})
	}
	output := []renderer.Option{html.WithUnsafe()} // an author's own HTML is kept
	var parsers, blocks []util.PrioritizedValue
	reader := goldmark.DefaultParser()
	if o.Site {
		reader = commandParsers()
		parsers = append(parsers, util.Prioritized(templateParser{}, 50)) // before links and typographer
	} else {
		output = append(output, html.WithXHTML())
	}
	if o.Attributes {
		parsers = append(parsers, util.Prioritized(attributeParser{}, 60))
		blocks = append(blocks, util.Prioritized(withinHTML{}, 850)) // before HTML
	}
	output = append(output, renderer.WithNodeRenderers(util.Prioritized(nodes{l, o, &sync.Map{}}, 100)))
	return &Renderer{l, o, goldmark.New(goldmark.WithParser(reader), goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(parser.WithInlineParsers(parsers...), parser.WithBlockParsers(blocks...)), goldmark.WithRendererOptions(output...))}
}

// typographer is the library's with the marks of a language, and single quotes
// read the house's way.
type typographer struct{ locale *locale.Locale }

func (t typographer) Extend(m goldmark.Markdown) {
	extension.NewTypographer(extension.WithTypographicSubstitutions(marks(t.locale))).Extend(m)
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(singleQuotes{t.locale}, 9000))) // before the library's
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
