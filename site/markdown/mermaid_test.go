package markdown

import (
	"strings"
	"testing"
)

// tokens counts what the lexer makes of a text, and checks that nothing is lost.
func tokens(t *testing.T, text string) int {
	t.Helper()
	iterator, err := mermaidLexer.Tokenise(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var b strings.Builder
	for _, token := range iterator.Tokens() {
		b.WriteString(token.Value)
		n++
	}
	if b.String() != text {
		t.Errorf("the text comes back changed: %.80q", b.String())
	}
	return n
}

func TestMermaidSourceIsKeptWhole(t *testing.T) {
	for _, text := range []string{
		"gantt\n    Kode overdraget :crit, done, 2026-01-01, 3w %% note\n",
		"sequenceDiagram\n  Ærø->>Bo: \"hej\" <br> og [farvel\n",
		"flowchart TD\n  a[x] -.-> b{y} ==> c((z)) o--o d\n",
	} {
		if n := tokens(t, text); n < 5 {
			t.Errorf("only %d tokens in %q", n, text)
		}
	}
}

// Unclosed brackets, quotes and tags a hundred thousand times: the time must
// grow with the length of the text, or this test does not end.
func TestMermaidLongLines(t *testing.T) {
	for _, piece := range []string{"a[", "a{(", "\"", "|a", ":done ", "--", "x->", "%"} {
		tokens(t, "flowchart LR\n"+strings.Repeat(piece, 100_000)+"\n")
	}
}
