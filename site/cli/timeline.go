package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/site/charts"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

type timelineCmd struct {
	Draw    drawCmd          `cmd:"" default:"withargs" help:"Draw a roadmap; \"draw\" may be left out: kvartal timeline plan.mmd -o plan.svg"`
	Check   checkTimelineCmd `cmd:"" help:"Say what is wrong with roadmaps, without drawing them."`
	Fmt     fmtCmd           `cmd:"" help:"Write roadmaps in one tidy form."`
	Convert convertCmd       `cmd:"" help:"Write a roadmap in the other language: Mermaid as TOML, TOML as Mermaid."`
}

// stdinFile stands for standard input among the files of a command line.
const stdinFile = "-"

// stdinName is what standard input is called, unless it is told.
const stdinName = "<stdin>"

// stdinFlags are common to commands that read roadmaps.
type stdinFlags struct {
	StdinName string `default:"${stdin_name}" placeholder:"NAME" help:"What standard input is called, when FILE is -: its ending tells what it holds."`
}

// read returns a file's text, which is UTF-8, without the byte order mark, and
// its name for messages.
func (f stdinFlags) read(w World, file string) (name, text string, err error) {
	var data []byte
	if file == stdinFile {
		name = f.StdinName
		data, err = io.ReadAll(w.Stdin)
	} else {
		name = filepath.ToSlash(file)
		data, err = os.ReadFile(file)
	}
	switch {
	case err != nil:
		return name, "", fmt.Errorf("%s cannot be read: %s", name, diag.FileReason(err))
	case !utf8.Valid(data):
		return name, "", fmt.Errorf("%s is not UTF-8 text; save it as UTF-8 in your editor", name)
	}
	return name, strings.TrimPrefix(string(data), "\uFEFF"), nil
}

// isPage tells whether a file is a Markdown page, by its name.
func isPage(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }

// todayFlag reads the value of --today; nil when it is not given.
func todayFlag(value string) (*calendar.Instant, error) {
	if value == "" {
		return nil, nil
	}
	day, iso, err := source.ReadDate(value)
	if err != nil || !iso {
		return nil, usage(fmt.Sprintf("--today: %q is not a date like 2026-08-01", value))
	}
	return &day, nil
}

// compiled is a roadmap of a file.
type compiled struct {
	chart    *chart.Chart // lines of tasks are those of the file that holds them
	problems diag.List
	options  timeline.Options // with the language of its page
	source   roadmapSource
}

// roadmapSource is the text of a roadmap, and where it stands.
type roadmapSource struct {
	file   string // that holds it, as the command line or a page names it
	text   string
	toml   bool
	line   int   // of its first line in the file
	indent []int // of each of its lines in a page; nil for none
}

// source returns what is called so in messages: "" for a part of a page, whose
// problems have to be placed.
func (s roadmapSource) source() *diag.Source {
	if s.line > 1 {
		return diag.NewSource("", s.text)
	}
	return diag.NewSource(s.file, s.text)
}

// placed places problems in the file that holds the text.
func (s roadmapSource) placed(list diag.List) diag.List {
	if s.line > 1 {
		return list.Within(s.file, s.line, s.indent)
	}
	return list
}

// compileText reads the roadmaps of a text: the one of a roadmap file, or those
// of a page, in its fences and in the files that it shows. At most limit are
// read; 0 is all. An error is what kept a roadmap from being found.
func (w World) compileText(name, text string, o timeline.Options, limit int) ([]compiled, diag.List, error) {
	if !isPage(name) {
		return []compiled{compileFile(name, text, o)}, nil, nil
	}
	file, src, body, list := source.Parse(name, name, []byte(text), nil)
	if o.Locale == nil {
		o.Locale = file.Front.Language
	}
	if list.HasErrors() {
		return nil, list, fmt.Errorf("the page cannot be read")
	}
	doc, found := markdown.New(locale.Danish(), markdown.Default()).Render(src, body)
	for _, d := range found {
		if strings.HasPrefix(d.Code, "roadmap-") { // what else is wrong with a page is not asked for
			list = append(list, d)
		}
	}
	if len(doc.Roadmaps) == 0 {
		return nil, list, fmt.Errorf("there is no roadmap in %s", name)
	}
	var all []compiled
	var lost []error
	for i, r := range doc.Roadmaps {
		if limit > 0 && i == limit {
			break
		}
		if r.File == "" {
			of := o
			of.Language = r.Language
			c, problems := timeline.Compile("", r.Text, of)
			all = append(all, compiled{moved(c, r.Line-1), problems.Within(name, r.Line, r.Indent), o,
				roadmapSource{name, r.Text, r.Language == timeline.TOML, r.Line, r.Indent}}.part(name, r))
			continue
		}
		linked := filepath.Join(filepath.Dir(filepath.FromSlash(name)), filepath.FromSlash(r.File))
		to, linkedText, err := stdinFlags{}.read(w, linked)
		if err != nil {
			lost = append(lost, fmt.Errorf("the roadmap file %w", err))
			continue
		}
		all = append(all, compileFile(to, linkedText, o).part(name, r))
	}
	return all, list, errors.Join(lost...)
}

func compileFile(name, text string, o timeline.Options) compiled {
	c, problems := timeline.Compile(name, text, o)
	return compiled{c, problems, o, roadmapSource{name, text, timeline.IsTOML(name), 1, nil}}
}

// part returns the part that a page's roadmap shows.
func (c compiled) part(page string, r markdown.Roadmap) compiled {
	part, _, list := charts.Part(page, c.chart, r.Attributes)
	c.chart, c.problems = part, append(c.problems, list...)
	return c
}

// moved returns a chart whose text stands so many lines further down in a file.
func moved(c *chart.Chart, lines int) *chart.Chart {
	out := *c
	out.Tasks = slices.Clone(c.Tasks)
	for i := range out.Tasks {
		out.Tasks[i].Line += lines
	}
	return &out
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
		err = os.Chmod(tmp.Name(), fileMode(name))
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}

// unwritable says why a file cannot be written.
func unwritable(name string, err error) error {
	why := diag.FileReason(err)
	if errors.Is(err, fs.ErrNotExist) {
		why = fmt.Sprintf("there is no folder %q", filepath.Dir(name))
	}
	return fmt.Errorf("%s cannot be written: %s", name, why)
}

// fileMode returns who may do what with a file that is there, or with a new one.
func fileMode(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		return info.Mode().Perm()
	}
	return 0o644
}
