package png_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline/fallback"
	pngs "kvartal/timeline/png"
	"kvartal/timeline/scene"
)

func sample() *scene.Scene {
	ink := scene.P(scene.Ink)
	return &scene.Scene{Width: 20050, Height: 10000, Nodes: []scene.Node{
		scene.Rect{X: 1000, Y: 1000, W: 5000, H: 2000, Fill: scene.Paint{Role: scene.Bar, Hue: 1}},
		scene.Group{Nodes: []scene.Node{scene.Text{X: 1000, Y: 6000, S: "Fest 🎉漢 nu", Size: 1600, Fill: ink}}},
	}}
}

func draw(t *testing.T, s *scene.Scene, o pngs.Options) (*image.Paletted, []byte) {
	t.Helper()
	data, err := pngs.Write(s, o)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.Paletted), data
}

// The colours that are painted with are exact, nothing is transparent, a fraction
// of a pixel counts as a dot, and a resolution makes documents show it in its
// size.
func TestPicture(t *testing.T) {
	for scale := 1; scale <= pngs.MaxScale; scale++ {
		img, data := draw(t, sample(), pngs.Options{Scale: scale})
		if want := image.Pt((20050*scale+99)/100, 100*scale); img.Rect.Size() != want {
			t.Errorf("scale %d: %v dots, want %v", scale, img.Rect.Size(), want)
		}
		at := func(x, y int) color.Color { return img.At(x*scale, y*scale) }
		if at(1, 1) != (color.RGBA{0xff, 0xff, 0xff, 0xff}) {
			t.Errorf("the ground is %v", at(1, 1))
		}
		for _, p := range img.Palette {
			if _, _, _, a := p.RGBA(); a != 0xffff {
				t.Errorf("the colour %v is transparent", p)
			}
		}
		if !slices.Contains(img.Palette, at(20, 20)) || at(20, 20) != colorOf(scene.Light().Color(scene.Paint{Role: scene.Bar, Hue: 1})) {
			t.Errorf("the bar is %v", at(20, 20))
		}
		density := []byte{0, 0, 0, 0}
		binary.BigEndian.PutUint32(density, []uint32{3780, 7559, 11339}[scale-1]) // dots a metre: 96 to the inch
		if !bytes.Contains(data, append([]byte("pHYs"), density...)) {
			t.Errorf("scale %d: no density", scale)
		}
	}
}

func colorOf(hex string) color.Color {
	var v [3]uint8
	for i := range v {
		v[i] = uint8(strings.IndexByte("0123456789abcdef", hex[1+2*i])<<4 | strings.IndexByte("0123456789abcdef", hex[2+2*i]))
	}
	return color.RGBA{v[0], v[1], v[2], 0xff}
}

// However many mixtures there are, the palette has each colour that is painted
// with, exactly: here those of all paints, each over all others at every fraction
// of a dot.
func TestManyColours(t *testing.T) {
	for name, palette := range map[string]*scene.Palette{"light": scene.Light(), "dark": scene.Dark(), "print": scene.Print()} {
		paints := scene.Paints()
		s := &scene.Scene{Width: 100 * len(paints), Height: 100 * (len(paints) + 2)}
		add := func(x, y, wide, high int, p scene.Paint) {
			s.Nodes = append(s.Nodes, scene.Rect{X: x, Y: y, W: wide, H: high, Fill: p})
		}
		for i, p := range paints {
			add(100*i, 0, 100, s.Height, p)
		}
		for i, p := range paints[:len(paints)-1] { // the last one comes when the palette is full
			add(0, 100*i+10, s.Width, 10+i*2, p)
		}
		add(0, s.Height-100, s.Width, 100, paints[len(paints)-1])
		img, _ := draw(t, s, pngs.Options{Scale: 1, Palette: palette})
		for i, p := range paints {
			if got, want := img.At(i, len(paints)), colorOf(palette.Color(p)); got != want {
				t.Errorf("%s: %v is %v and not %v", name, p, got, want)
			}
		}
		if got, want := img.At(0, len(paints)+1), colorOf(palette.Color(paints[len(paints)-1])); got != want {
			t.Errorf("%s: the last paint is %v and not %v", name, got, want)
		}
		if len(img.Palette) < 128 {
			t.Errorf("%s: %d colours are not many", name, len(img.Palette))
		}
	}
}

func TestSameSceneSameBytes(t *testing.T) {
	_, a := draw(t, sample(), pngs.Options{})
	_, b := draw(t, sample(), pngs.Options{})
	if !bytes.Equal(a, b) {
		t.Error("two runs give different bytes")
	}
}

// What the face does not have is told, and stands as a box that is no blank.
func TestMissingCharacters(t *testing.T) {
	if got := string(fallback.Missing(sample())); got != "漢🎉" {
		t.Errorf("missing are %q", got)
	}
	img, _ := draw(t, sample(), pngs.Options{Scale: 1})
	dark := 0
	for y := 45; y < 64; y++ {
		for x := 50; x < 66; x++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	if dark < 30 {
		t.Errorf("in place of the emoji there are %d dark dots", dark)
	}
}

// What cannot be drawn is an error with its reason, not a crash.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		wide, high, scale int
		want              string
	}{
		{1_000_000, 10_000_100, 1, "million dots"},
		{600_000, 400_000, 3, "a smaller scale, SVG or PDF"},
		{1 << 60, 1 << 60, 3, "million dots"},
		{0, 100, 1, "no dots"},
		{100, -100, 1, "no dots"},
		{100, 100, 4, "a scale of 4"},
		{100, 100, -1, "a scale of -1"},
	} {
		data, err := pngs.Write(&scene.Scene{Width: c.wide, Height: c.high}, pngs.Options{Scale: c.scale})
		if err == nil || data != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d by %d at %d: %v, want %q", c.wide, c.high, c.scale, err, c.want)
		}
	}
}

// Places far outside the picture are cut off.
func TestFarAway(t *testing.T) {
	far := 1 << 40
	ink := scene.P(scene.Ink)
	draw(t, &scene.Scene{Width: 10000, Height: 10000, Nodes: []scene.Node{
		scene.Rect{X: -far, Y: -far, W: 2 * far, H: 2 * far, Fill: ink, Radius: 300},
		scene.Line{X1: -5000, Y1: -far, X2: 5000, Y2: far, Stroke: ink, Width: 100},
		scene.Path{Points: []scene.Point{{X: far}, {Y: far}, {X: -far}}, Closed: true, Fill: ink, Stroke: ink, Width: 100},
		scene.Path{Stroke: ink, Width: 100},
		scene.Path{Points: []scene.Point{{X: 5}, {X: 5}}, Stroke: ink, Width: 100},
		scene.Text{X: far, Y: far, S: "Å", Size: 1200, Fill: ink},
	}}, pngs.Options{})
}
