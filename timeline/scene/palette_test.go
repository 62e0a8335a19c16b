package scene

import (
	"fmt"
	"math"
	"testing"
)

// Every paint has a colour in both palettes.
func TestPalettesAreComplete(t *testing.T) {
	for name, palette := range map[string]*Palette{"light": Light(), "dark": Dark(), "print": Print()} {
		for _, p := range Paints() {
			var r, g, b int
			if n, err := fmt.Sscanf(palette.Color(p), "#%02x%02x%02x", &r, &g, &b); n != 3 || err != nil {
				t.Errorf("%s: %s is %q", name, p, palette.Color(p))
			}
		}
	}
}

// Sections that follow each other have hues that a colour-blind reader can tell
// apart too. Sections have headings as well, so a small distance suffices: 10 in
// CIELAB is "more than similar".
func TestNeighbouringHuesStayApart(t *testing.T) {
	for name, palette := range map[string]*Palette{"light": Light(), "dark": Dark(), "print": Print()} {
		for sight, matrix := range sights {
			for h := 1; h < Hues; h++ {
				next := h%(Hues-1) + 1
				a, b := palette.Color(Paint{Bar, h}), palette.Color(Paint{Bar, next})
				if d := distance(a, b, matrix); d < 10 {
					t.Errorf("%s, %s: hues %d (%s) and %d (%s) are %.1f apart", name, sight, h, a, next, b, d)
				}
			}
		}
	}
}

// On paper without colour, hues are told apart by how light they are: six steps
// share what the contrasts leave, 0 to 59 of 100, and neighbours are two apart.
func TestPrintIsReadInBlackAndWhite(t *testing.T) {
	light := func(h int) float64 { return lab(Print().Color(Paint{Bar, h}), sights["full colour"])[0] }
	for h := 1; h < Hues; h++ {
		for other := 1; other < h; other++ {
			least := 8.0
			if h-other == 1 || h-other == Hues-2 {
				least = 16
			}
			if d := math.Abs(light(h) - light(other)); d < least {
				t.Errorf("hues %d and %d are %.1f apart in lightness, want %.0f", h, other, d, least)
			}
		}
	}
}

// What a reader sees of linear red, green and blue. Machado, Oliveira, Fernandes:
// "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009,
// severity 1.0.
var sights = map[string][9]float64{
	"full colour":  {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// distance is CIE76 between two colours as seen through a matrix.
func distance(a, b string, m [9]float64) float64 {
	la, lb := lab(a, m), lab(b, m)
	return math.Sqrt(sq(la[0]-lb[0]) + sq(la[1]-lb[1]) + sq(la[2]-lb[2]))
}

func sq(x float64) float64 { return x * x }

func lab(color string, m [9]float64) [3]float64 {
	var v [3]int
	if _, err := fmt.Sscanf(color, "#%02x%02x%02x", &v[0], &v[1], &v[2]); err != nil {
		panic(err)
	}
	var lin, seen [3]float64
	for i, c := range v {
		f := float64(c) / 255
		if lin[i] = f / 12.92; f > 0.04045 {
			lin[i] = math.Pow((f+0.055)/1.055, 2.4)
		}
	}
	for i := range seen {
		seen[i] = max(0, min(1, m[3*i]*lin[0]+m[3*i+1]*lin[1]+m[3*i+2]*lin[2]))
	}
	r, g, b := seen[0], seen[1], seen[2]
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047)
	y := f(0.2126729*r + 0.7151522*g + 0.0721750*b)
	z := f((0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
