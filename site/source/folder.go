package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kvartal/timeline/diag"
)

// Folder is a site's folder as its stages read it. Nothing outside it can be
// reached, by no link. A name is found in whichever way the file system spells
// its letters (macOS parts "å" into an a and a ring). What is no file, as a
// pipe that would make its reader wait for ever, cannot be opened.
type Folder struct{ fsys fs.FS }

// OpenFolder opens the folder of a site. It is open until the program ends.
func OpenFolder(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root.FS()}, nil
}

// Open implements fs.FS.
func (f *Folder) Open(name string) (fs.File, error) {
	name, err := f.usable(name)
	if err != nil {
		return nil, err
	}
	return f.fsys.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (f *Folder) ReadFile(name string) ([]byte, error) {
	name, err := f.usable(name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(f.fsys, name)
}

// Stat implements fs.StatFS.
func (f *Folder) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.fsys, name)
	if spelt, ok := f.otherwise(name, err); ok {
		return fs.Stat(f.fsys, spelt)
	}
	return info, err
}

// Lstat implements fs.ReadLinkFS.
func (f *Folder) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(f.fsys, name)
	if spelt, ok := f.otherwise(name, err); ok {
		return fs.Lstat(f.fsys, spelt)
	}
	return info, err
}

// ReadLink implements fs.ReadLinkFS.
func (f *Folder) ReadLink(name string) (string, error) { return fs.ReadLink(f.fsys, name) }

// ReadDir implements fs.ReadDirFS.
func (f *Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	name, err := f.usable(name)
	if err != nil {
		return nil, err
	}
	return fs.ReadDir(f.fsys, name)
}

// usable returns a name as the file system spells it, if it is one of a file
// or folder.
func (f *Folder) usable(name string) (string, error) {
	info, err := fs.Stat(f.fsys, name)
	if spelt, ok := f.otherwise(name, err); ok {
		name = spelt
		info, err = fs.Stat(f.fsys, name)
	}
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: diag.NotAFile{Mode: info.Mode()}}
	}
	return name, err
}

// otherwise looks for another spelling of a name that is not there: err is what
// the file system said.
func (f *Folder) otherwise(name string, err error) (string, bool) {
	if !errors.Is(err, fs.ErrNotExist) || !fs.ValidPath(name) || isASCII(name) {
		return "", false
	}
	spelt := "."
	for part := range strings.SplitSeq(name, "/") {
		entries, err := fs.ReadDir(f.fsys, spelt)
		if err != nil {
			return "", false
		}
		found := ""
		for _, e := range entries {
			if e.Name() == part {
				found = part
				break
			}
			if norm.NFC.String(e.Name()) == norm.NFC.String(part) {
				found = e.Name()
			}
		}
		if found == "" {
			return "", false
		}
		spelt = path.Join(spelt, found)
	}
	return spelt, true
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
