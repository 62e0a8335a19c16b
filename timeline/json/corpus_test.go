package json_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	jsonform "kvartal/timeline/json"
)

const corpus = "../../../shared/corpus"

type mermaidTask struct {
	ID, Name, Section                   string
	Active, Done, Crit, Milestone, Vert bool
	StartTime, EndTime, RenderEndTime   string
}

type ourTask struct {
	ID, Name, Section, Kind, Start, End, Status, Error, Differs string
	DrawnEnd                                                    string `json:"drawn_end"`
	Flags                                                       []string
	Critical                                                    bool
}

// What other programs read is what Mermaid has, in every field that both have:
// of real charts by others, all tasks but those that say why they differ.
func TestAgreesWithMermaid(t *testing.T) {
	f, err := os.Open(filepath.Join(corpus, "gantt-expected.jsonl"))
	if err != nil {
		t.Skip("the corpus of charts by others is not here: ", err)
	}
	defer f.Close()
	valid := check(t)
	now := calendar.Date(2026, 1, 1) // Mermaid's clock when it read the corpus
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	tasks, same := 0, 0
	for lines.Scan() {
		var want struct {
			File  string
			OK    bool
			Model struct {
				Title, AccDescr string
				Sections        []string
				Tasks           []mermaidTask
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(corpus, "gantt", want.File))
		if err != nil {
			t.Fatal(err)
		}
		c, _ := timeline.Compile(want.File, string(text), timeline.Options{Today: &now})
		document := jsonform.Write(c)
		valid(want.File, document)
		if !want.OK {
			continue
		}
		var got struct {
			Title, Description string
			Sections           []string
			Tasks              []ourTask
		}
		if err := json.Unmarshal(document, &got); err != nil {
			t.Fatal(err)
		}
		if got.Title != strings.TrimSpace(want.Model.Title) || got.Description != strings.TrimSpace(want.Model.AccDescr) {
			t.Errorf("%s: title %q, description %q", want.File, got.Title, got.Description)
		}
		for _, s := range want.Model.Sections {
			if !slices.Contains(got.Sections, strings.TrimSpace(s)) {
				t.Errorf("%s: no section %q", want.File, s)
			}
		}
		if len(got.Tasks) != len(want.Model.Tasks) {
			t.Errorf("%s: %d tasks, want %d", want.File, len(got.Tasks), len(want.Model.Tasks))
			continue
		}
		for i, task := range got.Tasks {
			tasks++
			here, there := task.words(), want.Model.Tasks[i].words()
			switch {
			case here == there && task.Differs == "":
				same++
			case task.Error == "" && task.Differs == "":
				t.Errorf("%s:\n  here    %s\n  Mermaid %s", want.File, here, there)
			}
		}
	}
	t.Logf("%d of %d tasks are as in Mermaid; the others say why not", same, tasks)
	if tasks == 0 || tasks-same > tasks/50 {
		t.Errorf("only %d of %d tasks are as in Mermaid", same, tasks)
	}
}

func (o ourTask) words() string {
	drawn := o.DrawnEnd
	if drawn == "" {
		drawn = o.End
	}
	flags := slices.Compact(slices.Sorted(slices.Values(o.Flags)))
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s %s %v critical=%v %s", o.ID, o.Name, o.Section, o.Start, o.End, drawn, o.Kind, flags, o.Critical, o.Status)
}

func (m mermaidTask) words() string {
	drawn, kind, status := m.RenderEndTime, "task", "planned"
	if drawn == "" {
		drawn = m.EndTime
	}
	var flags []string
	for _, f := range []struct {
		is   bool
		name string
	}{{m.Active, "active"}, {m.Crit, "crit"}, {m.Done, "done"}, {m.Milestone, "milestone"}, {m.Vert, "vert"}} {
		if f.is {
			flags = append(flags, f.name)
		}
	}
	switch {
	case m.Vert:
		kind = "marker"
	case m.Milestone:
		kind = "milestone"
	}
	switch {
	case m.Done:
		status = "done"
	case m.Active:
		status = "active"
	}
	return fmt.Sprintf("%q %q in %q %s – %s drawn %s %s %v critical=%v %s", m.ID, m.Name, m.Section, m.StartTime, m.EndTime, drawn, kind, flags, m.Crit, status)
}
