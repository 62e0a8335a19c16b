package graph

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"kvartal/site/source"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

var dated = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:[-_ ]+(.*))?$`)

// dateInName returns the day that a file's name begins with, and what stands
// behind it without the ending: "2026-02-03-møde.md" gives "møde". The name of
// an index file is its folder's, as long as it is a page and no section. day is
// nil, and rest "", for a name without a date.
func dateInName(file string) (day *calendar.Instant, rest string) {
	m := dated.FindStringSubmatch(nameWithDate(file))
	if m == nil {
		return nil, ""
	}
	y, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	if !calendar.Exists(y, month, d) {
		return nil, ""
	}
	at := calendar.Date(y, month, d)
	return &at, m[4]
}

func nameWithDate(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	switch {
	case !source.IsIndex(file):
		return name
	case name == "index":
		return path.Base(folder(file))
	}
	return ""
}

// impossibleName warns of a file whose name begins with a date that does not
// exist, which nothing else would tell.
func (b *builder) impossibleName(p *Page) {
	if day, _ := dateInName(p.Path); day == nil && dated.MatchString(nameWithDate(p.Path)) {
		b.list = append(b.list, diag.Diag{Severity: diag.Warning, Code: "date-in-name",
			Place: p.whole(b.in.Content, fmt.Sprintf("the name begins with a date that does not exist, %q", nameWithDate(p.Path)[:len("2026-02-30")]))}.
			Hint("rename the file"))
	}
}
