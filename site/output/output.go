// Package output takes the files of a built site and puts them into the output
// folder: first all into a staging folder inside it, then, when everything was
// made, each by renaming it into place. Only what differs is touched; what an
// earlier build wrote and this one did not is removed; a file that no build
// wrote is never changed. It cannot reach outside the output folder.
//
// Beside the site lies the folder .kvartal with a list of what was written
// (manifest) and, during a build, the staging folder. One that a crash left
// behind is removed by the next build: until the last step nothing in it is of
// use, and in the last step the manifest names old and new files alike.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"kvartal/timeline/diag"
)

const (
	private  = ".kvartal"
	staging  = private + "/staging"
	manifest = private + "/manifest"
)

// Staging collects the files of one build. Put may be called from several
// goroutines.
type Staging struct {
	root    *os.Root
	shown   string // the folder as the user named it
	owned   owned  // by the last manifest
	mu      sync.Mutex
	files   map[string]file
	foreign []string // files in the way that no build wrote
	next    int
}

type file struct {
	sum    uint64
	staged string // name in the staging folder; "" where the published file is the same already
}

// owned maps each path of a manifest to the sums of what may stand there: one,
// or two while a commit is under way (the old file's and the new one's).
type owned map[string][]uint64

// Result counts what a commit did.
type Result struct {
	Written, Unchanged, Removed int
	Kept                        []string // stale files that were left since somebody changed them
}

// Begin opens the output folder, making it if need be, and an empty staging
// folder in it.
func Begin(dir string) (*Staging, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, plain(err, dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, plain(err, dir)
	}
	s := &Staging{root: root, shown: dir, files: map[string]file{}}
	s.owned, err = readManifest(root)
	if err == nil {
		err = root.RemoveAll(staging)
	}
	if err == nil {
		err = root.MkdirAll(staging, 0o755)
	}
	if err != nil {
		root.Close()
		return nil, plain(err, dir)
	}
	return s, nil
}

func plain(err error, dir string) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("the output folder %q cannot be written: %w", dir, err)
}

// Put takes one file.
func (s *Staging) Put(name string, size int64, open func() (io.ReadCloser, error)) error {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\n\r") || name == private || strings.HasPrefix(name, private+"/") {
		return fmt.Errorf("%q is not a path that a site can publish", name)
	}
	same, sum, err := s.published(name, size, open)
	if err != nil {
		return err
	}
	f := file{sum: sum}
	if !same {
		s.mu.Lock()
		f.staged = fmt.Sprintf("%s/%d", staging, s.next)
		s.next++
		s.mu.Unlock()
		if f.sum, err = s.stage(f.staged, open); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = f
	if !same && s.inTheWay(name) {
		s.foreign = append(s.foreign, name)
	}
	return nil
}

// inTheWay tells whether something stands at a path, or at a folder it needs,
// that no build wrote.
func (s *Staging) inTheWay(name string) bool {
	if info, err := s.root.Lstat(name); err == nil {
		if _, ours := s.owned[name]; !ours && !info.IsDir() {
			return true
		}
		if info.IsDir() && !s.onlyOurs(name) {
			return true
		}
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := s.root.Lstat(dir); err == nil && !info.IsDir() {
			_, ours := s.owned[dir]
			return !ours
		}
	}
	return false
}

// onlyOurs tells whether all files in a folder were written by a build, so
// that a file can take the folder's place.
func (s *Staging) onlyOurs(dir string) bool {
	all := true
	_ = fs.WalkDir(s.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if _, ours := s.owned[name]; err != nil || !d.IsDir() && !ours {
			all = false
			return fs.SkipAll
		}
		return nil
	})
	return all
}

// published tells whether the published file has the bytes of the new one.
func (s *Staging) published(name string, size int64, open func() (io.ReadCloser, error)) (same bool, sum uint64, err error) {
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return false, 0, nil
	}
	old, err := s.root.Open(name)
	if err != nil {
		return false, 0, nil // cannot be read, so cannot be the same
	}
	defer old.Close()
	fresh, err := open()
	if err != nil {
		return false, 0, err
	}
	defer fresh.Close()
	h := xxhash.New()
	a, b := make([]byte, 32<<10), make([]byte, 32<<10)
	for {
		n, errOld := io.ReadFull(old, a)
		m, errNew := io.ReadFull(fresh, b)
		h.Write(b[:m])
		if !bytes.Equal(a[:n], b[:m]) {
			return false, 0, nil
		}
		if errOld != nil || errNew != nil {
			return true, h.Sum64(), nil
		}
	}
}

