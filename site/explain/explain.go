// Package explain takes a built site and the name of something in it, and gives
// why it is as it is: where it comes from, what decided its values and its
// looks, what was read for it, and what reads it.
package explain

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"kvartal/site"
	"kvartal/site/config"
	"kvartal/site/plan"
	"kvartal/site/theme"
)

// Explanation is why something is as it is. Texts are plain English sentences or
// names; Text writes all of them.
type Explanation struct {
	Name    string // what is explained: "content/plan.md", "theme/style.css"
	Is      string // what that is: "a page", "a template"
	Address string // where a browser finds it, with the base path; "" for what is not published
	Output  string // its file in the output folder
	Held    string // why it is not published now

	Template string // of a page: the file that makes it
	Why      string // why that one
	Looked   []theme.Look
	Parts    []string // what the template includes

	Values []Value
	Reads  []string // what was read for it
	ReadBy []Reader // which outputs read it
	Made   string   // why it was made in this build; "" when it was kept from an earlier one
}

// Value is a value that something has, and what decided it.
type Value struct {
	Key, Value string
	From       string // "content/plan.md:3", "the file's name"
}

// Reader is an output that reads the thing explained.
type Reader struct {
	Output string
	What   []string // of it: "its text"
}

// Of explains what a word names: an address as a browser has it, a file of the
// site's folder or of the output folder, a page's path in the content folder, a
// template, kvartal.toml and each of its keys. Where nothing has the name, near is the nearest one, or "".
func Of(s *site.Snapshot, word string) (e *Explanation, near string) {
	x := explainer{Snapshot: s, look: s.Facts.World.Theme}
	for _, name := range meanings(s, word) {
		if name == config.File {
			return x.config(""), ""
		}
		if out, ok := x.output(name); ok {
			return x.ofOutput(out), ""
		}
		if held := x.held(name); held != nil {
			return held, ""
		}
		if file := x.template(name); file != nil {
			return file, ""
		}
	}
	if e := x.config(word); e != nil {
		return e, ""
	}
	return nil, x.nearest(word)
}

type explainer struct {
	*site.Snapshot
	look *theme.Theme
}

// output finds an output by its path, its address without the slash at its
// beginning, or the file it is made from.
func (x explainer) output(name string) (plan.Output, bool) {
	for _, at := range []string{name, path.Join(name, "index.html"), name + ".html"} {
		if out, ok := x.Plan.Find(strings.TrimPrefix(at, "/")); ok {
			return out, true
		}
	}
	for _, out := range x.Plan.Outputs {
		switch {
		case out.Kind == plan.Page && out.Page.Path == name, out.Kind == plan.File && out.Source == name:
			return out, true
		case out.Kind == plan.Theme && x.isAt(out.Source, name):
			return out, true
		case out.Kind == plan.Page && strings.HasSuffix(out.Page.Path, "/") && strings.TrimSuffix(out.Page.Path, "/") == name:
			return out, true
		}
	}
	return plan.Output{}, false
}

// isAt tells whether a file of the theme is looked for at a place.
func (x explainer) isAt(file, place string) bool {
	return path.Base(file) == path.Base(place) &&
		slices.ContainsFunc(x.look.Looks(file), func(l theme.Look) bool { return l.Place == place })
}

func (x explainer) ofOutput(out plan.Output) *Explanation {
	e := &Explanation{Address: strings.TrimSuffix(x.Config.BasePath(), "/") + "/" + strings.TrimSuffix(out.Path, "index.html"), Output: out.Path}
	made := x.Outputs[out.Path]
	if made != nil {
		e.Made = made.Reason
	}
	switch out.Kind {
	case plan.Page:
		x.page(e, out)
	case plan.File:
		e.Name, e.Is = path.Join(site.Content, out.Source), "a file of the content folder, published as it is"
		e.ReadBy = x.readers(out)
	case plan.Theme:
		e.Name, e.Is = out.Source, "a file of the theme, published as it is"
		e.Looked = x.look.Looks(out.Source)
		e.ReadBy = x.readers(out)
	default:
		e.Name, e.Is = out.Path, "made from the dates of the site's roadmaps"
		if out.Page != nil {
			e.Is = "made from a roadmap of " + path.Join(site.Content, out.Page.Path)
		}
		e.ReadBy = x.readers(out)
	}
	if made != nil {
		for _, r := range made.Trace {
			e.Reads = append(e.Reads, words(r.Key))
		}
	}
	if e.Made != "" {
		e.Made = Reason(e.Made)
	}
	return e
}

// held explains a page that is not published now.
func (x explainer) held(name string) *Explanation {
	for _, h := range x.Site.Held {
		if h.Path == name {
			return &Explanation{Name: path.Join(site.Content, h.Path), Is: "a page", Held: h.Reason, Values: x.written(h.Path)}
		}
	}
	return nil
}

// template explains a template: where it is taken from and what it makes.
func (x explainer) template(name string) *Explanation {
	for _, known := range x.look.Layouts() {
		if x.isAt(known, name) {
			name = known
		}
	}
	if !x.look.Has(name) && x.look.Has(name+".html") {
		name += ".html"
	}
	if !x.look.Has(name) {
		return nil
	}
	parts := x.look.Parts(name)
	e := &Explanation{Name: parts[0], Is: "a template", Looked: x.look.Looks(name), Parts: parts[1:]}
	e.ReadBy = x.users(parts[0])
	return e
}

// page explains a page.
func (x explainer) page(e *Explanation, out plan.Output) {
	p := out.Page
	e.Name, e.Is = path.Join(site.Content, p.Path), "a page of the kind "+string(p.Kind)
	switch {
	case p.Former() != nil:
		e.Name, e.Is = p.Address, fmt.Sprintf("a former address of %s", path.Join(site.Content, p.Former().Path))
	case strings.HasSuffix(p.Path, "/"):
		e.Name, e.Is = path.Join(site.Content, p.Path)+"/", "a page without a file of its own, made for what is in it, of the kind "+string(p.Kind)
	}
	e.Template, e.Looked, e.Parts = out.Layout, x.look.Looks(out.Layout), x.look.Parts(out.Layout)
	if len(e.Parts) > 0 {
		e.Parts = e.Parts[1:]
	}
	e.Why = fmt.Sprintf("pages of the kind %q have it", p.Kind)
	if at := p.TemplatePlace(""); p.Template != "" && at.File != "" {
		e.Why = fmt.Sprintf("%s asks for %q", at, p.Template)
	}
	e.Values = x.values(p)
	e.ReadBy = x.readers(out)
}
