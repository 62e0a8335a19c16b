package graph_test

import (
	"slices"
	"testing"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline/calendar"
	"kvartal/timeline/locale"
)

// Remake keeps the shape of a site only while everything that it is made from is
// the same, whoever else would notice the change.
func TestRemakeSeesEveryInput(t *testing.T) {
	english, _ := locale.Get("en")
	danish, _ := locale.Get("da")
	cfg, _ := config.Load(nil)
	other := *cfg
	made := func() graph.Input {
		return graph.Input{Config: cfg, Content: "content", Today: calendar.Date(2026, 11, 23), Files: []string{"a.svg"}, Dates: history.Dates{},
			Roadmaps: map[string][]graph.Roadmap{"_index.md": {{Anchor: "roadmap-1", Files: []string{"svg"}}}},
			Pages:    []graph.Entry{{File: &source.File{Path: "_index.md", Head: 1}, Doc: &markdown.Doc{}, Locale: danish}}}
	}
	file := func(change func(f *source.File)) func(in *graph.Input) {
		return func(in *graph.Input) {
			f := *in.Pages[0].File
			change(&f)
			in.Pages[0].File = &f
		}
	}
	before, _ := graph.New(made())
	if again, _ := graph.Remake(before, made()); !again.SameShape(before) {
		t.Fatal("the same input gives another shape")
	}
	for name, change := range map[string]func(in *graph.Input){
		"configuration":  func(in *graph.Input) { in.Config = &other },
		"content folder": func(in *graph.Input) { in.Content = "pages" },
		"day":            func(in *graph.Input) { in.Today++ },
		"drafts":         func(in *graph.Input) { in.Drafts = true },
		"future":         func(in *graph.Input) { in.Future = true },
		"dates":          func(in *graph.Input) { in.Dates = history.Dates{"content/_index.md": in.Today} },
		"dates lost":     func(in *graph.Input) { in.DatesLost = true },
		"files":          func(in *graph.Input) { in.Files = append(slices.Clone(in.Files), "b.svg") },
		"files of roadmaps": func(in *graph.Input) {
			in.Roadmaps = map[string][]graph.Roadmap{"_index.md": {{Anchor: "roadmap-1", Files: []string{"ics"}}}}
		},
		"names of the files of roadmaps": func(in *graph.Input) {
			in.Roadmaps = map[string][]graph.Roadmap{"_index.md": {{Anchor: "plan", Files: []string{"svg"}}}}
		},
		"pages":    func(in *graph.Input) { in.Pages = nil },
		"language": func(in *graph.Input) { in.Pages[0].Locale = english },
		"heading": func(in *graph.Input) {
			in.Pages[0].Doc = &markdown.Doc{Headings: []markdown.Heading{{Level: 1, Title: "Ny"}}}
		},
		"front matter": file(func(f *source.File) { f.Head = 2 }),
		"path":         file(func(f *source.File) { f.Path = "index.md" }),
		"unreadable":   file(func(f *source.File) { f.Unread = true }),
	} {
		in := made()
		change(&in)
		if again, _ := graph.Remake(before, in); again.SameShape(before) {
			t.Errorf("another %s gives the same shape", name)
		}
	}
}
