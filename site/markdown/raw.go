package markdown

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	nethtml "golang.org/x/net/html"

	"kvartal/site/command"
	"kvartal/timeline/diag"
)

// rawText is a piece of an author's own HTML. A page may stand in a quotation,
// so its lines need not follow one another in the source.
type rawText struct {
	text   string
	lines  []text.Segment
	starts []int // of each line in text
}

func (s *survey) rawText(n ast.Node) rawText { return rawTextOf(n, s.source) }

func rawTextOf(n ast.Node, source []byte) rawText {
	var segments []text.Segment
	switch n := n.(type) {
	case *ast.RawHTML:
		segments = n.Segments.Sliced(0, n.Segments.Len())
	case *ast.HTMLBlock:
		segments = n.Lines().Sliced(0, n.Lines().Len())
		if n.HasClosure() {
			segments = append(segments[:len(segments):len(segments)], n.ClosureLine)
		}
	}
	if len(segments) == 1 {
		return rawText{string(segments[0].Value(source)), segments, []int{0}}
	}
	var b strings.Builder
	starts := make([]int, len(segments))
	for i, seg := range segments {
		starts[i] = b.Len()
		b.Write(seg.Value(source))
	}
	return rawText{b.String(), segments, starts}
}

// span returns where a part of the text stands in the source, up to the end of
// the line that it begins on.
func (r rawText) span(start, end int) diag.Span {
	i, found := slices.BinarySearch(r.starts, start)
	if !found {
		i--
	}
	if i < 0 || i >= len(r.lines) {
		return diag.Span{}
	}
	seg := r.lines[i]
	from := min(seg.Stop, seg.Start+max(0, start-r.starts[i]-seg.Padding))
	return diag.Span{Start: from, End: max(from, min(seg.Stop, from+end-start))}
}

// rawValue is the value of an attribute in raw HTML.
type rawValue struct {
	tag, name  string // lower case
	value      string // entities read, blanks at its ends cut
	start, end int    // of the value as it is written, without quotes
	quoted     bool
}

func (v rawValue) isID() bool {
	return v.value != "" && (v.name == "id" || v.name == "name" && v.tag == "a")
}

// addressTags are the attributes that lead somewhere, with the elements whose
// they are; nil for all.
var addressTags = map[string][]string{
	"href": {"a", "area", "link", "image", "use"}, "xlink:href": {"image", "use"}, "src": nil, "srcset": nil, "poster": nil,
	"data": {"object"}, "action": {"form"}, "formaction": {"button", "input"},
}

// isAddress tells whether the value leads somewhere.
func (v rawValue) isAddress() bool {
	tags, ok := addressTags[v.name]
	if v.tag == "use" && strings.HasPrefix(v.value, "#") {
		return false // a shape of SVG, which the theme may have
	}
	return ok && (tags == nil || slices.Contains(tags, v.tag))
}

// isPicture tells whether what the address leads to is shown as a picture.
func (v rawValue) isPicture() bool { return v.tag == "img" || v.tag == "image" }

func (s *survey) rawValues(n ast.Node) []rawValue { return rawValues(s.rawText(n).text) }

// rawValues returns the values of all attributes of all tags, in order, a
// srcset as one value an address. What stands in comments and scripts is none.
func rawValues(raw string) []rawValue {
	if !strings.Contains(raw, "=") {
		return nil
	}
	var values []rawValue
	z := nethtml.NewTokenizer(strings.NewReader(raw))
	at := 0
	for {
		kind := z.Next()
		token := len(z.Raw())
		switch kind {
		case nethtml.ErrorToken:
			return values
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			tag, more := z.TagName()
			if more {
				values = appendTag(values, raw[at:at+token], at, string(tag))
			}
		}
		at += token
	}
}

// appendTag appends the values in a tag that stands at the offset at. The
// tokenizer reads the same values, but does not tell where they stand.
func appendTag(values []rawValue, raw string, at int, tag string) []rawValue {
	const blank = " \t\r\n\f"
	for i := 1 + len(tag); i < len(raw); {
		if strings.IndexByte(blank+"/>", raw[i]) >= 0 {
			i++
			continue
		}
		start := i
		for i++; i < len(raw) && strings.IndexByte(blank+"/>=", raw[i]) < 0; i++ {
		}
		v := rawValue{tag: tag, name: strings.ToLower(raw[start:i])}
		for i < len(raw) && strings.IndexByte(blank, raw[i]) >= 0 {
			i++
		}
		if i >= len(raw) || raw[i] != '=' {
			continue
		}
		for i++; i < len(raw) && strings.IndexByte(blank, raw[i]) >= 0; i++ {
		}
		if i >= len(raw) {
			break
		}
		ends := blank + ">"
		if quote := raw[i]; quote == '"' || quote == '\'' {
			ends, v.quoted = string(quote), true
			i++
		}
		length := strings.IndexAny(raw[i:], ends)
		if length < 0 {
			break
		}
		v.start, v.end = at+i, at+i+length
		values = appendValue(values, v, raw[i:i+length])
		i += length
		if v.quoted {
			i++
		}
	}
	return values
}

