package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/convert"
	"kvartal/timeline/diag"
)

type convertCmd struct {
	File   string `arg:"" help:"A roadmap: *.toml, or in Mermaid's language any other file; - for standard input."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"Roadmap to write, *.toml (*.timeline.toml for a site) from Mermaid, else *.mmd; - for standard output."`
	Today  string `placeholder:"DATE" help:"The current day, for dates without a year."`
	stdinFlags
}

// Run writes a roadmap in the other language, and tells what that cannot say.
func (c convertCmd) Run(w World) error {
	today, err := todayFlag(c.Today)
	if err != nil {
		return err
	}
	name, text, err := c.read(w, c.File)
	if err != nil {
		return err
	}
	to, want := convert.ToTOML, ".toml"
	if timeline.IsTOML(name) {
		to, want = convert.ToMermaid, ".mmd"
	}
	if c.Output != "-" && !strings.HasSuffix(strings.ToLower(c.Output), want) {
		return usage(fmt.Sprintf("--output: %q does not end in %s, and %s is turned into that", c.Output, want, filepath.Base(name)))
	}
	r := to(diag.NewSource(name, text), chart.Options{Today: today})
	w.report(append(r.Problems, r.Lost...).Sorted())
	switch {
	case r.Problems.HasErrors():
		return fmt.Errorf("not converted: %s", r.Problems.Summary())
	case c.Output == "-":
		_, err = io.WriteString(w.Stdout, r.Text)
		return err
	}
	if err := replaceFile(c.Output, []byte(r.Text)); err != nil {
		return unwritable(c.Output, err)
	}
	return nil
}
