package layout

import "kvartal/timeline/scene"

// style is a size, a weight and a colour of text.
type style struct {
	size  int
	bold  bool
	paint scene.Paint
}

// metrics are the lengths of a way to lay out, in hundredths of a pixel.
type metrics struct {
	width  int // of the picture, unless the caller wants another
	margin int // around everything

	title, subtitle, heading, name style // texts from large to small
	label                          style // periods and dates
	upper, cell                    style // the axis' tiers
	flag                           style
	leading                        int // from line to line of a name
	titleLeading                   int

	indent     int // of names, behind the section's strip
	gutter     int // between names and plot
	nameShare  int // the column of names is at most this many hundredths of the width
	nameLeast  int
	nameLines  int
	titleLines int

	upperHigh, cellHigh int // heights of the axis' tiers
	laneHigh, flagHigh  int
	rowHigh             int // of a row with a name of one line
	headingHigh         int
	sectionGap          int
	barHigh             int
	diamond             int // from the middle to a corner
	cellPad             int // what the label of a field leaves free of it at least
	pad                 int // between a text and the edge of what it lies on
	gap                 int // between a shape and the text beside it
	leastBar            int // shorter bars are drawn this long
	dayShown            int // days off are shaded from this width
	legendHigh          int // a line of the legend
}

// web is the way to lay out for pages: names in a column on the left, one row a
// task; 12 px is the smallest text.
var web = metrics{
	width:  1120 * scene.Px,
	margin: 20 * scene.Px,

	title:        style{2000, true, scene.P(scene.Ink)},
	subtitle:     style{1300, false, scene.P(scene.Muted)},
	heading:      style{1400, true, scene.P(scene.Ink)},
	name:         style{1300, false, scene.P(scene.Ink)},
	label:        style{1200, false, scene.P(scene.Muted)},
	upper:        style{1300, true, scene.P(scene.Ink)},
	cell:         style{1200, false, scene.P(scene.Muted)},
	flag:         style{1200, true, scene.P(scene.OnMarker)},
	leading:      1600,
	titleLeading: 2500,

	indent:     1400,
	gutter:     1400,
	nameShare:  30,
	nameLeast:  11000,
	nameLines:  2,
	titleLines: 3,

	upperHigh:   2600,
	cellHigh:    2400,
	laneHigh:    2100,
	flagHigh:    1800,
	rowHigh:     2700,
	headingHigh: 2400,
	sectionGap:  1000,
	barHigh:     1800,
	diamond:     800,
	cellPad:     1000,
	pad:         700,
	gap:         500,
	leastBar:    400,
	dayShown:    300,
	legendHigh:  2200,
}
