package colour

import (
	"testing"

	"pgregory.net/rapid"
)

func must(t *testing.T, s string) Colour {
	t.Helper()
	c, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{"#1d5fa8": "#1d5fa8", "#FFF": "#ffffff", " #0a7 ": "#00aa77"} {
		if got := must(t, in).String(); got != want {
			t.Errorf("%q is read as %s, want %s", in, got, want)
		}
	}
	for _, bad := range []string{"", "#", "red", "1d5fa8", "#12345", "#1234567", "#12345g", "#+12345", "#12 45a"} {
		if c, err := Parse(bad); err == nil {
			t.Errorf("%q is read as %s", bad, c)
		}
	}
}

// The ratios were computed from WCAG's definition in floating point.
func TestContrast(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want int
	}{
		{"#000000", "#ffffff", 2100}, {"#ffffff", "#ffffff", 100}, {"#777777", "#ffffff", 447}, {"#767676", "#ffffff", 454},
		{"#0000ff", "#ffffff", 859}, {"#ff0000", "#000000", 525}, {"#1d5fa8", "#f6f7f9", 601},
	} {
		if got := Contrast(must(t, x.a), must(t, x.b)); got != x.want {
			t.Errorf("%s on %s: %d, want %d", x.a, x.b, got, x.want)
		}
	}
}

func anyColour(t *rapid.T) Colour {
	return Colour{rapid.Uint8().Draw(t, "r"), rapid.Uint8().Draw(t, "g"), rapid.Uint8().Draw(t, "b")}
}

// Every colour has a shade that can be read on white, and one on black; it is
// the colour itself where that can be read.
func TestNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, paper := anyColour(t), rapid.SampledFrom([]Colour{{255, 255, 255}, {0, 0, 0}}).Draw(t, "paper")
		ok := func(c Colour) bool { return Contrast(c, paper) >= 450 }
		near, found := c.Nearest(ok)
		if !found || !ok(near) {
			t.Fatalf("%s: %s, %v", c, near, found)
		}
		if ok(c) && near != c {
			t.Fatalf("%s can be read, but %s is taken", c, near)
		}
	})
	if _, found := must(t, "#123456").Nearest(func(Colour) bool { return false }); found {
		t.Error("a shade is found where none will do")
	}
}

// A shade keeps its hue: the order of its channels.
func TestShadeKeepsHue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyColour(t)
		s := c.shade(rapid.IntRange(0, lightest).Draw(t, "lightness"))
		for _, x := range [][4]uint8{{c.R, c.G, s.R, s.G}, {c.G, c.B, s.G, s.B}, {c.R, c.B, s.R, s.B}} {
			if x[0] > x[1] && x[2] < x[3] || x[0] < x[1] && x[2] > x[3] {
				t.Fatalf("%s becomes %s", c, s)
			}
		}
	})
}

func TestMix(t *testing.T) {
	if got := Mix(must(t, "#1d5fa8"), must(t, "#ffffff"), 10); got.String() != "#e8eff6" {
		t.Errorf("got %s", got)
	}
}
