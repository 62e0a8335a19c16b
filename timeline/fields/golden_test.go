package fields_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/golden"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// readTOML reads with some keys whose kind is known.
func readTOML(src *diag.Source, span diag.Span) (fields.Table, diag.List) {
	kinds := map[string]fields.Kind{"tags": fields.Texts, "title": fields.Text, "date": fields.Day, "draft": fields.Truth, "weight": fields.Number}
	return fields.TOML(src, span, fields.Keys{
		Kind:    func(key string) fields.Kind { return kinds[key] },
		Nearest: func(word string) string { return map[string]string{"vægt": "weight"}[word] },
	})
}

// The first part of each archive, in.toml or in.yaml, holds texts parted by
// lines of "%%". Each is read by itself, as if it stood in one file with the
// others; out.txt is what is read, diag.txt what the author is told.
func TestGoldens(t *testing.T) {
	golden.Run(t, "*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		read, name := readTOML, "in.toml"
		if golden.Text(in, name) == "" {
			read, name = fields.YAML, "in.yaml"
		}
		src := diag.NewSource(name, golden.Text(in, name))
		var out, said strings.Builder
		start := 0
		for n, text := range strings.SplitAfter(src.Text, "%%\n") {
			span := diag.Span{Start: start, End: start + len(strings.TrimSuffix(text, "%%\n"))}
			start += len(text)
			table, list := read(src, span)
			if n > 0 {
				out.WriteString("%%\n")
				said.WriteString("%%\n")
			}
			out.WriteString(fields.Format(src, table))
			if err := (diag.Style{}).Write(&said, list.Sorted()); err != nil {
				t.Fatal(err)
			}
		}
		return []txtar.File{{Name: "out.txt", Data: []byte(out.String())}, {Name: "diag.txt", Data: []byte(said.String())}}
	})
}

// Both languages say the same.
func TestSameMeaning(t *testing.T) {
	toml := "s = \"æøå\"\nl = [\"a\", \"b\"]\nn = 7\nf = 1.5\nb = true\n[t]\nx = \"y\"\n[t.u]\nz = -1\n"
	yaml := "s: æøå\nl: [a, b]\nn: 7\nf: 1.5\nb: true\nt:\n  x: \"y\"\n  u:\n    z: -1\n"
	read := func(f func(*diag.Source, diag.Span) (fields.Table, diag.List), text string) map[string]any {
		table, list := f(diag.NewSource("in", text), diag.Span{End: len(text)})
		if len(list) > 0 {
			t.Fatal(list)
		}
		return table.Map()
	}
	a, b := fmt.Sprint(read(readTOML, toml)), fmt.Sprint(read(fields.YAML, yaml))
	if a != b {
		t.Errorf("TOML gives %s\nYAML gives %s", a, b)
	}
}
