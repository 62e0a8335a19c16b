package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"kvartal/site/colour"
	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// What the values of kvartal.toml may be: each function reads one kind of them
// into a field of the configuration.

func text(to *string) func(any) error {
	return func(v any) error {
		s, ok := v.(string)
		if !ok {
			return fields.Mismatch{Value: v, Want: fields.Text}
		}
		*to = strings.TrimSpace(s)
		return nil
	}
}

func statement(to *string) func(any) error {
	return func(v any) error {
		if err := text(to)(v); err != nil {
			return err
		}
		if u, err := url.Parse(*to); err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("%q is neither an address of the form https://example.org/ nor a page of the site", *to)
		}
		return nil
	}
}

func accent(to **colour.Colour) func(any) error {
	return func(v any) error {
		var s string
		if err := text(&s)(v); err != nil {
			return err
		}
		c, err := colour.Parse(s)
		if err != nil {
			return notSo{err.Error(), colour.Meant(s)}
		}
		*to = &c
		return nil
	}
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

func choice[T ~string](to *T, allowed ...T) func(any) error {
	return func(v any) error {
		words := make([]string, len(allowed))
		for i, a := range allowed {
			words[i] = string(a)
		}
		word, err := fields.Word(v, words, otherValues)
		if err == nil {
			*to = T(word)
		}
		return err
	}
}

// wrongItems is what is wrong with each value of a list, nil where it is right.
type wrongItems []error

func (w wrongItems) Error() string { return errors.Join(w...).Error() }

// choices reads a list of some of the allowed words, or one of them alone.
func choices(to *[]string, allowed []string) func(any) error {
	return func(v any) error {
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
	}
}

func severity(to *diag.Severity) func(any) error {
	return func(v any) error {
		var word string
		if err := choice(&word, "error", "warn")(v); err != nil {
			return err
		}
		*to = map[string]diag.Severity{"error": diag.Error, "warn": diag.Warning}[word]
		return nil
	}
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
