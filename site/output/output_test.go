package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// site is the files of a build, or of a folder: path -> text. In a folder, a
// name that ends in "/" is an empty folder, "-> x" is a link to x.
type site map[string]string

// begin stages files and returns what Commit or Abort would end.
func begin(t *testing.T, dir string, files site) *Staging {
	t.Helper()
	s, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sorted(files) {
		if err := s.Put(name, int64(len(files[name])), reader(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func reader(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// build is a whole build that must succeed.
func build(t *testing.T, dir string, files site) Result {
	t.Helper()
	s := begin(t, dir, files)
	if list := s.Foreign(); list != nil {
		t.Fatalf("files in the way: %v", list)
	}
	r, err := s.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// write puts files into a folder, as somebody else would.
func write(t *testing.T, dir string, files site) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(full), 0o755))
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(full, 0o755))
			continue
		}
		must(t, os.WriteFile(full, []byte(text), 0o644))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// everything reads a folder whole, Kvartal's own part included.
func everything(t *testing.T, dir string) site {
	t.Helper()
	found := site{}
	must(t, filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil || full == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, full)
		name := filepath.ToSlash(rel)
		switch {
		case d.IsDir():
			if inside, err := os.ReadDir(full); err == nil && len(inside) == 0 {
				found[name+"/"] = ""
			}
		case d.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(full)
			found[name] = "-> " + to
		default:
			data, err := os.ReadFile(full)
			if err != nil {
				return err
			}
			found[name] = string(data)
		}
		return nil
	}))
	return found
}

// published reads a folder without Kvartal's own part.
func published(t *testing.T, dir string) site {
	t.Helper()
	found := everything(t, dir)
	for name := range found {
		if strings.HasPrefix(name, private+"/") {
			delete(found, name)
		}
	}
	return found
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: wanted (-), got (+):\n%s", what, diff)
	}
}

func TestBuilds(t *testing.T) {
	tests := []struct {
		name          string
		first, second site
		between       site // written by somebody else after the first build
		want          site // nil: as second
		result        Result
	}{
		{
			name:   "the first build writes all",
			second: site{"index.html": "a", "plan/index.html": "b"},
			result: Result{Written: 2},
		},
		{
			name:   "nothing changed",
			first:  site{"index.html": "a", "plan/index.html": "b"},
			second: site{"index.html": "a", "plan/index.html": "b"},
			result: Result{Unchanged: 2},
		},
		{
			name:   "one file changed, one is new",
			first:  site{"index.html": "a", "plan/index.html": "b"},
			second: site{"index.html": "a", "plan/index.html": "b2", "ny.pdf": "c"},
			result: Result{Written: 2, Unchanged: 1},
		},
		{
			name:   "same length, other bytes",
			first:  site{"index.html": "abc"},
			second: site{"index.html": "abd"},
			result: Result{Written: 1},
		},
		{
			name:   "a file larger than a reading step, changed at its end",
			first:  site{"stor.bin": strings.Repeat("x", 70<<10) + "a"},
			second: site{"stor.bin": strings.Repeat("x", 70<<10) + "b"},
			result: Result{Written: 1},
		},
		{
			name:   "a larger file, unchanged",
			first:  site{"stor.bin": strings.Repeat("x", 70<<10)},
			second: site{"stor.bin": strings.Repeat("x", 70<<10)},
			result: Result{Unchanged: 1},
		},
		{
			name:   "an empty file",
			first:  site{"tom.txt": ""},
			second: site{"tom.txt": ""},
			result: Result{Unchanged: 1},
		},
		{
			name:   "what is gone is removed, with the folders it leaves empty",
			first:  site{"index.html": "a", "x/y/z/index.html": "b", "x/behold.css": "c"},
			second: site{"index.html": "a", "x/behold.css": "c"},
			result: Result{Unchanged: 2, Removed: 1},
		},
		{
			name:   "a folder becomes a file",
			first:  site{"plan/index.html": "a", "plan/mere/index.html": "b"},
			second: site{"plan": "c"},
			result: Result{Written: 1, Removed: 2},
		},
		{
			name:    "a folder in which somebody made an empty folder becomes a file",
			first:   site{"plan/index.html": "a"},
			between: site{"plan/tom/": ""},
			second:  site{"plan": "c"},
			result:  Result{Written: 1, Removed: 1},
		},
		{
			name:   "a file becomes a folder",
			first:  site{"plan": "c"},
			second: site{"plan/index.html": "a", "plan/mere/index.html": "b"},
			result: Result{Written: 2, Removed: 1},
		},
		{
			name:    "files of others stay",
			first:   site{"plan/index.html": "a"},
			between: site{".gitignore": "*\n", "CNAME": "example.org", "plan/note.txt": "mine", "tom/": ""},
			second:  site{"index.html": "b"},
			want:    site{"index.html": "b", ".gitignore": "*\n", "CNAME": "example.org", "plan/note.txt": "mine", "tom/": ""},
			result:  Result{Written: 1, Removed: 1},
		},
		{
			name:    "a stale file that somebody changed is kept and told",
			first:   site{"index.html": "a", "plan.html": "b"},
			between: site{"plan.html": "mine"},
			second:  site{"index.html": "a"},
			want:    site{"index.html": "a", "plan.html": "mine"},
			result:  Result{Unchanged: 1, Kept: []string{"plan.html"}},
		},
		{
			name:    "a published file that somebody changed is made again",
			first:   site{"index.html": "a"},
			between: site{"index.html": "mine"},
			second:  site{"index.html": "a"},
			result:  Result{Written: 1},
		},
		{
			name:    "a foreign file with the very bytes of the new one is taken over",
			between: site{"index.html": "a"},
			second:  site{"index.html": "a"},
			result:  Result{Unchanged: 1},
		},
		{
			name:   "names with blanks and letters of all kinds",
			first:  site{"billeder/et æble.png": "a"},
			second: site{"billeder/et æble.png": "a", "billeder/100 %.png": "b"},
			result: Result{Written: 1, Unchanged: 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if tt.first != nil {
				build(t, dir, tt.first)
			}
			write(t, dir, tt.between)
			want(t, "result", build(t, dir, tt.second), tt.result)
			if tt.want == nil {
				tt.want = tt.second
			}
			want(t, "output folder", published(t, dir), tt.want)
			want(t, "Kvartal's own folder", sorted(everything(t, filepath.Join(dir, private))), []string{"manifest"})

			for _, name := range tt.result.Kept { // told once, then it is somebody else's
				delete(tt.want, name)
			}
			want(t, "one more build", build(t, dir, tt.second), Result{Unchanged: len(tt.second)})
		})
	}
}

