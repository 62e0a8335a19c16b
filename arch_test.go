package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The architecture as the source has it: which package may import which, where
// goroutines and the world outside are met, how long things may be. The reasons
// stand in the handbook's page "How Kvartal is built".

// file is a Go file of this repository.
type file struct {
	name    string // from the root: "site/cli/cli.go"
	pkg     string // its folder: "site/cli", "" for the root
	test    bool
	ast     *ast.File
	fset    *token.FileSet
	imports []string
}

// sources reads every Go file.
func sources(t *testing.T) []file {
	t.Helper()
	var files []file
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != "." && (strings.HasPrefix(base, ".") || slices.Contains([]string{"testdata", "node_modules", "public"}, base)) {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		name = filepath.ToSlash(name)
		f := file{name: name, test: strings.HasSuffix(name, "_test.go"), fset: token.NewFileSet()}
		if dir := path.Dir(name); dir != "." {
			f.pkg = dir
		}
		if f.ast, err = parser.ParseFile(f.fset, name, nil, parser.ParseComments); err != nil {
			return err
		}
		for _, spec := range f.ast.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			f.imports = append(f.imports, to)
		}
		files = append(files, f)
		return nil
	})
	if err != nil || len(files) < 50 {
		t.Fatalf("%d Go files, %v", len(files), err)
	}
	return files
}

func (f file) line(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.name, f.fset.Position(n.Pos()).Line)
}

// within tells whether a path is a folder or package, or lies in it.
func within(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// onlyFrom is who may import what: the package and all below it -> the folders
// that may. Tests may import what they like of these, except cli.
var onlyFrom = map[string][]string{
	"github.com/ajstarks/svgo":        {"timeline/svg"},
	"codeberg.org/go-fonts":           {"timeline/font"},
	"golang.org/x/image":              {"timeline/font", "timeline/png"},
	"codeberg.org/go-pdf":             {"timeline/pdf"},
	"github.com/yuin/goldmark":        {"site/markdown"},
	"golang.org/x/net":                {"site/markdown", "site/preview"},
	"github.com/rivo/uniseg":          {"timeline/text"},
	"github.com/alecthomas/chroma":    {"site/markdown"},
	"github.com/BurntSushi/toml":      {"timeline/fields", "timeline/syntax"},
	"github.com/goccy/go-yaml":        {"timeline/fields", "timeline/syntax"},
	"github.com/alecthomas/kong":      {"site/cli"},
	"golang.org/x/term":               {"site/cli"},
	"github.com/fsnotify/fsnotify":    {"site/watch"},
	"golang.org/x/sync":               {"site/pool"},
	"os/exec":                         {"site/history", "site/cli", "timeline/golden"},
	"net/http":                        {"site/preview", "site/cli"},
	"html/template":                   {"site/theme", "site/preview"},
	"kvartal/site/cli":                {""},
	"kvartal/themes":                  {"site/cli"},
	"kvartal/timeline/golden":         {"timeline/golden"},
	"testing":                         {"timeline/golden"},
	"github.com/google/go-cmp":        {"timeline/golden"},
	"github.com/chromedp":             {"timeline/golden"},
	"github.com/arran4/golang-ical":   {}, // reads back, in tests, what timeline/ics writes
	"pgregory.net/rapid":              {},
	"github.com/rogpeppe/go-internal": {"timeline/golden", "site/cli"},
	"github.com/go-json-experiment":   {},
}

// never is what a package and all below it must not import.
var never = map[string][]string{
	"timeline":          {"kvartal/site", "kvartal/themes"}, // usable alone, as a library
	"timeline/svg":      {"kvartal/timeline/chart"},         // drawing back ends know places, not dates
	"timeline/png":      {"kvartal/timeline/chart"},
	"timeline/pdf":      {"kvartal/timeline/chart"},
	"timeline/fallback": {"kvartal/timeline/chart"},
	"timeline/scene":    {"kvartal"}, // vocabulary
	"timeline/table":    {"kvartal/timeline/scene", "kvartal/timeline/layout"},
	"timeline/text":     {"kvartal/timeline/scene", "kvartal/timeline/layout"},
	"timeline/csv":      {"kvartal/timeline/scene", "kvartal/timeline/layout"},
	"timeline/ics":      {"kvartal/timeline/scene", "kvartal/timeline/layout"},
	"timeline/syntax":   {"kvartal/timeline/chart"}, // shape only
	"timeline/diag":     {"kvartal"},
	"site/markdown":     {"kvartal/site/graph", "kvartal/site/theme"}, // looks at one body alone
	"site/source":       {"kvartal/site/graph", "kvartal/site/markdown"},
	"site/graph":        {"kvartal/site/theme", "kvartal/site/plan", "kvartal/site/render"},
	"site/theme":        {"kvartal/site/plan", "kvartal/site/render"},
	"site/output":       {"kvartal/site"}, // takes bytes
}

func TestImports(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sources(t) {
		for _, to := range f.imports {
			if strings.HasPrefix(to, "kvartal") && within("kvartal/"+f.pkg, to) {
				continue // an external test of the package itself, or its parent's
			}
			for folder, forbidden := range never {
				for _, bad := range forbidden {
					if within(f.pkg, folder) && within(to, bad) && !f.test {
						t.Errorf("%s: %s must not import %s", f.name, folder, to)
					}
				}
			}
			for what, who := range onlyFrom {
				if !within(to, what) {
					continue
				}
				used[what] = true
				if !slices.ContainsFunc(who, func(folder string) bool { return within(f.pkg, folder) || folder == f.pkg }) &&
					(!f.test || what == "kvartal/site/cli" && f.pkg != "") {
					t.Errorf("%s: only %q may import %s", f.name, who, to)
				}
			}
			if within(f.pkg, "timeline") && f.test && within(to, "kvartal/site") {
				t.Errorf("%s: tests of timeline stand alone too, but it imports %s", f.name, to)
			}
		}
	}
	for _, what := range slices.Sorted(maps.Keys(onlyFrom)) {
		if len(onlyFrom[what]) > 0 && !used[what] {
			t.Logf("nobody imports %s", what)
		}
	}
}

// world is what only site/cli may ask, so that the same input gives the same
// site everywhere; with the reason for each exception.
var world = map[string]map[string]string{
	"time.Now": nil, "time.Since": nil, "time.Until": nil,
	"os.Getenv": nil, "os.LookupEnv": nil, "os.Getwd": nil, "os.Chdir": nil, "os.Exit": nil, "os.Args": nil,
	"os.Stdout": nil, "os.Stderr": nil, "os.Stdin": nil,
	"os.Environ": {"site/history": "git gets the environment it would have anyway"},
}

// clocks are packages that live in time: not part of a build.
var clocks = []string{"site/watch", "site/preview"}

// concurrent are the packages that start goroutines.
var concurrent = []string{"site/pool", "site/preview", "site/watch", "site/cli"}

func TestWorldAndGoroutines(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || within(f.pkg, "timeline/golden") {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: an init function: nothing may happen before main", f.line(n))
				}
			case *ast.GoStmt:
				if !slices.Contains(concurrent, f.pkg) {
					t.Errorf("%s: a goroutine: only %v start them", f.line(n), concurrent)
				}
			case *ast.SelectorExpr:
				pkg, ok := n.X.(*ast.Ident)
				if !ok {
					return true
				}
				name := pkg.Name + "." + n.Sel.Name
				reasons, asked := world[name]
				isClock := pkg.Name == "time" && slices.Contains(clocks, f.pkg)
				if asked && f.pkg != "site/cli" && reasons[f.pkg] == "" && !isClock {
					t.Errorf("%s: %s: only site/cli asks the world outside", f.line(n), name)
				}
				if name == "errgroup.WithContext" && !slices.Contains(concurrent, f.pkg) {
					t.Errorf("%s: a group of goroutines: only %v start them", f.line(n), concurrent)
				}
			}
			return true
		})
	}
}

