package timeline

import (
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/fallback"
	"kvartal/timeline/font"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
	"kvartal/timeline/pdf"
	"kvartal/timeline/png"
	"kvartal/timeline/scene"
	"kvartal/timeline/svg"
	"kvartal/timeline/table"
)

// Form says where a picture is used.
type Form = svg.Form

// The forms: part of an HTML page that has the style sheet CSS, or a file of
// its own.
const (
	Inline     = svg.Inline
	Standalone = svg.Standalone
)

// Theme is the set of colours of a standalone picture. An inline one follows its
// page.
type Theme int

// The themes.
const (
	Light Theme = iota
	Dark
)

// Profile is where a picture will be seen.
type Profile = layout.Profile

// The profiles.
const (
	Web        = layout.Web
	Narrow     = layout.Narrow
	Newsletter = layout.Newsletter
	Print      = layout.Print
)

// Options say how to compile and draw. The zero value is a Danish picture for a
// page.
type Options struct {
	Locale  *locale.Locale    // words, dates and quarters; nil: Danish
	Profile Profile           // where the picture will be seen; Web by default
	Width   int               // in pixels; 0: the profile's own. Less than 320 counts as 320
	Today   *calendar.Instant // the current day: Draw gives it a line, Compile its year to dates without one. nil: a line only when the text asks, and 1970
	// Dependencies shows what tasks come after by arrows, as a roadmap may ask itself.
	Dependencies bool
	Form         Form     // Inline by default
	Theme        Theme    // colours of a Standalone picture; Light by default
	Language     Language // of the text; ByName by default
	Scale        int      // of DrawPNG: dots to the pixel, 1 to 3; 0 counts as 2, which is sharp on most screens
	IDPrefix     string   // begins every id and is unique in a page; "": the picture has no ids
}

func (o Options) locale() *locale.Locale {
	if o.Locale == nil {
		return locale.Danish()
	}
	return o.Locale
}

// Draw lays a chart out and writes it as SVG.
func Draw(c *chart.Chart, o Options) ([]byte, error) {
	palette := scene.Light()
	if o.Form == Standalone {
		palette = o.palette()
	}
	return svg.Write(Scene(c, o), svg.Options{Form: o.Form, Palette: palette, IDPrefix: o.IDPrefix})
}

// palette is that of a picture that is a file of its own.
func (o Options) palette() *scene.Palette {
	switch {
	case o.Profile == Print:
		return scene.Print()
	case o.Theme == Dark:
		return scene.Dark()
	}
	return scene.Light()
}

// DrawPNG lays a chart out and draws it as PNG, the same picture as a standalone
// SVG. It fails where the picture would have more than 100 million dots; Boxed
// says which characters it cannot draw.
func DrawPNG(c *chart.Chart, o Options) ([]byte, error) {
	return png.Write(Scene(c, o), png.Options{Palette: o.palette(), Scale: o.Scale})
}

// DrawPDF lays a chart out on sheets of paper (Pages) and writes them as PDF,
// with text that can be selected.
func DrawPDF(c *chart.Chart, o Options) ([]byte, error) {
	return pdf.Write(Pages(c, o), pdf.Options{Palette: scene.Print()})
}

// Boxed returns the characters of a chart that DrawPNG and DrawPDF show as boxes
// with their numbers in them, since the embedded face does not have them: emoji,
// Arabic, Chinese and more. In SVG the reader's fonts draw them.
func Boxed(c *chart.Chart, o Options) []rune { return fallback.Missing(Scene(c, o)) }

// Scene lays a chart out: what Draw draws, for other ways to draw it.
func Scene(c *chart.Chart, o Options) *scene.Scene { return layout.Layout(c, o.layout(c)) }

// Pages lays a chart out for print, whatever the profile of the options: sheets
// of one size, to be drawn with scene.Print, each with the axis above its rows. A
// pixel is a 96th of an inch of paper.
func Pages(c *chart.Chart, o Options) []*scene.Scene { return layout.Pages(c, o.layout(c)) }

func (o Options) layout(c *chart.Chart) layout.Options {
	l := o.locale()
	title := c.AltTitle
	if title == "" {
		title = c.Title
	}
	if title == "" {
		title = l.Must("chart")
	}
	return layout.Options{
		Profile: o.Profile, Width: o.Width, Locale: l, Measure: font.Liberation(), Today: o.Today, Dependencies: o.Dependencies,
		Title: title, Desc: Describe(c, l),
	}
}

// Table returns an accessible HTML table of all dates in a chart, escaped.
func Table(c *chart.Chart, o Options) []byte { return table.Write(c, o.locale()) }

// CSS returns the style sheet for inline pictures, light and dark.
func CSS() []byte { return svg.CSS() }

// Describe says in one sentence what a chart spans and holds, as Summary does,
// after the author's own description.
func Describe(c *chart.Chart, l *locale.Locale) string {
	if c.Description != "" {
		return c.Description + " " + Summary(c, l)
	}
	return Summary(c, l)
}

// Summary says in one sentence what a chart spans and holds: "1. jan. 2025 –
// 31. maj 2027: 18 aktiviteter og 7 milepæle."
func Summary(c *chart.Chart, l *locale.Locale) string {
	tasks, milestones := 0, 0
	for _, t := range c.Tasks {
		switch t.Kind {
		case chart.Bar:
			tasks++
		case chart.Milestone:
			milestones++
		}
	}
	if tasks+milestones == 0 {
		return l.Must("no_tasks") + "."
	}
	words := counts(l, tasks, milestones) + "."
	if period, ok := c.Period(); ok {
		words = l.Range(period.Start, period.End) + ": " + words
	}
	return words
}

// counts gives "18 aktiviteter og 7 milepæle", without what there is none of.
func counts(l *locale.Locale, tasks, milestones int) string {
	var parts []string
	if tasks > 0 {
		parts = append(parts, l.Count("count_tasks", tasks))
	}
	if milestones > 0 {
		parts = append(parts, l.Count("count_milestones", milestones))
	}
	return strings.Join(parts, " "+l.Must("and")+" ")
}
