package preview

import (
	_ "embed"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kvartal/site"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// own is the folder of addresses that the preview keeps for itself. It stands at
// the root of the host, and no output can have its name (package plan).
const own = "/.kvartal/"

// State is what the preview shows at one time.
type State struct {
	Site     *site.Snapshot // the last good site; nil when there is none yet
	Problems diag.List      // of the last build
	Failed   bool           // the last build failed: Site is older than the files
	Built    time.Time      // when Site was complete; zero while it is not
	Words    *locale.Locale // of the preview's own, while there is no Site; nil: Danish
}

// Options say how a server answers.
type Options struct {
	Bind  string   // the address that it listens on; "" for this computer only
	Names []string // what this computer is called, where others may ask
}

// Server shows a state, and tells the pages in open browsers when it changes.
type Server struct {
	hosts   hosts
	current atomic.Pointer[shown]
	viewers viewers
	journal journal
}

// shown is a state while it is shown.
type shown struct {
	State
	replaced chan struct{} // closed when another one is shown
	versions sync.Map      // address -> version
}

// NewServer returns a server that shows an empty state.
func NewServer(o Options) *Server {
	s := &Server{hosts: hostsOf(o.Bind, o.Names)}
	s.current.Store(&shown{replaced: make(chan struct{})})
	return s
}

// Show makes a state the current one. Requests that have begun go on with the one
// before. Only one goroutine may call it.
func (s *Server) Show(state State) {
	s.journal.note(state)
	before := s.current.Swap(&shown{State: state, replaced: make(chan struct{})})
	close(before.replaced)
}

// LookedAt returns the paths of outputs that somebody looks at now, those asked
// for last in front.
func (s *Server) LookedAt() []string {
	now := s.current.Load()
	if now.Site == nil {
		return nil
	}
	var paths []string
	for _, at := range s.viewers.addresses() {
		if f := find(now.Site, at); f.output != "" && !slices.Contains(paths, f.output) {
			paths = append(paths, f.output)
		}
	}
	return paths
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allowed(w, r, s.hosts) {
		return
	}
	now := s.current.Load()
	if name, mine := strings.CutPrefix(r.URL.Path, own); mine && s.serveOwn(now, w, r, name) {
		return
	}
	if now.Site == nil {
		now.servePanel(w, r)
		return
	}
	dress := func(page []byte) []byte {
		s.viewers.asked(r.URL.Path)
		return now.dress(page, r.URL.Path)
	}
	answer(now.Site, w, r, dress)
}

//go:embed preview.js
var script []byte

//go:embed preview.css
var style []byte

// serveOwn answers for the preview's own addresses. It returns false for others.
func (s *Server) serveOwn(now *shown, w http.ResponseWriter, r *http.Request, name string) bool {
	switch name {
	case "preview.js":
		header(w, name)
		_, _ = w.Write(script)
	case "preview.css":
		header(w, name)
		_, _ = w.Write(style)
	case "events":
		s.serveEvents(w, r)
	case "explain":
		s.serveExplain(now, w, r)
	default:
		return false
	}
	return true
}

// viewers knows which pages are looked at: those with a stream of events, and the
// last few that were asked for, by whatever program.
type viewers struct {
	mu      sync.Mutex
	streams map[string]int // address -> open streams
	last    []string       // the latest in front
}

// remembered is how many pages that were asked for last count as looked at.
const remembered = 4

func (v *viewers) asked(at string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last = slices.DeleteFunc(v.last, func(other string) bool { return other == at })
	v.last = slices.Insert(v.last, 0, at)
	v.last = v.last[:min(len(v.last), remembered)]
}

// watches counts a stream of a page, until the returned function is called.
func (v *viewers) watches(at string) (end func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.streams == nil {
		v.streams = map[string]int{}
	}
	v.streams[at]++
	return func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		if v.streams[at]--; v.streams[at] == 0 {
			delete(v.streams, at)
		}
	}
}

func (v *viewers) addresses() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	all := slices.Clone(v.last)
	for at := range v.streams {
		if !slices.Contains(v.last, at) {
			all = append(all, at)
		}
	}
	slices.Sort(all[len(v.last):])
	return all
}
