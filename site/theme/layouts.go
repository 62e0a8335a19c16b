package theme

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"

	"kvartal/site/graph"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// layouts makes and keeps the template sets: one for each layout and language.
// Sets are made when first asked for; making one twice gives the same.
type layouts struct {
	sources map[string]*source
	mu      sync.Mutex
	sets    map[setKey]*template.Template
	digests map[string]trace.Digest
}

type setKey struct{ layout, language string }

func newLayouts(sources map[string]*source) *layouts {
	return &layouts{sources: sources, sets: map[setKey]*template.Template{}, digests: map[string]trace.Digest{}}
}

// closure returns the layout's file and all files it includes, directly or
// through others, in the order met.
func (l *layouts) closure(layout string) []*source {
	var files []*source
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		s := l.sources[name]
		if s == nil || seen[name] {
			return
		}
		seen[name] = true
		files = append(files, s)
		for _, used := range s.uses {
			visit(used)
		}
	}
	visit(layout)
	return files
}

// digest stands for everything that a layout's output can depend on in the
// theme's templates.
func (l *layouts) digest(layout string) trace.Digest {
	l.mu.Lock()
	defer l.mu.Unlock()
	if d, ok := l.digests[layout]; ok {
		return d
	}
	files := l.closure(layout)
	if len(files) == 0 {
		return trace.Absent
	}
	sum := trace.NewSum()
	for _, s := range files {
		sum.Add(s.name).Int(int(s.digest))
	}
	l.digests[layout] = sum.Digest()
	return l.digests[layout]
}

// set returns the templates of a layout in a language.
func (l *layouts) set(layout string, loc *locale.Locale) (*template.Template, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := setKey{layout, loc.Tag}
	if t, ok := l.sets[key]; ok {
		return t, nil
	}
	root := template.New(layout).Funcs(functions(loc)).Option("missingkey=error")
	for _, s := range l.closure(layout) {
		for name, tree := range s.trees {
			if _, err := root.AddParseTree(name, tree.Copy()); err != nil {
				return nil, err
			}
		}
	}
	l.sets[key] = root
	return root, nil
}

// wholes are the layouts that the kinds of pages have without asking, however a
// site writes them.
var wholes = []graph.Kind{graph.Home, graph.Section, graph.Leaf, graph.Taxonomy, graph.Term, graph.Missing}

// Whole returns the names of the templates that make a whole page, which a page
// may ask for: those of the kinds of pages, those built on base.html, and those
// that the built-in themes do not have and no other includes.
func (t *Theme) Whole() []string {
	part := map[string]bool{}
	for _, s := range t.templates {
		for _, used := range s.uses {
			part[used] = part[used] || used != s.name
		}
	}
	return slices.DeleteFunc(t.Layouts(), func(name string) bool {
		onBase := slices.ContainsFunc(t.layouts.closure(name), func(s *source) bool { return s.name == "base.html" })
		switch {
		case slices.Contains(wholes, graph.Kind(strings.TrimSuffix(name, ".html"))), onBase && name != "base.html":
			return false
		}
		return part[name] || t.builtin[name]
	})
}

// LayoutDigest stands for a template with everything that it includes.
func (t *Theme) LayoutDigest(layout string) trace.Digest { return t.layouts.digest(layout) }

// checkReferences reports, for every layout, templates that are called and not
// there, and two files of one set that define the same name.
func (t *Theme) checkReferences() diag.List {
	var list diag.List
	for _, layout := range t.Layouts() {
		defined := map[string]*source{}
		for _, s := range t.layouts.closure(layout) {
			for name := range s.trees {
				if other, ok := defined[name]; ok && other != s {
					list = append(list, s.defined(name).Also(diag.Place{File: other.shown, Message: "also defined here"}))
				}
				defined[name] = s
			}
		}
		if s := t.templates[layout]; !strings.HasSuffix(layout, ".html") || s.invalid {
			continue
		}
		for _, s := range t.layouts.closure(layout) {
			for _, used := range s.uses {
				if strings.HasSuffix(used, ".html") && t.templates[used] == nil && defined[used] == nil {
					list = append(list, s.missing(used, t.Layouts()))
				}
			}
		}
	}
	return list.Sorted()
}

// Misspelt warns of templates of the site's own that no page can use and that
// are called almost like one of the theme's. layouts are those that pages have.
func (t *Theme) Misspelt(layouts []string) diag.List {
	var theirs []string
	for _, name := range t.Layouts() {
		if !slices.Contains(t.own, name) {
			theirs = append(theirs, name)
		}
	}
	used := map[string]bool{}
	for _, layout := range append(theirs, layouts...) {
		for _, s := range t.layouts.closure(layout) {
			used[s.name] = true
		}
	}
	var list diag.List
	for _, name := range t.own {
		if hint := diag.DidYouMean(name, theirs); hint != "" && !used[name] {
			list = append(list, diag.Diag{Severity: diag.Warning, Code: "template-unused",
				Place: diag.Place{File: t.templates[name].shown, Message: "no page and no other template uses this one"}}.Hint(hint))
		}
	}
	return list
}

func (s *source) defined(name string) diag.Diag {
	at := diag.Span{}
	for _, word := range []string{`define "`, `block "`} {
		if i := strings.Index(s.src.Text, word+name+`"`); i >= 0 {
			at = diag.Span{Start: i, End: i + len(word+name+`"`)}
			break
		}
	}
	return s.src.Error(at, "template-twice", fmt.Sprintf("the template %q is defined in two files of one layout", name))
}

func (s *source) missing(name string, known []string) diag.Diag {
	at := strings.Index(s.src.Text, `template "`+name+`"`)
	return s.src.Error(diag.Span{Start: max(0, at), End: max(0, at) + len(name) + 11}, "template-missing",
		fmt.Sprintf("there is no template %q", name)).Hint(diag.DidYouMean(name, known))
}
