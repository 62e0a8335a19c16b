package source

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/locale"
)

// Front is a page's front matter. Zero values mean that a key is not there.
type Front struct {
	Title       string
	MenuTitle   string // shorter name for the menu
	Description string // one sentence, for search engines and lists
	Summary     string // for lists; default: the first paragraph
	Date        *calendar.Instant
	Updated     *calendar.Instant
	PublishDate *calendar.Instant // held back before this day
	Expires     *calendar.Instant // held back from this day on
	Authors     []string
	Status      string // shown as a badge: "Udkast"
	Draft       bool   // held back unless drafts are asked for
	Weight      int    // order in the section; 0 comes after all others
	Parent      string // title of the page that this one stands under, where it is not its folder's
	Slug        string // last part of the address
	URL         string // whole address: "/gammel/adresse/"
	Language    *locale.Locale
	Template    string       // layout to use instead of the usual one
	Defaults    *Defaults    // in a section's index: for the pages below it
	Extra       fields.Table // the page's own values, and keys nobody knows
	Places      Places
}

// Defaults are what a section sets for all pages below it.
type Defaults struct {
	Language *locale.Locale
	Template string
	Place    diag.Place // of template
}

// Places tells where keys that need other pages to be checked stand.
type Places struct {
	Parent, URL, Slug, Template, Language diag.Place
}

type frontReader struct {
	src     *diag.Source
	yaml    bool // for hints: "key: value", not "key = value"
	isIndex bool // the file stands for its folder
	list    diag.List
	note    string // a setter's remark on a value it accepted
}

// frontKey is one key that front matter may have.
type frontKey struct {
	name    string
	also    []string // spellings of Hugo, Zola and just-the-docs
	example string   // a value, as TOML
	set     func(r *frontReader, f *Front, field fields.Field) error
}

// frontKeys is the closed list.
var frontKeys = []frontKey{
	{"title", nil, `"Plan"`, text(func(f *Front) *string { return &f.Title })},
	{"menu_title", []string{"linkTitle", "link_title"}, `"Plan"`, text(func(f *Front) *string { return &f.MenuTitle })},
	{"description", nil, `"What the page is about"`, text(func(f *Front) *string { return &f.Description })},
	{"summary", nil, `"What lists show"`, text(func(f *Front) *string { return &f.Summary })},
	{"date", nil, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Date })},
	{"updated", []string{"lastmod", "last_modified_date"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Updated })},
	{"publish_date", []string{"publishDate"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.PublishDate })},
	{"expires", []string{"expiryDate"}, `2026-08-01`, date(func(f *Front) **calendar.Instant { return &f.Expires })},
	{"authors", []string{"author"}, `["Anna Berg", "Bo Dahl"]`, setAuthors},
	{"status", nil, `"Udkast"`, text(func(f *Front) *string { return &f.Status })},
	{"draft", nil, `true`, setDraft},
	{"weight", []string{"nav_order"}, `20`, setWeight},
	{"parent", nil, `"Title of a page"`, setParent},
	{"slug", nil, `"plan"`, setSlug},
	{"url", []string{"path", "permalink"}, `"/old/address/"`, setURL},
	{"language", []string{"lang"}, `"da"`, setLanguage},
	{"template", nil, `"section"`, setTemplate},
	{"defaults", nil, "", setDefaults},
	{"extra", []string{"params"}, "", setExtra},
}

// dropped are keys of just-the-docs that say nothing here: the menu is told
// from the pages themselves, and the layout from their place.
var dropped = []string{"layout", "has_children"}

// Keys returns the keys of front matter as the documentation writes them.
func Keys() []string {
	names := make([]string, len(frontKeys))
	for i, k := range frontKeys {
		names[i] = k.name
	}
	return names
}

