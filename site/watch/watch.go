// Package watch takes folders and gives a signal whenever something in them
// may have changed, with the names of what to look at again. What has changed
// is for the next build to tell, by content: a name too many costs a little
// time, and where names may be missing the signal says to look everywhere.
//
// Folders are watched, never files, since editors replace a file by another
// one. A burst of events becomes one signal. Where the system cannot tell of
// changes (too many folders, a network drive), the folders are looked at every
// so often instead.
package watch

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"
)

// Options say when a signal is given.
type Options struct {
	Quiet   time.Duration // nothing may have happened for so long; default 20 ms
	Longest time.Duration // but a signal never waits longer than this; default 400 ms
	Every   time.Duration // how often to look where the system does not tell; default 1 s
	Poll    bool          // look every so often in any case
}

func (o Options) complete() Options {
	or := func(d *time.Duration, def time.Duration) {
		if *d <= 0 {
			*d = def
		}
	}
	or(&o.Quiet, 20*time.Millisecond)
	or(&o.Longest, 400*time.Millisecond)
	or(&o.Every, time.Second)
	return o
}

// Trees are the folders to watch.
type Trees struct {
	Top   string   // this folder itself, for its .toml files and for folders that appear
	Deep  []string // names of folders in Top that are watched with all below them
	Files []string // further files in Top, wherever: ".git/logs/HEAD"
	Locks []string // files that are there while a program changes many others: ".git/index.lock"

	// Ignore, if not nil, tells of names of files and folders, without their
	// folders, that no build reads, such as those that editors make for a moment.
	Ignore func(name string) bool
}

// Change is what a signal says.
type Change struct {
	// Paths are what to look at again: files and folders, from Top, with slashes,
	// sorted. A folder stands for all that is in it. nil: anything may have changed.
	Paths []string

	// Remark, if not "", says in words for the user why changes are looked for
	// every so often from now on.
	Remark string
}

// Merge returns a change that says what both say.
func (c Change) Merge(next Change) Change {
	if next.Remark != "" {
		c.Remark = next.Remark
	}
	if c.Paths == nil || next.Paths == nil {
		c.Paths = nil
		return c
	}
	c.Paths = append(append([]string{}, c.Paths...), next.Paths...)
	slices.Sort(c.Paths)
	c.Paths = slices.Compact(c.Paths)
	return c
}

// backend is a way to be told of changes.
type backend interface {
	add(dir string) error // watches a folder, without those in it
	remove(dir string)    // watches it no longer, if it did
	events() <-chan event // closed with the backend
	close()               // ends it
}

// event says that something happened to a name, or, with an error, that events
// were lost.
type event struct {
	name    string
	created bool // it may be a new folder
	gone    bool // it is no longer there, or no longer under this name
	err     error
}

// Start watches until the context ends. Whatever happens after it has returned
// is told of. Signals that nobody has taken yet become one.
func Start(ctx context.Context, t Trees, o Options) <-chan Change {
	w := newWatcher(t, o)
	if real, err := filepath.EvalSymlinks(t.Top); err == nil {
		w.real = real
	}
	w.open()
	go w.run(ctx)
	return w.out
}

func newWatcher(t Trees, o Options) *watcher {
	w := &watcher{trees: t, options: o.complete(), out: make(chan Change), dirs: map[string]bool{}, links: map[string][]string{}}
	w.gather = gather{options: w.options, empty: w.isEmpty, busy: w.isBusy}
	return w
}

// open begins to watch, in the way that works.
func (w *watcher) open() {
	if !w.options.Poll {
		b, err := notify()
		if err == nil {
			w.backend = b
			if err = w.addAll(); err == nil {
				return
			}
		}
		w.poll(err)
		return
	}
	w.backend = newPoller(w.options.Every)
	_ = w.addAll() // a poller takes every folder
}

// poll goes over to looking every so often, since the system cannot tell.
func (w *watcher) poll(why error) {
	if w.backend != nil {
		w.backend.close()
	}
	clear(w.dirs)
	w.backend = newPoller(w.options.Every)
	_ = w.addAll()
	w.gather.everything()
	w.gather.remark = "changes are looked for every " + w.options.Every.String() + ", since the system cannot tell of them: " + explain(why)
}

// explain says what to do about limits that a beginner has never heard of.
func explain(err error) string {
	switch {
	case errors.Is(err, errFolders):
		return "it watches too many folders already (on Linux: sysctl fs.inotify.max_user_watches=524288)"
	case errors.Is(err, errWatchers):
		return "too many programs watch folders already (on Linux: sysctl fs.inotify.max_user_instances=512)"
	}
	return err.Error()
}
