package source

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

var (
	// otherEnding is that of a file that was meant for a page.
	otherEnding = regexp.MustCompile(`(?i)(?:\.md\.txt|\.markdown|\.mdown|\.mkd)$`)
	dayInName   = regexp.MustCompile(`^(\d{1,2})[-._ ](\d{1,2})[-._ ](\d{4})(?:[-_ ]+(.+))?\.md$`)
)

// misnamed tells of a file that seems to be meant for a page and is none, and
// of a page whose name begins with a date that is not read.
func (w *walker) misnamed(name string) {
	base := path.Base(name)
	if end := otherEnding.FindString(base); end != "" {
		hint := fmt.Sprintf("call it %q", strings.TrimSuffix(base, end)+".md")
		if strings.EqualFold(path.Ext(end), ".txt") {
			hint += "; Windows shows the whole of a name only where its endings are switched on"
		}
		w.tell(diag.Diag{Severity: diag.Warning, Code: "content-name",
			Place: diag.Place{File: name, Message: `is published as it is, and is no page: the name of a page ends in ".md"`}}.
			Hint(hint))
	}
	m := dayInName.FindStringSubmatch(base)
	if m == nil {
		return
	}
	day, sure := fields.Day.Meant(m[1] + "." + m[2] + "." + m[3])
	if !sure {
		return
	}
	rest := ""
	if m[4] != "" {
		rest = "-" + m[4]
	}
	w.tell(diag.Diag{Severity: diag.Note, Code: "date-in-name",
		Place: diag.Place{File: name, Message: "the date in its name is not read: it must begin with the year"}}.
		Hint(fmt.Sprintf("call it %q", day+rest+".md")))
}
