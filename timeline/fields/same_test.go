package fields_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// sameAsLibrary holds that a text is read if and only if the library reads it,
// and to the same values.
func sameAsLibrary(t rapid.TB, text string) {
	t.Helper()
	table, _, list := fields.LongTOML(diag.NewSource("in", text), diag.Span{End: len(text)}, fields.Keys{})
	var raw map[string]any
	_, err := toml.Decode(text, &raw)
	switch {
	case len(list) > 0 && strings.Contains(list[0].Message, "deep in each other"):
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
	case err == nil && len(list) > 0 && strings.HasSuffix(list[0].Message, "stands twice"): // the library lets a list take a table's place
	case (err != nil) != list.HasErrors():
		t.Fatalf("the library says %v, we say %v, of:\n%s", err, list, text)
	case err == nil:
		if diff := cmp.Diff(fmt.Sprintf("%#v", librarys(raw)), fmt.Sprintf("%#v", own(table))); diff != "" {
			t.Fatalf("(-library +ours)\n%s\n%s", diff, text)
		}
	}
}

// own gives a value of a table as maps.
func own(v any) any {
	switch v := v.(type) {
	case fields.Table:
		m := map[string]any{}
		for _, f := range v {
			if _, twice := m[f.Key]; twice {
				return "the key " + f.Key + " stands twice"
			}
			m[f.Key] = own(f.Value)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = own(v[i])
		}
		return list
	}
	return v
}

// librarys gives a value of the library as this package gives it.
func librarys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for key := range v {
			m[key] = librarys(v[key])
		}
		return m
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = librarys(v[i])
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = librarys(v[i])
		}
		return list
	case time.Time:
		if v.Location().String() == "time-local" {
			return v.Format("15:04:05")
		}
		y, m, d := v.Date()
		return fields.Date{Instant: calendar.At(y, int(m), d, v.Hour(), v.Minute(), v.Second(), v.Nanosecond()/1e6)}
	}
	return v
}

// tomlPieces are what random texts are made of: right and wrong values, keys
// and lines in every form.
var tomlPieces = []string{
	"a", "b", "c-1", "\"d e\"", "'f'", "\"g\\u0068\"", "\"\"", "a.b", "a . c", "b.\"c\".d", "æ", "=", " = ", "=", "= ", "\n", "\n", "\n", "\r\n", "\r",
	"[", "]", "[[", "]]", "{", "}", ",", ", ", ",\n", "# x\n", " ", "\t", "[a]\n", "[b]\n", "[a.b]\n", "[[a]]\n", "[[a.b]]\n", "[[b]]\n", "[ a ]\n", "[[c-1]] # x\n",
	"a = 1\n", "b = 'x'\n", "a.b = 2\n", "c-1 = [1, 2]\n", "a = {b = 1}\n", "b = [{a = 1}, {a = 2}]\n", "a = []\n", "b = {}\n", "a = [\n  1, # x\n  2,\n]\n", "b = {a = 1, b = {c = 2}}\n",
	"1", "-1", "+1", "0", "-0", "01", "007", "1_000", "0x1f", "0b10", "1.5", "1e3", "inf", "-nan", "999999999999999999", "9999999999999999999", "true", "false", "True", "x",
	"2026-03-01", "2026-02-30", "2026-3-1", "0000-01-01", "2026-03-01T10:00:00", "2026-03-01 10:00:00.25Z", "2026-03-01T10:00:00+02:00", "10:30", "10:30:00", "2026-03", "12345-01-01",
	`"x"`, `""`, `"x\ny"`, `"\x41"`, `"\q"`, `"x`, `'x"y'`, `''`, `'x`, "\"\"\"x\n\"y\"\n\"\"\"", "'''\nx'y\n'''", `"""""`, `"""x`, "\"\"\"a\\\n  b\"\"\"", "\"\"\"x\"\"\"\"\"", "\x00", "\x7f", "\xff", "\ufeff", "\ufffd", "\u00a0", "ø",
}

func TestSameAsLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sameAsLibrary(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(tomlPieces), 0, 30).Draw(t, "pieces"), ""))
	})
}

// The test suite of the language, which comes with the library.
func TestSuite(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/BurntSushi/toml").Output()
	missing := t.Skipf
	if os.Getenv("CI") == "true" {
		missing = t.Fatalf
	}
	if err != nil {
		missing("SKIPPED: the library's folder is not known: %v", err)
	}
	read := 0
	err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(dir)), "internal", "toml-test", "tests"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".toml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		t.Run(filepath.Base(path), func(t *testing.T) { sameAsLibrary(t, string(text)) })
		return nil
	})
	if err != nil || read == 0 {
		missing("SKIPPED: %d texts of the library are read: %v", read, err)
	}
}

func FuzzSameAsLibrary(f *testing.F) {
	for _, piece := range tomlPieces {
		f.Add(piece)
		f.Add("a = " + piece)
		f.Add("[[a.b]]\nc = [" + piece + "]\n[a.d]\n")
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsLibrary(t, text) })
}
