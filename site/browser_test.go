package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"kvartal/site"
	"kvartal/site/graph"
	"kvartal/site/plan"
	"kvartal/site/preview"
	"kvartal/themes"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/golden/chromium"
)

// These tests look at the repository's own site, and at one with everything
// that the theme can show, in Chromium. Without a browser
// they are skipped; under CI=true a missing browser, or a missing
// testdata/npm/node_modules, is a failure. ".ci/run" installs both.

// browser starts Chromium and returns a context of it.
func browser(t *testing.T) context.Context {
	t.Helper()
	return chromium.Start(t, 8*time.Minute)
}

// ownContent is the repository's own site; everyFeature has everything that
// the theme can show, drafts among it.
const ownContent, everyFeature = "..", "testdata/sites/full"

// built builds the site in a folder, with its drafts.
func built(t *testing.T, dir string) *site.Snapshot {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	s, list := site.Build(context.Background(), site.Options{Project: root.FS(), Themes: themes.FS, Today: calendar.Date(2026, 11, 23), Drafts: true}, nil)
	if s == nil {
		t.Fatal(list)
	}
	return s
}

// served serves the site in a folder; it returns its address and the paths of
// all pages.
func served(t *testing.T, dir string) (url string, pages []string) {
	t.Helper()
	s := built(t, dir)
	server := httptest.NewServer(preview.Handler(func() *site.Snapshot { return s }))
	t.Cleanup(server.Close)
	for _, o := range s.Plan.Outputs {
		if o.Kind == plan.Page && o.Page.Kind != graph.Redirect { // a redirect leaves at once
			pages = append(pages, "/"+strings.TrimSuffix(o.Path, "index.html"))
		}
	}
	return server.URL, pages
}

// everyPage returns the addresses of all pages of both sites.
func everyPage(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, dir := range []string{ownContent, everyFeature} {
		url, pages := served(t, dir)
		for _, page := range pages {
			all = append(all, url+page)
		}
	}
	return all
}

// eval runs JavaScript in the page and decodes what it gives.
func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func open(t *testing.T, ctx context.Context, url string, width, height int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
}

// sideways is how far the page can be scrolled to the side, in pixels.
const sideways = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

