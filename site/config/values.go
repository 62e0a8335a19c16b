package config

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"kvartal/site/colour"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
	"kvartal/timeline/locale"
	"kvartal/timeline/syntax"
)

// setting is a value of kvartal.toml: how it is read into a field of the
// configuration, and how that is written in TOML, "" for nothing. Each function
// makes it for one kind of values.
type setting struct {
	set  func(v any) error
	show func() string
}

func text(to *string) setting {
	return setting{readText(to), func() string { return written(*to) }}
}

func readText(to *string) func(any) error {
	return func(v any) error {
		s, ok := v.(string)
		if !ok {
			return fields.Mismatch{Value: v, Want: fields.Text}
		}
		*to = strings.TrimSpace(s)
		return nil
	}
}

// textOf is text for one of which more is wanted.
func textOf(to *string, check func(s string) error) setting {
	return setting{func(v any) error {
		var s string
		if err := readText(&s)(v); err != nil {
			return err
		}
		err := check(s)
		if err == nil {
			*to = s
		}
		return err
	}, func() string { return written(*to) }}
}

// written writes a text in TOML.
func written(s string) string {
	if s == "" {
		return ""
	}
	return syntax.Quoted(s)
}

func statement(to *string) setting {
	return textOf(to, func(s string) error {
		if strings.HasPrefix(s, "www.") {
			return notSo{fmt.Sprintf("%q is an address without its beginning", s), meantAddress(s)}
		}
		if u, err := url.Parse(s); err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("%q is neither an address of the form https://example.org/ nor a page of the site", s)
		}
		return nil
	})
}

func accent(to **colour.Colour) setting {
	var s string
	set := textOf(&s, func(s string) error {
		c, err := colour.Parse(s)
		if err != nil {
			return notSo{err.Error(), colour.Meant(s)}
		}
		*to = &c
		return nil
	}).set
	return setting{set, func() string {
		if *to == nil {
			return ""
		}
		return written((*to).String())
	}}
}

func language(to **locale.Locale) setting {
	return setting{func(v any) error {
		l, err := fields.Language(v)
		if err == nil {
			*to = l
		}
		return err
	}, func() string { return written((*to).Tag) }}
}

func address(to **url.URL, read func(s string) (*url.URL, error)) setting {
	return setting{func(v any) (err error) {
		s, ok := v.(string)
		if !ok {
			return fields.Mismatch{Value: v, Words: "an address in quotes"}
		}
		*to, err = read(s)
		return err
	}, func() string {
		if *to == nil {
			return ""
		}
		return written((*to).String())
	}}
}

func truth(to *bool) setting {
	return setting{func(v any) error {
		b, ok := v.(bool)
		if !ok {
			return fields.Mismatch{Value: v, Want: fields.Truth}
		}
		*to = b
		return nil
	}, func() string { return strconv.FormatBool(*to) }}
}

// notSo is a value that has not the form that its key wants.
type notSo struct{ message, meant string }

func (n notSo) Error() string { return n.message }

// Hint tells what was probably meant, "" where it cannot be told.
func (n notSo) Hint() string {
	if n.meant == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", n.meant)
}

func choice[T ~string](to *T, allowed ...T) setting {
	return setting{func(v any) error {
		words := make([]string, len(allowed))
		for i, a := range allowed {
			words[i] = string(a)
		}
		word, err := fields.Word(v, words, otherValues)
		if err == nil {
			*to = T(word)
		}
		return err
	}, func() string { return written(string(*to)) }}
}

// wrongItems is what is wrong with each value of a list, nil where it is right.
type wrongItems []error

func (w wrongItems) Error() string { return errors.Join(w...).Error() }

// choices reads a list of some of the allowed words, or one of them alone.
func choices(to *[]string, allowed []string) setting {
	return setting{func(v any) error {
		values, isList := v.([]any)
		if !isList {
			word, err := fields.Word(v, allowed, otherValues)
			if err == nil {
				*to = []string{word}
			}
			return err
		}
		chosen, wrong := make([]string, len(values)), make(wrongItems, len(values))
		for i, v := range values {
			chosen[i], wrong[i] = fields.Word(v, allowed, otherValues)
		}
		if errors.Join(wrong...) != nil {
			return wrong
		}
		*to = chosen
		return nil
	}, func() string { return "[" + fields.Words(*to) + "]" }}
}

func severity(to *diag.Severity) setting {
	return setting{func(v any) error {
		word, err := fields.Word(v, []string{"error", "warn"}, otherValues)
		if err != nil {
			return err
		}
		*to = map[string]diag.Severity{"error": diag.Error, "warn": diag.Warning}[word]
		return nil
	}, func() string {
		return written(map[diag.Severity]string{diag.Error: "error", diag.Warning: "warn"}[*to])
	}}
}

// danish are the keys as someone who writes Danish may call them.
var danish = map[string]string{
	"titel": "title", "navn": "name", "beskrivelse": "description", "sprog": "language", "adresse": "base_url", "url": "base_url",
	"tema": "theme", "udseende": "theme", "farve": "accent", "ikon": "favicon", "fod": "footer", "sidefod": "footer",
	"arkiv": "repository", "tilgængelighed": "accessibility", "tilgængelighedserklæring": "statement", "erklæring": "statement",
	"emner": "taxonomies", "kategorier": "taxonomies", "kontrol": "check", "tjek": "check", "skabeloner": "templates",
}

// otherValues are words that authors write for those of a closed list.
var otherValues = map[string]string{
	"warning": "warn", "warnings": "warn", "advarsel": "warn", "advar": "warn", "errors": "error", "fejl": "error",
	"pæn": "pretty", "short": "pretty", "kort": "pretty", ".html": "html", "htm": "html",
	"dansk": "danish", "da": "danish", "behold": "keep", "bevar": "keep", "none": "keep",
	"fjern": "strip", "remove": "strip", "drop": "strip", "delete": "strip", "cut": "strip",
	"mapper": "folders", "mappe": "folders", "directories": "folders", "files": "folders", "forældre": "parents", "overside": "parents",
	"filtrer": "filter", "filtered": "filter", "escape": "filter", "safe": "filter", "allow": "keep", "raw": "keep",
	"ical": "ics", "icalendar": "ics", "calendar": "ics", "kalender": "ics", "excel": "csv", "xlsx": "csv", "regneark": "csv",
	"jpg": "png", "jpeg": "png", "picture": "png", "billede": "png",
}
