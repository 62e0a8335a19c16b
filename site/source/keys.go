package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// frontKey is one key that front matter may have.
type frontKey struct {
	name    string
	also    []string    // spellings of Hugo, Zola, Jekyll and just-the-docs
	kind    fields.Kind // what it wants, for hints
	example string      // a value, as TOML
	set     func(r *frontReader, f *Front, field fields.Field) error
}

// is tells whether a word means the key. Case does not count, as in Hugo.
func (k frontKey) is(word string) bool {
	return strings.EqualFold(k.name, word) || slices.ContainsFunc(k.also, func(other string) bool { return strings.EqualFold(other, word) })
}

// frontKeys returns the closed list.
func frontKeys() []frontKey {
	return []frontKey{
		{"title", nil, fields.Text, `"Plan"`, text(func(f *Front) *string { return &f.Title })},
		{"menu_title", []string{"linkTitle", "link_title"}, fields.Text, `"Plan"`, text(func(f *Front) *string { return &f.MenuTitle })},
		{"description", nil, fields.Text, `"What the page is about"`, text(func(f *Front) *string { return &f.Description })},
		{"summary", nil, fields.Text, `"What lists show"`, text(func(f *Front) *string { return &f.Summary })},
		{"date", nil, fields.Day, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Date })},
		{"updated", []string{"lastmod", "last_modified_date", "last_modified_at"}, fields.Day, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Updated })},
		{"publish_date", []string{"publishDate"}, fields.Day, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.PublishDate })},
		{"expires", []string{"expiryDate"}, fields.Day, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Expires })},
		{"authors", []string{"author"}, fields.Texts, `["Anna Berg", "Bo Dahl"]`, setAuthors},
		{"status", nil, fields.Text, `"Udkast"`, setStatus},
		{"draft", nil, fields.Truth, `true`, truth(func(f *Front, v bool) { f.Draft = v })},
		{"published", nil, fields.Truth, `false`, truth(func(f *Front, v bool) { f.Draft = f.Draft || !v })},
		{"weight", []string{"nav_order"}, fields.Number, `20`, setWeight},
		{"in_menu", nil, fields.Truth, `false`, truth(func(f *Front, v bool) { f.OutOfMenu = !v })},
		{"milestones", nil, fields.Truth, `false`, truth(func(f *Front, v bool) { f.Milestones = &v })},
		{"nav_exclude", nil, fields.Truth, `true`, truth(func(f *Front, v bool) { f.OutOfMenu = f.OutOfMenu || v })},
		{"parent", nil, fields.Text, `"Title of a page"`, setParent},
		{"grand_parent", nil, fields.Text, `"Title of a page"`, text(func(f *Front) *string { return &f.GrandParent })},
		{"ancestor", nil, fields.Text, `"Title of a page"`, text(func(f *Front) *string { return &f.Ancestor })},
		{"sort_by", nil, fields.Text, `"date"`, setSortBy},
		{"sort_reverse", nil, fields.Truth, `true`, truth(func(f *Front, v bool) { f.SortReverse = v })},
		{"child_nav_order", nil, fields.Any, `"reversed"`, setChildOrder},
		{"taxonomies", nil, fields.Any, "", setTaxonomies},
		{"slug", nil, fields.Text, `"plan"`, setSlug},
		{"url", []string{"path", "permalink"}, fields.Text, `"/old/address/"`, setURL},
		{"aliases", []string{"redirect_from"}, fields.Texts, `["/old/address/"]`, setAliases},
		{"redirect_to", nil, fields.Text, `"other-page.md"`, setRedirect},
		{"language", []string{"lang"}, fields.Text, `"da"`, setLanguage},
		{"template", nil, fields.Text, `"section"`, setTemplate},
		{"layout", nil, fields.Any, `"section"`, setLayout},
		{"page_template", nil, fields.Any, `"page"`, setPageTemplate},
		{"has_children", nil, fields.Any, "", setHasChildren},
		{"defaults", []string{"cascade"}, fields.Any, "", setDefaults},
		{"extra", []string{"params"}, fields.Any, "", setExtra},
	}
}

// foreign are keys of other tools that are read for their sake; the
// documentation names them where it speaks of those tools.
var foreign = []string{"published", "nav_exclude", "child_nav_order", "layout", "page_template", "has_children"}

// defaultKeys are those that a section may set for the pages below it.
var defaultKeys = []string{"language", "template", "status", "authors", "sort_by", "sort_reverse", "milestones", "extra"}

// holdingBack are keys that hold a page back: one of them misspelt would
// publish what nobody is to see yet.
var holdingBack = []string{"draft", "published", "publish_date", "expires"}

// shownKeys are those whose text readers see as it is written.
var shownKeys = []string{"title", "menu_title", "description", "summary", "authors", "status"}

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

