package source

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// Tree is the files of the content folder. Nothing changes it.
type Tree struct {
	Entries  []*Entry             // in the order of ByPath
	problems map[string]diag.List // by name of file or folder
}

// ByPath compares files by their paths.
func ByPath(a, b *Entry) int {
	if c := strings.Compare(a.Path, b.Path); c != 0 {
		return c
	}
	return strings.Compare(a.Name, b.Name)
}

// Problems returns what is wrong with the files' names and kinds.
func (t *Tree) Problems() diag.List {
	var list diag.List
	for _, name := range slices.Sorted(maps.Keys(t.problems)) {
		list = append(list, t.problems[name]...)
	}
	return list
}

// Find returns the file of a path.
func (t *Tree) Find(file string) (*Entry, bool) {
	i, ok := slices.BinarySearchFunc(t.Entries, file, func(e *Entry, file string) int { return cmp.Compare(e.Path, file) })
	if !ok {
		return nil, false
	}
	return t.Entries[i], true
}

// SameFiles tells whether two trees have the very same files, pages left aside.
func (t *Tree) SameFiles(as *Tree) bool {
	return slices.Equal(t.files(), as.files())
}

func (t *Tree) files() []*Entry {
	var files []*Entry
	for _, e := range t.Entries {
		if !e.IsPage() {
			files = append(files, e)
		}
	}
	return files
}

// Look lists the files below dir. Names that are Ignored are left out. A link is
// followed to a file that the file system lets us open, never to a folder.
//
// With a tree of before, it looks only where changed says that something may be
// another: at files and folders, named from the site's folder. nil says nothing:
// it looks everywhere. Links are looked at in any case, since what they lead to
// has another name. Entries of all other files are those of before.
func Look(project fs.FS, dir string, prev *Tree, changed []string) *Tree {
	w := walker{project: project, dir: dir, problems: map[string]diag.List{}}
	within := func(name string) bool { return name == "." || name == dir || strings.HasPrefix(dir, name+"/") }
	if prev == nil || changed == nil || prev.problems[dir] != nil || slices.ContainsFunc(changed, within) {
		w.everything()
	} else {
		w.again(prev, changed)
	}
	slices.SortFunc(w.entries, ByPath)
	return &Tree{w.entries, w.problems}
}

func (w *walker) everything() {
	err := fs.WalkDir(w.project, w.dir, w.visit)
	if err == nil {
		return
	}
	d := diag.Diag{Severity: diag.Error, Code: "content-missing", Place: diag.Place{File: w.dir, Message: "there is no folder of this name, in which the pages stand"}}
	if !errors.Is(err, fs.ErrNotExist) {
		d.Message = "the folder in which the pages stand cannot be read: " + diag.FileReason(err)
	}
	w.name = w.dir
	w.tell(d.Hint(`make a folder "content" with a file "index.md" in it, or name the site's folder with --source`))
}

// again lists what may have changed, and takes all else from before.
func (w *walker) again(prev *Tree, changed []string) {
	look := map[string]bool{} // names to list again, a folder with all in it
	for _, name := range changed {
		if top, ok := w.topmost(path.Clean(name)); ok {
			look[top] = true
		}
	}
	for _, e := range prev.Entries {
		if e.Link {
			look[e.Name] = true
		}
	}
	for name, list := range prev.problems {
		if slices.ContainsFunc(list, func(d diag.Diag) bool { return d.Code == leftOut }) {
			look[name] = true // a link that leads to a folder, as yet
		}
	}
	folders := map[string]bool{} // whether a folder is listed again
	var inLook func(name string) bool
	inLook = func(name string) bool {
		if name == w.dir || look[name] {
			return name != w.dir
		}
		folder := name[:max(0, strings.LastIndexByte(name, '/'))]
		again, known := folders[folder]
		if !known {
			again = folder != "" && inLook(folder)
			folders[folder] = again
		}
		return again
	}
	for _, e := range prev.Entries {
		if !inLook(e.Name) {
			w.entries = append(w.entries, e)
		}
	}
	for name, list := range prev.problems {
		if !inLook(name) {
			w.problems[name] = list
		}
	}
	parents := map[string][]fs.DirEntry{}
	for _, name := range slices.Sorted(maps.Keys(look)) {
		if parent := path.Dir(name); !inLook(parent) {
			w.one(name, parents)
		}
	}
}

// one lists one name again, as its folder has it: a file system that takes
// capitals and small letters for the same would find it under any spelling.
func (w *walker) one(name string, parents map[string][]fs.DirEntry) {
	parent := path.Dir(name)
	siblings, known := parents[parent]
	if !known {
		siblings, _ = fs.ReadDir(w.project, parent)
		parents[parent] = siblings
	}
	i := slices.IndexFunc(siblings, func(d fs.DirEntry) bool { return d.Name() == path.Base(name) })
	if i < 0 {
		return // gone
	}
	if err := w.visit(name, siblings[i], nil); err == nil && siblings[i].IsDir() {
		_ = fs.WalkDir(w.project, name, w.visit)
	}
}

// topmost returns what is to be listed again when a name may have changed: the
// name itself, or the first on the way to it that is no folder (any more); false
// where no page or file of the site can be.
func (w *walker) topmost(name string) (string, bool) {
	rest, ok := strings.CutPrefix(name, w.dir+"/")
	if !ok {
		return "", false
	}
	at := w.dir
	for {
		part, more, deeper := strings.Cut(rest, "/")
		if Ignored(part) {
			return "", false
		}
		at = path.Join(at, part)
		if !deeper {
			return at, true
		}
		if info, err := fs.Lstat(w.project, at); err != nil || !info.IsDir() {
			return at, true
		}
		rest = more
	}
}
