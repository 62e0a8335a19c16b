package watch

import (
	"errors"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// notify opens the system's own way to tell of changes.
func notify() (backend, error) {
	w, err := fsnotify.NewWatcher()
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

func (s *system) add(dir string) error { return s.w.Add(dir) }
func (s *system) events() <-chan event { return s.out }
func (s *system) errors() <-chan error { return s.w.Errors }

func (s *system) close() error {
	close(s.done)
	return s.w.Close()
}

// forward leaves out changes of permissions, which programs that index or back
// up files make all the time.
func (s *system) forward() {
	defer close(s.out)
	for ev := range s.w.Events {
		if ev.Op == fsnotify.Chmod {
			continue
		}
		select {
		case s.out <- event{name: ev.Name, created: ev.Has(fsnotify.Create)}:
		case <-s.done:
			return
		}
	}
}

// tooMany tells that a limit on watched folders was hit.
func tooMany(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE)
}
