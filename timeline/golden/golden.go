// Package golden takes a test's archives, each a txtar file of testdata with
// input and the results that are wanted, and compares what a stage gives with
// them, or rewrites them; Linear is for what may cost no more than its length.
// Only tests import it.
package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Text returns the text of a file of an archive, "" if there is none.
func Text(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// Run makes a subtest of every archive in testdata that matches the pattern.
// stage gives the results of one; they are compared with the files of their
// names or, when update is set, replace them at the archive's end.
func Run(t *testing.T, pattern string, update bool, stage func(t *testing.T, in *txtar.Archive) []txtar.File) {
	t.Helper()
	archives, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(archives) == 0 {
		t.Fatalf("no goldens match testdata/%s: %v", pattern, err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			in, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			// As it is read back: each result ends with a line's end.
			got := txtar.Parse(txtar.Format(&txtar.Archive{Files: stage(t, in)})).Files
			if update {
				rewrite(t, name, in, got)
				return
			}
			for _, f := range got {
				if diff := cmp.Diff(Text(in, f.Name), string(f.Data)); diff != "" {
					t.Errorf("%s, file %s (-want +got):\n%s", name, f.Name, diff)
				}
			}
		})
	}
}

func rewrite(t *testing.T, name string, in *txtar.Archive, got []txtar.File) {
	t.Helper()
	isResult := func(f txtar.File) bool {
		return slices.ContainsFunc(got, func(g txtar.File) bool { return g.Name == f.Name })
	}
	out := txtar.Format(&txtar.Archive{Comment: in.Comment, Files: append(slices.DeleteFunc(slices.Clone(in.Files), isResult), got...)})
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
}
