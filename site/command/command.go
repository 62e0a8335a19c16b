// Package command takes a text of a page and gives the commands in it that
// other programs would run (Jekyll, Hugo, Zola): {{ site.title }}, {% link x.md %}.
package command

import (
	"fmt"
	"regexp"
	"strings"

	"kvartal/timeline/diag"
)

var anywhere = regexp.MustCompile(`(?s)\{\{.{1,500}?\}\}|\{%.{1,500}?%\}`)

// May tells whether a text holds what may be a command.
func May(text string) bool { return strings.Contains(text, "{{") || strings.Contains(text, "{%") }

// Find returns where the commands in a text begin and end, in bytes.
func Find(text string) [][]int {
	if !May(text) {
		return nil
	}
	return anywhere.FindAllStringIndex(text, -1)
}

// Shown is what an author is told of a command that readers see.
func Shown(command string) string {
	return fmt.Sprintf("%s is a command of another program (Jekyll, Hugo, Zola) and is shown as it stands", shorten(strings.Join(strings.Fields(command), " ")))
}

// shorten cuts a command to what fits into a message.
func shorten(command string) string {
	const most = 60 // characters
	if r := []rune(command); len(r) > most {
		return strings.TrimRight(string(r[:most]), " ") + " …"
	}
	return command
}

// Found is a command in a value.
type Found struct {
	Text string
	At   diag.Span
}

// HintValue is what to do about a command in a value.
const HintValue = "write what it stands for"

// InValue returns the commands in a value, such as a title, which readers see.
// The value stands within the part of the source at the span.
func InValue(source, value string, at diag.Span) []Found {
	var found []Found
	from := at.Start
	for _, m := range Find(value) {
		f := Found{value[m[0]:m[1]], at}
		if i := strings.Index(source[from:at.End], f.Text); i >= 0 { // else it is written another way
			f.At = diag.Span{Start: from + i, End: from + i + len(f.Text)}
			from = f.At.End
		}
		found = append(found, f)
	}
	return found
}
