package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kvartal/site/cli"
	"kvartal/site/messages"
	"kvartal/themes"
	"kvartal/timeline/calendar"
)

// Every code that a problem can have is explained in the handbook's page on
// messages, and what that page shows is true.

// unshown are the codes that no file of an example can bring about.
var unshown = map[string]string{
	"content-missing":        "there are no files",
	"encoding":               "a page of the handbook is UTF-8 itself",
	"file-left-out":          "a link or a pipe is not a text",
	"file-unreadable":        "whether a file may be read is not in it",
	"history-shallow":        "it is about the repository",
	"history-unreadable":     "it is about the repository",
	"many-problems":          "it takes hundreds of mistakes",
	"markdown-failed":        "it would be a mistake in the program",
	"output-changed":         "it takes two builds",
	"output-failed":          "it takes a full disk",
	"output-folder":          "it is about the folder's rights",
	"output-foreign":         "it is about what stood in the output folder",
	"roadmap-large-mail":     "it is about the command timeline --newsletter",
	"roadmap-no-shape":       "it is about pictures that a site has not",
	"roadmap-not-converted":  "it is about the command timeline convert",
	"roadmap-not-formatted":  "it would be a mistake in the program",
	"roadmap-uneven-fence":   "only timeline fmt tells it",
	"roadmap-past-milestone": "a build does not tell it",
	"stopped":                "it is done while the program runs",
	"too-long":               "it takes megabytes",
}

// codes finds the codes in the source: every constant text that is given to a
// parameter, a field or a variable called code or Code. What is given to these
// and is no constant must come from one of them.
type codes struct {
	info  *types.Info
	fset  *token.FileSet
	found map[string]string // code -> a place where it is given
	odd   []string          // places where it cannot be told
}

func isCode(v *types.Var) bool {
	return v != nil && strings.EqualFold(v.Name(), "code") && types.Identical(v.Type(), types.Typ[types.String])
}

// given looks at what a code is set to.
func (c *codes) given(e ast.Expr) {
	at := c.fset.Position(e.Pos()).String()
	if value := c.info.Types[e].Value; value != nil && value.Kind() == constant.String {
		if code := constant.StringVal(value); c.found[code] == "" {
			c.found[code] = at
		}
		return
	}
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := c.info.Uses[e].(*types.Var); ok && isCode(v) {
			return
		}
	case *ast.SelectorExpr:
		if v, ok := c.info.Uses[e.Sel].(*types.Var); ok && isCode(v) {
			return
		}
	}
	c.odd = append(c.odd, at)
}

func (c *codes) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		sig, ok := c.info.TypeOf(n.Fun).Underlying().(*types.Signature)
		for i := 0; ok && i < min(sig.Params().Len(), len(n.Args)); i++ {
			if isCode(sig.Params().At(i)) {
				c.given(n.Args[i])
			}
		}
	case *ast.CompositeLit:
		s, ok := c.info.TypeOf(n).Underlying().(*types.Struct)
		for i := 0; ok && i < len(n.Elts); i++ {
			if kv, keyed := n.Elts[i].(*ast.KeyValueExpr); keyed {
				if v, _ := c.info.Uses[kv.Key.(*ast.Ident)].(*types.Var); isCode(v) {
					c.given(kv.Value)
				}
			} else if isCode(s.Field(i)) {
				c.given(n.Elts[i])
			}
		}
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			var v *types.Var
			switch to := to.(type) {
			case *ast.Ident:
				v, _ = c.info.ObjectOf(to).(*types.Var)
			case *ast.SelectorExpr:
				v, _ = c.info.Uses[to.Sel].(*types.Var)
			}
			if isCode(v) && len(n.Rhs) == len(n.Lhs) {
				c.given(n.Rhs[i])
			} else if isCode(v) {
				c.odd = append(c.odd, c.fset.Position(n.Pos()).String())
			}
		}
	}
	return true
}

// codesOfSource returns every code of site and timeline, with a place where it
// is given. Package messages is left out: its codes are read from the page.
func codesOfSource(t *testing.T) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{join .GoFiles \" \"}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	exported, files := map[string]string{}, map[string][]string{}
	for line := range strings.Lines(string(out)) {
		parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
		exported[parts[0]] = parts[1]
		if pkg, ours := strings.CutPrefix(parts[0], "kvartal/"); ours && pkg != "site/messages" {
			files[pkg] = strings.Fields(parts[2])
		}
	}
	c := codes{fset: token.NewFileSet(), found: map[string]string{},
		info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}}
	check := types.Config{Importer: importer.ForCompiler(c.fset, "gc", func(pkg string) (io.ReadCloser, error) { return os.Open(exported[pkg]) })}
	for _, pkg := range slices.Sorted(maps.Keys(files)) {
		var parsed []*ast.File
		for _, name := range files[pkg] {
			f, err := parser.ParseFile(c.fset, path.Join(pkg, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, f)
		}
		if _, err := check.Check("kvartal/"+pkg, c.fset, parsed, c.info); err != nil {
			t.Fatal(err)
		}
		for _, f := range parsed {
			ast.Inspect(f, c.visit)
		}
	}
	for _, at := range c.odd {
		t.Errorf("%s: which code this is cannot be told; write it out, or pass on what is called code", at)
	}
	return c.found
}