// Scratch opens a file in the staging folder for a build's own use. It goes
// with the folder.
func (s *Staging) Scratch() (*os.File, error) {
	f, err := s.root.OpenFile(staging+"/scratch", os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o644)
	if err != nil {
		return nil, plain(err, s.shown)
	}
	return f, nil
}

func (s *Staging) stage(name string, open func() (io.ReadCloser, error)) (sum uint64, err error) {
	r, err := open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	w, err := s.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return 0, plain(err, s.shown)
	}
	h := xxhash.New()
	if _, err = io.Copy(io.MultiWriter(w, h), r); err == nil {
		err = w.Close()
	} else {
		w.Close()
	}
	if err != nil {
		return 0, plain(err, s.shown)
	}
	return h.Sum64(), nil
}

// Abort removes what was staged and leaves the published site as it was.
func (s *Staging) Abort() {
	_ = s.root.RemoveAll(staging)
	if len(s.owned) == 0 {
		_ = s.root.Remove(private) // stays if anything is in it
	}
	s.root.Close()
}

// Foreign returns the problem that files no build wrote are in the way, if
// there are any.
func (s *Staging) Foreign() diag.List {
	if len(s.foreign) == 0 {
		return nil
	}
	slices.Sort(s.foreign)
	d := diag.Diag{Severity: diag.Error, Code: "output-foreign", Place: diag.Place{File: s.shown + "/" + s.foreign[0],
		Message: fmt.Sprintf("%d files of the site would replace files that Kvartal did not write", len(s.foreign))}}
	if len(s.foreign) == 1 {
		d.Message = "a file of the site would replace one that Kvartal did not write"
	}
	for _, name := range s.foreign[1:min(len(s.foreign), 5)] {
		d = d.Also(diag.Place{File: s.shown + "/" + name, Message: "this one too"})
	}
	return diag.List{d.Hint("move them away, or choose another folder with --output")}
}

// Commit publishes what was staged.
func (s *Staging) Commit() (Result, error) {
	defer s.root.Close()
	var r Result
	union := maps.Clone(s.owned)
	for name, f := range s.files {
		if !slices.Contains(union[name], f.sum) {
			union[name] = append(slices.Clip(union[name]), f.sum)
		}
	}
	if err := writeManifest(s.root, union); err != nil {
		return r, plain(err, s.shown)
	}
	if err := s.removeStale(&r); err != nil {
		return r, plain(err, s.shown)
	}
	final := owned{}
	for _, name := range sorted(s.files) {
		f := s.files[name]
		final[name] = []uint64{f.sum}
		if f.staged == "" {
			r.Unchanged++
			continue
		}
		if err := s.publish(f.staged, name); err != nil {
			return r, plain(err, s.shown)
		}
		r.Written++
	}
	if err := writeManifest(s.root, final); err != nil {
		return r, plain(err, s.shown)
	}
	return r, s.root.RemoveAll(staging)
}

func (s *Staging) publish(staged, name string) error {
	if dir := path.Dir(name); dir != "." {
		if err := s.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	return s.root.Rename(staged, name)
}

// removeStale removes what the last build wrote and this one did not, and the
// folders that become empty. A file that somebody changed since is kept.
func (s *Staging) removeStale(r *Result) error {
	for _, name := range sorted(s.owned) {
		if _, still := s.files[name]; still {
			continue
		}
		data, err := s.root.Open(name)
		if err != nil {
			continue // gone already
		}
		h := xxhash.New()
		_, err = io.Copy(h, data)
		data.Close()
		if err != nil || !slices.Contains(s.owned[name], h.Sum64()) {
			r.Kept = append(r.Kept, name)
			continue
		}
		if err := s.root.Remove(name); err != nil {
			return err
		}
		r.Removed++
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if s.root.Remove(dir) != nil {
				break // not empty
			}
		}
	}
	return nil
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
