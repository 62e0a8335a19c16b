package preview

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kvartal/site"
	"kvartal/site/config"
	"kvartal/themes"
)

// files is a small site with every kind of thing that can be asked for.
var files = map[string]string{
	"content/_index.md":        "# Forside\n",
	"content/plan/_index.md":   "# Planen\n",
	"content/100% æble.md":     "Tekst\n",
	"content/bilag/liste.csv":  "a;b\n1;2\n",
	"content/bilag/data.PDF":   "%PDF-1.4\n",
	"content/bilag/ukendt.xyz": "0123456789",
	"content/404.md":           "# Findes ikke her\n",
	"templates/404.html":       `<html lang="da"><title>{{.Title}}</title><a href="{{.Site.Home.URL}}">Forside</a></html>`,
}

// siteOptions are those of a build of the site for a base_url and an url_style.
func siteOptions(t *testing.T, baseURL, style string) site.Options {
	t.Helper()
	project := fstest.MapFS{"kvartal.toml": {Data: []byte("slug = \"keep\"\nurl_style = \"" + style + "\"\n")}}
	for name, text := range files {
		project[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o := site.Options{Project: project, Themes: themes.FS}
	if baseURL != "" {
		var err error
		if o.BaseURL, err = config.ParseBaseURL(baseURL); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// handler serves the site, built for a base_url and an url_style.
func handler(t *testing.T, baseURL, style string) http.Handler {
	t.Helper()
	s, list := site.Build(context.Background(), siteOptions(t, baseURL, style), nil)
	if s == nil {
		t.Fatalf("not built: %+v", list)
	}
	return Handler(func() *site.Snapshot { return s })
}

// ask makes one request; header is "Name: value" lines.
func ask(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost:1313/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		if r.Header.Set(name, value); name == "Host" {
			r.Host = value
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAnswers(t *testing.T) {
	const html, csv = "text/html; charset=utf-8", "text/csv; charset=utf-8"
	tests := []struct {
		base, style, path string
		status            int
		kind, location    string
		text              string // part of the answer
	}{
		{"", "pretty", "/", 200, html, "", "<h1 id=\"forside\">Forside"},
		{"", "pretty", "/plan/", 200, html, "", "Planen"},
		{"", "pretty", "/plan/index.html", 200, html, "", "Planen"},
		{"", "pretty", "/plan", 302, "", "/plan/", ""},
		{"", "pretty", "/plan?q=1", 302, "", "/plan/?q=1", ""},
		{"", "pretty", "/100% æble", 302, "", "/100%25%20%C3%A6ble/", ""},
		{"", "pretty", "/100% æble/", 200, html, "", "Tekst"},
		{"", "pretty", "/theme/style.css", 200, "text/css; charset=utf-8", "", "{"},
		{"", "pretty", "/theme/script.js", 200, "text/javascript; charset=utf-8", "", "("},
		{"", "pretty", "/theme/favicon.svg", 200, "image/svg+xml", "", "<svg"},
		{"", "pretty", "/bilag/liste.csv", 200, csv, "", "1;2"},
		{"", "pretty", "/bilag/data.PDF", 200, "application/pdf", "", "%PDF"},
		{"", "pretty", "/bilag/ukendt.xyz", 200, "application/octet-stream", "", "0123456789"},

		// not there: the site's own page, with its status
		{"", "pretty", "/nope/", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/nope.css", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/plan/index.html/", 404, html, "", "Findes ikke her"},
		// no lists of folders
		{"", "pretty", "/bilag/", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/bilag", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/theme/", 404, html, "", "Findes ikke her"},
		// no way out, and nothing that is no output
		{"", "pretty", "/../kvartal.toml", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/plan/../../content/_index.md", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/../../../../etc/passwd", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/.kvartal/manifest", 404, html, "", "Findes ikke her"},
		{"", "pretty", "//example.org/plan", 404, html, "", "Findes ikke her"},
		{"", "pretty", "/\\example.org", 404, html, "", "Findes ikke her"},

		// where the site is published under a path, it is so here
		{"https://example.org/os2/", "pretty", "/", 302, "", "/os2/", ""},
		{"https://example.org/os2/", "pretty", "/os2", 302, "", "/os2/", ""},
		{"https://example.org/os2/", "pretty", "/os2/", 200, html, "", "Forside"},
		{"https://example.org/os2/", "pretty", "/os2/plan", 302, "", "/os2/plan/", ""},
		{"https://example.org/os2/", "pretty", "/plan/", 404, html, "", `href="/os2/"`},
		{"https://example.org/os2/", "pretty", "/os22/", 404, html, "", "Findes ikke her"},

		// addresses with .html are found without, as on GitHub Pages
		{"", "html", "/100% æble.html", 200, html, "", "Tekst"},
		{"", "html", "/100% æble", 200, html, "", "Tekst"},
	}
	handlers := map[string]http.Handler{}
	for _, tt := range tests {
		key := tt.base + tt.style
		if handlers[key] == nil {
			handlers[key] = handler(t, tt.base, tt.style)
		}
		t.Run(strings.TrimSpace(tt.base+" "+tt.style+" "+tt.path), func(t *testing.T) {
			r := ask(handlers[key], "GET", tt.path)
			if r.StatusCode != tt.status || r.Header.Get("Location") != tt.location {
				t.Fatalf("status %d to %q, want %d to %q", r.StatusCode, r.Header.Get("Location"), tt.status, tt.location)
			}
			if got := body(t, r); !strings.Contains(got, tt.text) {
				t.Errorf("%q is not in the answer:\n%s", tt.text, got)
			}
			if tt.kind == "" {
				return
			}
			want := map[string]string{"Content-Type": tt.kind, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
			for _, name := range slices.Sorted(maps.Keys(want)) {
				if got := r.Header.Get(name); got != want[name] {
					t.Errorf("%s: got %q, want %q", name, got, want[name])
				}
			}
		})
	}
}

func TestMethods(t *testing.T) {
	h := handler(t, "", "pretty")
	for path, status := range map[string]int{"/plan/": 200, "/nope/": 404} {
		if r := ask(h, "HEAD", path); r.StatusCode != status || body(t, r) != "" {
			t.Errorf("HEAD %s: status %d, want %d and no body", path, r.StatusCode, status)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		if r := ask(h, method, "/"); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q; want it refused", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
}

func TestRanges(t *testing.T) {
	h := handler(t, "", "pretty")
	tests := []struct {
		header string
		status int
		text   string
	}{
		{"Range: bytes=2-4", 206, "234"},
		{"Range: bytes=7-", 206, "789"},
		{"Range: bytes=-2", 206, "89"},
		{"Range: bytes=50-", 416, ""},
	}
	for _, tt := range tests {
		r := ask(h, "GET", "/bilag/ukendt.xyz", tt.header)
		if r.StatusCode != tt.status || tt.text != "" && body(t, r) != tt.text {
			t.Errorf("%s: status %d, want %d and %q", tt.header, r.StatusCode, tt.status, tt.text)
		}
	}
}

// A page elsewhere can make its own name lead to this computer.
func TestOtherHostsAreRefused(t *testing.T) {
	h := handler(t, "", "pretty")
	for host, want := range map[string]int{
		"localhost": 200, "localhost:1313": 200, "127.0.0.1:1313": 200, "[::1]:1313": 200, "::1": 200, "site.localhost:1313": 200,
		"example.org": 403, "example.org:1313": 403, "localhost.example.org": 403, "192.168.1.5:1313": 403, "notlocalhost": 403,
		"127.0.0.1.example.org": 403, "": 403, "0.0.0.0": 403,
	} {
		r := ask(h, "GET", "/", "Host: "+host)
		if r.StatusCode != want {
			t.Errorf("Host %q: status %d, want %d", host, r.StatusCode, want)
		}
		if got := body(t, r); want == 403 && strings.Contains(got, "Forside") {
			t.Errorf("Host %q is given the site", host)
		}
	}
}
