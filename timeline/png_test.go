package timeline_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"kvartal/timeline"
	"kvartal/timeline/fallback"
	"kvartal/timeline/font"
	pngs "kvartal/timeline/png"
	"kvartal/timeline/scene"
	"kvartal/timeline/svg"
)

// scenes lays out all goldens, by name.
func scenes(t testing.TB) map[string]*scene.Scene {
	t.Helper()
	all := map[string]*scene.Scene{}
	for _, g := range goldens(t) {
		c, _ := timeline.Compile("", g.in, g.options)
		all[g.name] = timeline.Scene(c, g.options)
	}
	if all["seed"] == nil {
		t.Fatal("the golden of the seed is missing")
	}
	return all
}

// The PNG is the picture that a browser makes of the SVG.
func TestPNGIsWhatTheBrowserShows(t *testing.T) {
	ctx := browser(t)
	all := scenes(t)
	all["shapes"] = shapes()
	for name, s := range all {
		if missing := fallback.Missing(s); len(missing) > 0 {
			t.Logf("%s is left out: it has %q, which the browser takes from other fonts", name, string(missing))
			continue
		}
		for scale := 1; scale <= pngs.MaxScale; scale++ {
			want := screenshot(t, ctx, s, scale)
			for _, tile := range differing(want, draws(t, s, scale)) {
				t.Errorf("%s at scale %d: %v", name, scale, tile)
			}
		}
	}
}

// shapes is a scene of all there is, on places between dots too.
func shapes() *scene.Scene {
	ink, bar, tint := scene.P(scene.Ink), scene.Paint{Role: scene.Bar, Hue: 2}, scene.Paint{Role: scene.Tint, Hue: 2}
	points := func(x, y int, by ...int) (out []scene.Point) {
		for i := 0; i < len(by); i += 2 {
			out = append(out, scene.Point{X: x + by[i], Y: y + by[i+1]})
		}
		return out
	}
	s := &scene.Scene{Width: 60000, Height: 30000, Nodes: []scene.Node{scene.Rect{W: 60000, H: 30000, Fill: scene.P(scene.Paper)}}}
	for i := range 5 {
		x, y, wide := 1000+i*11030, 1000+i*20, 100+i*70
		s.Nodes = append(s.Nodes,
			scene.Rect{X: x, Y: y, W: 9000, H: 2000, Fill: bar},
			scene.Rect{X: x, Y: y + 3000, W: 9000, H: 2000, Radius: i * 300, Fill: tint, Stroke: bar, StrokeWidth: wide},
			scene.Line{X1: x, Y1: y + 6000, X2: x + 9000, Y2: y + 6000, Stroke: ink, Width: wide, Dash: i%2 == 1},
			scene.Line{X1: x, Y1: y + 7000, X2: x + 9000, Y2: y + 9000, Stroke: ink, Width: wide, Dash: i%2 == 1},
			scene.Line{X1: x, Y1: y + 7000, X2: x, Y2: y + 9000, Stroke: ink, Width: wide, Dash: true},
			scene.Path{Points: points(x, y+10000, 2000, 0, 4000, 2000, 2000, 4000, 0, 2000), Closed: true, Fill: tint, Stroke: bar, Width: wide},
			scene.Path{Points: points(x, y+10000, 5000, 0, 9000, 0, 6000, 1000, 9000, 4000, 5000, 4000), Closed: true, Fill: tint, Stroke: ink, Width: wide},
			scene.Path{Points: points(x, y+15000, 0, 1000, 1000, 2000, 3000, 0), Stroke: bar, Width: 2 * wide},
			scene.Path{Points: points(x, y+15000, 4000, 0, 6000, 0, 6000, 2000, 9000, 2000), Stroke: ink, Width: wide},
			scene.Text{X: x + 4000, Y: y + 20000 + i*2000, S: "Åben WAVE", Size: 1200 + i*150, Fill: ink, Anchor: scene.Anchor(i % 3), Bold: i%2 == 1, Underline: i > 2},
		)
	}
	return s
}

// The measure of the test above sees a single diamond that is not there.
func TestTilesShowAMissingDiamond(t *testing.T) {
	s := scenes(t)["seed"]
	for scale := 1; scale <= pngs.MaxScale; scale++ {
		want := draws(t, s, scale)
		if tiles := differing(want, want); len(tiles) > 0 {
			t.Errorf("a picture differs from itself: %v", tiles)
		}
		diamonds := 0
		for n := 0; ; n++ {
			less, found := without(s.Nodes, n)
			if !found {
				break
			}
			diamonds++
			if len(differing(want, draws(t, &scene.Scene{Width: s.Width, Height: s.Height, Nodes: less}, scale))) == 0 {
				t.Errorf("scale %d: diamond %d is missing, and nobody sees it", scale, n)
			}
		}
		if diamonds < 7 {
			t.Errorf("the seed has %d diamonds", diamonds)
		}
	}
}

