package output

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestLinksAreNotFollowedOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	t.Run("a link at the place of a folder", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		write(t, outside, site{"index.html": "theirs"})
		must(t, os.Symlink(outside, filepath.Join(dir, "plan")))
		s := begin(t, dir, site{"plan/index.html": "new", "plan/ny.html": "new"})
		if s.Foreign() == nil {
			t.Error("the link is not told")
		}
		s.Abort()
		want(t, "folder outside", everything(t, outside), site{"index.html": "theirs"})
		want(t, "output folder", everything(t, dir), site{"plan": "-> " + outside})
	})
	t.Run("a link at the place of a file", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		write(t, outside, site{"x": "theirs"})
		must(t, os.Symlink(filepath.Join(outside, "x"), filepath.Join(dir, "index.html")))
		s := begin(t, dir, site{"index.html": "theirs"}) // the very bytes of what it leads to
		if s.Foreign() == nil {
			t.Error("the link is not told")
		}
		s.Abort()
	})
	t.Run("a stale folder that became a link", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		build(t, dir, site{"index.html": "a", "plan/index.html": "b"})
		must(t, os.RemoveAll(filepath.Join(dir, "plan")))
		write(t, outside, site{"index.html": "b"})
		must(t, os.Symlink(outside, filepath.Join(dir, "plan")))
		want(t, "result", build(t, dir, site{"index.html": "a"}), Result{Unchanged: 1, Kept: []string{"plan/index.html"}})
		want(t, "folder outside", everything(t, outside), site{"index.html": "b"})
	})
	t.Run("Kvartal's own folder became a link", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		write(t, outside, site{"staging/mine": "theirs"})
		must(t, os.Symlink(outside, filepath.Join(dir, private)))
		if s, err := Begin(dir); err == nil {
			s.Abort()
			t.Error("the link was followed")
		}
		want(t, "folder outside", everything(t, outside), site{"staging/mine": "theirs"})
		want(t, "output folder", everything(t, dir), site{private: "-> " + outside})
	})
	t.Run("the output folder itself may be a link", func(t *testing.T) {
		top := t.TempDir()
		must(t, os.Mkdir(filepath.Join(top, "real"), 0o755))
		must(t, os.Symlink("real", filepath.Join(top, "public")))
		build(t, filepath.Join(top, "public"), site{"index.html": "a"})
		want(t, "real folder", published(t, filepath.Join(top, "real")), site{"index.html": "a"})
	})
}

func TestOutputFolderThatCannotBeUsed(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, dir string)
		want string
	}{
		{"it is a file", func(t *testing.T, dir string) { must(t, os.WriteFile(dir, nil, 0o644)) },
			`the output folder "public" cannot be written: it is not a folder`},
		{"it is a link to nowhere", func(t *testing.T, dir string) { must(t, os.Symlink("nowhere", dir)) },
			`the output folder "public" cannot be written: it is a link to something that is not there`},
		{"its own folder is a file", func(t *testing.T, dir string) { write(t, dir, site{private: "x"}) },
			`the output folder "public" cannot be written: it is not a folder`},
		{"it is read-only", func(t *testing.T, dir string) {
			if os.Geteuid() == 0 {
				t.Skip("root may write everywhere")
			}
			must(t, os.Mkdir(dir, 0o555))
		}, `the output folder "public" cannot be written: permission denied`},
		{"it was written by another version", func(t *testing.T, dir string) { write(t, dir, site{manifest: "kvartal manifest 7\n"}) },
			`the output folder "public" cannot be written: .kvartal/manifest was written by another version of Kvartal; ` +
				`remove it together with the files of the site`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			tt.make(t, "public")
			before := everything(t, ".")
			_, err := Begin("public")
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
			want(t, "folder", everything(t, "."), before)
		})
	}
}

func TestPathsThatNoSiteMayHave(t *testing.T) {
	dir := t.TempDir()
	s := begin(t, dir, nil)
	defer s.Abort()
	for _, name := range []string{"", ".", "..", "../x", "/x", "a/../../x", "a//b", "a/", private, manifest, staging + "/0", "a\nb"} {
		if err := s.Put(name, 1, reader("x")); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
}
