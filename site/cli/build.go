package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kvartal/site"
	"kvartal/site/graph"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/output"
	"kvartal/site/source"
	"kvartal/timeline/diag"
)

// siteFlags are common to all commands that build a site.
type siteFlags struct {
	Source  string `short:"s" default:"." placeholder:"DIR" help:"Folder of the site (default: this one)."`
	BaseURL string `short:"b" name:"base-url" placeholder:"URL" help:"Address the site is published at, in place of base_url."`
	Drafts  bool   `short:"D" help:"Publish drafts too."`
	Future  bool   `short:"F" help:"Publish pages before their publish_date too."`
	Today   string `placeholder:"DATE" help:"Day that counts as today (default: today)."`
	Strict  bool   `help:"Fail on warnings too."`
}

// options turns the flags into a build's options. Problems with the site's
// history are in the list.
func (f siteFlags) options(ctx context.Context, w World) (site.Options, diag.List, error) {
	o := site.Options{Themes: w.Themes, Today: w.Today, BaseURL: f.BaseURL, Drafts: f.Drafts, Future: f.Future}
	if f.Today != "" {
		day, iso, err := source.ReadDate(f.Today)
		if err != nil || !iso {
			return o, nil, usage(fmt.Sprintf("--today: %q is not a date like 2026-08-01", f.Today))
		}
		o.Today = day
	}
	root, err := os.OpenRoot(f.Source)
	if err != nil {
		return o, nil, usage(fmt.Sprintf("--source: there is no folder %q", f.Source))
	}
	o.Project = root.FS()
	var list diag.List
	o.Dates, list = history.Load(ctx, f.Source)
	return o, list, nil
}

// fails tells whether a build with these problems fails.
func (f siteFlags) fails(list diag.List) bool {
	return list.HasErrors() || f.Strict && list.Count(diag.Warning) > 0
}

type buildCmd struct {
	siteFlags
	Output string `short:"o" placeholder:"DIR" help:"Folder to write (default: public in the site's folder)."`
	JSON   bool   `name:"json" help:"Write a report as JSON to standard output."`
}

// report is what --json writes.
type report struct {
	Ok          bool       `json:"ok"`
	Pages       int        `json:"pages"`
	Written     int        `json:"written"`
	Unchanged   int        `json:"unchanged"`
	Removed     int        `json:"removed"`
	Seconds     float64    `json:"seconds"`
	Held        []heldPage `json:"held"`
	Diagnostics diag.List  `json:"diagnostics"`
}

type heldPage struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// Run builds the site and publishes it into the output folder.
func (c buildCmd) Run(ctx context.Context, w World) error {
	began := w.Now()
	o, list, err := c.options(ctx, w)
	if err != nil {
		return err
	}
	dir := c.Output
	if dir == "" {
		dir = filepath.Join(c.Source, "public")
	}
	if err := c.allowed(dir); err != nil {
		return err
	}
	stage, err := output.Begin(dir)
	if err != nil {
		return err
	}
	scratch, err := stage.Scratch()
	if err != nil {
		stage.Abort()
		return err
	}
	defer scratch.Close()
	o.Sink, o.Spill = stage, markdown.NewSpill(scratch, markdown.DefaultSpill)
	snapshot, problems := site.Build(ctx, o, nil)
	list = append(list, problems...).Sorted()
	list = append(list, stage.Foreign()...)
	var done output.Result
	if snapshot == nil || c.fails(list) {
		stage.Abort()
		snapshot = nil
	} else if done, err = stage.Commit(); err != nil {
		return err
	}
	for _, name := range done.Kept {
		list = append(list, diag.Diag{Severity: diag.Warning, Code: "output-changed", Place: diag.Place{File: filepath.ToSlash(filepath.Join(dir, name)),
			Message: "is no longer part of the site, but was changed by somebody since Kvartal wrote it; it is left"}})
	}
	r := report{Ok: snapshot != nil, Written: done.Written, Unchanged: done.Unchanged, Removed: done.Removed,
		Seconds: w.Now().Sub(began).Seconds(), Diagnostics: list, Held: []heldPage{}}
	if snapshot != nil {
		r.Pages = len(snapshot.Site.Pages)
		r.Held = held(snapshot.Site.Held)
	}
	return c.tell(w, r)
}

func held(pages []graph.Held) []heldPage {
	out := make([]heldPage, len(pages))
	for i, h := range pages {
		out[i] = heldPage{site.Content + "/" + h.Path, h.Reason}
	}
	return out
}

// allowed refuses an output folder that holds, or is part of, what the site is
// made from.
func (c buildCmd) allowed(dir string) error {
	out, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	src, err := filepath.Abs(c.Source)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(out, src); err == nil && !strings.HasPrefix(rel, "..") {
		return usage(fmt.Sprintf("--output: %q holds the site's own folder", dir))
	}
	for _, part := range []string{site.Content, "templates", "themes"} {
		if rel, err := filepath.Rel(filepath.Join(src, part), out); err == nil && !strings.HasPrefix(rel, "..") {
			return usage(fmt.Sprintf("--output: %q lies in %s/, which the site is made from", dir, part))
		}
	}
	return nil
}

func (c buildCmd) tell(w World, r report) error {
	if c.JSON {
		if r.Diagnostics == nil {
			r.Diagnostics = diag.List{}
		}
		enc := json.NewEncoder(w.Stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(r); err != nil {
			return err
		}
	} else {
		w.report(r.Diagnostics)
		w.tellHeld(r.Held)
		fmt.Fprintln(w.Stdout, r.line())
	}
	if !r.Ok {
		return reported{}
	}
	return nil
}

func (w World) tellHeld(pages []heldPage) {
	if len(pages) == 0 {
		return
	}
	fmt.Fprintf(w.Stderr, "%s held back:\n", count(len(pages), "page"))
	for _, h := range pages {
		fmt.Fprintf(w.Stderr, "    %s (%s)\n", h.File, h.Reason)
	}
	fmt.Fprintln(w.Stderr)
}

// line is the one line that a build ends with.
func (r report) line() string {
	told := problems(r.Diagnostics)
	if !r.Ok {
		return fmt.Sprintf("not built: %s; nothing was changed", told)
	}
	line := fmt.Sprintf("built %s: %s written, %d unchanged, %d removed in %.2f s", count(r.Pages, "page"), count(r.Written, "file"), r.Unchanged, r.Removed, r.Seconds)
	if told == "" {
		return line
	}
	return line + "; " + told
}
