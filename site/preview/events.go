package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

const (
	heartbeat = 20 * time.Second // a stream says something this often, so that one that nobody reads is found
	patience  = 10 * time.Second // a reader that takes nothing for so long has gone
)

// serveEvents keeps a page up to date (server-sent events): it sends the version
// of the page's address and what the page is to show over itself, now and
// whenever one of them changes. An event "version" is a version as JSON, an event
// "panel" a piece of HTML as a JSON text.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	at := r.URL.Query().Get("at")
	if !strings.HasPrefix(at, "/") {
		http.Error(w, "whose events? at=/ is missing", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method == http.MethodHead {
		return
	}
	defer s.viewers.watches(at)()
	out := stream{w: w, control: http.NewResponseController(w), last: map[string]string{}}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		now := s.current.Load()
		out.tell("version", now.version(at))
		out.tell("panel", now.panel(at))
		if out.flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-now.replaced:
		case <-beat.C:
			out.comment()
		}
	}
}

// stream writes events that say something new.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	last    map[string]string
	pending bool
	err     error
}

// tell writes an event, unless it is what the stream said last of that name.
func (s *stream) tell(name string, v any) {
	data, err := json.Marshal(v) // no line break: JSON has none
	if err != nil || s.last[name] == string(data) {
		return
	}
	s.last[name] = string(data)
	s.write(fmt.Sprintf("event: %s\ndata: %s\n\n", name, data))
}

func (s *stream) comment() { s.write(":\n\n") }

func (s *stream) write(text string) {
	if s.err != nil {
		return
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(patience)) // not every writer has one
	_, s.err = s.w.Write([]byte(text))
	s.pending = true
}

func (s *stream) flush() error {
	if s.err == nil && s.pending {
		s.pending = false
		s.err = s.control.Flush()
	}
	return s.err
}
