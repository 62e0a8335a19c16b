package chart_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

var (
	mermaid = flag.String("mermaid", "", "a command that is Mermaid (testdata/mermaid/ask.mjs): compare with it on new roadmaps, and with -update keep what it says")
	seed    = flag.Uint64("seed", 1, "of the new roadmaps")
	charts  = flag.Int("charts", 200, "how many new roadmaps")
)

const answersFile = "testdata/mermaid/answers.jsonl"

// Random roadmaps give the tasks that Mermaid 12.3 gave for them, except where a
// task says by which rule it differs, or has an error that the language asks for.
func TestAgreesWithMermaidOnRandomRoadmaps(t *testing.T) {
	data, err := os.ReadFile(answersFile)
	if err != nil {
		t.Fatal(err)
	}
	counts := compareAnswers(t, data)
	if counts["same"] < 800 {
		t.Errorf("only %d tasks are compared", counts["same"])
	}
}

// The same with roadmaps that nobody has seen. It needs Mermaid, which the
// project does not; see ask.mjs.
func TestAgreesWithMermaidOnNewRoadmaps(t *testing.T) {
	if *mermaid == "" {
		t.Skip("-mermaid names no command that is Mermaid; what it said of other roadmaps is kept in " + answersFile)
	}
	var in bytes.Buffer
	for n := range *charts {
		line, err := json.Marshal(map[string]string{"file": fmt.Sprintf("%d/%d", *seed, n), "text": randomRoadmap(*seed, uint64(n))})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command("sh", "-c", *mermaid)
	cmd.Stdin, cmd.Stderr = &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	compareAnswers(t, out)
	if *update {
		lines := slices.DeleteFunc(strings.SplitAfter(string(out), "\n"), func(line string) bool { return strings.Contains(line, `"ok":false`) })
		if err := os.WriteFile(answersFile, []byte(strings.Join(lines, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// allowedErrors are the reasons for which a task of a roadmap that Mermaid
// accepts may have an error: there it guesses a date or takes the current day.
var allowedErrors = []string{"roadmap-bad-date", "roadmap-bad-end", "roadmap-unknown-id", "roadmap-ring", "roadmap-too-far", "roadmap-no-start"}

// compareAnswers compares with Mermaid's answers and returns how many tasks are
// the same, differ by each rule, or have each error.
func compareAnswers(t *testing.T, data []byte) map[string]int {
	t.Helper()
	counts := map[string]int{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var a struct {
			expectedChart
			Text string
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		c, problems := compile(a.Text, chart.Options{Today: &corpusNow})
		if !a.OK {
			counts["refused by Mermaid"]++
			continue
		}
		m := comparison{t: t, chart: c, problems: problems, want: a.expectedChart, lines: strings.Split(a.Text, "\n"), counts: counts}
		m.settings()
		m.tasks()
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%5d %s", counts[kind], kind)
	}
	return counts
}

type comparison struct {
	t        *testing.T
	chart    *chart.Chart
	problems diag.List
	want     expectedChart
	lines    []string
	counts   map[string]int
}

func (m *comparison) settings() {
	m.t.Helper()
	want := m.want.Model
	for _, s := range []struct{ what, got, want string }{
		{"title", m.chart.Title, want.Title},
		{"accTitle", m.chart.AltTitle, want.AccTitle},
		{"accDescr", m.chart.Description, want.AccDescr},
		{"axisFormat", m.chart.Axis.Format, want.AxisFormat},
		{"compact", fmt.Sprint(m.chart.Compact), fmt.Sprint(want.DisplayMode == "compact")},
	} {
		// Mermaid's sanitizer writes "<br/>" as "<br>"
		if got := strings.ReplaceAll(s.got, "<br/>", "<br>"); got != strings.TrimSpace(s.want) && (s.what != "axisFormat" || s.want != "") {
			m.t.Errorf("%s: %s %q, want %q", m.want.File, s.what, got, s.want)
		}
	}
	for id, link := range want.Links {
		i := slices.IndexFunc(m.chart.Tasks, func(t chart.Task) bool { return t.ID == id && t.Link != "" })
		if i < 0 && link != "about:blank" || i >= 0 && strings.TrimSuffix(strings.ToLower(m.chart.Tasks[i].Link), "/") != strings.TrimSuffix(strings.ToLower(link), "/") {
			m.t.Errorf("%s: the link of %q is not %q", m.want.File, id, link)
		}
	}
}

// tasks compares the tasks one by one. Those that Mermaid takes for a setting
// are left out; the ids that it counts up are others then.
func (m *comparison) tasks() {
	m.t.Helper()
	kept := slices.DeleteFunc(slices.Clone(m.chart.Tasks), func(t chart.Task) bool { return m.says(t.Line, diag.Note, "roadmap-keyword-name") })
	if len(kept) != len(m.want.Model.Tasks) {
		m.t.Errorf("%s: %d tasks, want %d", m.want.File, len(kept), len(m.want.Model.Tasks))
		return
	}
	row := 0
	for i, got := range kept {
		want := m.want.Model.Tasks[i]
		if len(kept) < len(m.chart.Tasks) {
			got.ID, want.ID = "", ""
		}
		order := -1
		if got.Kind != chart.Marker {
			order = row
			row++
		}
		kind := m.task(got, line(got, m.chart, order), wantLine(want))
		m.counts[kind]++
	}
}

// task compares one task and returns what kind of difference there is.
func (m *comparison) task(t chart.Task, here, there string) string {
	m.t.Helper()
	switch {
	case t.Faulty:
		for _, d := range m.problems {
			if d.Line == t.Line && d.Severity == diag.Error {
				if !slices.Contains(allowedErrors, d.Code) {
					m.t.Errorf("%s: Mermaid reads %q, and here is an error: %s", m.want.File, m.lines[t.Line-1], d.Message)
				}
				return "error: " + d.Code
			}
		}
		return "error: dates from a task with an error"
	case here == there && (t.Differs == "" || t.Differs == chart.RuleOffset.String() || t.Differs == chart.RuleKeywordName.String() || m.follows(t)):
		// the clock of ask.mjs is in UTC, where an offset makes no difference; and a
		// rule is handed on to all that a date could come from
		return "same"
	case here == there:
		m.t.Errorf("%s: %s, though it agrees with Mermaid: %s", m.want.File, t.Differs, here)
	case t.Differs == "":
		m.t.Errorf("%s: %q\n  here    %s\n  Mermaid %s", m.want.File, m.lines[t.Line-1], here, there)
	}
	return "differs: " + t.Differs
}

// says tells whether there is a problem of the line.
func (m *comparison) says(line int, s diag.Severity, code string) bool {
	return slices.ContainsFunc(m.problems, func(d diag.Diag) bool { return d.Line == line && d.Severity == s && d.Code == code })
}

// follows tells whether another task differs by the same rule.
func (m *comparison) follows(t chart.Task) bool {
	return slices.ContainsFunc(m.chart.Tasks, func(other chart.Task) bool { return other.Line != t.Line && other.Differs == t.Differs })
}
