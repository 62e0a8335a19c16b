package svg

import (
	"strings"
	"testing"

	"kvartal/timeline/scene"
)

// What no picture can have is refused with a reason, not drawn.
func TestPenRefuses(t *testing.T) {
	for want, node := range map[string]scene.Node{
		"negative size":      scene.Rect{W: -100, H: 100, Fill: scene.P(scene.Ink)},
		"beyond all measure": scene.Line{X2: 1 << 60, Stroke: scene.P(scene.Ink), Width: 100},
		"link not allowed":   scene.Group{Link: "javascript:alert(1)"},
		"without points":     scene.Path{Fill: scene.P(scene.Ink), Closed: true},
	} {
		picture, err := Write(&scene.Scene{Width: 100, Height: 100, Nodes: []scene.Node{node}}, Options{})
		if err == nil || !strings.Contains(err.Error(), want) || picture != nil {
			t.Errorf("%s: got %v and %d bytes", want, err, len(picture))
		}
	}
}

func TestPenSeesUnbalancedGroups(t *testing.T) {
	p := newPen(Options{Palette: scene.Light()}, 0)
	p.start(attrs{})
	p.openGroup()
	if _, err := p.end(); err == nil || !strings.Contains(err.Error(), "left open") {
		t.Errorf("a group left open gives %v", err)
	}
	p = newPen(Options{Palette: scene.Light()}, 0)
	p.start(attrs{})
	p.close()
	if _, err := p.end(); err == nil || !strings.Contains(err.Error(), "nothing to close") {
		t.Errorf("a group closed twice gives %v", err)
	}
}

func TestAttributesAreSetOnceAndEscaped(t *testing.T) {
	a := attrs{gap: " "}
	a.set(attrLabel, `"><script> & 'x'`)
	a.set(attrFill, "#fff")
	a.set(attrLabel, "second")
	a.length(attrFill, 100)
	want := ` aria-label="&#34;&gt;&lt;script&gt; &amp; &#39;x&#39;" fill="#fff"`
	if got := string(a.text); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Lengths have no more decimals than they need, and no negative zero.
func TestLengths(t *testing.T) {
	picture, err := Write(&scene.Scene{Width: 100, Height: 100, Nodes: []scene.Node{
		scene.Line{X1: 0, Y1: 150, X2: -1205, Y2: 100000, Stroke: scene.P(scene.Ink), Width: 150},
		scene.Rect{X: 100, Y: -0, W: 2000, H: 300, Fill: scene.P(scene.Ink)},
	}}, Options{Form: Standalone})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<line x1="0" y1="1.5" x2="-12.05" y2="1000" stroke="#1c2430" stroke-width="1.5"/>`,
		`<rect x="1" y="0" width="20" height="3" fill="#1c2430"/>`,
	} {
		if !strings.Contains(string(picture), want) {
			t.Errorf("%s is not in\n%s", want, picture)
		}
	}
}
