package markdown_test

import (
	"os"
	"testing"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// One page of the handbook: headings, links, tables, callouts, code.
func BenchmarkRender(b *testing.B) {
	page, err := os.ReadFile("../../content/handbook/writing.md")
	if err != nil {
		b.Fatal(err)
	}
	r := markdown.New(locale.Danish(), markdown.Default())
	src := diag.NewSource("writing.md", string(page))
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		r.Render(src, src.Text)
	}
}
