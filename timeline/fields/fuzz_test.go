package fields_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/golden"
)

// Any text is read or told to be wrong, with places within it; every key that
// is read has a place on a line that it stands on.
func checkRead(t *testing.T, read func(*diag.Source, diag.Span) (fields.Table, diag.List), text string) {
	const before = "+++\n"
	src := diag.NewSource("in", before+text)
	span := diag.Span{Start: len(before), End: len(src.Text)}
	table, list := read(src, span)
	var visit func(fields.Table)
	visit = func(table fields.Table) {
		for _, f := range table {
			for _, at := range append(f.Items, f.ValueAt) {
				if at != (diag.Span{}) && (at.Start < span.Start || at.End > span.End || at.End < at.Start) {
					t.Errorf("a value of the key %q stands at %v, the text at %v", f.Key, at, span)
				}
			}
			if f.At.Start < span.Start || f.At.End > span.End || f.At.End < f.At.Start {
				t.Errorf("the key %q stands at %v, the text at %v", f.Key, f.At, span)
			}
			switch v := f.Value.(type) {
			case fields.Table:
				visit(v)
			case []any:
				for _, item := range v {
					if sub, ok := item.(fields.Table); ok {
						visit(sub)
					}
				}
			}
		}
	}
	visit(table)
	last := strings.Count(src.Text, "\n") + 1
	for _, d := range list {
		if d.Line < 2 && text != "" || d.Line > last || d.Message == "" {
			t.Errorf("line %d of %d: %s", d.Line, last, d.Message)
		}
	}
}

func FuzzTOML(f *testing.F) {
	for _, seed := range []string{"a = 1\n", "[a.b]\nc = \"\"\"x\n\"\"\"\n", "a = [1, {b = 'c'}]\n", "a = \n", "\"æ\" = 2026-02-30\n", "a=1\na=2\n", "[[a]]\nb.c=\"\\u00e6\"\r\n[[a]]\n", "a = 'b' c'\n", "x = {\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, readTOML, text) })
}

func FuzzYAML(f *testing.F) {
	for _, seed := range []string{"a: 1\n", "a:\n  - b\n  - c: d\n", "æ: \"x\n", "a: |\n  b\n", "{a: [b, c]}\n", "a: *b\n", "\ta: b\n", "a: &b c\n", "? a\n: b\n", "a: 1\na: 2\n", "- - - a\n", "'a': !x b # c\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, fields.YAML, text) })
}

// Hostile front matter costs no more than its length.
func TestLong(t *testing.T) {
	read := map[string]func(*diag.Source, diag.Span) (fields.Table, diag.List){"toml": readTOML, "yaml": fields.YAML}
	for _, piece := range []string{"[", "{", "- ", "a: ", "a.", "[a]\n", "a = [", "a = {b=", "x: &a\n", "? ", "'", "\"", "a: 1\n", "a = 1\n", "|\n", " ", "\t", "#", "!", "k%d: v\n", "k%d = 1\n", "k%d = 1.5\n", "k.k%d = 1\n", "[k%d]\n", "'''", "- \n "} {
		for name, f := range read {
			golden.Linear(t, fmt.Sprintf("%s: %q again and again", name, piece), fields.MaxText/4/len(strings.ReplaceAll(piece, "%d", "1234567")), func(n int) {
				var b strings.Builder
				for i := range n {
					b.WriteString(strings.ReplaceAll(piece, "%d", strconv.Itoa(i)))
				}
				src := diag.NewSource("in", b.String())
				f(src, diag.Span{End: len(src.Text)})
			})
		}
	}
}
