package theme

import (
	"io/fs"
	"path"
)

// Look is a place where a file of the theme is looked for.
type Look struct {
	Place string // "templates/page.html", "built-in theme default/page.html"
	There bool   // the file is there; the first place that has it counts
}

// Looks returns the places where a file of the theme is looked for, in order.
func (t *Theme) Looks(name string) []Look {
	looks := make([]Look, len(t.layers))
	for i, l := range t.layers {
		info, err := fs.Stat(l.fsys, path.Join(l.dir, name))
		looks[i] = Look{l.shown + name, err == nil && info.Mode().IsRegular()}
	}
	return looks
}

// Parts returns the places of a template's file and of all files that it
// includes, directly or through others, in the order met.
func (t *Theme) Parts(layout string) []string {
	var places []string
	for _, s := range t.layouts.closure(layout) {
		places = append(places, s.shown)
	}
	return places
}
