package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/diag"
)

type checkTimelineCmd struct {
	Files  []string `arg:"" name:"file" help:"Files with a roadmap, and Markdown pages, whose roadmaps are all checked; - for standard input."`
	Strict bool     `help:"Fail on warnings too."`
	JSON   bool     `name:"json" help:"Write what is found as JSON to standard output."`
	Today  string   `placeholder:"DATE" help:"The current day: milestones that lie before it and are not done are told."`
	stdinFlags
}

// checkReport is what --json writes.
type checkReport struct {
	Ok          bool      `json:"ok"`          // there is nothing to fail on
	Files       int       `json:"files"`       // that were read
	Roadmaps    int       `json:"roadmaps"`    // in them
	Diagnostics diag.List `json:"diagnostics"` // problems, see diag.Diag
}

// Run tells what is wrong with roadmaps.
func (c checkTimelineCmd) Run(w World) error {
	today, err := todayFlag(c.Today)
	if err != nil {
		return err
	}
	r := checkReport{Diagnostics: diag.List{}}
	for _, file := range c.Files {
		name, text, err := c.read(w, file)
		if err == nil {
			var all []compiled
			var list diag.List
			all, list, err = w.compileText(name, text, timeline.Options{Today: today}, 0)
			r.Files++
			r.Roadmaps += len(all)
			r.Diagnostics = append(r.Diagnostics, list...)
			for _, one := range all {
				r.Diagnostics = append(r.Diagnostics, one.problems...)
			}
		}
		if err != nil {
			r.Diagnostics = append(r.Diagnostics, diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: name, Message: strings.TrimPrefix(err.Error(), name+" ")}})
		}
	}
	r.Diagnostics = r.Diagnostics.Sorted()
	r.Ok = !r.Diagnostics.HasErrors() && !(c.Strict && r.Diagnostics.Count(diag.Warning) > 0)
	return c.tell(w, r)
}

func (c checkTimelineCmd) tell(w World, r checkReport) error {
	if c.JSON {
		e := json.NewEncoder(w.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			return err
		}
	} else {
		w.report(r.Diagnostics)
		found := r.Diagnostics.Summary()
		if found == "" {
			found = "no problem"
		}
		fmt.Fprintf(w.Stderr, "%s in %s: %s\n", count(r.Roadmaps, "roadmap"), count(r.Files, "file"), found)
	}
	if !r.Ok {
		return reported{}
	}
	return nil
}
