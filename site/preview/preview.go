// Package preview takes snapshots and answers requests from the current one, the way the
// site will be served where it is published: under the same base path, with
// the same addresses, its own page for addresses that are not there, and no
// lists of folders.
package preview

import (
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"kvartal/site"
)

// Handler serves the snapshot that is current when a request comes, to this
// computer only: a request that names another host is refused, so that no page
// elsewhere can read the site through a reader's browser (DNS rebinding).
func Handler(current func() *site.Snapshot) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !local(r.Host) {
			http.Error(w, "this preview answers to localhost only", http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		serve(current(), w, r)
	})
}

func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

func serve(s *site.Snapshot, w http.ResponseWriter, r *http.Request) {
	base := s.Config.BasePath()
	if r.URL.Path == "/" && base != "/" || r.URL.Path+"/" == base {
		redirect(w, r, base, http.StatusFound)
		return
	}
	name, inside := strings.CutPrefix(r.URL.Path, base)
	if !inside {
		missing(s, w, r)
		return
	}
	folder := name == "" || strings.HasSuffix(name, "/")
	file := strings.TrimPrefix(path.Clean("/"+name), "/")
	if folder {
		file = path.Join(file, "index.html")
	}
	if s.Has(file) {
		send(s, w, r, file)
		return
	}
	if s.Has(path.Join(file, "index.html")) && !folder {
		redirect(w, r, base+file+"/", http.StatusFound) // for now: browsers remember a permanent one
		return
	}
	if s.Has(file+".html") && !folder { // as GitHub Pages does
		send(s, w, r, file+".html")
		return
	}
	missing(s, w, r)
}

// redirect sends to a path of this host, whatever letters are in it.
func redirect(w http.ResponseWriter, r *http.Request, path string, status int) {
	to := url.URL{Path: path, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), status)
}

func send(s *site.Snapshot, w http.ResponseWriter, r *http.Request, name string) {
	data, problem := s.Open(name)
	if problem != nil {
		http.Error(w, problem.File+": "+problem.Message, http.StatusInternalServerError)
		return
	}
	defer data.Close()
	header(w, name)
	http.ServeContent(w, r, name, time.Time{}, data)
}

func missing(s *site.Snapshot, w http.ResponseWriter, r *http.Request) {
	header(w, "404.html")
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		if data, problem := s.Open("404.html"); problem == nil {
			defer data.Close()
			_, _ = io.Copy(w, data)
		}
	}
}

func header(w http.ResponseWriter, name string) {
	kind := mime.TypeByExtension(path.Ext(name))
	if own, ok := types[strings.ToLower(path.Ext(name))]; ok {
		kind = own
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
}

// types are those whose answer must not depend on the computer's own tables.
var types = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".webp": "image/webp", ".avif": "image/avif", ".pdf": "application/pdf", ".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".mmd": "text/plain; charset=utf-8", ".toml": "text/plain; charset=utf-8", ".xml": "application/xml", ".woff2": "font/woff2",
}
