package timeline_test

import (
	"fmt"
	"math"
	"testing"

	"kvartal/timeline"
	"kvartal/timeline/scene"
)

// Each colour that occurs in a golden is held against what it lies on: texts
// 4.5:1, shapes 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), in light and dark.
func TestContrast(t *testing.T) {
	pairs := map[pair]string{}
	for _, g := range goldens(t) {
		c, _ := timeline.Compile("", g.in, g.options)
		collectPairs(timeline.Scene(c, g.options), pairs, g.name)
	}
	if len(pairs) < 30 {
		t.Fatalf("only %d pairs found; the goldens do not show enough", len(pairs))
	}
	for name, palette := range map[string]*scene.Palette{"light": scene.Light(), "dark": scene.Dark(), "print": scene.Print()} {
		for p, where := range pairs {
			least := 3.0
			if p.text {
				least = 4.5
			}
			for _, p := range p.inEachHue() {
				if got := contrast(palette.Color(p.over), palette.Color(p.under)); got < least {
					t.Errorf("%s: %s on %s has %.2f:1, less than %.1f:1 (in %s)", name, p.over, p.under, got, least, where)
				}
			}
		}
	}
}

// pair is a colour and what it lies on.
type pair struct {
	over, under scene.Paint
	text        bool
}

// inEachHue returns the pair in all the hues it can have: what goldens show of one
// section may stand in any.
func (p pair) inEachHue() []pair {
	if !hued(p.over) && !hued(p.under) {
		return []pair{p}
	}
	var all []pair
	for h := range scene.Hues {
		if hued(p.over) {
			p.over.Hue = h
		}
		if hued(p.under) {
			p.under.Hue = h
		}
		all = append(all, p)
	}
	return all
}

func hued(p scene.Paint) bool {
	return p.Role == scene.Bar || p.Role == scene.OnBar || p.Role == scene.Tint || p.Role == scene.Progress
}

// decoration may be faint: it says nothing that the words do not. Progress is told
// from the rest of its bar by an edge, which TestProgressHasAnEdge sees to.
var decoration = map[scene.Role]bool{
	scene.Paper: true, scene.Band: true, scene.BandAlt: true, scene.SectionBand: true, scene.Off: true, scene.Grid: true,
	scene.Progress: true, scene.CriticalProgress: true,
}

func collectPairs(s *scene.Scene, pairs map[pair]string, where string) {
	type surface struct {
		box  scene.Box
		fill scene.Paint
	}
	var grounds []surface
	ground := func(b scene.Box) scene.Paint {
		for i := len(grounds) - 1; i >= 0; i-- {
			if grounds[i].box.Contains(b) {
				return grounds[i].fill
			}
		}
		return scene.P(scene.Paper)
	}
	note := func(p scene.Paint, b scene.Box, text bool) {
		if p != scene.None && !decoration[p.Role] {
			pairs[pair{p, ground(b), text}] = where
		}
	}
	var walk func([]scene.Node)
	walk = func(nodes []scene.Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case scene.Group:
				walk(n.Nodes)
			case scene.Text:
				note(n.Fill, n.Box(), true)
			case scene.Path:
				if n.Stroke != scene.None {
					note(n.Stroke, n.Box(), false)
				} else {
					note(n.Fill, n.Box(), false)
				}
				if n.Fill != scene.None {
					grounds = append(grounds, surface{n.Box(), n.Fill})
				}
			case scene.Line:
				note(n.Stroke, n.Box(), false)
			case scene.Rect:
				if n.Stroke != scene.None { // the edge shows the shape
					note(n.Stroke, n.Box(), false)
				} else {
					note(n.Fill, n.Box(), false)
				}
				grounds = append(grounds, surface{n.Box(), n.Fill})
			}
		}
	}
	walk(s.Nodes)
}

// The edge between what is done of a bar and the rest is seen against both.
func TestProgressHasAnEdge(t *testing.T) {
	for name, palette := range map[string]*scene.Palette{"light": scene.Light(), "dark": scene.Dark(), "print": scene.Print()} {
		parts := map[scene.Paint]scene.Paint{scene.P(scene.CriticalProgress): scene.P(scene.OnCritical), scene.P(scene.Critical): scene.P(scene.OnCritical)}
		for h := range scene.Hues {
			parts[scene.Paint{Role: scene.Progress, Hue: h}] = scene.Paint{Role: scene.OnBar, Hue: h}
			parts[scene.Paint{Role: scene.Bar, Hue: h}] = scene.Paint{Role: scene.OnBar, Hue: h}
		}
		for part, edge := range parts {
			if got := contrast(palette.Color(edge), palette.Color(part)); got < 3 {
				t.Errorf("%s: the edge %s has %.2f:1 against %s", name, edge, got, part)
			}
		}
	}
}

// The style sheet of inline pictures has what pictures use and no more: what it
// lacks, svg refuses, and what it has occurs in a golden.
func TestStyleSheetHasNoMoreThanOccurs(t *testing.T) {
	fills, strokes := map[scene.Role]bool{}, map[scene.Role]bool{}
	var walk func([]scene.Node)
	walk = func(nodes []scene.Node) {
		for _, n := range nodes {
			switch n := n.(type) {
			case scene.Group:
				walk(n.Nodes)
			case scene.Text:
				fills[n.Fill.Role] = true
			case scene.Path:
				fills[n.Fill.Role], strokes[n.Stroke.Role] = true, true
			case scene.Line:
				strokes[n.Stroke.Role] = true
			case scene.Rect:
				fills[n.Fill.Role], strokes[n.Stroke.Role] = true, true
			}
		}
	}
	for _, g := range goldens(t) {
		c, _ := timeline.Compile("", g.in, g.options)
		walk(timeline.Scene(c, g.options).Nodes)
	}
	for _, p := range scene.Paints() {
		if p.Fills() && !fills[p.Role] {
			t.Errorf("no golden has a fill %s", p)
		}
		if p.Strokes() && !strokes[p.Role] {
			t.Errorf("no golden has a stroke %s", p)
		}
	}
}

// contrast is WCAG's ratio of two colours "#rrggbb".
func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(color string) float64 {
	var c [3]int
	if _, err := fmt.Sscanf(color, "#%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
		panic(color + " is not a colour")
	}
	linear := func(v int) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}
