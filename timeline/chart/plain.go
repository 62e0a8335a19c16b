package chart

import (
	"strings"
	"unicode"
)

// Plain makes one line of an author's text, for where it is shown as it is:
// blanks of any kind become one, and characters that would show nothing, steer a
// terminal or turn the writing around are dropped.
func Plain(text string) string {
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

// singleSpaced makes each run of blanks one blank, with none at the ends. Most
// texts are so already.
func singleSpaced(text string) string {
	last := ' '
	for _, r := range text {
		if unicode.IsSpace(r) && (r != ' ' || last == ' ') {
			return strings.Join(strings.Fields(text), " ")
		}
		last = r
	}
	return strings.TrimSuffix(text, " ")
}
