package layout

import "kvartal/timeline/scene"

// today is the line of the current day. It is shown when asked for and inside
// the plot.
type today struct {
	shown bool
	x     int
}

func (s *sheet) today(ax *axis) today {
	if !s.asked.Asked || s.asked.At < ax.from || s.asked.At >= ax.to {
		return today{}
	}
	return today{true, ax.day(s.asked.At)}
}

func (t today) line(top, bottom int) scene.Group {
	g := scene.Group{Name: "today"}
	if t.shown {
		g.Nodes = append(g.Nodes, vertical(t.x, top, bottom, scene.P(scene.Today), 150))
	}
	return g
}

// todayLabel is the day's date at the foot of its line. It returns where the
// next part begins.
func (s *sheet) todayLabel(ax *axis, t today, y int) (scene.Group, int) {
	g := scene.Group{Name: "today"}
	if !t.shown {
		return g, y
	}
	f := s.flag
	f.paint = scene.P(scene.OnToday)
	words := s.words.Must("today") + " " + s.words.DateShort(s.asked.At)
	w := tenth(s.measure(words, f)+9) + 2*s.pad
	x := max(s.margin, min(t.x-w/2, ax.right-w))
	g.Nodes = []scene.Node{
		scene.Rect{X: tenth(x), Y: y, W: w, H: s.flagHigh, Radius: 300, Fill: scene.P(scene.Today)},
		s.text(tenth(x+w/2), f.middle(y+s.flagHigh/2), words, f, scene.Middle),
	}
	return g, y + s.laneHigh
}
