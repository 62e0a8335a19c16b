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
	Text    bool              // whether its text is shown beneath it
	Arrows  *bool             // whether arrows show dependencies; nil: as the text asks
}

// LookOf reads the attributes of a roadmap's link or fence that say how it is
// shown: ![Plan](plan.mmd){profile=newsletter}. Those that say what is shown are
// left to Part, which also tells of attributes that nobody knows. file is the page
// that they stand in, for messages.
func LookOf(file string, attributes []markdown.Attribute) (Look, diag.List) {
	var look Look
	var list diag.List
	wrong := func(a markdown.Attribute, message, hint string) {
		d := diag.Diag{Severity: diag.Error, Code: "roadmap-view", Width: max(1, a.Width), Place: diag.Place{File: file, Pos: a.Pos, Message: message}}
		list = append(list, d.Hint(hint))
	}
	truth := func(a markdown.Attribute, hint string) bool {
		if a.Value != "true" && a.Value != "false" {
			wrong(a, fmt.Sprintf("%q is neither true nor false", a.Value), hint)
		}
		return a.Value == "true"
	}
	for _, a := range attributes {
		switch a.Name {
		case "profile":
			if p, ok := layout.ProfileByName(a.Value); ok {
				look.Profile = &p
				continue
			}
			names := layout.ProfileNames()
			wrong(a, fmt.Sprintf("there is no profile %q", a.Value), cmp.Or(diag.DidYouMean(a.Value, names), "there are "+strings.Join(names, ", ")))
		case "source":
			look.Text = truth(a, "source=true shows the text of the roadmap beneath it")
		case "dependencies":
			arrows := truth(a, "dependencies=true shows what tasks come after by arrows")
			look.Arrows = &arrows
		}
	}
	return look, list
}
