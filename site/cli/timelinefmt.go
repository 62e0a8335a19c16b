package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
	"kvartal/timeline/syntax"
)

type fmtCmd struct {
	Files []string `arg:"" name:"file" help:"Files with a roadmap, and Markdown pages, whose fences are formatted; - for standard input, which is written to standard output."`
	Check bool     `help:"Change nothing; list the files that are not in this form, and fail if there are any."`
	Diff  bool     `help:"Change nothing; show what would change."`
	stdinFlags
}

// Run writes roadmaps in one tidy form.
func (c fmtCmd) Run(w World) error {
	var list diag.List
	var failures []error
	different := 0
	for _, file := range c.Files {
		name, text, err := c.read(w, file)
		if err != nil {
			failures = append(failures, err)
			continue
		}
		formatted, problems := formatText(name, text)
		list = append(list, problems...)
		if problems.HasErrors() {
			continue
		}
		if formatted != text {
			different++
		}
		if err := c.deliver(w, file, name, text, formatted); err != nil {
			failures = append(failures, err)
		}
	}
	w.report(list.Sorted())
	switch {
	case len(failures) > 0:
		return errors.Join(failures...)
	case list.HasErrors():
		return fmt.Errorf("left as it is: %s", list.Summary())
	case c.Check && different > 0:
		return reported{}
	}
	return nil
}

// deliver does with a formatted text what the flags say.
func (c fmtCmd) deliver(w World, file, name, text, formatted string) error {
	if text == formatted && file != stdinFile {
		return nil
	}
	if c.Check && text != formatted {
		fmt.Fprintln(w.Stdout, name)
	}
	if c.Diff {
		_, err := w.Stdout.Write(diff.Diff(name+".orig", []byte(text), name, []byte(formatted)))
		return err
	}
	switch {
	case c.Check:
		return nil
	case file == stdinFile:
		_, err := fmt.Fprint(w.Stdout, formatted)
		return err
	}
	if err := replaceFile(file, []byte(formatted)); err != nil {
		return unwritable(name, err)
	}
	return nil
}

// formatText formats the roadmap of a file, or those in the fences of a page.
// The lines end as they did. With an error among the problems nothing is to be
// written.
func formatText(name, text string) (string, diag.List) {
	lines := strings.ReplaceAll(text, "\r\n", "\n")
	var formatted string
	var list diag.List
	if isPage(name) {
		formatted, list = formatPage(name, lines)
	} else {
		formatted, list = formatRoadmap(name, lines, timeline.ByName)
	}
	if len(lines) < len(text) {
		formatted = strings.ReplaceAll(formatted, "\n", "\r\n")
	}
	return formatted, list
}

// formatRoadmap formats one text. What is wrong with its dates is no matter
// here; what has not the form of a statement is.
func formatRoadmap(name, text string, l timeline.Language) (string, diag.List) {
	src := diag.NewSource(name, text)
	file, list := timeline.Parse(src, l)
	var mistakes diag.List
	for _, d := range list {
		if d.Severity == diag.Error {
			mistakes = append(mistakes, d)
		}
	}
	if len(mistakes) > 0 {
		return text, mistakes
	}
	formatted := syntax.Format(file)
	if meaning(name, text, l) != meaning(name, formatted, l) {
		return text, diag.List{src.Error(diag.Span{}, "roadmap-not-formatted", "formatting would change what this roadmap means; it is left as it is")}
	}
	return formatted, nil
}

// meaning returns what a roadmap says, but for where it differs from Mermaid: a
// comment that moves to a line of its own mends that.
func meaning(name, text string, l timeline.Language) string {
	c, _ := timeline.Compile(name, text, timeline.Options{Language: l})
	same := moved(c, 0)
	for i := range same.Tasks {
		same.Tasks[i].Differs = ""
	}
	return chart.Format(same)
}

