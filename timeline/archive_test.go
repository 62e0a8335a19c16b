package timeline_test

import (
	"os"
	"strings"
	"testing"
)

// archive is a text in the txtar format: a comment, then parts that each begin
// with a line "-- name --".
type archive struct {
	comment string
	parts   []part
}

type part struct{ name, text string }

func readArchive(t testing.TB, file string) archive {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var a archive
	for line := range strings.Lines(string(text)) {
		name, isName := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		name, ends := strings.CutSuffix(name, " --")
		switch {
		case isName && ends:
			a.parts = append(a.parts, part{name: name})
		case len(a.parts) == 0:
			a.comment += line
		default:
			a.parts[len(a.parts)-1].text += line
		}
	}
	return a
}

func (a archive) String() string {
	var b strings.Builder
	b.WriteString(a.comment)
	for _, p := range a.parts {
		b.WriteString("-- " + p.name + " --\n" + p.text)
	}
	return b.String()
}
