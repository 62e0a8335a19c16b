package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"

	"kvartal/site"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// show gives a server the site of the tests, with these files in place of its own.
func show(t *testing.T, s *Server, edits map[string]string, problems ...diag.Diag) *site.Snapshot {
	t.Helper()
	o := siteOptions(t, "https://example.org/os2/", "pretty")
	for name, text := range edits {
		o.Project.(fstest.MapFS)[name] = &fstest.MapFile{Data: []byte(text)}
	}
	built, list := site.Build(t.Context(), o, nil)
	if built == nil {
		t.Fatal(list)
	}
	s.Show(State{Site: built, Problems: problems})
	return built
}

// listener is a page's stream of events.
type listener struct {
	w    *httptest.ResponseRecorder
	read int
	end  context.CancelFunc
}

// listen opens a stream, in a bubble.
func listen(t *testing.T, s *Server, at string) *listener {
	ctx, end := context.WithCancel(t.Context())
	l := &listener{w: httptest.NewRecorder(), end: end}
	r := httptest.NewRequestWithContext(ctx, "GET", "http://localhost:1313/.kvartal/events?at="+url.QueryEscape(at), nil)
	go s.ServeHTTP(l.w, r)
	synctest.Wait()
	return l
}

// heard returns the events since it was called last, by name.
func (l *listener) heard(t *testing.T) map[string]string {
	t.Helper()
	synctest.Wait()
	text := l.w.Body.String()[l.read:]
	l.read = l.w.Body.Len()
	events := map[string]string{}
	for block := range strings.SplitSeq(strings.TrimSuffix(text, "\n\n"), "\n\n") {
		name, data, ok := strings.Cut(strings.TrimPrefix(block, "event: "), "\ndata: ")
		if block != "" && block != ":" && !ok {
			t.Fatalf("no event: %q", block)
		}
		if ok {
			events[name] = data
		}
	}
	return events
}

func TestEventsReachThePagesThatChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewServer(Options{})
		show(t, s, nil)
		home, plan := listen(t, s, "/os2/"), listen(t, s, "/os2/plan/")
		first := home.heard(t)
		if first["version"] == "" || first["panel"] != `""` || plan.heard(t)["version"] == "" {
			t.Fatalf("at the beginning a page hears %q", first)
		}
		show(t, s, map[string]string{"content/plan/_index.md": "# Planen\n\nAfsnit.\n\nNyt."})
		if heard := plan.heard(t); heard["version"] == "" {
			t.Errorf("the page that changed hears %q", heard)
		}
		// the front page lists the other one with its summary, which is new; not so the next time
		home.heard(t)
		show(t, s, map[string]string{"content/plan/_index.md": "# Planen\n\nAfsnit.\n\nNyere."})
		if heard := home.heard(t); len(heard) > 0 {
			t.Errorf("a page that did not change hears %q", heard)
		}
		show(t, s, map[string]string{"content/plan/_index.md": "# Planen\n\nAfsnit.\n\nNyere.", "templates/style.css": "p { color: red }"})
		var before, now version
		for text, v := range map[string]*version{first["version"]: &before, home.heard(t)["version"]: &now} {
			if err := json.Unmarshal([]byte(text), v); err != nil {
				t.Fatal(err, text)
			}
		}
		if before.Rest != now.Rest || before.Styles["/os2/theme/style.css"] == now.Styles["/os2/theme/style.css"] || before.Styles["/os2/theme/tokens.css"] != now.Styles["/os2/theme/tokens.css"] {
			t.Errorf("after another style sheet: %+v, before %+v", now, before)
		}
		if heard := plan.heard(t); !strings.Contains(heard["version"], "styles") {
			t.Errorf("the other page hears %q", heard)
		}
		home.end()
		plan.end()
		synctest.Wait() // the bubble tells of goroutines that are left
		if left := s.viewers.addresses(); len(left) > 0 {
			t.Errorf("%q are looked at by nobody", left)
		}
	})
}

// The overlay says all that the terminal says, and nothing in it is markup.
func TestEventsTellProblems(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewServer(Options{})
		good := show(t, s, nil)
		l := listen(t, s, "/os2/plan/")
		l.heard(t)
		hostile := diag.Diag{Severity: diag.Error, Code: "link-broken", Text: "før \x1b<script>alert(1)</script>", Width: 8,
			Place: diag.Place{File: "content/<b>.md", Pos: diag.Pos{Line: 3, Col: 6}, Message: `"<img src=x>" leads nowhere`},
			See:   []diag.Place{{File: "content/a.md", Message: "the <other> one"}}}.Hint("did you mean </details>?")
		s.Show(State{Site: good, Failed: true, Problems: diag.List{hostile, {Severity: diag.Warning, Place: diag.Place{Message: "too"}}}})
		var panel string
		heard := l.heard(t)
		if err := json.Unmarshal([]byte(heard["panel"]), &panel); err != nil || heard["version"] != "" {
			t.Fatal(err, heard)
		}
		for _, want := range []string{"Ikke bygget: 1 fejl, 1 advarsel", "content/&lt;b&gt;.md:3:6", "&lt;U&#43;001B&gt;<mark>&lt;script&gt;</mark>alert", "leads nowhere",
			"the &lt;other&gt; one", "did you mean &lt;/details&gt;?", "[link-broken]", `role="alert"`, " open>"} {
			if !strings.Contains(panel, want) {
				t.Errorf("%q is not in\n%s", want, panel)
			}
		}
		if strings.Contains(panel, "<script") || strings.Contains(panel, "<img") {
			t.Errorf("markup of the site's is in\n%s", panel)
		}
		show(t, s, nil)
		if heard := l.heard(t); heard["panel"] != `""` {
			t.Errorf("mended, a page hears %q", heard)
		}
		l.end()
	})
}

