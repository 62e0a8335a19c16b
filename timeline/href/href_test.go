package href_test

import (
	"testing"

	"kvartal/timeline/href"
)

func TestSafe(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/?a=1&b=2": "https://example.org/?a=1&b=2",
		" HTTP://example.org ":         "HTTP://example.org",
		"mailto:info@example.org":      "mailto:info@example.org",
		"tel:+4512345678":              "tel:+4512345678",
		"../plan/#fase-2":              "../plan/#fase-2",
		"#a:b":                         "#a:b",
		"side?x=a:b":                   "side?x=a:b",
		"./a:b":                        "./a:b",
		"":                             "",
		"   ":                          "",
		"javascript:alert(1)":          "",
		"JavaScript:alert(1)":          "",
		"java\nscript:alert(1)":        "",
		"\x01javascript:alert(1)":      "",
		"data:text/html,x":             "",
		"vbscript:x":                   "",
		`\\server\share`:               "",
		"a:b":                          "",
	} {
		got, ok := href.Safe(address)
		if got != want || ok != (want != "") {
			t.Errorf("%q gives %q, %v; want %q", address, got, ok, want)
		}
	}
}
