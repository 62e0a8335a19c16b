package layout

import (
	"fmt"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// cut returns as many blocks as fit the height that the profile keeps to, and the
// words for all that is left out.
func (f *frame) cut(blocks []block) (kept []block, more string) {
	room := f.most - f.high(nil) - f.moreHigh(f.moreWords(len(f.chart.Tasks), len(f.chart.Tasks), f.hidden))
	n := 0
	for n < len(blocks) {
		room -= f.sheet.high(&blocks[n])
		if n > 0 {
			room -= f.between(&blocks[n-1], &blocks[n])
		}
		if room < 0 {
			break
		}
		n++
	}
	for n > 0 && blocks[n-1].heading != nil {
		n--
	}
	shown := map[int]bool{}
	for _, b := range blocks[:n] {
		for _, it := range b.lane.items {
			shown[it.task] = true
		}
	}
	tasks, milestones := 0, 0
	for i := range f.tasks {
		switch t := &f.tasks[i]; {
		case shown[i] || t.Kind == chart.Marker:
		case t.Kind == chart.Milestone:
			milestones++
		default:
			tasks++
		}
	}
	return blocks[:n], f.moreWords(tasks, milestones, f.hidden)
}

// moreWords says how much is left out: "… og 9 aktiviteter og 1 milepæl mere"; ""
// for nothing.
func (s *sheet) moreWords(tasks, milestones, markers int) string {
	var parts []string
	for _, c := range []struct {
		key string
		n   int
	}{{"count_tasks", tasks}, {"count_milestones", milestones}, {"count_markers", markers}} {
		if c.n > 0 {
			parts = append(parts, s.words.Count(c.key, c.n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(s.words.Must("and_more"), strings.Join(parts, " "+s.words.Must("and")+" "))
}

// moreLines are the lines of what is left out.
func (s *sheet) moreLines(words string) []string {
	return s.wrap(words, s.label, s.width-2*s.margin, s.titleLines)
}

func (s *sheet) moreHigh(words string) int { return len(s.moreLines(words)) * s.rowHigh }

// more tells at y what is left out. It returns where the next part begins.
func (s *sheet) more(words string, y int) (scene.Group, int) {
	g := scene.Group{Name: "more"}
	for _, line := range s.moreLines(words) {
		g.Nodes = append(g.Nodes, s.text(s.margin, s.label.middle(y+s.rowHigh/2), line, s.label, scene.Start))
		y += s.rowHigh
	}
	return g, y
}
