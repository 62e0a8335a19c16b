package fields_test

import (
	"testing"

	"kvartal/timeline/diag"
)

// A text that is not closed on the last line is told as on any other line, also
// where the file ends without a line break. Goldens always end with one.
func TestOpenTextOnTheLastLine(t *testing.T) {
	const one, three = "the closing quote is missing", "a text that began with three quotes is not closed"
	for text, want := range map[string]string{
		`title = "abc`:                 one,
		"[a]\ntitle = '":               one,
		`tags = ["a", "b`:              one,
		`title = """abc`:               three,
		"title = '''abc\nweight = \"x": three,
		`"title`:                       one,
	} {
		src := diag.NewSource("in", text)
		_, list := readTOML(src, diag.Span{End: len(text)})
		if len(list) == 0 || list[0].Message != want {
			t.Errorf("%q is told as %v, want %q", text, list, want)
		}
	}
}
