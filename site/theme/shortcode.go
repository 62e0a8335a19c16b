package theme

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"kvartal/site/graph"
	"kvartal/site/milestones"
	"kvartal/site/shortcode"
	"kvartal/site/trace"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// shortcodes make the dot of a shortcode's template, which has its name: a row for
// each of package shortcode. number is that of the call on its page.
var shortcodes = map[string]func(v *View, call shortcode.Call, number string) any{
	"milestones": (*View).milestones,
}

// shortcode writes what a shortcode of the page asks for, by its number.
func (v *View) shortcode(number string) (string, error) {
	n, _ := strconv.Atoi(number)
	call := v.doc().Shortcodes[n]
	dot := shortcodes[call.Name](v, call, number)
	set, err := v.out.set(call.Name + ".html")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = set.ExecuteTemplate(&b, call.Name+".html", dot)
	return b.String(), err
}

// MilestoneList is the dot of the template milestones.html.
type MilestoneList struct {
	Days       int         // from the day of the build on
	Milestones []Milestone // by date
}

// Milestone is a milestone in a list.
type Milestone struct {
	Name    string
	Date    *Day   // its Long ends with the time where there is one
	Kind    string // "Milepæl", "Kritisk milepæl, afsluttet", in the language of the page
	Section string // of its roadmap, "" for none
	URL     string // of its roadmap
	Page    *View  // that its roadmap stands on

	Language string // of the page, where it is another than that of the page being written; else ""

	Critical, Done bool
}

func (v *View) milestones(call shortcode.Call, number string) any {
	v.out.rec.Read(trace.Milestones, v.page.Path+"\x00"+number)
	list := MilestoneList{Days: call.Number("days")}
	words := v.out.page.Locale
	for _, m := range v.out.world.Chosen(v.page, call) {
		day := &Day{ISO: m.At().ISODate(), Long: words.DateLong(m.At())}
		if !m.At().IsMidnight() {
			day.Long += " " + words.Time(m.At())
		}
		item := Milestone{Name: m.Event.Summary, Date: day, Section: m.Section, Page: v.out.view(m.Page),
			URL: v.out.url(m.Page.Address) + m.Anchor, Critical: m.Task.Critical, Done: m.Task.Status == chart.Done,
			Kind: words.TaskKind(m.Task.Kind.String(), m.Task.Critical, m.Task.Status.String())}
		if m.Page.Locale != words {
			item.Language = m.Page.Locale.Tag
		}
		list.Milestones = append(list.Milestones, item)
	}
	return list
}

// Chosen returns the milestones that a call of a page asks for, from today on.
func (w World) Chosen(p *graph.Page, call shortcode.Call) milestones.List {
	from := w.Today.StartOfDay()
	to := from.AddDays(call.Number("days"))
	f := milestones.Filter{From: &from, To: &to, Section: call.Text("section")}
	if link := call.Text("page"); link != "" {
		t, ok := w.Site.Resolve(p, link)
		if !ok || t.Page == nil {
			return nil // CheckLinks has told of it
		}
		f.Page = t.Page
	}
	return w.Milestones.Choose(f)
}

// MilestonesFile returns what makes a file of all milestones, one of
// graph.MilestoneFiles. What it reads is in the recorder at once.
func MilestonesFile(w World, name string, rec *trace.Recorder) Later {
	rec.Read(trace.Milestones, "")
	rec.Read(trace.Config, "title")
	rec.Read(trace.Config, "base_url")
	rec.Read(trace.Meta, w.Site.Home.Path)
	title := cmp.Or(w.Config.Title, w.Site.Home.Title)
	return Later{Write: func() ([]byte, error) {
		if path.Ext(name) == ".ics" {
			return w.Milestones.ICS(title), nil
		}
		return w.Milestones.JSON(title, func(address string) string {
			return cmp.Or(graph.Published(w.Config.BaseURL, address), graph.Absolute("/", address))
		}), nil
	}}
}

// checkShortcodes reports sections that no milestone stands in, and links to
// something that is no page. That a link leads nowhere is told by CheckLinks.
func (w World) checkShortcodes() diag.List {
	var list diag.List
	for _, p := range w.Site.Shown() {
		for _, call := range w.Site.Doc(p).Shortcodes {
			wrong := func(param, message, hint string) {
				at, width := call.Place(param)
				d := diag.Diag{Severity: w.Config.Roadmap, Code: "shortcode-value", Width: width,
					Place: diag.Place{File: w.Content + "/" + p.Path, Pos: at, Message: message}}
				list = append(list, d.Hint(hint))
			}
			for _, param := range call.Pages() {
				if t, ok := w.Site.Resolve(p, call.Text(param)); ok && t.Page == nil {
					wrong(param, fmt.Sprintf("%q is no page", call.Text(param)), "name the page that shows it, or a folder of pages")
				}
			}
			name := call.Text("section")
			if known := w.Milestones.Sections(); name != "" && !slices.Contains(known, name) {
				hint := diag.DidYouMean(name, known)
				if hint == "" && len(known) > 0 {
					hint = "there are: " + strings.Join(known, ", ")
				}
				wrong("section", fmt.Sprintf("no roadmap of the site has milestones in a section %q", name), hint)
			}
		}
	}
	return list
}