// Before there is a site, every address tells what is wrong with it.
func TestNoSiteYet(t *testing.T) {
	s := NewServer(Options{})
	broken := diag.List{{Severity: diag.Error, Place: diag.Place{Message: "x"}}}
	english, _ := locale.Get("en")
	for name, state := range map[string]State{"Webstedet bygges": {}, "Webstedet kan ikke bygges: 1 fejl": {Failed: true, Problems: broken},
		"Building the site": {Words: english}, "The site cannot be built: 1 error": {Failed: true, Problems: broken, Words: english}} {
		s.Show(state)
		r := ask(s, "GET", "/os2/plan/")
		if text := body(t, r); r.StatusCode != 503 || !strings.Contains(text, name) || !strings.Contains(text, "preview.js") {
			t.Errorf("status %d, want 503 and %q:\n%s", r.StatusCode, name, text)
		}
	}
	if s.LookedAt() != nil {
		t.Error("a page is looked at that is not there")
	}
}

// A request goes on with the site that it began with.
func TestRequestsKeepTheirSnapshot(t *testing.T) {
	s := NewServer(Options{})
	show(t, s, nil)
	now := s.current.Load()
	show(t, s, map[string]string{"content/plan/_index.md": "# Ny plan\n"})
	w := httptest.NewRecorder()
	answer(now.Site, w, httptest.NewRequest("GET", "/os2/plan/", nil), func(page []byte) []byte { return now.dress(page, "/os2/plan/") })
	if text := body(t, w.Result()); !strings.Contains(text, "Planen") || strings.Contains(text, "Ny plan") || !strings.Contains(text, now.version("/os2/plan/").Page) {
		t.Errorf("the answer is of another site:\n%s", text)
	}
}

