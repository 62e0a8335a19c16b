package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// fenceNames are the attributes that say how code is shown: line numbers, the
// first of them, marked lines as "2-3 5", the name of the file.
var fenceNames = []string{"linenos", "linenostart", "hl_lines", "title", "name"}

// fenceLanguage returns the first word of a fence's first line, lower case:
// "go" of ```go {linenos=true} and of ```Go,linenos.
func fenceLanguage(n *ast.FencedCodeBlock, source []byte) string {
	lang := strings.TrimLeft(resolved(n.Language(source)), "{.")
	if i := strings.IndexAny(lang, ",{}"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}

// fenceAttributes reads the attributes behind a fence's language: {key=value}
// as Hugo has them, or ,key,key=value as Zola.
func (s *survey) fenceAttributes(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	info := n.Info.Segment.Value(s.source)
	if i := bytes.IndexByte(info, '{'); i >= 0 {
		if list, _ := scanAttributes(info[i:], n.Info.Segment.Start+i); list != nil {
			s.attach(n, list)
		}
		return
	}
	lang, rest, _ := strings.Cut(string(info), ",")
	if strings.Contains(lang, " ") || s.isRoadmap(n) {
		return
	}
	for item := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(item), "=")
		if slices.Contains(fenceNames, name) {
			n.SetAttributeString(name, []byte(value))
		}
	}
}

// fenceValue returns one of the attributes of code, and whether it is there.
func fenceValue(n ast.Node, name string) (string, bool) {
	if v, ok := n.AttributeString(name); ok {
		return string(v.([]byte)), true
	}
	return "", false
}

// fenceSetting returns the first of some attributes of code that has a value.
func fenceSetting(n ast.Node, names ...string) string {
	for _, name := range names {
		if v, _ := fenceValue(n, name); v != "" {
			return v
		}
	}
	return ""
}

// lineRanges reads "2-3 5" as the lines from 2 to 3 and the line 5. What is no
// number is left out.
func lineRanges(text string) [][2]int {
	var ranges [][2]int
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		from, to, isRange := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if !isRange {
			last, err2 = first, nil
		}
		if err == nil && err2 == nil {
			ranges = append(ranges, [2]int{first, last})
		}
	}
	return ranges
}
