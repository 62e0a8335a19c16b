package timeline

import (
	"fmt"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/font"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
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
	return svg.Write(Scene(c, o), svg.Options{Form: o.Form, Palette: o.Palette(), IDPrefix: o.IDPrefix})
}

// Palette returns the colours of a Standalone picture: those of paper for the
// profile Print, else those of the theme.
func (o Options) Palette() *scene.Palette {
	switch {
	case o.Profile == Print:
		return scene.Print()
	case o.Theme == Dark:
		return scene.Dark()
	}
	return scene.Light()
}

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

// Describe says in one sentence what a chart spans and holds: "1. jan. 2025 –
// 31. maj 2027: 18 aktiviteter og 7 milepæle." An author's own description
// comes first.
func Describe(c *chart.Chart, l *locale.Locale) string {
	tasks, milestones := 0, 0
	for _, t := range c.Tasks {
		switch t.Kind {
		case chart.Bar:
			tasks++
		case chart.Milestone:
			milestones++
		}
	}
	words := l.Must("no_tasks") + "."
	if tasks+milestones > 0 {
		words = counts(l, tasks, milestones) + "."
		if period, ok := c.Period(); ok {
			words = l.Range(period.Start, period.End) + ": " + words
		}
	}
	if c.Description != "" {
		return c.Description + " " + words
	}
	return words
}

// counts gives "18 aktiviteter og 7 milepæle", without what there is none of.
func counts(l *locale.Locale, tasks, milestones int) string {
	var parts []string
	if tasks > 0 {
		parts = append(parts, count(l, "count_tasks", tasks))
	}
	if milestones > 0 {
		parts = append(parts, count(l, "count_milestones", milestones))
	}
	return strings.Join(parts, " "+l.Must("and")+" ")
}

func count(l *locale.Locale, key string, n int) string {
	if n == 1 {
		return fmt.Sprintf(l.Must(key+"_one"), n)
	}
	return fmt.Sprintf(l.Must(key+"_many"), n)
}
