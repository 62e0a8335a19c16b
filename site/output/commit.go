package output

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"syscall"
)

// Commit publishes what was staged. It is the one step that changes published
// files. One that is interrupted leaves old and new files, each whole, and a
// manifest that names them all, from which the next build goes on.
func (s *Staging) Commit() (Result, error) {
	defer s.root.Close()
	defer s.lock.Close()
	defer s.clean()
	r, err := s.commit()
	if err != nil {
		return r, s.plain(err)
	}
	return r, nil
}

func (s *Staging) commit() (r Result, err error) {
	union := maps.Clone(s.owned)
	final := owned{}
	for name, f := range s.files {
		final[name] = []uint64{f.sum}
		if !slices.Contains(union[name], f.sum) {
			union[name] = append(slices.Clip(union[name]), f.sum)
		}
	}
	if err := writeManifest(s.root, union); err != nil {
		return r, err
	}
	if err := s.removeStale(&r); err != nil {
		return r, err
	}
	for _, name := range sorted(s.files) {
		f := s.files[name]
		if f.staged == "" {
			r.Unchanged++
			continue
		}
		if err := s.publish(f.staged, name); err != nil {
			return r, fileError{name, err}
		}
		r.Written++
	}
	if err := s.writeRecipes(); err != nil {
		return r, err
	}
	return r, writeManifest(s.root, final)
}

func (s *Staging) publish(staged, name string) error {
	if dir := path.Dir(name); dir != "." {
		if err := s.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	if info, err := s.root.Lstat(name); err == nil && info.IsDir() {
		s.removeEmpty(name)
	}
	return s.root.Rename(staged, name)
}

// removeEmpty removes a folder that has nothing but folders in it.
func (s *Staging) removeEmpty(dir string) {
	var dirs []string
	_ = fs.WalkDir(s.root.FS(), dir, func(name string, _ fs.DirEntry, err error) error {
		if err == nil {
			dirs = append(dirs, name)
		}
		return nil
	})
	for _, name := range slices.Backward(dirs) {
		_ = s.root.Remove(name)
	}
}

// removeStale removes what the last build wrote and this one did not, and the
// folders that become empty. A file that somebody changed since is kept.
func (s *Staging) removeStale(r *Result) error {
	for _, name := range sorted(s.owned) {
		if _, still := s.files[name]; still {
			continue
		}
		_, err := s.root.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			s.removeEmptyAbove(name) // gone already, perhaps by a commit that was interrupted
			continue
		}
		if !s.untouched(name) {
			r.Kept = append(r.Kept, name)
			continue
		}
		if err := s.root.Remove(name); err != nil {
			return fileError{name, err}
		}
		r.Removed++
		s.removeEmptyAbove(name)
	}
	return nil
}

// removeEmptyAbove removes the folders above a file that went, as far as they
// are empty.
func (s *Staging) removeEmptyAbove(name string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		info, err := s.root.Lstat(dir)
		if err == nil && (!info.IsDir() || s.root.Remove(dir) != nil) {
			return // a link, or not empty
		}
	}
}
