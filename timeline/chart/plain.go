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
		case unicode.IsControl(r), steers(r):
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

// isPlain tells whether Plain leaves a text as it is, which nearly all are.
func isPlain(text string) bool {
	last := ' '
	for _, r := range text {
		switch {
		case r == ' ':
			if last == ' ' {
				return false
			}
		case r < ' ', r >= 0x7f && r <= 0xa0: // control characters, and the blank that does not break
			return false
		case r >= 0x1680 && (unicode.IsSpace(r) || steers(r)): // the first blank beyond Latin 1
			return false
		}
		last = r
	}
	return last != ' ' || text == ""
}

// steers tells characters, but for control characters, that show nothing or turn
// the writing around, and what stands for a byte that is no text.
func steers(r rune) bool {
	return r == unicode.ReplacementChar || r == 0xfeff || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
