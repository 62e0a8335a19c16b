package syntax_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// withoutPlaces compares files but for where things stand.
var withoutPlaces = cmp.Options{cmpopts.IgnoreTypes(diag.Span{}), cmpopts.EquateEmpty()}

// checkRoundTrip fails when the formatted text is not the same file, or is
// formatted differently a second time.
func checkRoundTrip(t *testing.T, text string) {
	t.Helper()
	file, _ := syntax.ParseMermaid(diag.NewSource("", text))
	formatted := syntax.Format(file)
	again, _ := syntax.ParseMermaid(diag.NewSource("", formatted))
	if diff := cmp.Diff(file, again, withoutPlaces); diff != "" {
		t.Fatalf("%q formatted as %q is another file (-first +second):\n%s", text, formatted, diff)
	}
	if twice := syntax.Format(again); twice != formatted {
		t.Fatalf("formatted twice %q, once %q", twice, formatted)
	}
}

// checkPlaces fails when a node stands outside of the text or a value is not
// what stands at its place.
func checkPlaces(t *testing.T, text string) {
	t.Helper()
	file, problems := syntax.ParseMermaid(diag.NewSource("", text))
	for _, n := range file.Nodes {
		if at := n.Span(); at.Start < 0 || at.Start > at.End || at.End > len(text) {
			t.Fatalf("%#v stands at %v in a text of %d bytes", n, at, len(text))
		}
		task, ok := n.(*syntax.Task)
		if !ok {
			continue
		}
		for _, piece := range append([]syntax.Text{task.Name}, task.Items...) {
			if got := text[piece.At.Start:piece.At.End]; got != piece.Value {
				t.Fatalf("%q is said to stand at %v, where %q stands", piece.Value, piece.At, got)
			}
		}
	}
	for _, d := range problems {
		if d.Code == "" || d.Message == "" {
			t.Fatalf("a problem without a name or words: %#v", d)
		}
	}
}

func FuzzParseMermaid(f *testing.F) {
	for _, seed := range parserSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkRoundTrip(t, text)
		checkPlaces(t, text)
		if syntax.IsGantt(text) {
			if file, _ := syntax.ParseMermaid(diag.NewSource("", text)); len(file.Nodes) == 0 {
				t.Fatalf("%q is a roadmap without nodes", text)
			}
		}
	})
}

// The YAML reader is not ours; whatever it does must end here, and soon.
func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"title: X", "title: 'open", "a: &a\n  b: *a", "a: [[{", "<<: *x", "- x", "\x00", "? a\n: b",
		"config:\n  gantt:\n    topAxis: true", "title: |\n  two\n  lines", "a: !!binary x", "title: 2026-01-01",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, yaml string) { checkRoundTrip(t, "---\n"+yaml+"\n---\ngantt\n") })
}

// parserSeeds are shapes that a parser stumbles over.
var parserSeeds = []string{
	"gantt",
	"gantt title X",
	"gantt\n  title A; B # C\n  section S\n  a :a1, 2026-01-01, 3d\n",
	"gantt\r\n a:b,c,d\r\r\n b:after a, 3d",
	"---\ntitle: X\nconfig:\n  gantt:\n    displayMode: compact\n---\ngantt\n",
	"  ---\n  title: X\n---\n  ---\ngantt\n",
	"%%{init: {'gantt': {'axisFormat': '%d'}}}%% gantt\n%%{wrap}%%",
	"gantt\naccDescr {\n one\n\n two }  title X\naccTitle: t\n",
	"gantt\nA:a,2024-01-01,1d;B:b,2024-01-02,1d # note\n",
	"gantt\nclick a,b href \"https://x\" call f(1, 2)\nclick x",
	"gantt\nweekend friday weekday monday topAxis inclusiveEndDates\nWeekend work :1d",
	"gantt\nsection\ntitle\n5% done :1d\n% note\nexcludes weekends %% why\n",
	"gantt\nTitle page :a, 2024-01-01, 1d\nIncludes tests :a, 2024-01-01, 1d\n",
	"gantt\nA #quot;x#quot; :a#35;, 2024-01-01, 1d,\n: x\nA:\n",
	"gantt\naxisFormat %d%%m %% note\n\ufeff\u00a0x\u00a0:\u00a01d\u00a0",
	"gantt\naccDescr {", "%%{", "---\n", "gannt\nx :1d", "flowchart LR",
}

// Every chart of the corpus is the same after formatting.
func TestCorpusRoundTrip(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/gantt/*.mmd")
	if len(files) == 0 {
		t.Skip("the corpus of charts by others is not here")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkRoundTrip(t, string(text))
		checkPlaces(t, string(text))
		if !syntax.IsGantt(string(text)) {
			t.Errorf("%s is not taken for a roadmap", name)
		}
	}
}
