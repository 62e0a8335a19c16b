// Package charts takes the roadmaps of a site, from fences in pages and from
// files, and gives their resolved charts, each once, so that pages, calendars
// and checks all read the same. A chart depends on its text and on the day
// that counts as today, on nothing else, and is kept while these are the same.
package charts

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/figures"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/trace"
	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// Compiled is a chart with what was found in its text, placed in that text.
type Compiled struct {
	ID     string // of its text
	Chart  *chart.Chart
	Text   string       // that it was compiled from
	Digest trace.Digest // of everything that a picture of it depends on
	diags  diag.List    // in no file: see diag.List.Within
}

// Set holds the charts of a site by id.
type Set map[string]*Compiled

// Page is one page's roadmaps, as Markdown found them.
type Page struct {
	Path     string // in the content folder
	Roadmaps []markdown.Roadmap
	Anchors  []string // of the page, those of its roadmaps among them
}

// Options say how to compile.
type Options struct {
	Timeline timeline.Options
	Severity diag.Severity // of what would be an error in a roadmap
	Files    []string      // kinds of files that roadmaps have beside their pages
}

// Result is what Compile gives.
type Result struct {
	Set   Set
	Pages map[string][]graph.Roadmap // page path -> the chart of each of its roadmaps
}

// Compile compiles the roadmaps of all pages, taking from prev what it has
// already. Roadmap files are read from the folder content of the project; one
// that is not there is reported where it is linked to, one with problems is
// reported once, in itself. An image link to a page shows the page's first
// roadmap, or the one that its anchor names ("plan.md#roadmap-2").
func Compile(project fs.FS, content string, pages []Page, prev Set, o Options) (Result, diag.List) {
	c := compiler{Options: o, project: project, content: content, prev: prev, files: map[string]*Compiled{}, pages: map[string]Page{},
		out: Result{Set: Set{}, Pages: map[string][]graph.Roadmap{}}}
	for _, p := range pages {
		c.pages[p.Path] = p
	}
	for _, p := range pages {
		for _, r := range p.Roadmaps {
			c.out.Pages[p.Path] = append(c.out.Pages[p.Path], c.roadmap(p.Path, r))
		}
	}
	return c.out, c.list
}

type compiler struct {
	Options
	project fs.FS
	content string
	prev    Set
	pages   map[string]Page      // by path
	files   map[string]*Compiled // content path -> its chart; nil for one that cannot be read
	out     Result
	list    diag.List
}

// roadmap takes in a roadmap of a page.
func (c *compiler) roadmap(page string, r markdown.Roadmap) graph.Roadmap {
	file := c.content + "/" + page
	ref := graph.Roadmap{Title: r.Title, Anchor: r.ID}
	if r.File != "" {
		ref.ID, ref.Source = c.file(page, r)
	} else {
		compiled := c.text(r.Text, r.Language)
		ref.ID, ref.Source = compiled.ID, page+"#"+r.ID
		c.tell(compiled.diags.Within(file, r.Line, r.Indent))
	}
	whole := ref.ID
	ref.ID = c.view(file, whole, r.Attributes)
	ref.Part = ref.ID != whole
	ref.Links = c.links(ref.ID, ref.Source)
	ref.ID = c.linked(ref.ID, page, ref.Source)
	look, problems := LookOf(file, r.Attributes)
	c.tell(problems)
	ref.Profile, ref.Text, ref.Arrows = look.Profile, look.Text, look.Arrows
	if shown, ok := c.out.Set[ref.ID]; ok {
		ref.Files = figures.Files(shown.Chart, c.Files)
	}
	return ref
}

// tell collects problems with roadmaps.
func (c *compiler) tell(list diag.List) {
	for _, d := range list {
		if d.Severity == diag.Error {
			d.Severity = c.Severity
		}
		c.list = append(c.list, d)
	}
}

// text compiles one text, once.
func (c *compiler) text(text string, language timeline.Language) *Compiled {
	sum := trace.NewSum().Add(text).Int(int(language))
	if c.Timeline.Today != nil {
		sum.Int(int(*c.Timeline.Today))
	}
	return c.once(sum.Digest(), text, func() (*chart.Chart, diag.List) {
		o := c.Timeline
		o.Language = language
		return timeline.Compile("", text, o)
	})
}

