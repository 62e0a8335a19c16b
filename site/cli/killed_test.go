package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A build that is killed, at any moment, leaves each file whole: as it was
// before, or as it was to be. The next build needs no help.
func TestKilled(t *testing.T) {
	const pages, kills = 30, 20
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	versions := [2]tree{}
	var took time.Duration
	for v := range versions {
		writeVersion(t, dir, v, pages)
		began := time.Now()
		run(t, dir)
		took = time.Since(began)
		versions[v] = publishedFiles(t, dir)
	}
	now, mixed, killed := 1, 0, 0
	for i := range kills {
		next := 1 - now
		writeVersion(t, dir, next, pages)
		began := time.Now()
		cmd := build(dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		wait := time.Duration(random.Int64N(int64(took)))
		if i%2 > 0 { // every other one while files are moved into place, which is a small part of a build
			wait = time.Duration(random.Int64N(int64(took) / 10))
			whenPublishing(dir, ended, func() { time.AfterFunc(wait, func() { _ = cmd.Process.Kill() }) })
		} else {
			time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
		}
		err := cmd.Wait()
		close(ended)
		if err != nil {
			killed++
		} else {
			took = time.Since(began)
		}
		after := publishedFiles(t, dir)
		if checkWhole(t, after, versions[now], versions[next]) {
			mixed++
		}
		if t.Failed() {
			t.Fatalf("killed after %s", time.Since(began))
		}
		run(t, dir)
		if diff := differs(publishedFiles(t, dir), versions[next]); diff != "" {
			t.Fatalf("after the next build: %s", diff)
		}
		if left, _ := os.ReadDir(filepath.Join(dir, "public", ".kvartal")); len(left) != 1 {
			t.Fatalf("in Kvartal's own folder: %v", left)
		}
		now = next
	}
	t.Logf("a whole build takes %s; %d of %d builds were killed before their end, %d between two files", took, killed, kills, mixed)
	if killed == 0 {
		t.Error("no build was killed")
	}
}

// whenPublishing calls f when the build in the folder has written its manifest,
// which it does just before it moves files into place.
func whenPublishing(dir string, ended <-chan struct{}, f func()) {
	manifest := filepath.Join(dir, "public", ".kvartal", "manifest")
	before, _ := os.Stat(manifest)
	go func() {
		tick := time.NewTicker(100 * time.Microsecond)
		defer tick.Stop()
		for {
			select {
			case <-ended:
				return
			case <-tick.C:
			}
			if now, err := os.Stat(manifest); err == nil && !os.SameFile(before, now) {
				f()
				return
			}
		}
	}()
}

// writeVersion writes a site in one of two versions: all pages differ, and each
// has pages, and folders in place of pages, that the other has not.
func writeVersion(t *testing.T, dir string, v, pages int) {
	t.Helper()
	content := filepath.Join(dir, "content")
	if err := os.RemoveAll(content); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"index.md": fmt.Sprintf("# Forside %d\n", v), fmt.Sprintf("kun/%d.md", v): "# Kun her\n",
		[]string{"ting", "ting/bilag.txt"}[v]: "en fil, eller en mappe\n"}
	for i := range pages {
		files[fmt.Sprintf("del-%d/side-%d.md", i%10, i)] = fmt.Sprintf("# Side %d\n\nUdgave %d. %s\n", i, v, strings.Repeat("tekst ", 200*v))
		for n := range 8 { // publishing is most of the work
			files[fmt.Sprintf("del-%d/bilag/%d-%d.txt", i%10, i, n)] = fmt.Sprintf("udgave %d", v)
		}
	}
	for name, text := range files {
		full := filepath.Join(content, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func build(dir string) *exec.Cmd {
	cmd := exec.Command("kvartal", "build", "--source", dir, "--today", "2026-08-01")
	cmd.Env = append(os.Environ(), rootFolder+"="+filepath.Join("..", ".."), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	return cmd
}

// run is a build that must succeed.
func run(t *testing.T, dir string) {
	t.Helper()
	if out, err := build(dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// publishedFiles reads public/, without Kvartal's own part.
func publishedFiles(t *testing.T, dir string) tree {
	t.Helper()
	found := tree{}
	public := os.DirFS(filepath.Join(dir, "public"))
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".kvartal":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(public, name)
		found[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// checkWhole reports files that are neither as before nor as after, and tells
// whether there are some of each.
func checkWhole(t *testing.T, got, before, after tree) (mixed bool) {
	t.Helper()
	olds, news := 0, 0
	for name, text := range got {
		old, wasThere := before[name]
		fresh, willBe := after[name]
		switch {
		case willBe && text == fresh && fresh != old:
			news++
		case wasThere && text == old:
			if fresh != old {
				olds++
			}
		default:
			t.Errorf("%s is neither the old file nor the new one: %d bytes", name, len(text))
		}
	}
	for name := range before {
		_, there := got[name]
		if _, stays := after[name]; stays && !there {
			t.Errorf("%s is gone", name)
		}
	}
	return olds > 0 && news > 0
}

// differs says where two folders differ first.
func differs(got, want tree) string {
	for name := range maps.Keys(want) {
		if got[name] != want[name] {
			return name + " is not as it should be"
		}
	}
	for name := range maps.Keys(got) {
		if _, ok := want[name]; !ok {
			return name + " should not be there"
		}
	}
	return ""
}

// Two builds at once into one folder: one of them builds, the other builds too
// or says that it cannot, and the folder holds the whole site.
func TestTwoBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	writeVersion(t, dir, 0, 200)
	run(t, dir)
	want := publishedFiles(t, dir)
	for range 5 {
		if err := os.RemoveAll(filepath.Join(dir, "public")); err != nil {
			t.Fatal(err)
		}
		var said [4]bytes.Buffer
		var cmds [4]*exec.Cmd
		for i := range cmds {
			cmds[i] = build(dir)
			cmds[i].Stderr = &said[i]
			if err := cmds[i].Start(); err != nil {
				t.Fatal(err)
			}
		}
		built := 0
		for i, cmd := range cmds {
			switch err := cmd.Wait(); {
			case err == nil:
				built++
			case !strings.Contains(said[i].String(), `cannot be written: another build is at work in it; build again when that one has ended`):
				t.Errorf("%v: %s", err, said[i].String())
			}
		}
		if built == 0 {
			t.Error("no build succeeded")
		}
		if diff := differs(publishedFiles(t, dir), want); diff != "" {
			t.Error(diff)
		}
	}
}
