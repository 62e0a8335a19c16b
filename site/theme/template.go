package theme

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"kvartal/site/trace"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// source is one template file, parsed once.
type source struct {
	name    string // "page.html"
	shown   string // where it was found
	src     *diag.Source
	trees   map[string]*parse.Tree // by template name: the file's own and those it defines
	uses    []string               // names of templates it calls, sorted
	digest  trace.Digest
	invalid bool
}

// builtins are the functions of text/template itself.
var builtins = []string{"and", "or", "not", "len", "index", "slice", "print", "printf", "println", "html", "js",
	"urlquery", "call", "eq", "ne", "lt", "le", "gt", "ge"}

// functions are ours. All are pure; whatever depends on the page or the site
// is a method of a view.
func functions(l *locale.Locale) template.FuncMap {
	return template.FuncMap{
		"t": func(key string, args ...any) string {
			if word := l.Must(key); len(args) > 0 {
				return fmt.Sprintf(word, args...)
			} else {
				return word
			}
		},
		"dict": func(pairs ...any) (map[string]any, error) {
			if len(pairs)%2 != 0 {
				return nil, fmt.Errorf("dict wants pairs of a key and a value")
			}
			m := make(map[string]any, len(pairs)/2)
			for i := 0; i < len(pairs); i += 2 {
				key, ok := pairs[i].(string)
				if !ok {
					return nil, fmt.Errorf("dict wants a text as key, got %v", pairs[i])
				}
				m[key] = pairs[i+1]
			}
			return m, nil
		},
	}
}

// Functions returns the names of the functions that templates have besides
// those of Go's text/template.
func Functions() []string {
	var names []string
	for name := range functions(locale.Danish()) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var parseError = regexp.MustCompile(`^template: [^:]*:(\d+)(?::(\d+))?: (.*)$`)

// parseFile reads a template file and checks what can be checked without a page:
// its functions and the words it asks for.
func parseFile(name, shown, text string) (*source, diag.List) {
	s := &source{name: name, shown: shown, src: diag.NewSource(shown, text), trees: map[string]*parse.Tree{}}
	s.digest = trace.NewSum().Add(shown, text).Digest()
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", s.trees); err != nil {
		s.invalid = true
		return s, diag.List{templateError(s, err)}
	}
	var list diag.List
	uses := map[string]bool{}
	for _, t := range s.trees {
		inspect(t.Root, func(n parse.Node) {
			switch n := n.(type) {
			case *parse.TemplateNode:
				uses[n.Name] = true
			case *parse.CommandNode:
				list = append(list, s.checkCommand(n)...)
			}
		})
	}
	for name := range uses {
		s.uses = append(s.uses, name)
	}
	slices.Sort(s.uses)
	s.invalid = list.HasErrors()
	return s, list
}

func (s *source) checkCommand(n *parse.CommandNode) diag.List {
	id, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		return nil
	}
	at := diag.Span{Start: int(id.Position()), End: int(id.Position()) + len(id.Ident)}
	known := append(Functions(), builtins...)
	if !slices.Contains(known, id.Ident) {
		return diag.List{s.src.Error(at, "template-function", fmt.Sprintf("unknown function %q", id.Ident)).
			Hint(diag.DidYouMean(id.Ident, known))}
	}
	if id.Ident != "t" {
		return nil
	}
	var key *parse.StringNode
	if len(n.Args) > 1 {
		key, _ = n.Args[1].(*parse.StringNode)
	}
	if key == nil {
		return diag.List{s.src.Error(at, "template-word", "t wants the key of a word in quotes")}
	}
	var list diag.List
	at = diag.Span{Start: int(key.Position()), End: int(key.Position()) + len(key.Quoted)}
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		if _, ok := l.Word(key.Text); !ok {
			list = append(list, s.src.Error(at, "template-word", fmt.Sprintf("there is no word %q in the language %q", key.Text, tag)).
				Hint(diag.DidYouMean(key.Text, l.Keys())))
		}
	}
	return list
}

