package chart_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"kvartal/timeline/chart"
)

// The text that Plain returns has no blanks but single ones, nothing that cannot be
// seen, and all other characters of the text in their order; it is plain itself.
func TestPlain(t *testing.T) {
	dropped := func(r rune) bool {
		return unicode.IsControl(r) && !unicode.IsSpace(r) || strings.ContainsRune("\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r)
	}
	letters := rapid.SampledFrom([]rune(" \t\n\r\u0085\u00a0\u1680\u2003\u2028\u3000aZæ~\u00ad–…日\x00\x1b\x7f\u0080\u202a\u202e\u2066\ufeff\ufffd"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringOf(letters), rapid.String()).Draw(t, "text")
		kept := strings.Map(func(r rune) rune {
			if dropped(r) {
				return -1
			}
			return r
		}, text)
		if got, want := chart.Plain(text), strings.Join(strings.Fields(kept), " "); got != want {
			t.Fatalf("%q becomes %q, want %q", text, got, want)
		}
	})
}