// appendValue appends a value, of a srcset each address in it.
func appendValue(values []rawValue, v rawValue, written string) []rawValue {
	if v.name != "srcset" {
		return append(values, v.trimmed(written))
	}
	const blank = " \t\r\n\f"
	for at := 0; ; { // as HTML has it ("Parsing a srcset attribute"): commas may stand in an address
		at += len(written[at:]) - len(strings.TrimLeft(written[at:], blank+","))
		if at == len(written) {
			return values
		}
		address := written[at:]
		if end := strings.IndexAny(address, blank); end >= 0 {
			address = address[:end]
		}
		part := v
		part.start += at
		at += len(address)
		alone := strings.TrimRight(address, ",")
		values = append(values, part.trimmed(alone))
		if alone == address {
			at += descriptors(written[at:])
		}
	}
}

// descriptors returns how long what stands behind an address in a srcset is: up
// to the next comma that no parentheses hold.
func descriptors(text string) int {
	inside := false
	for i := range len(text) {
		switch text[i] {
		case '(':
			inside = true
		case ')':
			inside = false
		case ',':
			if !inside {
				return i
			}
		}
	}
	return len(text)
}

// trimmed returns the value that is written so at its beginning, without the
// blanks around it.
func (v rawValue) trimmed(written string) rawValue {
	value := strings.TrimSpace(written)
	v.start += strings.Index(written, value)
	v.end = v.start + len(value)
	v.value = html.UnescapeString(value)
	return v
}

// raw looks at an author's own HTML: its ids are anchors, its addresses within
// the site are links like others, and the commands of other tools in it stay.
func (s *survey) raw(n ast.Node) {
	raw := s.rawText(n)
	if moreMark.MatchString(raw.text) {
		s.more(n)
		return
	}
	values := rawValues(raw.text)
	for _, v := range values {
		at := raw.span(v.start, v.end)
		switch {
		case v.isID():
			if !s.anchored.has(v.value) {
				s.anchor(v.value)
			}
		case v.name == "markdown" && n.Kind() == ast.KindHTMLBlock && hasText(raw.text[v.end:]):
			s.found.Warning(at, "html-markdown", "the text in this element is HTML, not Markdown",
				"write the tags on lines of their own")
		case v.isAddress() && command.May(v.value):
			if meant, ok := linkCommand(v.value); s.linkCommand(at, v.value, meant, ok) {
				s.note(at, meant, v.isPicture())
			}
		case v.isAddress() && v.value != "" && internal(v.value):
			s.note(at, v.value, v.isPicture())
		}
	}
	s.rawTemplates(raw, values)
}

// hasText tells whether something stands between and behind tags.
func hasText(rest string) bool {
	_, rest, _ = strings.Cut(rest, ">")
	return strings.TrimSpace(anyTag.ReplaceAllString(rest, "")) != ""
}

var (
	anyTag   = regexp.MustCompile(`<[^>]*>`)
	moreMark = regexp.MustCompile(`^\s*<!--\s*more\s*-->\s*$`)
)

// more makes the page's summary of what stands before <!--more-->.
func (s *survey) more(mark ast.Node) {
	top := mark
	for top.Parent() != nil && top.Parent().Kind() != ast.KindDocument {
		top = top.Parent()
	}
	var parts []string
	add := func(n ast.Node) {
		if n.Kind() != ast.KindHeading {
			parts = append(parts, s.plain(n))
		}
	}
	if s.cut || top.Parent() == nil {
		return
	}
	s.cut = true
	for n := top.Parent().FirstChild(); n != top; n = n.NextSibling() {
		add(n)
	}
	if top != mark {
		for n := mark.Parent().FirstChild(); n != mark; n = n.NextSibling() {
			add(n)
		}
	}
	if summary := strings.Join(strings.Fields(strings.Join(parts, " ")), " "); summary != "" {
		s.doc.Summary = summary
	}
}

func (r nodes) rawBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		r.writeRaw(w, node, source)
	}
	return ast.WalkContinue, nil
}

func (r nodes) rawInline(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		r.writeRaw(w, node, source)
	}
	return ast.WalkSkipChildren, nil
}

// writeRaw writes an author's own HTML byte for byte, but for addresses within
// the site, which are holes, and for the attributes given to a tag.
func (r nodes) writeRaw(w util.BufWriter, n ast.Node, source []byte) {
	raw := rawTextOf(n, source).text
	if !r.options.Site {
		_, _ = w.WriteString(r.filtered(raw))
		return
	}
	if moreMark.MatchString(raw) {
		return
	}
	at := 0
	for _, v := range rawValues(raw) {
		dest := v.value
		if !v.isAddress() || dest == "" {
			continue
		}
		if command.May(dest) {
			dest, _ = linkCommand(dest)
		}
		if command.May(dest) || dest == "" || !internal(dest) {
			continue
		}
		_, _ = w.WriteString(r.filtered(raw[at:v.start]))
		hole := mark(LinkHole, dest)
		if !v.quoted {
			hole = `"` + hole + `"`
		}
		_, _ = w.WriteString(hole)
		at = v.end
	}
	rest := r.filtered(raw[at:])
	if n.Attributes() == nil {
		_, _ = w.WriteString(rest)
		return
	}
	_, _ = w.WriteString(strings.TrimSuffix(rest, ">"))
	attributes(w, n)
	_ = w.WriteByte('>')
}

// disallowed are the tags that GitHub shows as text ("Disallowed Raw HTML" in
// its specification): what follows them is not read as HTML any more.
var disallowed = regexp.MustCompile(`(?i)<(/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s>]|/>))`)

func (r nodes) filtered(raw string) string {
	if !r.options.TagFilter {
		return raw
	}
	return disallowed.ReplaceAllString(raw, "&lt;$1")
}