// inspect calls f for a node and all below it.
func inspect(n parse.Node, f func(parse.Node)) {
	f(n)
	branch := func(b *parse.BranchNode) {
		inspect(b.Pipe, f)
		inspect(b.List, f)
		if b.ElseList != nil {
			inspect(b.ElseList, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			inspect(c, f)
		}
	case *parse.ActionNode:
		inspect(n.Pipe, f)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			inspect(c, f)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			if p, ok := a.(*parse.PipeNode); ok {
				inspect(p, f)
			}
		}
	case *parse.TemplateNode:
		if n.Pipe != nil {
			inspect(n.Pipe, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// templateError turns an error of package template into one with a place.
func templateError(s *source, err error) diag.Diag {
	m := parseError.FindStringSubmatch(err.Error())
	if m == nil {
		return s.src.Error(diag.Span{}, "template", err.Error())
	}
	line, _ := strconv.Atoi(m[1])
	d := diag.Diag{Severity: diag.Error, Code: "template",
		Place: diag.Place{File: s.shown, Pos: diag.Pos{Line: line}, Message: m[3]}, Text: s.src.LineText(line)}
	if col, err := strconv.Atoi(m[2]); err == nil { // package template counts bytes from 0
		d.Col, d.Width = len([]rune(d.Text[:min(col, len(d.Text))]))+1, 1
	}
	return d
}

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
				if strings.HasSuffix(used, ".html") && defined[used] == nil {
					list = append(list, s.missing(used, t.Layouts()))
				}
			}
		}
	}
	return list.Sorted()
}

func (s *source) defined(name string) diag.Diag {
	at := strings.Index(s.src.Text, `define "`+name+`"`)
	return s.src.Error(diag.Span{Start: max(0, at), End: max(0, at) + len(name) + 9}, "template-twice",
		fmt.Sprintf("the template %q is defined in two files of one layout", name))
}

func (s *source) missing(name string, known []string) diag.Diag {
	at := strings.Index(s.src.Text, `template "`+name+`"`)
	return s.src.Error(diag.Span{Start: max(0, at), End: max(0, at) + len(name) + 11}, "template-missing",
		fmt.Sprintf("there is no template %q", name)).Hint(diag.DidYouMean(name, known))
}

// LayoutDigest stands for a template with everything that it includes.
func (t *Theme) LayoutDigest(layout string) trace.Digest { return t.layouts.digest(layout) }

var execError = regexp.MustCompile(`^template: ([^:]+):(\d+):(\d+): executing "([^"]*)" at (<.*?>): (.*)$`)

// Problem turns an error of Write into one with the place in the template and
// the page that was being written.
func (t *Theme) Problem(err error, page string) diag.Diag {
	see := diag.Place{File: page, Message: "while this page was written"}
	m := execError.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Diag{Severity: diag.Error, Code: "template", Place: diag.Place{File: page, Message: err.Error()}}
	}
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	d := diag.Diag{Severity: diag.Error, Code: "template", Place: diag.Place{File: m[1], Pos: diag.Pos{Line: line}, Message: m[5] + ": " + m[6]}}
	if s := t.fileOf(m[1]); s != nil {
		d.File, d.Text = s.shown, s.src.LineText(line)
		d.Col, d.Width = len([]rune(d.Text[:min(col, len(d.Text))]))+1, len([]rune(m[5]))-2
	}
	if field := unknownField.FindStringSubmatch(m[6]); field != nil {
		d = d.Hint(diag.DidYouMean(field[1], Surface()))
	}
	return d.Also(see)
}

var unknownField = regexp.MustCompile(`can't evaluate field (\w+) in type`)

// fileOf finds the file that a template stands in.
func (t *Theme) fileOf(name string) *source {
	if s, ok := t.templates[name]; ok {
		return s
	}
	for _, file := range t.Layouts() {
		if _, ok := t.templates[file].trees[name]; ok {
			return t.templates[file]
		}
	}
	return nil
}
