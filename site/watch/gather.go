package watch

import (
	"maps"
	"slices"
	"time"
)

// gather makes one signal of a burst of events: when it has been quiet for a
// while, or when the burst has lasted too long.
type gather struct {
	options Options
	empty   func(path string) bool // tells whether a file has no bytes
	busy    func() bool            // tells whether a program says that it is in the middle of many changes

	paths   map[string]bool // named in this burst; waiting for it to end
	all     bool            // anything may have changed
	remark  string
	waited  map[string]bool // files that were empty when they were to be told of
	timer   *time.Timer     // when the burst is to be told of; nil without one
	began   time.Time       // of the burst
	pending *Change         // told of as soon as somebody listens
}

// maxNamed is how many paths a signal names. With more, looking everywhere is
// as quick.
const maxNamed = 5000

func (g *gather) happened(paths []string) {
	if g.paths == nil {
		g.paths = map[string]bool{}
	}
	for _, p := range paths {
		g.paths[p] = true
	}
	g.all = g.all || len(g.paths) > maxNamed || g.paths["."]
	g.wait()
}

// everything makes the next signal one that names nothing.
func (g *gather) everything() {
	g.all = true
	g.wait()
}

// wait puts off the signal until it has been quiet, but not for ever.
func (g *gather) wait() {
	now := time.Now()
	if g.timer == nil {
		g.timer, g.began = time.NewTimer(g.options.Quiet), now
		return
	}
	g.timer.Reset(min(g.options.Quiet, g.began.Add(g.options.Longest).Sub(now)))
}

// due returns the channel that tells when a burst is to end, nil without one,
// and the signal that can be given now, nil when there is none.
func (g *gather) due() (<-chan time.Time, *Change) {
	if g.timer == nil {
		return nil, g.pending
	}
	return g.timer.C, g.pending
}

// give ends a burst. A file without bytes waits once more: many programs empty
// a file before they write it. What a program is in the middle of waits for its
// end: half a branch is a site that nobody wrote.
func (g *gather) give() {
	g.stop()
	if g.busy() {
		g.timer = time.NewTimer(g.options.Quiet)
		return
	}
	waits := false
	for p := range g.paths {
		if !g.all && !g.waited[p] && g.empty(p) {
			if g.waited == nil {
				g.waited = map[string]bool{}
			}
			g.waited[p], waits = true, true
		}
	}
	if waits {
		g.timer = time.NewTimer(g.options.Quiet)
		return
	}
	c := Change{Remark: g.remark}
	if !g.all {
		c.Paths = slices.Sorted(maps.Keys(g.paths))
	}
	if g.pending != nil {
		c = g.pending.Merge(c)
	}
	g.pending = &c
	g.paths, g.waited, g.all, g.remark = nil, nil, false, ""
}

// given forgets a signal that was taken.
func (g *gather) given() { g.pending = nil }

func (g *gather) stop() {
	if g.timer != nil {
		g.timer.Stop()
		g.timer = nil
	}
}
