package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// fake is a backend that a test drives.
type fake struct {
	added  []string
	full   bool // no more folders can be watched
	evs    chan event
	closed bool
}

func (f *fake) add(dir string) error {
	if f.full {
		return errFolders
	}
	f.added = append(f.added, dir)
	return nil
}
func (f *fake) remove(dir string)    {}
func (f *fake) events() <-chan event { return f.evs }
func (f *fake) close()               { f.closed = true }

// inBubble runs a watcher of a fake backend, and of a folder with content/a.md
// and the empty content/b.md in it, with a clock of its own.
func inBubble(t *testing.T, test func(t *testing.T, f *fake, top string, changes <-chan Change)) {
	top := t.TempDir()
	write(t, top, "content/a.md", "text")
	write(t, top, "content/b.md", "")
	synctest.Test(t, func(t *testing.T) {
		f := &fake{evs: make(chan event)}
		ctx, stop := context.WithCancel(context.Background())
		w := newWatcher(Trees{Top: top, Deep: []string{"content", "templates"}, Files: []string{".git/logs/HEAD"}, Locks: []string{".git/index.lock"}, Ignore: isBackup}, Options{})
		w.backend = f
		go w.run(ctx)
		test(t, f, top, w.out)
		stop()
		synctest.Wait()
		if !f.closed {
			t.Error("the backend is not closed when the context ends")
		}
	})
}

func isBackup(name string) bool { return strings.HasSuffix(name, "~") }

func write(t *testing.T, top, name, text string) {
	t.Helper()
	full := filepath.Join(top, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// told returns the signal that waits now, as text; "" without one.
func told(changes <-chan Change) string {
	synctest.Wait()
	select {
	case c := <-changes:
		return format(c)
	default:
		return ""
	}
}

func format(c Change) string {
	if c.Paths == nil {
		return "everything"
	}
	return strings.Join(c.Paths, " ")
}

func TestBurstBecomesOneSignal(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		for i := range 5 {
			f.evs <- event{name: filepath.Join(top, "content", fmt.Sprintf("%d.md", i%2))}
			time.Sleep(19 * time.Millisecond)
			if got := told(changes); got != "" {
				t.Fatalf("%q before it was quiet", got)
			}
		}
		time.Sleep(time.Millisecond)
		if got := told(changes); got != "content/0.md content/1.md" {
			t.Fatalf("%q after 20 ms of quiet", got)
		}
		time.Sleep(time.Second)
		if got := told(changes); got != "" {
			t.Fatalf("a second signal for one burst: %q", got)
		}
	})
}

func TestLongBurstIsNotWaitedOut(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		began := time.Now()
		for told(changes) == "" {
			f.evs <- event{name: filepath.Join(top, "content", "a.md")}
			time.Sleep(10 * time.Millisecond)
			if time.Since(began) > time.Second {
				t.Fatal("no signal in a burst of a second")
			}
		}
		if took := time.Since(began); took < 390*time.Millisecond || took > 420*time.Millisecond {
			t.Errorf("the signal came after %v, want 400 ms", took)
		}
	})
}

// Who is busy gets one signal when he listens again, with all that it missed.
func TestSignalsThatNobodyTakesBecomeOne(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		for _, name := range []string{"a.md", "c.md", "a.md"} {
			f.evs <- event{name: filepath.Join(top, "content", name)}
			time.Sleep(time.Second)
		}
		if got := told(changes); got != "content/a.md content/c.md" {
			t.Errorf("%q", got)
		}
		if got := told(changes); got != "" {
			t.Errorf("a second signal: %q", got)
		}
	})
}

func TestWhatDoesNotMatterGivesNoSignal(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		for _, name := range []string{"public/index.html", "README.md", "main.go", ".git/index", ".git/logs/refs", "content/.a.md.swp", "content/a.md~", "content/.obsidian/x.json"} {
			f.evs <- event{name: filepath.Join(top, name)}
		}
		time.Sleep(time.Second)
		if got := told(changes); got != "" {
			t.Errorf("a signal for files that no build reads: %q", got)
		}
		for _, name := range []string{"kvartal.toml", ".git/logs/HEAD", "templates/style.css"} {
			f.evs <- event{name: filepath.Join(top, name)}
			time.Sleep(time.Second)
			if got := told(changes); got != name {
				t.Errorf("%q for a change of %s", got, name)
			}
		}
	})
}

