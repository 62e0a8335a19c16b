package shortcode_test

import (
	"strings"
	"testing"

	"kvartal/site/shortcode"
)

// The examples of the parameters are what they say: they are shown in messages.
func TestExamplesAreRead(t *testing.T) {
	for _, s := range shortcode.Specs() {
		text := "{{< " + s.Name
		for _, p := range s.Params {
			text += " " + p.Example
		}
		call, mistakes, known := shortcode.Parse(text + " >}}")
		if !known || len(mistakes) > 0 {
			t.Errorf("%s: %v", text, mistakes)
		}
		for _, p := range s.Params {
			if call.Text(p.Name) == "" {
				t.Errorf("%s has no %s", call, p.Name)
			}
		}
	}
}

// What a call says of itself is the call.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"{{< milestones days=90 >}}", "{{<milestones/>}}", "{{% milestones section=\"a b\" page='x' %}}", "{{< milestones =\" >}}", "{{<>}}", "{{< x\n\ny=1 >}}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		call, mistakes, known := shortcode.Parse(text)
		for _, m := range mistakes {
			if m.At.Start < 0 || m.At.Start > m.At.End || m.At.End > len(text) || m.Message == "" || m.Hint == "" {
				t.Fatalf("%q: %+v", text, m)
			}
		}
		if !known || strings.ContainsAny(text, "\"'\\") {
			return
		}
		again, mistakes, known := shortcode.Parse(call.String())
		if !known || len(mistakes) > 0 || again.String() != call.String() {
			t.Fatalf("%q is %s, which is %s, %v", text, call, again, mistakes)
		}
	})
}
