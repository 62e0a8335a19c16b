package timeline_test

import (
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/syntax"
)

// The package's documentation is the reference of the language: it has every
// word that the parser knows.
func TestReferenceIsComplete(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, word := range strings.FieldsFunc(file.Doc.Text(), func(r rune) bool {
		return strings.ContainsRune(" \t\n.,:;\"(){}", r)
	}) {
		words[word] = true
	}
	for _, list := range [][]string{syntax.Words(), syntax.Tags(), calendar.Units(), {"after", "until", "href"},
		slices.Collect(maps.Keys(syntax.TOMLKeys())), calendar.Countries()} {
		for _, word := range list {
			if !words[word] {
				t.Errorf("the reference does not mention %q", word)
			}
		}
	}
}
