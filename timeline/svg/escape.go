package svg

import "unicode/utf8"

// escape makes text safe between quotes and between tags; what XML cannot hold
// becomes U+FFFD.
func escape(text string) string { return string(appendEscaped(nil, text)) }

// appendEscaped appends what escape gives, which is what encoding/xml writes to a
// writer.
func appendEscaped(to []byte, text string) []byte {
	const marks uint64 = 1<<' ' - 1 | 1<<'"' | 1<<'&' | 1<<'\'' | 1<<'<' | 1<<'>' // the bit of each up to '>' that may not stay
	done := 0                                                                     // what of the text is written
	for i, r := range text {
		if r < utf8.RuneError && (r > '>' || marks>>(r&63)&1 == 0) {
			continue
		}
		if mark := markOf(r); mark != "" {
			to = append(append(to, text[done:i]...), mark...)
			_, size := utf8.DecodeRuneInString(text[i:])
			done = i + size
		}
	}
	return append(to, text[done:]...)
}

// markOf returns what stands for a character that has a meaning in XML, or that
// XML cannot hold; "" where that is the character itself. Bytes that are no UTF-8
// come as U+FFFD.
func markOf(r rune) string {
	switch r {
	case '"':
		return "&#34;"
	case '&':
		return "&amp;"
	case '\'':
		return "&#39;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	case '\r':
		return "&#xD;"
	}
	if r < ' ' || utf8.RuneError <= r && r <= 0xffff {
		return string(utf8.RuneError)
	}
	return ""
}
