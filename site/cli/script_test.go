package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kvartal/site/cli"
	"kvartal/site/golden"
)

// The scripts in testdata run the program as its users do. A script is an
// archive: commands, a line each, then the files that its folder begins with.
// The language is that of Go's own script tests: "#" begins a comment, "!"
// before a command wants it to fail, 'single quotes' keep blanks together ('' is
// one quote), $WORK is the script's folder. What the commands do stands at
// their functions, in commands_test.go. With -update, files that "cmp" compares
// with are written anew.

var update = flag.Bool("update", false, "rewrite what scripts compare with")

// asProgram makes the test binary behave as the program.
const asProgram = "KVARTAL_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if notice := os.Getenv(asProgram); notice != "" {
		text, err := os.ReadFile(notice)
		if err != nil {
			panic(err)
		}
		cli.Main(string(text))
	}
	os.Exit(m.Run())
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			if _, err := exec.LookPath("git"); err != nil && strings.Contains(file, "git-") {
				t.Skip("there is no git here")
			}
			t.Parallel()
			runScript(t, file)
		})
	}
}

// script is a script while it runs.
type script struct {
	dir            string // $WORK
	cwd            string
	env            []string
	stdout, stderr string // of the last command
	archive        *golden.Archive
	remembered     map[string]tree
	changed        bool // by -update
}

func runScript(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &script{dir: t.TempDir(), archive: golden.Parse(string(text)), remembered: map[string]tree{}}
	s.cwd = s.dir
	s.env = environment(t, s.dir)
	for _, p := range s.archive.Parts {
		if err := s.write(p.Name, p.Text); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for line := range strings.Lines(s.archive.Comment) {
		n++
		if err := s.line(strings.TrimSpace(line)); err != nil {
			t.Fatalf("%s:%d: %s\n%v", file, n, strings.TrimSpace(line), err)
		}
	}
	if s.changed {
		if err := os.WriteFile(file, []byte(s.archive.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// environment is what programs see of the world: nothing of the tester's.
func environment(t *testing.T, dir string) []string {
	notice, err := filepath.Abs("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, asProgram + "=" + notice,
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES=" + filepath.Dir(dir)}
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		env = append(env, "GIT_"+who+"_NAME=Anna", "GIT_"+who+"_EMAIL=anna@example.org")
	}
	return env
}

func (s *script) write(name, text string) error {
	full := s.path(name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, []byte(text), 0o644)
}

// path is a file of the script; the seed page of this repository is $SEED.
func (s *script) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.cwd, filepath.FromSlash(name))
}

// line does what one line says.
func (s *script) line(line string) error {
	words, err := s.words(line)
	if err != nil || len(words) == 0 {
		return err
	}
	want := true
	if words[0] == "!" {
		want, words = false, words[1:]
	}
	c, ok := scriptCommands[words[0]]
	if !ok {
		return fmt.Errorf("there is no command %q", words[0])
	}
	err = c(s, words[1:])
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return err
	case want || err != nil:
		if want {
			return err
		}
		return nil
	}
	return errors.New("this should have failed")
}

// usageError is a wrong line of a script, which "!" does not excuse.
type usageError string

func (u usageError) Error() string { return "usage: " + string(u) }

var variable = regexp.MustCompile(`\$\w+`)

// words splits a line.
func (s *script) words(line string) ([]string, error) {
	var words []string
	for line != "" && line[0] != '#' {
		word := ""
		begun := line
		for line != "" && line[0] != ' ' {
			if line[0] != '\'' {
				end := strings.IndexAny(line+" ", " '")
				word += variable.ReplaceAllStringFunc(line[:end], s.variable)
				line = line[end:]
				continue
			}
			quoted, rest, closed := strings.Cut(line[1:], "'")
			for closed && strings.HasPrefix(rest, "'") {
				var more string
				more, rest, closed = strings.Cut(rest[1:], "'")
				quoted += "'" + more
			}
			if !closed {
				return nil, usageError("a quote is not closed: " + begun)
			}
			word, line = word+quoted, rest
		}
		words = append(words, word)
		line = strings.TrimLeft(line, " ")
	}
	return words, nil
}

func (s *script) variable(name string) string {
	switch name {
	case "$WORK":
		return filepath.ToSlash(s.dir)
	case "$SEED":
		full, err := filepath.Abs("../testdata/OS2display_roadmap.md")
		if err != nil {
			panic(err)
		}
		return filepath.ToSlash(full)
	}
	return name
}

// run runs a program and keeps what it says.
func (s *script) run(program string, args ...string) error {
	if program == "kvartal" {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		program = self
	}
	cmd := exec.Command(program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = s.cwd, slices.Clip(s.env), &stdout, &stderr
	err := cmd.Run()
	s.stdout, s.stderr = stdout.String(), stderr.String()
	return err
}

// said tells what the last program said, for messages.
func (s *script) said() string {
	return fmt.Sprintf("[stdout]\n%s[stderr]\n%s", s.stdout, s.stderr)
}

// read returns a file of the script; "stdout" and "stderr" are what the last
// program said.
func (s *script) read(name string) (string, error) {
	switch name {
	case "stdout":
		return s.stdout, nil
	case "stderr":
		return s.stderr, nil
	}
	data, err := os.ReadFile(s.path(name))
	return string(data), err
}