func TestEveryPackageHasADoc(t *testing.T) {
	docs := map[string]string{}
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		if _, ok := docs[f.pkg]; !ok {
			docs[f.pkg] = ""
		}
		if f.ast.Doc == nil {
			continue
		}
		if docs[f.pkg] != "" {
			t.Errorf("%s: package %s has two docs", f.name, f.pkg)
		}
		docs[f.pkg] = f.ast.Doc.Text()
	}
	for _, pkg := range slices.Sorted(maps.Keys(docs)) {
		want := "Package " + path.Base(pkg) + " "
		if pkg == "" {
			want = "Command kvartal "
		}
		if !strings.HasPrefix(docs[pkg], want) {
			t.Errorf("the doc of %q begins %.40q, want %q", pkg, docs[pkg], want)
		}
	}
}

// The caps on length, in lines.
const (
	longestFunction = 90
	longestFile     = 600
)

// longer are functions and files that may be longer, with the reason.
var longer = map[string]string{
	"site/incremental_test.go edit":         "a list of edits, a line or two each",
	"site/output/output_test.go TestBuilds": "a table of cases",
}

type length struct {
	what  string
	lines int
}

func TestNothingIsTooLong(t *testing.T) {
	var functions, files []length
	for _, f := range sources(t) {
		files = append(files, length{f.name, f.fset.File(f.ast.Pos()).LineCount()})
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				lines := f.fset.Position(fn.End()).Line - f.fset.Position(fn.Pos()).Line + 1
				functions = append(functions, length{f.name + " " + fn.Name.Name, lines})
			}
		}
	}
	excused := map[string]bool{}
	check := func(kind string, all []length, limit int) {
		slices.SortFunc(all, func(a, b length) int { return b.lines - a.lines })
		for _, l := range all[:5] {
			t.Logf("%s of %d lines: %s", kind, l.lines, l.what)
		}
		for _, l := range all {
			if l.lines <= limit {
				break
			}
			if excused[l.what] = longer[l.what] != ""; !excused[l.what] {
				t.Errorf("%s has %d lines; %d are the limit", l.what, l.lines, limit)
			}
		}
	}
	check("function", functions, longestFunction)
	check("file", files, longestFile)
	for what := range longer {
		if !excused[what] {
			t.Errorf("%s needs no exception", what)
		}
	}
}
