package site_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// What the theme does in a reader's hands.

const roadmapOfFull, allOfFull = "/projekter/os2rejse/roadmap/", "/projekter/os2rejse/alt/"

func press(t *testing.T, ctx context.Context, key string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(key)); err != nil {
		t.Fatal(err)
	}
}

// emulate sets what the reader's machine is said to be like. All else is as
// usual.
func emulate(t *testing.T, ctx context.Context, media string, noScript bool, features ...*emulation.MediaFeature) {
	t.Helper()
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: noScript}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: features})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
}

// visible tells whether something is shown that a selector finds.
func visible(t *testing.T, ctx context.Context, selector string) bool {
	t.Helper()
	return eval[bool](t, ctx, `[...document.querySelectorAll("`+selector+`")].some(e => e.checkVisibility({visibilityProperty: true}))`)
}

// Whatever the tab key leads to can be seen, with a mark around it, and does
// not lie under the bar at the top.
func TestFocusIsSeenInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	for _, page := range []string{"/", roadmapOfFull, allOfFull} {
		open(t, ctx, url+page, 1440, 700)
		eval[bool](t, ctx, `(document.documentElement.style.scrollBehavior = 'auto', true)`) // else it is still on its way
		seen := 0
		for range 80 {
			press(t, ctx, "\t")
			bad := eval[string](t, ctx, `(() => {
				const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
				if (e === document.body) return 'end';
				const name = e.outerHTML.slice(0, 120);
				if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) return 'no mark: ' + name;
				if (r.bottom <= 0 || r.top >= innerHeight || r.width < 1) return 'not in view: ' + name;
				const top = document.querySelector('.top');
				if (!top.contains(e) && !e.matches('.skip') && r.bottom <= top.getBoundingClientRect().bottom) return 'under the bar: ' + name;
				return '';
			})()`)
			if bad == "end" {
				break
			}
			seen++
			if bad != "" {
				t.Errorf("%s: %s", page, bad)
			}
		}
		if seen < 15 {
			t.Errorf("%s: the tab key leads to %d things only", page, seen)
		}
	}
}

