package watch

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/cespare/xxhash/v2"
)

// poller is a backend that lists its folders every so often.
type poller struct {
	out  chan event
	done chan struct{}
	mu   sync.Mutex
	dirs map[string]listing
}

// listing is what a folder looked like, by name.
type listing map[string]entry

// entry is what a file or folder looks like from outside, and inside while that
// can be deceptive.
type entry struct {
	size   int64
	time   time.Time
	folder bool
	rounds int    // listings since it changed
	sum    uint64 // of its bytes, while rounds is small
}

// deceptive is for how many rounds after a change a file is read, too: on some
// drives a file that is changed twice within two seconds has the same time.
const deceptive = 4

func newPoller(every time.Duration) *poller {
	p := &poller{out: make(chan event), done: make(chan struct{}), dirs: map[string]listing{}}
	go p.run(every)
	return p
}

func (p *poller) events() <-chan event { return p.out }
func (p *poller) close()               { close(p.done) }

func (p *poller) add(dir string) error {
	now, err := list(dir, nil)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dirs[dir] = now
	return nil
}

func (p *poller) remove(dir string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.dirs, dir)
}

func (p *poller) run(every time.Duration) {
	defer close(p.out)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return
		case <-tick.C:
		}
		for _, ev := range p.look() {
			select {
			case p.out <- ev:
			case <-p.done:
				return
			}
		}
	}
}

// look lists all folders and returns what is not as it was.
func (p *poller) look() []event {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found []event
	for _, dir := range slices.Sorted(maps.Keys(p.dirs)) {
		before := p.dirs[dir]
		now, err := list(dir, before)
		if err != nil { // gone: whoever watches its parent is told of it there
			now = nil
		}
		for _, name := range slices.Sorted(maps.Keys(now)) {
			e := now[name]
			old, known := before[name]
			switch {
			case !known || old.folder != e.folder:
				found = append(found, event{name: filepath.Join(dir, name), created: true})
			case e.rounds == 0:
				found = append(found, event{name: filepath.Join(dir, name)})
			}
		}
		for _, name := range slices.Sorted(maps.Keys(before)) {
			if _, there := now[name]; !there {
				found = append(found, event{name: filepath.Join(dir, name), gone: true})
			}
		}
		p.dirs[dir] = now
	}
	return found
}

// list lists a folder. A folder in it counts as changed by its own list only.
func list(dir string, before listing) (listing, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	now := make(listing, len(entries))
	for _, d := range entries {
		info, err := d.Info()
		if err != nil {
			continue // gone while we looked
		}
		e := entry{size: info.Size(), time: info.ModTime(), folder: d.IsDir()}
		old, known := before[d.Name()]
		switch {
		case e.folder:
			e = entry{folder: true, rounds: 1}
		case before == nil:
			e.rounds = deceptive
		case known && old.size == e.size && old.time.Equal(e.time):
			e.rounds, e.sum = min(old.rounds+1, deceptive), old.sum
		}
		if !e.folder && e.rounds < deceptive && info.Mode().IsRegular() {
			e.sum = sum(filepath.Join(dir, d.Name()))
			if known && e.rounds > 0 && e.sum != old.sum {
				e.rounds = 0
			}
		}
		now[d.Name()] = e
	}
	return now, nil
}

// sum stands for a file's bytes.
func sum(name string) uint64 {
	f, err := os.Open(name)
	if err != nil {
		return 0
	}
	defer f.Close()
	h := xxhash.New()
	_, _ = io.Copy(h, f)
	return h.Sum64()
}
