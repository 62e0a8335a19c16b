package timeline_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"kvartal/timeline"
	"kvartal/timeline/golden/chromium"
)

// browser starts Chromium.
func browser(t *testing.T) context.Context {
	t.Helper()
	return chromium.Start(t, 5*time.Minute)
}

// overlaps looks at all charts of a page: every text inside its picture and
// inside the box or shape it lies on, no line through it, no two texts over each
// other. Half a pixel is the browser's rounding. How high letters are is told from
// their size: the boxes of browsers have the room that a face asks for between
// lines.
const overlaps = `(() => {
	const found = [];
	const box = e => {
		const b = e.getBBox();
		if (e.tagName != "text") return {x1: b.x, y1: b.y, x2: b.x + b.width, y2: b.y + b.height};
		const size = parseFloat(getComputedStyle(e).fontSize), y = parseFloat(e.getAttribute("y"));
		return {x1: b.x, y1: y - 0.93 * size, x2: b.x + b.width, y2: y + 0.24 * size};
	};
	// The straight parts of a line, and the boxes of what is filled, in painting order.
	const parts = e => {
		const path = e.tagName == "path" && e.getAttribute("fill") == "none";
		if (!path) return [{tag: e.tagName == "path" ? "rect" : e.tagName, ...box(e), e}];
		const at = e.getAttribute("d").match(/-?[\d.]+ -?[\d.]+/g).map(p => p.split(" ").map(Number));
		return at.slice(1).map((b, i) => ({tag: "line", x1: Math.min(at[i][0], b[0]), y1: Math.min(at[i][1], b[1]),
			x2: Math.max(at[i][0], b[0]), y2: Math.max(at[i][1], b[1]), e}));
	};
	for (const svg of document.querySelectorAll("svg.kv-chart")) {
		const view = svg.viewBox.baseVal, name = svg.parentNode.id;
		const marks = [...svg.querySelectorAll("text, rect, line, path")].flatMap(parts);
		const say = (what, t) => found.push(name + ": " + what + ": " + t.e.textContent);
		const texts = marks.filter(m => m.tag == "text");
		for (const [i, t] of marks.entries()) {
			if (t.tag != "text") continue;
			const x = (t.x1 + t.x2) / 2, y = (t.y1 + t.y2) / 2;
			if (t.x1 < -0.5 || t.y1 < -0.5 || t.x2 > view.width + 0.5 || t.y2 > view.height + 0.5) say("outside", t);
			for (let j = i - 1; j >= 0; j--) {
				const m = marks[j];
				if (m.tag == "line" && m.x1 < t.x2 - 0.5 && m.x2 > t.x1 + 0.5 && m.y1 < t.y2 - 0.5 && m.y2 > t.y1 + 0.5) say("a line runs through it", t);
				if (m.tag != "rect" || x < m.x1 || m.x2 < x || y < m.y1 || m.y2 < y) continue;
				if (t.x1 + 0.5 < m.x1 || m.x2 + 0.5 < t.x2) say("leaves its box (" + [t.x1, m.x1, t.x2, m.x2].map(n => n.toFixed(1)) + ")", t);
				break;
			}
		}
		texts.sort((a, b) => a.y1 - b.y1);
		for (const [i, a] of texts.entries())
			for (let j = i + 1; j < texts.length && texts[j].y1 + 0.5 < a.y2; j++)
				if (a.x1 + 0.5 < texts[j].x2 && texts[j].x1 + 0.5 < a.x2) say("overlaps " + texts[j].e.textContent, a);
	}
	return found;
})()`

// useFont forces a face upon all texts and gives the width of a word that differs
// between the faces.
const useFont = `(() => {
	document.documentElement.style.setProperty("--face", %q);
	return document.querySelector("#probe text").getComputedTextLength();
})()`

// faces are what readers have in the place of Arial.
var faces = []string{"Liberation Sans", "DejaVu Sans", "Noto Sans", "Roboto"}

// Readers have other faces than the one measured with. In all that are common,
// texts keep to their places: those of the goldens, and those of roadmaps that
// people have written, wide and narrow.
func TestTextsKeepTheirPlacesInABrowser(t *testing.T) {
	ctx := browser(t)
	for what, charts := range map[string][]drawn{"goldens": drawnGoldens(t), "corpus": drawnCorpus(t)} {
		t.Run(what, func(t *testing.T) {
			if len(charts) == 0 {
				t.Skip("SKIPPED: the corpus of real roadmaps is not here; the goldens stand in for it")
			}
			openPage(t, ctx, charts)
			widths := map[float64]string{}
			for _, face := range faces {
				width, err := chromedp.Run(ctx, chromedp.Evaluate[float64](fmt.Sprintf(useFont, face)))
				if err != nil {
					t.Fatal(err)
				}
				if other, ok := widths[width]; ok {
					lacks(t, fmt.Sprintf("%s and %s come out alike: one of the faces is not installed", face, other))
				}
				widths[width] = face
				faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](overlaps))
				if err != nil {
					t.Fatal(err)
				}
				for i, fault := range faults {
					if i == 20 {
						t.Errorf("%s: and %d more", face, len(faults)-i)
						break
					}
					t.Errorf("%s: %s", face, fault)
				}
			}
		})
	}
}

