// Package theme takes a theme's files and the site's own that override them,
// and gives layouts that pages are written with and files that are published
// beside them. Its views are the only door from a template to the site: they
// record whatever they hand out.
package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"

	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// Folder is where a theme's files are published.
const Folder = "theme"

// File is a file of the theme that is no template.
type File struct {
	Name   string // "style.css"
	Data   []byte
	Digest trace.Digest
}

// Theme is a theme as one site uses it. Nothing changes it after Load.
type Theme struct {
	Name      string
	Files     []File // by name
	templates map[string]*source
	own       []string        // names of templates that only the site's templates/ has
	builtin   map[string]bool // names of templates that the built-in themes have
	layouts   *layouts
	layers    []layer
}

// layer is one place that is looked at for a theme's files.
type layer struct {
	fsys  fs.FS
	dir   string
	shown string // for messages: "themes/default/" or "(built in) default/"
}

// Load reads the theme called name, or gives prev, which may be nil, if that was
// made from the same files. A file is taken from the first of four
// places that has it: the site's templates/, its themes/NAME/, the built-in
// theme NAME, the built-in theme default.
func Load(project, builtin fs.FS, name string, prev *Theme) (*Theme, diag.List) {
	layers := []layer{
		{project, "templates", "templates/"},
		{project, path.Join("themes", name), "themes/" + name + "/"},
		{builtin, name, "built-in theme " + name + "/"},
	}
	if name != "default" {
		layers = append(layers, layer{builtin, "default", "built-in theme default/"})
	}
	t := &Theme{Name: name, templates: map[string]*source{}, builtin: map[string]bool{}, layers: layers}
	t.layouts = newLayouts(t.templates)
	var list diag.List
	if !isDir(layers[1]) && !isDir(layers[2]) {
		known := append(folders(project, "themes"), folders(builtin, ".")...)
		return t, diag.List{diag.Diag{Severity: diag.Error, Code: "theme-missing",
			Place: diag.Place{File: "kvartal.toml", Message: fmt.Sprintf("there is no theme %q", name)}}.Hint(diag.DidYouMean(name, known))}
	}
	seen := map[string]bool{}
	for i, l := range layers {
		files, problems := l.list()
		list = append(list, problems...)
		for _, file := range files {
			t.builtin[file] = i >= 2 // behind the project's two layers
			if seen[file] {
				t.own = slices.DeleteFunc(t.own, func(own string) bool { return own == file })
				continue
			}
			seen[file] = true
			data, err := fs.ReadFile(l.fsys, path.Join(l.dir, file))
			if err != nil {
				list = append(list, diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: l.shown + file, Message: "cannot be read: " + diag.FileReason(err)}})
				continue
			}
			if path.Ext(file) == ".html" {
				src, problems := prev.parse(file, l.shown+file, string(data))
				t.templates[file] = src
				if i == 0 {
					t.own = append(t.own, file)
				}
				list = append(list, problems...)
				continue
			}
			t.Files = append(t.Files, File{file, data, trace.Of(data)})
		}
	}
	sort.Slice(t.Files, func(i, j int) bool { return t.Files[i].Name < t.Files[j].Name })
	list = append(list, t.checkReferences()...)
	if t.same(prev) {
		return prev, list
	}
	return t, list
}

// parse parses a template, or takes it from the theme of before.
func (t *Theme) parse(name, shown, text string) (*source, diag.List) {
	if t != nil {
		if s := t.templates[name]; s != nil && s.shown == shown && s.text == text {
			return s, s.problems
		}
	}
	return parseFile(name, shown, text)
}

// same tells whether two themes have the same files.
func (t *Theme) same(as *Theme) bool {
	return as != nil && t.Name == as.Name && slices.Equal(t.own, as.own) &&
		slices.EqualFunc(t.Files, as.Files, func(a, b File) bool { return a.Name == b.Name && a.Digest == b.Digest }) &&
		maps.EqualFunc(t.templates, as.templates, func(a, b *source) bool { return a.digest == b.digest })
}

func isDir(l layer) bool {
	info, err := fs.Stat(l.fsys, l.dir)
	return err == nil && info.IsDir()
}

func folders(fsys fs.FS, dir string) []string {
	var names []string
	entries, _ := fs.ReadDir(fsys, dir)
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// list returns the layer's files. Texts about the theme, and hidden files,
// are none of it.
func (l layer) list() (names []string, list diag.List) {
	_ = fs.WalkDir(l.fsys, l.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			list = append(list, diag.Diag{Severity: diag.Error, Code: "file-unreadable",
				Place: diag.Place{File: l.shown + strings.TrimPrefix(name[len(l.dir):], "/"), Message: "cannot be read: " + diag.FileReason(err)}})
		}
		if err != nil || d.IsDir() {
			return nil
		}
		rel := strings.TrimPrefix(name, l.dir+"/")
		if ext := path.Ext(rel); ext != ".md" && ext != ".go" && !strings.HasPrefix(path.Base(rel), ".") {
			names = append(names, rel)
		}
		return nil
	})
	return names, list
}

// File returns the theme's file of that name.
func (t *Theme) File(name string) (File, bool) {
	i := slices.IndexFunc(t.Files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return File{}, false
	}
	return t.Files[i], true
}

// noFile is the error of asking for a file that is not there.
func (t *Theme) noFile(name string) error {
	names := make([]string, len(t.Files))
	for i, f := range t.Files {
		names[i] = f.Name
	}
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Errorf("the theme has no file %q, but %q", name, near)
	}
	return fmt.Errorf("the theme has no file %q", name)
}

// Layouts returns the names of all templates.
func (t *Theme) Layouts() []string {
	var names []string
	for name := range t.templates {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Has tells whether there is a template of that name ("page.html").
func (t *Theme) Has(layout string) bool { return t.templates[layout] != nil }
