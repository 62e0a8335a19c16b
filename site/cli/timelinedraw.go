package cli

import (
	"errors"
	"fmt"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/markdown"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
	"kvartal/timeline/png"
)

type drawCmd struct {
	Files        []string `arg:"" name:"file" help:"Files with a roadmap, and Markdown pages, whose first roadmap is drawn; - for standard input."`
	Output       []string `short:"o" sep:"none" placeholder:"FILE" help:"What to write, by its ending: ${forms}. Without a name (.svg, pictures/.svg) it is called as FILE is; - is standard output. May be given several times; without it, the roadmap is shown as text."`
	Format       string   `placeholder:"FORM" help:"What to write to standard output: svg, txt and so on (default: txt; svg for -o -)."`
	Profile      string   `default:"web" placeholder:"NAME" help:"Where the picture will be seen: ${profiles} (default: ${default}). A PDF is always laid out for print."`
	Width        int      `placeholder:"N" help:"Width of pictures in pixels, of text in columns (default: the profile's, the terminal's)."`
	Scale        int      `default:"2" placeholder:"N" help:"Dots of a PNG to the pixel: 1 to 3 (default: ${default})."`
	Theme        string   `placeholder:"NAME" help:"Colours: light or dark (default: light; of an HTML page the reader's)."`
	Lang         string   `placeholder:"TAG" help:"Language of the words and dates: da or en (default: the page's, else da)."`
	From         string   `placeholder:"DATE" help:"Show what comes from this day, month, quarter or year on: 2026-08-01, 2026-08, 2026-Q3, 2026."`
	To           string   `placeholder:"DATE" help:"Show what comes before this day, or until the end of this month, quarter or year."`
	Section      []string `sep:"none" placeholder:"NAME" help:"Show only this section; may be given several times."`
	Today        string   `placeholder:"DATE" help:"Draw the line of today at this day."`
	Dependencies bool     `help:"Draw what tasks come after as arrows."`
	Tasks        bool     `help:"Put tasks and markers into the calendar too, not only milestones."`
	UID          string   `name:"uid" placeholder:"NAME" help:"What tells the events of the calendar from those of other roadmaps (default: the name of FILE)."`
	Excel        bool     `help:"Write CSV as Excel opens it by a double click in Denmark: semicolons, and a byte order mark."`
	ASCII        bool     `name:"ascii" help:"Draw text with ASCII characters only."`
	forNewsletter
	stdinFlags
	terminal bool // standard output is one
}

// Run writes one roadmap of each file in each of the forms asked for.
func (c drawCmd) Run(w World) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	c.terminal = w.Terminal
	jobs, err := c.jobs()
	if err != nil {
		return err
	}
	if c.UID != "" && len(jobs) > 1 {
		return usage(fmt.Sprintf("--uid: %q would stand for %d roadmaps, whose events could not be told apart", c.UID, len(jobs)))
	}
	p := progress{world: w, began: w.Now(), total: len(jobs)}
	var problems diag.List
	var failures []error
	for i, j := range jobs {
		if !j.toStdout() {
			p.at(i, j.file)
		}
		found, err := c.draw(w, j, o)
		problems = append(problems, found...)
		if err != nil {
			failures = append(failures, err)
		}
	}
	p.clear()
	w.report(problems.Sorted())
	if len(jobs) > 1 && len(failures) > 0 {
		failures = append(failures, fmt.Errorf("%d of %s not drawn", len(failures), count(len(jobs), "roadmap")))
	}
	return errors.Join(failures...)
}

// options reads the flags that say how to draw.
func (c drawCmd) options() (o timeline.Options, err error) {
	o = timeline.Options{Form: timeline.Standalone, Width: c.Width, Scale: c.Scale, Dependencies: c.Dependencies}
	if o.Today, err = todayFlag(c.Today); err != nil {
		return o, err
	}
	var ok bool
	if o.Profile, ok = layout.ProfileByName(c.Profile); !ok {
		return o, unknown("--profile", "profile", c.Profile, layout.ProfileNames())
	}
	if c.Lang != "" {
		if o.Locale, ok = locale.Get(c.Lang); !ok {
			return o, usage(fmt.Sprintf("--lang: there are no words for %q; known: %s", c.Lang, strings.Join(locale.Tags(), ", ")))
		}
	}
	switch c.Theme {
	case "", "light":
	case "dark":
		o.Theme = timeline.Dark
	default:
		return o, unknown("--theme", "theme", c.Theme, []string{"light", "dark"})
	}
	if c.Scale < 1 || c.Scale > png.MaxScale {
		return o, usage(fmt.Sprintf("--scale: %d is none of 1 to %d", c.Scale, png.MaxScale))
	}
	if c.Width < 0 {
		return o, usage(fmt.Sprintf("--width: %d is no width", c.Width))
	}
	return o, nil
}