func TestLostEventsMeanLookEverywhere(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		f.evs <- event{name: filepath.Join(top, "content", "a.md")}
		f.evs <- event{err: errors.New("queue overflow")}
		time.Sleep(20 * time.Millisecond)
		if got := told(changes); got != "everything" {
			t.Errorf("%q after events were lost", got)
		}
		if want := []string{top, filepath.Join(top, ".git/logs"), filepath.Join(top, "content")}; !slices.Equal(f.added, want) {
			t.Errorf("watched again: %v, want %v", f.added, want)
		}
	})
}

func TestVeryManyPathsMeanLookEverywhere(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		for i := range maxNamed + 1 {
			f.evs <- event{name: filepath.Join(top, "content", fmt.Sprint(i))}
		}
		time.Sleep(20 * time.Millisecond)
		if got := told(changes); got != "everything" {
			t.Errorf("%.60q", got)
		}
	})
}

// A file that was emptied is told of when it has been written, else a moment
// later than others.
func TestEmptyFileWaitsOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		f.evs <- event{name: filepath.Join(top, "content", "a.md")}
		f.evs <- event{name: filepath.Join(top, "content", "b.md")}
		time.Sleep(39 * time.Millisecond)
		if got := told(changes); got != "" {
			t.Errorf("%q at once, with a file that is empty", got)
		}
		time.Sleep(time.Millisecond)
		if got := told(changes); got != "content/a.md content/b.md" {
			t.Errorf("%q a round later", got)
		}
	})
}

// What git is in the middle of is told of when it is done. A lock that it has left
// behind holds nothing up.
func TestCheckoutIsToldOfWhenItIsDone(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		lock := filepath.Join(top, ".git", "index.lock")
		write(t, top, ".git/index.lock", "")
		begins := func(at time.Time) {
			if err := os.Chtimes(lock, at, at); err != nil {
				t.Fatal(err)
			}
		}
		begins(time.Now())
		f.evs <- event{name: filepath.Join(top, "content", "a.md")}
		time.Sleep(3 * time.Second)
		if got := told(changes); got != "" {
			t.Errorf("%q while git is at work", got)
		}
		if err := os.Remove(lock); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
		if got := told(changes); got != "content/a.md" {
			t.Errorf("%q when git has done", got)
		}
		write(t, top, ".git/index.lock", "")
		begins(time.Now().Add(-patience))
		f.evs <- event{name: filepath.Join(top, "content", "a.md")}
		time.Sleep(20 * time.Millisecond)
		if got := told(changes); got != "content/a.md" {
			t.Errorf("%q with a lock that was left behind", got)
		}
	})
}

// When the system can watch no more folders, they are looked at every second,
// and the user is told so.
func TestLimitMeansPolling(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, top string, changes <-chan Change) {
		f.full = true
		write(t, top, "content/new/c.md", "text")
		f.evs <- event{name: filepath.Join(top, "content", "new"), created: true}
		time.Sleep(20 * time.Millisecond)
		synctest.Wait()
		select {
		case c := <-changes:
			if c.Paths != nil || !strings.Contains(c.Remark, "every 1s") || !strings.Contains(c.Remark, "max_user_watches") {
				t.Errorf("%+v", c)
			}
		default:
			t.Fatal("no signal")
		}
		write(t, top, "content/new/c.md", "longer text")
		time.Sleep(2 * time.Second)
		if got := told(changes); got != "content/new/c.md" {
			t.Errorf("%q after a change that nobody told of", got)
		}
	})
}

func TestMerge(t *testing.T) {
	named := func(paths ...string) Change { return Change{Paths: append([]string{}, paths...)} }
	for _, c := range []struct {
		a, b Change
		want string
	}{
		{named(), named(), ""},
		{named("b", "a"), named("c", "a"), "a b c"},
		{named("a"), Change{}, "everything"},
		{Change{}, named("a"), "everything"},
	} {
		if got := format(c.a.Merge(c.b)); got != c.want {
			t.Errorf("%v and %v give %q, want %q", c.a, c.b, got, c.want)
		}
	}
	if got := (Change{Remark: "a"}).Merge(named()).Remark; got != "a" {
		t.Errorf("the remark is %q", got)
	}
}
