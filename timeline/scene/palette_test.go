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

// leastApart is the least distance (CIEDE2000) of the hues of two sections that
// follow each other, for every kind of sight. 1 is what an eye just sees of two
// patches side by side, 5 what nobody takes for the same colour; bars lie apart,
// so it is twice that.
const leastApart = 10

// Sections that follow each other have hues that a colour-blind reader can tell
// apart too, and after the last hue comes the first. The neutral one is not
// among them: it is that of diamonds, no bar has it.
func TestNeighbouringHuesStayApart(t *testing.T) {
	for name, palette := range map[string]*Palette{"light": Light(), "dark": Dark(), "print": Print()} {
		for sight, matrix := range sights {
			for h := Hue(1); h < Hues; h++ {
				next := h%(Hues-1) + 1
				a, b := palette.Color(Paint{Bar, h}), palette.Color(Paint{Bar, next})
				if d := ciede2000(lab(a, matrix), lab(b, matrix)); d < leastApart {
					t.Errorf("%s, %s: hues %d (%s) and %d (%s) are %.1f apart", name, sight, h, a, next, b, d)
				}
			}
		}
	}
}

// What is done of a bar is told from the rest by an edge, and is darker.
func TestProgressIsDarker(t *testing.T) {
	for name, palette := range map[string]*Palette{"light": Light(), "dark": Dark(), "print": Print()} {
		pairs := map[Paint]Paint{P(Critical): P(CriticalProgress)}
		for h := range Hues {
			pairs[Paint{Bar, h}] = Paint{Progress, h}
		}
		for bar, progress := range pairs {
			a, b := lab(palette.Color(bar), sights["full colour"]), lab(palette.Color(progress), sights["full colour"])
			if a[0]-b[0] < 8 {
				t.Errorf("%s: %s has the lightness %.0f, %s has %.0f", name, bar, a[0], progress, b[0])
			}
		}
	}
}

// On paper without colour, hues are told apart by how light they are: six steps
// share what the contrasts leave, 0 to 59 of 100, and neighbours are two apart.
func TestPrintIsReadInBlackAndWhite(t *testing.T) {
	light := func(h Hue) float64 { return lab(Print().Color(Paint{Bar, h}), sights["full colour"])[0] }
	for h := Hue(1); h < Hues; h++ {
		for other := Hue(1); other < h; other++ {
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

// Pairs 1, 9, 17, 25 and 34 of Sharma, Wu, Dalal: "The CIEDE2000 Color-Difference
// Formula: Implementation Notes, Supplementary Test Data", 2005.
func TestDistanceIsThatOfThePaper(t *testing.T) {
	for _, c := range []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.49, -0.001}, [3]float64{50, -2.49, 0.0009}, 7.1792},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
		{[3]float64{2.0776, 0.0795, -1.135}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := ciede2000(c.a, c.b); math.Abs(got-c.want) > 0.0001 {
			t.Errorf("%v and %v are %.4f apart, want %.4f", c.a, c.b, got, c.want)
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

// ciede2000 is how different two colours of CIELAB look, with all weights 1.
func ciede2000(p, q [3]float64) float64 {
	const far = 25 * 25 * 25 * 25 * 25 * 25 * 25
	seventh := math.Pow((math.Hypot(p[1], p[2])+math.Hypot(q[1], q[2]))/2, 7)
	g := 1 + 0.5*(1-math.Sqrt(seventh/(seventh+far)))
	c1, h1 := math.Hypot(p[1]*g, p[2]), angle(p[1]*g, p[2])
	c2, h2 := math.Hypot(q[1]*g, q[2]), angle(q[1]*g, q[2])
	turn, hue := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		turn, hue = 0, h1+h2
	case turn > 180:
		turn, hue = turn-360, hue+180
	case turn < -180:
		turn, hue = turn+360, hue+180
	}
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*cosine(hue-30) + 0.24*cosine(2*hue) + 0.32*cosine(3*hue+6) - 0.20*cosine(4*hue-63)
	hue = math.Mod(hue, 360)
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	seventh = math.Pow(c, 7)
	rotation := -2 * math.Sqrt(seventh/(seventh+far)) * math.Sin(60*math.Exp(-(hue-275)*(hue-275)/625)*math.Pi/180)
	dl, dc := (q[0]-p[0])/sl, (c2-c1)/(1+0.045*c)
	dh := 2 * math.Sqrt(c1*c2) * math.Sin(turn/2*math.Pi/180) / (1 + 0.015*c*t)
	return math.Sqrt(dl*dl + dc*dc + dh*dh + rotation*dc*dh)
}

// angle is that of a point, in degrees from 0 to 360.
func angle(x, y float64) float64 { return math.Mod(math.Atan2(y, x)*180/math.Pi+360, 360) }

func cosine(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }

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
