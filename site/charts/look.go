package charts

import (
	"cmp"
	"fmt"
	"strings"

	"kvartal/site/markdown"
	"kvartal/timeline"
	"kvartal/timeline/diag"
	"kvartal/timeline/layout"
)

// Look is how a page shows a chart.
type Look struct {
	Profile *timeline.Profile // the one form that is shown; nil: a form for each width
}

// LookOf reads the attributes of a roadmap's link or fence that say how it is
// shown: ![Plan](plan.mmd){profile=newsletter}. Those that say what is shown are
// left to Part, which also tells of attributes that nobody knows. file is the page
// that they stand in, for messages.
func LookOf(file string, attributes []markdown.Attribute) (Look, diag.List) {
	var look Look
	var list diag.List
	for _, a := range attributes {
		if a.Name != "profile" {
			continue
		}
		if p, ok := layout.ProfileByName(a.Value); ok {
			look.Profile = &p
			continue
		}
		d := diag.Diag{Severity: diag.Error, Code: "roadmap-view", Width: max(1, a.Width),
			Place: diag.Place{File: file, Pos: a.Pos, Message: fmt.Sprintf("there is no profile %q", a.Value)}}
		names := layout.ProfileNames()
		list = append(list, d.Hint(cmp.Or(diag.DidYouMean(a.Value, names), "there are "+strings.Join(names, ", "))))
	}
	return look, list
}
