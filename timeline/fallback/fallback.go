// Package fallback takes a scene and gives the one that the embedded face can
// draw: a character that it does not have, an emoji or a Chinese letter, becomes
// a box with its Unicode number in it, so that it is seen and can be looked up.
package fallback

import (
	"fmt"
	"slices"

	"kvartal/timeline/font"
	"kvartal/timeline/scene"
)

// Boxes returns the scene with boxes, and the characters that they stand for,
// each once, in order of their numbers. A scene without such characters is
// returned as it is.
func Boxes(s *scene.Scene) (*scene.Scene, []rune) {
	missing := Missing(s)
	if len(missing) == 0 {
		return s, nil
	}
	boxed := *s
	boxed.Nodes = replace(s.Nodes)
	return &boxed, missing
}

// Missing returns the characters of a scene's texts that the embedded face does
// not have, each once, in order of their numbers.
func Missing(s *scene.Scene) []rune {
	var missing []rune
	var look func(nodes []scene.Node)
	look = func(nodes []scene.Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case scene.Group:
				look(n.Nodes)
			case scene.Text:
				for _, g := range font.Liberation().Set(n.S, n.Bold).Glyphs {
					if g.Missing {
						missing = append(missing, g.Rune)
					}
				}
			}
		}
	}
	look(s.Nodes)
	slices.Sort(missing)
	return slices.Compact(missing)
}

func replace(nodes []scene.Node) []scene.Node {
	var out []scene.Node
	for _, n := range nodes {
		switch n := n.(type) {
		case scene.Group:
			n.Nodes = replace(n.Nodes)
			out = append(out, n)
		case scene.Text:
			out = append(out, split(n)...)
		default:
			out = append(out, n)
		}
	}
	return out
}

// split cuts a text into pieces that the face has and boxes for what it has not.
func split(t scene.Text) []scene.Node {
	line := font.Liberation().Set(t.S, t.Bold)
	if !slices.ContainsFunc(line.Glyphs, func(g font.Glyph) bool { return g.Missing }) {
		return []scene.Node{t}
	}
	left := t.X
	switch width := line.Width * t.Size / font.Em; t.Anchor {
	case scene.Middle:
		left -= width / 2
	case scene.End:
		left -= width
	}
	at := func(x int) int { return left + x*t.Size/font.Em }
	var out []scene.Node
	glyphs := line.Glyphs
	for len(glyphs) > 0 {
		n := 1
		for !glyphs[0].Missing && n < len(glyphs) && !glyphs[n].Missing {
			n++
		}
		x1, x2 := at(glyphs[0].X), at(line.Width)
		if n < len(glyphs) {
			x2 = at(glyphs[n].X)
		}
		if glyphs[0].Missing {
			out = append(out, box(t, glyphs[0].Rune, x1, x2)...)
		} else {
			out = append(out, piece(t, glyphs[:n], x1, x2))
		}
		glyphs = glyphs[n:]
	}
	return out
}

func piece(t scene.Text, glyphs []font.Glyph, x1, x2 int) scene.Text {
	var letters []rune
	for _, g := range glyphs {
		letters = append(letters, g.Rune)
	}
	t.X, t.Width, t.Anchor = x1, x2-x1, scene.Start
	t.S = font.Visual(string(letters)) // back to the order of reading, which Visual turns round
	return t
}

// box draws a character's number in two lines within a frame as high as the
// letters.
func box(t scene.Text, r rune, x1, x2 int) []scene.Node {
	number := fmt.Sprintf("%04X", r)
	half := (len(number) + 1) / 2
	edge := t.Size / 20
	frame := scene.Rect{X: x1 + edge, Y: t.Y - t.Size*80/100, W: max(x2-x1-2*edge, edge), H: t.Size * 95 / 100,
		Stroke: t.Fill, StrokeWidth: edge}
	out := []scene.Node{frame}
	for i, digits := range []string{number[:half], number[half:]} {
		out = append(out, scene.Text{
			X: (x1 + x2) / 2, Y: t.Y - t.Size*36/100 + i*t.Size*43/100,
			S: digits, Size: t.Size * 42 / 100, Anchor: scene.Middle, Fill: t.Fill, Bold: t.Bold,
			Width: font.Liberation().Width(digits, t.Size*42/100, t.Bold),
		})
	}
	return out
}