func (r *frontReader) read(t fields.Table) Front {
	var f Front
	seen := map[string]fields.Field{} // by the name that the documentation uses
	for _, field := range t {
		i := slices.IndexFunc(frontKeys, func(k frontKey) bool {
			return k.name == field.Key || slices.Contains(k.also, field.Key)
		})
		switch {
		case i >= 0:
			name := frontKeys[i].name
			if first, twice := seen[name]; twice && name != "extra" {
				r.list = append(r.list, r.src.Warning(field.At, "front-matter-twice",
					fmt.Sprintf("%q says the same as %q, which counts", field.Key, first.Key)).
					Hint("keep one of them").Also(r.src.Place(first.At.Start, "first written here")))
				continue
			}
			if seen[name] = field; field.Value != nil { // a key of YAML with nothing behind it
				r.set(frontKeys[i], &f, field)
			}
		case slices.Contains(dropped, field.Key):
		default:
			f.Extra = append(f.Extra, field)
			r.unknown(field)
		}
	}
	return f
}

func (r *frontReader) set(k frontKey, f *Front, field fields.Field) {
	r.note = ""
	switch err := k.set(r, f, field); {
	case err != nil:
		d := r.src.Error(field.At, "front-matter-value", fmt.Sprintf("%q: %v", field.Key, err))
		var kind wrongKind
		if errors.As(err, &kind) && k.example != "" {
			d = d.Hint("for example: " + r.pair(field.Key, k.example))
		}
		r.list = append(r.list, d)
	case r.note != "":
		r.list = append(r.list, r.src.Note(field.At, "front-matter-value", fmt.Sprintf("%q: %s", field.Key, r.note)))
	}
}

// pair writes a key with its value the way the file does.
func (r *frontReader) pair(key, value string) string {
	if r.yaml {
		return key + ": " + value
	}
	return key + " = " + value
}

func (r *frontReader) unknown(field fields.Field) {
	known := Keys()
	for _, k := range frontKeys {
		known = append(known, k.also...)
	}
	hint := diag.DidYouMean(field.Key, known)
	if hint == "" {
		hint = "a page's own values stand under [extra]"
		if r.yaml {
			hint = `a page's own values stand under "extra:", set in by two blanks`
		}
	}
	r.list = append(r.list, r.src.Warning(field.At, "front-matter-key",
		fmt.Sprintf("unknown key %q; it is kept as a value of [extra]", field.Key)).Hint(hint))
}

// wrongKind is a value that is not of the kind that its key wants.
type wrongKind struct {
	value any
	want  string
}

func (e wrongKind) Error() string {
	return fmt.Sprintf("this is %s, but the key wants %s", fields.TypeName(e.value), e.want)
}

func want(v any, kind string) error { return wrongKind{v, kind} }

func text(to func(*Front) *string) func(*frontReader, *Front, fields.Field) error {
	return func(_ *frontReader, f *Front, field fields.Field) error {
		s, ok := field.Value.(string)
		if !ok {
			return want(field.Value, `a text in quotes`)
		}
		*to(f) = strings.TrimSpace(s)
		return nil
	}
}

func date(to func(*Front) **calendar.Instant) func(*frontReader, *Front, fields.Field) error {
	return func(r *frontReader, f *Front, field fields.Field) error {
		switch v := field.Value.(type) {
		case fields.Date:
			t := v.Instant
			*to(f) = &t
		case string:
			if strings.TrimSpace(v) == "" {
				return nil
			}
			t, iso, err := ReadDate(v)
			if err != nil {
				return err
			}
			if !iso {
				r.note = fmt.Sprintf("%q is read as %s", v, t.ISODate())
			}
			*to(f) = &t
		default:
			return want(field.Value, "a date like 2026-08-01")
		}
		return nil
	}
}

func setAuthors(_ *frontReader, f *Front, field fields.Field) error {
	switch v := field.Value.(type) {
	case string:
		f.Authors = []string{strings.TrimSpace(v)}
		return nil
	case []any:
		for _, a := range v {
			s, ok := a.(string)
			if !ok {
				return want(field.Value, "a text or a list of texts only")
			}
			f.Authors = append(f.Authors, strings.TrimSpace(s))
		}
		return nil
	}
	return want(field.Value, "a text or a list of texts")
}

func setDraft(_ *frontReader, f *Front, field fields.Field) error {
	switch v := field.Value.(type) {
	case bool:
		f.Draft = v
		return nil
	case string: // YAML 1.1 words
		switch strings.ToLower(v) {
		case "yes", "on", "true":
			f.Draft = true
			return nil
		case "no", "off", "false":
			return nil
		}
	}
	return want(field.Value, "true or false")
}

