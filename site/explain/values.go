package explain

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"kvartal/site"
	"kvartal/site/graph"
	"kvartal/site/source"
	"kvartal/timeline/calendar"
	"kvartal/timeline/fields"
)

// front returns the front matter of a file of the content folder as it stands
// there now.
func (x explainer) front(file string) []source.Written {
	data, err := fs.ReadFile(x.Facts.Project, path.Join(site.Content, file))
	if err != nil {
		return nil
	}
	return source.AsWritten(data, x.Config.TaxonomyNames())
}

// written returns the values that a page's own front matter has.
func (x explainer) written(file string) []Value {
	var all []Value
	for _, w := range x.front(file) {
		if w.Key != "defaults" {
			all = append(all, Value{w.Key, format(w.Value), place(file, w.Line)})
		}
	}
	return all
}

func place(file string, line int) string {
	return fmt.Sprintf("%s:%d", path.Join(site.Content, file), line)
}

// sources are the files whose front matter decides a page's values: its own, and
// the defaults of the sections above, the nearest first.
type sources struct {
	file     string
	own      []source.Written
	sections []section
}

type section struct {
	file     string
	defaults []source.Written
}

func (x explainer) sources(p *graph.Page) sources {
	s := sources{file: p.Path}
	if strings.HasPrefix(p.Path, "/") { // a former address
		return s
	}
	s.own = x.front(p.Path)
	dir := path.Dir(p.Path)
	if strings.HasSuffix(p.Path, "/") || source.IsIndex(p.Path) { // what a section sets is for the pages below it
		dir = path.Dir(path.Dir(p.Path))
		if path.Dir(p.Path) == "." {
			return s
		}
	}
	for ; ; dir = path.Dir(dir) {
		for _, index := range []string{"_index.md", "index.md"} {
			for _, w := range x.front(path.Join(dir, index)) {
				if len(w.Defaults) > 0 {
					s.sections = append(s.sections, section{path.Join(dir, index), w.Defaults})
				}
			}
		}
		if dir == "." {
			return s
		}
	}
}

// from tells where a key is set for a page; "" where it is not.
func (s sources) from(key string) string {
	for _, w := range s.own {
		if w.Key == key {
			return place(s.file, w.Line)
		}
	}
	for _, sec := range s.sections {
		for _, w := range sec.defaults {
			if w.Key == key {
				return place(sec.file, w.Line) + ", [defaults] of the section"
			}
		}
	}
	return ""
}

// values returns all values of a page that the site uses, and what decided each.
func (x explainer) values(p *graph.Page) []Value {
	s := x.sources(p)
	var all []Value
	add := func(key, value, otherwise string) {
		from := s.from(key)
		if from == "" {
			from = otherwise
		}
		if value != "" && from != "" {
			all = append(all, Value{key, value, from})
		}
	}
	title := "the file's name"
	if x.hasHeading(p) {
		title = "the first heading"
	}
	add("title", strconv.Quote(p.Title), title)
	if p.MenuTitle != p.Title || s.from("menu_title") != "" {
		add("menu_title", strconv.Quote(p.MenuTitle), "title")
	}
	add("description", quoted(p.Description), "")
	add("summary", quoted(x.summary(p)), `the text before <!--more-->, else the first paragraph`)
	add("date", day(p.Date), "the file's name")
	updated := "date"
	if _, ok := x.Site.Committed(p); ok {
		updated = "its last commit"
	}
	add("updated", day(p.Updated), updated)
	add("authors", strings.Join(p.Authors, ", "), "")
	add("status", quoted(p.Status), "")
	if p.Draft {
		add("draft", "true", "")
	}
	if p.Weight != nil {
		add("weight", p.Weight.String(), "")
	}
	if p.OutOfMenu {
		add("in_menu", "false", s.from("nav_exclude"))
	}
	add("language", p.Locale.Tag, x.setBy("language", "the default"))
	add("template", quoted(p.Template), s.from("layout"))
	if len(p.Children) > 0 {
		add("sort_by", string(p.SortBy), "the default")
	}
	for _, tax := range x.Config.TaxonomyNames() {
		var terms []string
		for _, t := range p.Terms[tax] {
			terms = append(terms, t.Title)
		}
		add(tax, strings.Join(terms, ", "), s.from("taxonomies"))
	}
	for _, f := range p.Extra {
		add("extra."+f.Key, format(f.Value), s.extra(f.Key))
	}
	parent := "its folder"
	if p.Parent != nil {
		add("parent", strconv.Quote(p.Parent.Title), parent)
	}
	all = append(all, x.address(p, s))
	return all
}

// extra tells where a value of [extra] is set; a key nobody knows counts as one.
func (s sources) extra(key string) string {
	has := func(all []source.Written) (int, bool) {
		for _, w := range all {
			table, _ := w.Value.(fields.Table)
			if _, inner := table.Get(key); w.Key == "extra" && inner || w.Key == key {
				return w.Line, true
			}
		}
		return 0, false
	}
	if line, ok := has(s.own); ok {
		return place(s.file, line)
	}
	for _, sec := range s.sections {
		if line, ok := has(sec.defaults); ok {
			return place(sec.file, line) + ", [defaults] of the section"
		}
	}
	return ""
}

// address tells what decided a page's address.
func (x explainer) address(p *graph.Page, s sources) Value {
	v := Value{"address", p.Address, "the names of its folders and file"}
	switch {
	case p.Former() != nil:
		v.From = "aliases of " + path.Join(site.Content, p.Former().Path)
	case s.from("url") != "":
		v.From = s.from("url") + " (url)"
	case s.from("slug") != "":
		v.From = s.from("slug") + " (slug), below its folder's"
	case p.Kind == graph.Home:
		v.From = "it is the front page"
	}
	return v
}

// setBy names the place of a key of kvartal.toml, or what holds without it.
func (x explainer) setBy(key, otherwise string) string {
	if at, ok := x.Config.Place(key); ok {
		return at.String()
	}
	return otherwise
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return strconv.Quote(s)
}

func day(t *calendar.Instant) string {
	if t == nil {
		return ""
	}
	return t.ISODate()
}

// format writes a value of front matter.
func format(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strconv.Quote(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = format(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case fields.Table:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + " = " + format(f.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(v)
}
