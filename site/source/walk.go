package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// Entry is one file of the content folder. While it is the same entry from one
// Tree to the next, nobody has said that the file may be another.
type Entry struct {
	Path string // NFC, for the site
	Name string // as the file system spells it, from the site's folder
	Size int64  // in bytes
	Link bool   // it leads to a file elsewhere

	once   sync.Once
	digest trace.Digest
}

// Digest stands for the bytes of the file, trace.Absent when they cannot be
// read. They are read once.
func (e *Entry) Digest(project fs.FS) trace.Digest {
	e.once.Do(func() {
		f, err := project.Open(e.Name)
		if err != nil {
			return
		}
		defer f.Close()
		if d, err := trace.OfReader(f); err == nil {
			e.digest = d
		}
	})
	return e.digest
}

// MaxPage is the size in bytes of the largest page that is read. A book is a
// tenth of it; what is larger was not written by hand, and no browser shows it.
const MaxPage = 10 << 20

// Read returns the bytes of a page, or the problem with reading it.
func (e *Entry) Read(project fs.FS) ([]byte, *diag.Diag) {
	problem := func(code, message, hint string) *diag.Diag {
		d := diag.Diag{Severity: diag.Error, Code: code, Place: diag.Place{File: norm.NFC.String(e.Name), Message: message}}.Hint(hint)
		return &d
	}
	if e.Size > MaxPage {
		return nil, problem("too-long", fmt.Sprintf("the page has %d MB, more than the %d MB that are read", e.Size>>20, MaxPage>>20),
			`make several pages of it; what is to be published as it is has another ending, as ".txt"`)
	}
	data, err := fs.ReadFile(project, e.Name)
	if err != nil {
		return nil, problem("file-unreadable", "cannot be read: "+diag.FileReason(err), "")
	}
	return data, nil
}

// IsPage tells whether the entry is Markdown.
func (e *Entry) IsPage() bool { return strings.EqualFold(path.Ext(e.Path), ".md") }

// made are names of files that programs make for a moment, or leave behind,
// while somebody works on another one: Emacs, vim, JetBrains, macOS, Office.
var made = regexp.MustCompile(`^(?:#.*#|4913|~\$.*|.*___jb_(?:tmp|old)___|.*\.sb-[0-9a-f]{8}-\w{6}|.*~)$`)

// Ignored tells of names of files and folders that are no part of a site: those
// that begin with a dot, and those that programs make beside what they edit.
func Ignored(name string) bool { return strings.HasPrefix(name, ".") || made.MatchString(name) }

// walker lists files.
type walker struct {
	project  fs.FS
	dir      string // the content folder
	entries  []*Entry
	problems map[string]diag.List // by name
	name     string               // that is looked at
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	base := path.Base(name)
	w.name = name
	switch {
	case name == w.dir && err == nil && !d.IsDir():
		return syscall.ENOTDIR
	case name == w.dir:
		return err
	case Ignored(base):
	case !utf8.ValidString(base):
		w.problem(diag.Error, "encoding", name, "its name is not UTF-8 text", "give it another name")
	case err != nil:
		w.problem(diag.Error, "file-unreadable", name, "cannot be read: "+diag.FileReason(err), "")
	case d.IsDir():
		return nil
	default:
		w.file(name, d)
		return nil
	}
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// leftOut is the code of the warning of what is no file, nor a folder of its own.
const leftOut = "file-left-out"

func (w *walker) file(name string, d fs.DirEntry) {
	info, err := fs.Stat(w.project, name)
	switch isLink := d.Type()&fs.ModeSymlink != 0; {
	case err != nil && isLink && errors.Is(err, fs.ErrNotExist):
		w.problem(diag.Error, "file-unreadable", name, "is a link to something that is not there", "remove the link, or put the file in its place")
	case err != nil && isLink:
		w.problem(diag.Error, "file-unreadable", name, "cannot be read: "+diag.FileReason(err), "put the file itself in place of the link")
	case err != nil:
		w.problem(diag.Error, "file-unreadable", name, "cannot be read: "+diag.FileReason(err), "")
	case info.IsDir():
		w.problem(diag.Warning, leftOut, name, "is a link to a folder and left out", "put the folder itself in place of the link")
	case !info.Mode().IsRegular():
		w.problem(diag.Warning, leftOut, name, "is left out: "+diag.NotAFile{Mode: info.Mode()}.Error(), "")
	default:
		rel := strings.TrimPrefix(name, w.dir+"/")
		w.misnamed(name)
		e := &Entry{Path: norm.NFC.String(rel), Name: name, Size: info.Size(), Link: d.Type()&fs.ModeSymlink != 0}
		if problem := e.checkHTML(w.project); problem != nil {
			w.tell(*problem)
		}
		w.entries = append(w.entries, e)
	}
}

func (w *walker) problem(sev diag.Severity, code, name, message, hint string) {
	place := diag.Place{File: strings.ToValidUTF8(name, "\uFFFD"), Message: message}
	w.tell(diag.Diag{Severity: sev, Code: code, Place: place}.Hint(hint))
}

func (w *walker) tell(d diag.Diag) { w.problems[w.name] = append(w.problems[w.name], d) }
