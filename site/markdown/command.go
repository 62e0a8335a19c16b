package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"kvartal/timeline/diag"
)

// A link whose address is a command of another tool, [x]({% link x.md %}), is
// no link to CommonMark, which allows no blanks in an address. So the blanks
// within such commands are replaced while a page is parsed, by a byte that no
// text has.

const blankMask = 0xFF // occurs nowhere in UTF-8

// maskCommands returns the source with the blanks masked of commands that
// stand where a link's address does.
func maskCommands(source []byte) []byte {
	if !bytes.Contains(source, []byte("{{")) && !bytes.Contains(source, []byte("{%")) {
		return source
	}
	masked := bytes.Clone(source)
	for i := 0; i+2 < len(source); i++ {
		if source[i] == ']' && (source[i+1] == '(' || source[i+1] == ':') {
			maskAddress(masked[i+2 : min(len(masked), i+2+longestMark)])
		}
	}
	return masked
}

// maskAddress masks the commands in an address at the beginning of a text.
func maskAddress(text []byte) {
	i := len(text) - len(bytes.TrimLeft(text, " "))
	for i < len(text) && strings.IndexByte(" \t\r\n)`", text[i]) < 0 {
		closing := []byte("}}")
		switch {
		case bytes.HasPrefix(text[i:], []byte("{%")):
			closing = []byte("%}")
		case !bytes.HasPrefix(text[i:], []byte("{{")):
			i++
			continue
		}
		length := bytes.Index(text[i:], closing)
		if length < 0 || bytes.IndexByte(text[i:i+length], '\n') >= 0 {
			return
		}
		for end := i + length + len(closing); i < end; i++ {
			if text[i] == ' ' || text[i] == '\t' {
				text[i] = blankMask
			}
		}
	}
}

// unmask returns an address as it is written.
func unmask(dest []byte) string {
	return string(bytes.ReplaceAll(dest, []byte{blankMask}, []byte(" ")))
}

// hasCommand tells whether a text holds what may be a command of another tool.
func hasCommand(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "{%")
}

// linkCommands are the commands whose meaning in an address is plain. Their
// group is the address, without one it is nothing but the site's own.
var linkCommands = []*regexp.Regexp{
	regexp.MustCompile(`^\{%-?\s*link\s+/?(\S+)\s*-?%\}`),                                        // Jekyll: from the root
	regexp.MustCompile(`^\{\{-?\s*["']/?([^"']*)["']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}`), // Jekyll: from the root
	regexp.MustCompile(`^\{\{-?\s*get_url\(path\s*=\s*["']@?/?([^"']*)["']\)\s*-?\}\}`),          // Zola: from the root
	regexp.MustCompile(`^\{\{-?\s*(?:site\.(?:baseurl|url)|\.Site\.BaseURL|config\.base_url)\s*-?\}\}/?()`),
}

// hugoRef is Hugo's link to a page, from the page's folder or from the root.
var hugoRef = regexp.MustCompile(`^\{\{[<%]\s*(?:rel)?ref\s+["']?([^"'\s]+)["']?\s*[>%]\}\}`)

// linkCommand returns what an address with commands in it means, false where
// that is not plain.
func linkCommand(dest string) (meant string, ok bool) {
	if m := hugoRef.FindStringSubmatch(dest); m != nil {
		rest := dest[len(m[0]):]
		return m[1] + rest, !hasCommand(rest)
	}
	rest := dest
	for hasCommand(rest) {
		known := false
		for _, re := range linkCommands {
			if m := re.FindStringSubmatch(rest); m != nil {
				meant, rest, known = meant+m[1], rest[len(m[0]):], true
				break
			}
		}
		if !known {
			return dest, false
		}
	}
	return "/" + meant + rest, true
}

// linkCommand tells the author of a command in an address, and whether the
// link is followed.
func (s *survey) linkCommand(at diag.Span, written, meant string, ok bool) bool {
	if ok {
		s.found.Warning(at, "command-link", fmt.Sprintf("%s is a command of another program (Jekyll, Hugo, Zola); the link is read as %q", written, meant),
			fmt.Sprintf("write %s in its place", meant))
	} else {
		s.found.Warning(at, "command-link", fmt.Sprintf("the address %s holds a command of another program (Jekyll, Hugo, Zola), so the link leads nowhere", written),
			"link to the page's file: page.md")
	}
	return ok
}
