package chart_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

const corpus = "../../../shared/corpus"

// corpusNow is the clock that Mermaid had when it read the corpus.
var corpusNow = calendar.Date(2026, 1, 1)

type expectedChart struct {
	File  string
	OK    bool
	Error string
	Model struct {
		Title, AccTitle, AccDescr, AxisFormat, TickInterval, Weekday string
		Sections                                                     []string
		Tasks                                                        []expectedTask
	}
}

type expectedTask struct {
	ID, Name, Section                   string
	Active, Done, Crit, Milestone, Vert bool
	StartTime, EndTime, RenderEndTime   string
	ManualEndTime                       bool
	Order                               int
}

// Every chart of the corpus gives the tasks that Mermaid gives, except where a
// task says by which rule it differs, or has an error.
func TestAgreesWithMermaid(t *testing.T) {
	f, err := os.Open(filepath.Join(corpus, "gantt-expected.jsonl"))
	if err != nil {
		t.Skip("the corpus of charts by others is not here: ", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	var charts, tasks, same, allowed int
	for lines.Scan() {
		var want expectedChart
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(corpus, "gantt", want.File))
		if err != nil {
			t.Fatal(err)
		}
		src := diag.NewSource("", string(text))
		file, problems := syntax.ParseMermaid(src)
		c, more := chart.Resolve(file, src, chart.Options{Today: &corpusNow})
		problems = append(problems, more...)
		charts++
		if !want.OK {
			t.Logf("%s: Mermaid refuses it (%.60q); here %d errors, %d warnings", want.File, want.Error, problems.Count(diag.Error), problems.Count(diag.Warning))
			if len(problems) == 0 {
				t.Errorf("%s: Mermaid refuses it, and nothing is said here", want.File)
			}
			continue
		}
		if len(c.Tasks) != len(want.Model.Tasks) {
			t.Errorf("%s: %d tasks, want %d", want.File, len(c.Tasks), len(want.Model.Tasks))
			continue
		}
		if c.Title != want.Model.Title {
			t.Errorf("%s: title %q, want %q", want.File, c.Title, want.Model.Title)
		}
		if c.AltTitle != want.Model.AccTitle || c.Description != want.Model.AccDescr {
			t.Errorf("%s: accessible title %q and description %q", want.File, c.AltTitle, c.Description)
		}
		order := 0
		for i, got := range c.Tasks {
			w := want.Model.Tasks[i]
			w.Order = order
			tasks++
			a, b := line(got, c), wantLine(w)
			if w.Vert {
				b = strings.Replace(b, fmt.Sprint(" #", order), " #-1", 1)
			}
			if got.Kind == chart.Marker {
				a += " #-1"
			} else {
				a += fmt.Sprint(" #", order)
				order++
			}
			switch {
			case a == b:
				same++
			case got.Faulty || got.Differs != "":
				allowed++
				t.Logf("%s: allowed: %s faulty=%v\n  here    %s\n  Mermaid %s", want.File, got.Differs, got.Faulty, a, b)
			default:
				t.Errorf("%s:%d:\n  here    %s\n  Mermaid %s", want.File, got.Line, a, b)
			}
			if got.Faulty && a == b {
				t.Logf("%s:%d: faulty though it agrees: %s", want.File, got.Line, a)
			}
			if got.Differs != "" && a == b {
				t.Logf("%s:%d: differs by %s though it agrees: %s", want.File, got.Line, got.Differs, a)
			}
		}
	}
	t.Logf("%d charts, %d tasks: %d the same, %d differ as allowed", charts, tasks, same, allowed)
}

func line(t chart.Task, c *chart.Chart) string {
	flags := map[string]bool{}
	for _, f := range t.Flags {
		flags[f] = true
	}
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s active=%v done=%v crit=%v milestone=%v vert=%v", t.ID, t.Name, c.Sections[t.Section].Name,
		t.Start, t.End, t.DrawnEnd, flags["active"], flags["done"], flags["crit"], flags["milestone"], flags["vert"])
}

func wantLine(w expectedTask) string {
	drawn := w.RenderEndTime
	if drawn == "" {
		drawn = w.EndTime
	}
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s active=%v done=%v crit=%v milestone=%v vert=%v #%d", w.ID, w.Name, w.Section,
		w.StartTime, w.EndTime, drawn, w.Active, w.Done, w.Crit, w.Milestone, w.Vert, w.Order)
}
