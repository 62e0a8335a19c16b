package chart_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

const corpus = "../../../shared/corpus"

var english, _ = locale.Get("en")

// corpusNow is the clock that Mermaid had when it read the corpus.
var corpusNow = calendar.Date(2026, 1, 1)

type expectedChart struct {
	File  string
	OK    bool
	Error string
	Model struct {
		Title, AccTitle, AccDescr, AxisFormat, Weekday, DisplayMode string
		Links                                                       map[string]string
		Sections                                                    []string
		Tasks                                                       []expectedTask
	}
}

type expectedTask struct {
	ID, Name, Section                   string
	Active, Done, Crit, Milestone, Vert bool
	StartTime, EndTime, RenderEndTime   string
	ManualEndTime                       bool
	Order                               int
}

// allowedDifferences are the charts in which tasks differ from Mermaid's, with
// the rules that they name, and how many there are. "error" stands for tasks
// with an error: there Mermaid takes the current day, or guesses a date.
var allowedDifferences = map[string]map[string]int{
	"008.mmd": {"no-stretch": 2},
	"026.mmd": {"no-stretch": 1},
	"040.mmd": {"no-format": 1},
	"062.mmd": {"one-item": 1, "error": 4},
	"126.mmd": {"no-stretch": 2},
	"156.mmd": {"error": 1},
	"174.mmd": {"no-stretch": 2},
	"182.mmd": {"error": 1},
	"246.mmd": {"error": 13},
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
	charts, tasks, differ := 0, 0, 0
	for lines.Scan() {
		var want expectedChart
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(corpus, "gantt", want.File))
		if err != nil {
			t.Fatal(err)
		}
		c, problems := compile(string(text), chart.Options{Today: &corpusNow})
		charts++
		if !want.OK {
			t.Logf("%s: Mermaid refuses it; here %d tasks, %d errors, %d warnings", want.File, len(c.Tasks), problems.Count(diag.Error), problems.Count(diag.Warning))
			continue
		}
		tasks += len(c.Tasks)
		compareSettings(t, c, want)
		got := compareTasks(t, c, want)
		if diff := cmp.Diff(allowedDifferences[want.File], got); diff != "" {
			t.Errorf("%s: differences from Mermaid (-allowed +found):\n%s", want.File, diff)
		}
		for _, n := range got {
			differ += n
		}
	}
	t.Logf("%d charts, %d tasks: %d as in Mermaid, %d differ as allowed", charts, tasks, tasks-differ, differ)
}

func compareSettings(t *testing.T, c *chart.Chart, want expectedChart) {
	t.Helper()
	m := want.Model
	check := func(what, got, want string) {
		if got != strings.TrimSpace(want) {
			t.Errorf("%s %q, want %q", what, got, want)
		}
	}
	check(want.File+": title", c.Title, m.Title)
	check(want.File+": accTitle", c.AltTitle, m.AccTitle)
	check(want.File+": accDescr", c.Description, m.AccDescr)
	if m.AxisFormat != "" { // the parser's model has none from a directive, and not the one for dateFormat D
		check(want.File+": axisFormat", c.Axis.Format, m.AxisFormat)
	}
	if m.Weekday != "sunday" { // Mermaid's default, which is not ours
		check(want.File+": weekday", strings.ToLower(english.Days[c.Axis.Ticks.FirstDay]), m.Weekday)
	}
	var names []string
	for _, s := range c.Sections {
		if s.Name != "" && !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	var wanted []string
	for _, name := range m.Sections {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(wanted, name) {
			wanted = append(wanted, name)
		}
	}
	if diff := cmp.Diff(wanted, names); diff != "" {
		t.Errorf("%s: sections (-want +got):\n%s", want.File, diff)
	}
}

// compareTasks returns how many tasks differ by each rule. A difference that no
// rule allows, and a rule named without a difference, is an error.
func compareTasks(t *testing.T, c *chart.Chart, want expectedChart) map[string]int {
	t.Helper()
	if len(c.Tasks) != len(want.Model.Tasks) {
		t.Errorf("%s: %d tasks, want %d", want.File, len(c.Tasks), len(want.Model.Tasks))
		return nil
	}
	var found map[string]int
	row := 0
	for i, got := range c.Tasks {
		order := -1
		if got.Kind != chart.Marker {
			order = row
			row++
		}
		here, there := line(got, c, order), wantLine(want.Model.Tasks[i])
		rule := got.Differs
		if got.Faulty {
			rule = "error"
		}
		switch {
		case here == there && rule == "":
		case here == there && rule != "":
			t.Errorf("%s:%d: %s, though it agrees with Mermaid: %s", want.File, got.Line, rule, here)
		case rule == "":
			t.Errorf("%s:%d:\n  here    %s\n  Mermaid %s", want.File, got.Line, here, there)
		default:
			if found == nil {
				found = map[string]int{}
			}
			found[rule]++
		}
	}
	return found
}

func line(t chart.Task, c *chart.Chart, order int) string {
	flags := map[string]bool{}
	for _, f := range t.Flags {
		flags[f] = true
	}
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s active=%v done=%v crit=%v milestone=%v vert=%v #%d", t.ID, t.Name, c.Sections[t.Section].Name,
		t.Start, t.End, t.DrawnEnd, flags["active"], flags["done"], flags["crit"], flags["milestone"], flags["vert"], order)
}

func wantLine(w expectedTask) string {
	drawn := w.RenderEndTime
	if drawn == "" {
		drawn = w.EndTime
	}
	drawn = max(drawn, w.StartTime) // here no bar is drawn backwards
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s active=%v done=%v crit=%v milestone=%v vert=%v #%d", w.ID, w.Name, w.Section,
		w.StartTime, w.EndTime, drawn, w.Active, w.Done, w.Crit, w.Milestone, w.Vert, w.Order)
}
