// Package config takes the text of kvartal.toml and gives the site's
// configuration. Every key is optional; a site without the file is complete.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"kvartal/site/colour"
	"kvartal/site/figures"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/locale"
)

// File is the name of the configuration in the project's folder.
const File = "kvartal.toml"

// Config is a site's configuration.
type Config struct {
	Title        string         // name of the site; default: the front page's title
	Description  string         // one sentence about the site
	Language     *locale.Locale // of pages that name none; default Danish
	BaseURL      *url.URL       // where the site is published; nil if not known. Only 404.html and absolute addresses need it
	URLStyle     URLStyle       // default pretty
	Slug         SlugStyle      // default danish
	Theme        string         // folder in themes/, default "default"
	Accent       *colour.Colour // of links, focus and the current page; nil: the theme's
	Logo         string         // path in the content folder; "": the theme's
	Favicon      string         // the same
	Footer       string         // Markdown for the foot of every page
	Repository   Repository     // where the site's files are kept
	Statement    string         // accessibility statement: an address, or a page's path in the content folder; "" without
	Markdown     Markdown       // what the text of pages may hold
	Links        diag.Severity  // of a link that leads nowhere; default Error
	Roadmap      diag.Severity  // of an error in a roadmap, whose faulty rows are marked; default Error
	Templates    diag.Severity  // of a template that a page asks for and that is not there; default Error
	RoadmapFiles []string       // kinds of files that each roadmap has beside its page; default all
	Tree         TreeStyle      // default folders
	DatePrefix   PrefixStyle    // default keep
	Taxonomies   []Taxonomy     // what pages can be filed under; tags and categories are always there
	Extra        fields.Table   // [extra]: the site's own values for its templates

	src    *diag.Source         // nil without a file
	places map[string]diag.Span // of each key that was read: "theme.logo"
	flags  map[string]string    // keys whose values flags gave: "base_url" -> "--base-url"
}

// Place tells where a key ("theme.logo") stands, if the file has it.
func (c *Config) Place(key string) (at diag.Place, ok bool) {
	span, ok := c.places[key]
	if !ok || c.src == nil {
		return diag.Place{}, false
	}
	return c.src.Place(span.Start, ""), true
}

// Error makes a problem with the value of a key ("theme.logo") that was found
// by a later stage.
func (c *Config) Error(key, code, message string) diag.Diag {
	message = fmt.Sprintf("%q: %s", key, message)
	if c.src == nil {
		return diag.Diag{Severity: diag.Error, Code: code, Place: diag.Place{File: File, Message: message}}
	}
	return c.src.Error(c.places[key], code, message)
}

// Rooted spells a link of the configuration, which is meant from the content
// folder's root, as links on a page do: "/logo.svg".
func Rooted(link string) string {
	if IsAddress(link) || strings.HasPrefix(link, "/") || strings.HasPrefix(link, "@/") || strings.HasPrefix(link, "#") {
		return link
	}
	return "/" + link
}

// IsAddress tells that a link leads out of the site.
func IsAddress(link string) bool {
	scheme, _, ok := strings.Cut(link, ":")
	return ok && !strings.ContainsAny(scheme, "/?#")
}

// URLStyle is the form of a page's address.
type URLStyle string

// The forms.
const (
	Pretty URLStyle = "pretty" // /plan/
	HTML   URLStyle = "html"   // /plan.html
)

// SlugStyle is how a file's name becomes part of an address.
type SlugStyle string

// The ways.
const (
	DanishSlug SlugStyle = "danish" // lower case, æ→ae, ø→oe, å→aa, blanks to hyphens
	KeepSlug   SlugStyle = "keep"   // as the file is called
)

// TreeStyle is what the tree of pages is made from.
type TreeStyle string

// The ways.
const (
	FolderTree TreeStyle = "folders" // folders, and front matter's parent
	ParentTree TreeStyle = "parents" // parent alone, as in just-the-docs
)

// PrefixStyle is what becomes of a date that a file's name begins with.
type PrefixStyle string

// The ways.
const (
	KeepPrefix  PrefixStyle = "keep"  // 2026-02-03-møde.md is /2026-02-03-moede/
	StripPrefix PrefixStyle = "strip" // it is /moede/, as in Jekyll and Zola
)

// Taxonomy is a key of front matter whose values are terms: each term gets a
// page that lists the pages filed under it.
type Taxonomy struct {
	Name  string // the key: "tags"
	Title string // of the page that lists its terms; "" for the word of the site's language, else the name
	Slug  string // folder of its addresses; default the name
}

// TaxonomyNames returns the keys that are taxonomies.
func (c *Config) TaxonomyNames() []string {
	names := make([]string, len(c.Taxonomies))
	for i, t := range c.Taxonomies {
		names[i] = t.Name
	}
	return names
}

