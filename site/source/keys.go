package source

import (
	"cmp"
	"fmt"
	"slices"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// frontKey is one key that front matter may have.
type frontKey struct {
	name    string
	also    []string // spellings of Hugo, Zola, Jekyll and just-the-docs
	example string   // a value, as TOML
	set     func(r *frontReader, f *Front, field fields.Field) error
}

// frontKeys returns the closed list.
func frontKeys() []frontKey {
	return []frontKey{
		{"title", nil, `"Plan"`, text(func(f *Front) *string { return &f.Title })},
		{"menu_title", []string{"linkTitle", "link_title"}, `"Plan"`, text(func(f *Front) *string { return &f.MenuTitle })},
		{"description", nil, `"What the page is about"`, text(func(f *Front) *string { return &f.Description })},
		{"summary", nil, `"What lists show"`, text(func(f *Front) *string { return &f.Summary })},
		{"date", nil, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Date })},
		{"updated", []string{"lastmod", "last_modified_date", "last_modified_at"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Updated })},
		{"publish_date", []string{"publishDate"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.PublishDate })},
		{"expires", []string{"expiryDate"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Expires })},
		{"authors", []string{"author"}, `["Anna Berg", "Bo Dahl"]`, setAuthors},
		{"status", nil, `"Udkast"`, text(func(f *Front) *string { return &f.Status })},
		{"draft", nil, `true`, truth(func(f *Front, v bool) { f.Draft = v })},
		{"published", nil, `false`, truth(func(f *Front, v bool) { f.Draft = f.Draft || !v })},
		{"weight", []string{"nav_order"}, `20`, setWeight},
		{"in_menu", nil, `false`, truth(func(f *Front, v bool) { f.OutOfMenu = !v })},
		{"nav_exclude", nil, `true`, truth(func(f *Front, v bool) { f.OutOfMenu = f.OutOfMenu || v })},
		{"parent", nil, `"Title of a page"`, setParent},
		{"grand_parent", nil, `"Title of a page"`, text(func(f *Front) *string { return &f.GrandParent })},
		{"ancestor", nil, `"Title of a page"`, text(func(f *Front) *string { return &f.Ancestor })},
		{"sort_by", nil, `"date"`, setSortBy},
		{"sort_reverse", nil, `true`, truth(func(f *Front, v bool) { f.SortReverse = v })},
		{"child_nav_order", nil, `"reversed"`, setChildOrder},
		{"taxonomies", nil, "", setTaxonomies},
		{"slug", nil, `"plan"`, setSlug},
		{"url", []string{"path", "permalink"}, `"/old/address/"`, setURL},
		{"aliases", []string{"redirect_from"}, `["/old/address/"]`, setAliases},
		{"redirect_to", nil, `"other-page.md"`, setRedirect},
		{"language", []string{"lang"}, `"da"`, setLanguage},
		{"template", nil, `"section"`, setTemplate},
		{"layout", nil, `"section"`, setLayout},
		{"page_template", nil, `"page"`, setPageTemplate},
		{"has_children", nil, "", setHasChildren},
		{"defaults", []string{"cascade"}, "", setDefaults},
		{"extra", []string{"params"}, "", setExtra},
	}
}

// foreign are keys of other tools that are read for their sake; the
// documentation names them where it speaks of those tools.
var foreign = []string{"published", "nav_exclude", "child_nav_order", "layout", "page_template", "has_children"}

// defaultKeys are those that a section may set for the pages below it.
var defaultKeys = []string{"language", "template", "status", "authors", "sort_by", "sort_reverse", "extra"}

// idle are keys of other tools that have no meaning here, with what to do
// about each.
var idle = map[string]string{
	"render":              "every page is published; draft = true holds one back",
	"transparent":         "a section's pages stand in that section only",
	"paginate_by":         "lists are not cut into pages",
	"paginate_reversed":   "lists are not cut into pages",
	"paginate_path":       "lists are not cut into pages",
	"insert_anchor_links": "every heading has a link to itself",
	"generate_feeds":      "there are no feeds yet",
	"generate_feed":       "there are no feeds yet",
	"in_search_index":     "there is no search yet",
	"search_exclude":      "there is no search yet",
	"has_toc":             "a section's page lists its pages; a template of your own can leave that out",
	"nav_enabled":         "the theme decides where the menu stands; a template of your own can leave it out",
	"nav_fold":            "all branches of the menu can be folded",
	"nav_external_links":  "write the links into a page, or into templates/footer-extra.html",
	"type":                "a page's layout is told from its place; template = \"name\" chooses another",
	"menu":                "the menu is told from folders and parent; in_menu = false leaves a page out",
	"menus":               "the menu is told from folders and parent; in_menu = false leaves a page out",
	"isCJKLanguage":       "write language = \"da\" or another",
	"markup":              "pages are Markdown",
	"outputs":             "a page is published as HTML only",
}

// Keys returns the keys of front matter as the documentation writes them.
func Keys() []string {
	var names []string
	for _, k := range frontKeys() {
		if !slices.Contains(foreign, k.name) {
			names = append(names, k.name)
		}
	}
	return names
}

func (r *frontReader) read(t fields.Table) Front {
	var f Front
	keys := frontKeys()
	seen := map[string]fields.Field{} // by the name that the documentation uses
	for _, field := range t {
		i := slices.IndexFunc(keys, func(k frontKey) bool {
			return k.name == field.Key || slices.Contains(k.also, field.Key)
		})
		switch {
		case slices.Contains(r.taxonomies, field.Key): // even one that is called like a key
			r.terms(&f, field)
		case i >= 0:
			name := keys[i].name
			if first, twice := seen[name]; twice && name != "extra" {
				r.list = append(r.list, r.src.Warning(field.At, "front-matter-key-twice",
					fmt.Sprintf("%q says the same as %q, which counts", field.Key, first.Key)).
					Hint("keep one of them").Also(r.src.Place(first.At.Start, "first written here")))
				continue
			}
			if seen[name] = field; field.Value != nil { // a key of YAML with nothing behind it
				r.set(keys[i], &f, field)
			}
		default:
			f.Extra = append(f.Extra, field)
			r.unknown(field, keys)
		}
	}
	return f
}

func (r *frontReader) unknown(field fields.Field, keys []frontKey) {
	known := slices.Clone(r.taxonomies)
	for _, k := range keys {
		known = append(append(known, k.name), k.also...)
	}
	own := "a page's own values stand under [extra]"
	if r.yaml {
		own = `a page's own values stand under "extra:", set in by two blanks`
	}
	r.list = append(r.list, r.src.Warning(field.At, "front-matter-key",
		fmt.Sprintf("unknown key %q; it is kept as a value of [extra]", field.Key)).
		Hint(cmp.Or(idle[field.Key], diag.DidYouMean(field.Key, known), own)))
}
