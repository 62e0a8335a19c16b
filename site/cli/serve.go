package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"kvartal/site"
	"kvartal/site/history"
	"kvartal/site/preview"
	"kvartal/site/source"
	"kvartal/site/watch"
	"kvartal/timeline/diag"
)

type serveCmd struct {
	siteFlags
	Port int  `short:"p" default:"1313" help:"Port to listen on; the next free one if it is taken."`
	Poll bool `help:"Look for changes every second, where the system does not tell of them (network drives)."`
}

const maxPort = 65535

// portsTried is how many ports after the wanted one are tried.
const portsTried = 20

// Run builds the site in memory and serves it, built again after every change,
// until it is interrupted.
func (c serveCmd) Run(ctx context.Context, w World) error {
	if c.Port < 0 || c.Port > maxPort {
		return usage(fmt.Sprintf("--port: there is no port %d; they go to %d", c.Port, maxPort))
	}
	began := w.Now()
	o, list, err := c.options(ctx, w)
	if err != nil {
		return err
	}
	// Watched from before the first build, so that no change falls between.
	changes := watch.Start(ctx, watch.Trees{Top: c.Source, Deep: []string{site.Content, "templates", "themes"},
		Files: []string{".git/logs/HEAD"}, Ignore: source.Ignored}, watch.Options{Poll: c.Poll})
	s := &session{serveCmd: c, world: w, options: o}
	if !s.build(ctx, list, began) {
		return reported{}
	}
	first := s.current.Load()
	w.tellHeld(held(first.Site.Held))
	listener, err := listen(c.Port)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: preview.Handler(s.current.Load), ReadHeaderTimeout: 10 * time.Second}
	address := url.URL{Scheme: "http", Host: fmt.Sprintf("localhost:%d", listener.Addr().(*net.TCPAddr).Port), Path: first.Config.BasePath()}
	fmt.Fprintf(w.Stdout, "open %s in a browser; Ctrl+C ends it\n", address.String())
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	go s.follow(ctx, changes)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// session is a preview while it runs.
type session struct {
	serveCmd
	world   World
	options site.Options
	current atomic.Pointer[site.Snapshot] // the last good site; requests begin with it
	told    string                        // the problems as last printed
	failing bool                          // the last build failed
}

// build builds the site and makes it the current one, unless it fails. began
// is when the work on it began, list what was found before.
func (s *session) build(ctx context.Context, list diag.List, began time.Time) bool {
	last := s.current.Load()
	next, problems := site.Build(ctx, s.options, last)
	list = append(list, problems...).Sorted()
	s.tell(list)
	if next == nil || s.Strict && s.fails(list) {
		fmt.Fprintln(s.world.Stderr, report{Diagnostics: list}.line())
		s.failing = true
		return false
	}
	made := 0
	for _, out := range next.Outputs {
		if out.Reason != "" {
			made++
		}
	}
	s.current.Store(next)
	defer func() { s.failing = false }()
	took := s.world.Now().Sub(began).Seconds()
	switch {
	case last == nil:
		fmt.Fprintf(s.world.Stdout, "built %s in %.2f s\n", count(len(next.Site.Pages), "page"), took)
	case s.failing || made > 0 || len(next.Outputs) != len(last.Outputs):
		fmt.Fprintf(s.world.Stdout, "built again in %.2f s: %s made\n", took, count(made, "file"))
	}
	return true
}

// follow builds the site again after every change, until the context ends.
func (s *session) follow(ctx context.Context, changes <-chan watch.Change) {
	last, all := s.current.Load(), watch.Change{Paths: []string{}} // all that has changed since the last good site
	for {
		select {
		case <-ctx.Done():
			return
		case change := <-changes:
			began := s.world.Now()
			if change.Remark != "" {
				fmt.Fprintln(s.world.Stderr, "kvartal:", change.Remark)
			}
			all = all.Merge(change)
			s.options.Changed = all.Paths
			var list diag.List
			s.options.Dates, list = history.Load(ctx, s.Source)
			s.options.DatesLost = len(list) > 0
			s.build(ctx, list, began)
			if now := s.current.Load(); now != last {
				last, all = now, watch.Change{Paths: []string{}}
			}
		}
	}
}

// tell prints problems, unless they are the ones that were printed last.
func (s *session) tell(list diag.List) {
	var b strings.Builder
	_ = diag.Style{}.Write(&b, list)
	if b.String() != s.told {
		s.world.report(list)
	}
	s.told = b.String()
}

// listen opens the first free port on the loopback address.
func listen(port int) (net.Listener, error) {
	var first error
	last := min(port+portsTried-1, maxPort)
	for p := port; p <= last; p++ {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p))
		if err == nil {
			return l, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, fmt.Errorf("no free port from %d to %d: %w", port, last, first)
}
