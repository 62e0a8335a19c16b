package chart_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"sort"
	"strings"
	"testing"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

var (
	mermaid = flag.String("mermaid", "", "a command that is Mermaid: explore with new roadmaps how it and this package differ")
	seed    = flag.Uint64("seed", 1, "of the new roadmaps")
	charts  = flag.Int("charts", 500, "how many new roadmaps")
)

// answer is what Mermaid makes of a text.
type answer struct {
	expectedChart
	Text string
}

// askMermaid runs testdata/mermaid/ask.mjs, or what the flag says.
func askMermaid(t *testing.T, texts []string) []answer {
	t.Helper()
	var in bytes.Buffer
	for i, text := range texts {
		line, _ := json.Marshal(map[string]string{"file": fmt.Sprint(i), "text": text})
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command("sh", "-c", *mermaid)
	cmd.Stdin, cmd.Stderr = &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return readAnswers(t, out)
}

func readAnswers(t *testing.T, data []byte) []answer {
	t.Helper()
	var all []answer
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var a answer
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

func TestExploreMermaid(t *testing.T) {
	if *mermaid == "" {
		t.Skip("no -mermaid is given")
	}
	var texts []string
	for n := range *charts {
		texts = append(texts, randomRoadmap(*seed, uint64(n)))
	}
	counts := map[string]int{}
	examples := map[string]string{}
	for _, a := range askMermaid(t, texts) {
		c, problems := compile(a.Text, chart.Options{Today: &corpusNow})
		if !a.OK {
			counts["refused"]++
			if !problems.HasErrors() && problems.Count(diag.Warning) == 0 {
				counts["refused-silent: "+a.Error]++
				if examples["refused-silent: "+a.Error] == "" {
					examples["refused-silent: "+a.Error] = a.Text
				}
			}
			continue
		}
		for _, d := range difference(c, problems, a) {
			counts[d.kind]++
			if strings.HasPrefix(d.kind, "!") || strings.HasPrefix(d.kind, "error roadmap") {
				t.Logf("EXAMPLE %s %s %s", d.kind, a.File, d.text)
			}
			examples[d.kind] = d.text
		}
	}
	var kinds []string
	for k := range counts {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		t.Logf("%6d %s\n%s", counts[k], k, examples[k])
	}
}

type differs struct{ kind, text string }

// follows tells whether a task takes dates from tasks that differ.
func follows(task chart.Task, c *chart.Chart) bool {
	for _, other := range c.Tasks {
		if other.Line != task.Line && other.Differs == task.Differs {
			return true
		}
	}
	return false
}

// difference compares a chart with Mermaid's.
func difference(c *chart.Chart, problems diag.List, a answer) (out []differs) {
	say := func(kind, format string, args ...any) { out = append(out, differs{kind, fmt.Sprintf(format, args...)}) }
	same := func(what, got, want string) {
		if got != strings.TrimSpace(want) {
			say("! "+what, "%q, want %q", got, want)
		}
	}
	m := a.Model
	same("title", strings.ReplaceAll(c.Title, "<br/>", "<br>"), m.Title)
	same("accTitle", strings.ReplaceAll(c.AltTitle, "<br/>", "<br>"), m.AccTitle)
	same("accDescr", strings.ReplaceAll(c.Description, "<br/>", "<br>"), m.AccDescr)
	if m.AxisFormat != "" {
		same("axisFormat", c.Axis.Format, m.AxisFormat)
	}
	misread := map[int]bool{}
	for _, d := range problems {
		if d.Severity == diag.Note && d.Code == "roadmap-keyword-name" {
			misread[d.Line] = true
		}
	}
	here, kept := c.Tasks, c.Tasks[:0:0]
	for _, task := range here {
		if !misread[task.Line] {
			kept = append(kept, task)
		} else {
			say("keyword-name", "%s", task.Name)
		}
	}
	if len(kept) != len(m.Tasks) {
		say("! number", "%d tasks, want %d", len(kept), len(m.Tasks))
		return out
	}
	row := 0
	renumber := len(kept) != len(here)
	for i, got := range kept {
		if renumber {
			m.Tasks[i].ID, got.ID = "", ""
		}
		order := -1
		if got.Kind != chart.Marker {
			order = row
			row++
		}
		h, there := line(got, c, order), wantLine(m.Tasks[i])
		switch {
		case got.Faulty:
			code := "?"
			for _, d := range problems {
				if d.Line == got.Line && d.Severity == diag.Error {
					code = d.Code
				}
			}
			say("error "+code, "%s %s | %s\n  Mermaid %s", code, a.File, strings.Split(a.Text, "\n")[got.Line-1], there)
		case h == there && got.Differs == "":
			say("same", "")
		case h == there && (got.Differs == chart.RuleOffset || got.Differs == chart.RuleKeywordName || follows(got, c)):
			// another time zone would show the first; a rule is handed on to all that
			// comes from a date, also where another one decides
			say("same", "")
		case h == there:
			say("! same-but "+got.Differs, "%s", h)
		case got.Differs == "":
			say("! differs", "%s | %s\n  here    %s\n  Mermaid %s", c.Axis.Format, strings.Split(a.Text, "\n")[got.Line-1], h, there)
		default:
			say("rule "+got.Differs, "\n  here    %s\n  Mermaid %s", h, there)
		}
	}
	return out
}
