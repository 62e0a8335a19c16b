package png

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"

	"kvartal/timeline/scene"
)

// The standard library writes pictures with a palette too, but neither their
// density nor, for these, the filter that makes a row like the one above it
// nearly free: PNG (ISO/IEC 15948) clauses 9, 10 and 11.

// filterUp is the filter of a row that is given by its differences from the row
// above. Rows without are given as they are.
const filterUp = 2

// encode writes the file: opaque, one byte a dot, at most 256 colours. The canvas
// is used up.
func encode(c *canvas, scale int) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	be := binary.BigEndian
	head := be.AppendUint32(nil, uint32(c.size.X))
	head = be.AppendUint32(head, uint32(c.size.Y))
	chunk(&b, "IHDR", append(head, 8, 3, 0, 0, 0)) // eight bits, a palette, not interlaced
	// How large it is meant to be: 96 px to the inch, as CSS has it, so that a
	// document shows it in its size and not scale times as large. Dots a metre.
	density := uint32((scale*96*10000 + 127) / 254)
	chunk(&b, "pHYs", append(be.AppendUint32(be.AppendUint32(nil, density), density), 1))
	var palette []byte
	for _, color := range c.colors.rgb {
		palette = append(palette, byte(color>>16), byte(color>>8), byte(color))
	}
	chunk(&b, "PLTE", palette)
	c.filter()
	chunk(&b, "IDAT", pack(c.pix))
	chunk(&b, "IEND", nil)
	return b.Bytes()
}

// pack packs the rows as zlib has it, at its usual level: the roadmap of OS2display
// at scale 2 takes 114 kB. Level 4 would take 120 kB in half the time, and level 9
// 101 kB in ten times as much, which runs of one colour are the worst case of.
func pack(rows []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(rows) // a bytes.Buffer never fails
	_ = w.Close()
	return b.Bytes()
}

// filter gives each row that is like the one above it as no difference.
func (c *canvas) filter() {
	stride := c.stride()
	for at := len(c.pix) - stride; at > 0; at -= stride {
		row := c.pix[at:][:stride]
		if bytes.Equal(row, c.pix[at-stride:][:stride]) { // that one is not filtered yet
			clear(row)
			row[0] = filterUp
		}
	}
}

func chunk(b *bytes.Buffer, name string, data []byte) {
	sum := crc32.NewIEEE()
	sum.Write([]byte(name))
	sum.Write(data)
	b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
	b.WriteString(name)
	b.Write(data)
	b.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
}

// dots returns the size of the picture.
func dots(s *scene.Scene, scale int) (image.Point, error) {
	if scale < 1 || scale > MaxScale {
		return image.Point{}, fmt.Errorf("a scale of %d: a PNG is drawn at 1 to %d", scale, MaxScale)
	}
	if s.Width <= 0 || s.Height <= 0 {
		return image.Point{}, fmt.Errorf("a picture of %s by %s px has no dots", scene.Length(s.Width), scene.Length(s.Height))
	}
	const most = MaxDots * scene.Px // of either side, so that nothing below overflows
	if s.Width > most || s.Height > most {
		return image.Point{}, tooLarge(s, scale)
	}
	size := image.Pt(up(s.Width*scale), up(s.Height*scale))
	if size.X > MaxDots/size.Y {
		return image.Point{}, tooLarge(s, scale)
	}
	return size, nil
}

func tooLarge(s *scene.Scene, scale int) error {
	instead := "SVG or PDF"
	if scale > 1 {
		instead = "a smaller scale, " + instead
	}
	return fmt.Errorf("%s by %s px at scale %d are more than the %d million dots that a PNG may have; take %s",
		scene.Length(s.Width), scene.Length(s.Height), scale, MaxDots/1_000_000, instead)
}

// up turns hundredths into whole dots, rounded up.
func up(hundredths int) int { return (hundredths + scene.Px - 1) / scene.Px }
