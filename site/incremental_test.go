package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kvartal/site/graph"
	"kvartal/site/history"
	"kvartal/site/render"
	"kvartal/site/trace"
	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/layout"
)

// project is a site in memory that tests edit.
type project struct {
	files  map[string]string
	links  map[string]string // links of the file system: name -> what it leads to, from its folder
	dates  history.Dates
	drafts bool
	future bool
	today  calendar.Instant
}

func (p *project) options() Options {
	fsys := fstest.MapFS{}
	for name, text := range p.files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, to := range p.links {
		fsys[name] = &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink | 0o777}
	}
	return Options{Project: fsys, Themes: themes.FS, Dates: maps.Clone(p.dates), Today: p.today, Drafts: p.drafts, Future: p.future, eager: true, many: 1}
}

// changed returns what a watcher names when the files were others before: each
// file that differs, or now and then its folder; more than that, or everything.
func (p *project) changed(r *rand.Rand, before map[string]string) []string {
	if r.IntN(20) == 0 {
		return nil
	}
	names := []string{}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if text, was := before[name]; !was || text != p.files[name] || r.IntN(40) == 0 {
			names = append(names, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, is := p.files[name]; !is {
			names = append(names, name)
		}
	}
	for i, name := range names {
		if r.IntN(8) == 0 {
			names[i] = path.Dir(name)
		}
	}
	return names
}

func (p *project) build(t *testing.T, prev *Snapshot, forget map[trace.Kind]bool) *Snapshot {
	t.Helper()
	o := p.options()
	o.forget = forget
	s, list := Build(context.Background(), o, prev)
	if s == nil {
		t.Fatalf("the site was not built: %v", list)
	}
	checkTree(t, p, s.Site)
	return s
}

// checkTree holds what is always so of a site, whatever its pages say: none is
// lost, none is there twice, all stand under the front page, each is found at
// its address.
func checkTree(t *testing.T, p *project, site *graph.Site) {
	t.Helper()
	count := map[string]int{}
	for _, page := range site.Pages {
		count[page.Path]++
		top := page
		for range len(site.Pages) {
			if top.Parent == nil {
				break
			}
			top = top.Parent
		}
		if top != site.Home {
			t.Errorf("%s does not stand under the front page", page.Path)
		}
		if found, ok := site.Resolve(site.Home, page.Address); !ok || found.Page != page {
			t.Errorf("%s is not found at its address %s", page.Path, page.Address)
		}
		if page.Parent != nil && len(page.Filed) == 0 && page.Kind != graph.Taxonomy && !slices.Contains(page.Parent.Children, page) {
			t.Errorf("%s is not among the children of %s", page.Path, page.Parent.Path)
		}
	}
	for _, held := range site.Held {
		count[held.Path]++
	}
	for _, name := range p.pages() {
		if file := strings.TrimPrefix(name, "content/"); count[file] != 1 {
			t.Errorf("%s is in the site %d times", file, count[file])
		}
	}
}

const lawChart = "```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    title Plan\n    section Drift\n    Overdragelse :a, 2026-01-01, %dd\n    Klar :milestone, b, 2026-03-01, 0d\n```\n"

// lawSite is small, but has every kind of thing that an output can read.
func lawSite() *project {
	p := &project{files: map[string]string{
		"kvartal.toml":          "title = \"Site\"\n[roadmap]\nfiles = [\"svg\", \"ics\"]\n[check]\nlinks = \"warn\"\n[extra]\ncolour = \"blue\"\n[taxonomies.product]\ntitle = \"Produkter\"\n[theme]\nfooter = \"Se [planen](os2/plan.md)\"\n",
		"content/a.svg":         "<svg/>",
		"content/b.svg":         "<svg/>",
		"content/_index.md":     "+++\ntitle = \"Forside\"\n+++\nVelkommen til [planen](os2/plan.md).\n",
		"content/os2/_index.md": "+++\ntitle = \"OS2\"\n[defaults]\nstatus = \"Udkast\"\n+++\nAfsnit.\n",
		"content/os2/plan.md": "+++\ntitle = \"Plan\"\nweight = 1\n[extra]\nowner = \"PO\"\n+++\n# Plan\n\n" +
			fmt.Sprintf(lawChart, 30) + "\nSe [noterne](noter.md#afsnit-1) og ![Fil](fil.mmd).\n\n![Fil](fil.mmd)\n",
		"content/os2/noter.md":            "+++\ntitle = \"Noter\"\n+++\nFørste linje.\n\n## Afsnit 1\n\nTekst med [filen](data.csv).\n",
		"content/os2/fil.mmd":             "gantt\n    dateFormat YYYY-MM-DD\n    Skift :milestone, s1, 2026-12-10, 0d\n    Fase :f1, 2026-02-01, 20d\n",
		"content/os2/data.csv":            "a;b\n1;2\n",
		"content/en/_index.md":            "+++\ntitle = \"Handbook\"\n[defaults]\nlanguage = \"en\"\n+++\nIn English.\n",
		"content/en/start.md":             "+++\ntitle = \"Start\"\ndate = 2026-01-02\ntags = [\"Tag 1\", \"Tag 2\"]\naliases = [\"/old-start/\"]\n+++\nText \"quoted\" here.\n",
		"content/en/gone.md":              "+++\ntitle = \"Gone\"\nredirect_to = \"start.md\"\n+++\n",
		"content/en/more.md":              "+++\ntitle = \"More\"\nstatus = \"Draft\"\nauthor = \"A\"\ntags = [\"Tag 1\"]\n+++\nSee [start](start.md).\n\n{{< milestones days=60 >}}\n",
		"templates/footer-extra.html":     `<p>{{.Param "owner"}} {{.Site.Param "colour"}} {{with .Date}}{{.Long}}{{end}} {{range .Children}}<i>{{.Summary}}</i>{{end}}</p>`,
		"content/os2/tavle.md":            "+++\ntitle = \"Tavle\"\n+++\n![Tavle](tavle.timeline.toml)\n\n![Plan](plan.md)\n\nSe [noterne](noter.md#afsnit-1) og [mere](../en/more.md#ny).\n",
		"content/os2/tavle.timeline.toml": "title = \"Tavle\"\n\n[[tasks]]\nname = \"Trin\"\nstart = 2026-01-01\nend = 2026-03-01\n",
		"content/os2/senere.md":           "+++\ntitle = \"Senere\"\npublish_date = 2026-12-05\nexpires = 2027-02-01\n+++\nFra december.\n",
		"delt/tekst.md":                   "+++\ntitle = \"Delt\"\n+++\nDelt tekst.\n",
		"delt/fil.csv":                    "1\n",
		"themes/egen/style-extra.css":     "p { margin: 0 }\n",
		"themes/egen/footer-extra.html":   "<p>egen {{.Title}}</p>",
	}, links: map[string]string{"content/os2/delt.md": "../../delt/tekst.md", "content/os2/delt.csv": "../../delt/fil.csv"},
		dates: history.Dates{"content/os2/plan.md": calendar.Date(2026, 5, 1)}, today: calendar.Date(2026, 11, 23)}
	// An inline roadmap would be an error; it stands in a paragraph of its own.
	p.files["content/os2/plan.md"] = strings.Replace(p.files["content/os2/plan.md"], " og ![Fil](fil.mmd)", "", 1)
	return p
}

// lawSites returns lawSite with the default theme, and twice with templates
// that show little: what a menu, or the order of pages, tells anyway must be
// recorded where something else shows it too.
func lawSites() []func() *project {
	bare := func(shown string) func() *project {
		return func() *project {
			p := lawSite()
			for _, layout := range []string{"home", "section", "page", "404"} {
				p.files["templates/"+layout+".html"] = "<title>{{.Title}}</title>" + shown + `{{.Content}}{{template "footer-extra.html" .}}`
			}
			return p
		}
	}
	return []func() *project{
		lawSite,
		bare(`{{range .Children}}<b>{{.Kind}}</b>{{end}}{{with .Prev}}<i>{{.Kind}}</i>{{end}}{{with .Next}}<u>{{.Kind}}</u>{{end}}`),
		bare(`{{range .Ancestors}}<a href="{{.URL}}">a</a>{{end}}`),
		bare(`{{range .Terms "tags"}}<a href="{{.URL}}">{{.Title}}</a>{{end}}`),
		bare(`{{range .Site.Taxonomies}}<a href="{{.URL}}">{{range .Children}}{{range .Filed}}<b>{{.Kind}}</b>{{end}}{{end}}</a>{{end}}`),
	}
}

func (p *project) pages() []string {
	var names []string
	for name := range p.files {
		if strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// edit makes one random edit and says what it was. Every edit is visible
// somewhere in the output, or the law would not be tested by it.
func (p *project) edit(r *rand.Rand, n int) string {
	pages := p.pages()
	page := pages[r.IntN(len(pages))]
	replaceIn := func(name, old, new string) { p.files[name] = strings.Replace(p.files[name], old, new, 1) }
	front := func(line string) { replaceIn(page, "+++\n", "+++\n"+line+"\n") }
	dropKey := func(key string) {
		var kept []string
		for line := range strings.Lines(p.files[page]) {
			if !strings.HasPrefix(line, key+" =") {
				kept = append(kept, line)
			}
		}
		p.files[page] = strings.Join(kept, "")
	}
	set := func(key, value string) { dropKey(key); front(key + " = " + value) }
	edits := []func() string{
		func() string { p.files[page] += fmt.Sprintf("\nTilføjet %d.\n", n); return "body of " + page },
		func() string { p.files[page] += fmt.Sprintf("\n## Overskrift %d\n", n); return "heading in " + page },
		func() string { set("title", fmt.Sprintf("%q", fmt.Sprintf("Titel %d", n))); return "title of " + page },
		func() string {
			set("menu_title", fmt.Sprintf("%q", fmt.Sprintf("Menu %d", n)))
			return "menu title of " + page
		},
		func() string { set("weight", fmt.Sprint(r.IntN(9))); return "weight of " + page },
		func() string {
			set("status", fmt.Sprintf("%q", fmt.Sprintf("Status %d", n%5)))
			return "status of " + page
		},
		func() string {
			set("summary", fmt.Sprintf("%q", fmt.Sprintf("Kort %d", n)))
			return "summary of " + page
		},
		func() string {
			set("description", fmt.Sprintf("%q", fmt.Sprintf("Om %d", n)))
			return "description of " + page
		},
		func() string {
			set("author", fmt.Sprintf("%q", fmt.Sprintf("Person %d", n)))
			return "author of " + page
		},
		func() string {
			with := slices.DeleteFunc(pages, func(name string) bool { return !strings.Contains(p.files[name], `owner = "`) })
			if len(with) == 0 {
				return "nothing"
			}
			page = with[r.IntN(len(with))]
			replaceIn(page, `owner = "`, fmt.Sprintf(`owner = "%d `, n))
			return "extra of " + page
		},
		func() string { set("date", calendar.Date(2026, 1, 1+n%300).ISODate()); return "date of " + page },
		func() string { set("slug", fmt.Sprintf("%q", fmt.Sprintf("slug-%d", n))); return "slug of " + page },
		func() string {
			set("draft", fmt.Sprint(r.IntN(2) == 0 && !strings.Contains(page, "_index")))
			return "draft of " + page
		},
		func() string {
			set("parent", fmt.Sprintf("%q", []string{"OS2", "Plan", "Ingen"}[r.IntN(3)]))
			return "parent of " + page
		},
		func() string { set("language", []string{`"da"`, `"en"`}[r.IntN(2)]); return "language of " + page },
		func() string { p.dates[page] = calendar.Date(2026, 6, 1+n%100); return "git date of " + page },
		func() string { delete(p.dates, page); return "git date of " + page + " gone" },
		func() string {
			name := fmt.Sprintf("content/%s/ny%d.md", []string{"os2", "en", "nyt"}[r.IntN(3)], n)
			p.files[name] = fmt.Sprintf("+++\ntitle = \"Ny %d\"\n[extra]\nowner = \"x\"\n+++\nNy side med [link](../os2/noter.md#afsnit-1).\n", n)
			return "new " + name
		},
		func() string {
			if strings.Contains(page, "_index") || len(pages) < 8 {
				return "nothing"
			}
			delete(p.files, page)
			return "deleted " + page
		},
		func() string {
			if strings.Contains(page, "_index") {
				return "nothing"
			}
			to := strings.TrimSuffix(page, ".md") + fmt.Sprintf("-%d.md", n)
			p.files[to] = p.files[page]
			delete(p.files, page)
			return "renamed " + page
		},
		func() string {
			p.files["content/os2/fil.mmd"] += fmt.Sprintf("    Fase %d :g%d, 2026-03-01, %dd\n", n, n, 1+n%40)
			return "roadmap file"
		},
		func() string {
			p.files[page] += "\n" + fmt.Sprintf(lawChart, 1+n)
			return "chart in " + page
		},
		func() string {
			replaceIn("content/os2/plan.md", "![Fil](fil.mmd)", fmt.Sprintf("![Fil](fil.mmd){from=2026-01-%02d}", 1+n%28))
			return "part of a chart"
		},
		func() string {
			p.files["content/os2/fil.mmd"] = fmt.Sprintf("gantt\n    Skift %d :milestone, s1, 2026-12-%02d, 0d\n", n%3, 1+n%31)
			return "date of a milestone"
		},
		func() string {
			replaceIn("content/os2/plan.md", "![Fil](fil.mmd)", fmt.Sprintf("![Fil](fil.mmd){profile=%s}", layout.ProfileNames()[n%4]))
			return "profile of a chart"
		},
		func() string {
			with := slices.DeleteFunc(pages, func(name string) bool { return !strings.Contains(p.files[name], "```mermaid") })
			if len(with) == 0 {
				return "nothing"
			}
			page = with[r.IntN(len(with))]
			before, rest, _ := strings.Cut(p.files[page], "```mermaid")
			_, rest, _ = strings.Cut(rest, "\n")
			p.files[page] = before + fmt.Sprintf("```mermaid {#plan-%d}\n", n%3) + rest
			return "id of a chart in " + page
		},
		func() string { set("milestones", fmt.Sprint(r.IntN(2) == 0)); return "milestones of " + page },
		func() string {
			p.files["kvartal.toml"] = strings.Replace(dropLine(p.files["kvartal.toml"], "files"), "[roadmap]\n", fmt.Sprintf("[roadmap]\nfiles = %s\n", []string{`["svg"]`, `["ics"]`, `[]`, `["svg", "ics"]`}[n%4]), 1)
			return "files of roadmaps"
		},
		func() string { p.files["content/os2/data.csv"] += fmt.Sprintf("%d;%d\n", n, n); return "data file" },
		func() string {
			replaceIn("kvartal.toml", "title = \"", "title = \""+string(rune('A'+n%26)))
			return "site title"
		},
		func() string {
			picture := string(rune('a'+n%2)) + ".svg"
			key := []string{"accent", "logo", "favicon", "footer"}[r.IntN(4)]
			value := map[string]string{"accent": fmt.Sprintf("#1d%02x50", n%64), "logo": picture, "favicon": picture,
				"footer": fmt.Sprintf("%d [planen](os2/plan.md)", n)}[key]
			p.files["kvartal.toml"] = strings.Replace(dropLine(p.files["kvartal.toml"], key), "[theme]\n", fmt.Sprintf("[theme]\n%s = %q\n", key, value), 1)
			return key + " of the theme"
		},
		func() string {
			at := strings.Index(p.files["kvartal.toml"]+"[repository]", "[repository]")
			p.files["kvartal.toml"] = p.files["kvartal.toml"][:min(at, len(p.files["kvartal.toml"]))] + fmt.Sprintf("[repository]\nurl = \"https://github.com/os2/%d\"\n[accessibility]\nstatement = \"https://os2.eu/%d\"\n", n, n)
			return "repository and statement"
		},
		func() string {
			replaceIn("kvartal.toml", "colour = \"", "colour = \""+string(rune('a'+n%26)))
			return "site extra"
		},
		func() string {
			p.files["kvartal.toml"] = fmt.Sprintf("base_url = \"https://example.org/p%d/\"\n", n) + dropLine(p.files["kvartal.toml"], "base_url")
			return "base_url"
		},
		func() string {
			replaceIn("templates/footer-extra.html", "<p>", fmt.Sprintf("<p>%d ", n))
			return "partial"
		},
		func() string { p.files["templates/style.css"] = fmt.Sprintf("body { --n: %d }\n", n); return "style" },
		func() string {
			p.files["templates/roadmap.html"] = fmt.Sprintf("<figure id=\"{{.ID}}\">%d {{.SVG}}{{.Table}}</figure>", n)
			return "roadmap template"
		},
		func() string { delete(p.files, "templates/roadmap.html"); return "roadmap template gone" },
		func() string {
			replaceIn("content/en/_index.md", `language = "`, `language = "`+[]string{"d", "e"}[r.IntN(2)])
			p.fixLanguage()
			return "language of a section"
		},
		func() string { p.drafts = !p.drafts; return "drafts" },
		func() string {
			set("tags", fmt.Sprintf("[\"Tag %d\", \"tag %d\"]", r.IntN(4), r.IntN(4)))
			return "tags of " + page
		},
		func() string { dropKey("tags"); return "no tags of " + page },
		func() string { set("product", fmt.Sprintf("\"P%d\"", r.IntN(3))); return "product of " + page },
		func() string {
			set("aliases", fmt.Sprintf("[\"/former-%d\"]", n))
			return "alias of " + page
		},
		func() string {
			set("redirect_to", []string{`"@/en/start.md"`, `"@/os2/plan.md#a"`, `"https://example.org/"`}[r.IntN(3)])
			return "redirect of " + page
		},
		func() string { dropKey("redirect_to"); return "no redirect of " + page },
		func() string {
			set("sort_by", []string{`"date"`, `"title"`, `"weight"`}[r.IntN(3)])
			return "order of " + page
		},
		func() string { set("in_menu", fmt.Sprint(r.IntN(2) == 0)); return "menu without " + page },
		func() string {
			replaceIn("content/os2/_index.md", `status = "Udkast`, fmt.Sprintf(`status = "Udkast%d`, n))
			return "default of a section"
		},
		func() string {
			replaceIn("kvartal.toml", `title = "Produkter`, fmt.Sprintf(`title = "Produkter%d`, n))
			return "title of a taxonomy"
		},
		func() string {
			replaceIn("kvartal.toml", "[menu]\ntree = \"parents\"\n", "")
			if r.IntN(2) == 0 {
				p.files["kvartal.toml"] += "[menu]\ntree = \"parents\"\n"
			}
			return "tree"
		},
		func() string {
			p.files["kvartal.toml"] = dropLine(p.files["kvartal.toml"], "date_prefix")
			if r.IntN(2) == 0 {
				p.files["kvartal.toml"] = "date_prefix = \"strip\"\n" + p.files["kvartal.toml"]
			}
			return "date prefix"
		},
		func() string {
			name := fmt.Sprintf("content/os2/2026-0%d-11-møde%d.md", 1+r.IntN(9), n)
			p.files[name] = "+++\ntags = [\"Møder\"]\n+++\nReferat.\n"
			return "new " + name
		},
	}
	return append(edits, p.moreEdits(r, n)...)[r.IntN(len(edits)+moreEdits)]()
}

func dropLine(text, prefix string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, prefix) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// fixLanguage makes "dda" or "een" a language again.
func (p *project) fixLanguage() {
	for bad, good := range map[string]string{"dda": "da", "den": "da", "eda": "en", "een": "en"} {
		p.files["content/en/_index.md"] = strings.Replace(p.files["content/en/_index.md"], `language = "`+bad+`"`, `language = "`+good+`"`, 1)
	}
}

// difference returns the first output in which two builds differ, or "".
func difference(a, b render.Set) string {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		other, ok := b[name]
		if !ok {
			return name + " is missing"
		}
		if !bytes.Equal(a[name].Data, other.Data) {
			return name
		}
	}
	for name := range b {
		if a[name] == nil {
			return name + " is too much"
		}
	}
	return ""
}

// A record that is forgotten must break the law, else it is not needed or the
// law does not test it.
func TestForgottenRecordIsCaught(t *testing.T) {
	for _, kind := range trace.Kinds() {
		t.Run(kind.String(), func(t *testing.T) {
			t.Parallel()
			forget := map[trace.Kind]bool{kind: true}
			for seed := range uint64(12) {
				r := rand.New(rand.NewPCG(seed, 1))
				p := lawSites()[seed%uint64(len(lawSites()))]()
				prev := p.build(t, nil, forget)
				for n := range 60 {
					p.edit(r, n)
					next := p.build(t, prev, forget)
					if difference(p.build(t, nil, nil).Outputs, next.Outputs) != "" {
						return // caught
					}
					prev = next
				}
			}
			t.Errorf("nobody noticed that readings of %q were not recorded", kind)
		})
	}
}

func rendered(s *Snapshot) []string {
	var names []string
	for name, out := range s.Outputs {
		if out.Reason != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func TestEditedBodyRendersOneOutput(t *testing.T) {
	p := lawSite()
	before := p.build(t, nil, nil)
	p.files["content/os2/noter.md"] += "\nEn linje mere.\n"
	if got := rendered(p.build(t, before, nil)); !slices.Equal(got, []string{"os2/noter/index.html"}) {
		t.Errorf("rendered %v, want only the page itself", got)
	}
}

func TestEditedTitleRendersThePagesThatShowIt(t *testing.T) {
	p := lawSite()
	before := p.build(t, nil, nil)
	p.files["content/os2/noter.md"] = strings.Replace(p.files["content/os2/noter.md"], `"Noter"`, `"Referater"`, 1)
	after := p.build(t, before, nil)
	for name, out := range after.Outputs {
		shows := bytes.Contains(out.Data, []byte("Referater"))
		if shows != (out.Reason != "") {
			t.Errorf("%s: shows the new title %v, rendered because of %q", name, shows, out.Reason)
		}
	}
}

// A list of milestones is written again when the day changes it, and nothing else
// is.
func TestAnotherDayRendersWhatShowsIt(t *testing.T) {
	p := lawSite()
	delete(p.files, "content/os2/senere.md") // it is published meanwhile, and menus show it
	before := p.build(t, nil, nil)
	p.today = p.today.AddDays(3)
	next := p.build(t, before, nil)
	if got := rendered(next); len(got) != 0 {
		t.Errorf("three days later the list of the next 60 days is the same, but %v was rendered", got)
	}
	p.today = p.today.AddDays(17) // behind 10 December
	if got := rendered(p.build(t, next, nil)); !slices.Equal(got, []string{"en/more/index.html"}) {
		t.Errorf("rendered %v, want the page with the list", got)
	}
}

func TestUnchangedSiteRendersNothing(t *testing.T) {
	p := lawSite()
	before := p.build(t, nil, nil)
	if got := rendered(p.build(t, before, nil)); len(got) != 0 {
		t.Errorf("rendered %v, want nothing", got)
	}
}