// On a narrow window the menu opens, is walked through and closed by keyboard.
func TestMenuByKeyboardInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	open(t, ctx, url+roadmapOfFull, 500, 800)
	if visible(t, ctx, "#k-menu") {
		t.Error("the menu lies over the page from the beginning")
	}
	press(t, ctx, "\t") // the skip link
	press(t, ctx, "\t")
	press(t, ctx, "\r")
	if !visible(t, ctx, "#k-menu [aria-current=page]") {
		t.Fatal("the menu's button does not open it with the current page in view")
	}
	press(t, ctx, "\t") // the button that closes it
	press(t, ctx, "\t")
	if !eval[bool](t, ctx, `document.activeElement.matches('#k-menu a')`) {
		t.Error("the tab key does not lead into the menu: " + eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 100)`))
	}
	press(t, ctx, "\x1b")
	if visible(t, ctx, "#k-menu") {
		t.Error("the escape key does not close the menu")
	}
	if !eval[bool](t, ctx, `document.activeElement.matches('.menu-open')`) {
		t.Error("the focus does not come back to the button")
	}
}

// A fold of the tree opens by keyboard, and the folds above the page are open.
func TestMenuTreeInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	open(t, ctx, url+roadmapOfFull, 1440, 900)
	if n := eval[int](t, ctx, `document.querySelectorAll('#k-menu [aria-current]').length`); n != 1 {
		t.Fatalf("%d entries are marked as the current page", n)
	}
	if !visible(t, ctx, "#k-menu [aria-current=page]") {
		t.Error("the current page is hidden in a fold")
	}
	if visible(t, ctx, "#k-menu a[href$='om/tilgaengelighed/']") {
		t.Error("a section that the page is not in is open")
	}
	eval[bool](t, ctx, `(document.querySelector("#k-menu a[href$='/om/'] + details summary").focus(), true)`)
	press(t, ctx, "\r")
	if !visible(t, ctx, "#k-menu a[href$='om/tilgaengelighed/']") {
		t.Error("the enter key does not open a section")
	}
}

// Without JavaScript everything is there but the switch and the copy buttons.
func TestWithoutScriptInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	emulate(t, ctx, "", true)
	open(t, ctx, url+roadmapOfFull, 500, 800)
	for _, gone := range []string{".theme-switch", ".copy"} {
		if visible(t, ctx, gone) {
			t.Errorf("%s is shown and does nothing", gone)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Click(".menu-open")); err != nil {
		t.Fatal(err)
	}
	if !visible(t, ctx, "#k-menu a") {
		t.Error("the menu does not open")
	}
	press(t, ctx, "\x1b")
	if err := chromedp.Do(ctx, chromedp.Click(".roadmap-table summary")); err != nil {
		t.Fatal(err)
	}
	if !visible(t, ctx, ".roadmap-table td") {
		t.Error("the table of a roadmap does not open")
	}
	open(t, ctx, url+allOfFull, 1440, 900)
	if !visible(t, ctx, "#k-menu a") || !visible(t, ctx, ".toc-side a") {
		t.Error("the menu or the table of contents is not shown on a wide window")
	}
}

// The table of contents stands beside the text where there is room, and is a
// fold above it elsewhere; it follows the reading.
func TestTableOfContentsInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	for _, form := range []struct {
		width int64
		side  bool
	}{{320, false}, {768, false}, {1200, true}, {1920, true}} {
		open(t, ctx, url+allOfFull, form.width, 900)
		side, fold := visible(t, ctx, ".toc-side"), visible(t, ctx, ".toc-fold")
		if side != form.side || fold == form.side {
			t.Errorf("%d px: beside the text %v, above it %v", form.width, side, fold)
		}
	}
	eval[bool](t, ctx, `(document.documentElement.style.scrollBehavior = 'auto', document.querySelector('#kode').scrollIntoView(), true)`)
	reading := eval[string](t, ctx, `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() =>
		r([...document.querySelectorAll('.toc-side .reading')].map(a => a.hash).join()))))`)
	if reading != "#kode" {
		t.Errorf("the mark of what is being read is on %q, want #kode", reading)
	}
}

// A roadmap may be wider than the text.
func TestRoadmapIsWideInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	open(t, ctx, url+roadmapOfFull, 1440, 900)
	text := eval[float64](t, ctx, `document.querySelector('.content > p').getBoundingClientRect().width`)
	if chart := eval[float64](t, ctx, `[...document.querySelectorAll('.roadmap svg')].find(e => e.checkVisibility()).getBoundingClientRect().width`); chart < text*1.2 {
		t.Errorf("the roadmap is %.0f px wide, the text %.0f", chart, text)
	}
}

// The copy button is worked by keyboard, says that it copied, and selects the
// code where the browser refuses.
func TestCopyButtonInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	open(t, ctx, url+allOfFull, 1440, 900)
	eval[bool](t, ctx, `(navigator.clipboard.writeText = async (text) => { window.copied = text }, document.querySelector('.copy').focus(), true)`)
	if opacity := eval[string](t, ctx, `getComputedStyle(document.querySelector('.copy')).opacity`); opacity != "1" {
		t.Errorf("the button has the focus and the opacity %s", opacity)
	}
	press(t, ctx, "\r")
	if got := eval[string](t, ctx, `window.copied || ''`); !strings.HasPrefix(got, "[theme]\naccent") {
		t.Errorf("%q is copied", got)
	}
	if told := eval[string](t, ctx, `document.querySelector('[role=status]').textContent`); told != "Kopieret" {
		t.Errorf("a screen reader is told %q", told)
	}
	eval[bool](t, ctx, `(navigator.clipboard.writeText = async () => { throw new Error('refused') }, true)`)
	press(t, ctx, "\r")
	if got := eval[string](t, ctx, `getSelection().toString()`); !strings.HasPrefix(got, "[theme]") {
		t.Errorf("%q is selected when the browser refuses to copy", got)
	}
}

// On paper there is the page and nothing to press, and the roadmap is whole.
func TestPrintInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	emulate(t, ctx, "print", false)
	for _, page := range []string{roadmapOfFull, allOfFull} {
		open(t, ctx, url+page, 718, 1000) // A4 between its margins
		for _, gone := range []string{".menu", ".menu-open", ".theme-switch", ".copy", ".toc-side", ".toc-fold", ".breadcrumbs", ".turn", ".edit", ".anchor"} {
			if visible(t, ctx, gone) {
				t.Errorf("%s: %s is printed", page, gone)
			}
		}
		cut := eval[[]string](t, ctx, `[...document.querySelectorAll('main svg, main pre, main table, main img')].filter(e => e.checkVisibility())
			.filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))`)
		for _, what := range cut {
			t.Errorf("%s: cut at the edge of the paper: %s", page, what)
		}
	}
	if background := eval[string](t, ctx, `getComputedStyle(document.documentElement).backgroundColor`); background != "rgb(255, 255, 255)" {
		t.Errorf("the paper is %s", background)
	}
}

// Where the system's own few colours are forced on the page, lines say what
// colours do elsewhere.
func TestForcedColoursInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	emulate(t, ctx, "", false, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	open(t, ctx, url+allOfFull, 1440, 900)
	for _, marked := range []string{"#k-menu [aria-current]", ".callout", ".badge", ".tool", "pre"} {
		if !eval[bool](t, ctx, `(s => [s.outlineStyle, s.borderTopStyle, s.borderLeftStyle].includes('solid'))(getComputedStyle(document.querySelector("`+marked+`")))`) {
			t.Errorf("%s is marked by colour alone", marked)
		}
	}
}

// A site's own accent, logo and links are what readers see.
func TestOwnLooksInBrowser(t *testing.T) {
	ctx := browser(t)
	url, _ := served(t, everyFeature)
	open(t, ctx, url+roadmapOfFull, 1440, 900)
	if colour := eval[string](t, ctx, `getComputedStyle(document.querySelector('.content a')).color`); colour != "rgb(10, 107, 79)" {
		t.Errorf("links are %s, want the accent #0a6b4f", colour)
	}
	if !eval[bool](t, ctx, `(e => e.complete && e.naturalWidth > 0)(document.querySelector('.top img.logo'))`) {
		t.Error("the logo is not loaded")
	}
	links := eval[[]string](t, ctx, `[...document.querySelectorAll('.edit a, .bottom a')].map(a => a.href.replace(location.origin, ''))`)
	want := []string{"https://github.com/example/side/edit/main/content/projekter/os2rejse/roadmap.md",
		"https://github.com/example/side/commits/main/content/projekter/os2rejse/roadmap.md",
		"mailto:post@example.org", "/om/", "/om/tilgaengelighed/"}
	if !slices.Equal(links, want) {
		t.Errorf("the links at the foot are %q", links)
	}
}
