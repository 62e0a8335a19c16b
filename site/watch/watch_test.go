package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// fake is a backend that a test drives.
type fake struct {
	added  []string
	evs    chan event
	errs   chan error
	closed bool
}

func newFake() *fake { return &fake{evs: make(chan event), errs: make(chan error)} }

func (f *fake) add(dir string) error { f.added = append(f.added, dir); return nil }
func (f *fake) events() <-chan event { return f.evs }
func (f *fake) errors() <-chan error { return f.errs }
func (f *fake) close() error         { f.closed = true; return nil }

var trees = Trees{Top: "/site", Deep: []string{"content", "templates"}}

// inBubble runs a watcher of a fake backend with a clock of its own.
func inBubble(t *testing.T, test func(t *testing.T, f *fake, signals <-chan struct{})) {
	synctest.Test(t, func(t *testing.T) {
		f, out := newFake(), make(chan struct{}, 1)
		ctx, stop := context.WithCancel(context.Background())
		w := &watcher{backend: f, trees: trees, options: Options{}.complete(), out: out}
		go w.run(ctx)
		test(t, f, out)
		stop()
		synctest.Wait()
		if !f.closed {
			t.Error("the backend is not closed when the context ends")
		}
	})
}

// signalled tells whether a signal waits now.
func signalled(signals <-chan struct{}) bool {
	synctest.Wait()
	select {
	case <-signals:
		return true
	default:
		return false
	}
}

func TestBurstBecomesOneSignal(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, signals <-chan struct{}) {
		for range 5 {
			f.evs <- event{name: "/site/content/a.md"}
			time.Sleep(10 * time.Millisecond)
			if signalled(signals) {
				t.Fatal("a signal before it was quiet")
			}
		}
		time.Sleep(10 * time.Millisecond)
		if !signalled(signals) {
			t.Fatal("no signal after 20 ms of quiet")
		}
		time.Sleep(time.Second)
		if signalled(signals) {
			t.Fatal("a second signal for one burst")
		}
	})
}

func TestLongBurstIsNotWaitedOut(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, signals <-chan struct{}) {
		began := time.Now()
		for !signalled(signals) {
			f.evs <- event{name: "/site/content/a.md"}
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

func TestWhatDoesNotMatterGivesNoSignal(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, signals <-chan struct{}) {
		for _, name := range []string{"/site/public/index.html", "/site/README.md", "/site/main.go", "/site/.git/index"} {
			f.evs <- event{name: name}
		}
		time.Sleep(time.Second)
		if signalled(signals) {
			t.Error("a signal for files that no build reads")
		}
		f.evs <- event{name: "/site/kvartal.toml"}
		time.Sleep(time.Second)
		if !signalled(signals) {
			t.Error("no signal for the configuration")
		}
	})
}

func TestLostEventsMeanLookAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, f *fake, signals <-chan struct{}) {
		f.errs <- errors.New("queue overflow")
		time.Sleep(time.Second)
		if !signalled(signals) {
			t.Error("no signal after events were lost")
		}
		if !slices.Contains(f.added, "/site") {
			t.Errorf("the folders were not watched again: %v", f.added)
		}
	})
}

// What editors and programs do to files, on the real file system, with both
// ways to notice it. Each habit has a watcher of its own, so that no signal of
// another one can be taken for its own.
func TestRealFiles(t *testing.T) {
	write := func(text string, name ...string) func(string) error {
		return func(c string) error {
			return os.WriteFile(filepath.Join(append([]string{c}, name...)...), []byte(text), 0o644)
		}
	}
	habits := map[string]func(content string) error{
		"a file is written":             write("longer", "a.md"),
		"a file in a folder is written": write("longer", "x", "y", "b.md"),
		"a file is made":                write("new", "x", "c.md"),
		"a file is removed":             func(c string) error { return os.Remove(filepath.Join(c, "a.md")) },
		"a folder is renamed":           func(c string) error { return os.Rename(filepath.Join(c, "x"), filepath.Join(c, "z")) },
		"a file is replaced by another one": func(c string) error {
			if err := write("another", ".a.md.tmp")(c); err != nil {
				return err
			}
			return os.Rename(filepath.Join(c, ".a.md.tmp"), filepath.Join(c, "a.md"))
		},
		"folders are made with a file in them": func(c string) error {
			if err := os.MkdirAll(filepath.Join(c, "new", "er"), 0o755); err != nil {
				return err
			}
			return write("new", "new", "er", "d.md")(c)
		},
	}
	for name, do := range habits {
		for _, poll := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, poll=%v", name, poll), func(t *testing.T) {
				top := t.TempDir()
				content := filepath.Join(top, "content")
				if err := errors.Join(os.MkdirAll(filepath.Join(content, "x", "y"), 0o755), write("one", "a.md")(content), write("one", "x", "y", "b.md")(content)); err != nil {
					t.Fatal(err)
				}
				signals := start(t, top, poll)
				if err := do(content); err != nil {
					t.Fatal(err)
				}
				wait(t, signals)
			})
		}
	}
}

// start watches a folder until the test ends.
func start(t *testing.T, top string, poll bool) <-chan struct{} {
	t.Helper()
	signals, remark := Start(t.Context(), Trees{Top: top, Deep: []string{"content", "templates"}}, Options{Poll: poll, Every: 5 * time.Millisecond})
	if remark != "" {
		t.Log(remark)
	}
	return signals
}

func wait(t *testing.T, signals <-chan struct{}) {
	t.Helper()
	select {
	case <-signals:
	case <-time.After(10 * time.Second):
		t.Fatal("no signal")
	}
}

// The folder with the content may be missing at the start.
func TestFolderThatAppearsIsWatched(t *testing.T) {
	top := t.TempDir()
	signals := start(t, top, false)
	if err := os.Mkdir(filepath.Join(top, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	wait(t, signals)
	if err := os.WriteFile(filepath.Join(top, "content", "index.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	wait(t, signals)
}