func setWeight(_ *frontReader, f *Front, field fields.Field) error {
	switch v := field.Value.(type) {
	case int64:
		f.Weight = int(v)
		return nil
	case float64:
		if v == float64(int(v)) {
			f.Weight = int(v)
			return nil
		}
	}
	return want(field.Value, "a whole number")
}

// placed is text for keys whose place is needed later.
func (r *frontReader) placed(to *string, at *diag.Place, field fields.Field) error {
	s, ok := field.Value.(string)
	if !ok {
		return want(field.Value, "a text in quotes")
	}
	*to, *at = strings.TrimSpace(s), r.src.Place(field.At.Start, "")
	return nil
}

func setParent(r *frontReader, f *Front, field fields.Field) error {
	return r.placed(&f.Parent, &f.Places.Parent, field)
}

func setTemplate(r *frontReader, f *Front, field fields.Field) error {
	return r.placed(&f.Template, &f.Places.Template, field)
}

func setSlug(r *frontReader, f *Front, field fields.Field) error {
	if err := r.placed(&f.Slug, &f.Places.Slug, field); err != nil {
		return err
	}
	if strings.ContainsAny(f.Slug, "/\\") || f.Slug == "." || f.Slug == ".." {
		return fmt.Errorf("%q is more than one part of an address; use url for a whole one", f.Slug)
	}
	return inAddress(f.Slug)
}

func setURL(r *frontReader, f *Front, field fields.Field) error {
	if err := r.placed(&f.URL, &f.Places.URL, field); err != nil {
		return err
	}
	if strings.Contains(f.URL, "://") || strings.Contains(f.URL, "\\") || slices.Contains(strings.Split(f.URL, "/"), "..") {
		return fmt.Errorf("%q is not an address within the site; write it as %q", f.URL, "/old/address/")
	}
	return inAddress(f.URL)
}

// inAddress tells why a text cannot be a part of an address.
func inAddress(s string) error {
	if i := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`?#%*<>|"`, r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Errorf("%q cannot stand in an address", string(r))
	}
	return nil
}

func language(v any) (*locale.Locale, error) {
	tag, ok := v.(string)
	if !ok {
		return nil, want(v, "a text in quotes")
	}
	l, ok := locale.Get(tag)
	if !ok {
		return nil, fmt.Errorf("there are no words for the language %q yet; known: %s", tag, strings.Join(locale.Tags(), ", "))
	}
	return l, nil
}

func setLanguage(r *frontReader, f *Front, field fields.Field) (err error) {
	f.Language, err = language(field.Value)
	f.Places.Language = r.src.Place(field.At.Start, "")
	return err
}

func setDefaults(r *frontReader, f *Front, field fields.Field) error {
	t, ok := field.Value.(fields.Table)
	if !ok {
		return want(field.Value, "a table")
	}
	if !r.isIndex {
		r.list = append(r.list, r.src.Warning(field.At, "front-matter-defaults",
			"there are no pages below this one to set something for; this is left out").
			Hint("write it in the index.md or _index.md of the folder"))
		return nil
	}
	f.Defaults = &Defaults{}
	for _, d := range t {
		var err error
		switch d.Key {
		case "language":
			f.Defaults.Language, err = language(d.Value)
		case "template":
			if f.Defaults.Template, ok = d.Value.(string); !ok {
				err = want(d.Value, "a text in quotes")
			}
			f.Defaults.Place = r.src.Place(d.At.Start, "")
		default:
			r.list = append(r.list, r.src.Warning(d.At, "front-matter-key", fmt.Sprintf("unknown key %q in [defaults]", d.Key)).
				Hint(cmp.Or(diag.DidYouMean(d.Key, []string{"language", "template"}), "it may have language and template")))
		}
		if err != nil {
			r.list = append(r.list, r.src.Error(d.At, "front-matter-value", fmt.Sprintf("%q: %v", "defaults."+d.Key, err)))
		}
	}
	return nil
}

func setExtra(_ *frontReader, f *Front, field fields.Field) error {
	t, ok := field.Value.(fields.Table)
	if !ok {
		return want(field.Value, "a table")
	}
	f.Extra = append(f.Extra, t...)
	return nil
}
