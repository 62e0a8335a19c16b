package watch

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// Limits of the system that a user can raise.
var (
	errFolders  = errors.New("too many folders are watched")
	errWatchers = errors.New("too many programs watch")
)

// notify opens the system's own way to tell of changes.
func notify() (backend, error) {
	w, err := fsnotify.NewWatcher()
	if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		return nil, fmt.Errorf("%w: %w", errWatchers, err)
	}
	if err != nil {
		return nil, err
	}
	s := &system{w: w, out: make(chan event), done: make(chan struct{})}
	go s.forward()
	return s, nil
}

// system is fsnotify as a backend.
type system struct {
	w    *fsnotify.Watcher
	out  chan event
	done chan struct{} // closed with the backend, so that forward does not wait for a reader that has gone
}

func (s *system) add(dir string) error {
	err := s.w.Add(dir)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("%w: %w", errFolders, err)
	}
	return err
}

func (s *system) remove(dir string)    { _ = s.w.Remove(dir) } // it may be gone already
func (s *system) events() <-chan event { return s.out }

func (s *system) close() {
	close(s.done)
	_ = s.w.Close()
}

// forward leaves out changes of permissions, which programs that index or back
// up files make all the time.
func (s *system) forward() {
	defer close(s.out)
	for {
		var ev event
		select {
		case <-s.done:
			return
		case e, ok := <-s.w.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod {
				continue
			}
			ev = event{name: e.Name, created: e.Has(fsnotify.Create), gone: e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)}
		case err, ok := <-s.w.Errors:
			if !ok {
				return
			}
			ev.err = err
		}
		select {
		case s.out <- ev:
		case <-s.done:
			return
		}
	}
}