func TestPagesInBrowser(t *testing.T) {
	ctx := browser(t)
	pages := everyPage(t)
	var mu sync.Mutex
	var complaints []string
	err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventExceptionThrown:
			complaints = append(complaints, fmt.Sprint(ev.ExceptionDetails.Text, " ", ev.ExceptionDetails.URL, ":", ev.ExceptionDetails.LineNumber))
		case *log.EventEntryAdded:
			if ev.Entry.Level == log.EntryLevelError && !strings.Contains(ev.Entry.URL, "/404.html") {
				complaints = append(complaints, ev.Entry.Text+" "+ev.Entry.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		for _, width := range []int64{320, 500, 1024, 1440, 1920} {
			open(t, ctx, page, width, 900)
			if over := eval[int](t, ctx, sideways); over > 0 {
				t.Errorf("%s at %d px can be scrolled sideways by %d px", page, width, over)
			}
		}
		for _, form := range []struct {
			name, style string
			width       int64
		}{
			{"letters twice as large", `html { font-size: 200% !important }`, 1024},
			{"the reader's own spacing", `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`, 320}, // WCAG 1.4.12
		} {
			open(t, ctx, page, form.width, 900)
			eval[bool](t, ctx, fmt.Sprintf(`(document.head.append(Object.assign(document.createElement('style'), {textContent: %q})), true)`, form.style))
			if over := eval[int](t, ctx, sideways); over > 0 {
				t.Errorf("%s with %s can be scrolled sideways by %d px", page, form.name, over)
			}
		}
		if n := eval[int](t, ctx, `document.querySelectorAll('h1').length`); n != 1 {
			t.Errorf("%s has %d headings of the first level, want one", page, n)
		}
		dead := eval[[]string](t, ctx, `Promise.all([...new Set([...document.querySelectorAll('a[href],link[href],script[src],img[src]')]
			.map(e => (e.href || e.src).split('#')[0]).filter(u => u.startsWith(location.origin)))]
			.map(u => fetch(u).then(r => r.ok ? '' : u))).then(all => all.filter(u => u))`)
		if len(dead) > 0 {
			t.Errorf("%s leads to what is not there: %v", page, dead)
		}
		if foreign := eval[[]string](t, ctx, `performance.getEntriesByType('resource').map(e => e.name).filter(u => !u.startsWith(location.origin))`); len(foreign) > 0 {
			t.Errorf("%s loads from elsewhere: %v", page, foreign)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for _, c := range complaints {
		t.Error(c)
	}
}

// At every width one form of the roadmap is shown, whole, with letters that can be
// read; every text lies within the picture, and no two texts overlap.
func TestRoadmapInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, ownContent)
	forms := map[string]bool{}
	for _, width := range []int64{320, 360, 500, 700, 760, 768, 915, 920, 1024, 1151, 1152, 1280, 1440, 1920, 2560} {
		open(t, ctx, url+"/os2display/roadmap/", width, 1200)
		shown := eval[[]string](t, ctx, `[...document.querySelectorAll('figure.roadmap svg')].filter(e => e.checkVisibility()).map(e => e.parentNode.className)`)
		if len(shown) != 1 {
			t.Fatalf("at %d px these forms are shown: %q", width, shown)
		}
		forms[shown[0]] = true
		for _, b := range eval[[]string](t, ctx, wrongInRoadmap) {
			t.Errorf("%d px, %s: %s", width, shown[0], b)
		}
	}
	if len(forms) != 3 {
		t.Errorf("these forms are ever shown: %v", forms)
	}
	if rows := eval[int](t, ctx, `document.querySelectorAll('figure.roadmap table tbody tr').length`); rows < 29 {
		t.Errorf("the table behind the roadmap has %d rows, want one for each of its 29 tasks at least", rows)
	}
	emulate(t, ctx, "print", false)
	open(t, ctx, url+"/os2display/roadmap/", 718, 1000) // A4 between its margins
	if !visible(t, ctx, ".roadmap-wide svg") || visible(t, ctx, ".roadmap-medium svg") || visible(t, ctx, ".roadmap-narrow svg") {
		t.Error("on paper there is not the wide form alone")
	}
}

// wrongInRoadmap tells what is wrong with the form of the first roadmap that is
// shown. Letters have 12 px at least, as shown.
const wrongInRoadmap = `(() => {
		const svg = [...document.querySelectorAll('figure.roadmap svg')].find(e => e.checkVisibility()), box = svg.viewBox.baseVal, bad = [];
		const scale = svg.getBoundingClientRect().width / box.width;
		if (svg.querySelectorAll('text').length < 50) bad.push('too few texts to be the roadmap: ' + svg.querySelectorAll('text').length);
		if (svg.parentNode.scrollWidth > svg.parentNode.clientWidth) bad.push('it scrolls sideways');
		svg.querySelectorAll('text').forEach(t => {
			const size = parseFloat(getComputedStyle(t).fontSize) * scale;
			if (size < 11.95) bad.push('letters of ' + size.toFixed(1) + ' px: ' + t.textContent);
		});
		const texts = [...svg.querySelectorAll('text')].map(t => ({t: t.textContent, b: t.getBBox()}));
		texts.forEach((a, i) => {
			if (a.b.x < 0 || a.b.y < 0 || a.b.x + a.b.width > box.width || a.b.y + a.b.height > box.height) bad.push('outside: ' + a.t);
			texts.slice(i + 1).forEach(c => {
				const w = Math.min(a.b.x + a.b.width, c.b.x + c.b.width) - Math.max(a.b.x, c.b.x);
				const h = Math.min(a.b.y + a.b.height, c.b.y + c.b.height) - Math.max(a.b.y, c.b.y);
				if (w > 1 && h > 3) bad.push('overlap: ' + a.t + ' / ' + c.t);
			});
		});
		return bad;
	})()`

func TestLightAndDark(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, ownContent)
	background := func() string {
		return eval[string](t, ctx, `getComputedStyle(document.documentElement).backgroundColor`)
	}
	bar := func() string {
		return eval[string](t, ctx, `getComputedStyle(document.querySelector('figure.roadmap svg text')).fill`)
	}
	open(t, ctx, url+"/os2display/roadmap/", 1440, 900)
	light, lightText := background(), bar()
	dark := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
		return err
	})
	if err := chromedp.Do(ctx, dark); err != nil {
		t.Fatal(err)
	}
	if background() == light || bar() == lightText {
		t.Errorf("the system's dark colours change nothing: page %s, chart %s", background(), bar())
	}
	systemDark := background()
	eval[bool](t, ctx, `(document.querySelector('.theme-switch').click(), true)`)
	if background() == systemDark {
		t.Error("the switch for light and dark changes nothing")
	}
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	if background() == systemDark {
		t.Error("the choice of light is forgotten on the next page")
	}
}

