package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// watcher turns the events of a backend into signals. It belongs to one
// goroutine once it runs.
type watcher struct {
	backend backend
	trees   Trees
	options Options
	out     chan Change
	real    string              // Top without links in its path; "" when it is not there
	dirs    map[string]bool     // folders that are watched
	links   map[string][]string // a file, from Top -> the links that lead to it, from Top
	gather  gather
}

// addAll watches all folders there are. Missing ones are found when they
// appear in their parent.
func (w *watcher) addAll() error {
	if err := w.add(w.trees.Top); err != nil {
		return err
	}
	for _, name := range w.trees.Files {
		if err := w.add(filepath.Join(w.trees.Top, filepath.FromSlash(filepath.Dir(name)))); err != nil {
			return err
		}
	}
	for _, name := range w.trees.Deep {
		if err := w.addTree(filepath.Join(w.trees.Top, name)); err != nil {
			return err
		}
	}
	return nil
}

// add watches a folder, if it is there.
func (w *watcher) add(dir string) error {
	if w.dirs[dir] {
		return nil
	}
	if err := w.backend.add(dir); err != nil {
		if errors.Is(err, errFolders) || errors.Is(err, errWatchers) {
			return err
		}
		return nil // gone again, or not ours to read: the build says so
	}
	w.dirs[dir] = true
	return nil
}

// maxDepth is how many folders in one another are watched. No site is as deep,
// and a file system that is a ring, by mounts, has no end.
const maxDepth = 64

// addTree watches a folder and all below it. A folder is added before it is
// read, so that what appears in between is not missed. Links to folders are not
// followed, but for the folders that are watched in the first place.
func (w *watcher) addTree(dir string) error {
	rel := w.rel(dir)
	if strings.Count(rel, "/") >= maxDepth {
		return nil
	}
	info, err := os.Lstat(dir)
	if err == nil && slices.Contains(w.trees.Deep, rel) {
		info, err = os.Stat(dir)
	}
	switch {
	case err != nil:
		return nil
	case info.Mode()&fs.ModeSymlink != 0:
		return w.link(dir)
	case !info.IsDir():
		return nil
	}
	if err := w.add(dir); err != nil {
		return err
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if e.Type().IsRegular() || w.ignored(e.Name()) {
			continue
		}
		if err := w.addTree(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// link watches the folder of the file that a link leads to. The build follows
// no link out of the site, and none to a folder.
func (w *watcher) link(name string) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil || w.real == "" {
		return nil
	}
	rel, err := filepath.Rel(w.real, target)
	if info, statErr := os.Stat(target); err != nil || statErr != nil || !filepath.IsLocal(rel) || info.IsDir() {
		return nil
	}
	rel = filepath.ToSlash(rel)
	if from := w.rel(name); !slices.Contains(w.links[rel], from) {
		w.links[rel] = append(w.links[rel], from)
	}
	return w.add(filepath.Dir(filepath.Join(w.trees.Top, filepath.FromSlash(rel))))
}

// rel returns a name from Top, with slashes; "" for one outside.
func (w *watcher) rel(name string) string {
	rel, err := filepath.Rel(w.trees.Top, name)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// ignored tells whether no build reads what has this name.
func (w *watcher) ignored(base string) bool {
	return strings.HasPrefix(base, ".") || w.trees.Ignore != nil && w.trees.Ignore(base)
}

// meant returns what to look at again when something happened to a name, from
// Top: itself where a build reads it, and the links to it.
func (w *watcher) meant(rel string) []string {
	paths := slices.Clone(w.links[rel])
	parts := strings.Split(rel, "/")
	switch {
	case slices.Contains(w.trees.Files, rel):
		return append(paths, rel)
	case rel == ".", len(parts) == 1 && filepath.Ext(rel) == ".toml":
	case !slices.Contains(w.trees.Deep, parts[0]), slices.ContainsFunc(parts, w.ignored):
		return paths
	}
	return append(paths, rel)
}

// run gives signals until the context ends.
func (w *watcher) run(ctx context.Context) {
	defer func() { w.backend.close() }() // whichever it is by then
	defer w.gather.stop()
	for {
		due, ready := w.gather.due()
		var out chan<- Change
		if ready != nil {
			out = w.out
		} else {
			ready = &Change{}
		}
		select {
		case <-ctx.Done():
			return
		case ev, ok := <-w.backend.events():
			if !ok {
				return
			}
			w.event(ev)
		case <-due:
			w.gather.give()
		case out <- *ready:
			w.gather.given()
		}
	}
}

// event takes note of one event.
func (w *watcher) event(ev event) {
	if ev.err != nil { // some were lost: look at everything again
		clear(w.dirs)
		w.gather.everything()
		w.watchAgain(w.addAll())
		return
	}
	rel := w.rel(ev.name)
	paths := w.meant(rel)
	if len(paths) == 0 {
		return
	}
	switch {
	case ev.gone:
		w.forget(ev.name)
	case !ev.created && w.dirs[ev.name]:
		return // something in it, which is told of by itself
	case !ev.created:
	case strings.Contains(rel, "/") || slices.Contains(w.trees.Deep, rel):
		w.forget(ev.name) // what was watched under this name may be another folder now
		w.watchAgain(w.addTree(ev.name))
	}
	w.gather.happened(paths)
}

func (w *watcher) watchAgain(err error) {
	if err != nil {
		w.poll(err)
	}
}

// forget ends watching a folder that is no longer there, with all below it: the
// system would go on to tell of it under its old name.
func (w *watcher) forget(name string) {
	if !w.dirs[name] {
		return
	}
	for dir := range w.dirs {
		if dir == name || strings.HasPrefix(dir, name+string(filepath.Separator)) {
			w.backend.remove(dir)
			delete(w.dirs, dir)
		}
	}
}

// isEmpty tells whether a path, from Top, is a file of no bytes.
func (w *watcher) isEmpty(rel string) bool {
	info, err := os.Lstat(filepath.Join(w.trees.Top, filepath.FromSlash(rel)))
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}

// patience is how long a program may be in the middle of its changes. A lock that
// is older was left behind by one that was killed.
const patience = 5 * time.Second

// isBusy tells whether a program says that it is in the middle of many changes.
func (w *watcher) isBusy() bool {
	return slices.ContainsFunc(w.trees.Locks, func(rel string) bool {
		info, err := os.Lstat(filepath.Join(w.trees.Top, filepath.FromSlash(rel)))
		return err == nil && time.Since(info.ModTime()).Abs() < patience
	})
}
