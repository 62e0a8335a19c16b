package timeline_test

import (
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/syntax"
)

var code = regexp.MustCompile(`"(roadmap-[a-z-]+)"`)

// Every code of a problem stands in the reference, and no other.
func TestReferenceHasEveryCode(t *testing.T) {
	known := map[string]bool{}
	for _, pattern := range []string{"chart/*.go", "syntax/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range code.FindAllStringSubmatch(string(text), -1) {
				known[m[1]] = !strings.HasSuffix(name, "_test.go") || known[m[1]]
			}
		}
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, word := range regexp.MustCompile(`(?m)^//\t(roadmap-[a-z-]+) `).FindAllStringSubmatch(string(doc), -1) {
		told[word[1]] = true
	}
	for c, used := range known {
		if used && !told[c] {
			t.Errorf("the reference does not tell of %s", c)
		}
	}
	for c := range told {
		if !known[c] {
			t.Errorf("the reference tells of %s, which nothing says", c)
		}
	}
	if len(told) < 40 {
		t.Errorf("only %d codes are seen", len(told))
	}
}

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
	for _, list := range [][]string{syntax.Words(), syntax.States(), calendar.Units(), {"after", "until", "href"},
		slices.Collect(maps.Keys(syntax.TOMLKeys())), calendar.Countries()} {
		for _, word := range list {
			if !words[word] {
				t.Errorf("the reference does not mention %q", word)
			}
		}
	}
}
