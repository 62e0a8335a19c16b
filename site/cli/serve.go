package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"kvartal/site"
	"kvartal/site/explain"
	"kvartal/site/history"
	"kvartal/site/preview"
	"kvartal/site/source"
	"kvartal/site/watch"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

type serveCmd struct {
	siteFlags
	NoDrafts bool   `help:"Leave drafts out, as they are when the site is published."`
	Drafts   bool   `short:"D" hidden:""` // what is done anyway; other tools want it said
	Port     int    `short:"p" default:"1313" help:"Port to listen on; the next free one if it is taken."`
	Bind     string `placeholder:"ADDR" help:"Address to listen on, so that other computers can see the site (default: this computer only)."`
	Open     bool   `short:"o" help:"Open the site in a browser."`
	Poll     bool   `help:"Look for changes every second, where the system does not tell of them (network drives)."`
	Verbose  bool   `short:"v" help:"Tell of every file why it was made again."`
}

// closing is how long requests that have begun may take when the preview ends.
const closing = 2 * time.Second

// frugal is how much garbage a preview lets come together, in percent of what it
// needs: it runs all day beside other programs, and is idle nearly always.
const frugal = 50

// large is how many files made at once leave so much garbage that its memory goes
// back to the system at once: nothing else would ask for it while nobody writes.
const large = 1000

// Run builds the site in memory and serves it, built again after every change,
// until it is interrupted.
func (c serveCmd) Run(ctx context.Context, w World) error {
	if c.Port < 0 || c.Port > maxPort {
		return usage(fmt.Sprintf("--port: there is no port %d; they go to %d", c.Port, maxPort))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(frugal)
	}
	o, list, err := c.options(ctx, w)
	if err != nil {
		return err
	}
	o.Drafts = !c.NoDrafts
	listeners, err := listen(c.Bind, c.Port)
	if err != nil {
		return err
	}
	name, _ := os.Hostname() // without one it has no further name
	server := preview.NewServer(preview.Options{Bind: c.Bind, Names: []string{name}})
	p := &previewing{serveCmd: c, world: w, port: portOf(listeners[0])}
	session := &preview.Session{Server: server, Build: site.Build, Options: o, Strict: c.Strict, Now: w.Now, Day: c.day(w), History: c.history(o.Dates, list), Spill: preview.Spill, Tell: p.tell}
	return p.run(ctx, listeners, session)
}

// day tells which day counts as today: as many days after the one of the start
// as the clock has gone on since.
func (c serveCmd) day(w World) func(time.Time) calendar.Instant {
	if c.Today != "" {
		return nil
	}
	began := dayOf(w.Now())
	return func(now time.Time) calendar.Instant { return w.Today + dayOf(now) - began }
}

func dayOf(t time.Time) calendar.Instant {
	y, m, d := t.Date()
	return calendar.Date(y, int(m), d)
}

// history reads the site's history when that may have changed. The first time it
// gives what was read already.
func (c serveCmd) history(dates history.Dates, list diag.List) func(context.Context, []string) (history.Dates, diag.List, bool) {
	info, err := os.Stat(filepath.Join(c.Source, ".git"))
	watched := err == nil && info.IsDir() // elsewhere a commit is not told of
	first := true
	return func(ctx context.Context, paths []string) (history.Dates, diag.List, bool) {
		switch {
		case first:
			first = false
			return dates, list, true
		case watched && !preview.Concerns(paths, ".git"):
			return nil, nil, false
		}
		dates, list := history.Load(ctx, c.Source)
		return dates, list, true
	}
}

// previewing is a preview while it runs, as the terminal tells of it.
type previewing struct {
	serveCmd
	world World
	port  int
	news  news // what was told of problems
	begun bool // the address was told
}

// run serves until the context ends; then all that it began has ended too.
func (p *previewing) run(ctx context.Context, listeners []net.Listener, session *preview.Session) error {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	if p.Bind != "" {
		fmt.Fprintf(p.world.Stderr, "kvartal: --bind: whoever reaches %q can read the site, its drafts too\n", p.Bind)
	}
	// Watched from before the first build, so that no change falls between.
	changes := watch.Start(ctx, watch.Trees{Top: p.Source, Deep: []string{site.Content, "templates", "themes"},
		Files: []string{".git/logs/HEAD"}, Locks: []string{".git/index.lock"}, Ignore: source.Ignored}, watch.Options{Poll: p.Poll})
	running.Go(func() { session.Run(ctx, changes) })

	server := &http.Server{Handler: session.Server, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }} // ends the streams of events
	failed := make(chan error, len(listeners))
	for _, l := range listeners {
		running.Go(func() { failed <- server.Serve(l) })
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		stop()
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	if server.Shutdown(last) != nil {
		_ = server.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// tell prints what a build came to.
func (p *previewing) tell(r preview.Report) {
	w := p.world
	if r.Remark != "" {
		fmt.Fprintln(w.Stderr, "kvartal:", r.Remark)
		return
	}
	w.report(p.news.of(r.Problems, r.Site == nil))
	took := r.Took.Seconds()
	switch changed := r.Site != nil && r.Before != nil && len(r.Site.Outputs) != len(r.Before.Outputs); {
	case r.Site == nil && r.Before == nil:
		fmt.Fprintf(w.Stderr, "not built: %s; the preview shows what is wrong, and the site when it is mended\n", r.Problems.Summary())
	case r.Site == nil:
		fmt.Fprintf(w.Stderr, "not built: %s; the preview shows the site as it was before\n", r.Problems.Summary())
	case r.Before == nil:
		fmt.Fprintf(w.Stdout, "built %s in %.2f s\n", count(len(r.Site.Site.Pages), "page"), took)
		p.drafts(r.Site)
	case r.Mended || changed || made(r.Site) > 0:
		fmt.Fprintf(w.Stdout, "built again in %.2f s: %s made\n", took, count(made(r.Site), "file"))
	}
	if r.Site != nil && r.Before != nil && p.Verbose {
		fmt.Fprint(w.Stdout, explain.Reasons(r.Site))
	}
	if !p.begun {
		p.begin(r.Site)
	}
	if r.Site != nil && made(r.Site) >= large {
		debug.FreeOSMemory()
	}
}

// begin tells where the preview is.
func (p *previewing) begin(s *site.Snapshot) {
	p.begun = true
	base := "/"
	if s != nil {
		base = s.Config.BasePath()
	}
	address := addressOf(p.Bind, p.port, base)
	fmt.Fprintf(p.world.Stdout, "open %s in a browser; Ctrl+C ends it\n", address)
	if p.Open && p.world.Open != nil {
		if err := p.world.Open(address); err != nil {
			fmt.Fprintf(p.world.Stderr, "kvartal: --open: no browser could be opened: %s\n", err)
		}
	}
}

// drafts tells of what the preview shows and the published site does not.
func (p *previewing) drafts(s *site.Snapshot) {
	p.world.tellHeld(held(s.Site.Held))
	n := 0
	for _, page := range s.Site.Pages {
		if page.Draft {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(p.world.Stdout, "%s shown, with a badge; the published site is without (serve --no-drafts shows it so)\n", count(n, "draft"))
	}
}

func made(s *site.Snapshot) int {
	n := 0
	for _, out := range s.Outputs {
		if out.Reason != "" {
			n++
		}
	}
	return n
}
