package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

type timelineCmd struct {
	Draw drawCmd `cmd:"" default:"withargs" help:"Draw a roadmap; \"draw\" may be left out: kvartal timeline plan.mmd -o plan.svg"`
}

type drawCmd struct {
	File   string `arg:"" help:"A file with a roadmap, or a Markdown page, whose first roadmap is drawn."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"Picture to write, *.svg; - for standard output."`
	Lang   string `placeholder:"TAG" help:"Language of the words and dates: da or en (default: the page's, else da)."`
	Today  string `placeholder:"DATE" help:"Draw the line of today at this day."`
}

// Run draws one roadmap as a picture that can stand anywhere.
func (c drawCmd) Run(w World) error {
	o := timeline.Options{Form: timeline.Standalone}
	if c.Today != "" {
		day, iso, err := source.ReadDate(c.Today)
		if err != nil || !iso {
			return usage(fmt.Sprintf("--today: %q is not a date like 2026-08-01", c.Today))
		}
		o.Today = &day
	}
	if ext := strings.ToLower(filepath.Ext(c.Output)); c.Output != "-" && ext != ".svg" {
		return usage(fmt.Sprintf("--output: %q does not end in .svg, the one form that is written", c.Output))
	}
	if c.Lang != "" {
		l, ok := locale.Get(c.Lang)
		if !ok {
			return usage(fmt.Sprintf("--lang: there are no words for %q; known: %s", c.Lang, strings.Join(locale.Tags(), ", ")))
		}
		o.Locale = l
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %s", c.File, diag.FileReason(err))
	}
	model, list, err := compile(filepath.ToSlash(c.File), data, &o)
	list = list.Sorted()
	w.report(list)
	if err != nil {
		return err
	}
	if list.HasErrors() {
		return fmt.Errorf("not drawn: %s", list.Summary())
	}
	svg, err := timeline.Draw(model, o)
	if err != nil {
		return err
	}
	if c.Output == "-" {
		_, err = w.Stdout.Write(svg)
		return err
	}
	if err := replaceFile(c.Output, svg); err != nil {
		why := diag.FileReason(err)
		if errors.Is(err, fs.ErrNotExist) {
			why = fmt.Sprintf("there is no folder %q", filepath.Dir(c.Output))
		}
		return fmt.Errorf("%s cannot be written: %s", c.Output, why)
	}
	return nil
}

// compile reads a roadmap file, or the first roadmap of a Markdown page, whose
// language it takes where the options name none.
func compile(name string, data []byte, o *timeline.Options) (*chart.Chart, diag.List, error) {
	if !strings.EqualFold(filepath.Ext(name), ".md") {
		return compileFile(name, data, *o)
	}
	file, src, body, list := source.Parse(name, name, data, nil)
	if o.Locale == nil {
		o.Locale = file.Front.Language
	}
	if list.HasErrors() {
		return nil, list, fmt.Errorf("the page cannot be read")
	}
	doc, _ := markdown.New(locale.Danish(), markdown.Default()).Render(src, body)
	if len(doc.Roadmaps) == 0 {
		return nil, nil, fmt.Errorf("there is no roadmap in %s", name)
	}
	r := doc.Roadmaps[0]
	if r.File == "" {
		c, list := timeline.Compile("", r.Text, *o)
		return c, list.Within(name, r.Line, r.Indent), nil
	}
	linked := filepath.Join(filepath.Dir(name), filepath.FromSlash(r.File))
	text, err := os.ReadFile(linked)
	if err != nil {
		return nil, nil, fmt.Errorf("the roadmap file %s cannot be read: %s", linked, diag.FileReason(err))
	}
	return compileFile(filepath.ToSlash(linked), text, *o)
}

func compileFile(name string, data []byte, o timeline.Options) (*chart.Chart, diag.List, error) {
	if !utf8.Valid(data) {
		return nil, nil, fmt.Errorf("%s is not UTF-8 text; save it as UTF-8 in your editor", name)
	}
	c, list := timeline.Compile(name, strings.TrimPrefix(string(data), "\uFEFF"), o)
	return c, list, nil
}

// replaceFile writes a file in one step, so that no reader sees half of it.
func replaceFile(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".kvartal-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}
