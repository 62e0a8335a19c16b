package cli_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// scriptCommands is what a line of a script can do.
var scriptCommands = map[string]func(s *script, args []string) error{
	// exec PROGRAM ARG...: it ends with 0.
	"exec": func(s *script, args []string) error {
		if err := s.run(args[0], args[1:]...); err != nil {
			return fmt.Errorf("%w\n%s", err, s.said())
		}
		return nil
	},
	// fails ARG...: kvartal ends with 1, the work failed.
	"fails": func(s *script, args []string) error { return s.ends(1, args) },
	// wrong ARG...: kvartal ends with 2, the words were wrong.
	"wrong": func(s *script, args []string) error { return s.ends(2, args) },
	// stdout PATTERN, stderr PATTERN: what the last program said matches.
	"stdout": func(s *script, args []string) error { return s.match("stdout", args) },
	"stderr": func(s *script, args []string) error { return s.match("stderr", args) },
	// grep PATTERN FILE
	"grep": func(s *script, args []string) error {
		if len(args) != 2 {
			return usageError("grep PATTERN FILE")
		}
		return s.match(args[1], args[:1])
	},
	"cmp":       compare,
	"exists":    exists,
	"remember":  remember,
	"unchanged": unchanged,
	"commit":    commit,
	"report":    checkReport,
	"picture":   checkPicture,
	// cd DIR
	"cd": func(s *script, args []string) error {
		s.cwd = s.path(args[0])
		_, err := os.Stat(s.cwd)
		return err
	},
	// env NAME=VALUE...
	"env": func(s *script, args []string) error { s.env = append(s.env, args...); return nil },
	// mkdir DIR, rm FILE|DIR, mv FROM TO, symlink FILE TO
	"mkdir": func(s *script, args []string) error { return os.MkdirAll(s.path(args[0]), 0o755) },
	"rm":    func(s *script, args []string) error { return os.RemoveAll(s.path(args[0])) },
	"mv":    func(s *script, args []string) error { return os.Rename(s.path(args[0]), s.path(args[1])) },
	"symlink": func(s *script, args []string) error {
		return os.Symlink(args[1], s.path(args[0]))
	},
	// cp FROM TO: FROM may be stdout
	"cp": func(s *script, args []string) error {
		text, err := s.read(args[0])
		if err != nil {
			return err
		}
		return s.write(args[1], text)
	},
	// replace OLD NEW FILE
	"replace": func(s *script, args []string) error {
		text, err := s.read(args[2])
		if err != nil {
			return err
		}
		if !strings.Contains(text, args[0]) {
			return fmt.Errorf("%s has no %q", args[2], args[0])
		}
		return s.write(args[2], strings.ReplaceAll(text, args[0], args[1]))
	},
}

func (s *script) ends(code int, args []string) error {
	err := s.run("kvartal", args...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != code {
		return fmt.Errorf("got %v, want exit code %d\n%s", err, code, s.said())
	}
	return nil
}

func (s *script) match(name string, args []string) error {
	if len(args) != 1 {
		return usageError(name + " PATTERN")
	}
	pattern, err := regexp.Compile("(?m)" + args[0])
	if err != nil {
		return usageError(err.Error())
	}
	text, err := s.read(name)
	if err != nil {
		return usageError(err.Error())
	}
	if !pattern.MatchString(text) {
		return fmt.Errorf("no match in\n%s", text)
	}
	return nil
}

// compare is "cmp FILE WANTED".
func compare(s *script, args []string) error {
	if len(args) != 2 {
		return usageError("cmp FILE WANTED")
	}
	got, err := s.read(args[0])
	if err != nil {
		return err
	}
	if *update {
		for i, p := range s.archive.Parts {
			if p.Name == args[1] && p.Text != got {
				s.archive.Parts[i].Text, s.changed = got, true
				return s.write(p.Name, got)
			}
		}
	}
	want, err := s.read(args[1])
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("wanted (-), got (+):\n%s", cmp.Diff(want, got))
	}
	return nil
}

// exists is "exists FILE...". A link that leads nowhere exists.
func exists(s *script, args []string) error {
	for _, name := range args {
		if _, err := os.Lstat(s.path(name)); err != nil {
			return err
		}
	}
	return nil
}

// tree is a folder: name -> time and text.
type tree map[string]string

func (s *script) tree(args []string) (tree, error) {
	if len(args) != 1 {
		return nil, usageError("remember DIR, unchanged DIR")
	}
	dir := s.path(args[0])
	found := tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if d.IsDir() {
			found[rel] = "folder"
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		found[rel] = info.ModTime().String() + "\n" + string(data)
		return err
	})
	return found, err
}

