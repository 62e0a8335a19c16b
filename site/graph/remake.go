package graph

import (
	"cmp"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
)

// Remake makes the site from what may be much the same as what prev was made
// from, and gives what New gives. Where only the texts of pages differ, all that
// tells where pages stand is prev's. A nil prev has nothing.
func Remake(prev *Site, in Input) (*Site, diag.List) {
	if prev == nil || !prev.in.sameShape(in) {
		return New(in)
	}
	next := *prev
	next.in, next.bodies = in, in.bodies()
	next.dateRoadmaps()
	return &next, prev.list
}

// SameShape tells whether two sites have the very same pages in the same
// places, and differ in the texts of pages at most.
func (s *Site) SameShape(t *Site) bool { return s != nil && t != nil && s.Home == t.Home }

// SameTexts tells whether the pages of two sites of one shape have the very same
// texts.
func (s *Site) SameTexts(t *Site) bool {
	return s.sameBodies(t, func(a, b body) bool { return a.doc == b.doc && a.summary == b.summary })
}

// SameRoadmaps tells whether the pages of two sites of one shape show the same
// charts in the same ways.
func (s *Site) SameRoadmaps(t *Site) bool {
	return s.sameBodies(t, func(a, b body) bool {
		return len(a.roadmaps)+len(b.roadmaps) == 0 || reflect.DeepEqual(a.roadmaps, b.roadmaps)
	})
}

func (s *Site) sameBodies(t *Site, same func(a, b body) bool) bool {
	return s != nil && t != nil && slices.EqualFunc(s.bodies, t.bodies, same)
}

// dateRoadmaps notes when the text of each roadmap was changed.
func (s *Site) dateRoadmaps() {
	for _, p := range s.Shown() {
		roadmaps := slices.Clone(s.bodies[p.file].roadmaps)
		for i, r := range roadmaps {
			file, _, _ := strings.Cut(r.Source, "#")
			if day, ok := s.in.Dates[path.Join(s.in.Content, file)]; ok {
				roadmaps[i].Changed = &day
			} else if file == p.Path {
				roadmaps[i].Changed = p.Updated
			}
		}
		s.bodies[p.file].roadmaps = roadmaps
	}
}

// bodies returns what the texts of pages give, by number of file.
func (in Input) bodies() []body {
	all := make([]body, 1+len(in.Pages))
	all[0].doc = &markdown.Doc{}
	for i, e := range in.Pages {
		all[i+1] = body{doc: e.Doc, summary: cmp.Or(e.File.Front.Summary, e.Doc.Summary)}
		if len(e.Doc.Roadmaps) > 0 {
			all[i+1].roadmaps = in.Roadmaps[e.File.Path]
		}
	}
	return all
}

// sameShape tells whether New would make the same pages in the same places.
func (in Input) sameShape(of Input) bool {
	return in.Config == of.Config && in.Content == of.Content && in.Today == of.Today && in.Drafts == of.Drafts && in.Future == of.Future &&
		in.DatesLost == of.DatesLost && slices.EqualFunc(in.Pages, of.Pages, Entry.sameShape) && slices.Equal(in.Files, of.Files) &&
		maps.EqualFunc(in.Roadmaps, of.Roadmaps, sameFiles) && maps.Equal(in.Dates, of.Dates)
}

// sameShape tells whether New would make the same page of two files.
func (e Entry) sameShape(of Entry) bool {
	if e.Locale != of.Locale || e.File != of.File && (e.File.Path != of.File.Path || e.File.Head != of.File.Head || e.File.Unread != of.File.Unread) {
		return false
	}
	return e.Doc == of.Doc || e.File.Front.Title != "" || e.heading() == of.heading()
}

// heading is the title that the page's text begins with, or "".
func (e Entry) heading() string {
	if e.Doc.HasTitle() {
		return e.Doc.Headings[0].Title
	}
	return ""
}

// sameFiles tells whether the roadmaps of a page have the same files, of the same
// names.
func sameFiles(a, b []Roadmap) bool {
	return slices.EqualFunc(a, b, func(a, b Roadmap) bool { return a.Anchor == b.Anchor && slices.Equal(a.Files, b.Files) })
}
