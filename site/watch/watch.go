// Package watch takes folders and gives a signal whenever something in them
// may have changed. It does not say what: the next build reads what there is
// and decides by content, so a signal too many costs a little time and no
// signal is ever the whole truth.
//
// Folders are watched, never files, since editors replace a file by another
// one. A burst of events becomes one signal. Where the system cannot tell of
// changes (too many folders, a network drive), the folders are looked at every
// so often instead.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	Top  string   // this folder itself, for files in it and for folders that appear
	Deep []string // names of folders in Top that are watched with all below them
}

// backend is a way to be told of changes.
type backend interface {
	add(dir string) error
	events() <-chan event
	errors() <-chan error
	close() error
}

// event says that something happened to a name.
type event struct {
	name    string
	created bool // it may be a new folder
}

// Start watches until the context ends. The channel has room for one signal;
// signals that nobody has taken yet become one. The remark is "" or says, in
// words for the user, why changes are looked for every so often.
func Start(ctx context.Context, t Trees, o Options) (signals <-chan struct{}, remark string) {
	o = o.complete()
	out := make(chan struct{}, 1)
	if !o.Poll {
		b, err := notify()
		if err == nil {
			w := &watcher{backend: b, trees: t, options: o, out: out}
			if err = w.addAll(); err == nil {
				go w.run(ctx)
				return out, ""
			}
			b.close()
		}
		remark = "changes are looked for every " + o.Every.String() + ", since the system cannot tell of them: " + explain(err)
	}
	go poll(ctx, t, o, fingerprint(t), out) // what it is now, before the caller goes on
	return out, remark
}

// explain says what to do about limits that a beginner has never heard of.
func explain(err error) string {
	if tooMany(err) {
		return "it watches too many folders already (on Linux: sysctl fs.inotify.max_user_watches=524288)"
	}
	return err.Error()
}

// watcher turns the events of a backend into signals.
type watcher struct {
	backend backend
	trees   Trees
	options Options
	out     chan struct{}
}

// addAll watches all folders there are. Missing ones are found when they
// appear in their parent.
func (w *watcher) addAll() error {
	if err := w.backend.add(w.trees.Top); err != nil {
		return err
	}
	for _, name := range w.trees.Deep {
		if err := w.addTree(filepath.Join(w.trees.Top, name)); err != nil {
			return err
		}
	}
	return nil
}

// addTree watches a folder and all below it. A folder is added before it is
// read, so that what appears in between is not missed.
func (w *watcher) addTree(dir string) error {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return nil
	}
	if err := w.backend.add(dir); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone again
		}
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // gone again, or not ours to read: the build says so
	}
	for _, e := range entries {
		if e.IsDir() && !hidden(e.Name()) {
			if err := w.addTree(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// relevant tells whether a build can depend on a name.
func (w *watcher) relevant(name string) bool {
	rel, err := filepath.Rel(w.trees.Top, name)
	if err != nil {
		return false
	}
	first, _, below := strings.Cut(filepath.ToSlash(rel), "/")
	if below {
		return w.isDeep(first)
	}
	return first == "." || w.isDeep(first) || filepath.Ext(first) == ".toml"
}

func (w *watcher) isDeep(name string) bool {
	for _, deep := range w.trees.Deep {
		if name == deep {
			return true
		}
	}
	return false
}

func (w *watcher) run(ctx context.Context) {
	defer w.backend.close()
	g := gather{options: w.options, out: w.out}
	defer g.stop()
	for {
		quiet, longest := g.due()
		select {
		case <-ctx.Done():
			return
		case ev, ok := <-w.backend.events():
			if !ok {
				return
			}
			if !w.relevant(ev.name) {
				continue
			}
			if ev.created {
				_ = w.addTree(ev.name) // a limit hit now is not worth stopping for: the top folders are watched
			}
			g.happened()
		case _, ok := <-w.backend.errors():
			if !ok {
				return
			}
			_ = w.addAll() // events were lost: look at everything again
			g.happened()
		case <-quiet:
			g.give()
		case <-longest:
			g.give()
		}
	}
}

// gather makes one signal of a burst of events: when it has been quiet for a
// while, or when the burst has lasted too long. Without a burst both timers
// are nil.
type gather struct {
	options        Options
	out            chan struct{}
	quiet, longest *time.Timer
}

func (g *gather) happened() {
	if g.quiet == nil {
		g.quiet, g.longest = time.NewTimer(g.options.Quiet), time.NewTimer(g.options.Longest)
		return
	}
	g.quiet.Reset(g.options.Quiet)
}

// due returns the channels that tell that the signal is to be given.
func (g *gather) due() (quiet, longest <-chan time.Time) {
	if g.quiet == nil {
		return nil, nil
	}
	return g.quiet.C, g.longest.C
}

func (g *gather) give() {
	g.stop()
	signal(g.out)
}

func (g *gather) stop() {
	if g.quiet != nil {
		g.quiet.Stop()
		g.longest.Stop()
		g.quiet, g.longest = nil, nil
	}
}

func signal(out chan struct{}) {
	select {
	case out <- struct{}{}:
	default: // one is waiting already
	}
}
