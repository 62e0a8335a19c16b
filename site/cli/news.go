package cli

import (
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// news knows which problems a preview has told of, so that a terminal has each
// once and the latest mistake is not lost among old warnings.
type news struct {
	told   map[string]bool // warnings and notes that need not be told again
	errors []string        // of the build before
}

// of returns what is to be told of the problems of a build: the warnings and notes
// that are new, and all errors if they are not those of the build before.
func (n *news) of(list diag.List, failed bool) diag.List {
	var fresh, wrong diag.List
	var errors []string
	told := map[string]bool{}
	for _, d := range list {
		key := same(d)
		switch {
		case d.Severity == diag.Error:
			errors, wrong = append(errors, key), append(wrong, d)
		case !n.told[key]:
			fresh = append(fresh, d)
		}
		told[key] = true
	}
	if failed { // it may not have come to where the others are found
		for key := range n.told {
			told[key] = true
		}
	}
	n.told = told
	if !slices.Equal(errors, n.errors) {
		fresh = append(fresh, wrong...)
	}
	n.errors = errors
	return fresh.Sorted()
}

// same is equal for two problems that a reader takes for one: the lines above it
// may have become more.
func same(d diag.Diag) string {
	return strings.Join([]string{d.Severity.String(), d.Code, d.File, d.Message, d.Text}, "\n")
}
