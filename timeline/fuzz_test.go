package timeline_test

import (
	"slices"
	"testing"

	"kvartal/timeline"
	"kvartal/timeline/scene"
	"kvartal/timeline/svg"
)

// Whatever stands in a scene, the pen writes a picture that is well-formed and
// consists of nothing but what pictures consist of, or it says why not.
func FuzzPen(f *testing.F) {
	f.Add("kv", "Roadmap", `"><script>alert(1)</script>`, "https://example.org/?a=1&b=2", 1050, -25)
	f.Add("a\" onload=\"x", "]]>", "\x00\xff\u202e", "javascript:alert(1)", 0, 0)
	f.Add("", "", "", " java\nscript:x", 1<<62, -1<<62)
	f.Fuzz(func(t *testing.T, prefix, title, words, link string, x, y int) {
		s := &scene.Scene{Width: 100, Height: 100, Title: title, Desc: words, Lang: prefix, Nodes: []scene.Node{
			scene.Group{Name: "row", Tip: words, Link: link, Nodes: []scene.Node{
				scene.Text{X: x, Y: y, S: words, Size: 1200, Fill: scene.P(scene.Ink), Width: x, Room: x},
				scene.Rect{X: x, Y: y, W: y, H: x, Fill: scene.P(scene.Band)},
				scene.Path{Points: []scene.Point{{X: x, Y: y}, {X: y, Y: x}}, Stroke: scene.P(scene.Ink), Width: 100},
			}},
		}}
		for _, form := range []svg.Form{svg.Inline, svg.Standalone} {
			picture, err := svg.Write(s, svg.Options{Form: form, IDPrefix: prefix})
			if err != nil {
				continue
			}
			wellFormed(t, string(picture), append(slices.Clone(attributes), "class"))
		}
	})
}

// Whatever the text, there is a chart, a picture and a table.
func FuzzCompileAndDraw(f *testing.F) {
	for _, g := range goldens(f) {
		f.Add(g.in)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := timeline.Compile("", text, timeline.Options{})
		picture, err := timeline.Draw(c, timeline.Options{IDPrefix: "kv"})
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, string(picture), append(slices.Clone(attributes), "class"))
		timeline.Table(c, timeline.Options{})
	})
}
