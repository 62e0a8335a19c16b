package theme

import (
	"cmp"
	"fmt"
	"html/template"

	"kvartal/site/config"
	"kvartal/site/markdown"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// Check reports what kvartal.toml says about the looks and is not so: a colour
// that cannot be read, files and pages that are not there.
func (w World) Check() diag.List {
	list := append(w.checkAccent(), w.checkShortcodes()...)
	for _, f := range []struct{ key, dest string }{{"theme.logo", w.Config.Logo}, {"theme.favicon", w.Config.Favicon}} {
		if f.dest == "" {
			continue
		}
		if config.IsAddress(f.dest) {
			list = append(list, w.Config.Error(f.key, "config-link", fmt.Sprintf("%q is not a file of the site", f.dest)).
				Hint("put the picture into the folder "+w.Content+" and name it here: nothing on a page is fetched from elsewhere"))
		} else if t, ok := w.Site.Resolve(w.Site.Home, config.Rooted(f.dest)); !ok || t.Page != nil {
			list = append(list, w.missing(f.key, fmt.Sprintf("there is no file %q in the folder with the pages", f.dest), f.dest, "put it into "+w.Content+"/"))
		}
	}
	if dest := w.Config.Statement; dest != "" && !config.IsAddress(dest) {
		if _, ok := w.Site.Resolve(w.Site.Home, config.Rooted(dest)); !ok {
			list = append(list, w.missing("accessibility.statement", fmt.Sprintf("there is no page %q", dest), dest, fmt.Sprintf("make the page %q, or name another", w.Content+"/"+dest)))
		}
	}
	if w.Footer != nil {
		for _, l := range w.Footer.Links {
			if _, ok := w.Site.Resolve(w.Site.Home, config.Rooted(l.Dest)); !ok {
				d := w.missing("theme.footer", fmt.Sprintf("the link %q leads nowhere", l.Dest), l.Dest, "name a page or file in "+w.Content+"/, with its path from there")
				d.Severity = w.Config.Links
				list = append(list, d)
			}
		}
	}
	return list
}

// missing makes a problem of what a key names and is not there; hint is for a
// name that no other is near to.
func (w World) missing(key, message, dest, hint string) diag.Diag {
	return w.Config.Error(key, "config-link", message).Hint(cmp.Or(w.Site.Nearest(w.Site.Home, config.Rooted(dest)), hint))
}

// address is the address of what a destination of the configuration names.
func (s *SiteView) address(dest string) string {
	if dest == "" || config.IsAddress(dest) {
		return dest
	}
	home := s.out.world.Site.Home
	s.out.rec.Read(trace.Address, home.Path+"\x00"+config.Rooted(dest))
	t, ok := s.out.world.Site.Resolve(home, config.Rooted(dest))
	if !ok {
		return "" // reported by Check
	}
	return s.out.url(t.Address) + t.Suffix
}

// Logo is the address of the site's own logo, nothing without one.
func (s *SiteView) Logo() string { return s.address(s.config("theme.logo").Logo) }

// Favicon is the address of the site's own icon, nothing without one.
func (s *SiteView) Favicon() string { return s.address(s.config("theme.favicon").Favicon) }

// Statement is the address of the accessibility statement, nothing without
// one.
func (s *SiteView) Statement() string {
	return s.address(s.config("accessibility.statement").Statement)
}

// Footer is the site's own text for the foot, in the site's language.
func (s *SiteView) Footer() (template.HTML, error) {
	s.config("theme.footer")
	s.config("language") // decides about quotation marks
	if s.out.world.Footer == nil {
		return "", nil
	}
	html, err := s.out.world.Footer.Fill(func(hole markdown.Hole, arg string) string {
		if hole == markdown.LinkHole {
			return template.HTMLEscapeString(s.address(arg))
		}
		return ""
	})
	return template.HTML(html), err
}

// Edit is the address where the page's file is edited; nothing for a page
// without a file, and where kvartal.toml names no repository.
func (v *View) Edit() string {
	v.out.rec.Read(trace.Config, "repository")
	if file := v.file(); file != "" {
		return v.out.world.Config.Repository.EditURL(file)
	}
	return ""
}

// History is the address with the changes of the page's file, as Edit.
func (v *View) History() string {
	v.out.rec.Read(trace.Config, "repository")
	if file := v.file(); file != "" {
		return v.out.world.Config.Repository.HistoryURL(file)
	}
	return ""
}

// file is the page's file in the site's folder, "" without one.
func (v *View) file() string {
	v.out.rec.Read(trace.Body, v.page.Path)
	if !v.page.HasFile() {
		return ""
	}
	return v.out.world.Content + "/" + v.page.Path
}
