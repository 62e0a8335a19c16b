package watch

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// What editors and programs do to files, on the real file system, with both
// ways to notice it.

// disk is the folder of a test.
type disk struct {
	*testing.T
	top string
}

func (d disk) path(name string) string { return filepath.Join(d.top, filepath.FromSlash(name)) }

func (d disk) must(errs ...error) {
	d.Helper()
	if err := errors.Join(errs...); err != nil {
		d.Fatal(err)
	}
}

func (d disk) write(name, text string) {
	d.Helper()
	d.must(os.MkdirAll(filepath.Dir(d.path(name)), 0o755), os.WriteFile(d.path(name), []byte(text), 0o644))
}

func (d disk) rename(from, to string) { d.Helper(); d.must(os.Rename(d.path(from), d.path(to))) }
func (d disk) remove(name string)     { d.Helper(); d.must(os.RemoveAll(d.path(name))) }

func (d disk) git(args ...string) {
	d.Helper()
	cmd := exec.Command("git", append([]string{"-C", d.top, "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "gc.auto=0"}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		d.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// habit is a way to change files: before is done before anybody watches, do is
// watched. Each of the paths must be named by the signals, itself or by a
// folder above it. settled, if not nil, is what is true once all is done.
type habit struct {
	name   string
	before func(disk)
	do     func(disk)
	named  []string
}

var habits = []habit{
	{name: "a file is rewritten in place", do: func(d disk) { d.write("content/a.md", "longer") }, named: []string{"content/a.md"}},
	{name: "a file is emptied, then written", do: func(d disk) {
		f, err := os.OpenFile(d.path("content/a.md"), os.O_WRONLY|os.O_TRUNC, 0)
		d.must(err)
		time.Sleep(5 * time.Millisecond)
		_, err = f.WriteString("written later")
		d.must(err, f.Close())
	}, named: []string{"content/a.md"}},
	{name: "a file is written beside and moved into place", do: func(d disk) {
		d.write("content/.a.md.tmp", "another")
		d.rename("content/.a.md.tmp", "content/a.md")
	}, named: []string{"content/a.md"}},
	{name: "vim writes a file, with a backup", do: func(d disk) {
		d.write("content/4913", "")
		d.remove("content/4913")
		d.rename("content/a.md", "content/a.md~")
		d.write("content/a.md", "by vim")
		d.remove("content/a.md~")
	}, named: []string{"content/a.md"}},
	{name: "a file of the same size is written", do: func(d disk) { d.write("content/a.md", "two") }, named: []string{"content/a.md"}},
	{name: "a file is removed and made again at once", do: func(d disk) {
		d.remove("content/a.md")
		time.Sleep(5 * time.Millisecond)
		d.write("content/a.md", "again")
	}, named: []string{"content/a.md"}},
	{name: "a file is removed", do: func(d disk) { d.remove("content/a.md") }, named: []string{"content/a.md"}},
	{name: "a file is made", do: func(d disk) { d.write("content/x/c.md", "new") }, named: []string{"content/x/c.md"}},
	{name: "a file is renamed", do: func(d disk) { d.rename("content/a.md", "content/å.md") }, named: []string{"content/a.md", "content/å.md"}},
	{name: "folders are made with a file in them", do: func(d disk) { d.write("content/new/er/d.md", "new") }, named: []string{"content/new/er/d.md"}},
	{name: "a folder is renamed", do: func(d disk) { d.rename("content/x", "content/z") }, named: []string{"content/x/y/b.md", "content/z/y/b.md"}},
	{name: "a folder is moved in from outside", before: func(d disk) { d.write("elsewhere/y/n.md", "n") },
		do: func(d disk) { d.rename("elsewhere", "content/n") }, named: []string{"content/n/y/n.md"}},
	{name: "a folder is removed", do: func(d disk) { d.remove("content/x") }, named: []string{"content/x/y/b.md"}},
	{name: "the folder with the templates is made", do: func(d disk) { d.write("templates/page.html", "x") }, named: []string{"templates/page.html"}},
	{name: "the configuration is written", do: func(d disk) { d.write("kvartal.toml", "title = \"x\"") }, named: []string{"kvartal.toml"}},
	{name: "a link to a file is made", do: func(d disk) { d.must(os.Symlink("a.md", d.path("content/link.md"))) }, named: []string{"content/link.md"}},
	{name: "a file is written that a link leads to", before: func(d disk) {
		d.write("shared/text.md", "one")
		d.must(os.Symlink("../../shared/text.md", d.path("content/x/link.md")))
	}, do: func(d disk) { d.write("shared/text.md", "longer") }, named: []string{"content/x/link.md"}},
	{name: "the pages are a link to a folder", before: func(d disk) {
		d.rename("content", "docs")
		d.must(os.Symlink("docs", d.path("content")))
	}, do: func(d disk) { d.write("docs/x/y/b.md", "longer") }, named: []string{"content/x/y/b.md"}},
	{name: "a commit is made", before: func(d disk) {
		d.git("init", "-q")
		d.git("add", ".")
		d.git("commit", "-qm", "one")
	}, do: func(d disk) { d.git("commit", "-q", "--allow-empty", "-m", "two") }, named: []string{".git/logs/HEAD"}},
	{name: "a branch with 1000 changes is checked out", before: func(d disk) {
		d.git("init", "-q")
		d.git("add", ".")
		d.git("commit", "-qm", "one")
		d.git("checkout", "-qb", "other")
		for i := range 1000 {
			d.write(fmt.Sprintf("content/del-%d/%d.md", i%20, i), "page")
		}
		d.git("add", ".")
		d.git("commit", "-qm", "many")
		d.git("checkout", "-q", "main")
	}, do: func(d disk) { d.git("checkout", "-q", "other") }, named: []string{".git/logs/HEAD", "content/del-0/0.md", "content/del-19/999.md"}},
}

func TestHabits(t *testing.T) {
	for _, h := range habits {
		for _, poll := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, poll=%v", h.name, poll), func(t *testing.T) {
				t.Parallel()
				d := disk{t, t.TempDir()}
				d.write("content/a.md", "one")
				d.write("content/x/y/b.md", "one")
				if h.before != nil {
					h.before(d)
				}
				changes := start(d, poll)
				h.do(d)
				wait(d, changes, h.named...)
			})
		}
	}
}

// What is in a folder is told of under its new name, once it was renamed.
func TestRenamedFolderIsWatchedUnderItsNewName(t *testing.T) {
	for _, poll := range []bool{false, true} {
		d := disk{t, t.TempDir()}
		d.write("content/x/y/b.md", "one")
		changes := start(d, poll)
		from := "content/x"
		for i := range 5 {
			to := fmt.Sprintf("content/z%d", i)
			d.rename(from, to)
			wait(d, changes, from, to)
			d.write(to+"/y/b.md", fmt.Sprint("longer", i))
			wait(d, changes, to+"/y/b.md")
			from = to
		}
		d.write("content/x/y/b.md", "another") // the old name again
		wait(d, changes, "content/x/y/b.md")
		d.write("content/x/y/b.md", "once more")
		wait(d, changes, "content/x/y/b.md")
	}
}

// The folder with the pages may be missing at the start.
func TestFolderThatAppearsIsWatched(t *testing.T) {
	for _, poll := range []bool{false, true} {
		d := disk{t, t.TempDir()}
		changes := start(d, poll)
		d.must(os.Mkdir(d.path("content"), 0o755))
		wait(d, changes, "content")
		d.write("content/index.md", "x")
		wait(d, changes, "content/index.md")
	}
}

func TestPagesMovedAwayAndBack(t *testing.T) {
	for _, poll := range []bool{false, true} {
		d := disk{t, t.TempDir()}
		d.write("content/x/b.md", "one")
		changes := start(d, poll)
		d.rename("content", "away")
		wait(d, changes, "content")
		d.rename("away", "content")
		wait(d, changes, "content/x/b.md")
		d.write("content/x/b.md", "longer")
		wait(d, changes, "content/x/b.md")
	}
}

// Folders that come and go leave nothing behind.
func TestNothingIsLeftBehind(t *testing.T) {
	d := disk{t, t.TempDir()}
	d.write("content/a.md", "one")
	before := runtime.NumGoroutine()
	w := newWatcher(Trees{Top: d.top, Deep: []string{"content"}}, Options{})
	w.open()
	for i := range 50 {
		d.write(fmt.Sprintf("content/new/er/%d.md", i), "x")
		d.remove("content/new")
	}
	for end := time.After(10 * time.Second); len(w.dirs) > 2 || w.gather.paths == nil; {
		select {
		case ev := <-w.backend.events():
			w.event(ev)
		case <-time.After(200 * time.Millisecond):
			d.write("content/a.md", "two") // events may still be on their way
		case <-end:
			t.Fatalf("still watched: %v", w.dirs)
		}
	}
	w.gather.stop()
	w.backend.close()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

// start watches a folder until the test ends.
func start(d disk, poll bool) <-chan Change {
	d.Helper()
	return Start(d.Context(), Trees{Top: d.top, Deep: []string{"content", "templates", "themes"}, Files: []string{".git/logs/HEAD"}, Ignore: isBackup},
		Options{Poll: poll, Every: 5 * time.Millisecond})
}

// wait takes signals until all paths were named.
func wait(d disk, changes <-chan Change, paths ...string) {
	d.Helper()
	var seen []string
	for end := time.After(20 * time.Second); len(paths) > 0; {
		select {
		case c := <-changes:
			if c.Remark != "" {
				d.Log(c.Remark)
			}
			if c.Paths == nil {
				return
			}
			seen = append(seen, c.Paths...)
			paths = slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
				return slices.ContainsFunc(c.Paths, func(named string) bool { return p == named || strings.HasPrefix(p, named+"/") })
			})
		case <-end:
			d.Fatalf("no signal named %v; named were %v", paths, seen)
		}
	}
}