// lacks skips a test, except on a build server, which must have what it needs.
func lacks(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what + ", and CI=true")
	}
	t.Skip("SKIPPED: " + what)
}

// drawn is an inline picture.
type drawn struct {
	name    string
	picture []byte
}

func drawnGoldens(t *testing.T) []drawn {
	t.Helper()
	var all []drawn
	for _, g := range goldens(t) {
		all = append(all, drawInline(t, g.name, g.in, g.options))
	}
	return all
}

// drawnCorpus draws real roadmaps by two profiles; none where they are not here.
func drawnCorpus(t *testing.T) []drawn {
	t.Helper()
	files, err := filepath.Glob("../../shared/corpus/gantt/*.mmd")
	if err != nil {
		t.Fatal(err)
	}
	var all []drawn
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".mmd")
		for _, profile := range []timeline.Profile{timeline.Web, timeline.Narrow} {
			all = append(all, drawInline(t, name+"-"+profile.String(), string(text), timeline.Options{Profile: profile, Dependencies: profile == timeline.Web}))
		}
	}
	return all
}

func drawInline(t *testing.T, name, text string, o timeline.Options) drawn {
	t.Helper()
	c, _ := timeline.Compile("", text, o)
	o.Form, o.IDPrefix = timeline.Inline, name
	picture, err := timeline.Draw(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return drawn{name, picture}
}

// openPage opens a page with pictures.
func openPage(t *testing.T, ctx context.Context, charts []drawn) {
	t.Helper()
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><meta charset=utf-8><style>" + string(timeline.CSS()) + "svg, svg text { font-family: var(--face) !important }</style>")
	b.WriteString(`<svg id="probe"><text font-size="100">Wiljam</text></svg>`)
	for _, c := range charts {
		b.WriteString(`<div id="` + c.name + `">` + string(c.picture) + "</div>")
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
}

// purified runs DOMPurify, with what it allows by itself, over pictures, and
// compares each with its original, pixel by pixel. It gives what is wrong.
const purified = `(async sources => {
	const pixels = async svg => {
		const image = new Image();
		image.src = "data:image/svg+xml," + encodeURIComponent(svg);
		await image.decode();
		const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
		const on = canvas.getContext("2d");
		on.drawImage(image, 0, 0);
		return on.getImageData(0, 0, canvas.width, canvas.height).data;
	};
	const found = [];
	for (const [name, source] of Object.entries(sources)) {
		const clean = DOMPurify.sanitize(source, {RETURN_DOM_FRAGMENT: true});
		for (const r of DOMPurify.removed) found.push(name + ": removed " + (r.element ? r.element.nodeName : r.attribute.name + " of " + r.from.nodeName));
		const a = await pixels(source), b = await pixels(new XMLSerializer().serializeToString(clean));
		let differ = a.length != b.length;
		for (let i = 0; !differ && i < a.length; i++) differ = a[i] != b[i];
		if (differ) found.push(name + ": looks different");
		if (!a.some(v => v != a[0])) found.push(name + ": shows nothing");
	}
	return found;
})(%s)`

// What wikis, mail programs and forges do to a picture before they show it
// changes nothing.
func TestStandalonePicturesSurviveDOMPurify(t *testing.T) {
	ctx := browser(t)
	script, err := os.ReadFile("../site/testdata/npm/node_modules/dompurify/dist/purify.min.js")
	if err != nil {
		lacks(t, "DOMPurify (npm) is not installed; .ci/run installs it")
	}
	sources := map[string]string{}
	for _, g := range goldens(t) {
		for _, theme := range []timeline.Theme{timeline.Light, timeline.Dark} {
			o := g.options
			o.Form, o.Theme, o.IDPrefix = timeline.Standalone, theme, "kv"
			c, _ := timeline.Compile("", g.in, o)
			picture, err := timeline.Draw(c, o)
			if err != nil {
				t.Fatal(err)
			}
			sources[fmt.Sprintf("%s (theme %d)", g.name, theme)] = string(picture)
		}
	}
	list, err := json.Marshal(sources)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](string(script)+"\nDOMPurify.isSupported")); err != nil {
		t.Fatal(err)
	}
	faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(purified, list), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
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
