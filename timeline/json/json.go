// Package json takes a chart and gives it as JSON for other programs. schema.json beside this file is the exact
// description of the form (JSON Schema 2020-12):
//
//	{
//	  "title": "Plan", "description": "", "sections": ["Build"],
//	  "tasks": [
//	    {"id": "po", "name": "Hire", "section": "Build", "kind": "task",
//	     "start": "2026-02-02T00:00:00", "end": "2026-02-09T00:00:00",
//	     "drawn_end": "2026-02-07T00:00:00", "last_day": "2026-02-06",
//	     "status": "planned", "flags": ["crit"], "critical": true, "line": 5}
//	  ]
//	}
//
// Tasks stand in the order of the text. A marker of TOML stands in no
// section. Times are wall clock, without a zone, with
// milliseconds only where there are any.
//
// end is not the last day of a task: it is the first moment after it, where the
// next task would start. last_day is the last day: what the "end" of a roadmap in
// TOML means, and what tables and pictures show. Only periods of whole days have
// one.
//
// drawn_end is there when the bar ends before end, since days off follow the
// work.
//
// A task with an error has "error", the reason, and neither start nor end. One
// whose dates Mermaid gives otherwise has "differs", the name of the rule; so has one
// whose dates could come from such a task.
//
// Fields are only ever added to this form.
package json

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema of what Write gives.
func Schema() []byte { return bytes.Clone(schema) }

type document struct {
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Sections    []string `json:"sections"`
	Tasks       []Task   `json:"tasks"`
}

// Task is one task of a chart in the words and units of this form: what other
// lists of tasks have in common with it.
type Task struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Section  string   `json:"section"`
	Kind     string   `json:"kind"`
	Start    string   `json:"start,omitempty"`
	End      string   `json:"end,omitempty"`
	DrawnEnd string   `json:"drawn_end,omitempty"`
	LastDay  string   `json:"last_day,omitempty"`
	Status   string   `json:"status"`
	Flags    []string `json:"flags"`
	Critical bool     `json:"critical"`
	Progress *int     `json:"progress,omitempty"`
	Owner    string   `json:"owner,omitempty"`
	Link     string   `json:"link,omitempty"`
	Note     string   `json:"note,omitempty"`
	Baseline *Period  `json:"baseline,omitempty"`
	Line     int      `json:"line"`
	Error    string   `json:"error,omitempty"`
	Differs  string   `json:"differs,omitempty"`
}

// Period is a half-open period, with its last day where it is one of whole days.
type Period struct {
	Start   string `json:"start"`
	End     string `json:"end"`
	LastDay string `json:"last_day,omitempty"`
}

// errorElsewhere is the reason of a task that has no error of its own.
const errorElsewhere = "its dates come from a task with an error"

// Write returns a chart as JSON.
func Write(c *chart.Chart) []byte {
	doc := document{Title: c.Title, Description: c.Description, Sections: make([]string, 0, len(c.Sections)), Tasks: Tasks(c)}
	for _, s := range c.Sections {
		doc.Sections = append(doc.Sections, s.Name)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(doc) // a buffer takes everything, and a document holds nothing that has no JSON
	return b.Bytes()
}

// Tasks returns the tasks of a chart, in the order of its text.
func Tasks(c *chart.Chart) []Task {
	tasks := make([]Task, 0, len(c.Tasks))
	for _, t := range c.Tasks {
		out := newTask(t)
		if t.Section != chart.NoSection {
			out.Section = c.Sections[t.Section].Name
		}
		if t.Faulty {
			out.Error = cmp.Or(t.Fault, errorElsewhere)
		}
		tasks = append(tasks, out)
	}
	return tasks
}

func newTask(t chart.Task) Task {
	out := Task{ID: t.ID, Name: t.Name, Kind: t.Kind.String(), Status: t.Status.String(), Flags: t.Flags, Critical: t.Critical,
		Progress: t.Progress, Owner: t.Owner, Link: t.Link, Note: t.Note, Line: t.Line}
	if out.Flags == nil {
		out.Flags = []string{}
	}
	if b := t.Baseline; b != nil {
		out.Baseline = &Period{b.Start.String(), b.End.String(), lastDay(b.Start, b.End)}
	}
	if t.Faulty {
		return out
	}
	out.Start, out.End, out.Differs = t.Start.String(), t.End.String(), t.Differs
	if t.DrawnEnd < t.End {
		out.DrawnEnd = t.DrawnEnd.String()
	}
	out.LastDay = lastDay(t.Start, t.DrawnEnd)
	return out
}

// lastDay returns the last day of a period, "" when it is not one of whole
// days.
func lastDay(start, end calendar.Instant) string {
	if end <= start || !start.IsMidnight() || !end.IsMidnight() {
		return ""
	}
	return end.AddDays(-1).ISODate()
}