// without leaves the n-th diamond out: a closed shape of four points.
func without(nodes []scene.Node, n int) (less []scene.Node, found bool) {
	for _, node := range nodes {
		switch node := node.(type) {
		case scene.Group:
			if !found {
				before := count(node.Nodes)
				if n < before {
					node.Nodes, found = without(node.Nodes, n)
				}
				n -= before
			}
			less = append(less, node)
			continue
		case scene.Path:
			if isDiamond(node) {
				n--
				if n == -1 && !found {
					found = true
					continue
				}
			}
		}
		less = append(less, node)
	}
	return less, found
}

func count(nodes []scene.Node) int {
	n := 0
	for _, node := range nodes {
		switch node := node.(type) {
		case scene.Group:
			n += count(node.Nodes)
		case scene.Path:
			if isDiamond(node) {
				n++
			}
		}
	}
	return n
}

func isDiamond(p scene.Path) bool { return p.Closed && len(p.Points) == 4 && p.Fill != scene.None }

func draws(t testing.TB, s *scene.Scene, scale int) image.Image {
	t.Helper()
	data, err := pngs.Write(s, pngs.Options{Scale: scale})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// screenshot shows a standalone SVG in the browser, in the face that the PNG is
// drawn with. Browsers squeeze a picture into a whole number of 64ths of a pixel,
// which then decides where texts go that end half way between two dots; so the
// picture gets whole pixels.
func screenshot(t *testing.T, ctx context.Context, s *scene.Scene, scale int) image.Image {
	t.Helper()
	whole := *s
	whole.Width, whole.Height = (s.Width+scene.Px-1)/scene.Px*scene.Px, (s.Height+scene.Px-1)/scene.Px*scene.Px
	s = &whole
	picture, err := svg.Write(s, svg.Options{Form: svg.Standalone})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	style := "body { margin: 0 } svg { display: block; font-family: face }"
	for weight, bold := range map[int]bool{400: false, 700: true} {
		style += fmt.Sprintf("@font-face { font-family: face; font-weight: %d; src: url(%d.ttf) }", weight, weight)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(weight, ".ttf")), font.Liberation().TTF(bold), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte("<!DOCTYPE html><meta charset=utf-8><style>"+style+"</style>"+string(picture)), 0o644); err != nil {
		t.Fatal(err)
	}
	err = chromedp.Do(ctx, chromedp.EmulateViewport(int64(s.Width/scene.Px), int64(s.Height/scene.Px), chromedp.EmulateScale(float64(scale))), chromedp.Navigate("file://"+file))
	if err != nil {
		t.Fatal(err)
	}
	const loaded = `document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == "error").length)`
	if faults, err := chromedp.Run(ctx, chromedp.Evaluate[int](loaded, chromedp.EvalAwaitPromise)); err != nil || faults > 0 {
		t.Fatalf("%d faces do not load, %v", faults, err)
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

const (
	tile      = 32 // dots
	step      = 16 // tiles lie so close that a diamond of 16 px is whole in one of them
	tolerance = 5  // per cent: the mean difference of the channels
)

// differing returns the tiles in which two pictures differ more than they may.
func differing(want, got image.Image) []string {
	a, b := dots(want), dots(got)
	if d := a.Rect.Size().Sub(b.Rect.Size()); max(d.X, -d.X, d.Y, -d.Y) >= pngs.MaxScale { // the fraction of a pixel
		return []string{fmt.Sprintf("its size is %v and not %v", b.Rect.Size(), a.Rect.Size())}
	}
	size := a.Rect.Intersect(b.Rect).Size()
	wide := size.X/step + 1
	sums := make([]int, wide*(size.Y/step+1)) // of the differences in each square of step dots
	for y := range size.Y {
		p, q := a.Pix[y*a.Stride:][:size.X*4], b.Pix[y*b.Stride:][:size.X*4]
		if bytes.Equal(p, q) {
			continue
		}
		for i := range p {
			if d := int(p[i]) - int(q[i]); d != 0 {
				sums[y/step*wide+i/4/step] += max(d, -d)
			}
		}
	}
	var found []string
	for i, sum := range sums {
		for _, n := range []int{i + 1, i + wide, i + wide + 1} {
			if n < len(sums) {
				sum += sums[n]
			}
		}
		if off := float64(sum) * 100 / (tile * tile * 3 * 255); off > tolerance {
			found = append(found, fmt.Sprintf("%.1f %% off at %d,%d", off, i%wide*step, i/wide*step))
		}
	}
	return found
}

func dots(img image.Image) *image.RGBA {
	if done, ok := img.(*image.RGBA); ok {
		return done
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}

// The seed at twice its size goes into a mail.
func TestSeedPNGIsSmall(t *testing.T) {
	data, err := pngs.Write(scenes(t)["seed"], pngs.Options{Scale: 2})
	if err != nil || len(data) >= 120_000 {
		t.Errorf("the PNG of the seed has %d bytes, %v; it must stay under 120 000", len(data), err)
	}
}

// The limit of time is looked at here, and the ratio to writing SVG.
func BenchmarkPNG(b *testing.B) {
	s := scenes(b)["seed"]
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		data, err := pngs.Write(s, pngs.Options{Scale: 2})
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkSVGOfTheSameScene(b *testing.B) {
	s := scenes(b)["seed"]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := svg.Write(s, svg.Options{Form: svg.Standalone}); err != nil {
			b.Fatal(err)
		}
	}
}
