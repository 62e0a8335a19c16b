// Package milestones takes the pages of a site and their roadmaps and gives every
// milestone once, by date, however many pages show it.
package milestones

import (
	"cmp"
	"slices"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/config"
	"kvartal/site/figures"
	"kvartal/site/graph"
	"kvartal/site/trace"
	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/ics"
)

// Milestone is a milestone with the page that it is told on: the one whose text
// has its roadmap, else the first by path that shows it whole, else the first
// that shows it.
type Milestone struct {
	Task    chart.Task
	Section string // "" for none
	Roadmap string // title of the roadmap, "" for none
	Page    *graph.Page
	Anchor  string    // leads to the roadmap on its page: "#roadmap-1"
	Event   ics.Event // for a calendar, in the page's language. Its UID tells it from all other milestones
}

// At is the moment that it stands at: a midnight for a day.
func (m Milestone) At() calendar.Instant { return m.Event.Start }

// List is all milestones of a site, by date, then name. Nothing changes it.
type List []Milestone

// Gather takes the milestones from the pages that are published and whose front
// matter does not keep them out.
func Gather(site *graph.Site, set charts.Set, cfg *config.Config) List {
	type shown struct {
		page *graph.Page
		n    int
	}
	var all []shown
	for _, p := range site.Shown() {
		for n, r := range site.Roadmaps(p) {
			if c, ok := set[r.ID]; ok && p.Milestones && figures.HasMilestones(c.Chart) {
				all = append(all, shown{p, n})
			}
		}
	}
	rank := func(s shown) int {
		switch r := site.Roadmaps(s.page)[s.n]; {
		case strings.HasPrefix(r.Source, s.page.Path+"#"):
			return 0
		case !r.Part:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b shown) int { return cmp.Compare(rank(a), rank(b)) }) // pages are by path already
	var list List
	known := map[string]bool{}
	for _, s := range all {
		c := set[site.Roadmaps(s.page)[s.n].ID].Chart.Linked(func(link string) string { return site.FileLink(cfg.BaseURL, s.page, link) })
		for _, e := range ics.Events(c, Calendar(s.page, site.Roadmaps(s.page)[s.n], cfg)) {
			if known[e.UID] {
				continue
			}
			known[e.UID] = true
			m := Milestone{Task: c.Tasks[e.Task], Roadmap: c.Title, Page: s.page, Anchor: site.Roadmaps(s.page)[s.n].Fragment(), Event: e}
			if m.Task.Section != chart.NoSection {
				m.Section = c.Sections[m.Task.Section].Label()
			}
			list = append(list, m)
		}
	}
	slices.SortStableFunc(list, func(a, b Milestone) int {
		return cmp.Or(cmp.Compare(a.At(), b.At()), strings.Compare(a.Event.Summary, b.Event.Summary), strings.Compare(a.Event.UID, b.Event.UID))
	})
	return list
}

// Calendar says what the events of a page's roadmap are made of.
func Calendar(p *graph.Page, r graph.Roadmap, cfg *config.Config) ics.Options {
	o := ics.Options{Locale: p.Locale, Source: r.Source, Page: graph.Published(cfg.BaseURL, p.Address)}
	if o.Page != "" {
		o.Host, o.Page = cfg.BaseURL.Hostname(), o.Page+r.Fragment()
	}
	if r.Changed != nil {
		o.Stamp = *r.Changed
	}
	return o
}

// Filter is a choice of milestones. The zero value is all of them.
type Filter struct {
	From, To *calendar.Instant // [From, To)
	Section  string            // of the roadmap; "": all
	Page     *graph.Page       // those of the page and of the pages under it; nil: all
}

// Choose returns the milestones that a filter lets through.
func (l List) Choose(f Filter) List {
	var chosen List
	for _, m := range l {
		if (f.From == nil || m.At() >= *f.From) && (f.To == nil || m.At() < *f.To) &&
			(f.Section == "" || m.Section == f.Section) && (f.Page == nil || f.Page == m.Page || slices.Contains(m.Page.Ancestors(), f.Page)) {
			chosen = append(chosen, m)
		}
	}
	return chosen
}

// Sections returns the names of the sections that milestones stand in, sorted.
func (l List) Sections() []string {
	var names []string
	for _, m := range l {
		if m.Section != "" {
			names = append(names, m.Section)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Digest stands for all that is told of the milestones.
func (l List) Digest() trace.Digest {
	sum := trace.NewSum().Int(len(l))
	for _, m := range l {
		e := m.Event
		sum.Add(e.UID, e.Summary, e.Description, e.URL, m.Section, m.Roadmap, m.Page.Address, m.Anchor, m.Page.Title, m.Page.MenuTitle, m.Page.Locale.Tag, m.Task.Status.String(), m.Task.Owner, m.Task.Note, m.Task.Link)
		sum.Int(int(e.Stamp)).Int(int(e.Start)).Int(int(e.End)).Bool(e.Critical)
	}
	return sum.Digest()
}
