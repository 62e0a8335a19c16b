package svg

import (
	"bytes"
	"encoding/xml"
	"testing"

	"pgregory.net/rapid"
)

// Texts are escaped as encoding/xml does it, whatever bytes they are.
func TestEscapeIsThatOfXML(t *testing.T) {
	check := func(t rapid.TB, text string) {
		var want bytes.Buffer
		if err := xml.EscapeText(&want, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := escape(text); got != want.String() {
			t.Errorf("%q is written %q, want %q", text, got, &want)
		}
	}
	for _, text := range []string{"", "a", "<a href=\"x\">'&'</a>", "\x00\x1f\x7f\t\n\r", "æ – 漢 🎉", "\xff\xc3", "\ufffd\ufffe\uffff", "\xed\xa0\x80a"} {
		check(t, text)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "text")) })
	rapid.Check(t, func(t *rapid.T) { check(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))) })
}
