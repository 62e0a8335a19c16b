package preview

import (
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"kvartal/site/plan"
	"kvartal/timeline/diag"
)

//go:embed panel.html
var panelText string

// panelTemplate has "panel", what stands over a page, and "page", which is shown
// while there is no site.
var panelTemplate = template.Must(template.New("").Parse(panelText))

// panelView is what the panel shows.
type panelView struct {
	Summary  string // "not built: 1 error"
	Failed   bool
	Built    bool // there is a site under it
	Draft    bool // the page is one
	At       string
	Problems []problem
	More     string // of those that are not shown: "3 warnings"
	Worst    string // severity of the worst: "error"; "" without any
}

// problem is a problem as it is shown.
type problem struct {
	diag.Diag
	Before, Marked, After string // its source line; Marked is what the carets underline
}

// most is how many problems are shown.
const most = 100

// view returns what stands over the page at an address.
func (s *shown) view(at string) panelView {
	v := panelView{Failed: s.Failed, Built: s.Site != nil, At: at, Draft: s.isDraft(at)}
	list := slices.DeleteFunc(slices.Clone(s.Problems), func(d diag.Diag) bool { return d.Severity == diag.Note && !s.Failed })
	slices.SortStableFunc(list, func(a, b diag.Diag) int { return int(b.Severity - a.Severity) })
	v.More = list[min(most, len(list)):].Summary()
	for _, d := range list[:min(most, len(list))] {
		p := problem{Diag: d}
		p.Before, p.Marked, p.After = d.Quote()
		v.Problems = append(v.Problems, p)
	}
	if len(list) > 0 {
		v.Worst = list[0].Severity.String()
	}
	told := list.Summary()
	switch {
	case s.Failed && s.Site == nil:
		v.Summary = "The site cannot be built: " + told
	case s.Failed:
		v.Summary = "Not built: " + told
	case told != "":
		v.Summary = told
	}
	return v
}

// isDraft tells whether the page at an address is a draft.
func (s *shown) isDraft(at string) bool {
	if s.Site == nil {
		return false
	}
	out, ok := s.Site.Plan.Find(find(s.Site, at).output)
	return ok && out.Kind == plan.Page && out.Page.Draft
}

// panel returns what stands over the page at an address as HTML, "" for nothing.
func (s *shown) panel(at string) string {
	v := s.view(at)
	if v.Summary == "" && !v.Draft {
		return ""
	}
	return write("panel", v)
}

func write(name string, v any) string {
	var b strings.Builder
	if err := panelTemplate.ExecuteTemplate(&b, name, v); err != nil {
		return template.HTMLEscapeString(err.Error())
	}
	return b.String()
}

// servePanel answers while there is no site: with what is wrong, or a word of
// patience.
func (s *shown) servePanel(w http.ResponseWriter, r *http.Request) {
	header(w, "panel.html")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	if r.Method != http.MethodHead {
		_, _ = w.Write(s.dress([]byte(write("page", s.view(r.URL.Path))), r.URL.Path))
	}
}
