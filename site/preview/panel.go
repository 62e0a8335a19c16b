package preview

import (
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"kvartal/site/plan"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
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
	Words    *locale.Locale
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
	words := s.words()
	v := panelView{Failed: s.Failed, Built: s.Site != nil, At: at, Draft: s.isDraft(at), Words: words}
	list := slices.DeleteFunc(slices.Clone(s.Problems), func(d diag.Diag) bool { return d.Severity == diag.Note && !s.Failed })
	slices.SortStableFunc(list, func(a, b diag.Diag) int { return int(b.Severity - a.Severity) })
	v.More = summary(words, list[min(most, len(list)):])
	for _, d := range list[:min(most, len(list))] {
		p := problem{Diag: d}
		p.Before, p.Marked, p.After = d.Quote()
		v.Problems = append(v.Problems, p)
	}
	if len(list) > 0 {
		v.Worst = list[0].Severity.String()
	}
	v.Summary = summary(words, list)
	switch {
	case s.Failed && s.Site == nil:
		v.Summary = fmt.Sprintf(words.Must("preview_no_site"), v.Summary)
	case s.Failed:
		v.Summary = fmt.Sprintf(words.Must("preview_failed"), v.Summary)
	}
	return v
}

// summary counts problems as List.Summary does, in the language of the site.
func summary(words *locale.Locale, list diag.List) string {
	var parts []string
	for _, c := range []struct {
		severity diag.Severity
		key      string
	}{{diag.Error, "count_errors"}, {diag.Warning, "count_warnings"}, {diag.Note, "count_notes"}} {
		if n := list.Count(c.severity); n > 0 {
			parts = append(parts, words.Count(c.key, n))
		}
	}
	return strings.Join(parts, ", ")
}

// words are those of the preview's own: in the language of the site, which stands
// in Words while there is none.
func (s *shown) words() *locale.Locale {
	switch {
	case s.Site != nil:
		return s.Site.Config.Language
	case s.Words != nil:
		return s.Words
	}
	return locale.Danish()
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
