package source

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// texts reads a text, or a list of texts.
func (r *frontReader) texts(field fields.Field) ([]string, error) {
	list, isList := field.Value.([]any)
	if !isList {
		if s, err := r.text(field); err == nil {
			return []string{s}, nil
		}
		return nil, want(field.Value, fields.Texts)
	}
	out := make([]string, 0, len(list))
	for _, item := range list {
		s, ok := item.(string)
		if n, isNumber := item.(int64); isNumber && r.yaml {
			s, ok = fmt.Sprint(n), true
		}
		if !ok {
			return nil, fields.Mismatch{Value: field.Value, Want: fields.Texts, Words: "a text or a list of texts only"}
		}
		out = append(out, strings.TrimSpace(s))
	}
	return out, nil
}

func setStatus(r *frontReader, f *Front, field fields.Field) (err error) {
	f.Status, err = r.text(field)
	f.StatusGiven = err == nil
	return err
}

func setAuthors(r *frontReader, f *Front, field fields.Field) (err error) {
	f.Authors, err = r.texts(field)
	return err
}

func truth(to func(f *Front, v bool)) func(*frontReader, *Front, fields.Field) error {
	return func(_ *frontReader, f *Front, field fields.Field) error {
		switch v := field.Value.(type) {
		case bool:
			to(f, v)
			return nil
		case string: // YAML 1.1 words
			switch strings.ToLower(v) {
			case "yes", "on", "true":
				to(f, true)
				return nil
			case "no", "off", "false":
				to(f, false)
				return nil
			}
		}
		return want(field.Value, fields.Truth)
	}
}

func setWeight(_ *frontReader, f *Front, field fields.Field) error {
	switch v := field.Value.(type) {
	case int64:
		f.Weight = &Weight{Number: float64(v)}
		return nil
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			f.Weight = &Weight{Number: v}
			return nil
		}
	case string:
		if strings.EqualFold(field.Key, "nav_order") && v != "" {
			f.Weight = &Weight{Word: v}
			return nil
		}
	}
	return want(field.Value, fields.Number)
}

func setParent(r *frontReader, f *Front, field fields.Field) error {
	return r.placed(&f.Parent, &f.Places.Parent, field)
}

// setHasChildren notes the one thing that just-the-docs did by this key: to
// hide pages.
func setHasChildren(r *frontReader, f *Front, field fields.Field) error {
	return truth(func(f *Front, has bool) {
		if !has {
			f.Places.NoChildren = r.src.Place(field.At.Start, "")
		}
	})(r, f, field)
}

func setSortBy(r *frontReader, f *Front, field fields.Field) error {
	s, err := r.text(field)
	if err != nil {
		return err
	}
	known := []string{string(ByWeight), string(ByDate), string(ByTitle)}
	switch {
	case slices.Contains(known, s):
		f.SortBy = Order(s)
	case s == "title_bytes": // Zola
		f.SortBy = ByTitle
	case s == "none": // Zola
	default:
		return fields.NotOneOf{Word: s, Allowed: known, Others: otherOrders}
	}
	return nil
}

// otherOrders are words that authors write for the orders of pages.
var otherOrders = map[string]string{
	"vægt": "weight", "nav_order": "weight", "order": "weight", "rækkefølge": "weight", "menu": "weight",
	"dato": "date", "dag": "date", "time": "date", "newest": "date", "nyeste": "date", "updated": "date", "published": "date",
	"titel": "title", "name": "title", "navn": "title", "alphabet": "title", "alphabetical": "title", "alfabetisk": "title", "slug": "title",
}

func setChildOrder(_ *frontReader, f *Front, field fields.Field) error {
	switch field.Value {
	case "desc", "reversed":
		f.SortReverse = true
	case "asc":
	default:
		_, err := fields.Word(field.Value, []string{"desc", "reversed", "asc"}, map[string]string{"descending": "desc", "ascending": "asc", "reverse": "reversed"})
		return err
	}
	return nil
}

// terms reads a key that is a taxonomy.
func (r *frontReader) terms(f *Front, field fields.Field) {
	if field.Value == nil {
		return
	}
	words, err := r.texts(field)
	if err != nil {
		r.wrong(frontKey{name: field.Key, kind: fields.Texts, example: `["one", "two"]`}, field, err)
		return
	}
	if len(words) == 1 && strings.Contains(words[0], ",") {
		terms, _ := fields.Texts.Meant(words[0])
		r.list = append(r.list, r.src.Warning(field.At, "front-matter-value", fmt.Sprintf("%q: this is one term with a comma in it", field.Key)).
			Hint("several terms are a list: write "+r.pair(field.Key, terms)))
	}
	r.commands(field)
	f.Terms = append(f.Terms, Terms{field.Key, r.termsAt(field, words), r.src.Place(field.At.Start, "")})
}

// termsAt gives the words of a field their places: each that of a list, or the
// value; where neither is known, the line of the key.
func (r *frontReader) termsAt(field fields.Field, words []string) []Term {
	terms := make([]Term, 0, len(words))
	for i, word := range words {
		at := field.At
		switch {
		case len(field.Items) == len(words):
			at = field.Items[i]
		case field.ValueAt != diag.Span{}:
			at = field.ValueAt
		}
		if word != "" {
			terms = append(terms, Term{word, r.src.Pos(at.Start), utf8.RuneCountInString(r.src.Text[at.Start:at.End])})
		}
	}
	return terms
}

