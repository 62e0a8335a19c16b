package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"kvartal/timeline"
	"kvartal/timeline/scene"
)

// Flags avoid each other by going left of their line or a lane up, and no line
// runs under a foreign flag.
func TestFlagsAvoidEachOther(t *testing.T) {
	for _, c := range []struct {
		name  string
		dates []string
		lanes int
	}{
		{"far apart", []string{"03-01", "06-01", "09-01"}, 1},
		{"at both edges", []string{"01-01", "12-31"}, 1},
		{"two near each other", []string{"05-01", "05-10"}, 2},
		{"three near each other", []string{"05-01", "05-10", "05-20"}, 3},
		{"a crowd at the right edge", []string{"12-01", "12-10", "12-20", "12-31"}, 4},
		{"a crowd at the left edge", []string{"01-01", "01-10", "01-20"}, 2},
		{"the same day", []string{"05-01", "05-01"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var text strings.Builder
			text.WriteString("gantt\nWork :2026-01-01, 2026-12-31\n")
			for i, date := range c.dates {
				fmt.Fprintf(&text, "Marker nr. %d :vert, m%d, 2026-%s, 0d\n", i, i, date)
			}
			lines, flags := markersOf(t, text.String())
			lanes := map[int]bool{}
			for i, f := range flags {
				lanes[f.Y] = true
				for _, l := range lines {
					if f.X < l.X1 && l.X1 < f.X+f.W && l.Y1 < f.Y {
						t.Errorf("the line at %d runs under flag %d", l.X1, i)
					}
				}
				for _, o := range flags[i+1:] {
					if f.Box().Overlaps(o.Box()) {
						t.Errorf("flags overlap: %+v and %+v", f, o)
					}
				}
			}
			if len(flags) != len(c.dates) || len(lanes) > c.lanes {
				t.Errorf("%d flags in %d lanes, want %d in at most %d", len(flags), len(lanes), len(c.dates), c.lanes)
			}
		})
	}
}

// A thousand markers are laid out too; nobody can read them, but the build goes on.
func TestAThousandMarkers(t *testing.T) {
	var text strings.Builder
	text.WriteString("gantt\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "Marker number %d :vert, m%d, 2026-%02d-%02d, 0d\n", i, i, i%12+1, i%28+1)
	}
	if _, flags := markersOf(t, text.String()); len(flags) != 1000 {
		t.Errorf("%d flags, want 1000", len(flags))
	}
}

func markersOf(t *testing.T, text string) (lines []scene.Line, flags []scene.Rect) {
	t.Helper()
	c, _ := timeline.Compile("", text, timeline.Options{})
	for _, n := range timeline.Scene(c, timeline.Options{}).Nodes {
		g, ok := n.(scene.Group)
		if !ok {
			continue
		}
		for _, n := range g.Nodes {
			switch n := n.(type) {
			case scene.Line:
				if g.Name == "markers" {
					lines = append(lines, n)
				}
			case scene.Rect:
				if g.Name == "flag" {
					flags = append(flags, n)
				}
			}
		}
	}
	return lines, flags
}
