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
	width  int  // of the picture, unless the caller wants another
	margin int  // around everything
	most   int  // height that the picture keeps to by telling less; 0: as high as it gets
	inPlot bool // names stand at their bars; else in a column left of the plot

	title, subtitle, heading, name style // texts from large to small
	label                          style // periods and dates
	upper, cell                    style // the axis' tiers
	flag                           style
	leading                        int // from line to line of a name
	titleLeading                   int

	indent     int // of names, behind the section's strip
	gutter     int // between names and plot
	nameShare  int // hundredths of the width for the column of names; up to 7/5 of it where names would be shortened
	nameLeast  int
	nameLines  int // of a name in the column; at a bar it is always whole
	titleLines int // lines of a title and of a section's heading

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
	nameLines:  3,
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

// newsletter is for mails: 16 px is the smallest text, and the picture is not
// shrunk on its way.
var newsletter = metrics{
	width:  600 * scene.Px,
	margin: 16 * scene.Px,
	most:   1400 * scene.Px,
	inPlot: true,

	title:        style{2000, true, scene.P(scene.Ink)},
	subtitle:     style{1600, false, scene.P(scene.Muted)},
	heading:      style{1600, true, scene.P(scene.Ink)},
	name:         style{1600, false, scene.P(scene.Ink)},
	label:        style{1600, false, scene.P(scene.Muted)},
	upper:        style{1600, true, scene.P(scene.Ink)},
	cell:         style{1600, false, scene.P(scene.Muted)},
	flag:         style{1600, true, scene.P(scene.OnMarker)},
	leading:      1900,
	titleLeading: 2400,

	indent:     1300,
	gutter:     900,
	titleLines: 20,

	upperHigh:   2700,
	cellHigh:    2500,
	laneHigh:    2500,
	flagHigh:    2200,
	rowHigh:     2750,
	headingHigh: 2500,
	sectionGap:  500,
	barHigh:     2000,
	diamond:     900,
	cellPad:     600,
	pad:         600,
	gap:         600,
	leastBar:    500,
	dayShown:    300,
	legendHigh:  2500,
}

// narrow is for telephones: its texts are 12 px high still where a picture 360 px
// wide is shown at 320.
var narrow = metrics{
	width:  360 * scene.Px,
	margin: 12 * scene.Px,
	inPlot: true,

	title:        style{1700, true, scene.P(scene.Ink)},
	subtitle:     style{1400, false, scene.P(scene.Muted)},
	heading:      style{1450, true, scene.P(scene.Ink)},
	name:         style{1400, false, scene.P(scene.Ink)},
	label:        style{1350, false, scene.P(scene.Muted)},
	upper:        style{1400, true, scene.P(scene.Ink)},
	cell:         style{1350, false, scene.P(scene.Muted)},
	flag:         style{1350, true, scene.P(scene.OnMarker)},
	leading:      1750,
	titleLeading: 2200,

	indent:     1100,
	gutter:     1000,
	titleLines: 20,

	upperHigh:   2700,
	cellHigh:    2500,
	laneHigh:    2400,
	flagHigh:    2100,
	rowHigh:     2800,
	headingHigh: 2500,
	sectionGap:  800,
	barHigh:     1900,
	diamond:     800,
	cellPad:     500,
	pad:         600,
	gap:         500,
	leastBar:    400,
	dayShown:    300,
	legendHigh:  2400,
}
