package chart

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		" ":                        "",
		"a b":                      "a b",
		" a  b ":                   "a b",
		"a\u00a0b\tc\u2028d":       "a b c d",
		"\x1b[31mrød\u202e \ufeff": "[31mrød",
		"e\u0301 漢 👍🏽":             "e\u0301 漢 👍🏽",
		"a\xffb":                   "ab",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// Texts that are taken as they are would not be changed: they are of one line,
// with single blanks and nothing that cannot be seen.
func TestIsPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune(" ab-\u00a0\u00ad\u0085\u1680\ufeff\u202e\x7f")), rapid.Rune())).Draw(t, "text")
		if !isPlain(text) {
			return
		}
		if joined := strings.Join(strings.Fields(text), " "); joined != text {
			t.Errorf("%q is taken for plain, but has blanks to drop: %q", text, joined)
		}
		if strings.ContainsFunc(text, unicode.IsControl) || strings.ContainsAny(text, "\ufffd\ufeff\u202e") {
			t.Errorf("%q is taken for plain, but has what is dropped", text)
		}
	})
}
