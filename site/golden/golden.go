// Package golden takes a test's archives, each a file of testdata with input
// and the results that are wanted, and compares what a stage gives with them,
// or rewrites them. Only tests import it.
package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Archive is a text in the txtar format: a comment that says what is shown,
// then parts that each begin with a line "-- name --".
type Archive struct {
	Comment string
	Parts   []Part
}

// Part is a named text of an archive.
type Part struct{ Name, Text string }

// Get returns the text of a part, "" if there is none.
func (a *Archive) Get(name string) string {
	for _, p := range a.Parts {
		if p.Name == name {
			return p.Text
		}
	}
	return ""
}

// Parse reads an archive.
func Parse(text string) *Archive {
	a := &Archive{}
	for line := range strings.Lines(text) {
		name, begins := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		name, ends := strings.CutSuffix(name, " --")
		switch {
		case begins && ends:
			a.Parts = append(a.Parts, Part{Name: name})
		case len(a.Parts) == 0:
			a.Comment += line
		default:
			a.Parts[len(a.Parts)-1].Text += line
		}
	}
	return a
}

// String writes the archive as Parse reads it.
func (a *Archive) String() string {
	var b strings.Builder
	b.WriteString(a.Comment)
	for _, p := range a.Parts {
		b.WriteString("-- " + p.Name + " --\n" + p.Text)
		if p.Text != "" && !strings.HasSuffix(p.Text, "\n") {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Run makes a subtest of every archive in testdata that matches the pattern.
// make gives the results of one; they are compared with the parts of their
// names or, when update is set, replace them at the archive's end.
func Run(t *testing.T, pattern string, update bool, make func(t *testing.T, in *Archive) []Part) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens match testdata/%s: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := Parse(string(text))
			got := make(t, in)
			if update {
				rewrite(t, file, in, got)
				return
			}
			for _, p := range got {
				if !strings.HasSuffix(p.Text, "\n") && p.Text != "" {
					p.Text += "\n"
				}
				if diff := cmp.Diff(in.Get(p.Name), p.Text); diff != "" {
					t.Errorf("%s, part %s (-want +got):\n%s", file, p.Name, diff)
				}
			}
		})
	}
}

func rewrite(t *testing.T, file string, in *Archive, got []Part) {
	t.Helper()
	isResult := func(p Part) bool {
		return slices.ContainsFunc(got, func(g Part) bool { return g.Name == p.Name })
	}
	out := &Archive{in.Comment, append(slices.DeleteFunc(slices.Clone(in.Parts), isResult), got...)}
	if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