// once makes the chart of a digest, or takes it from what was made already, in
// the build before too.
func (c *compiler) once(digest trace.Digest, text string, compile func() (*chart.Chart, diag.List)) *Compiled {
	id := fmt.Sprintf("%016x", uint64(digest))
	done := cmp.Or(c.out.Set[id], c.prev[id])
	if done == nil {
		done = &Compiled{ID: id, Text: text, Digest: digest}
		done.Chart, done.diags = compile()
	}
	c.out.Set[id] = done
	return done
}

// file compiles the roadmap file that a page links to and returns the chart's
// id, "" when there is none, and where its text stands.
func (c *compiler) file(page string, r markdown.Roadmap) (id, source string) {
	name, ok := graph.ContentPath(page, r.File)
	if !ok {
		return "", ""
	}
	if strings.EqualFold(path.Ext(name), ".md") {
		return c.ofPage(page, name, r)
	}
	done, seen := c.files[name]
	if !seen {
		done = c.readFile(name)
		c.files[name] = done
	}
	if done == nil {
		return "", "" // CheckLinks reports a link that leads nowhere, readFile the rest
	}
	return done.ID, name
}

// ofPage is file for a chart that stands in another page, which also tells what is
// wrong with it.
func (c *compiler) ofPage(from, name string, r markdown.Roadmap) (id, source string) {
	number, all, anchor := 0, c.pages[name].Roadmaps, graph.Anchor(r.File)
	named := func(id string) bool { return norm.NFC.String(id) == anchor }
	if anchor != "" {
		number = slices.IndexFunc(all, func(other markdown.Roadmap) bool { return named(other.ID) })
	}
	if 0 <= number && number < len(all) {
		if other := all[number]; other.File == "" {
			return c.text(other.Text, other.Language).ID, name + "#" + other.ID
		} else if !strings.EqualFold(path.Ext(other.File), ".md") { // no chains: they may be rings
			return c.file(name, other)
		}
	}
	if _, err := fs.Stat(c.project, path.Join(c.content, name)); err != nil || anchor != "" && !graph.OnEveryPage(anchor) && !slices.ContainsFunc(c.pages[name].Anchors, named) {
		return "", "" // CheckLinks tells of the page, or of the anchor
	}
	message, hint := fmt.Sprintf("the page %q has no roadmap of its own", name), "link to a page that has one, to a roadmap file, or to a picture"
	if len(all) > 0 && number < 0 {
		message, hint = fmt.Sprintf("what the page %q calls %q is no roadmap", name, "#"+anchor), "its roadmaps are "
		for i, other := range all {
			hint += map[bool]string{true: ", "}[i > 0] + "#" + other.ID
		}
	}
	d := diag.Diag{Severity: c.Severity, Code: "roadmap-none", Width: max(1, r.Width),
		Place: diag.Place{File: c.content + "/" + from, Pos: r.Pos, Message: message}}
	c.list = append(c.list, d.Hint(hint))
	return "", ""
}

func (c *compiler) readFile(name string) *Compiled {
	full := path.Join(c.content, name)
	data, err := fs.ReadFile(c.project, full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		c.list = append(c.list, diag.Diag{Severity: diag.Error, Code: "file-unreadable",
			Place: diag.Place{File: full, Message: "cannot be read: " + diag.FileReason(err)}})
		return nil
	}
	if !utf8.Valid(data) {
		c.list = append(c.list, diag.Diag{Severity: diag.Error, Code: "encoding",
			Place: diag.Place{File: full, Message: "the file is not UTF-8 text"}}.Hint("save it as UTF-8 in your editor"))
		return nil
	}
	language := timeline.Mermaid
	if timeline.IsTOML(name) {
		language = timeline.TOML
	}
	done := c.text(strings.TrimPrefix(string(data), "\uFEFF"), language)
	c.tell(done.diags.Within(full, 1, nil))
	return done
}
