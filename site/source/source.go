// Package source takes the content folder and gives its files: for each
// Markdown file its front matter, read and checked, and its body; for every
// other file its name. It knows nothing of addresses, menus or other pages.
package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kvartal/site/fields"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// File is one Markdown file, read. Nothing changes it afterwards.
type File struct {
	Path   string       // in the content folder, slashes, NFC: "os2display/roadmap.md"
	Digest trace.Digest // of its bytes
	Front  Front
}

// Parse splits a Markdown file into front matter and body and reads the front
// matter. name is the file's path for messages, path the one in the content
// folder.
//
// The body is the whole text with the front matter blanked out, not cut, so
// that every offset, line and column in it is one of the file.
func Parse(name, path string, data []byte) (f *File, src *diag.Source, body string, list diag.List) {
	f = &File{Path: path, Digest: trace.Of(data)}
	if at := invalidUTF8(data); at >= 0 {
		src = diag.NewSource(name, strings.ToValidUTF8(string(data), "\uFFFD"))
		valid := len(strings.ToValidUTF8(string(data[:at]), "\uFFFD"))
		return f, src, src.Text, diag.List{src.Error(diag.Span{Start: valid, End: valid + 3}, "encoding",
			"the file is not UTF-8 text").Hint("save it as UTF-8 in your editor (it looks like Windows-1252 or Latin-1)")}
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	src = diag.NewSource(name, text)
	fence, inner, end, problem := split(src)
	if problem != nil {
		return f, src, blank(text, len(text)), diag.List{*problem}
	}
	var table fields.Table
	switch fence {
	case "+++":
		table, list = fields.TOML(src, inner)
	case "---":
		table, list = fields.YAML(src, inner)
	}
	r := frontReader{src: src, list: list}
	f.Front = r.read(table)
	return f, src, blank(text, end), r.list
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
// the text between the fences, and the offset where the body begins.
func split(src *diag.Source) (fence string, inner diag.Span, end int, problem *diag.Diag) {
	text := src.Text
	first, _, _ := strings.Cut(text, "\n")
	fence = strings.TrimRight(first, " \t")
	if fence != "+++" && fence != "---" {
		return "", inner, 0, nil
	}
	inner.Start = min(len(first)+1, len(text))
	for at := inner.Start; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		if strings.TrimRight(line, " \t") == fence {
			inner.End = at
			return fence, inner, min(at+len(line)+1, len(text)), nil
		}
		at += len(line) + 1
	}
	if fence == "---" && !strings.Contains(first+text, ":") {
		return "", diag.Span{}, 0, nil // a rule at the head of a text without front matter
	}
	d := src.Error(diag.Span{Start: 0, End: len(fence)}, "front-matter",
		fmt.Sprintf("the front matter is opened by %q and never closed", fence)).
		Hint(fmt.Sprintf("write a line %q behind its last key", fence))
	return "", inner, 0, &d
}

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
