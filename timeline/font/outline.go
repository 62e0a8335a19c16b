package font

import (
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Em is the unit of lines and glyphs: so many to the size of a text.
const Em = em

// Op is what a Segment does.
type Op int

// The operations.
const (
	MoveTo Op = iota // begin a contour at the first point
	LineTo           // draw to the first point
	QuadTo           // draw to the second point, bent towards the first
)

// Point is a place in a glyph, y growing downwards from the baseline.
type Point struct{ X, Y float32 }

// Segment is a piece of an outline. Contours close by themselves.
type Segment struct {
	Op Op
	P  [2]Point
}

// Glyph is a letter at its place in a line.
type Glyph struct {
	Rune    rune
	X       int // of its origin, from the start of the line
	Outline []Segment
	Missing bool // the face does not have it; there is no outline
}

// Line is a text set in the face: with kerning, as browsers set it.
type Line struct {
	Glyphs []Glyph
	Width  int
}

// Set sets one line of text, in the order in which it is seen: right to left
// where the letters are Hebrew. Letters and their marks are joined to one
// character where there is one (NFC). Characters that only change their
// neighbours, joiners and variation selectors, are left out. It may be called by
// several at once.
func (f *Face) Set(text string, bold bool) Line {
	shapes := &f.outlines[0]
	if bold {
		shapes = &f.outlines[1]
	}
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	var line Line
	last := sfnt.GlyphIndex(0)
	for _, r := range Visual(text) {
		s := shapes.of(r)
		if s.index == 0 && joins(r) {
			continue
		}
		if last != 0 && s.index != 0 {
			line.Width += shapes.kern(last, s.index)
		}
		line.Glyphs = append(line.Glyphs, Glyph{r, line.Width, s.outline, s.index == 0})
		line.Width += s.advance
		last = s.index
	}
	return line
}

// Visual gives the characters of a line from left to right as they are seen, each
// letter joined with its marks where there is one character for both.
func Visual(text string) string {
	text = norm.NFC.String(text)
	if !strings.ContainsFunc(text, rightToLeft) {
		return text
	}
	var p bidi.Paragraph
	if _, err := p.SetString(text); err != nil {
		return text
	}
	order, err := p.Order()
	if err != nil {
		return text
	}
	var b strings.Builder
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			b.WriteString(bidi.ReverseString(run.String()))
		} else {
			b.WriteString(run.String())
		}
	}
	return b.String()
}

func rightToLeft(r rune) bool {
	if r < 0x590 { // nothing of Latin, Greek and Cyrillic, which need no look-up
		return false
	}
	properties, _ := bidi.LookupRune(r)
	class := properties.Class()
	return class == bidi.R || class == bidi.AL
}

// TTF returns the embedded file of the regular or the bold face, which nobody
// may change.
func (f *Face) TTF(bold bool) []byte {
	if bold {
		return f.outlines[1].ttf
	}
	return f.outlines[0].ttf
}

// shapes are the outlines of one weight, read when they are first asked for.
type shapes struct {
	ttf   []byte
	mu    sync.Mutex // guards what follows
	font  *sfnt.Font
	buf   sfnt.Buffer
	known map[rune]shape
	pairs map[[2]sfnt.GlyphIndex]int16
}

type shape struct {
	index   sfnt.GlyphIndex // 0: the face does not have it
	advance int
	outline []Segment
}

// ppem has glyphs read in units of the em, without rounding.
var ppem = fixed.I(em)

func newShapes(ttf []byte, f *sfnt.Font) shapes {
	return shapes{ttf: ttf, font: f, known: map[rune]shape{}, pairs: map[[2]sfnt.GlyphIndex]int16{}}
}

func (s *shapes) of(r rune) shape {
	if known, ok := s.known[r]; ok {
		return known
	}
	found := shape{advance: table(nil).advance(r)}
	index, err := s.font.GlyphIndex(&s.buf, r)
	if err == nil && index != 0 {
		segments, err := s.font.LoadGlyph(&s.buf, index, ppem, nil)
		if err == nil {
			found.index, found.outline = index, outline(segments)
		}
		if advance, err := s.font.GlyphAdvance(&s.buf, index, ppem, font.HintingNone); err == nil {
			found.advance = advance.Round()
		}
	}
	s.known[r] = found
	return found
}

func outline(segments sfnt.Segments) []Segment {
	ops := map[sfnt.SegmentOp]Op{sfnt.SegmentOpMoveTo: MoveTo, sfnt.SegmentOpLineTo: LineTo, sfnt.SegmentOpQuadTo: QuadTo}
	var out []Segment
	for _, s := range segments { // TrueType has no cubic curves
		var p [2]Point
		for i := range p {
			p[i] = Point{float32(s.Args[i].X) / 64, float32(s.Args[i].Y) / 64}
		}
		out = append(out, Segment{ops[s.Op], p})
	}
	return out
}

func (s *shapes) kern(a, b sfnt.GlyphIndex) int {
	pair := [2]sfnt.GlyphIndex{a, b}
	k, ok := s.pairs[pair]
	if !ok {
		if by, err := s.font.Kern(&s.buf, a, b, ppem, font.HintingNone); err == nil {
			k = int16(by.Round())
		}
		s.pairs[pair] = k
	}
	return int(k)
}
