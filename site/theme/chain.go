package theme

import (
	"regexp"
	"text/template/parse"

	"kvartal/timeline/diag"
)

// chain returns the places where the files between a layout and a file that it
// includes, directly or through others, are included: the innermost first, on
// a shortest way; none where the layout does not include the file.
func (t *Theme) chain(layout string, file *source) []diag.Place {
	top := t.templates[layout]
	if top == nil || top == file {
		return nil
	}
	by := map[*source]*source{top: nil} // file -> the one that includes it
	for queue := []*source{top}; len(queue) > 0; queue = queue[1:] {
		for _, name := range queue[0].uses {
			next := t.templates[name]
			if next == nil {
				continue
			}
			if _, seen := by[next]; !seen {
				by[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	var places []diag.Place
	for ; by[file] != nil; file = by[file] {
		places = append(places, by[file].includes(file.name))
	}
	return places
}

// includes returns the place where the file first calls a template.
func (s *source) includes(name string) diag.Place {
	at := len(s.src.Text)
	for _, tree := range s.trees {
		inspect(tree.Root, func(n parse.Node) {
			if call, ok := n.(*parse.TemplateNode); ok && call.Name == name {
				at = min(at, int(call.Position()))
			}
		})
	}
	return s.src.Place(at, "included here")
}

// action is the beginning of a command that opens a part of a template or ends
// one, or a remark, in which nothing counts.
var action = regexp.MustCompile(`(?s)\{\{-?\s*(?:/\*.*?\*/|(if|range|with|block|define|end)\b[^}]*\}\})`)

// unended returns where the innermost part begins that no {{end}} ends, and
// its word.
func unended(text string) (at diag.Span, word string) {
	var open [][]int
	for _, m := range action.FindAllStringSubmatchIndex(text, -1) {
		switch {
		case m[2] < 0:
		case text[m[2]:m[3]] != "end":
			open = append(open, m)
		case len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return diag.Span{}, ""
	}
	m := open[len(open)-1]
	return diag.Span{Start: m[0], End: m[1]}, text[m[2]:m[3]]
}
