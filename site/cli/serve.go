package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"kvartal/site"
	"kvartal/site/preview"
)

type serveCmd struct {
	siteFlags
	Port int `short:"p" default:"1313" help:"Port to listen on; the next free one if it is taken."`
}

const maxPort = 65535

// portsTried is how many ports after the wanted one are tried.
const portsTried = 20

// Run builds the site in memory and serves it until it is interrupted.
func (c serveCmd) Run(ctx context.Context, w World) error {
	if c.Port < 0 || c.Port > maxPort {
		return usage(fmt.Sprintf("--port: there is no port %d; they go to %d", c.Port, maxPort))
	}
	began := w.Now()
	o, list, err := c.options(ctx, w)
	if err != nil {
		return err
	}
	snapshot, problems := site.Build(ctx, o, nil)
	list = append(list, problems...).Sorted()
	w.report(list)
	if snapshot == nil || c.fails(list) {
		fmt.Fprintln(w.Stderr, report{Diagnostics: list}.line())
		return reported{}
	}
	w.tellHeld(held(snapshot.Site.Held))
	listener, err := listen(c.Port)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: preview.Handler(snapshot), ReadHeaderTimeout: 10 * time.Second}
	fmt.Fprintf(w.Stdout, "built %s in %.2f s\n", count(len(snapshot.Site.Pages), "page"), w.Now().Sub(began).Seconds())
	address := url.URL{Scheme: "http", Host: fmt.Sprintf("localhost:%d", listener.Addr().(*net.TCPAddr).Port), Path: snapshot.Config.BasePath()}
	fmt.Fprintf(w.Stdout, "open %s in a browser; Ctrl+C ends it\n", address.String())
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
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
