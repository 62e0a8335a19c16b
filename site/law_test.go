package site

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/plan"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// The law of incremental builds: a build that starts from the one before gives
// the same bytes as a full one, whatever was edited.

var (
	lawSteps = flag.Int("law.steps", 300, "random edits of the law test")
	lawSeed  = flag.Uint64("law.seed", 1, "seed of the law test")
)

func TestLawIncrementalEqualsFull(t *testing.T) {
	steps := *lawSteps
	if testing.Short() {
		steps = min(steps, 100)
	}
	t.Logf("seed %d, %d edits", *lawSeed, steps)
	l := law{T: t, rand: rand.New(rand.NewPCG(*lawSeed, 0)), project: lawSite()}
	l.prev = l.build(t, nil, nil)
	l.saw = maps.Clone(l.files)
	for n := range steps {
		if n%60 == 59 { // begin again before the site has grown large
			l.project = lawSites()[n/60%len(lawSites())]()
		}
		l.step(n)
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d of %d outputs were rendered (%d %%); %d builds failed or were stopped on the way", l.rendered, l.all, 100*l.rendered/l.all, l.stopped)
}

// law is a run of the law test.
type law struct {
	*testing.T
	*project
	rand *rand.Rand
	prev *Snapshot
	saw  map[string]string // the files when prev was built

	rendered, all, stopped int
}

// step makes an edit and compares the incremental build with the full one: all
// bytes, what is planned, and what is told.
func (l *law) step(n int) {
	what := l.edit(l.rand, n)
	switch l.rand.IntN(10) {
	case 0:
		l.broken()
	case 1:
		l.interrupted()
	}
	o := l.options()
	full, want := Build(context.Background(), o, nil)
	o.Changed = l.changed(l.rand, l.saw)
	o.Spill = l.spill()
	next, got := Build(context.Background(), o, l.prev)
	if full == nil || next == nil {
		l.Fatalf("step %d (%s): the site was not built: %v\n%v", n, what, want, got)
	}
	checkTree(l.T, l.project, full.Site)
	if name := difference(full.Outputs, next.Outputs); name != "" {
		l.Fatalf("step %d (%s; looked at %q): the incremental build differs from the full one in %s", n, what, o.Changed, name)
	}
	if full, next := plan.Format(full.Plan), plan.Format(next.Plan); full != next {
		l.Fatalf("step %d (%s): the plans differ:\n%s\n%s", n, what, full, next)
	}
	if want, got := told(want), told(got); want != got {
		l.Fatalf("step %d (%s; looked at %q): what is told differs; full:\n%s\nincremental:\n%s", n, what, o.Changed, want, got)
	}
	for _, out := range next.Outputs {
		l.all++
		if out.Reason != "" {
			l.rendered++
		}
	}
	l.prev, l.saw = next, maps.Clone(l.files)
}

// spill keeps some bodies of a build outside memory, or cannot.
func (l *law) spill() *markdown.Spill {
	file := &scratch{full: 4000 * l.rand.IntN(2)}
	return markdown.NewSpill(func() (markdown.File, error) { return file, nil }, 500)
}

// scratch is a file in memory.
type scratch struct {
	mu   sync.Mutex
	data []byte
	full int // bytes that it has room for; 0: any
}

func (s *scratch) WriteAt(p []byte, at int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	end := int(at) + len(p)
	if s.full > 0 && end > s.full {
		return 0, errors.New("full")
	}
	s.data = append(s.data, make([]byte, max(0, end-len(s.data)))...)
	return copy(s.data[at:], p), nil
}

func (s *scratch) ReadAt(p []byte, at int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copy(p, s.data[at:]), nil
}

// inputs are changes of one thing alone that a site is made from.
var inputs = map[string]func(p *project, o *Options){
	"drafts":      func(_ *project, o *Options) { o.Drafts = true },
	"future":      func(_ *project, o *Options) { o.Future = true },
	"another day": func(_ *project, o *Options) { o.Today = calendar.Date(2026, 12, 6) },
	"dates": func(_ *project, o *Options) {
		o.Dates = history.Dates{"content/os2/noter.md": calendar.Date(2026, 6, 1)}
	},
	"dates lost": func(_ *project, o *Options) { o.Dates, o.DatesLost = nil, true },
	"a file":     func(p *project, _ *Options) { p.files["content/os2/bilag.txt"] = "Bilag.\n" },
	"a page":     func(p *project, _ *Options) { p.files["content/os2/ny.md"] = "# Ny\n" },
	"a heading":  func(p *project, _ *Options) { p.files["content/os2/uden.md"] = "# Et andet navn\n\nTekst.\n" },
	"a language": func(p *project, _ *Options) {
		p.files["kvartal.toml"] = "language = \"en\"\n" + p.files["kvartal.toml"]
	},
	"a roadmap": func(p *project, _ *Options) {
		p.files["content/os2/uden.md"] = "# Et navn\n\n![Fil](fil.mmd)\n"
	},
}

// Whatever a site is made from is seen when it alone is another, and when it is
// as it was before.
func TestEveryInputAloneIsSeen(t *testing.T) {
	made := func() *project {
		p := lawSite()
		p.files["content/os2/kladde.md"] = "+++\ntitle = \"Kladde\"\ndraft = true\n+++\nKladde.\n"
		p.files["content/os2/dato.md"] = "+++\ntitle = \"Dato\"\ndate = 2026-02-03\n+++\nMed dato og [bilag](bilag.txt).\n"
		p.files["content/os2/uden.md"] = "# Et navn\n\nTekst.\n"
		return p
	}
	for name, change := range inputs {
		t.Run(name, func(t *testing.T) {
			first := made().options()
			p := made()
			o := p.options()
			change(p, &o)
			o.Project = p.options().Project
			was, _ := Build(context.Background(), first, nil)
			full, _ := Build(context.Background(), o, nil)
			if was == nil || full == nil {
				t.Fatal("the site was not built")
			}
			if difference(was.Outputs, full.Outputs) == "" {
				t.Fatal("nothing shows the change")
			}
			there, _ := Build(context.Background(), o, was)
			if name := difference(full.Outputs, there.Outputs); name != "" {
				t.Errorf("changed: the incremental build differs from the full one in %s", name)
			}
			back, _ := Build(context.Background(), first, there)
			if name := difference(was.Outputs, back.Outputs); name != "" {
				t.Errorf("changed back: the incremental build differs from the full one in %s", name)
			}
		})
	}
}

// What shows a page's language, or is in it, follows the language, though nothing
// else of the page is another.
func TestLanguageAloneIsSeen(t *testing.T) {
	const chart = "```mermaid\ngantt\n dateFormat YYYY-MM-DD\n Klar :milestone, 2026-12-01, 0d\n```\n"
	files := func(language string) map[string]string {
		return map[string]string{
			"kvartal.toml":           "title = \"Site\"\n",
			"content/index.md":       "+++\ntitle = \"Forside\"\n+++\n{{< milestones days=60 >}}\n",
			"content/os2/_index.md":  "+++\ntitle = \"OS2\"\n[defaults]\nlanguage = \"" + language + "\"\n+++\n",
			"content/os2/plan.md":    "+++\ntitle = \"Plan\"\n+++\n" + chart,
			"templates/section.html": "{{.Content}}",
		}
	}
	for name, templates := range map[string]map[string]string{
		"words":              {"section.html": `{{t "next"}}`},
		"of a page":          {"section.html": `{{.Language}}`},
		"of another page":    {"home.html": `{{range .Children}}{{.Language}}{{end}}`},
		"of a menu's entry":  {"home.html": `{{.Menu}}`, "menu-items.html": `{{range .}}{{.Language}}{{end}}`},
		"of a milestone":     {"home.html": `{{.Content}}`, "milestones.html": `{{range .Milestones}}{{.Language}}{{end}}`},
		"words of a roadmap": {"page.html": `{{.Content}}`, "roadmap.html": `{{.SVG}}`},
	} {
		t.Run(name, func(t *testing.T) {
			build := func(language string, prev *Snapshot) *Snapshot {
				p := &project{files: files(language), today: calendar.Date(2026, 11, 23)}
				for file, text := range templates {
					p.files["templates/"+file] = text
				}
				return p.build(t, prev, nil)
			}
			danish, english := build("da", nil), build("en", nil)
			if difference(danish.Outputs, english.Outputs) == "" {
				t.Fatal("nothing shows the language")
			}
			if name := difference(english.Outputs, build("en", danish).Outputs); name != "" {
				t.Errorf("the incremental build differs from the full one in %s", name)
			}
		})
	}
}

func told(list diag.List) string {
	var b strings.Builder
	_ = diag.Style{}.Write(&b, list)
	return b.String()
}

// broken is a build of a site with a mistake, which is mended again. The build
// after it begins from the last good one, or from what this one came to.
func (l *law) broken() {
	pages := l.pages()
	name, wrong := pages[l.rand.IntN(len(pages))], "+++\ntitle = \n+++\n"
	const footer = "templates/footer-extra.html"
	switch l.rand.IntN(4) {
	case 0: // found when it is read
		name, wrong = footer, l.files[footer]+"{{"
	case 1: // found on some pages only when they are made
		name, wrong = footer, l.files[footer]+`{{if eq .Kind "section"}}{{.Nope}}{{end}}`
	}
	text := l.files[name]
	l.files[name] = wrong
	o := l.options()
	o.Changed = l.changed(l.rand, l.saw)
	var failed *Snapshot
	o.Failed = func(s *Snapshot) { failed = s }
	prev := l.prev
	if l.rand.IntN(4) == 0 {
		prev = nil // the first build
	}
	if s, _ := Build(context.Background(), o, prev); s != nil || failed == nil {
		l.Errorf("a site with a mistake in %s was built, or came to nothing", name)
	}
	if l.saw = maps.Clone(l.saw); l.rand.IntN(2) == 0 {
		l.prev, l.saw = failed, maps.Clone(l.files)
	}
	l.stopped++
	l.files[name] = text
	l.saw[name] = "" // named by the watcher in any case
}

// interrupted is a build that is stopped as soon as there is a site to show. The
// next one begins from that site.
func (l *law) interrupted() {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	o := l.options()
	o.Changed, o.First = l.changed(l.rand, l.saw), []string{"index.html"}
	var early *Snapshot
	o.Early = func(s *Snapshot, _ diag.List) {
		early = s
		stop()
	}
	_, _ = Build(ctx, o, l.prev)
	if early == nil {
		return // nothing was left to do
	}
	full := l.build(l.T, nil, nil)
	for _, name := range slices.Sorted(maps.Keys(full.Outputs)) {
		if got := opened(l.T, early, name); !bytes.Equal(got, full.Outputs[name].Data) {
			l.Errorf("%s differs in a site that is shown before all of it is made", name)
		}
	}
	l.stopped++
	l.prev, l.saw = early, maps.Clone(l.files)
}

func opened(t *testing.T, s *Snapshot, name string) []byte {
	r, problem := s.Open(name)
	if problem != nil {
		t.Fatalf("%s: %v", name, *problem)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
