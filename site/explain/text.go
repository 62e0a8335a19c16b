package explain

import (
	"fmt"
	"strings"

	"kvartal/timeline/diag"
)

// few is how many names of a kind a text lists.
const few = 25

// Text writes an explanation for a terminal.
func (e *Explanation) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", e.Name, e.Is)
	if e.Held != "" {
		fmt.Fprintf(&b, "not published now: %s\n", e.Held)
	}
	if e.Output != "" {
		fmt.Fprintf(&b, "published as %s, at the address %s\n", e.Output, e.Address)
	}
	if e.Made != "" {
		fmt.Fprintf(&b, "made in this build: %s\n", e.Made)
	}
	e.looks(&b)
	if len(e.Values) > 0 {
		fmt.Fprintln(&b, "\nValues, and what decided them:")
		width := 0
		for _, v := range e.Values {
			width = max(width, len(v.Key))
		}
		for _, v := range e.Values {
			fmt.Fprintf(&b, "    %-*s  %s  (%s)\n", width, v.Key, diag.Clip(strings.Join(strings.Fields(v.Value), " ")), v.From)
		}
	}
	list(&b, "\nRead for it:", e.Reads)
	readers := make([]string, len(e.ReadBy))
	for i, r := range e.ReadBy {
		readers[i] = r.Output + ": " + strings.Join(r.What, "; ")
	}
	list(&b, "\nRead by:", readers)
	return b.String()
}

// looks writes where the template, or the file itself, was looked for.
func (e *Explanation) looks(b *strings.Builder) {
	if len(e.Looked) == 0 {
		return
	}
	if e.Template != "" {
		fmt.Fprintf(b, "\nTemplate: %s; %s\n", e.Template, e.Why)
	} else {
		fmt.Fprintln(b, "\nLooked for at:")
	}
	for _, l := range e.Places() {
		fmt.Fprintf(b, "    %s: %s\n", l.Place, l.State)
	}
	list(b, "  It includes:", e.Parts)
}

func list(b *strings.Builder, heading string, names []string) {
	if len(names) == 0 {
		return
	}
	fmt.Fprintln(b, heading)
	for _, name := range names[:min(few, len(names))] {
		fmt.Fprintf(b, "    %s\n", name)
	}
	if more := len(names) - few; more > 0 {
		fmt.Fprintf(b, "    and %d more\n", more)
	}
}

// Place is a place that was looked at for a file of the theme, and what was there.
type Place struct{ Place, State string }

// Places returns the places that were looked at for the template, or for the file
// itself.
func (e *Explanation) Places() []Place {
	var all []Place
	taken := false
	for _, l := range e.Looked {
		state := "not there"
		switch {
		case l.There && taken:
			state = "there, but an earlier one counts"
		case l.There:
			state, taken = "taken", true
		}
		all = append(all, Place{l.Place, state})
	}
	return all
}
