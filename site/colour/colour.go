// Package colour takes a colour as it is written and gives how well it can be
// read, and its lighter and darker shades. All of it is in whole numbers, so
// that every machine comes to the same.
package colour

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Colour is an opaque colour in sRGB.
type Colour struct{ R, G, B uint8 }

// Parse reads "#1d5fa8" or "#abc".
func Parse(s string) (Colour, error) {
	hex, ok := strings.CutPrefix(strings.TrimSpace(s), "#")
	if len(hex) == 3 {
		hex = strings.Repeat(hex[:1], 2) + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:], 2)
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil || len(hex) != 6 {
		return Colour{}, fmt.Errorf("%q is not a colour of the form #1d5fa8: #, and two digits (0-9, a-f) each for red, green and blue", s)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

var rgb = regexp.MustCompile(`^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$`)

// Meant returns the colour, in the form that Parse reads, of a text that it does
// not read: "1d5fa8", "rgb(29, 95, 168)"; "" where it cannot be told.
func Meant(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if m := rgb.FindStringSubmatch(s); m != nil {
		s = ""
		for _, channel := range m[1:] {
			n, _ := strconv.Atoi(channel)
			s += fmt.Sprintf("%02x", n)
		}
	}
	c, err := Parse("#" + strings.TrimPrefix(s, "0x"))
	if err != nil {
		return ""
	}
	return c.String()
}

// String gives "#1d5fa8".
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Contrast is WCAG's contrast ratio of two colours in hundredths, rounded
// down: 450 is 4.5:1. It is from 100 to 2100.
func Contrast(a, b Colour) int {
	la, lb := a.luminance(), b.luminance()
	return 100 * (max(la, lb) + full/20) / (min(la, lb) + full/20)
}

// full is the luminance of white.
const full = 10_000_000

// luminance is WCAG's relative luminance, from 0 to full.
func (c Colour) luminance() int {
	return (2126*linear(c.R) + 7152*linear(c.G) + 722*linear(c.B)) / 10_000
}

// linear is how much light a channel gives, from 0 to full.
func linear(channel uint8) int {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return int(math.Round(full * c / 12.92))
	}
	return int(math.Round(full * math.Pow((c+0.055)/1.055, 2.4)))
}

// Mix returns a colour that is percent of a and the rest of b, as color-mix
// does in sRGB.
func Mix(a, b Colour, percent int) Colour {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*percent + int(b)*(100-percent) + 50) / 100) }
	return Colour{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// Nearest returns the shade of a colour for which ok holds, as near to the
// colour as there is one: same hue, same saturation, darker or lighter. It
// returns false when ok holds for none.
func (c Colour) Nearest(ok func(Colour) bool) (Colour, bool) {
	own := c.lightness()
	for step := range lightest + 1 {
		for _, l := range []int{own - step, own + step} {
			if l < 0 || l > lightest {
				continue
			}
			shade := c
			if step > 0 {
				shade = c.shade(l)
			}
			if ok(shade) {
				return shade, true
			}
		}
	}
	return Colour{}, false
}

// lightest is the lightness of white.
const lightest = 2 * 255

// lightness is twice the L of HSL, from 0 to lightest.
func (c Colour) lightness() int { return int(max(c.R, c.G, c.B)) + int(min(c.R, c.G, c.B)) }

// shade returns the colour of the same H and S in HSL at another lightness.
func (c Colour) shade(l int) Colour {
	low, spread := int(min(c.R, c.G, c.B)), int(max(c.R, c.G, c.B)-min(c.R, c.G, c.B))
	room := func(l int) int { return 255 - max(l-255, 255-l) } // the widest spread at a lightness
	wide := 0
	if spread > 0 {
		wide = spread * room(l) / room(c.lightness())
	}
	bottom := (l - wide) / 2
	channel := func(v uint8) uint8 {
		if spread == 0 {
			return uint8(bottom)
		}
		return uint8(bottom + ((int(v)-low)*wide+spread/2)/spread)
	}
	return Colour{channel(c.R), channel(c.G), channel(c.B)}
}