// unknown tells of a flag's value that is none of those there are.
func unknown(flag, what, value string, known []string) error {
	message := fmt.Sprintf("%s: there is no %s %q", flag, what, value)
	if near := diag.DidYouMean(value, known); near != "" {
		return usage(message + "\nhint: " + near)
	}
	return usage(message + "\nhint: there are " + strings.Join(known, ", "))
}

// draw writes what is asked for of one file.
func (c drawCmd) draw(w World, j job, o timeline.Options) (diag.List, error) {
	name, text, err := c.read(w, j.file)
	if err != nil {
		return nil, meantCommand(j.file, err)
	}
	all, list, err := w.compileText(name, text, o, 1)
	if err != nil {
		return list, err
	}
	d := drawing{compiled: all[0], cmd: c, world: w, file: name, number: j.number}
	d.problems = append(list, d.problems...)
	if err := d.choosePart(); err != nil {
		return nil, err
	}
	errs := d.problems.HasErrors()
	if c.Newsletter != "" && !errs {
		if err := d.newsletter(); err != nil {
			return d.problems, err
		}
	}
	for _, t := range j.targets {
		if errs && !t.form.withErrors {
			continue // the form could not tell of them
		}
		if err := d.write(t); err != nil {
			return d.problems, err
		}
	}
	switch {
	case errs && j.number > 0:
		return d.problems, fmt.Errorf("%s not drawn: %s", name, d.problems.Summary())
	case errs:
		return d.problems, fmt.Errorf("not drawn: %s", d.problems.Summary())
	}
	return d.problems, nil
}

// meantCommand adds a hint where a file that is not there is a command
// misspelt: "kvartal timeline chekc plan.mmd".
func meantCommand(file string, err error) error {
	if near := diag.Nearest(file, []string{"check", "fmt", "convert"}); near != "" {
		return fmt.Errorf("%w\nhint: did you mean \"kvartal timeline %s\"?", err, near)
	}
	return err
}

// choosePart takes the part of the roadmap that --from, --to and --section name.
// They are read as the words in braces behind a roadmap on a page are.
func (d *drawing) choosePart() error {
	var words []markdown.Attribute
	add := func(name, value string) { // the line tells below which word a problem is of
		words = append(words, markdown.Attribute{Name: name, Value: value, Pos: diag.Pos{Line: len(words) + 1}})
	}
	if d.cmd.From != "" {
		add("from", d.cmd.From)
	}
	if d.cmd.To != "" {
		add("to", d.cmd.To)
	}
	for _, section := range d.cmd.Section {
		add("section", section)
	}
	part, _, list := charts.Part("", d.chart, words)
	for _, p := range list {
		if p.Severity == diag.Error {
			name := words[p.Line-1].Name
			asFlag := strings.NewReplacer("from=", "--from ", "to=", "--to ")
			message := fmt.Sprintf("--%s: %s", name, asFlag.Replace(strings.TrimPrefix(p.Message, name+"=")))
			for _, hint := range p.Hints {
				message += "\nhint: " + asFlag.Replace(hint)
			}
			return usage(message)
		}
		p.Place = diag.Place{File: d.source.file, Message: p.Message}
		p.Width = 0
		d.problems = append(d.problems, p)
	}
	d.chart = part
	return nil
}

// today is the day of the calendar's stamp: the one asked for, else none.
func (d *drawing) today() calendar.Instant {
	if d.options.Today == nil {
		return 0
	}
	return *d.options.Today
}

// words are those of the roadmap's language.
func (d *drawing) words() *locale.Locale {
	if d.options.Locale == nil {
		return locale.Danish()
	}
	return d.options.Locale
}

// write writes a roadmap in one form to one place.
func (d *drawing) write(t target) error {
	d.stdout = t.path == stdinFile
	data, err := t.form.write(d)
	if err != nil {
		return err
	}
	if d.stdout {
		_, err = d.world.Stdout.Write(data)
		return err
	}
	if sameFile(t.path, d.source.file) {
		return overwrites(t.path)
	}
	if err := replaceFile(t.path, data); err != nil {
		return unwritable(t.path, err)
	}
	return nil
}
