package timeline_test

import (
	"context"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kvartal/timeline"
)

// browser starts Chromium. Where there is none the test is skipped, except on a
// build server, which must have one.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium found, and CI=true")
		}
		t.Skip("SKIPPED: no Chromium found, so nobody has looked at how texts come out in a browser")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// overlaps looks at all charts of a page: every text inside its picture and
// inside the box it lies on, no line through it, no two texts over each other.
// Half a pixel is the browser's rounding.
const overlaps = `(() => {
	const found = [];
	for (const svg of document.querySelectorAll("svg.kv-chart")) {
		const view = svg.viewBox.baseVal, name = svg.parentNode.id;
		const marks = [...svg.querySelectorAll("text, rect, line")];
		for (const [i, t] of marks.entries()) {
			if (t.tagName != "text") continue;
			const b = t.getBBox(), x = b.x + b.width / 2, y = b.y + b.height / 2;
			for (const m of marks.slice(0, i).reverse()) {
				const g = m.getBBox();
				if (m.tagName == "line" && g.width == 0 && b.x + 0.5 < g.x && g.x < b.x + b.width - 0.5 && g.y < y && y < g.y + g.height)
					found.push(name + ": a line runs through " + t.textContent);
				if (m.tagName != "rect" || x < g.x || g.x + g.width < x || y < g.y || g.y + g.height < y) continue;
				if (b.x + 0.5 < g.x || g.x + g.width + 0.5 < b.x + b.width) found.push(name + ": leaves its box: " + t.textContent);
				break;
			}
		}
		const texts = [...svg.querySelectorAll("text")].map(t => ({words: t.textContent, box: t.getBBox()}));
		for (const [i, a] of texts.entries()) {
			if (a.box.x < -0.5 || a.box.y < -0.5 || a.box.x + a.box.width > view.width + 0.5 || a.box.y + a.box.height > view.height + 0.5)
				found.push(name + ": outside: " + a.words);
			for (const b of texts.slice(i + 1))
				if (a.box.x + 0.5 < b.box.x + b.box.width && b.box.x + 0.5 < a.box.x + a.box.width &&
					a.box.y + 0.5 < b.box.y + b.box.height && b.box.y + 0.5 < a.box.y + a.box.height)
					found.push(name + ": " + a.words + " / " + b.words);
		}
	}
	return found;
})()`

// fontInUse is the width of a word that differs between the fonts.
const fontInUse = `(() => {
	const t = document.querySelector("#probe text");
	return Math.round(t.getComputedTextLength());
})()`

// Readers have other fonts than the one measured with. In the real one and in
// the widest that is common, all texts keep to their places.
func TestTextsKeepTheirPlacesInABrowser(t *testing.T) {
	ctx := browser(t)
	widths := map[int64]string{}
	for _, font := range []string{"Liberation Sans", "DejaVu Sans"} {
		file := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(file, []byte(page(t, font)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
			t.Fatal(err)
		}
		width, err := chromedp.Run(ctx, chromedp.Evaluate[int64](fontInUse))
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := widths[width]; ok {
			t.Errorf("%s and %s come out alike: one of the fonts is not installed", font, other)
		}
		widths[width] = font
		faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](overlaps))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			t.Errorf("%s: %s", font, fault)
		}
	}
}

// page shows all goldens in one font.
func page(t *testing.T, font string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><meta charset=utf-8><style>" + string(timeline.CSS()) + "svg, svg text { font-family: '" + font + "' !important }</style>")
	b.WriteString(`<svg id="probe"><text font-size="100">Wiljam</text></svg>`)
	for _, g := range goldens(t) {
		c, _ := timeline.Compile("", g.in, g.options)
		o := g.options
		o.Form, o.IDPrefix = timeline.Inline, g.name
		picture, err := timeline.Draw(c, o)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(`<div id="` + g.name + `">` + string(picture) + "</div>")
	}
	return b.String()
}

// A standalone picture is shown as an image: no browser's XML reader refuses it.
func TestBrowserShowsStandalonePictures(t *testing.T) {
	ctx := browser(t)
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><meta charset=utf-8>")
	count := 0
	for _, g := range goldens(t) {
		o := g.options
		o.Form = timeline.Standalone
		c, _ := timeline.Compile("", g.in, o)
		picture, err := timeline.Draw(c, o)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(`<img alt="` + g.name + `" src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString(picture) + `">`)
		count++
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	const broken = `Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth > 0 ? "" : i.alt, () => i.alt)))`
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	names, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](broken, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != count {
		t.Errorf("the page has %d pictures, not %d", len(names), count)
	}
	for _, name := range names {
		if name != "" {
			t.Errorf("%s is not shown", name)
		}
	}
}
