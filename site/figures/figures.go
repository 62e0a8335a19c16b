// Package figures takes a resolved roadmap and gives what a page shows of it: the
// forms of its picture, each for a width of the page, and the files beside the
// page, for slides, calendars and other programs.
package figures

import (
	"cmp"
	"slices"

	"kvartal/site/trace"
	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/csv"
	"kvartal/timeline/ics"
	"kvartal/timeline/locale"
	"kvartal/timeline/png"
	"kvartal/timeline/scene"
)

// Input is a roadmap as one page shows it.
type Input struct {
	Chart   *chart.Chart
	Title   string            // that the page gives it; "" for the chart's own
	Profile *timeline.Profile // the one form to show; nil: a form for each width
	Locale  *locale.Locale    // the page's
	Arrows  *bool             // whether arrows show dependencies; nil: as the roadmap asks
	ID      string            // of the figure on its page: "roadmap-1". Ids within pictures begin with it
	Events  ics.Options       // for a calendar
}

// Form is a picture for a width of the page, as inline SVG.
type Form struct {
	Name string // "narrow", "medium" or "wide"; where the page asks for one profile alone, that profile's name
	SVG  []byte
}

// form is a way to draw for a page.
type form struct {
	name    string
	profile timeline.Profile
	width   int // pixels that it is laid out for; 0: the profile's own
}

// byWidth are the forms that a page chooses from by the room that it has, which
// the theme's style sheet does, from narrow to wide. Each is shown from its own
// width on and grows with the room, so that no letter is smaller than drawn. Only
// the narrow one also shrinks, in a column of less than 320 px; its letters
// are large enough.
var byWidth = []form{
	{"narrow", timeline.Narrow, narrowWidth},
	{"medium", timeline.Web, 720},
	{"wide", timeline.Web, wideWidth},
}

const (
	narrowWidth = 320
	wideWidth   = 880
	fileWidth   = 1120 // of a picture in a file of its own: for slides and documents
)

// Forms draws a roadmap for its page.
func Forms(in Input) ([]Form, error) {
	forms := byWidth
	if in.Profile != nil {
		forms = []form{alone(*in.Profile)}
	}
	out := make([]Form, len(forms))
	for i, f := range forms {
		o := timeline.Options{Locale: in.Locale, Profile: f.profile, Width: f.width, Form: timeline.Inline, IDPrefix: in.ID + "-" + f.name}
		svg, err := timeline.Draw(in.drawn(), o)
		if err != nil {
			return nil, err
		}
		out[i] = Form{f.name, svg}
	}
	return out, nil
}

// drawn is the chart as pictures show it.
func (in Input) drawn() *chart.Chart {
	if in.Arrows == nil || *in.Arrows == in.Chart.Dependencies {
		return in.Chart
	}
	c := *in.Chart
	c.Dependencies = *in.Arrows
	return &c
}

// alone is the form of a page that asks for one profile.
func alone(p timeline.Profile) form {
	f := form{name: p.String(), profile: p}
	switch p {
	case timeline.Web:
		f.width = wideWidth
	case timeline.Narrow:
		f.width = narrowWidth
	}
	return f
}

// kind is a kind of file that a roadmap can have beside its page.
type kind struct {
	name  string // the ending of its files too
	write func(Input) ([]byte, error)
	fits  func(*chart.Chart) bool // whether it says anything of a roadmap; nil: of every one

	recipe func(Input) (trace.Digest, bool) // see Recipe; nil for a kind that costs little
}

// kinds are in the order in which pages link to them.
var kinds = []kind{
	{name: "svg", write: writeSVG},
	{name: "png", write: writePNG, fits: fitsPNG, recipe: recipePNG},
	{name: "ics", write: writeICS, fits: HasMilestones},
	{name: "csv", write: writeCSV},
}

// Kinds returns the names of all kinds of files, which are their endings too.
func Kinds() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.name
	}
	return names
}

// Files returns those kinds among the wanted ones that say anything of a
// roadmap, in the order of Kinds.
func Files(c *chart.Chart, wanted []string) []string {
	var names []string
	for _, k := range kinds {
		if slices.Contains(wanted, k.name) && (k.fits == nil || k.fits(c)) {
			names = append(names, k.name)
		}
	}
	return names
}

// Write makes a file of one of the Kinds.
func Write(name string, in Input) ([]byte, error) { return kindOf(name).write(in) }

// Recipe returns a digest of all that a file is made of, where making the file
// costs much more than that: the same recipe gives the same file. It is false for
// the other kinds.
func Recipe(name string, in Input) (trace.Digest, bool) {
	if k := kindOf(name); k.recipe != nil {
		return k.recipe(in)
	}
	return trace.Absent, false
}

func kindOf(name string) kind {
	return kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })]
}

// inFile are the options of a picture in a file of its own.
func inFile(in Input) timeline.Options {
	o := timeline.Options{Locale: in.Locale, Profile: timeline.Web, Width: fileWidth, Form: timeline.Standalone}
	if in.Profile != nil {
		o.Profile, o.Width = *in.Profile, 0
	}
	return o
}

func writeSVG(in Input) ([]byte, error) { return timeline.Draw(in.drawn(), inFile(in)) }

// maxRows is how many rows a roadmap may have to be a PNG: a picture of a
// thousand is as high as thirty screens, and takes 40 MB while it is drawn.
const maxRows = 1000

func fitsPNG(c *chart.Chart) bool { return len(c.Tasks) <= maxRows }

// maxSharp is how many pixels a picture may have to be drawn at two dots to the
// pixel.
const maxSharp = 6_000_000

func writePNG(in Input) ([]byte, error) {
	s := timeline.Scene(in.drawn(), inFile(in))
	o := png.Options{Scale: 2}
	if s.Width/scene.Px*(s.Height/scene.Px) > maxSharp {
		o.Scale = 1
	}
	return png.Write(s, o)
}

// recipePNG takes the picture as SVG for all that it shows: writing that takes a
// hundredth of the time.
func recipePNG(in Input) (trace.Digest, bool) {
	svg, err := writeSVG(in)
	return trace.NewSum().Add("png", string(svg)).Int(png.Version).Int(maxSharp).Digest(), err == nil
}

// writeICS makes a calendar of the milestones. Tasks, which are bars of weeks and
// months, would bury the other entries of whoever subscribes to it.
func writeICS(in Input) ([]byte, error) {
	name := cmp.Or(in.Chart.Title, in.Title, in.Locale.Must("chart"))
	return ics.Calendar(name, ics.Events(in.Chart, in.Events)), nil
}

// writeCSV makes a table for spreadsheets. Excel opens it by a double click where
// commas stand in numbers, and others ask what parts the values.
func writeCSV(in Input) ([]byte, error) {
	return csv.Write(in.Chart, csv.Options{Excel: in.Locale.DecimalComma}), nil
}

// HasMilestones tells whether a roadmap has a milestone with a date.
func HasMilestones(c *chart.Chart) bool {
	return slices.ContainsFunc(c.Tasks, func(t chart.Task) bool { return t.Kind == chart.Milestone && !t.Faulty })
}