// Default returns the configuration of a site without a file.
func Default() *Config {
	return &Config{Language: locale.Danish(), URLStyle: Pretty, Slug: DanishSlug, Theme: "default",
		Links: diag.Error, Templates: diag.Error, Roadmap: diag.Error, Tree: FolderTree, DatePrefix: KeepPrefix,
		Markdown:     Markdown{Typographer: true, Attributes: true, HTML: KeepHTML},
		RoadmapFiles: figures.Kinds(),
		Taxonomies:   []Taxonomy{{Name: "tags", Slug: "tags"}, {Name: "categories", Slug: "categories"}}}
}

// BasePath returns the path that the site is published under, with a slash at
// both ends: "/" or "/os2display/".
func (c *Config) BasePath() string {
	if c.BaseURL == nil {
		return "/"
	}
	return "/" + strings.TrimPrefix(strings.TrimSuffix(c.BaseURL.Path, "/")+"/", "/")
}

// Load reads the configuration. src nil means that there is no file.
func Load(src *diag.Source) (*Config, diag.List) {
	c := Default()
	if src == nil {
		return c, nil
	}
	table, list := fields.TOML(src, diag.Span{Start: 0, End: len(src.Text)}, fields.Keys{Nearest: func(word string) string { return danish[word] }})
	c.src, c.places = src, map[string]diag.Span{}
	r := reader{src: src, places: c.places, list: list}
	r.read("", keys(c), table)
	if problem, ok := c.checkRepository(); !ok && !r.list.HasErrors() {
		r.list = append(r.list, problem)
	}
	return c, r.list
}

// Same tells whether two configurations say the same.
func (c *Config) Same(as *Config) bool {
	text := func(c *Config) string {
		if c.src == nil {
			return ""
		}
		return c.src.Text
	}
	address := func(c *Config) string {
		if c.BaseURL == nil {
			return ""
		}
		return c.BaseURL.String()
	}
	return as != nil && text(c) == text(as) && address(c) == address(as)
}

// key is one key of the file: what it may hold and where it goes. Exactly one
// of setting, sub and each is given.
type key struct {
	name string
	setting
	sub  []key
	each func(name string) ([]key, error) // of a table whose tables the author names
}

// taxonomy makes room for a taxonomy and returns what its table may say.
func (c *Config) taxonomy(name string) ([]key, error) {
	if !taxonomyName.MatchString(name) {
		return nil, fmt.Errorf("a taxonomy's name has letters of a to z, digits, %q and %q only", "_", "-")
	}
	i := slices.IndexFunc(c.Taxonomies, func(t Taxonomy) bool { return t.Name == name })
	if i < 0 {
		i = len(c.Taxonomies)
		c.Taxonomies = append(c.Taxonomies, Taxonomy{Name: name, Slug: name})
	}
	t := &c.Taxonomies[i] // until the next call
	return []key{
		{name: "title", setting: text(&t.Title)},
		{name: "slug", setting: textOf(&t.Slug, func(s string) error {
			if !taxonomySlug.MatchString(s) {
				return fmt.Errorf("%q is not one part of an address", s)
			}
			return nil
		})},
	}, nil
}

var (
	taxonomyName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	taxonomySlug = regexp.MustCompile(`^[^\s/\\?#%*<>|".][^\s/\\?#%*<>|"]*$`)
)

// keys is the closed list of what kvartal.toml may say.
func keys(c *Config) []key {
	return []key{
		{name: "title", setting: text(&c.Title)},
		{name: "description", setting: text(&c.Description)},
		{name: "language", setting: language(&c.Language)},
		{name: "base_url", setting: address(&c.BaseURL, ParseBaseURL)},
		{name: "url_style", setting: choice(&c.URLStyle, Pretty, HTML)},
		{name: "slug", setting: choice(&c.Slug, DanishSlug, KeepSlug)},
		{name: "theme", sub: []key{
			{name: "name", setting: text(&c.Theme)},
			{name: "accent", setting: accent(&c.Accent)},
			{name: "logo", setting: text(&c.Logo)},
			{name: "favicon", setting: text(&c.Favicon)},
			{name: "footer", setting: text(&c.Footer)},
		}},
		{name: "repository", sub: repositoryKeys(&c.Repository)},
		{name: "accessibility", sub: []key{
			{name: "statement", setting: statement(&c.Statement)},
		}},
		{name: "date_prefix", setting: choice(&c.DatePrefix, KeepPrefix, StripPrefix)},
		{name: "menu", sub: []key{
			{name: "tree", setting: choice(&c.Tree, FolderTree, ParentTree)},
		}},
		{name: "taxonomies", each: c.taxonomy},
		{name: "markdown", sub: markdownKeys(&c.Markdown)},
		{name: "check", sub: []key{
			{name: "links", setting: severity(&c.Links)},
			{name: "templates", setting: severity(&c.Templates)},
			{name: "roadmap", setting: severity(&c.Roadmap)},
		}},
		{name: "roadmap", sub: []key{
			{name: "files", setting: choices(&c.RoadmapFiles, figures.Kinds())},
		}},
		{name: "extra", setting: setting{set: func(v any) error {
			t, ok := v.(fields.Table)
			if !ok {
				return fields.Mismatch{Value: v, Words: "a table"}
			}
			c.Extra = t
			return nil
		}}},
	}
}

