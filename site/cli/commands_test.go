package cli_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptCommands are the commands that testscript does not have.
var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"fails":     plain("fails ARG...", fails),
	"wrong":     plain("wrong ARG...", wrong),
	"replace":   plain("replace OLD NEW FILE", replace),
	"remember":  plain("remember DIR", remember),
	"unchanged": plain("unchanged DIR", unchanged),
	"commit":    plain("commit DATE FILE...", commit),
	"report":    plain("report ok|failed", checkReport),
	"png":       plain("png FILE WIDTH", checkPNG),
	"crlf":      plain("crlf FILE...", crlf),
	"picture":   checkPicture,
}

// plain makes a command of a function: "!" before it has no meaning, and it
// takes as many arguments as its usage names, or more where that ends in "...".
func plain(usage string, run func(ts *testscript.TestScript, args []string) error) func(*testscript.TestScript, bool, []string) {
	want := len(strings.Fields(usage)) - 1
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) < want || len(args) > want && !strings.HasSuffix(usage, "...") {
			ts.Fatalf("usage: %s", usage)
		}
		ts.Check(run(ts, args))
	}
}

// fails is "fails ARG...": kvartal ends with 1, the work failed.
func fails(ts *testscript.TestScript, args []string) error { return ends(ts, 1, args) }

// wrong is "wrong ARG...": kvartal ends with 2, the words were wrong.
func wrong(ts *testscript.TestScript, args []string) error { return ends(ts, 2, args) }

func ends(ts *testscript.TestScript, code int, args []string) error {
	err := ts.Exec("kvartal", args...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != code {
		return fmt.Errorf("kvartal ended with %v, want exit status %d", err, code)
	}
	return nil
}

// replace is "replace OLD NEW FILE".
func replace(ts *testscript.TestScript, args []string) error {
	text := ts.ReadFile(args[2])
	if !strings.Contains(text, args[0]) {
		return fmt.Errorf("%s has no %q", args[2], args[0])
	}
	return os.WriteFile(ts.MkAbs(args[2]), []byte(strings.ReplaceAll(text, args[0], args[1])), 0o644)
}

// tree is a folder: name -> time and text.
type tree map[string]string

// remembered is the key of a script's folders as they were: name -> tree.
type remembered struct{}

func readTree(dir string) (tree, error) {
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

// checkPNG is "png FILE WIDTH": the file is a PNG so many dots wide.
func checkPNG(ts *testscript.TestScript, args []string) error {
	c, err := png.DecodeConfig(strings.NewReader(ts.ReadFile(args[0])))
	if err == nil && fmt.Sprint(c.Width) != args[1] {
		err = fmt.Errorf("%s is %d dots wide", args[0], c.Width)
	}
	return err
}

// crlf is "crlf FILE...": all lines of the files end in CR LF; from then on they end
// as those of scripts do, for cmp.
func crlf(ts *testscript.TestScript, args []string) error {
	for _, file := range args {
		text := ts.ReadFile(file)
		lines := strings.ReplaceAll(text, "\r\n", "\n")
		if strings.Count(lines, "\n") != len(text)-len(lines) {
			return fmt.Errorf("%s has lines that do not end in CR LF", file)
		}
		if err := os.WriteFile(ts.MkAbs(file), []byte(lines), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// remember is "remember DIR".
func remember(ts *testscript.TestScript, args []string) (err error) {
	ts.Value(remembered{}).(map[string]tree)[args[0]], err = readTree(ts.MkAbs(args[0]))
	return err
}

// unchanged is "unchanged DIR": the folder is, byte for byte and in its times,
// as it was when it was remembered.
func unchanged(ts *testscript.TestScript, args []string) error {
	now, err := readTree(ts.MkAbs(args[0]))
	if err != nil {
		return err
	}
	before := ts.Value(remembered{}).(map[string]tree)[args[0]]
	if len(before) == 0 {
		return fmt.Errorf("remember %s first", args[0])
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
func commit(ts *testscript.TestScript, args []string) error {
	ts.Setenv("GIT_AUTHOR_DATE", args[0])
	ts.Setenv("GIT_COMMITTER_DATE", "2026-10-10T10:10:10+0200")
	if err := ts.Exec("git", append([]string{"add", "--"}, args[1:]...)...); err != nil {
		return err
	}
	return ts.Exec("git", "commit", "-q", "-m", "x")
}

// checkReport is "report ok|failed": standard output of the last command is
// JSON of the documented form and nothing else.
func checkReport(ts *testscript.TestScript, args []string) error {
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
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
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
	if *r.Ok != (args[0] == "ok") {
		return fmt.Errorf("ok is %v, want %s", *r.Ok, args[0])
	}
	for _, d := range r.Diagnostics {
		if d.Code == "" || d.Message == "" || !slices.Contains([]string{"note", "warning", "error"}, d.Severity) {
			return fmt.Errorf("a problem without code, message or severity: %+v", d)
		}
	}
	return nil
}

// checkPicture is "picture FILE WORD...": the file is an SVG picture that may
// stand anywhere and shows the words. With "!" it shows none of them.
func checkPicture(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || neg && len(args) == 1 {
		ts.Fatalf("usage: picture FILE WORD...")
	}
	texts, err := standalone(ts.ReadFile(args[0]))
	ts.Check(err)
	for _, word := range args[1:] {
		if strings.Contains(texts, word) == neg {
			ts.Fatalf("%q is shown: %v; the texts are:\n%s", word, neg, texts)
		}
	}
}

// standalone returns the texts of an SVG picture, which must need nothing but
// itself: presentation attributes, no style sheet, no script, no other file.
func standalone(svg string) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(svg))
	var b strings.Builder
	for first := true; ; {
		token, err := dec.Token()
		if err == io.EOF && !first {
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
