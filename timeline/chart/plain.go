package chart

import (
	"strings"
	"unicode"
)

// Plain makes one line of an author's text, for where it is shown as it is:
// blanks of any kind become one, and characters that would show nothing, steer a
// terminal or turn the writing around are dropped.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, r == 0xfeff,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
	return singleSpaced(text)
}

// singleSpaced makes each run of blanks one blank, with none at the ends.
func singleSpaced(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isPlain tells of most texts that they are as Plain makes them: letters, digits
// and marks of Latin, Greek or Cyrillic, with single blanks between them.
func isPlain(text string) bool {
	blank := true // stands before
	for _, r := range text {
		switch {
		case r > ' ' && r <= '~', r > 0xa0 && r < 0x530:
			blank = false
		case r == ' ' && !blank:
			blank = true
		default:
			return false
		}
	}
	return !blank
}