func TestKeptFileIsLeftAloneFromThenOn(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, site{"a": "1", "b": "1"})
	write(t, dir, site{"b": "mine"})
	build(t, dir, site{"a": "1"})
	want(t, "third build", build(t, dir, site{"a": "1"}), Result{Unchanged: 1})
	want(t, "output folder", published(t, dir), site{"a": "1", "b": "mine"})
}

func TestNothingChangesBeforeCommit(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, site{"index.html": "a", "gammel/index.html": "b"})
	before := published(t, dir)
	s := begin(t, dir, site{"index.html": "a2", "ny/index.html": "c"})
	want(t, "output folder while the build runs", published(t, dir), before)
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	want(t, "output folder", published(t, dir), site{"index.html": "a2", "ny/index.html": "c"})
}

// A web server or a copying tool tells by the time whether a file is new.
func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, site{"a.html": "a", "b.html": "b"})
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, name := range []string{"a.html", "b.html"} {
		must(t, os.Chtimes(filepath.Join(dir, name), long, long))
	}
	build(t, dir, site{"a.html": "a", "b.html": "b2"})
	for name, kept := range map[string]bool{"a.html": true, "b.html": false} {
		info, err := os.Stat(filepath.Join(dir, name))
		must(t, err)
		if info.ModTime().Equal(long) != kept {
			t.Errorf("%s: time is %v; kept should be %v", name, info.ModTime(), kept)
		}
	}
}

func TestForeignFilesAreInTheWay(t *testing.T) {
	tests := []struct {
		name    string
		first   site
		between site
		second  site
		told    string // the file in the message
	}{
		{"a file at the place of a file", nil, site{"plan.html": "mine"}, site{"plan.html": "b"}, "plan.html"},
		{"a folder with a file at the place of a file", nil, site{"plan/note.txt": "mine"}, site{"plan": "b"}, "plan"},
		{"a file where a folder is needed", nil, site{"x": "mine"}, site{"x/y/index.html": "b"}, "x/y/index.html"},
		{"a changed stale file where a folder is needed", site{"x": "a"}, site{"x": "mine"}, site{"x/index.html": "b"}, "x/index.html"},
		{"a changed stale file in a folder that should become a file", site{"x/y": "a"}, site{"x/y": "mine"}, site{"x": "b"}, "x"},
		{"a foreign file beside ours in a folder that should become a file", site{"x/y": "a"}, site{"x/z": "mine"}, site{"x": "b"}, "x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if tt.first != nil {
				build(t, dir, tt.first)
			}
			write(t, dir, tt.between)
			before := everything(t, dir)
			s := begin(t, dir, tt.second)
			list := s.Foreign()
			if len(list) != 1 || !list.HasErrors() || list[0].Code != "output-foreign" {
				t.Fatalf("got %v, want one error output-foreign", list)
			}
			want(t, "place", list[0].File, filepath.ToSlash(filepath.Join(dir, tt.told)))
			s.Abort()
			want(t, "output folder after all", everything(t, dir), before)
		})
	}
}

