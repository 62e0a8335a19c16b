// Package source takes the content folder and gives its files: for each
// Markdown file its front matter, read and checked, and its body; for every
// other file its name. It knows nothing of addresses, menus or other pages.
package source

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kvartal/site/trace"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// File is one Markdown file, read. Nothing changes it afterwards.
type File struct {
	Path   string       // in the content folder, slashes, NFC: "os2display/roadmap.md"
	Digest trace.Digest // of its bytes
	Head   trace.Digest // of the text above its body, which Front depends on with the file's path and the taxonomies
	Front  Front
	Unread bool // its text could not be read, so that nothing is known of what stands in it
}

// Parse splits a Markdown file into front matter and body and reads the front
// matter. name is the file's path for messages, file the one in the content
// folder; taxonomies are keys whose values are terms.
//
// The body is the whole text with the front matter blanked out, not cut, so
// that every offset, line and column in it is one of the file.
func Parse(name, file string, data []byte, taxonomies []string) (f *File, src *diag.Source, body string, list diag.List) {
	f = &File{Path: file, Digest: trace.Of(data)}
	if at := invalidUTF8(data); at >= 0 {
		src, problem := notUTF8(name, data, at)
		f.Unread = true
		return f, src, blank(src.Text, len(src.Text)), diag.List{problem}
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	src = diag.NewSource(name, text)
	fence, inner, end, problem := split(src)
	if problem != nil { // what is front matter and what body cannot be told
		f.Unread = true
		return f, src, blank(text, len(text)), diag.List{*problem}
	}
	head := diag.NewSource(name, strings.Clone(text[:end])) // what is read of it does not keep the whole text in memory
	var table fields.Table
	switch fence {
	case "+++":
		table, list = fields.TOML(head, inner, keysOf(taxonomies))
	case "---":
		table, list = fields.YAML(head, inner)
	}
	r := frontReader{src: head, list: list, yaml: fence == "---", isIndex: IsIndex(file), taxonomies: taxonomies}
	f.Front = r.read(table)
	f.Head = trace.NewSum().Add(text[:end]).Digest()
	body = blank(text, end)
	if fence != "" {
		r.list = append(r.list, second(name, body, end, taxonomies)...)
	} else {
		r.list = append(r.list, unfenced(src, taxonomies)...)
	}
	return f, src, body, r.list
}

// IsIndex tells whether a file stands for its folder.
func IsIndex(file string) bool {
	base := strings.ToLower(path.Base(file))
	return base == "_index.md" || base == "index.md"
}

// notUTF8 tells where a file stops being UTF-8, and what it seems to be.
func notUTF8(name string, data []byte, at int) (*diag.Source, diag.Diag) {
	src := diag.NewSource(name, strings.ToValidUTF8(string(data), "\uFFFD"))
	place := diag.Span{Start: at, End: at + len("\uFFFD")}
	hint := "save it as UTF-8 in your editor (it looks like Windows-1252 or Latin-1)"
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		hint = `save it as UTF-8 in your editor (it is UTF-16, which Windows calls "Unicode")`
	}
	return src, src.Error(place, "encoding", "the file is not UTF-8 text").Hint(hint)
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// split finds the front matter: the fence it stands between ("" without one),
// the text between the fences, and the offset where the body begins. Empty
// lines may stand above it. A line "---" that no key follows is a rule, not a
// fence.
func split(src *diag.Source) (fence string, inner diag.Span, end int, problem *diag.Diag) {
	text := src.Text
	start := len(text) - len(strings.TrimLeft(text, " \t\n"))
	start = strings.LastIndexByte(text[:start], '\n') + 1
	first, _, _ := strings.Cut(text[start:], "\n")
	fence = strings.TrimRight(first, " \t")
	inner.Start = min(start+len(first)+1, len(text))
	if fence != "+++" && fence != "---" {
		if seen := visible(first); (seen == "+++" || seen == "---") && isFront(text[inner.Start:], false) {
			d := src.Error(diag.Span{Start: start, End: start + len(first)}, "front-matter-fence",
				fmt.Sprintf("this line is not %q: there is a character in it that cannot be seen", seen)).
				Hint("delete the line and write it again; such characters come along with text from Word or a browser")
			return "", inner, 0, &d
		}
		return "", inner, 0, nil
	}
	var almost *diag.Place
	for at := inner.Start; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		word := strings.TrimSpace(line)
		if strings.TrimRight(line, " \t") == fence || fence == "---" && word == "..." && line[0] == '.' {
			inner.End = at
			if fence == "---" && !isFront(text[inner.Start:inner.End], start == 0) {
				return "", diag.Span{}, 0, nil
			}
			return fence, inner, min(at+len(line)+1, len(text)), nil
		}
		if almost == nil && len(visible(word)) >= 2 && strings.Trim(visible(word), "+-–—") == "" {
			p := src.Place(at+strings.Index(line, word), fmt.Sprintf("this line is not %q", fence))
			if strings.Trim(line, " \t") != fence && visible(line) == fence {
				p.Message += ": there is a character in it that cannot be seen"
			}
			almost = &p
		}
		at += len(line) + 1
	}
	if fence == "---" && !isFront(text[inner.Start:], false) {
		return "", diag.Span{}, 0, nil
	}
	d := src.Error(diag.Span{Start: start, End: start + len(fence)}, "front-matter-fence",
		fmt.Sprintf("the front matter is opened by %q and never closed", fence)).
		Hint(fmt.Sprintf("write a line %q behind its last key", fence))
	if almost != nil {
		d = d.Also(*almost)
	}
	return "", inner, 0, &d
}

var keyLine = regexp.MustCompile(`^["']?[A-Za-z_][\w-]*["']?\s*(?:=|:\s|:$)`)

// isFront tells whether what follows a line "---" is front matter. At the very
// top of a file everything is, except what an empty line parts from the fence:
// a text that begins with a rule.
func isFront(inner string, atTop bool) bool {
	if atTop && (strings.TrimSpace(inner) == "" || inner[0] != '\n') {
		return true
	}
	for line := range strings.Lines(inner) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return keyLine.MatchString(line)
		}
	}
	return false
}

// visible returns a line as it looks: without characters of no width, and
// without blanks at its ends.
func visible(line string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, line))
}

// second warns of front matter behind the front matter, which is part of the
// body. It is told by its first key, since a rule may stand there as well.
func second(name, body string, end int, taxonomies []string) diag.List {
	if rest := strings.TrimLeft(body, " \n"); !strings.HasPrefix(rest, "+++") && !strings.HasPrefix(rest, "---") {
		return nil
	}
	src := diag.NewSource(name, body)
	fence, inner, _, problem := split(src)
	if fence == "" || problem != nil {
		return nil
	}
	for line := range strings.Lines(body[inner.Start:inner.End]) {
		key := strings.Trim(keyName.FindString(line), `"'`)
		if key == "" || !slices.Contains(Keys(), key) && !slices.Contains(taxonomies, key) {
			return nil
		}
		at := strings.Index(body[end:], fence) + end
		return diag.List{src.Warning(diag.Span{Start: at, End: at + len(fence)}, "front-matter-second",
			"a second front matter is not read; it is shown as text").Hint("move its keys up into the first one")}
	}
	return nil
}

var keyName = regexp.MustCompile(`^\s*["']?[A-Za-z_][\w-]*["']?`)

// blank overwrites the first n bytes with blanks, line breaks kept.
func blank(text string, n int) string {
	if n == 0 {
		return text
	}
	b := []byte(text)
	for i := range b[:n] {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}
