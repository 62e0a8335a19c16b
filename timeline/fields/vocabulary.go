package fields

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// NotOneOf is a word that is none of those that a key may have.
type NotOneOf struct {
	Word    string
	Allowed []string
	Others  map[string]string // what authors write for an allowed word, lower case
}

func (n NotOneOf) Error() string {
	return fmt.Sprintf("%q is not one of %s", diag.Clip(n.Word), Words(n.Allowed))
}

// Hint names the word that was probably meant, "" where none is near.
func (n NotOneOf) Hint() string {
	return diag.MeantBy(n.Word, n.Allowed, n.Others)
}

// Words quotes the words of a closed list for a message: "error", "warn".
func Words(list []string) string {
	quoted := make([]string, len(list))
	for i, word := range list {
		quoted[i] = quote(word)
	}
	return strings.Join(quoted, ", ")
}

// Word reads one of the words that a key may have.
func Word(v any, allowed []string, others map[string]string) (string, error) {
	word, ok := v.(string)
	switch {
	case !ok:
		return "", Mismatch{Value: v, Words: "one of " + Words(allowed)}
	case !slices.Contains(allowed, word):
		return "", NotOneOf{word, allowed, others}
	}
	return word, nil
}

// Language reads the tag of a language that there are words for.
func Language(v any) (*locale.Locale, error) {
	tag, ok := v.(string)
	if !ok {
		return nil, Mismatch{Value: v, Words: "one of " + Words(locale.Tags())}
	}
	l, ok := locale.Get(strings.TrimSpace(tag))
	if !ok {
		return nil, noLanguage{NotOneOf{tag, locale.Tags(), languageNames}}
	}
	return l, nil
}

// noLanguage is a language that there are no words for.
type noLanguage struct{ NotOneOf }

func (n noLanguage) Error() string {
	return fmt.Sprintf("there are no words for the language %q yet; known: %s", diag.Clip(n.Word), strings.Join(n.Allowed, ", "))
}

// Hint tells of a language by another name. Tags of two letters are all near to
// each other, so that nearness tells nothing.
func (n noLanguage) Hint() string {
	return diag.MeantBy(n.Word, []string{n.Others[strings.ToLower(n.Word)]}, n.Others)
}

// languageNames are the languages as authors call them.
var languageNames = map[string]string{
	"dansk": "da", "danish": "da", "dan": "da", "dk": "da", "da_dk": "da", "dk-da": "da",
	"engelsk": "en", "english": "en", "eng": "en", "uk": "en", "gb": "en", "us": "en", "en_gb": "en", "en_us": "en",
}
