package site

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"

	"kvartal/site/charts"
	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/milestones"
	"kvartal/site/plan"
	"kvartal/site/render"
	"kvartal/site/theme"
	"kvartal/site/trace"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Content is the name of the folder with the pages.
const Content = "content"

// Options are everything that a build depends on.
type Options struct {
	Project fs.FS            // the site's folder: kvartal.toml, content/, templates/, themes/
	Themes  fs.FS            // the built-in themes
	Dates   history.Dates    // when files of the project were changed; nil: there is no history
	Today   calendar.Instant // the day that counts as today, for pages held back until a day
	BaseURL *url.URL         // in place of base_url; nil: the configuration's
	Drafts  bool             // publish drafts
	Future  bool             // publish pages before their publish_date
	Offline bool             // write links for a folder that is opened from disk: "plan/index.html"
	Workers int              // goroutines; 0: as many as there are processors
	Sink    render.Sink      // where outputs go; nil: they are kept in the snapshot
	Spill   *markdown.Spill  // where bodies go when memory is short; nil: they stay in memory

	// DatesLost says that there is a history and it could not be read. A page's
	// date then does not stand in for the day of its last change.
	DatesLost bool

	// Changed are the files and folders of Project that may not be as they were
	// when prev was built, a folder for all that is in it: "content/plan.md",
	// "templates". They only say where to look; what has changed is told by
	// content. nil: anywhere, which is always right.
	Changed []string

	// First are the paths of outputs that somebody looks at: they are made before
	// all others. Early, if not nil, then gets the site while the others are still
	// being made, with the problems so far, provided that there are no errors yet
	// and much is left to do. Such a snapshot opens every output, made when asked
	// for, and a later build may begin from it; it has no Outputs yet.
	First []string
	Early func(*Snapshot, diag.List)

	// Failed, if not nil, gets what a build with errors came to, where it was not
	// stopped. There is nothing in it to show, but a later build may begin from it.
	Failed func(*Snapshot)

	forget map[trace.Kind]bool // for the test that proves every kind of record needed
	eager  bool                // for tests that compare all bytes
	many   int                 // render.Options.Many, for tests of small sites
}

// Snapshot is a built site. Nothing changes it.
type Snapshot struct {
	Config  *config.Config
	Site    *graph.Site
	Plan    *plan.Plan
	Outputs render.Set    // nil while they are still being made
	Facts   *render.Facts // the state that it was built from
	input   *input
	charts  charts.Set
	links   *graph.Links
	planned diag.List     // what was found when Plan was made
	quotes  quotes        // that were told with problems
	made    render.Set    // Outputs, or while there are none those of the build before
	since   *render.Facts // the state in which the traces of made hold
}

func (s *Snapshot) theme() *theme.Theme {
	if s.Facts == nil {
		return nil
	}
	return s.Facts.World.Theme
}

// Has tells whether the site has an output of this path: "plan/index.html".
func (s *Snapshot) Has(name string) bool {
	_, ok := s.Plan.Find(name)
	return ok
}

// Open returns the bytes of an output, made now if they were not kept. It
// fails for an output that the site does not have, and for one that nobody made
// yet and that cannot be made: the problem says why.
func (s *Snapshot) Open(name string) (io.ReadSeekCloser, *diag.Diag) {
	if out := s.Outputs[name]; out != nil && out.Data != nil {
		return render.InMemory(out.Data), nil
	}
	po, ok := s.Plan.Find(name)
	if !ok {
		return nil, &diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: name, Message: "is no part of the site"}}
	}
	return render.Open(po, s.Facts)
}

