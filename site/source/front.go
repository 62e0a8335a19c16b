package source

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kvartal/site/command"
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
	StatusGiven bool   // also as "", which takes back a section's
	Draft       bool   // held back unless drafts are asked for
	Weight      *Weight
	Parent      string // title of the page that this one stands under, where it is not its folder's
	GrandParent string // title of the page above Parent, where several pages have that title
	Ancestor    string // title of any page above, for the same purpose
	Milestones  *bool  // whether lists of milestones show those of the page's roadmaps; nil: what its section says, else yes
	OutOfMenu   bool   // the menu does not show the page, nor what stands under it
	SortBy      Order  // of the pages under this one; "" for ByWeight
	SortReverse bool   // the other way round
	Terms       []Terms
	Slug        string   // last part of the address
	URL         string   // whole address: "/gammel/adresse/"
	Aliases     []string // former addresses, which lead here: "/gammel/adresse/"
	RedirectTo  string   // where the page leads instead of being shown: a link as in Markdown, or an address elsewhere
	Language    *locale.Locale
	Template    string       // layout to use instead of the usual one
	Defaults    *Front       // in a section's index: for the pages below it; only keys of Defaults
	Extra       fields.Table // the page's own values, and keys nobody knows
	Places      Places
}

// Places tells where keys that need other pages to be checked stand.
type Places struct {
	Parent, URL, Slug, Aliases, RedirectTo, Template, Language diag.Place
	NoChildren                                                 diag.Place // has_children: false of just-the-docs
}

// Weight is a page's place among others: numbers in their order, behind them
// words (just-the-docs has them) in the order of the alphabet.
type Weight struct {
	Number float64
	Word   string // "" for a number
}

// String gives the weight as it was written.
func (w Weight) String() string {
	if w.Word != "" {
		return strconv.Quote(w.Word)
	}
	return strconv.FormatFloat(w.Number, 'f', -1, 64)
}

// Order is what the pages of a section are sorted by.
type Order string

// The orders. Pages of one date, or weight, stand by title.
const (
	ByWeight Order = "weight" // low ones first, pages without a weight last
	ByDate   Order = "date"   // the latest first, pages without a date last
	ByTitle  Order = "title"
)

// Terms are the terms of one taxonomy that a page is filed under.
type Terms struct {
	Taxonomy string // "tags"
	Terms    []Term
	Place    diag.Place // of the key
}

// Term is a word that a page is filed under, where it stands.
type Term struct {
	Title string // as written: "Open source"
	diag.Pos
	Width int // characters
}

type frontReader struct {
	src        *diag.Source
	yaml       bool // for hints: "key: value", not "key = value"
	isIndex    bool // the file stands for its folder
	taxonomies []string
	list       diag.List
	note       string // a setter's remark on a value it accepted
}

func (r *frontReader) set(k frontKey, f *Front, field fields.Field) {
	r.note = ""
	switch err := k.set(r, f, field); {
	case err != nil:
		r.wrong(k, field, err)
	case r.note != "":
		r.list = append(r.list, r.src.Note(field.At, "front-matter-value", fmt.Sprintf("%q: %s", field.Key, r.note)))
	}
	if slices.Contains(shownKeys, k.name) {
		r.commands(field)
	}
}

// commands tells of the commands of other programs in a value that readers see.
func (r *frontReader) commands(field fields.Field) {
	values, _ := field.Value.([]any)
	for _, v := range append(values, field.Value) {
		value, _ := v.(string)
		for _, found := range command.InValue(r.src.Text, value, field.At) {
			r.list = append(r.list, r.src.Warning(found.At, "command-text", command.Shown(found.Text)).Hint(command.HintValue))
		}
	}
}

// wrong tells of a value that its key does not want, and how the author's own
// value is written where it only has another form.
func (r *frontReader) wrong(k frontKey, field fields.Field, err error) {
	d := r.src.Error(field.At, "front-matter-value", fmt.Sprintf("%q: %v", field.Key, err))
	var kind fields.Mismatch
	var noDate notDate
	var hinted interface{ Hint() string }
	if errors.As(err, &kind) || errors.As(err, &noDate) {
		value, sure := k.kind.MeantBy(field.Value, field.Written(r.src))
		switch {
		case value != "":
			d = d.Hint(fields.Hint("", r.pair(field.Key, value), sure))
		case k.example != "":
			d = d.Hint("for example: " + r.pair(field.Key, k.example))
		}
	} else if errors.As(err, &hinted) {
		d = d.Hint(hinted.Hint())
	}
	if kind.Words == "a table" && !r.yaml {
		d = d.Hint(fmt.Sprintf("write [%s] on a line of its own, and its keys below it", field.Key))
	}
	r.list = append(r.list, d)
}

// pair writes a key with its value the way the file does.
func (r *frontReader) pair(key, value string) string {
	if r.yaml {
		return key + ": " + value
	}
	return key + " = " + value
}

func want(v any, kind fields.Kind) error { return fields.Mismatch{Value: v, Want: kind} }

func text(to func(*Front) *string) func(*frontReader, *Front, fields.Field) error {
	return func(r *frontReader, f *Front, field fields.Field) error {
		s, err := r.text(field)
		*to(f) = s
		return err
	}
}

// text returns a value as text. In YAML, where a text need not stand in quotes,
// a number is the text that it is written as: "title: 2026".
func (r *frontReader) text(field fields.Field) (string, error) {
	switch v := field.Value.(type) {
	case string:
		return strings.TrimSpace(v), nil
	case int64, float64:
		if m := yamlNumber.FindStringSubmatch(r.src.Text[field.At.Start:field.At.End]); r.yaml && m != nil {
			return m[1], nil
		}
	}
	return "", want(field.Value, fields.Text)
}

var yamlNumber = regexp.MustCompile(`:\s+(\S+)\s*(?:#.*)?$`)

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
			if _, month, d := t.Date(); !iso && d <= 12 && d != month && !strings.ContainsFunc(v, unicode.IsLetter) {
				r.note = fmt.Sprintf("%q is read as %s", v, t.ISODate())
			}
			*to(f) = &t
		default:
			return want(field.Value, fields.Day)
		}
		return nil
	}
}

// placed is text for keys whose place is needed later.
func (r *frontReader) placed(to *string, at *diag.Place, field fields.Field) error {
	s, err := r.text(field)
	*to, *at = s, r.src.Place(field.At.Start, "")
	return err
}

func setLanguage(r *frontReader, f *Front, field fields.Field) (err error) {
	f.Language, err = fields.Language(field.Value)
	f.Places.Language = r.src.Place(field.At.Start, "")
	return err
}
