package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/convert"
	"kvartal/timeline/csv"
	"kvartal/timeline/diag"
	"kvartal/timeline/ics"
	"kvartal/timeline/json"
	"kvartal/timeline/syntax"
	"kvartal/timeline/text"
)

// drawing is a roadmap that is written in some forms.
type drawing struct {
	compiled
	cmd    drawCmd
	world  World
	file   string // of the command line
	number int    // of the file among those of the command line, from 1; 0 for the only one
	boxed  bool   // letters without a shape were told
	stdout bool   // it goes to standard output
}

// form is a kind of file that a roadmap can be written as.
type form struct {
	name       string // for --format
	ending     string // of its files
	write      func(*drawing) ([]byte, error)
	withErrors bool // it says itself what is wrong, so it is written all the same
	whole      bool // it is the roadmap's own text, of which no part is taken
	binary     bool // it is no text, and nothing for a terminal
	many       bool // standard output can hold those of several roadmaps
}

// forms are the kinds there are.
var forms = []form{
	{name: "svg", ending: ".svg", write: func(d *drawing) ([]byte, error) { return timeline.Draw(d.chart, d.options) }},
	{name: "png", ending: ".png", write: func(d *drawing) ([]byte, error) { return d.ownLetters(timeline.DrawPNG) }, binary: true},
	{name: "pdf", ending: ".pdf", write: func(d *drawing) ([]byte, error) { return d.ownLetters(timeline.DrawPDF) }, binary: true},
	{name: "txt", ending: ".txt", write: textForm, many: true},
	{name: "html", ending: ".html", write: htmlForm},
	{name: "ics", ending: ".ics", write: calendarForm},
	{name: "json", ending: ".json", write: func(d *drawing) ([]byte, error) { return json.Write(d.chart), nil }, withErrors: true},
	{name: "csv", ending: ".csv", write: func(d *drawing) ([]byte, error) {
		return csv.Write(d.chart, csv.Options{Excel: d.cmd.Excel}), nil
	}, withErrors: true},
	{name: "mmd", ending: ".mmd", write: func(d *drawing) ([]byte, error) { return d.ownText(false) }, whole: true},
	{name: "toml", ending: timeline.TOMLSuffix, write: func(d *drawing) ([]byte, error) { return d.ownText(true) }, whole: true},
}

// endings lists the endings of all forms.
func endings() string {
	var all []string
	for _, f := range forms {
		all = append(all, f.ending)
	}
	return strings.Join(all, ", ")
}

// ownLetters draws a picture that has letters of its own. Those that it has no
// shape for are told, once.
func (d *drawing) ownLetters(draw func(*chart.Chart, timeline.Options) ([]byte, error)) ([]byte, error) {
	if !d.boxed {
		d.boxed = true
		d.tellBoxes(timeline.Boxed(d.chart, d.options))
	}
	return draw(d.chart, d.options)
}

// tellBoxes tells of letters that stand as boxes in a picture.
func (d *drawing) tellBoxes(letters []rune) {
	if len(letters) == 0 {
		return
	}
	message := fmt.Sprintf("the picture has no shape for %s, and shows a box with the character's number", shortList(letters))
	p := diag.Diag{Severity: diag.Warning, Code: "roadmap-no-shape", Place: diag.Place{File: d.source.file, Message: message}}
	d.problems = append(d.problems, p.Hint("an SVG or an HTML page shows it where the reader's computer has a font for it"))
}

// shortList lists characters in quotes, the first ten of them.
func shortList(letters []rune) string {
	var words []string
	for _, r := range letters[:min(len(letters), 10)] {
		words = append(words, fmt.Sprintf("%q", string(r)))
	}
	if more := len(letters) - len(words); more > 0 {
		words = append(words, fmt.Sprintf("%d more", more))
	}
	return strings.Join(words, ", ")
}

// textForm is the chart for a terminal. Standard output has the terminal's
// width, colours and characters, a file 80 columns of Unicode.
func textForm(d *drawing) ([]byte, error) {
	o := text.Options{Locale: d.options.Locale, Today: d.options.Today, Width: d.cmd.Width, ASCII: d.cmd.ASCII}
	var head string
	if d.stdout {
		o.Color = d.world.StdoutColor
		o.ASCII = o.ASCII || d.world.ASCII
		if o.Width == 0 {
			o.Width = d.world.Columns
		}
		if d.number > 0 {
			head = fmt.Sprintf("==> %s <==\n", d.file)
		}
		if d.number > 1 {
			head = "\n" + head
		}
	}
	return append([]byte(head), text.Write(d.chart, o)...), nil
}

// htmlForm is a page, in the reader's colours unless a theme is asked for.
func htmlForm(d *drawing) ([]byte, error) {
	o := d.options
	if d.cmd.Theme == "" {
		o.Form = timeline.Inline
	}
	return timeline.Page(d.chart, o)
}

// calendarForm is a calendar, named as the roadmap, or as its file where it has no
// title. The file's name tells its events from those of others, unless --uid names
// something that lasts longer. The title does not: it is worded anew every year,
// and every event would come twice; and many roadmaps have the same.
func calendarForm(d *drawing) ([]byte, error) {
	file := filepath.Base(d.source.file)
	name := chart.Plain(d.chart.Title)
	if name == "" {
		name = bareName(file)
	}
	events := ics.Events(d.chart, ics.Options{Locale: d.words(), Tasks: d.cmd.Tasks, Source: cmp.Or(d.cmd.UID, file), Stamp: d.today()})
	return ics.Calendar(name, events), nil
}

// ownText is the roadmap's own text, in TOML or in Mermaid's language; what that
// cannot say becomes a problem.
func (d *drawing) ownText(toml bool) ([]byte, error) {
	src, convertTo, language := d.source.source(), convert.ToMermaid, timeline.Mermaid
	if toml {
		convertTo, language = convert.ToTOML, timeline.TOML
	}
	if toml == d.source.toml {
		file, _ := timeline.Parse(src, language)
		return []byte(syntax.Format(file)), nil
	}
	r := convertTo(src, chart.Options{Today: d.options.Today})
	d.problems = append(d.problems, d.source.placed(r.Lost)...)
	return []byte(r.Text), nil
}