// The first press of the tab key offers to skip to the content.
func TestSkipLink(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, ownContent)
	open(t, ctx, url+"/os2display/roadmap/", 1440, 900)
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\t")); err != nil {
		t.Fatal(err)
	}
	if to := eval[string](t, ctx, `document.activeElement.getAttribute('href')`); to != "#k-main" {
		t.Errorf("the first thing that gets the focus leads to %q", to)
	}
	if top := eval[float64](t, ctx, `document.activeElement.getBoundingClientRect().top`); top < 0 {
		t.Error("the skip link is not visible when it has the focus")
	}
}

func npm(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "npm", "node_modules", name))
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(path)
	chromium.Need(t, err == nil, name+" (npm)")
	return path
}

func TestAccessibility(t *testing.T) {
	ctx := browser(t)
	axe, err := os.ReadFile(filepath.Join(npm(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range everyPage(t) {
		for _, form := range []struct {
			width  int64
			scheme string
		}{{1440, "light"}, {1440, "dark"}, {320, "light"}} {
			open(t, ctx, page, form.width, 900)
			eval[bool](t, ctx, fmt.Sprintf(`(document.documentElement.dataset.theme = %q, true)`, form.scheme))
			eval[bool](t, ctx, string(axe)+"; true")
			result := eval[string](t, ctx, `axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => n.html)}))))`)
			var violations []struct {
				ID, Help string
				Nodes    []string
			}
			if err := json.Unmarshal([]byte(result), &violations); err != nil {
				t.Fatal(err)
			}
			for _, v := range violations {
				t.Errorf("%s (%d px, %s): %s: %s\n%s", page, form.width, form.scheme, v.ID, v.Help, strings.Join(v.Nodes[:min(3, len(v.Nodes))], "\n"))
			}
		}
	}
}

func TestValidHTML(t *testing.T) {
	program := npm(t, "html-validate")
	_, err := exec.LookPath("node")
	chromium.Need(t, err == nil, "Node")
	dir := t.TempDir()
	c, _ := timeline.Compile("", "gantt\ntitle Plan\nsection S\nByg :crit, a, 2026-01-05, 2026-06-01\nSlut :milestone, 2026-06-01, 0d\nclick a href \"https://example.org/\"\n", timeline.Options{})
	alone, err := timeline.Page(c, timeline.Options{})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "roadmap.html"), alone, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	for part, project := range map[string]string{"own": ownContent, "full": everyFeature} {
		for name, out := range built(t, project).Outputs {
			if filepath.Ext(name) != ".html" {
				continue
			}
			file := filepath.Join(dir, part, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, out.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	config, err := filepath.Abs("testdata/npm/html-validate.json")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(program, "bin", "html-validate.mjs"), "--config", config, "--formatter", "text", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, strings.ReplaceAll(string(out), dir, ""))
	}
}
