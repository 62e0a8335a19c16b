package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kvartal/site/source"
	"kvartal/timeline/diag"
)

// Whatever a file holds, its front matter is read or told to be wrong: the body
// has the lines of the file, what is left of it is as it was written, and every
// place is one of the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"+++\ntitle = \"a\"\n+++\n# b\n", "---\ntitle: a\n---\n# b\n", "---\ntitle: a\n...\nb\n", "---\na\n---\n", "---\n\n---\n",
		"\ufeff+++\r\ntitle = 'a'\r\n+++\r\nb\r\n", "+++\ntitle = \"a\"\n", "---\ntitle: a\n--\nb\n", "\n\n +++\nx=1\n+++", "+++\n+++", "---\n---\n",
		"---\ntitle: a\n---\n---\ntitle: b\n---\n", "\u200b---\ntitle: a\n---\n", "+++\n[defaults]\nlanguage = \"en\"\n+++\n", "---\ndate: 2026-02-30\n---\n",
		"+++\na = \"\"\"\n+++\n\"\"\"\n+++\n", "\xff\xfe+\x00", "a\xe5b", "---\r---\r", "---\nweight: 010\nauthors: [a, {b: c}]\nextra:\n  d: 1\n---\n",
	} {
		f.Add([]byte(seed), seed != "")
	}
	f.Fuzz(func(t *testing.T, data []byte, index bool) {
		name := "side.md"
		if index {
			name = "mappe/_index.md"
		}
		file, src, body, list := source.Parse(name, name, data, []string{"tags"})
		if len(body) != len(src.Text) {
			t.Fatalf("the body has %d bytes, the file %d", len(body), len(src.Text))
		}
		for i := range len(body) {
			if body[i] != src.Text[i] && (body[i] != ' ' || src.Text[i] == '\n') {
				t.Fatalf("byte %d of the body is %q, of the file %q", i, body[i], src.Text[i])
			}
		}
		if file.Unread && (!list.HasErrors() || strings.TrimSpace(body) != "") {
			t.Errorf("not read, and not told: %v; %q", list, body)
		}
		if !utf8.Valid(data) && !file.Unread {
			t.Error("read although it is no UTF-8")
		}
		last := strings.Count(src.Text, "\n") + 1
		for _, d := range list {
			if d.Line < 1 || d.Line > last || d.Message == "" || d.Code == "" {
				t.Errorf("line %d of %d: %s: %s", d.Line, last, d.Code, d.Message)
			}
		}
		var b strings.Builder
		if err := (diag.Style{Color: true}).Write(&b, list); err != nil || !utf8.ValidString(b.String()) {
			t.Errorf("printed: %v, %q", err, b.String())
		}
		_ = source.Format(src, file.Front)
	})
}
