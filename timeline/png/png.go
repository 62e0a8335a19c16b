// Package png takes a scene and draws it as a PNG: opaque, with a palette, the
// same picture as browsers make of package svg's standalone form where they have
// Arial or Liberation Sans. It draws with the embedded face alone; a character
// that the face does not have becomes a box with its number: package fallback
// tells which those are.
package png

import (
	"kvartal/timeline/fallback"
	"kvartal/timeline/scene"
)

// Options say how to draw.
type Options struct {
	Palette *scene.Palette // nil: scene.Light()
	Scale   int            // dots to the pixel, 1 to MaxScale; 0 counts as 2, which is sharp on most screens
}

// Version tells pictures apart that were drawn differently from the same scene:
// it is raised with every change of how that is done. Names of files hold it.
const Version = 2

// MaxScale is the largest scale.
const MaxScale = 3

// MaxDots is how many dots a picture may have: at one byte each while it is
// drawn they take 100 MB.
const MaxDots = 100_000_000

// Write returns the picture. It fails where the scale is not one of 1 to
// MaxScale and where the picture would have more than MaxDots dots or none.
func Write(s *scene.Scene, o Options) ([]byte, error) {
	if o.Palette == nil {
		o.Palette = scene.Light()
	}
	if o.Scale == 0 {
		o.Scale = 2
	}
	size, err := dots(s, o.Scale)
	if err != nil {
		return nil, err
	}
	s, _ = fallback.Boxes(s)
	c := newCanvas(size, o)
	c.nodes(s.Nodes)
	return encode(c, o.Scale), nil
}
