package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// almostFence is a line that may be meant as the beginning or end of front
// matter.
var almostFence = regexp.MustCompile(`^(?:\+{2,}|[-–—]+)$`)

// unfenced warns of front matter without its lines "+++" or "---", which is
// shown as text. It is told by its first paragraph, of which every line must be
// a key with a value and the first a key that exists.
func unfenced(src *diag.Source, taxonomies []string) diag.List {
	opened, keys := firstParagraph(src.Text)
	if len(keys) == 0 {
		return nil
	}
	for i, span := range keys {
		line := src.Text[span.Start:span.End]
		if !keyLine.MatchString(line) {
			return nil
		}
		if i > 0 {
			continue
		}
		if name := strings.Trim(keyName.FindString(line), `"'`); (name != strings.ToLower(name) || indexKey(frontKeys(), name) < 0) && !slices.Contains(taxonomies, name) {
			return nil
		}
	}
	fence := "---"
	if tomlLine.MatchString(src.Text[keys[0].Start:keys[0].End]) {
		fence = "+++"
	}
	at, hint := keys[0], fmt.Sprintf("put a line %q above and below it", fence)
	if opened.End > 0 {
		at, hint = opened, fmt.Sprintf("write %q in place of %q, above and below the keys", fence, src.Text[opened.Start:opened.End])
	}
	return diag.List{src.Warning(at, "front-matter-fence", "this looks like front matter, but is shown as text").Hint(hint)}
}

// firstParagraph returns the lines of the first paragraph, and the one above
// that may be meant to open it.
func firstParagraph(text string) (opened diag.Span, lines []diag.Span) {
	at := 0
	for line := range strings.Lines(text) {
		word := strings.TrimSpace(line)
		start := at + strings.Index(line, word)
		at += len(line)
		span := diag.Span{Start: start, End: start + len(word)}
		isFence := almostFence.MatchString(word)
		switch {
		case len(lines) > 0 && (word == "" || isFence):
			return opened, lines
		case isFence && opened.End == 0:
			opened = span
		case word != "":
			lines = append(lines, span)
		}
	}
	return opened, lines
}

var tomlLine = regexp.MustCompile(`^["']?[\w-]+["']?\s*=`)
