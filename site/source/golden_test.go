package source_test

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/source"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Each part of an archive that ends in .md is a page; one that ends in .q holds
// a page as a quoted text, with bytes that an archive cannot show. out.txt is
// what is read of each, diag.txt what its author is told.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		var out, said strings.Builder
		for _, p := range in.Files {
			name, isQuoted := strings.CutSuffix(p.Name, ".q")
			if !strings.HasSuffix(name, ".md") {
				continue
			}
			page := string(p.Data)
			if isQuoted {
				var err error
				if page, err = strconv.Unquote(strings.TrimSpace(page)); err != nil {
					t.Fatalf("%s: %v", p.Name, err)
				}
			}
			f, src, body, list := source.Parse(name, name, []byte(page), []string{"tags", "product"})
			first := 1 + strings.Count(body, "\n") - strings.Count(strings.TrimLeft(body, " \n"), "\n")
			text, _, _ := strings.Cut(strings.TrimSpace(body), "\n")
			fmt.Fprintf(&out, "%s: the body begins on line %d: %q\n%s", name, first, text, source.Format(src, f.Front))
			if said.Len() > 0 && len(list) > 0 {
				said.WriteByte('\n')
			}
			if err := (diag.Style{}).Write(&said, list.Sorted()); err != nil {
				t.Fatal(err)
			}
		}
		return []txtar.File{{Name: "out.txt", Data: []byte(out.String())}, {Name: "diag.txt", Data: []byte(said.String())}}
	})
}

// Pages of the archive same.txtar come in pairs: both languages mean the same.
func TestSameFront(t *testing.T) {
	same, err := txtar.ParseFile("testdata/same.txtar")
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for _, p := range same.Files {
		name, isPage := strings.CutSuffix(p.Name, "/index.md")
		if !isPage {
			continue
		}
		f, src, _, _ := source.Parse(p.Name, "index.md", p.Data, []string{"tags"})
		front := f.Front
		front.Extra = nil // has places in it
		name = strings.TrimSuffix(strings.TrimSuffix(name, "-toml"), "-yaml")
		if other, ok := read[name]; ok && other != source.Format(src, front) {
			t.Errorf("%s: one is\n%s\nthe other is\n%s", name, other, source.Format(src, front))
		}
		read[name] = source.Format(src, front)
	}
	if len(read) < 2 {
		t.Fatalf("only %d pairs", len(read))
	}
}