// danish are the keys as someone who writes Danish may call them.
var danish = map[string]string{
	"titel": "title", "overskrift": "title", "navn": "title", "menutitel": "menu_title", "menunavn": "menu_title", "kort_titel": "menu_title",
	"beskrivelse": "description", "resume": "summary", "resumé": "summary", "sammendrag": "summary", "opsummering": "summary",
	"dato": "date", "opdateret": "updated", "ændret": "updated", "aendret": "updated", "udgivelsesdato": "publish_date", "udgives": "publish_date",
	"udgivet": "publish_date", "offentliggøres": "publish_date", "udløber": "expires", "udloeber": "expires", "udløb": "expires",
	"forfatter": "authors", "forfattere": "authors", "skribent": "authors", "tilstand": "status", "kladde": "draft", "udkast": "draft",
	"vægt": "weight", "vaegt": "weight", "rækkefølge": "weight", "raekkefoelge": "weight", "orden": "weight", "placering": "weight",
	"menu_synlig": "in_menu", "i_menu": "in_menu", "forælder": "parent", "foraelder": "parent", "overside": "parent",
	"sortering": "sort_by", "sorter": "sort_by", "sortér": "sort_by", "emne": "tags", "emner": "tags", "emneord": "tags", "nøgleord": "tags",
	"noegleord": "tags", "mærker": "tags", "kategori": "categories", "kategorier": "categories", "adresse": "url", "webadresse": "url",
	"tidligere_adresser": "aliases", "alias": "aliases", "viderestilling": "redirect_to", "omdirigering": "redirect_to",
	"milepæle": "milestones", "sprog": "language", "skabelon": "template", "standarder": "defaults", "ekstra": "extra",
}

// nearest returns the key that was probably meant by a word.
func nearest(word string, keys []frontKey, taxonomies []string) string {
	known := slices.Clone(taxonomies)
	for _, k := range keys {
		known = append(append(known, k.name), k.also...)
	}
	if meant := danish[strings.ToLower(word)]; slices.Contains(known, meant) {
		return meant
	}
	return diag.Nearest(word, known)
}

// keysOf is what is known of the keys of front matter, for hints.
func keysOf(taxonomies []string) fields.Keys {
	keys := frontKeys()
	kind := func(key string) fields.Kind {
		if slices.Contains(taxonomies, key) {
			return fields.Texts
		}
		if i := indexKey(keys, key); i >= 0 {
			return keys[i].kind
		}
		return fields.Any
	}
	return fields.Keys{Kind: kind, Nearest: func(word string) string { return nearest(word, keys, taxonomies) }}
}

// indexKey finds a key by any of its spellings, -1 if nobody knows it.
func indexKey(keys []frontKey, name string) int {
	return slices.IndexFunc(keys, func(k frontKey) bool { return k.is(name) })
}

func (r *frontReader) read(t fields.Table) Front {
	var f Front
	keys := frontKeys()
	seen := map[string]fields.Field{} // by the name that the documentation uses
	for _, field := range t {
		i := indexKey(keys, field.Key)
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
	if extra, ok := seen["extra"]; ok && !r.yaml {
		inner, _ := extra.Value.(fields.Table)
		for _, field := range inner {
			if _, given := seen[field.Key]; !given && slices.Contains(pageKeys, field.Key) {
				r.below(field, "extra")
			}
		}
	}
	return f
}

// pageKeys are keys that a page of its own templates hardly has in [extra] and not
// above it: they were meant for the page.
var pageKeys = []string{"title", "date", "weight", "draft", "tags", "template"}

// below warns of a key that stands below a heading, whose table it belongs to by
// that.
func (r *frontReader) below(field fields.Field, heading string) {
	r.list = append(r.list, r.src.Warning(field.At, "front-matter-key",
		fmt.Sprintf("%q stands below [%s], so it is none of the page's own keys", field.Key, heading)).
		Hint(fmt.Sprintf("write it above the line [%s], if it is meant for the page", heading)))
}

func (r *frontReader) unknown(field fields.Field, keys []frontKey) {
	own := "a page's own values stand under [extra]"
	if r.yaml {
		own = `a page's own values stand under "extra:", set in by two blanks`
	}
	hint := cmp.Or(idle[field.Key], own)
	if meant := nearest(field.Key, keys, r.taxonomies); meant != "" && idle[field.Key] == "" {
		hint = fmt.Sprintf("did you mean %q?", meant)
	}
	d := r.src.Warning(field.At, "front-matter-key", fmt.Sprintf("unknown key %q; it has no effect", field.Key))
	if slices.Contains(holdingBack, nearest(field.Key, keys, nil)) {
		d.Message = fmt.Sprintf("unknown key %q; the page is published now", field.Key)
	}
	r.list = append(r.list, d.Hint(hint))
}
