package cli

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"kvartal/timeline/diag"
)

const maxPort = 65535

// portsTried is how many ports after the wanted one are tried.
const portsTried = 20

// listen opens the first free port from the wanted one on, at an address or, for
// "", on this computer's own: that has two, and a browser may ask either.
func listen(bind string, port int) ([]net.Listener, error) {
	at := []string{strings.Trim(bind, "[]")}
	if bind == "" {
		at = []string{"127.0.0.1", "::1"}
	}
	var first error
	last := min(port+portsTried-1, maxPort)
	for p := port; p <= last; p++ {
		open, err := listenAll(at, p)
		switch {
		case err == nil:
			return open, nil
		case bind != "" && !taken(err):
			return nil, listenError(bind, err)
		case first == nil:
			first = err
		}
	}
	return nil, fmt.Errorf("no free port from %d to %d: %w", port, last, first)
}

// listenAll opens one port at all addresses. The first must be there; a further
// one only must not be another program's.
func listenAll(at []string, port int) ([]net.Listener, error) {
	var open []net.Listener
	for i, host := range at {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		switch {
		case err == nil:
			open = append(open, l)
			port = portOf(l) // 0 means any
		case i == 0 || taken(err):
			for _, l := range open {
				l.Close()
			}
			return nil, err
		}
	}
	return open, nil
}

// taken tells whether a port is another program's, or kept for the system's own.
func taken(err error) bool {
	var number syscall.Errno
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES) || errors.As(err, &number) && number == windowsInUse
}

// windowsInUse is Windows' own number for a port that is taken.
const windowsInUse = 10048

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// listenError says what is wrong with an address to listen on.
func listenError(bind string, err error) error {
	if _, _, withPort := net.SplitHostPort(bind); withPort == nil {
		return usage(fmt.Sprintf("--bind: %q is an address with a port; give the port with --port", bind))
	}
	var dns *net.DNSError
	if errors.As(err, &dns) || errors.Is(err, syscall.EADDRNOTAVAIL) {
		return usage(fmt.Sprintf("--bind: %q is no address of this computer; 0.0.0.0 is all of them", bind))
	}
	return fmt.Errorf("cannot listen at %q: %s", bind, diag.FileReason(err))
}

// addressOf is where a browser finds the site, below the base path.
func addressOf(bind string, port int, base string) string {
	host := strings.Trim(bind, "[]")
	if ip := net.ParseIP(host); host == "" || ip != nil && (ip.IsUnspecified() || ip.IsLoopback()) {
		host = "localhost"
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, strconv.Itoa(port)), Path: base}
	return u.String()
}
