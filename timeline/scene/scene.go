// Package scene is the vocabulary of a drawn chart: boxes, rules, shapes and
// texts at places, painted in order. Layout makes a *Scene from a chart; svg
// and other back ends draw it without knowing what it means.
//
// All lengths are whole hundredths of a pixel, so that a scene is the same on
// every machine. The origin is the upper left corner, y grows downwards. Colours
// are named by what they are for (Paint); a Palette turns the names into
// colours.
package scene

// Px is one pixel in the unit of all lengths here.
const Px = 100

// Scene is one picture. Nothing changes it once it is laid out.
type Scene struct {
	Width, Height int
	Title         string // what the picture is called, for those who do not see it
	Desc          string // one sentence about it
	Lang          string // BCP 47 tag of its words; "" when not known
	Nodes         []Node // painted in this order, the first lowest
}

// Node is a Group, Rect, Line, Path or Text.
type Node interface{ node() }

// Group holds nodes that belong together: a row, the axis.
type Group struct {
	Name  string // what it is, for people who read the scene: "row"
	Tip   string // shown while the pointer rests on it; "" for none
	Link  string // where a click leads; "" for nowhere
	Nodes []Node
}

// Rect is a box with square or round corners.
type Rect struct {
	X, Y, W, H  int
	Radius      int
	Fill        Paint
	Stroke      Paint
	StrokeWidth int // centred on the edge
}

// Line is a straight rule.
type Line struct {
	X1, Y1, X2, Y2 int
	Stroke         Paint
	Width          int
	Dash           bool // 5 px drawn, 3 px not
}

// Point is a place.
type Point struct{ X, Y int }

// Path is a line through points: a filled shape when it is closed, else a
// stroke with round ends.
type Path struct {
	Points []Point
	Closed bool
	Fill   Paint
	Stroke Paint
	Width  int // of the stroke
}

// Anchor says which end of a text its X means.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// String gives SVG's word.
func (a Anchor) String() string { return [...]string{"start", "middle", "end"}[a] }

// Text is one line of words.
type Text struct {
	X, Y      int // the anchor's end of the baseline
	S         string
	Size      int
	Anchor    Anchor
	Fill      Paint
	Bold      bool
	Underline bool // it can be clicked
	Width     int  // in Arial's widths, which is what the embedded face draws
	Room      int  // in the widest face that a reader may have
}

func (Group) node() {}
func (Rect) node()  {}
func (Line) node()  {}
func (Path) node()  {}
func (Text) node()  {}

// Box is the space something takes: [X1, X2) × [Y1, Y2).
type Box struct{ X1, Y1, X2, Y2 int }

// Highest letters (Å) and deepest tails of the fonts that readers have, in
// hundredths of the text's size: DejaVu Sans has the largest of the common ones.
const (
	ascent  = 93
	descent = 24
)

// Box returns the space that the text takes in any reader's face.
func (t Text) Box() Box {
	x := t.X
	switch t.Anchor {
	case Middle:
		x -= t.Room / 2
	case End:
		x -= t.Room
	}
	return Box{x, t.Y - t.Size*ascent/100, x + t.Room, t.Y + t.Size*descent/100}
}

// Rule returns the line under a text that is underlined and takes its Width, as
// browsers draw it: a tenth of the size thick, at least a pixel below the
// baseline.
func (t Text) Rule() Box {
	t.Room = t.Width
	b := t.Box()
	top := t.Y + max(Px, (t.Size/20+Px-1)/Px*Px)
	return Box{b.X1, top, b.X2, top + t.Size/10}
}

// Box returns the space that the box and its edge take.
func (r Rect) Box() Box {
	half := 0
	if r.Stroke != None {
		half = r.StrokeWidth / 2
	}
	return Box{r.X - half, r.Y - half, r.X + r.W + half, r.Y + r.H + half}
}

// Box returns the space that the line takes, its width included.
func (l Line) Box() Box {
	half := l.Width / 2
	b := Box{min(l.X1, l.X2), min(l.Y1, l.Y2), max(l.X1, l.X2), max(l.Y1, l.Y2)}
	if l.X1 == l.X2 {
		b.X1, b.X2 = b.X1-half, b.X2+half
	} else {
		b.Y1, b.Y2 = b.Y1-half, b.Y2+half
	}
	return b
}

// Box returns the smallest box around the points; strokes reach half their
// width beyond it.
func (p Path) Box() Box {
	if len(p.Points) == 0 {
		return Box{}
	}
	b := Box{p.Points[0].X, p.Points[0].Y, p.Points[0].X, p.Points[0].Y}
	for _, q := range p.Points {
		b = Box{min(b.X1, q.X), min(b.Y1, q.Y), max(b.X2, q.X), max(b.Y2, q.Y)}
	}
	return b
}

// Overlaps tells whether two boxes share more than an edge.
func (b Box) Overlaps(o Box) bool {
	return b.X1 < o.X2 && o.X1 < b.X2 && b.Y1 < o.Y2 && o.Y1 < b.Y2
}

// Contains tells whether o lies wholly in b.
func (b Box) Contains(o Box) bool {
	return b.X1 <= o.X1 && o.X2 <= b.X2 && b.Y1 <= o.Y1 && o.Y2 <= b.Y2
}
