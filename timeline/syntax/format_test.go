package syntax_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// Each pair of files in testdata is an ugly text and what Format makes of it:
// NAME.mmd and NAME.formatted.mmd. Run with -update to rewrite the latter.
func TestFormat(t *testing.T) {
	files, err := filepath.Glob("testdata/*.formatted.mmd")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens: ", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(strings.TrimSuffix(name, ".formatted.mmd") + ".mmd")
		if err != nil {
			t.Fatal(err)
		}
		checkRoundTrip(t, string(text))
		file, _ := syntax.ParseMermaid(diag.NewSource("", string(text)))
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

func TestIsGantt(t *testing.T) {
	for text, want := range map[string]bool{
		"gantt\n":                           true,
		"  \n\tgantt title X":               true,
		"\ufeffgantt":                       true,
		"%% comment\n%% more\ngantt":        true,
		"%%{init: {}}%% gantt":              true,
		"%%{init: {\n}}%%\n\ngantt":         true,
		"---\ntitle: x\n---\ngantt":         true,
		"  ---\n  title: x\n  ---\n  gantt": true,
		"---\r\ntitle: x\r\n---\r\ngantt":   true,
		"---\ntitle: x\n---\nflowchart":     false,
		"---\ntitle: x\ngantt":              false,
		"\n---\ntitle: x\n---\ngantt":       false, // front matter must be the very first thing
		"GANTT":                             false,
		"flowchart LR\ngantt":               false,
		"% gantt\ngantt":                    false,
		"%%{init: {} gantt":                 false,
		"%%":                                false,
		"":                                  false,
	} {
		if got := syntax.IsGantt(text); got != want {
			t.Errorf("IsGantt(%q) = %t", text, got)
		}
	}
}

// What a keyword's line looks like decides whether it is that keyword, or a
// task whose name begins with the word.
func TestKeywordOrName(t *testing.T) {
	for line, want := range map[string]string{
		"title Plan":                              "title=Plan",
		"TITLE Plan: 2026; #1":                    "title=Plan: 2026; #1",
		"title":                                   "title=",
		"titles :a, 2026-01-01, 1d":               "task titles",
		"title_x :a":                              "task title_x",
		"title :a, 2026-01-01, 1d":                "title=:a, 2026-01-01, 1d", // as in Mermaid
		"excludes weekends, monday":               "excludes=weekends, monday",
		"Excludes review :a, 2026-01-01, 1d":      "task Excludes review",
		"dateFormat YYYY-MM-DD HH:mm":             "dateFormat=YYYY-MM-DD HH:mm",
		"axisFormat %H:%M%%":                      "axisFormat=%H:%M%%",
		"todayMarker stroke:#f00,opacity:0.5":     "todayMarker=stroke:#f00,opacity:0.5",
		"weekday Monday":                          "weekday=monday",
		"weekday mondays":                         "unknown weekday mondays",
		"weekday work :1d":                        "task weekday work",
		"Weekend work :1d":                        "task Weekend work",
		"weekend friday":                          "weekend=friday",
		"topAxis":                                 "topAxis=",
		"topAxis review :1d":                      "task topAxis review",
		"accTitle : x":                            "accTitle=x",
		"accTitle review :1d":                     "task accTitle review",
		"accDescr { a }":                          "accDescr=a",
		"section One: two":                        "section One: two",
		"sections :1d":                            "task sections",
		"click a href \"https://x\"":              "click",
		"Click test :1d":                          "task Click test",
		"Call customer :1d":                       "task Call customer",
		"href stuff :1d":                          "task href stuff",
		"Gantt chart #57 :1d":                     "task Gantt chart #57",
		"gantt":                                   "unknown gantt",
		"2024-01-01 kickoff :1d":                  "task 2024-01-01 kickoff",
		"5% done :1d":                             "task 5% done",
		"% note :1d":                              "comment note :1d",
		"no colon":                                "unknown no colon",
		": 1d":                                    "task ",
		"inclusiveEndDates excludes sunday":       "inclusiveEndDates=; excludes=sunday",
		"a :1d; b :2d":                            "task a; task b",
		"a :1d # why":                             "comment why; task a",
		"a :x#35;y":                               "task a",
		"click a href \"https://x\" call f(1, 2)": "click",
		"click a \"https://x\"":                   "unknown click a \"https://x\"",
	} {
		file, _ := syntax.ParseMermaid(diag.NewSource("", "gantt\n"+line))
		var got []string
		for _, n := range file.Nodes[1:] {
			got = append(got, describe(n))
		}
		if joined := strings.Join(got, "; "); joined != want {
			t.Errorf("%q: %s, want %s", line, joined, want)
		}
	}
}

func describe(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.Setting:
		return n.Keyword.String() + "=" + n.Value.Value
	case *syntax.Section:
		return "section " + n.Title.Value
	case *syntax.Task:
		return "task " + n.Name.Value
	case *syntax.Comment:
		return "comment " + n.Text
	case *syntax.Click:
		return "click"
	case *syntax.Unknown:
		return "unknown " + n.Raw
	}
	return "something else"
}
