// Package font takes a text and says how wide it is in Liberation Sans, whose
// letters are as wide as Arial's: the face that charts ask for. Widths are
// without kerning, which makes them a safe upper bound for readers who have
// Arial, Liberation Sans, Arimo or Helvetica. For all others it says how wide
// the text may come out: in the widest of the faces that browsers fall back to.
// For back ends that draw letters themselves it also sets lines (Set) and has
// the files (TTF).
package font

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is Liberation Sans, regular and bold.
type Face struct {
	regular, bold             table
	widestRegular, widestBold table
	outlines                  [2]shapes // regular and bold
}

// Liberation returns the face. It is read from the binary once.
func Liberation() *Face { return liberation() }

var liberation = sync.OnceValue(func() *Face {
	regular, bold := parse(liberationsansregular.TTF), parse(liberationsansbold.TTF)
	f := &Face{
		regular: read(regular), bold: read(bold),
		outlines: [2]shapes{newShapes(liberationsansregular.TTF, regular), newShapes(liberationsansbold.TTF, bold)},
	}
	f.widestRegular, f.widestBold = widen(f.regular, widestRegular), widen(f.bold, widestBold)
	return f
})

// em is the unit of the tables: Liberation's own, units to the size of a text.
const em = 2048

// table has the advance of each character up to last, -1 for those that the
// face does not have. Liberation's letters (Latin, Greek, Cyrillic, Hebrew,
// punctuation, arrows) all lie before last.
type table []int16

const last = 0x2600

func parse(ttf []byte) *sfnt.Font {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic("font: the embedded face cannot be read: " + err.Error()) // a broken build, no user's doing
	}
	return f
}

func read(f *sfnt.Font) table {
	var buf sfnt.Buffer
	t := make(table, last)
	for r := range t {
		t[r] = -1
		glyph, err := f.GlyphIndex(&buf, rune(r))
		if err != nil || glyph == 0 {
			continue
		}
		if advance, err := f.GlyphAdvance(&buf, glyph, fixed.I(em), font.HintingNone); err == nil {
			t[r] = int16(advance.Round())
		}
	}
	return t
}

// Width returns the width of a text, rounded up, in the unit that size is in.
// Characters that the face does not have count as wide as other fonts on a
// reader's machine draw them at most.
func (f *Face) Width(text string, size int, bold bool) int {
	if bold {
		return f.bold.width(text, size)
	}
	return f.regular.width(text, size)
}

// Widest returns the room that a text needs whatever the reader's face: the width
// in the widest of DejaVu Sans, Noto Sans, Roboto and Liberation Sans, letter by
// letter. It is rounded up and in the unit that size is in.
func (f *Face) Widest(text string, size int, bold bool) int {
	if bold {
		return f.widestBold.width(text, size)
	}
	return f.widestRegular.width(text, size)
}

func (t table) width(text string, size int) int {
	sum := 0
	for _, r := range text {
		if i := uint(r); i < uint(len(t)) && t[i] >= 0 { // as nearly all
			sum += int(t[i])
		} else {
			sum += t.advance(r)
		}
	}
	return (sum*size + em - 1) / em
}

func (t table) advance(r rune) int {
	if int(r) < len(t) && t[r] >= 0 {
		return int(t[r])
	}
	switch {
	case joins(r):
		return 0
	case r >= 0x1f000: // emoji and other symbols: 1.4 em covers Noto, Segoe and Apple
		return em * 14 / 10
	case r == 0xfdfd: // a whole sentence in one character
		return em * 12
	}
	return em
}

// joins tells characters that change their neighbours and take no room:
// joiners, variation selectors, combining marks, skin tones.
func joins(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0xfe00 && r <= 0xfe0f, r >= 0x0300 && r <= 0x036f, r >= 0x1f3fb && r <= 0x1f3ff:
		return true
	}
	return false
}
