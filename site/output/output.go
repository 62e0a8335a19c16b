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
//
// One build at a time has the folder: it is locked, in a way that ends with the
// program however that ends.
//
// A file that stands in the output folder already, with the very bytes of a
// new one, counts as written by that build: so a lost manifest costs nothing.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
// goroutines. It ends with Commit or Abort.
type Staging struct {
	root    *os.Root
	lock    io.Closer // keeps other builds out
	shown   string    // the folder as the user named it
	made    []string  // folders that Begin made, the deepest first
	owned   owned     // by the last manifest; nothing changes it
	scratch *os.File  // see Scratch; may be nil
	mu      sync.Mutex
	files   map[string]file
	last    map[string]recipe // by earlier builds; nothing changes it
	recipes map[string]uint64
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

// errBusy is the error of a folder that another build is writing.
var errBusy = errors.New("another build is at work in it; build again when that one has ended")

// Begin opens the output folder, making it if need be, and an empty staging
// folder in it. No other build can begin there until Commit or Abort.
func Begin(dir string) (*Staging, error) {
	s := &Staging{shown: dir, made: missing(dir), files: map[string]file{}, recipes: map[string]uint64{}}
	err := s.open(dir)
	if err != nil {
		if !errors.Is(err, errBusy) { // else the folders are those of the build at work
			s.unmake()
		}
		return nil, s.plain(err)
	}
	s.owned, err = readManifest(s.root)
	s.last = readRecipes(s.root)
	if err == nil {
		err = s.root.RemoveAll(staging)
	}
	if err == nil {
		err = s.root.MkdirAll(staging, 0o755)
	}
	if err != nil {
		s.Abort()
		return nil, s.plain(err)
	}
	return s, nil
}

// open opens and locks the folder. Another build that fails removes the folder
// that it made: one that went before it was locked is made again.
func (s *Staging) open(dir string) error {
	for range 100 {
		if err := os.MkdirAll(dir, 0o755); errors.Is(err, fs.ErrExist) {
			return errors.New("it is a link to something that is not there")
		} else if errors.Is(err, fs.ErrNotExist) { // a folder above went
			continue
		} else if err != nil {
			return err
		}
		root, err := os.OpenRoot(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if s.lock, err = lock(root); err != nil {
			root.Close()
			if errors.Is(err, fs.ErrNotExist) { // it went since it was opened
				continue
			}
			return err
		}
		opened, err := root.Stat(".")
		there, errThere := os.Stat(dir)
		if err == nil && errThere == nil && os.SameFile(opened, there) {
			s.root = root
			return nil
		}
		s.lock.Close()
		root.Close()
		if err != nil || errThere != nil && !errors.Is(errThere, fs.ErrNotExist) {
			return errors.Join(err, errThere)
		}
	}
	return errBusy
}

// missing returns dir and the folders above it that are not there, the deepest
// first.
func missing(dir string) []string {
	var names []string
	for {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			return names
		}
		names = append(names, dir)
		above := filepath.Dir(dir)
		if above == dir { // a drive that is not there
			return names
		}
		dir = above
	}
}

// fileError is an error with one file of the site.
type fileError struct {
	name string // in the output folder
	error
}

// plain says in words for people that the folder, or a file of the site in it,
// cannot be written. Paths of our own files in it are left out.
func (s *Staging) plain(err error) error {
	var fe fileError
	if errors.As(err, &fe) {
		return fmt.Errorf("the file %q cannot be written: %s", path.Join(filepath.ToSlash(s.shown), fe.name), diag.FileReason(fe.error))
	}
	return fmt.Errorf("the output folder %q cannot be written: %s", s.shown, diag.FileReason(err))
}

// publishable tells whether a site may have a file at that path.
func publishable(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\n\r") &&
		name != private && !strings.HasPrefix(name, private+"/")
}

// Put takes one file. size is its length in bytes; open may be called twice.
func (s *Staging) Put(name string, size int64, open func() (io.ReadCloser, error)) error {
	if !publishable(name) {
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
	inTheWay := !same && s.inTheWay(name)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = f
	if inTheWay {
		s.foreign = append(s.foreign, name)
	}
	return nil
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
			return ended(errOld) && ended(errNew), h.Sum64(), nil
		}
	}
}

// ended tells whether reading stopped because there was no more.
func ended(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }

// Scratch opens a file in the staging folder for a build's own use. It is
// closed and goes with the folder.
func (s *Staging) Scratch() (*os.File, error) {
	f, err := s.root.OpenFile(staging+"/scratch", os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o644)
	if err != nil {
		return nil, s.plain(err)
	}
	s.scratch = f
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
		return 0, s.plain(err)
	}
	h := xxhash.New()
	from := &reading{r: r}
	if _, err = io.Copy(io.MultiWriter(w, h), from); err == nil {
		err = w.Close()
	} else {
		w.Close()
	}
	switch {
	case from.err != nil:
		return 0, from.err
	case err != nil:
		return 0, s.plain(err)
	}
	return h.Sum64(), nil
}

// reading keeps the error of a reader, to tell it from that of a writer.
type reading struct {
	r   io.Reader
	err error
}

func (r *reading) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if err != io.EOF {
		r.err = err
	}
	return n, err
}

// Abort removes what was staged and leaves the published site as it was.
func (s *Staging) Abort() {
	defer s.root.Close()
	s.clean()
	if lockInside {
		s.lock.Close()
	} else { // held to the end, lest a folder is removed that another build has begun in
		defer s.lock.Close()
	}
	if info, err := s.root.Lstat(private); err == nil && info.IsDir() {
		_ = s.root.Remove(private) // stays if anything is in it: an earlier build's manifest
	}
	s.unmake()
}

// clean removes the staging folder.
func (s *Staging) clean() {
	if s.scratch != nil {
		s.scratch.Close()
	}
	_ = s.root.RemoveAll(staging)
}

// unmake removes the folders that Begin made, as far as they are empty.
func (s *Staging) unmake() {
	for _, dir := range s.made {
		_ = os.Remove(dir)
	}
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
