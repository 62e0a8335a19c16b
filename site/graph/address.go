package graph

import (
	"net/url"
	"path"
	"strings"

	"kvartal/site/config"
)

// addresses tells where every page and file is published.
func (b *builder) addresses() {
	b.dirs = map[string]string{"": "/"}
	for _, p := range b.site.Pages {
		b.address(p)
		b.site.byAddr[p.Address] = p
	}
	for _, file := range b.in.Files {
		b.site.files[file] = b.dir(folder(file)) + path.Base(file)
		b.site.names = append(b.site.names, file)
	}
}

// dir returns the address of a content folder. A folder with pages in it gets
// a slug, its page's own if that has one; one with nothing but files keeps its
// name, which is how their authors link to them.
func (b *builder) dir(dir string) string {
	if a, ok := b.dirs[dir]; ok {
		return a
	}
	name := path.Base(dir)
	p := b.folders[dir]
	switch {
	case p != nil && p.front.Slug != "":
		name = p.front.Slug
	case p != nil:
		name = b.slug(p.Path, name)
	case b.withPages[dir]:
		name = Slug(name, b.in.Config.Slug)
	}
	b.dirs[dir] = b.dir(folder(dir)) + name + "/"
	return b.dirs[dir]
}

// slug makes a page's part of an address of the name of its file or folder.
func (b *builder) slug(file, name string) string {
	if b.in.Config.DatePrefix == config.StripPrefix {
		if _, rest := dateInName(file); rest != "" {
			name = rest
		}
	}
	return Slug(name, b.in.Config.Slug)
}

// address turns front matter's url or slug, or the path, into an address and
// a file.
func (b *builder) address(p *Page) {
	dir := strings.TrimSuffix(folder(p.Path), "/")
	switch own, slug := p.front.URL, p.front.Slug; {
	case own != "":
		p.Address = ownAddress(own)
	case b.folders[dir] == p:
		p.Address = b.dir(dir)
	default:
		if slug == "" {
			slug = b.slug(p.Path, strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path)))
		}
		if b.in.Config.URLStyle == config.HTML {
			p.Address = b.dir(dir) + slug + ".html"
		} else {
			p.Address = b.dir(dir) + slug + "/"
		}
	}
	p.Output = outputOf(p.Address)
}

// roadmapFiles notes where the files that are made from roadmaps are published,
// for links to them.
func (b *builder) roadmapFiles() {
	b.site.made = map[string]bool{}
	for _, p := range b.site.Shown() {
		for n, r := range b.site.Roadmaps(p) {
			for _, kind := range r.Files {
				b.site.made[b.site.RoadmapFile(p, n, kind)] = true
			}
		}
	}
	if b.site.HasRoadmaps() {
		for _, name := range MilestoneFiles {
			b.site.made["/"+name] = true
		}
	}
}

// Relative returns the shortest address of to, seen from the page at from;
// both begin at the site's root with a slash. What comes out is escaped for
// use in a URL.
func Relative(from, to string) string {
	fromDir, toDir := from[:strings.LastIndexByte(from, '/')+1], to[:strings.LastIndexByte(to, '/')+1]
	name := to[len(toDir):]
	shared := 0 // bytes of the folders that both are in
	for i := 0; i < len(fromDir) && i < len(toDir) && fromDir[i] == toDir[i]; i++ {
		if fromDir[i] == '/' {
			shared = i + 1
		}
	}
	rel := strings.Repeat("../", strings.Count(fromDir[shared:], "/")) + escapePath(toDir[shared:]+name)
	if rel == "" {
		return "./"
	}
	if first, _, _ := strings.Cut(rel, "/"); strings.Contains(first, ":") {
		return "./" + rel // else it would read as a scheme
	}
	return rel
}

// escapePath escapes each part of a path.
func escapePath(p string) string {
	parts := strings.Split(p, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// Published returns the whole address of something at an address from the site's
// root; "" where it is not known where the site is published.
func Published(base *url.URL, address string) string {
	if base == nil {
		return ""
	}
	root := url.URL{Scheme: base.Scheme, Host: base.Host}
	return root.String() + Absolute(base.EscapedPath(), address)
}

// Absolute returns an address from the root of the host, below base ("/" or
// "/os2display/"), escaped.
func Absolute(base, to string) string {
	return base + escapePath(strings.TrimPrefix(to, "/"))
}