func TestEveryCodeIsExplained(t *testing.T) {
	source := codesOfSource(t)
	if len(source) < 80 {
		t.Fatalf("only %d codes are found", len(source))
	}
	explained := map[string]bool{}
	for _, m := range messages.Parse(read(t, "content/handbook/errors.md")) {
		if explained[m.Code] {
			t.Errorf("%q is explained twice", m.Code)
		}
		explained[m.Code] = true
		if source[m.Code] == "" {
			t.Errorf("no problem has the code %q, which the handbook explains", m.Code)
		}
		if n := len([]rune(m.Summary())); n == 0 || n > 80 {
			t.Errorf("the first sentence about %q has %d characters; it is a line of the list of all codes", m.Code, n)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(source)) {
		if !explained[code] {
			t.Errorf("%s: the code %q is not in content/handbook/errors.md", source[code], code)
		}
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(code) {
			t.Errorf("%s: %q is no code", source[code], code)
		}
	}
	for code := range unshown {
		if source[code] == "" {
			t.Errorf("no problem has the code %q, which needs no example", code)
		}
	}
}

// example is a site: path -> text.
type example map[string]string

var beside = regexp.MustCompile("`(content/[^`]+)`")

// examples returns the sites that a message shows, by the word that they begin
// with: "Wrong", "Right".
func examples(m messages.Message) map[string]example {
	found := map[string]example{}
	var now example
	for _, p := range m.Parts {
		word, _, _ := strings.Cut(strings.TrimRight(p.Text, ":"), ",")
		switch {
		case p.Fence && now != nil:
			now[p.File] = p.Text
		case !p.Fence && (word == "Wrong" || word == "Right"):
			now = example{}
			for _, also := range beside.FindAllStringSubmatch(p.Text, -1) {
				now[also[1]] = filler(also[1])
			}
			found[word] = now
		default:
			now = nil
		}
	}
	return found
}

// filler is what stands in a file that an example only names.
func filler(name string) string {
	switch path.Ext(name) {
	case ".md":
		return "# A page\n"
	case ".mmd":
		return "gantt\n    Write the brief :2026-01-05, 14d\n"
	}
	return "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"
}

// completed adds what every site has: a front page, and a page that shows the
// roadmap.
func (e example) completed() example {
	site := maps.Clone(e)
	front := "# The site\n"
	for _, name := range slices.Sorted(maps.Keys(e)) {
		if path.Ext(name) == ".mmd" || strings.HasSuffix(name, ".timeline.toml") {
			front += "\n![A roadmap](" + strings.TrimPrefix(name, "content/") + ")\n"
		}
	}
	if e["content/index.md"] == "" && e["content/_index.md"] == "" {
		site["content/index.md"] = front
	}
	return site
}

// build returns the codes of what the program finds wrong with a site.
func (e example) build(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range e.completed() {
		if !filepath.IsLocal(name) {
			t.Fatalf("%q is no name of a file", name)
		}
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	var out, told bytes.Buffer
	cli.Run(t.Context(), []string{"build", "--json", "--source", dir}, cli.World{Stdout: &out, Stderr: &told, Now: time.Now,
		Today: calendar.Date(2026, 2, 1), Themes: themes.FS})
	var report struct {
		Diagnostics []struct{ Code, File, Message string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v\n%s%s", err, &out, &told)
	}
	var found []string
	for _, d := range report.Diagnostics {
		t.Logf("%s: %s [%s]", d.File, d.Message, d.Code)
		found = append(found, d.Code)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// The wrong example has the mistake and no other, the right one has none.
func TestExamplesOfMessagesAreTrue(t *testing.T) {
	for _, m := range messages.Parse(read(t, "content/handbook/errors.md")) {
		shown := examples(m)
		wrong, right := shown["Wrong"], shown["Right"]
		if reason, ok := unshown[m.Code]; ok {
			if wrong != nil || right != nil {
				t.Errorf("%s has an example, and the test says that it can have none: %s", m.Code, reason)
			}
			continue
		}
		t.Run(m.Code, func(t *testing.T) {
			t.Parallel()
			if len(wrong) == 0 || len(right) == 0 {
				t.Fatal("there is no wrong example, or no right one")
			}
			if got := wrong.build(t); !slices.Equal(got, []string{m.Code}) {
				t.Errorf("the wrong example has the problems %q", got)
			}
			if got := right.build(t); len(got) > 0 {
				t.Errorf("the right example has the problems %q", got)
			}
		})
	}
}
