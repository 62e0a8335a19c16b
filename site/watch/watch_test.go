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
// ways to notice it.
func TestRealFiles(t *testing.T) {
	habits := []struct {
		name string
		do   func(content string) error
	}{
		{"a file is written", func(c string) error { return os.WriteFile(filepath.Join(c, "a.md"), []byte("two"), 0o644) }},
		{"a file is replaced by another one", func(c string) error {
			tmp := filepath.Join(c, ".a.md.tmp")
			if err := os.WriteFile(tmp, []byte("three"), 0o644); err != nil {
				return err
			}
			return os.Rename(tmp, filepath.Join(c, "a.md"))
		}},
		{"folders are made with a file in them", func(c string) error {
			if err := os.MkdirAll(filepath.Join(c, "x", "y"), 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(c, "x", "y", "b.md"), []byte("new"), 0o644)
		}},
		{"a file in a new folder is written", func(c string) error { return os.WriteFile(filepath.Join(c, "x", "y", "b.md"), []byte("newer"), 0o644) }},
		{"a folder is renamed", func(c string) error { return os.Rename(filepath.Join(c, "x"), filepath.Join(c, "z")) }},
		{"a file in a renamed folder is written", func(c string) error { return os.WriteFile(filepath.Join(c, "z", "y", "b.md"), []byte("newest"), 0o644) }},
		{"a file is removed", func(c string) error { return os.Remove(filepath.Join(c, "a.md")) }},
	}
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%v", poll), func(t *testing.T) {
			top := t.TempDir()
			content := filepath.Join(top, "content")
			if err := os.MkdirAll(content, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(content, "a.md"), []byte("one"), 0o644); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			signals, remark := Start(ctx, Trees{Top: top, Deep: []string{"content", "templates"}}, Options{Poll: poll, Every: 5 * time.Millisecond})
			if remark != "" {
				t.Log(remark)
			}
			for _, h := range habits {
				if err := h.do(content); err != nil {
					t.Fatal(err)
				}
				select {
				case <-signals:
				case <-time.After(10 * time.Second):
					t.Fatalf("%s: no signal", h.name)
				}
			}
		})
	}
}

// The folder with the content may be missing at the start.
func TestFolderThatAppearsIsWatched(t *testing.T) {
	top := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	signals, _ := Start(ctx, Trees{Top: top, Deep: []string{"content"}}, Options{})
	for _, step := range []func() error{
		func() error { return os.Mkdir(filepath.Join(top, "content"), 0o755) },
		func() error { return os.WriteFile(filepath.Join(top, "content", "index.md"), []byte("x"), 0o644) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-signals:
		case <-time.After(10 * time.Second):
			t.Fatal("no signal")
		}
	}
}
