package layout

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// block is a part of the chart that stays whole where the chart is broken into
// sheets: the heading of a section, or one of its lanes.
type block struct {
	section int  // index into chart.Sections
	hue     int  // of the section
	heading bool // else it is a lane
	lane    lane
}

// lane is one line of the chart, with the tasks that share it.
type lane struct {
	tasks []int // indexes into chart.Tasks, in the order they are drawn
}

// spot is where a task is drawn: what arrows and ghosts start from.
type spot struct {
	shown  bool
	x1, x2 int // edges of the shape; the same where words stand alone
	middle int // y of the shape's middle

	top, bottom int // of the lane
}

// blocks turns the sections that have rows into headings and lanes.
func (s sheet) blocks() []block {
	var out []block
	hue := 0
	for i, section := range s.chart.Sections {
		if len(section.Rows) == 0 {
			continue
		}
		paint := s.hue(section, &hue)
		if clean(section.Label()) != "" {
			out = append(out, block{section: i, hue: paint, heading: true})
		}
		for _, l := range s.lanes(section) {
			out = append(out, block{section: i, hue: paint, lane: l})
		}
	}
	return out
}

// hue gives a section its colour: a neutral one when it has milestones only,
// else the next.
func (s sheet) hue(section chart.Section, last *int) int {
	for _, i := range section.Rows {
		if s.chart.Tasks[i].Kind == chart.Bar {
			*last = *last%(scene.Hues-1) + 1
			return *last
		}
	}
	return 0
}

// lanes spreads the tasks of a section over lanes: each has its own.
func (s sheet) lanes(section chart.Section) []lane {
	out := make([]lane, len(section.Rows))
	for i, task := range section.Rows {
		out[i] = lane{tasks: []int{task}}
	}
	return out
}