// setTaxonomies reads Zola's table of them. Which of the names are taxonomies
// is the site's matter.
func setTaxonomies(r *frontReader, f *Front, field fields.Field) error {
	t, ok := field.Value.(fields.Table)
	if !ok {
		return fields.Mismatch{Value: field.Value, Words: "a table"}
	}
	for _, sub := range t {
		if !r.yaml && !slices.Contains(r.taxonomies, sub.Key) && slices.Contains(pageKeys, sub.Key) {
			r.below(sub, field.Key)
			continue
		}
		r.terms(f, sub)
	}
	return nil
}

func setTemplate(r *frontReader, f *Front, field fields.Field) error {
	return r.placed(&f.Template, &f.Places.Template, field)
}

// jekyllLayouts are the layouts that just-the-docs has. They say nothing here:
// a page's layout is told from its place.
var jekyllLayouts = []string{"default", "home", "page", "post", "about", "minimal", "none", "null"}

func setLayout(r *frontReader, f *Front, field fields.Field) error {
	if s, ok := field.Value.(string); ok && slices.Contains(jekyllLayouts, strings.TrimSpace(s)) {
		return nil
	}
	if f.Template != "" {
		return fmt.Errorf("the page has a template already, %q", f.Template)
	}
	return setTemplate(r, f, field)
}

// setPageTemplate is Zola's template for the pages of a section.
func setPageTemplate(r *frontReader, f *Front, field fields.Field) error {
	if f.Defaults == nil {
		f.Defaults = &Front{}
	}
	return setTemplate(r, f.Defaults, field)
}

func setDefaults(r *frontReader, f *Front, field fields.Field) error {
	t, ok := field.Value.(fields.Table)
	if !ok {
		return fields.Mismatch{Value: field.Value, Words: "a table"}
	}
	if !r.isIndex {
		r.list = append(r.list, r.src.Warning(field.At, "front-matter-defaults",
			"there are no pages below this one to set something for; this is left out").
			Hint("write it in the index.md or _index.md of the folder"))
		return nil
	}
	if f.Defaults == nil {
		f.Defaults = &Front{}
	}
	keys := frontKeys()
	for _, d := range t {
		i := indexKey(keys, d.Key)
		if i < 0 || !slices.Contains(defaultKeys, keys[i].name) {
			if slices.Contains(holdingBack, d.Key) {
				r.list = append(r.list, r.src.Warning(d.At, "front-matter-key", fmt.Sprintf("%q has no effect in [defaults]; the pages are published now", d.Key)).
					Hint("write it above [defaults]: a section that is held back holds back all its pages"))
				continue
			}
			r.list = append(r.list, r.src.Warning(d.At, "front-matter-key", fmt.Sprintf("unknown key %q in [defaults]", d.Key)).
				Hint(cmp.Or(diag.DidYouMean(d.Key, defaultKeys), "it may have "+strings.Join(defaultKeys, ", "))))
			continue
		}
		if d.Value != nil {
			named := d
			named.Key = "defaults." + d.Key
			r.set(keys[i], f.Defaults, named)
		}
	}
	return nil
}

func setExtra(_ *frontReader, f *Front, field fields.Field) error {
	t, ok := field.Value.(fields.Table)
	if !ok {
		return fields.Mismatch{Value: field.Value, Words: "a table"}
	}
	f.Extra = append(f.Extra, t...)
	return nil
}

func setAliases(r *frontReader, f *Front, field fields.Field) error {
	list, err := r.texts(field)
	if err != nil {
		return err
	}
	f.Places.Aliases = r.src.Place(field.At.Start, "")
	for _, alias := range list {
		if err := whole(alias); err != nil {
			return err
		}
		f.Aliases = append(f.Aliases, alias)
	}
	return nil
}

func setRedirect(r *frontReader, f *Front, field fields.Field) error {
	list, err := r.texts(field)
	if err != nil {
		return err
	}
	if len(list) != 1 {
		return fields.Mismatch{Value: field.Value, Words: "one address"}
	}
	f.Places.RedirectTo = r.src.Place(field.At.Start, "")
	f.RedirectTo = list[0]
	switch scheme, rest, found := strings.Cut(f.RedirectTo, ":"); {
	case !found || strings.ContainsAny(scheme, "/?#"), strings.HasPrefix(rest, "//") && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http")):
		return nil
	}
	return fmt.Errorf("%q is no place to lead to: write a page, a file, or an address that begins with https://", f.RedirectTo)
}

// whole tells why a text is no address within the site.
func whole(s string) error {
	if s == "" || strings.Contains(s, "://") || strings.Contains(s, "\\") || slices.Contains(strings.Split(s, "/"), "..") {
		return fmt.Errorf("%q is not an address within the site; write it as %q", s, "/old/address/")
	}
	return inAddress(s)
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
	if err := r.placed(&f.URL, &f.Places.URL, field); err != nil || f.URL == "" {
		return err
	}
	return whole(f.URL)
}

// inAddress tells why a text cannot be a part of an address.
func inAddress(s string) error {
	if i := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || strings.ContainsRune(`?#%*<>|"`, r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Errorf("%q cannot stand in an address", string(r))
	}
	return nil
}
