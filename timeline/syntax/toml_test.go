package syntax_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/syntax"
)

// Each pair NAME.timeline.toml and NAME.formatted.timeline.toml in testdata is an
// ugly text and what Format makes of it. Run with -update to rewrite the latter.
func TestFormatTOML(t *testing.T) {
	files, err := filepath.Glob("testdata/*.formatted.timeline.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens: ", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(strings.TrimSuffix(name, ".formatted.timeline.toml") + ".timeline.toml")
		if err != nil {
			t.Fatal(err)
		}
		checkTOML(t, string(text))
		file, _ := syntax.ParseTOML(diag.NewSource("", string(text)))
		got := syntax.Format(file)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A text with a line that cannot be read loses nothing.
func TestFormatUnreadTOML(t *testing.T) {
	const text = "title   =  Plan\nfrom=2026-01-01 # x\n"
	file, _ := syntax.ParseTOML(diag.NewSource("", text))
	if got := syntax.Format(file); got != text {
		t.Errorf("%q", got)
	}
}

// checkTOML holds what is true of any text: the places lie in it, and what is
// formatted says the same and stays as it is when it is formatted again.
func checkTOML(t *testing.T, text string) {
	t.Helper()
	src := diag.NewSource("", text)
	file, list := syntax.ParseTOML(src)
	for _, d := range list {
		if d.Line < 0 || d.Line > strings.Count(text, "\n")+1 || d.Message == "" || d.Code == "" {
			t.Errorf("%+v", d)
		}
	}
	once := syntax.Format(file)
	again, _ := syntax.ParseTOML(diag.NewSource("", once))
	if diff := cmp.Diff(planText(text, file.TOML.Plan), planText(once, again.TOML.Plan)); diff != "" {
		t.Errorf("%q and %q say different things:\n%s", text, once, diff)
	}
	if twice := syntax.Format(again); twice != once {
		t.Errorf("formatted twice (-once +twice):\n%s", cmp.Diff(once, twice))
	}
	if a, b := comments(text, file.TOML.Pieces()), comments(once, again.TOML.Pieces()); a != b {
		t.Errorf("comments are lost:\n%s\n%s", a, b)
	}
}

// planText writes a table without its places, which it checks.
func planText(text string, table *syntax.Table) string {
	var b strings.Builder
	b.WriteString(table.Kind.String())
	for _, f := range table.Faults { // their messages quote the text as it is written
		fmt.Fprintf(&b, " %q", f.Key)
	}
	b.WriteByte('\n')
	for _, f := range table.Fields {
		if f.ValueAt.Start < 0 || f.ValueAt.End > len(text) || f.ValueAt.Start >= f.ValueAt.End {
			fmt.Fprintf(&b, "the value of %s stands at %v\n", f.Key, f.ValueAt)
		}
		fmt.Fprintf(&b, "%s = %v\n", f.Key, f.Value)
	}
	for _, sub := range table.Tables {
		b.WriteString(planText(text, sub))
	}
	return b.String()
}

// comments gives the words of all comments, in their order.
func comments(text string, pieces []fields.Piece) string {
	out := ""
	for _, p := range pieces {
		if p.Kind == fields.Comment {
			out += strings.TrimSpace(strings.TrimPrefix(text[p.At.Start:p.At.End], "#")) + "\n"
		}
		out += comments(text, p.Value.Pieces)
	}
	return out
}

func FuzzParseTOML(f *testing.F) {
	for _, seed := range []string{
		"title = \"Plan\"\n[[sections]]\nname = \"A\"\n[[sections.tasks]]\nname = \"x\"\nstart = 2026-01-01\nend = 2026-01-31\n",
		"sections = [{name='A', tasks = [{name = \"x\", start = \"after b + 2w\", duration = \"3d\"}, # c\n]}]\n",
		"[sections]\n", "[[sections.tasks]]\n", "a.b.c = 1\n", "excludes = [\"weekends\", 2026-12-24, # x\n]\n", "x = '''\n a'''\n", "\"a b\" = 'c' # d\n",
		"#\n\n\n[[ markers ]] # x\n\n", "title = Plan\n", "x = [[1],[2,{a=1}]]\n", "d = 2026-01-01 10:00:00\r\n", "a = \"\"\"x\"\"\"\"\n", "[a.\"b c\".d]\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(checkTOML)
}