func TestManyForeignFilesAreOneMessage(t *testing.T) {
	dir := t.TempDir()
	foreign, ours := site{}, site{}
	for i := range 9 {
		foreign[fmt.Sprintf("%d.html", i)], ours[fmt.Sprintf("%d.html", i)] = "mine", "new"
	}
	write(t, dir, foreign)
	s := begin(t, dir, ours)
	defer s.Abort()
	list := s.Foreign()
	if len(list) != 1 || len(list[0].See) != 4 || !strings.HasPrefix(list[0].Message, "9 files") {
		t.Errorf("got %+v, want one problem that counts 9 files and shows five", list)
	}
}

func TestAbortLeavesEverythingAsItWas(t *testing.T) {
	t.Run("a folder that was not there", func(t *testing.T) {
		top := t.TempDir()
		begin(t, filepath.Join(top, "a", "b", "public"), site{"index.html": "a"}).Abort()
		want(t, "folder above", everything(t, top), site{})
	})
	t.Run("an empty folder", func(t *testing.T) {
		dir := t.TempDir()
		begin(t, dir, site{"index.html": "a"}).Abort()
		want(t, "output folder", everything(t, dir), site{})
	})
	t.Run("a folder with a site", func(t *testing.T) {
		dir := t.TempDir()
		build(t, dir, site{"index.html": "a", "plan/index.html": "b"})
		before := everything(t, dir)
		begin(t, dir, site{"index.html": "a2", "ny/index.html": "b"}).Abort()
		want(t, "output folder", everything(t, dir), before)
	})
	t.Run("a folder of somebody else", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, site{".gitignore": "*\n", "x/y.txt": "mine"})
		before := everything(t, dir)
		begin(t, dir, site{"index.html": "a2"}).Abort()
		want(t, "output folder", everything(t, dir), before)
	})
}

func TestScratchGoesWithTheBuild(t *testing.T) {
	for _, commit := range []bool{true, false} {
		dir := t.TempDir()
		s := begin(t, dir, site{"index.html": "a"})
		f, err := s.Scratch()
		must(t, err)
		if _, err := f.WriteAt([]byte("body"), 100); err != nil {
			t.Fatal(err)
		}
		if commit {
			_, err = s.Commit()
			must(t, err)
			want(t, "Kvartal's own folder", sorted(everything(t, filepath.Join(dir, private))), []string{"manifest"})
		} else {
			s.Abort()
			want(t, "output folder", everything(t, dir), site{})
		}
		if _, err := f.WriteAt([]byte("x"), 0); !errors.Is(err, fs.ErrClosed) {
			t.Errorf("commit %v: the scratch file is still open: %v", commit, err)
		}
	}
}

// A crash while pages were made leaves a staging folder.
func TestLeftoverStagingIsRemoved(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, site{"index.html": "a"})
	write(t, dir, site{staging + "/0": "half a p", staging + "/scratch": "bodies", manifest + ".new": "kvartal man"})
	want(t, "result", build(t, dir, site{"index.html": "a2"}), Result{Written: 1})
	want(t, "output folder", published(t, dir), site{"index.html": "a2"})
	want(t, "Kvartal's own folder", sorted(everything(t, filepath.Join(dir, private))), []string{"manifest"})
}

// A crash within Commit, after any number of its steps: files are old or new,
// never foreign, and the next build, of whatever site, is right.
func TestInterruptedCommitIsMended(t *testing.T) {
	first := site{"a": "1", "b": "1", "gammel/x": "1", "ting": "1"}
	second := site{"a": "2", "b": "2", "ny/x": "2", "ting/index.html": "2"}
	third := site{"a": "3", "c": "3"}
	var steps []func(dir string) error // of the commit from first to second
	for _, name := range []string{"gammel/x", "gammel", "ting"} {
		steps = append(steps, func(dir string) error { return os.Remove(filepath.Join(dir, name)) })
	}
	for _, name := range sorted(second) {
		steps = append(steps, func(dir string) error {
			full := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				return err
			}
			return os.WriteFile(full, []byte(second[name]), 0o644)
		})
	}
	for done := range len(steps) + 1 {
		for which, next := range []site{first, second, third} {
			t.Run(fmt.Sprintf("after %d steps, then site %d", done, which+1), func(t *testing.T) {
				dir := t.TempDir()
				build(t, dir, first)
				s := begin(t, dir, second)
				union := owned{}
				for name, sums := range s.owned {
					union[name] = sums
				}
				for name, f := range s.files {
					union[name] = append(union[name], f.sum)
				}
				must(t, writeManifest(s.root, union))
				s.lock.Close() // and here the program is killed
				s.root.Close()
				for _, step := range steps[:done] {
					must(t, step(dir))
				}
				build(t, dir, next)
				want(t, "output folder", published(t, dir), next)
			})
		}
	}
}

