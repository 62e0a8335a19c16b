package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kvartal/site"
	"kvartal/site/config"
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
	Future  bool   `short:"F" help:"Publish pages before their publish_date too."`
	Today   string `placeholder:"DATE" help:"Day that counts as today (default: today)."`
	Strict  bool   `help:"Fail on warnings too."`
}

// options turns the flags into a build's options. Problems with the site's
// history are in the list.
func (f siteFlags) options(ctx context.Context, w World) (site.Options, diag.List, error) {
	o := site.Options{Themes: w.Themes, Today: w.Today, Future: f.Future}
	if f.BaseURL != "" {
		u, err := config.ParseBaseURL(f.BaseURL)
		if err != nil {
			message := "--base-url: " + err.Error()
			var hinted interface{ Hint() string }
			if errors.As(err, &hinted) && hinted.Hint() != "" {
				message += "\nhint: " + hinted.Hint()
			}
			return o, nil, usage(message)
		}
		o.BaseURL = u
	}
	if f.Today != "" {
		day, iso, err := source.ReadDate(f.Today)
		if err != nil || !iso {
			return o, nil, usage(fmt.Sprintf("--today: %q is not a date like 2026-08-01", f.Today))
		}
		o.Today = day
	}
	if up := siteAbove(f.Source); up != "" {
		return o, nil, usage(fmt.Sprintf("%q lies inside the site's folder %s/; go up to the site's own folder first: cd %s", f.Source, site.Content, up))
	}
	project, err := source.OpenFolder(f.Source)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o, nil, usage(fmt.Sprintf("--source: there is no folder %q", f.Source))
	case err != nil:
		return o, nil, usage(fmt.Sprintf("--source: the folder %q cannot be opened: %s", f.Source, diag.FileReason(err)))
	}
	o.Project = project
	var list diag.List
	o.Dates, list = history.Load(ctx, f.Source)
	o.DatesLost = len(list) > 0
	return o, list, nil
}

// siteAbove returns the way up from a folder to the site whose pages it holds
// some of, "" for any other.
func siteAbove(dir string) string {
	if info, err := os.Stat(filepath.Join(dir, site.Content)); err == nil && info.IsDir() {
		return ""
	}
	real, err := realPath(dir)
	if err != nil {
		return ""
	}
	up := ".."
	for ; filepath.Base(real) != site.Content; up = filepath.Join(up, "..") {
		if real == filepath.Dir(real) {
			return ""
		}
		real = filepath.Dir(real)
	}
	return filepath.Join(dir, up)
}

// fails tells whether a build with these problems fails.
func (f siteFlags) fails(list diag.List) bool {
	return list.HasErrors() || f.Strict && list.Count(diag.Warning) > 0
}

type buildCmd struct {
	siteFlags
	Drafts  bool   `short:"D" help:"Publish drafts too."`
	Output  string `short:"o" placeholder:"DIR" help:"Folder to write (default: public in the site's folder)."`
	Offline bool   `help:"Write links that work when the folder is opened from disk, without a web server."`
	JSON    bool   `name:"json" help:"Write a report as JSON to standard output."`
}

// report is what a build ends with, and what --json writes.
type report struct {
	Ok          bool       `json:"ok"`          // the site was published
	Pages       int        `json:"pages"`       // of the site
	Written     int        `json:"written"`     // files that are new or changed
	Unchanged   int        `json:"unchanged"`   // files that were there already
	Removed     int        `json:"removed"`     // files of the last build that are no longer part of the site
	Seconds     float64    `json:"seconds"`     // that the build took
	Held        []heldPage `json:"held"`        // pages that are not published now
	Diagnostics diag.List  `json:"diagnostics"` // problems, see diag.Diag

	begun bool // publishing was begun, and failed
}