// Build builds the site. prev is the snapshot of an earlier build with the
// same kind of options, or nil; it only saves time.
//
// A site with errors is not to be published. Where all errors are in roadmaps
// there is a snapshot all the same, for a preview: the faulty rows are marked.
// With any other error there is none, and nothing was given to the sink that
// needs to be kept.
func Build(ctx context.Context, o Options, prev *Snapshot) (*Snapshot, diag.List) {
	if prev == nil {
		prev = &Snapshot{}
	}
	cfg, list := loadConfig(o)
	if list.HasErrors() {
		return nil, list.Sorted() // a wrong configuration would make all else wrong
	}
	if cfg.Same(prev.Config) {
		cfg = prev.Config
	}
	s := &Snapshot{Config: cfg, quotes: prev.quotes}
	in, problems := load(ctx, o, cfg, prev.input)
	list = append(list, problems...)
	s.input = in

	compiled, problems := charts.Compile(o.Project, Content, in.roadmaps(), prev.charts,
		charts.Options{Severity: cfg.Roadmap, Files: cfg.RoadmapFiles})
	inRoadmaps := problems
	s.charts = compiled.Set

	s.Site, problems = graph.Remake(prev.Site, graph.Input{Config: cfg, Content: Content, Pages: in.entries(), Files: in.files,
		Roadmaps: compiled.Pages, Dates: o.Dates, DatesLost: o.DatesLost, Today: o.Today, Drafts: o.Drafts, Future: o.Future})
	list = append(list, problems...)
	s.links = s.Site.CheckLinks(Content, cfg.Links, prev.links)
	list = append(list, s.links.Problems...)

	look, problems := theme.Load(o.Project, o.Themes, cfg.Theme, prev.theme())
	list = append(list, problems...)
	menus := &theme.Menus{}
	if look == prev.theme() && s.Site.SameShape(prev.Site) {
		s.Plan, s.planned, menus = prev.Plan, prev.planned, prev.Facts.World.Menus
	} else {
		s.Plan, s.planned = plan.New(s.Site, look, Content, cfg.Templates)
	}
	list = append(list, s.planned...)

	foot, problems := footer(cfg)
	list = append(list, problems...)
	world := theme.World{Config: cfg, Content: Content, Site: s.Site, Theme: look, Charts: s.charts, Milestones: s.milestones(prev), Today: o.Today, Menus: menus, Footer: foot, Offline: o.Offline}
	list = append(list, world.Check()...)
	s.Facts = &render.Facts{World: world, Project: o.Project, Tree: in.tree}
	if !list.HasErrors() {
		r := render.Options{Workers: o.Workers, Sink: o.Sink, Forget: o.forget, Eager: o.eager, Prev: prev.made, Since: prev.since, First: o.First, Many: o.many}
		if o.Early != nil {
			early := *s
			early.made, early.since = prev.made, prev.since
			r.Early = func() { o.Early(&early, early.finish(o, list, inRoadmaps)) }
		}
		s.Outputs, problems = render.Render(ctx, s.Plan, s.Facts, r)
		s.made, s.since = s.Outputs, s.Facts
		list = append(list, problems...)
	}
	told := s.finish(o, list, inRoadmaps)
	if list.HasErrors() {
		if o.Failed != nil && ctx.Err() == nil {
			if s.Outputs = nil; s.since == nil { // nothing was rendered
				s.made, s.since = prev.made, prev.since
			}
			o.Failed(s)
		}
		s = nil
	}
	return s, told
}

// milestones gathers the milestones of all charts, or takes them from the build
// before.
func (s *Snapshot) milestones(prev *Snapshot) milestones.List {
	if prev.Facts != nil && s.Config == prev.Config && s.Site.SameShape(prev.Site) && s.Site.SameRoadmaps(prev.Site) && maps.Equal(s.charts, prev.charts) {
		return prev.Facts.World.Milestones
	}
	return milestones.Gather(s.Site, s.charts, s.Config)
}

// finish puts problems together as they are told.
func (s *Snapshot) finish(o Options, list, inRoadmaps diag.List) diag.List {
	all := gather(slices.Concat(list, inRoadmaps))
	s.quotes = s.quotes.add(all, o.Project, s.input.tree)
	return all.Sorted()
}

// Language returns the language of the site's words, as its configuration says
// now; Danish where that cannot be told.
func (o Options) Language() *locale.Locale {
	cfg, _ := loadConfig(o)
	return cfg.Language
}

func loadConfig(o Options) (*config.Config, diag.List) {
	var src *diag.Source
	data, err := fs.ReadFile(o.Project, config.File)
	if err == nil {
		src = diag.NewSource(config.File, strings.TrimPrefix(string(data), "\uFEFF"))
	}
	cfg, list := config.Load(src)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		list = append(list, config.Misnamed(o.Project)...)
	case err != nil:
		list = append(list, diag.Diag{Severity: diag.Error, Code: "file-unreadable", Place: diag.Place{File: config.File, Message: "cannot be read: " + diag.FileReason(err)}})
	}
	if o.BaseURL != nil {
		cfg.Publish(o.BaseURL, "--base-url")
	}
	return cfg, list
}

// footer renders the text that kvartal.toml has for the foot of every page.
func footer(cfg *config.Config) (*markdown.Doc, diag.List) {
	if cfg.Footer == "" {
		return nil, nil
	}
	doc, problems := markdown.New(cfg.Language, markdownOptions(cfg)).Render(diag.NewSource("", cfg.Footer), cfg.Footer)
	var list diag.List
	for _, p := range problems {
		d := cfg.Error("theme.footer", p.Code, p.Message)
		d.Severity, d.Hints = p.Severity, p.Hints
		list = append(list, d)
	}
	if len(doc.Roadmaps) > 0 {
		list = append(list, cfg.Error("theme.footer", "config-value", "a roadmap stands on a page, not in the foot of all pages"))
	}
	return doc, list
}

// gathered are the codes of notes that a site has of many pages alike.
var gathered = []string{"diagram-source", "front-matter-value"}

// gather makes one note of all that have the same of these codes.
func gather(list diag.List) diag.List {
	var out diag.List
	notes := map[string]diag.List{}
	for _, d := range list {
		if d.Severity == diag.Note && slices.Contains(gathered, d.Code) {
			notes[d.Code] = append(notes[d.Code], d)
		} else {
			out = append(out, d)
		}
	}
	for _, code := range gathered {
		if len(notes[code]) == 0 {
			continue
		}
		all := notes[code].Sorted()
		first := all[0]
		for _, d := range all[1:] {
			first = first.Also(d.Place)
		}
		out = append(out, first)
	}
	return out
}
