package png

import (
	"fmt"

	"kvartal/timeline/scene"
)

// A picture is painted in places of a palette from the start: one byte a dot. The
// colours that shapes have are in it exactly. What a shape covers in part takes a
// mixture of what was there and the shape's colour, by parts of the dot, and a
// mixture that is almost a colour of the palette takes that one.

// finest is how many parts a dot has at most: it is covered by none to all of them.
const finest = 8

// partsAt returns how many parts a dot has. Where a pixel is one dot, eight keep
// the edges of letters as smooth as 256 would to the eye; where it is several, four
// do, and the same letter comes out alike more often, which makes a file smaller by
// an eighth. Either tells straight lines at halves and quarters of a dot exactly.
func partsAt(scale int) int {
	if scale == 1 {
		return finest
	}
	return finest / 2
}

// most is how many colours a palette has at most, and apart how far a mixture
// lies from the others at least, in the channel where they differ most.
const (
	most  = 256
	apart = 16
)

// colors is the palette of a picture. It grows while the picture is painted.
type colors struct {
	scheme *scene.Palette
	rgb    []uint32              // by place: 0xRRGGBB
	places map[scene.Paint]uint8 // of the paints in use
	mixed  [most]*mixtures       // by the place of the colour above
	full   int                   // parts of a dot
	room   int                   // how many colours there may be before paints alone are added
}

// mixtures are the places of a colour's mixtures, by what lies under it and by
// how much of it there is. 0 is one that nobody has asked for, else the place is
// one less.
type mixtures [most][finest]uint16

func newColors(scheme *scene.Palette, scale int) *colors {
	return &colors{scheme: scheme, places: map[scene.Paint]uint8{}, full: partsAt(scale), room: most - len(scene.Paints())}
}

// paint returns the place of a paint's colour.
func (c *colors) paint(p scene.Paint) uint8 {
	place, ok := c.places[p]
	if ok {
		return place
	}
	color := packed(c.scheme.Color(p))
	place, far := c.nearest(color)
	if far > 0 {
		place = c.add(color)
	}
	c.places[p] = place
	return place
}

func (c *colors) add(color uint32) uint8 {
	c.rgb = append(c.rgb, color)
	return uint8(len(c.rgb) - 1)
}

// mix returns the place of what is seen where a colour covers another by share
// parts, neither none nor all of them.
func (c *colors) mix(under, over uint8, share int) uint8 {
	known := c.mixed[over]
	if known == nil {
		known = new(mixtures)
		c.mixed[over] = known
	}
	at := &known[under][share]
	if *at == 0 {
		*at = uint16(c.mixture(c.rgb[under], c.rgb[over], share)) + 1
	}
	return uint8(*at - 1)
}

func (c *colors) mixture(under, over uint32, share int) uint8 {
	color, full := uint32(0), uint32(c.full)
	for shift := 0; shift < 24; shift += 8 {
		a, b := under>>shift&0xff, over>>shift&0xff
		color |= (a*(full-uint32(share)) + b*uint32(share) + full/2) / full << shift
	}
	place, far := c.nearest(color)
	if far >= apart && len(c.rgb) < c.room {
		place = c.add(color)
	}
	return place
}

// nearest returns the place of the colour that is most like another, and how far
// it is in its worst channel.
func (c *colors) nearest(color uint32) (place uint8, far int) {
	best := 1 << 30
	far = most
	for i, p := range c.rgb {
		r, g, b := int(p>>16)-int(color>>16), int(p>>8&0xff)-int(color>>8&0xff), int(p&0xff)-int(color&0xff)
		if d := r*r + g*g + b*b; d < best {
			best, place, far = d, uint8(i), max(r, -r, g, -g, b, -b)
		}
	}
	return place, far
}

// packed reads a palette's colour, "#rrggbb".
func packed(hex string) uint32 {
	var color uint32
	fmt.Sscanf(hex, "#%06x", &color) // palettes are tables that a test of scene reads likewise
	return color
}
