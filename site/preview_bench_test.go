package site_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kvartal/site"
	"kvartal/site/history"
	"kvartal/site/preview"
	"kvartal/site/source"
	"kvartal/site/watch"
	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// What a preview does with a large site on the real file system.

// previewed is a preview of generated pages in a folder of its own.
type previewed struct {
	testing.TB
	dir     string
	address string
	reports chan preview.Report
	full    time.Duration // that the first build took
}

const (
	benchPage = "afsnit-000/side-05"
	benchFile = "content/" + benchPage + ".md"
)

// startPreview writes n pages and begins to serve them.
func startPreview(tb testing.TB, n int) *previewed {
	tb.Helper()
	p := &previewed{TB: tb, dir: tb.TempDir(), reports: make(chan preview.Report, 1000)}
	for name, f := range site.Generated(n) {
		p.write(name, string(f.Data))
	}
	folder, err := source.OpenFolder(p.dir)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	changes := watch.Start(ctx, watch.Trees{Top: p.dir, Deep: []string{site.Content, "templates", "themes"}, Ignore: source.Ignored}, watch.Options{})
	server := preview.NewServer(preview.Options{})
	session := &preview.Session{Server: server, Build: site.Build, Now: time.Now,
		Options: site.Options{Project: folder, Themes: themes.FS, Today: calendar.Date(2026, 11, 23)},
		History: func(context.Context, []string) (history.Dates, diag.List, bool) { return nil, nil, false },
		Spill:   preview.Spill,
		Tell:    func(r preview.Report) { p.reports <- r }}
	web := httptest.NewServer(server)
	p.address = web.URL
	ended := make(chan struct{})
	go func() {
		session.Run(ctx, changes)
		close(ended)
	}()
	tb.Cleanup(func() {
		stop()
		web.Close()
		<-ended
	})
	first := p.report()
	if first.Site == nil {
		tb.Fatal(first.Problems)
	}
	p.full = first.Took
	return p
}

func (p *previewed) write(name, text string) {
	p.Helper()
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		p.Fatal(err)
	}
}

func (p *previewed) report() preview.Report {
	p.Helper()
	select {
	case r := <-p.reports:
		return r
	case <-time.After(2 * time.Minute):
		p.Fatal("no build came to its end")
		panic("unreachable")
	}
}

func (p *previewed) get(at string) string {
	r, err := http.Get(p.address + at)
	if err != nil {
		p.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		p.Fatal(err)
	}
	return string(data)
}

// served waits until the page says something, asking for it again and again.
func (p *previewed) served(says string) {
	p.Helper()
	for end := time.Now().Add(2 * time.Minute); !strings.Contains(p.get("/"+benchPage+"/"), says); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			p.Fatalf("the page never says %q", says)
		}
	}
}

// A file is saved until a reader's browser would show it: with the 20 ms that the
// watcher waits for the end of a burst.
func BenchmarkSaveToServed(b *testing.B) {
	kinds := map[string]func(p *previewed, mark string){
		"body":   func(p *previewed, mark string) { p.write(benchFile, "+++\ntitle = \"Side\"\n+++\nTekst "+mark+".\n") },
		"title":  func(p *previewed, mark string) { p.write(benchFile, "+++\ntitle = \"Side "+mark+"\"\n+++\nTekst.\n") },
		"layout": func(p *previewed, mark string) { p.write("templates/footer-extra.html", "<p>"+mark+"</p>") },
	}
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := startPreview(b, n)
			p.write(benchFile, "+++\ntitle = \"Side\"\n+++\nTekst.\n") // a title that "body" does not change
			p.report()
			for _, kind := range []string{"body", "title", "layout"} {
				b.Run(kind, func(b *testing.B) {
					p.get("/" + benchPage + "/") // somebody looks at the page
					var shown, longest time.Duration
					for i := range b.N {
						mark := fmt.Sprintf("%s-%d-%d", kind, b.N, i)
						began := time.Now()
						kinds[kind](p, mark)
						p.served(mark)
						took := time.Since(began)
						shown, longest = shown+took, max(longest, took)
						for p.report().Site == nil { // all of it is made
						}
					}
					mean := shown / time.Duration(b.N)
					b.ReportMetric(float64(mean.Microseconds())/1000, "ms/save")
					b.ReportMetric(float64(longest.Microseconds())/1000, "ms/longest")
					b.ReportMetric(float64(p.full)/float64(mean), "times-faster-than-full")
				})
			}
			heap := memory()
			b.Logf("%d pages: the first build took %.0f ms; %d MB on the heap, %d MB from the system", n, p.full.Seconds()*1000, heap.HeapAlloc>>20, (heap.Sys-heap.HeapReleased)>>20)
		})
	}
}

func memory() runtime.MemStats {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m
}

var soakEdits = flag.Int("soak", 0, "edits of the soak test; it is skipped without any")

// TestSoak makes very many edits of very many kinds. Memory and goroutines do
// not grow.
func TestSoak(t *testing.T) {
	if *soakEdits == 0 {
		t.Skip("SKIPPED: takes minutes; -soak 10000 runs it")
	}
	p := startPreview(t, 300)
	round := func(i int) {
		mark := fmt.Sprintf("omgang %d", i)
		p.write(benchFile, fmt.Sprintf("+++\ntitle = \"Side %d\"\n+++\n## %s\n\n%s\n", i%7, mark, mark))
		switch {
		case i%10 == 3:
			p.write("templates/footer-extra.html", fmt.Sprintf("<p>%d</p>", i))
		case i%10 == 5:
			p.write(fmt.Sprintf("content/ny-%d/side.md", i%50), "# Ny\n")
		case i%10 == 7:
			_ = os.RemoveAll(filepath.Join(p.dir, "content", fmt.Sprintf("ny-%d", (i+20)%50)))
		case i%50 == 9:
			p.write("content/fejl.md", "+++\ntitle = \n+++\n")
			for p.report().Site != nil {
			}
			_ = os.Remove(filepath.Join(p.dir, "content", "fejl.md"))
		}
		p.served(mark)
		for len(p.reports) > 0 {
			<-p.reports
		}
	}
	warm := *soakEdits / 10
	for i := range warm {
		round(i)
	}
	before, goroutines := memory(), runtime.NumGoroutine()
	for i := range *soakEdits - warm {
		round(warm + i)
	}
	after := memory()
	t.Logf("%d edits: heap %.1f MB, then %.1f MB; %d goroutines, then %d", *soakEdits, float64(before.HeapAlloc)/(1<<20), float64(after.HeapAlloc)/(1<<20), goroutines, runtime.NumGoroutine())
	if after.HeapAlloc > before.HeapAlloc*5/4+4<<20 {
		t.Error("memory grows")
	}
	if n := runtime.NumGoroutine(); n > goroutines+5 { // connections come and go
		t.Errorf("%d goroutines, %d before", n, goroutines)
	}
}
