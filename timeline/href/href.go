// Package href takes an address that an author wrote and says whether a page
// may link to it. Only addresses that cannot run anything pass: https, http,
// mailto and tel, and addresses without a scheme (relative ones, fragments).
package href

import "strings"

// Safe returns the address without blanks around it, or false when it must not
// become a link. Browsers drop control characters from a scheme ("java\nscript:"),
// so an address with any is refused whole.
func Safe(address string) (string, bool) {
	address = strings.TrimSpace(address)
	if address == "" || strings.ContainsFunc(address, func(r rune) bool { return r < 0x20 || r == 0x7f || r == '\\' }) {
		return "", false
	}
	colon := strings.IndexByte(address, ':')
	if colon < 0 || strings.ContainsAny(address[:colon], "/?#") {
		return address, true // no scheme: the colon, if any, belongs to a path, query or fragment
	}
	switch strings.ToLower(address[:colon]) {
	case "https", "http", "mailto", "tel":
		return address, true
	}
	return "", false
}
