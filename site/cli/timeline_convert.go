package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/convert"
	"kvartal/timeline/diag"
)

type convertCmd struct {
	File   string `arg:"" help:"A roadmap: *.mmd or *.mermaid, or *.timeline.toml."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"Roadmap to write, *.timeline.toml from Mermaid, else *.mmd; - for standard output."`
	Today  string `placeholder:"DATE" help:"The current day, for dates without a year."`
}

// Run writes a roadmap in the other language, and tells what that cannot say.
func (c convertCmd) Run(w World) error {
	toMermaid := timeline.IsTOML(c.File)
	if want := (map[bool]string{true: ".mmd", false: timeline.TOMLSuffix})[toMermaid]; c.Output != "-" && !strings.HasSuffix(strings.ToLower(c.Output), want) {
		return usage(fmt.Sprintf("--output: %q does not end in %s, and %s is turned into that", c.Output, want, filepath.Base(c.File)))
	}
	o := chart.Options{}
	if c.Today != "" {
		day, err := readToday(c.Today)
		if err != nil {
			return err
		}
		o.Today = &day
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", c.File, reason(err))
	}
	if !utf8.Valid(data) {
		return fmt.Errorf("%s is not UTF-8 text; save it as UTF-8 in your editor", c.File)
	}
	to := convert.ToTOML
	if toMermaid {
		to = convert.ToMermaid
	}
	r := to(diag.NewSource(filepath.ToSlash(c.File), strings.TrimPrefix(string(data), "\uFEFF")), o)
	w.report(append(r.Problems, r.Lost...).Sorted())
	switch {
	case r.Problems.HasErrors():
		return fmt.Errorf("not converted: %s", r.Problems.Summary())
	case c.Output == "-":
		_, err = io.WriteString(w.Stdout, r.Text)
		return err
	}
	if err := replaceFile(c.Output, []byte(r.Text)); err != nil {
		return fmt.Errorf("%s cannot be written: %w", c.Output, reason(err))
	}
	return nil
}