// formatPage formats the roadmaps in the fences of a page, which is read again to
// see that it has the same ones then.
func formatPage(name, text string) (string, diag.List) {
	roadmaps, list := pageRoadmaps(name, text)
	if list.HasErrors() {
		return text, list
	}
	lines := strings.SplitAfter(text, "\n")
	want := make([]string, len(roadmaps))
	for i := len(roadmaps) - 1; i >= 0; i-- { // from the end, so that lines keep their numbers
		r := roadmaps[i]
		if want[i] = r.Text; r.File != "" {
			continue
		}
		formatted, problems := formatRoadmap("", r.Text, r.Language)
		if list = append(list, problems.Within(name, r.Line, r.Indent)...); problems.HasErrors() {
			continue
		}
		first, count, body := fenceLines(r, lines, formatted)
		prefix, ok := commonPrefix(lines[first:first+count], r)
		if !ok {
			list = append(list, diag.Diag{Severity: diag.Note, Code: "roadmap-uneven-fence",
				Place: diag.Place{File: name, Pos: r.Pos, Message: "this roadmap is not formatted, since its lines do not begin alike"},
				Hints: []string{`begin each of them with the same blanks or ">"`}})
			continue
		}
		if want[i] = body; first == r.Line { // the word "gantt" is the fence's
			want[i] = "gantt\n" + body
		}
		var out []string
		for line := range strings.Lines(body) {
			if line == "\n" {
				line = strings.TrimRight(prefix, " \t") + line // in a quotation ">"
			} else {
				line = prefix + line
			}
			out = append(out, line)
		}
		lines = append(lines[:first:first], append(out, lines[first+count:]...)...)
	}
	formatted := strings.Join(lines, "")
	again, _ := pageRoadmaps(name, formatted)
	for i, r := range again {
		if len(again) != len(want) || r.Text != want[i] {
			return text, append(list, diag.Diag{Severity: diag.Error, Code: "roadmap-not-formatted",
				Place: diag.Place{File: name, Pos: r.Pos, Message: "formatting would change what this page says; it is left as it is"}})
		}
	}
	return formatted, list
}

// pageRoadmaps returns the roadmaps of a page in its order.
func pageRoadmaps(name, text string) ([]markdown.Roadmap, diag.List) {
	_, src, body, list := source.Parse(name, name, []byte(text), nil)
	if list.HasErrors() {
		return nil, list
	}
	doc, _ := markdown.New(locale.Danish(), markdown.Default()).Render(src, body)
	return doc.Roadmaps, nil
}

// fenceLines returns which lines of a page a fence's roadmap stands on, and what
// is to stand there. A fence "gantt" need not begin with the word; then its
// formatted text does not either, and is not indented.
func fenceLines(r markdown.Roadmap, lines []string, formatted string) (first, count int, body string) {
	first, count, body = r.Line-1, strings.Count(r.Text, "\n"), formatted
	opening := strings.TrimLeft(lines[first], " \t>")
	if strings.HasPrefix(opening, "```") || strings.HasPrefix(opening, "~~~") {
		var b strings.Builder
		for line := range strings.Lines(strings.TrimPrefix(formatted, "gantt\n")) {
			b.WriteString(strings.TrimPrefix(line, "    "))
		}
		return first + 1, count - 1, b.String()
	}
	return first, count, body
}

// commonPrefix returns the blanks before each line of a fence, with the ">" of a
// quotation. It is false when the lines do not have the same.
func commonPrefix(lines []string, r markdown.Roadmap) (string, bool) {
	prefix, found := "", false
	for i, line := range lines {
		if strings.Trim(line, " \t>\r\n") == "" {
			continue
		}
		n := 0
		if k := i + len(r.Indent) - len(lines); r.Indent != nil && k >= 0 {
			n = r.Indent[k]
		}
		if n > len(line) || strings.Trim(line[:n], " \t>") != "" || found && line[:n] != prefix {
			return "", false
		}
		prefix, found = line[:n], true
	}
	return prefix, true
}
