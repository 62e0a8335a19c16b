package png

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"slices"
)

// colours are packed 0xRRGGBB.

// most is how many colours a picture has at most, and apart how far those lie
// from each other at least, in the channel where they differ most. What is
// painted with is kept exactly; the mixtures at the edges of shapes and letters
// are the many that take the nearest one.
const (
	most  = 96
	apart = 24
)

// index turns a painted picture into one with a palette: first the colours that
// it was painted with, then the most frequent mixtures. Colours that are as
// frequent as each other come in the order of their values, so that the same
// picture always has the same palette.
func index(img *image.RGBA, painted []color.RGBA) *image.Paletted {
	counts := count(img)
	var palette []uint32
	for _, c := range painted {
		palette = append(palette, uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B))
	}
	mixtures := counts.entries()
	slices.SortFunc(mixtures, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.color, b.color))
	})
	for _, m := range mixtures {
		if len(palette) == most {
			break
		}
		if _, far := nearest(palette, m.color); far >= apart {
			palette = append(palette, m.color)
		}
	}
	for i := range counts.slots {
		e := &counts.slots[i]
		if e.n > 0 {
			e.index, _ = nearest(palette, e.color)
		}
	}
	out := image.NewPaletted(img.Rect, nil)
	for _, c := range palette {
		out.Palette = append(out.Palette, color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff})
	}
	counts.replace(out.Pix, img.Pix)
	return out
}

// nearest returns the place of the colour that is most like c, and how far it is
// in its worst channel.
func nearest(palette []uint32, c uint32) (place uint8, far int) {
	best := 1 << 30
	for i, p := range palette {
		r, g, b := int(p>>16)-int(c>>16), int(p>>8&0xff)-int(c>>8&0xff), int(p&0xff)-int(c&0xff)
		if d := r*r + g*g + b*b; d < best {
			best, place, far = d, uint8(i), max(r, -r, g, -g, b, -b)
		}
	}
	if best == 1<<30 {
		return 0, 256
	}
	return place, far
}

// entry is a colour, how many dots have it, and its place in the palette.
type entry struct {
	color uint32
	n     uint32 // 0: the slot is free
	index uint8
}

// census is a hash table with open addressing: a picture has some thousand
// colours and millions of dots.
type census struct {
	slots []entry // a power of two of them
	used  int
}

func count(img *image.RGBA) *census {
	c := &census{slots: make([]entry, 1<<12)}
	for pix := img.Pix; len(pix) > 0; {
		n := run(pix)
		c.slot(packed(pix)).n += uint32(n)
		pix = pix[n*4:]
	}
	return c
}

func packed(dot []byte) uint32 {
	return binary.BigEndian.Uint32(dot) >> 8
}

// run returns how many dots are like the first one.
func run(pix []byte) int {
	first := binary.LittleEndian.Uint32(pix)
	twice := uint64(first)<<32 | uint64(first)
	i := 4
	for ; i+8 <= len(pix) && binary.LittleEndian.Uint64(pix[i:]) == twice; i += 8 {
	}
	for ; i < len(pix) && binary.LittleEndian.Uint32(pix[i:]) == first; i += 4 {
	}
	return i / 4
}

// slot returns the entry of a colour, a new one if need be.
func (c *census) slot(color uint32) *entry {
	mask := uint32(len(c.slots) - 1)
	for i := color * 0x9e3779b1 >> 8; ; i++ {
		e := &c.slots[i&mask]
		if e.n > 0 && e.color == color {
			return e
		}
		if e.n == 0 {
			if c.used*2 >= len(c.slots) {
				c.grow()
				return c.slot(color)
			}
			c.used++
			e.color = color
			return e
		}
	}
}

func (c *census) grow() {
	old := c.slots
	c.slots, c.used = make([]entry, 2*len(old)), 0
	for _, e := range old {
		if e.n > 0 {
			*c.slot(e.color) = e
		}
	}
}

func (c *census) entries() []entry {
	return slices.DeleteFunc(slices.Clone(c.slots), func(e entry) bool { return e.n == 0 })
}

// replace writes the place of each dot's colour.
func (c *census) replace(out, pix []byte) {
	for len(pix) > 0 {
		n := run(pix)
		place := c.slot(packed(pix)).index
		for i := range out[:n] {
			out[i] = place
		}
		out, pix = out[n:], pix[n*4:]
	}
}
