package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// A ghost shows when a task was planned at first: a thin outline in a strip of its
// own under the task's shape, so that it hides nothing and is hidden by nothing.

// ghostHigh is the height of the strip.
func (s *sheet) ghostHigh() int { return tenth(s.barHigh * 3 / 10) }

// ghosted tells whether the task is drawn with a ghost, and returns its period.
func (p *place) ghosted(t *task) (chart.Span, bool) {
	first, ok := t.First()
	return first, ok && p.drawn(t) && p.axis.side(first) == within
}

// ghostRoom returns how much higher a lane is with a task that has a ghost.
func (p *place) ghostRoom(t *task) int {
	if _, ok := p.ghosted(t); ok {
		return p.ghostHigh()
	}
	return 0
}

// ghost draws when a task was planned at first, as far as the axis shows it.
func (p *place) ghost(to []scene.Node, t *task) []scene.Node {
	first, ok := p.ghosted(t)
	if !ok {
		return to
	}
	const edge = 100
	top, high := p.middle+p.barHigh/2+outline, p.ghostHigh()
	if t.Kind == chart.Milestone {
		return append(to, p.ghostDiamond(p.axis.day(first.Start), top+high/2))
	}
	x1, x2 := p.axis.clamped(first.Start), p.axis.clamped(first.End)
	if x2-x1 < p.leastBar {
		x2 = min(x1+p.leastBar, p.axis.right)
		x1 = x2 - p.leastBar
	}
	return append(to, scene.Rect{
		X: x1 + edge/2, Y: top + edge/2, W: x2 - x1 - edge, H: high - edge,
		Fill: scene.P(scene.Paper), Stroke: scene.P(scene.Muted), StrokeWidth: edge,
	})
}

func (p *place) ghostDiamond(x, y int) scene.Path {
	return scene.Path{
		Closed: true, Fill: scene.P(scene.Paper), Stroke: scene.P(scene.Muted), Width: 100, Points: diamondPoints(x, y, p.ghostHigh()/2+50),
	}
}