// heldPage is a page that is not published now.
type heldPage struct {
	File   string `json:"file"`   // "content/plan.md"
	Reason string `json:"reason"` // "draft", "publish_date 2027-01-01", "expired 2026-01-01"
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
	o.Drafts, o.Offline = c.Drafts, c.Offline
	r := c.publish(ctx, o, dir, list)
	r.Seconds = w.Now().Sub(began).Seconds()
	return c.tell(w, r)
}

// publish builds the site into a staging folder and, when all is well, moves
// it into place. list is what was found before.
func (c buildCmd) publish(ctx context.Context, o site.Options, dir string, list diag.List) report {
	failed := func(err error) report {
		return report{Diagnostics: append(list, diag.Diag{Severity: diag.Error, Code: "output-folder", Place: diag.Place{Message: err.Error()}})}
	}
	stage, err := output.Begin(dir)
	if err != nil {
		return failed(err)
	}
	o.Sink = stage
	o.Spill = markdown.NewSpill(func() (markdown.File, error) { return stage.Scratch() }, markdown.DefaultSpill)
	snapshot, problems := site.Build(ctx, o, nil)
	list = append(list, problems...).Sorted()
	list = append(list, stage.Foreign()...)
	if snapshot == nil || c.fails(list) {
		stage.Abort()
		return report{Diagnostics: list}
	}
	done, err := stage.Commit()
	if err != nil {
		r := failed(err)
		r.begun = true
		return r
	}
	for _, name := range done.Kept {
		list = append(list, diag.Diag{Severity: diag.Warning, Code: "output-changed", Place: diag.Place{File: filepath.ToSlash(filepath.Join(dir, name)),
			Message: "is no longer part of the site, but was changed by somebody since Kvartal wrote it; it is left"}})
	}
	return report{Ok: true, Pages: len(snapshot.Site.Pages), Written: done.Written, Unchanged: done.Unchanged, Removed: done.Removed,
		Held: held(snapshot.Site.Held), Diagnostics: list}
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
	out, err := realPath(dir)
	if err != nil {
		return err
	}
	src, err := realPath(c.Source)
	if err != nil {
		return err
	}
	if within(out, src) {
		return usage(fmt.Sprintf("--output: %q holds the site's own folder", dir))
	}
	for _, part := range []string{site.Content, "templates", "themes", ".git"} {
		folder, err := realPath(filepath.Join(src, part))
		if err != nil {
			return err
		}
		if within(folder, out) {
			return usage(fmt.Sprintf("--output: %q lies in %s/, which the site is made from", dir, part))
		}
	}
	return nil
}

// realPath returns the absolute path of what a path leads to, through links;
// it need not be there.
func realPath(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	missing := ""
	for dir := name; ; dir = filepath.Dir(dir) {
		if found, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(found, missing), nil
		}
		if dir == filepath.Dir(dir) {
			return name, nil
		}
		missing = filepath.Join(filepath.Base(dir), missing)
	}
}

// within tells whether a path is a folder or lies in it; both are absolute.
func within(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}

func (c buildCmd) tell(w World, r report) error {
	if c.JSON {
		r.Held = append([]heldPage{}, r.Held...) // a list, also when it is empty
		r.Diagnostics = append(diag.List{}, r.Diagnostics...)
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
	told := r.Diagnostics.Summary()
	switch {
	case r.begun:
		return fmt.Sprintf("not built: %s; the output folder holds old files and new ones, which the next build will mend", told)
	case !r.Ok && !r.Diagnostics.HasErrors():
		return fmt.Sprintf("not built: %s, and --strict fails on warnings; nothing was changed", told)
	case !r.Ok:
		return fmt.Sprintf("not built: %s; nothing was changed", told)
	}
	line := fmt.Sprintf("built %s: %s written, %d unchanged, %d removed in %.2f s", count(r.Pages, "page"), count(r.Written, "file"), r.Unchanged, r.Removed, r.Seconds)
	if told == "" {
		return line
	}
	return line + "; " + told
}
