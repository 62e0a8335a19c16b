package theme

import (
	"reflect"
	"slices"

	"kvartal/site/config"
	"kvartal/site/trace"
)

// SiteView is the site as a template sees it.
type SiteView struct{ out *output }

func (s *SiteView) config(key string) *config.Config {
	s.out.rec.Read(trace.Config, key)
	return s.out.world.Config
}

// Title is the site's name; without one, the front page's title.
func (s *SiteView) Title() string {
	if t := s.config("title").Title; t != "" {
		return t
	}
	return s.Home().Title()
}

// Description is the configuration's sentence about the site.
func (s *SiteView) Description() string { return s.config("description").Description }

// Language is the language of pages that name none.
func (s *SiteView) Language() string { return s.config("language").Language.Tag }

// Home is the front page.
func (s *SiteView) Home() *View { return s.out.view(s.out.world.Site.Home) }

// Param is a value of [extra] in kvartal.toml, nil without one.
func (s *SiteView) Param(key string) any {
	return s.config("extra." + key).Extra.Value(key)
}

// views are the types that templates meet, as package template names them in
// its messages.
var views = []reflect.Type{reflect.TypeFor[*View](), reflect.TypeFor[*SiteView](), reflect.TypeFor[*MenuItem](),
	reflect.TypeFor[*Heading](), reflect.TypeFor[*Day](), reflect.TypeFor[*TermLink](), reflect.TypeFor[*Figure](), reflect.TypeFor[*Form](), reflect.TypeFor[*FigureFile](),
	reflect.TypeFor[*MilestoneList](), reflect.TypeFor[*Milestone]()}

// members returns the names that a template can ask a view for: "theme.View"
// gives "Title", "URL" ...; nil for a type that is no view.
func members(typeName string) []string {
	var names []string
	for _, t := range views {
		if t.Elem().String() != typeName {
			continue
		}
		for i := range t.NumMethod() {
			names = append(names, t.Method(i).Name)
		}
		for i := range t.Elem().NumField() {
			if f := t.Elem().Field(i); f.IsExported() {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Surface returns what the dot of a layout offers, for the documentation:
// "Title", "Site.Title".
func Surface() []string {
	names := members("theme.View")
	for _, name := range members("theme.SiteView") {
		names = append(names, "Site."+name)
	}
	return names
}