// A manifest is a file that anybody could have written.
func TestManifestCannotLeadAnywhereElse(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	sum := "d24ec4f1a98c6e5b" // xxhash of "a"
	write(t, top, site{"mine": "a", "public/index.html": "a",
		"public/" + manifest: manifestHead + "\n" + sum + " ../mine\n" + sum + " .\n" + sum + " " + manifest + "\nrubbish\n" + sum + " index.html\n"})
	want(t, "result", build(t, dir, site{"ny.html": "b"}), Result{Written: 1, Removed: 1})
	want(t, "all", published(t, dir), site{"ny.html": "b"})
	want(t, "file outside", everything(t, top)["mine"], "a")
}

func TestFailedReadingIsNotPublished(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, site{"a": "12345"})
	broken := errors.New("the disk is gone")
	for _, size := range []int64{5, 99} { // read to compare, read to stage
		s, err := Begin(dir)
		must(t, err)
		err = s.Put("a", size, func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("12345"), failing{broken})), nil
		})
		if !errors.Is(err, broken) {
			t.Errorf("size %d: got %v, want %v", size, err, broken)
		}
		s.Abort()
	}
	want(t, "output folder", published(t, dir), site{"a": "12345"})
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestPutFromManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	files := site{}
	for i := range 200 {
		files[fmt.Sprintf("side-%d/index.html", i)] = fmt.Sprint("text ", i)
	}
	s, err := Begin(dir)
	must(t, err)
	var group sync.WaitGroup
	for name, text := range files {
		group.Go(func() {
			if err := s.Put(name, int64(len(text)), reader(text)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	r, err := s.Commit()
	must(t, err)
	want(t, "result", r, Result{Written: 200})
	want(t, "output folder", published(t, dir), files)
}

// A file of the same recipe is not made again, while it is there as a build left
// it.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	build := func(of uint64, text string) (made bool) {
		t.Helper()
		s, err := Begin(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !s.Keep("a/plan.png", of) {
			made = true
			if err := s.Put("a/plan.png", int64(len(text)), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }); err != nil {
				t.Fatal(err)
			}
		}
		if problem := s.Foreign(); len(problem) > 0 {
			t.Fatal(problem)
		}
		if _, err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		return made
	}
	name := filepath.Join(dir, "a", "plan.png")
	private := func(file string) string { return filepath.Join(dir, ".kvartal", file) }
	for _, step := range []struct {
		what   string
		before func() error
		recipe uint64
		made   bool
	}{
		{what: "first build", recipe: 1, made: true},
		{what: "nothing changed", recipe: 1},
		{what: "another recipe", recipe: 2, made: true},
		{what: "nothing changed", recipe: 2},
		{what: "somebody changed the file", recipe: 2, made: true, before: func() error { return os.WriteFile(name, []byte("mine"), 0o644) }},
		{what: "the file went", recipe: 2, made: true, before: func() error { return os.Remove(name) }},
		{what: "the list went", recipe: 2, made: true, before: func() error { return os.Remove(private("recipes")) }},
		{what: "the list is no list", recipe: 2, made: true, before: func() error {
			return os.WriteFile(private("recipes"), []byte("kvartal recipes 1\nx y\n\x00"), 0o644)
		}},
		{what: "the manifest went", recipe: 2, made: true, before: func() error { return os.Remove(private("manifest")) }},
		{what: "nothing changed", recipe: 2},
	} {
		if step.before != nil {
			if err := step.before(); err != nil {
				t.Fatal(err)
			}
		}
		text := fmt.Sprint("picture ", step.recipe)
		if made := build(step.recipe, text); made != step.made {
			t.Errorf("%s: made again %v, want %v", step.what, made, step.made)
		}
		if data, err := os.ReadFile(name); string(data) != text {
			t.Errorf("%s: %q, %v", step.what, data, err)
		}
	}
}
