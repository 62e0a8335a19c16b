package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kvartal/timeline/golden/chromium"
)

// These tests look at the running program in Chromium. Without a browser they
// are skipped; under CI=true that is a failure. ".ci/run" installs one.

// window starts a browser and returns a context of its first tab.
func window(t *testing.T) context.Context {
	t.Helper()
	return chromium.Start(t, 2*time.Minute, chromedp.WindowSize(1000, 700))
}

// tab is an open page.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// open opens an address in a tab of its own.
func open(t *testing.T, browser context.Context, address string) tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	b := tab{t, ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	return b
}

// value returns the value of a JavaScript expression.
func value[T any](b tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for a JavaScript expression to be true, whatever is loaded again
// meanwhile.
func (b tab) until(expression string) {
	b.t.Helper()
	often := time.NewTicker(10 * time.Millisecond)
	defer often.Stop()
	limit, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	for {
		if ok, err := chromedp.Run(limit, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && ok { // between two pages there is nothing to ask
			return
		}
		select {
		case <-often.C:
		case <-limit.Done():
			text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("scrollY + ' ' + document.body.innerText.slice(0, 300)"))
			b.t.Fatalf("it never came to be that %s; the page is\n%s", expression, text)
		}
	}
}

// says waits until a page's text has some words in it.
func (b tab) says(words string) {
	b.t.Helper()
	b.until(fmt.Sprintf("document.body.innerText.includes(%q)", words))
}

// born tells when the page that the tab shows was loaded.
func (b tab) born() float64 { b.t.Helper(); return value[float64](b, "performance.timeOrigin") }

const overlay = "document.querySelector('#kvartal-preview')?.shadowRoot?.querySelector('details')"

// see takes a picture into the folder of the variable SEEN, for people.
func (b tab) see(name string) {
	dir := os.Getenv("SEEN")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func (s *serving) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// drain reads what the program says, so that it never waits for a reader.
func (s *serving) drain() {
	go func() {
		for s.lines.Scan() {
		}
	}()
}

const longText = "\n\nEt afsnit.\n\nEt til.\n"

func TestPreviewInABrowser(t *testing.T) {
	chrome := window(t)
	s := serve(t, "--port", "0")
	s.drain()
	s.write(t, "content/plan.md", "# Planen\n\nIndledning.\n\nFørste udgave"+strings.Repeat(longText, 200))
	s.write(t, "templates/extra.css", "body { color: black }")
	s.write(t, "templates/head-extra.html", `<link rel="stylesheet" href="{{.Asset "extra.css"}}">`)
	home, plan := open(t, chrome, s.address), open(t, chrome, s.address+"plan/")
	home.until("getComputedStyle(document.body).color === 'rgb(0, 0, 0)'")
	plan.says("Første udgave")
	plan.until("getComputedStyle(document.body).color === 'rgb(0, 0, 0)'")

	for _, step := range []struct { // one after another
		name string
		test func(t *testing.T, s *serving, home, plan tab)
	}{
		{"an edited page is loaded again, where it was", testReload},
		{"a style sheet is swapped in place", testSwap},
		{"a mistake stands over the last good page, and goes when it is mended", testOverlay},
		{"a page that nobody sees asks for nothing, and catches up", testHidden},
		{"a page that is gone, and comes back", testGone},
	} {
		t.Run(step.name, func(t *testing.T) { step.test(t, s, tab{t, home.ctx}, tab{t, plan.ctx}) })
	}
	s.end(t)
	plan.until("document.querySelector('#kvartal-preview').shadowRoot.querySelector('.offline')")
	plan.see("offline")
}

func testReload(t *testing.T, s *serving, home, plan tab) {
	before, other := plan.born(), home.born()
	value[chromedp.Void](plan, "scrollTo({top: 1500, behavior: 'instant'})")
	s.write(t, "content/plan.md", "# Planen\n\nIndledning.\n\nAnden udgave"+strings.Repeat(longText, 200))
	plan.says("Anden udgave")
	plan.until("scrollY === 1500")
	if plan.born() == before {
		t.Error("the page was not loaded again, and changed all the same")
	}
	// A style sheet after it: what was said before it has been heard then.
	s.write(t, "templates/extra.css", "body { color: rgb(1, 2, 3) }")
	home.until("getComputedStyle(document.body).color === 'rgb(1, 2, 3)'")
	if home.born() != other {
		t.Error("a page was loaded again that did not change")
	}
}

func testSwap(t *testing.T, s *serving, _, plan tab) {
	before := plan.born()
	plan.until("getComputedStyle(document.body).color === 'rgb(1, 2, 3)'")
	s.write(t, "templates/extra.css", "body { color: rgb(4, 5, 6) }")
	plan.until("getComputedStyle(document.body).color === 'rgb(4, 5, 6)'")
	if plan.born() != before {
		t.Error("the page was loaded again for a style sheet")
	}
	plan.until("document.querySelectorAll('link[href*=\"extra.css\"]').length === 1")
}

func testOverlay(t *testing.T, s *serving, home, plan tab) {
	before := plan.born()
	s.write(t, "content/plan.md", "# Planen\n\n[<b>fejl</b>](forsde.md)\n\n[en til](plam.md)\n")
	for _, b := range []tab{plan, home} {
		b.until(overlay + "?.open")
		b.until(overlay + ".innerText.includes('leads nowhere')")
	}
	plan.see("overlay")
	fresh := open(t, plan.ctx, value[string](plan, "location.href")) // a page that is opened now tells it too
	fresh.until(overlay + "?.open")
	fresh.says("Anden udgave")
	text := value[string](plan, overlay+".innerText")
	for _, want := range []string{"Ikke bygget: 2 fejl", "content/plan.md:3:1", "[<b>fejl</b>](forsde.md)", `did you mean "plan.md"?`, "link-broken", "content/plan.md:5:1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not stand in\n%s", want, text)
		}
	}
	if value[string](plan, "getComputedStyle("+overlay+").position") != "fixed" {
		t.Error("it has not its looks")
	}
	plan.says("Anden udgave")
	value[chromedp.Void](plan, "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
	plan.until("!" + overlay + ".open")
	plan.see("overlay-hidden")
	s.write(t, "content/plan.md", "# Planen\n\nIndledning.\n\nAnden udgave"+strings.Repeat(longText, 200))
	plan.until("!" + overlay)
	home.until("!" + overlay)
	if plan.born() != before {
		t.Error("the page was loaded again, though it is what it was")
	}
}

func testHidden(t *testing.T, s *serving, home, plan tab) {
	seen := func(state string) {
		value[chromedp.Void](plan, fmt.Sprintf("Object.defineProperty(document, 'visibilityState', {value: %q, configurable: true}); document.dispatchEvent(new Event('visibilitychange'))", state))
	}
	seen("hidden")
	before := plan.born()
	s.write(t, "content/plan.md", "# Planen\n\nTredje udgave\n")
	s.write(t, "content/index.md", "# Ny forside\n")
	home.says("Ny forside")
	if plan.born() != before {
		t.Error("a hidden page was loaded again")
	}
	seen("visible")
	plan.says("Tredje udgave")
}

func testGone(t *testing.T, s *serving, _, plan tab) {
	if err := os.Remove(filepath.Join(s.dir, "content", "plan.md")); err != nil {
		t.Fatal(err)
	}
	plan.says("Siden findes ikke")
	s.write(t, "content/plan.md", "+++\ndraft = true\n+++\n# Planen\n\nFjerde udgave\n")
	plan.says("Fjerde udgave")
	plan.until(overlay + ".innerText.includes('Kladde, udgives ikke')")
	plan.see("draft")
}

// A site that cannot be built is served all the same: with what is wrong, until
// it is mended.
func TestPreviewOfABrokenSite(t *testing.T) {
	chrome := window(t)
	s := serveFiles(t, map[string]string{"kvartal.toml": "titel = \"x\"\nbase_url = \"https://example.org/os2/\"\n", "content/index.md": "# Hej\n\n[x](y.md)\n"}, "--port", "0")
	s.drain()
	b := open(t, chrome, s.address)
	b.says("Webstedet kan ikke bygges: 1 fejl")
	b.says(`did you mean "title"?`)
	b.see("broken")
	s.write(t, "kvartal.toml", "base_url = \"https://example.org/os2/\"\n")
	b.says("y.md") // another mistake
	s.write(t, "content/index.md", "# Hej\n\nRettet\n")
	b.says("Rettet")
	if at := value[string](b, "location.pathname"); at != "/os2/" {
		t.Errorf("it is at %s", at)
	}
	s.end(t)
}
