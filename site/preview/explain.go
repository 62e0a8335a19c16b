package preview

import (
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"kvartal/site"
	"kvartal/site/explain"
	"kvartal/site/plan"
)

// journal remembers when and why each output was made last.
type journal struct {
	mu   sync.Mutex
	last *site.Snapshot
	made map[string]making
}

type making struct {
	at  time.Time
	why string
}

// note takes up a complete site that was not shown before.
func (j *journal) note(s State) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if s.Site == nil || s.Site == j.last || s.Built.IsZero() {
		return
	}
	j.last = s.Site
	if j.made == nil {
		j.made = make(map[string]making, len(s.Site.Outputs))
	}
	for name, out := range s.Site.Outputs {
		if out.Reason != "" {
			j.made[name] = making{s.Built, out.Reason}
		}
	}
	for name := range j.made {
		if !s.Site.Has(name) {
			delete(j.made, name)
		}
	}
}

// words says when and why an output was made last, "" where nobody knows.
func (j *journal) words(name string) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	m, ok := j.made[name]
	if !ok {
		return ""
	}
	return m.at.Format("15:04:05") + ": " + explain.Reason(m.why)
}

// explainView is what the page that explains shows.
type explainView struct {
	Word        string
	Explanation *explain.Explanation
	Near        string   // the nearest name, where there is no explanation
	Last        string   // when and why it was made last
	Known       []string // names to choose from
}

// known is how many names are offered.
const known = 2000

// serveExplain answers why something of the site is as it is.
func (s *Server) serveExplain(now *shown, w http.ResponseWriter, r *http.Request) {
	if now.Site == nil {
		now.servePanel(w, r)
		return
	}
	v := explainView{Word: strings.TrimSpace(r.URL.Query().Get("path"))}
	status, at := http.StatusOK, r.URL.Path
	if v.Word != "" {
		v.Explanation, v.Near = explain.Of(now.Site, v.Word)
	}
	switch {
	case v.Explanation != nil:
		v.Last = s.journal.words(v.Explanation.Output)
		if v.Explanation.Address != "" {
			at = v.Explanation.Address // it is loaded again when that changes
		}
	case v.Word != "":
		status = http.StatusNotFound
	}
	for _, out := range now.Site.Plan.Outputs[:min(known, len(now.Site.Plan.Outputs))] {
		if out.Kind == plan.Page || out.Kind == plan.File {
			v.Known = append(v.Known, path.Join(site.Content, out.Source))
		}
	}
	header(w, "explain.html")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(now.dress([]byte(write("explain", v)), at))
	}
}
