package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/diag"
)

// target is a file to write.
type target struct {
	form form
	path string // "-" for standard output
}

// job is what is to be made of one file of the command line.
type job struct {
	file    string
	number  int // from 1; 0 for the only one
	targets []target
}

func (j job) toStdout() bool {
	return slices.ContainsFunc(j.targets, func(t target) bool { return t.path == stdinFile })
}

// jobs says what is to be written, before anything is: each place is written
// once, and no file that is read.
func (c drawCmd) jobs() ([]job, error) {
	outputs := c.Output
	stdout, err := c.stdoutForm()
	if err != nil {
		return nil, err
	}
	mail, err := c.wanted(len(c.Files))
	if err != nil {
		return nil, err
	}
	if len(outputs) == 0 && !mail {
		outputs = []string{stdinFile}
	}
	written := map[string]string{} // place -> the file that is written there
	var jobs []job
	for i, file := range c.Files {
		j := job{file: file}
		if len(c.Files) > 1 {
			j.number = i + 1
		}
		for _, output := range outputs {
			t := target{stdout, output}
			if output != stdinFile {
				if t, err = c.target(file, output); err != nil {
					return nil, err
				}
			}
			if err := c.allowed(t, file, output, written); err != nil {
				return nil, err
			}
			j.targets = append(j.targets, t)
		}
		jobs = append(jobs, j)
	}
	return jobs, nil
}

// stdoutForm returns the form of what goes to standard output.
func (c drawCmd) stdoutForm() (form, error) {
	name := c.Format
	toStdout := slices.Contains(c.Output, stdinFile)
	switch {
	case name != "" && len(c.Output) > 0 && !toStdout:
		return form{}, usage("--format: nothing is written to standard output; the ending of --output says what is written")
	case name == "" && toStdout:
		name = "svg"
	case name == "":
		name = "txt"
	}
	var names []string
	for _, f := range forms {
		if f.name == name {
			return f, nil
		}
		names = append(names, f.name)
	}
	return form{}, unknown("--format", "form", name, names)
}

// target returns what an output asks to make of a file. An output without a
// name, ".svg" or "pictures/.svg", is called as the file is: beside it, or in that folder.
func (c drawCmd) target(file, output string) (target, error) {
	if info, err := os.Stat(output); err == nil && info.IsDir() && !isEnding(filepath.Base(output)) || os.IsPathSeparator(output[len(output)-1]) {
		return target{}, usage(fmt.Sprintf("--output: %q is a folder\nhint: %q puts pictures there, called as their roadmaps are", output, filepath.ToSlash(filepath.Join(output, ".svg"))))
	}
	f, err := formOf(output)
	if err != nil {
		return target{}, err
	}
	folder, base := filepath.Split(output)
	if !isEnding(base) {
		return target{f, output}, nil
	}
	name := bareName(filepath.Base(file))
	if file == stdinFile {
		if name = bareName(filepath.Base(c.StdinName)); c.StdinName == stdinName {
			return target{}, usage(fmt.Sprintf("--output: standard input has no name that %q could take", output))
		}
	} else if folder == "" {
		folder = filepath.Dir(file)
	}
	return target{f, filepath.Join(folder, name+f.ending)}, nil
}

// formOf returns the form that a file's ending asks for.
func formOf(output string) (form, error) {
	lower := strings.ToLower(filepath.Base(output))
	for _, f := range forms {
		if strings.HasSuffix(lower, f.ending) || strings.HasSuffix(lower, "."+f.name) {
			return f, nil
		}
	}
	message := fmt.Sprintf("--output: %q ends in none of the forms that are written: %s", output, endings())
	var names []string
	for _, f := range forms {
		names = append(names, f.ending)
	}
	if near := diag.DidYouMean(filepath.Ext(lower), names); near != "" {
		message += "\nhint: " + near
	}
	return form{}, usage(message)
}

// isEnding tells a name that is only an ending: ".svg".
func isEnding(base string) bool {
	return slices.ContainsFunc(forms, func(f form) bool { return strings.EqualFold(base, f.ending) || strings.EqualFold(base, "."+f.name) })
}

// bareName returns a file's name without what tells its kind.
func bareName(base string) string {
	if n := len(base) - len(timeline.TOMLSuffix); n > 0 && strings.EqualFold(base[n:], timeline.TOMLSuffix) {
		return base[:n]
	}
	if bare := strings.TrimSuffix(base, filepath.Ext(base)); bare != "" {
		return bare
	}
	return base
}

// allowed tells why a target must not be written.
func (c drawCmd) allowed(t target, file, output string, written map[string]string) error {
	if t.form.whole && (c.From != "" || c.To != "" || len(c.Section) > 0) {
		return usage(fmt.Sprintf("--output: %s is the text of a roadmap, which is written whole; leave --from, --to and --section away", t.form.ending))
	}
	if t.path == stdinFile {
		if t.form.binary && c.terminal {
			return usage(fmt.Sprintf("--format: a terminal cannot show %s\nhint: -o plan%s writes it to a file", t.form.name, t.form.ending))
		}
		if len(c.Files) > 1 && !t.form.many {
			return usage(fmt.Sprintf("standard output can hold one %s only, and there are %d roadmaps\nhint: -o %s writes each beside its roadmap, -o DIR/%s into a folder", t.form.name, len(c.Files), t.form.ending, t.form.ending))
		}
	}
	for _, read := range c.Files {
		if read != stdinFile && t.path != stdinFile && sameFile(read, t.path) {
			return overwrites(t.path)
		}
	}
	place := filepath.Clean(t.path)
	other, taken := written[place]
	written[place] = file
	switch {
	case !taken, other != file && t.path == stdinFile:
		return nil
	case other == file:
		return usage(fmt.Sprintf("--output: %q is asked for twice", t.path))
	case t.path == output:
		return usage(fmt.Sprintf("--output: %q is one file, and there are %d roadmaps\nhint: -o %s writes each beside its roadmap, -o DIR/%s into a folder", t.path, len(c.Files), t.form.ending, t.form.ending))
	}
	return usage(fmt.Sprintf("--output: both %q and %q would be written to %q", other, file, t.path))
}

func overwrites(name string) error {
	return usage(fmt.Sprintf("--output: %q is the roadmap that is read; it is not overwritten", name))
}

// sameFile tells whether two names lead to one file.
func sameFile(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
