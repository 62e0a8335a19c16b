package layout

import (
	"fmt"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// paper is a size of a sheet, landscape; a pixel is a 96th of an inch.
type paper struct{ wide, high int }

var (
	a4 = paper{1122 * scene.Px, 793 * scene.Px}
	a3 = paper{1587 * scene.Px, 1122 * scene.Px}
)

// printMargin is the centimetre that printers leave free.
const printMargin = 38 * scene.Px

// Pages places a chart on sheets of paper, all of one size, by the Print
// profile whatever the options say: on one A4, else on one A3, else on as many A4
// as it takes. A Width that is asked for is that of another paper of the same
// proportions. The title, the axis, the flags and the legend are on each sheet;
// a chart without rows has one sheet too.
func Pages(c *chart.Chart, o Options) []*scene.Scene {
	o.Profile = Print
	f, blocks, size := paged(c, o)
	if f.empty() || f.high(blocks) <= size.high {
		return []*scene.Scene{f.draw(blocks, page{high: size.high})}
	}
	sheets := f.sheets(blocks, size.high-f.numberHigh())
	high := size.high
	for _, blocks := range sheets { // a lane higher than a sheet makes all of them higher
		high = max(high, f.high(blocks)+f.numberHigh())
	}
	out := make([]*scene.Scene, len(sheets))
	for i, blocks := range sheets {
		out[i] = f.draw(blocks, page{high: high, number: fmt.Sprintf(f.words.Must("sheet"), i+1, len(sheets))})
	}
	return out
}

// paged chooses the paper.
func paged(c *chart.Chart, o Options) (*frame, []block, paper) {
	try := func(wide int) (*frame, []block) {
		o.Width = wide / scene.Px
		f := newSheet(c, o).frame()
		return f, f.blocks(everything)
	}
	if o.Width > 0 {
		wide := max(o.Width, leastWidth) * scene.Px
		f, blocks := try(wide)
		return f, blocks, paper{wide, wide * a4.high / a4.wide}
	}
	f, blocks := try(a4.wide)
	if f.high(blocks) > a4.high {
		if large, blocks := try(a3.wide); large.high(blocks) <= a3.high {
			return large, blocks, a3
		}
	}
	return f, blocks, a4
}

// sheets breaks the blocks where they fill a height: between sections where that
// leaves no more than a third of the rows' room empty, else within a section,
// whose heading is repeated. At least one lane is on each sheet.
func (f *frame) sheets(blocks []block, most int) [][]block {
	var out [][]block
	for len(blocks) > 0 {
		n := 0
		for high := f.high(nil); n < len(blocks); n++ {
			high += f.sheet.high(&blocks[n])
			if n > 0 {
				high += f.between(&blocks[n-1], &blocks[n])
			}
			if high > most {
				break
			}
		}
		if n < len(blocks) {
			n = f.breakAt(blocks, n, most)
		}
		out = append(out, blocks[:n:n])
		rest := blocks[n:]
		if len(rest) > 0 && rest[0].heading == nil && rest[0].section == blocks[n-1].section {
			if again := f.again(rest[0]); again.heading != nil {
				rest = append([]block{again}, rest...)
			}
		}
		blocks = rest
	}
	return out
}

// breakAt returns how many of the n blocks that fit a sheet are put on it.
func (f *frame) breakAt(blocks []block, n, most int) int {
	least := 1 // lane, with the headings before it
	for least < len(blocks) && blocks[least-1].heading != nil {
		least++
	}
	empty := f.high(nil)
	for cut := n; cut > least; cut-- {
		if blocks[cut].section != blocks[cut-1].section && (f.high(blocks[:cut])-empty)*3 >= (most-empty)*2 {
			return cut
		}
	}
	for n > least && blocks[n-1].heading != nil {
		n--
	}
	return max(n, least)
}

// again is the heading of a section that goes on on another sheet.
func (f *frame) again(b block) block {
	name := clean(f.chart.Sections[b.section].Label())
	if name == "" {
		return block{}
	}
	words := fmt.Sprintf(f.words.Must("continued"), name)
	return block{section: b.section, hue: b.hue, heading: f.wrap(words, f.sheet.heading, f.headingRoom(), f.titleLines)}
}

// numberHigh is the height of the line that says which sheet it is.
func (s *sheet) numberHigh() int { return s.legendHigh }

// number tells in the lower right corner which sheet it is.
func (s *sheet) number(words string, high int) scene.Group {
	g := scene.Group{Name: "number"}
	if words != "" {
		g.Nodes = []scene.Node{s.text(s.width-s.margin, s.label.middle(high-s.margin-s.numberHigh()/2), words, s.label, scene.End)}
	}
	return g
}
