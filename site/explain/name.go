package explain

import (
	"net/url"
	"path"
	"strings"

	"kvartal/site"
	"kvartal/site/config"
	"kvartal/site/plan"
	"kvartal/timeline/diag"
)

// meanings returns what a word may name, the likeliest first: paths from the
// content folder, and from the output folder.
func meanings(s *site.Snapshot, word string) []string {
	word = strings.ReplaceAll(word, `\`, "/")
	if u, err := url.Parse(word); err == nil && u.Host != "" {
		word = u.Path
	} else if before, _, ok := strings.Cut(word, "#"); ok {
		word = before
	}
	all := []string{}
	add := func(name string) {
		if name = strings.TrimPrefix(path.Clean("/"+name), "/"); name == "" {
			name = "index.html"
		}
		all = append(all, name)
	}
	if rest, ok := strings.CutPrefix(word, s.Config.BasePath()); ok {
		add(rest)
	}
	clean := strings.TrimPrefix(word, "./")
	for _, folder := range []string{site.Content + "/", "public/"} {
		if rest, ok := strings.CutPrefix(clean, folder); ok {
			add(rest)
		}
	}
	add(clean)
	return all
}

// nearest returns the name that was probably meant by a word that names nothing.
func (x explainer) nearest(word string) string {
	var known, as []string
	add := func(name, what string) { known, as = append(known, name), append(as, what) }
	for _, out := range x.Plan.Outputs {
		if out.Kind == plan.Page || out.Kind == plan.File {
			add(path.Join(site.Content, out.Source), path.Join(site.Content, out.Source))
			add(out.Source, path.Join(site.Content, out.Source))
		}
		add(out.Path, out.Path)
		address := strings.TrimSuffix(out.Path, "index.html")
		add("/"+address, "/"+address)
	}
	for _, h := range x.Site.Held {
		add(path.Join(site.Content, h.Path), path.Join(site.Content, h.Path))
	}
	for _, name := range x.look.Layouts() {
		add(name, name)
	}
	add(config.File, config.File)
	for _, v := range x.Config.Values() {
		add(v.Key, v.Key)
	}
	if u, err := url.Parse(word); err == nil && u.Host != "" {
		word = u.Path
	}
	near := diag.Nearest(word, known)
	for i, name := range known {
		if name == near {
			return as[i]
		}
	}
	for i, name := range known { // the file alone, wherever it is
		if base := path.Base(word); len(base) > 1 && strings.EqualFold(path.Base(name), base) {
			return as[i]
		}
	}
	return ""
}
