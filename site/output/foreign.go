package output

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"github.com/cespare/xxhash/v2"

	"kvartal/timeline/diag"
)

// inTheWay tells whether something stands at a path, or at a folder it needs,
// that is not ours to replace. A file that a build wrote at this very path may
// be replaced whatever was done to it since; one that has to give way to a
// folder, or a folder to a file, only while it is as a build wrote it.
func (s *Staging) inTheWay(name string) bool {
	if info, err := s.root.Lstat(name); err == nil {
		if info.IsDir() {
			return !s.onlyOurs(name)
		}
		_, ours := s.owned[name]
		return !ours
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := s.root.Lstat(dir); err == nil && !info.IsDir() {
			return !s.untouched(dir)
		}
	}
	return false
}

// onlyOurs tells whether all files in a folder are as a build wrote them, so
// that a file can take the folder's place.
func (s *Staging) onlyOurs(dir string) bool {
	all := true
	_ = fs.WalkDir(s.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() && !s.untouched(name) {
			all = false
			return fs.SkipAll
		}
		return nil
	})
	return all
}

// untouched tells whether a path holds what a build wrote there.
func (s *Staging) untouched(name string) bool {
	sums, ours := s.owned[name]
	if !ours {
		return false
	}
	return s.holds(name, sums...)
}

// holds tells whether a path holds a file with one of the sums.
func (s *Staging) holds(name string, sums ...uint64) bool {
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return false
	}
	f, err := s.root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	h := xxhash.New()
	_, err = io.Copy(h, f)
	return err == nil && slices.Contains(sums, h.Sum64())
}

// Foreign returns the problem that files no build wrote are in the way, if
// there are any. Commit must not be called then.
func (s *Staging) Foreign() diag.List {
	if len(s.foreign) == 0 {
		return nil
	}
	slices.Sort(s.foreign)
	d := diag.Diag{Severity: diag.Error, Code: "output-foreign", Place: diag.Place{File: path.Join(s.shown, s.foreign[0]),
		Message: fmt.Sprintf("%d files of the site would replace files that Kvartal did not write", len(s.foreign))}}
	if len(s.foreign) == 1 {
		d.Message = "a file of the site would replace what Kvartal did not write"
	}
	for _, name := range s.foreign[1:min(len(s.foreign), 5)] {
		d = d.Also(diag.Place{File: path.Join(s.shown, name), Message: "this one too"})
	}
	return diag.List{d.Hint("move them away, or choose another folder with --output")}
}
