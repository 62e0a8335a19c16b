package cli

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/json"
	"kvartal/timeline/locale"
)

type drawCmd struct {
	File   string   `arg:"" help:"A file with a roadmap, or a Markdown page, whose first roadmap is drawn; - for standard input."`
	Output []string `short:"o" required:"" sep:"none" placeholder:"FILE" help:"What to write: a picture, *.svg, or the data, *.json; - for the picture on standard output. May be given several times."`
	Lang   string   `placeholder:"TAG" help:"Language of the words and dates: da or en (default: the page's, else da)."`
	Today  string   `placeholder:"DATE" help:"Draw the line of today at this day."`
	stdinFlags
}

// form is a kind of file that a roadmap can be written as.
type form struct {
	write      func(compiled) ([]byte, error)
	withErrors bool // it says itself what is wrong, so it is written all the same
}

// forms are the kinds by the ending of their files.
var forms = map[string]form{
	".svg":  {write: func(c compiled) ([]byte, error) { return timeline.Draw(c.chart, c.options) }},
	".json": {write: func(c compiled) ([]byte, error) { return json.Write(c.chart), nil }, withErrors: true},
}

func formOf(output string) (form, error) {
	if output == "-" {
		return forms[".svg"], nil
	}
	f, ok := forms[strings.ToLower(filepath.Ext(output))]
	if !ok {
		return f, usage(fmt.Sprintf("--output: %q ends in none of the forms that are written: %s", output, strings.Join(slices.Sorted(maps.Keys(forms)), ", ")))
	}
	return f, nil
}

// Run writes one roadmap in each of the forms asked for.
func (c drawCmd) Run(w World) error {
	o := timeline.Options{Form: timeline.Standalone}
	var err error
	if o.Today, err = todayFlag(c.Today); err != nil {
		return err
	}
	for _, output := range c.Output {
		if _, err := formOf(output); err != nil {
			return err
		}
	}
	if c.Lang != "" {
		l, ok := locale.Get(c.Lang)
		if !ok {
			return usage(fmt.Sprintf("--lang: there are no words for %q; known: %s", c.Lang, strings.Join(locale.Tags(), ", ")))
		}
		o.Locale = l
	}
	name, text, err := c.read(w, c.File)
	if err != nil {
		return err
	}
	all, list, err := w.compileText(name, text, o, 1)
	if err != nil {
		w.report(list.Sorted())
		return err
	}
	first := all[0]
	first.problems = append(list, first.problems...).Sorted()
	w.report(first.problems)
	for _, output := range c.Output {
		if err := w.write(first, output); err != nil {
			return err
		}
	}
	if first.problems.HasErrors() {
		return fmt.Errorf("not drawn: %s", first.problems.Summary())
	}
	return nil
}

// write writes a roadmap in the form that a file's name asks for, unless it has
// errors that the form could not tell of.
func (w World) write(c compiled, output string) error {
	f, err := formOf(output)
	if err != nil || c.problems.HasErrors() && !f.withErrors {
		return err
	}
	data, err := f.write(c)
	if err != nil {
		return err
	}
	if output == "-" {
		_, err = w.Stdout.Write(data)
		return err
	}
	if err := replaceFile(output, data); err != nil {
		return unwritable(output, err)
	}
	return nil
}
