// Package preview takes snapshots and answers requests from the current one, the
// way the site will be served where it is published: under the same base path,
// with the same addresses, its own page for addresses that are not there, and no
// lists of folders.
//
// Handler does that and no more. A Server adds what an author wants while
// writing: its pages are loaded again when they have changed, problems are shown
// over the last good site, and every page tells why it is as it is. All of that
// stands below /.kvartal/ or is added to a page as it is sent, so a snapshot never
// knows of it. A Session follows the files and gives the server its states.
package preview

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"kvartal/site"
	"kvartal/site/trace"
)

// Handler serves the snapshot that is current when a request comes, to this
// computer only: a request that names another host is refused, so that no page
// elsewhere can read the site through a reader's browser (DNS rebinding).
func Handler(current func() *site.Snapshot) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if allowed(w, r, hosts{}) {
			answer(current(), w, r, nil)
		}
	})
}

// allowed refuses requests that no browser on this site makes.
func allowed(w http.ResponseWriter, r *http.Request, known hosts) bool {
	if !known.has(r.Host) {
		http.Error(w, "this preview answers to "+known.String()+" only", http.StatusForbidden)
		return false
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return false
	}
	return true
}

// found is what an address leads to.
type found struct {
	output string // path of the output to send
	status int
	to     string // where a redirect leads
}

// find tells what the path of an address leads to.
func find(s *site.Snapshot, at string) found {
	missing := found{output: notFound, status: http.StatusNotFound}
	base := s.Config.BasePath()
	if at == "/" && base != "/" || at+"/" == base {
		return found{status: http.StatusFound, to: base}
	}
	name, inside := strings.CutPrefix(at, base)
	if !inside {
		return missing
	}
	folder := name == "" || strings.HasSuffix(name, "/")
	file := strings.TrimPrefix(path.Clean("/"+name), "/")
	if folder {
		file = path.Join(file, "index.html")
	}
	switch {
	case s.Has(file):
		return found{output: file, status: http.StatusOK}
	case folder:
		return missing
	case s.Has(path.Join(file, "index.html")):
		return found{status: http.StatusFound, to: base + file + "/"} // for now: browsers remember a permanent one
	case s.Has(file + ".html"): // as GitHub Pages does
		return found{output: file + ".html", status: http.StatusOK}
	}
	return missing
}

// notFound is the output for addresses that are not there.
const notFound = "404.html"

// answer sends what a request asks for. dress, if not nil, is given every page
// before it is sent.
func answer(s *site.Snapshot, w http.ResponseWriter, r *http.Request, dress func([]byte) []byte) {
	f := find(s, r.URL.Path)
	if f.to != "" {
		to := url.URL{Path: f.to, RawQuery: r.URL.RawQuery} // a path of this host, whatever letters are in it
		http.Redirect(w, r, to.String(), f.status)
		return
	}
	data, problem := s.Open(f.output)
	switch {
	case problem == nil:
		defer data.Close()
	case f.status == http.StatusNotFound:
		data = nil // the site has no such page
	default:
		http.Error(w, problem.File+": "+problem.Message, http.StatusInternalServerError)
		return
	}
	header(w, f.output)
	body, tag := io.ReadSeeker(data), digest(s, f.output)
	if dress != nil && isHTML(f.output) {
		page, err := io.ReadAll(body)
		if err != nil {
			http.Error(w, f.output+": "+err.Error(), http.StatusInternalServerError)
			return
		}
		page = dress(page)
		body, tag = bytes.NewReader(page), trace.Of(page)
	}
	if f.status == http.StatusNotFound {
		w.WriteHeader(f.status)
		if r.Method != http.MethodHead && data != nil {
			_, _ = io.Copy(w, body)
		}
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, uint64(tag)))
	http.ServeContent(w, r, f.output, time.Time{}, body)
}

// digest stands for the bytes of an output; Absent where there is none.
func digest(s *site.Snapshot, name string) trace.Digest {
	if out := s.Outputs[name]; out != nil && out.Digest != trace.Absent {
		return out.Digest
	}
	data, problem := s.Open(name)
	if problem != nil {
		return trace.Absent
	}
	defer data.Close()
	d, err := trace.OfReader(data)
	if err != nil {
		return trace.Absent
	}
	return d
}

func isHTML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".html" || ext == ".htm"
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
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".pdf": "application/pdf", ".ics": "text/calendar; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".mmd": "text/plain; charset=utf-8", ".toml": "text/plain; charset=utf-8",
	".xml": "application/xml", ".woff2": "font/woff2", ".mp4": "video/mp4",
}