// Keys returns every key as it is written in the documentation: "title",
// "theme.name".
func Keys() []string {
	var names []string
	for _, k := range keys(Default()) {
		if k.sub == nil {
			names = append(names, k.name)
		}
		for _, s := range k.sub {
			names = append(names, k.name+"."+s.name)
		}
	}
	return names
}

type reader struct {
	src    *diag.Source
	places map[string]diag.Span
	list   diag.List
}

func (r *reader) read(prefix string, known []key, t fields.Table) {
	for _, f := range t {
		i := slices.IndexFunc(known, func(k key) bool { return k.name == f.Key })
		if i < 0 {
			r.unknown(prefix, known, f)
			continue
		}
		k := known[i]
		r.places[prefix+f.Key] = f.At
		if k.set != nil {
			if err := k.set(f.Value); err != nil {
				r.wrong(prefix, f, err)
			}
			continue
		}
		sub, ok := r.table(prefix, f)
		switch {
		case !ok:
		case k.each != nil:
			r.each(prefix+f.Key+".", k.each, sub)
		default:
			r.read(prefix+f.Key+".", k.sub, sub)
		}
	}
}

// wrong tells of a value that its key does not want, and how the author's own
// value is written where it only has another form.
func (r *reader) wrong(prefix string, f fields.Field, err error) {
	if items, ok := err.(wrongItems); ok {
		for i, err := range items {
			if err != nil {
				r.wrong(prefix, fields.Field{Key: f.Key, Value: f.Value.([]any)[i], At: f.Items[i], ValueAt: f.Items[i]}, err)
			}
		}
		return
	}
	d := r.src.Error(f.At, "config-value", fmt.Sprintf("%q: %v", prefix+f.Key, err))
	var kind fields.Mismatch
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &kind):
		value, sure := kind.Want.MeantBy(f.Value, f.Written(r.src))
		d = d.Hint(fields.Hint(f.Key, value, sure))
	case errors.As(err, &hinted):
		d = d.Hint(hinted.Hint())
	}
	r.list = append(r.list, d)
}

// each reads tables whose names are the author's.
func (r *reader) each(prefix string, keys func(name string) ([]key, error), t fields.Table) {
	for _, f := range t {
		known, err := keys(f.Key)
		if err != nil {
			r.list = append(r.list, r.src.Error(f.At, "config-value", fmt.Sprintf("%q: %v", prefix+f.Key, err)))
			continue
		}
		r.places[prefix+f.Key] = f.At
		if sub, ok := r.table(prefix, f); ok {
			r.read(prefix+f.Key+".", known, sub)
		}
	}
}

// table returns a value that must be a table.
func (r *reader) table(prefix string, f fields.Field) (fields.Table, bool) {
	t, ok := f.Value.(fields.Table)
	if !ok {
		r.list = append(r.list, r.src.Error(f.At, "config-value", fmt.Sprintf("%q: %v", prefix+f.Key, fields.Mismatch{Value: f.Value, Words: "a table"})).
			Hint(fmt.Sprintf("write [%s] on a line of its own and its keys below it", prefix+f.Key)))
	}
	return t, ok
}

func (r *reader) unknown(prefix string, known []key, f fields.Field) {
	words := make([]string, len(known))
	for i, k := range known {
		words[i] = k.name
	}
	hint := diag.MeantBy(f.Key, words, danish)
	if hint == "" {
		hint = elsewhere(prefix, cmp.Or(danish[f.Key], f.Key))
	}
	r.list = append(r.list, r.src.Error(f.At, "config-key", fmt.Sprintf("unknown key %q", prefix+f.Key)).Hint(hint))
}

// elsewhere tells where a key belongs that stands in the wrong table: a key of
// the site below a heading is the commonest mistake in TOML.
func elsewhere(prefix, name string) string {
	for _, k := range Keys() {
		table, key, dotted := strings.Cut(k, ".")
		switch {
		case !dotted && k == name && prefix != "":
			return fmt.Sprintf("%q belongs to the site as a whole: write it above the first heading in brackets", name)
		case dotted && key == name:
			return fmt.Sprintf("%q belongs under [%s]", name, table)
		}
	}
	return "a site's own values stand under [extra]"
}
