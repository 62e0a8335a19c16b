package markdown_test

import (
	"cmp"
	"flag"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
	"kvartal/timeline/locale"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// render reads a page as a build does and renders its body.
func render(t testing.TB, lang, page string) (*markdown.Doc, diag.List) {
	t.Helper()
	l, ok := locale.Get(lang)
	if !ok {
		t.Fatalf("no language %q", lang)
	}
	_, src, body, list := source.Parse("content/in.md", "in.md", []byte(page), nil)
	doc, problems := markdown.New(l, markdown.Default()).Render(src, body)
	return doc, append(list, problems...).Sorted()
}

func printed(t testing.TB, list diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := (diag.Style{}).Write(&b, list); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each file of testdata is a page and what becomes of it: doc.txt is its HTML,
// headings, links and roadmaps, diag.txt what its author is told. Its language
// is Danish, or the one in a part "lang". Run with -update to rewrite what
// comes after in.md, and read what changed.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		lang := strings.TrimSpace(golden.Text(in, "lang"))
		doc, list := render(t, cmp.Or(lang, "da"), golden.Text(in, "in.md"))
		return []txtar.File{{Name: "doc.txt", Data: []byte(markdown.Format(doc))}, {Name: "diag.txt", Data: []byte(printed(t, list))}}
	})
}
