package layout

import (
	"kvartal/timeline/calendar"
	"kvartal/timeline/scene"
)

// offDays returns the runs of days that nobody works, where a day is wide
// enough to be seen.
func (s *sheet) offDays(ax *axis) []extent {
	days := int((ax.to - ax.from + calendar.Day - 1) / calendar.Day)
	if s.chart.Off.IsEmpty() || days == 0 || (ax.right-ax.left)/days < s.dayShown {
		return nil
	}
	var runs []extent
	begun := false
	for day := ax.from.StartOfDay(); day < ax.to; day = day.AddDays(1) {
		off := s.chart.Off.IsOff(day)
		switch end := ax.clamped(day.AddDays(1)); {
		case off && begun:
			runs[len(runs)-1].right = end
		case off:
			runs = append(runs, extent{ax.clamped(day), end})
		}
		begun = off
	}
	return runs
}

func (s *sheet) offShades(runs []extent, top, bottom int) scene.Group {
	g := scene.Group{Name: "off"}
	for _, r := range runs {
		g.Nodes = append(g.Nodes, scene.Rect{X: r.left, Y: top, W: r.right - r.left, H: bottom - top, Fill: scene.P(scene.Off)})
	}
	return g
}
