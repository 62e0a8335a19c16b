package scene

import (
	"fmt"
	"strconv"
	"strings"
)

// Format writes a scene as text, one node a line, for goldens and for people:
//
//	scene 1120x1086 "Roadmap"
//	row "Hypercare" tip "Hypercare\n1. mar. 2026 – 30. apr. 2026"
//	  rect 699.1,679.3 50.2x17 r4 fill bar-3
//	  text 756,691.5 "mar. – apr. 2026" 12 muted
//
// Lengths are in pixels.
func Format(s *Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, "scene %sx%s %q\n", Length(s.Width), Length(s.Height), s.Title)
	if s.Desc != "" {
		fmt.Fprintf(&b, "desc %q\n", s.Desc)
	}
	formatNodes(&b, s.Nodes, "")
	return b.String()
}

func formatNodes(b *strings.Builder, nodes []Node, indent string) {
	for _, n := range nodes {
		b.WriteString(indent)
		switch n := n.(type) {
		case Group:
			b.WriteString(n.Name)
			if n.Tip != "" {
				fmt.Fprintf(b, " tip %q", n.Tip)
			}
			if n.Link != "" {
				fmt.Fprintf(b, " link %q", n.Link)
			}
			b.WriteByte('\n')
			formatNodes(b, n.Nodes, indent+"  ")
		case Rect:
			fmt.Fprintf(b, "rect %s,%s %sx%s", Length(n.X), Length(n.Y), Length(n.W), Length(n.H))
			if n.Radius != 0 {
				b.WriteString(" r" + Length(n.Radius))
			}
			formatPaint(b, n.Fill, n.Stroke, n.StrokeWidth)
		case Line:
			fmt.Fprintf(b, "line %s,%s %s,%s", Length(n.X1), Length(n.Y1), Length(n.X2), Length(n.Y2))
			if n.Dash {
				b.WriteString(" dashed")
			}
			formatPaint(b, None, n.Stroke, n.Width)
		case Path:
			b.WriteString("path")
			for _, p := range n.Points {
				b.WriteString(" " + Length(p.X) + "," + Length(p.Y))
			}
			if n.Closed {
				b.WriteString(" closed")
			}
			formatPaint(b, n.Fill, n.Stroke, n.Width)
		case Text:
			formatText(b, n)
		}
	}
}

func formatText(b *strings.Builder, t Text) {
	fmt.Fprintf(b, "text %s,%s %q %s", Length(t.X), Length(t.Y), t.S, Length(t.Size))
	if t.Bold {
		b.WriteString(" bold")
	}
	if t.Underline {
		b.WriteString(" underlined")
	}
	if t.Anchor != Start {
		b.WriteString(" " + t.Anchor.String())
	}
	fmt.Fprintf(b, " %s wide %s to %s\n", t.Fill, Length(t.Width), Length(t.Room))
}

func formatPaint(b *strings.Builder, fill, stroke Paint, width int) {
	if fill != None {
		b.WriteString(" fill " + fill.String())
	}
	if stroke != None {
		b.WriteString(" stroke " + stroke.String() + " " + Length(width))
	}
	b.WriteByte('\n')
}

// Length writes a length in pixels without needless zeros: "12", "12.5", "-0.25".
func Length(n int) string {
	var room [24]byte
	return string(AppendLength(room[:0], n))
}

// AppendLength appends what Length writes.
func AppendLength(to []byte, n int) []byte {
	if n < 0 {
		to, n = append(to, '-'), -n
	}
	to = strconv.AppendInt(to, int64(n/Px), 10)
	if frac := n % Px; frac != 0 {
		to = append(to, '.', '0'+byte(frac/10))
		if frac%10 != 0 {
			to = append(to, '0'+byte(frac%10))
		}
	}
	return to
}