// remember is "remember DIR".
func remember(s *script, args []string) (err error) {
	s.remembered[strings.Join(args, " ")], err = s.tree(args)
	return err
}

// unchanged is "unchanged DIR": the folder is, byte for byte and in its times,
// as it was when it was remembered.
func unchanged(s *script, args []string) error {
	now, err := s.tree(args)
	if err != nil {
		return err
	}
	before := s.remembered[args[0]]
	if len(before) == 0 {
		return usageError("remember " + args[0] + " first")
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if now[name] != before[name] {
			return fmt.Errorf("%s changed or went", name)
		}
	}
	for name := range now {
		if _, ok := before[name]; !ok {
			return fmt.Errorf("%s is new", name)
		}
	}
	return nil
}

// commit is "commit DATE FILE...": the files are committed with that author
// date. The committer's is a later one, as after a rebase.
func commit(s *script, args []string) error {
	if len(args) < 2 {
		return usageError("commit DATE FILE...")
	}
	s.env = append(s.env, "GIT_AUTHOR_DATE="+args[0], "GIT_COMMITTER_DATE=2026-10-10T10:10:10+0200")
	for _, words := range [][]string{append([]string{"add", "--"}, args[1:]...), {"commit", "-q", "-m", "x"}} {
		if err := s.run("git", words...); err != nil {
			return fmt.Errorf("%w\n%s", err, s.said())
		}
	}
	return nil
}

// checkReport is "report ok|failed": standard output of the last command is
// JSON of the documented form and nothing else.
func checkReport(s *script, args []string) error {
	var r struct {
		Ok                                 *bool
		Pages, Written, Unchanged, Removed *int
		Seconds                            *float64
		Held                               []struct{ File, Reason string }
		Diagnostics                        []struct {
			Severity, Code, File, Message, Text string
			Line, Col, Width                    int
			Hints                               []string
			See                                 []struct {
				File, Message string
				Line, Col     int
			}
		}
	}
	dec := json.NewDecoder(strings.NewReader(s.stdout))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("there is more than one JSON value")
	}
	if r.Ok == nil || r.Pages == nil || r.Written == nil || r.Unchanged == nil || r.Removed == nil || r.Seconds == nil ||
		r.Held == nil || r.Diagnostics == nil {
		return errors.New("a field is missing, or null")
	}
	if len(args) != 1 || *r.Ok != (args[0] == "ok") {
		return fmt.Errorf("ok is %v, want %v", *r.Ok, args)
	}
	for _, d := range r.Diagnostics {
		if d.Code == "" || d.Message == "" || !slices.Contains([]string{"note", "warning", "error"}, d.Severity) {
			return fmt.Errorf("a problem without code, message or severity: %+v", d)
		}
	}
	return nil
}

// checkPicture is "picture FILE WORD...": the file is an SVG picture that may
// stand anywhere and shows the words.
func checkPicture(s *script, args []string) error {
	if len(args) == 0 {
		return usageError("picture FILE WORD...")
	}
	data, err := s.read(args[0])
	if err != nil {
		return err
	}
	texts, err := standalone(data)
	if err != nil {
		return err
	}
	for _, word := range args[1:] {
		if !strings.Contains(texts, word) {
			return fmt.Errorf("%q is not shown; the texts are:\n%s", word, texts)
		}
	}
	return nil
}

// standalone returns the texts of an SVG picture, which must need nothing but
// itself: presentation attributes, no style sheet, no script, no other file.
func standalone(svg string) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	var b strings.Builder
	for first := true; ; {
		token, err := dec.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch el := token.(type) {
		case xml.StartElement:
			if first && el.Name != (xml.Name{Space: "http://www.w3.org/2000/svg", Local: "svg"}) {
				return "", fmt.Errorf("the outermost element is %v", el.Name)
			}
			first = false
			if slices.Contains([]string{"style", "script", "image", "foreignObject"}, el.Name.Local) {
				return "", fmt.Errorf("there is an element %q", el.Name.Local)
			}
			for _, a := range el.Attr {
				if slices.Contains([]string{"style", "class"}, a.Name.Local) || strings.HasPrefix(a.Name.Local, "on") {
					return "", fmt.Errorf("there is an attribute %q", a.Name.Local)
				}
			}
		case xml.CharData:
			b.WriteString(strings.TrimSpace(string(el)) + "\n")
		}
	}
}
