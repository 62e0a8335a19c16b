package source

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kvartal/timeline/diag"
)

// Entry is one file of the content folder.
type Entry struct {
	Path string // NFC, for the site
	Name string // as the file system spells it
}

// IsPage tells whether the entry is Markdown.
func (e Entry) IsPage() bool { return strings.EqualFold(path.Ext(e.Path), ".md") }

// Walk lists the files below dir in the order of their paths. Names that begin
// with a dot, and editors' copies that end in "~", are left out. A link is
// followed to a file that the file system lets us open, never to a folder.
func Walk(project fs.FS, dir string) ([]Entry, diag.List) {
	var entries []Entry
	var list diag.List
	problem := func(sev diag.Severity, name, message string) {
		list = append(list, diag.Diag{Severity: sev, Code: "content-file", Place: diag.Place{File: name, Message: message}})
	}
	err := fs.WalkDir(project, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name == dir {
				return err
			}
			problem(diag.Error, name, "cannot be read: "+reason(err))
			return fs.SkipDir
		}
		base := path.Base(name)
		if name != dir && (strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		info, err := fs.Stat(project, name)
		switch {
		case err != nil:
			problem(diag.Error, name, "cannot be read: "+reason(err))
		case info.IsDir():
			problem(diag.Warning, name, "is a link to a folder and left out")
		case !info.Mode().IsRegular():
			problem(diag.Warning, name, fmt.Sprintf("is not a file (%s) and left out", info.Mode().Type()))
		default:
			rel := strings.TrimPrefix(name, dir+"/")
			entries = append(entries, Entry{Path: norm.NFC.String(rel), Name: name})
		}
		return nil
	})
	if err != nil {
		d := diag.Diag{Severity: diag.Error, Code: "content-missing",
			Place: diag.Place{File: dir, Message: "there is no folder with content: " + reason(err)}}
		list = append(list, d.Hint(`make a folder "content" with a file "index.md" in it, or name the site's folder with --source`))
	}
	return entries, list
}

// reason gives the cause of a file error without the path, which the place
// tells already.
func reason(err error) string {
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