func TestServerAnswers(t *testing.T) {
	s := NewServer(Options{})
	show(t, s, map[string]string{"content/rå.html": "<p>Rå", "content/kladde.md": "+++\ndraft = true\n+++\n"})
	for _, tt := range []struct {
		target, header string
		status         int
		kind, text     string
	}{
		{"/os2/plan/", "", 200, "text/html; charset=utf-8", `<head><script src="/.kvartal/preview.js" data-at="/os2/plan/"`},
		{"/os2/rå.html", "", 200, "text/html; charset=utf-8", `<script src="/.kvartal/preview.js" data-at="/os2/rå.html"`},
		{"/os2/nope/", "", 404, "text/html; charset=utf-8", `data-at="/os2/nope/"`},
		{"/os2/theme/style.css", "", 200, "text/css; charset=utf-8", ""},
		{"/os2/bilag/ukendt.xyz", "Range: bytes=2-4", 206, "application/octet-stream", "234"},
		{"/.kvartal/preview.js", "", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/.kvartal/preview.css", "", 200, "text/css; charset=utf-8", ".panel"},
		{"/.kvartal/events", "", 400, "", "at=/"},
		{"/.kvartal/manifest", "", 404, "text/html; charset=utf-8", "Findes ikke her"},
		{"/.kvartal/explain?path=/os2/plan/", "", 200, "text/html; charset=utf-8", "<h1>content/plan/_index.md</h1>"},
		{"/.kvartal/explain?path=kladde.md", "", 200, "text/html; charset=utf-8", "not published now: draft"},
		{"/.kvartal/explain?path=content/plan/indx.md", "", 404, "text/html; charset=utf-8", "Nothing of the site has the name"},
		{"/.kvartal/explain?path=<script>", "", 404, "text/html; charset=utf-8", "&lt;script&gt;"},
		{"/.kvartal/explain", "", 200, "text/html; charset=utf-8", "Why is it so?"},
		{"/os2/", "Host: example.org", 403, "", "localhost"},
		{"/.kvartal/events?at=/", "Host: example.org", 403, "", "localhost"},
	} {
		r := ask(s, "GET", tt.target, append([]string{}, tt.header)...)
		if text := body(t, r); r.StatusCode != tt.status || !strings.Contains(text, tt.text) || tt.kind != "" && r.Header.Get("Content-Type") != tt.kind {
			t.Errorf("%s: status %d, type %q, want %d, %q and %q in\n%s", tt.target, r.StatusCode, r.Header.Get("Content-Type"), tt.status, tt.kind, tt.text, text)
		}
	}
	if looked := s.LookedAt(); len(looked) != 3 || looked[0] != "404.html" {
		t.Errorf("%q are looked at, want the three pages, the last in front", looked)
	}
	// What has not changed is not sent again.
	for _, target := range []string{"/os2/plan/", "/os2/theme/style.css"} {
		tag := ask(s, "GET", target).Header.Get("ETag")
		if r := ask(s, "GET", target, "If-None-Match: "+tag); r.StatusCode != 304 || tag == "" {
			t.Errorf("%s with its tag %s: status %d, want 304", target, tag, r.StatusCode)
		}
	}
}

// With --bind, other computers name this one as they know it; a name that
// somebody else has made lead here is none of them.
func TestHostsOfOtherComputers(t *testing.T) {
	for bind, hosts := range map[string]map[string]bool{
		"":            {"localhost": true, "192.168.1.5": false, "min-pc": false},
		"127.0.0.1":   {"127.0.0.1:1313": true, "192.168.1.5": false, "min-pc": false},
		"0.0.0.0":     {"localhost:1313": true, "192.168.1.5:1313": true, "[fe80::1]:1313": true, "min-pc:1313": true, "MIN-PC.local": true, "example.org": false},
		"kontor.lan":  {"kontor.lan:1313": true, "kontor.lan.": true, "192.168.1.5": true, "kontor.lan.example.org": false},
		"192.168.1.5": {"192.168.1.5": true, "example.org": false},
	} {
		h := hostsOf(bind, []string{"min-pc"})
		for host, want := range hosts {
			if h.has(host) != want {
				t.Errorf("bound to %q, Host %q: %v", bind, host, !want)
			}
		}
	}
}

// The script stands in front of all that a mistake in a page could hide it in.
func TestDress(t *testing.T) {
	s := &shown{}
	for page, want := range map[string]string{
		"<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<title>":                         "<!DOCTYPE html>\n<html lang=\"da\">\n<head>#\n<title>",
		"<!doctype html><html data-x='a>b'><body><p>":                                  "<!doctype html><html data-x='a>b'>#<body><p>",
		"<!-- note --><!DOCTYPE html><!-- > --><HTML><HEAD id=\"x\"><!-- never closed": "<!-- note --><!DOCTYPE html><!-- > --><HTML><HEAD id=\"x\">#<!-- never closed",
		"<p>Kun et stykke":                      "#<p>Kun et stykke",
		"":                                      "#",
		"<header>Top</header>":                  "#<header>Top</header>",
		"\uFEFF<!DOCTYPE html><head><textarea>": "\uFEFF<!DOCTYPE html><head>#<textarea>",
	} {
		got := string(s.dress([]byte(page), "/x/"))
		from, to := strings.Index(got, "<script src="), strings.Index(got, "</script>")+len("</script>")
		if from < 0 {
			t.Fatalf("no script in %q", got)
		}
		if got = got[:from] + "#" + got[to:]; got != want {
			t.Errorf("%q becomes %q, want %q", page, got, want)
		}
	}
	if got := string(s.dress(nil, `/"><b>/`)); strings.Contains(got, `"><b>`) {
		t.Errorf("an address closes its attribute: %s", got)
	}
}

func TestReferences(t *testing.T) {
	page := `<link rel="stylesheet" href="a.css?v=1"><link rel="alternate" href="feed.xml"><link rel=icon href=i.svg><img src="x.png" srcset="y.png 2x, z.png 3x">
<script src="s.js"></script><p style="background: url('b.png')"><video poster=p.jpg><source src=v.mp4></video><iframe src="other.html"></iframe><a href="page/">x</a>`
	self, styles, others := references(strings.NewReader(page))
	if got := fmt.Sprint(styles, others); got != "[a.css?v=1] [i.svg x.png  y.png z.png s.js  b.png  p.jpg v.mp4 ]" {
		t.Errorf("it shows %s", got)
	}
	if again, _, _ := references(strings.NewReader(strings.Replace(page, "?v=1", "?v=2", 1))); again != self {
		t.Error("another style sheet makes it another page")
	}
	if again, _, _ := references(strings.NewReader(strings.Replace(page, "x.png", "w.png", 1))); again == self {
		t.Error("another picture makes it no other page")
	}
	if got := fmt.Sprint(urls(`@import "i.css"; @font-face { src: url( "f.woff2" ) format("woff2"), url(g.woff) } a { background: url('h.png') }`)); got != "[f.woff2 g.woff h.png i.css]" {
		t.Errorf("a style sheet refers to %s", got)
	}
}
