package graph

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kvartal/timeline/diag"
)

// Target is what a link leads to.
type Target struct {
	Page    *Page  // nil for a file
	Path    string // content path of the page or file
	Address string // from the site's root, without anchor
	Suffix  string // "?query#anchor" as written
	Anchor  string // without "#"
}

// Resolve finds what a destination means on a page: a relative path to a
// Markdown file, a file or a folder as it stands in the content folder, the
// same from the content folder's root ("/x.md", "@/x.md"), with .html or no
// ending in place of .md, or the published address itself. An anchor is not
// looked at.
func (s *Site) Resolve(from *Page, dest string) (Target, bool) {
	t := Target{}
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		t.Suffix, dest = dest[i:], dest[:i]
		if j := strings.IndexByte(t.Suffix, '#'); j >= 0 {
			t.Anchor = t.Suffix[j+1:]
		}
	}
	if dest == "" {
		t.Page, t.Path, t.Address = from, from.Path, from.Address
		return t, true
	}
	dest = norm.NFC.String(dest)
	if file, ok := contentPath(from, dest); ok {
		for _, candidate := range []string{file, strings.TrimSuffix(file, path.Ext(file)) + ".md", file + ".md",
			path.Join(file, "_index.md"), path.Join(file, "index.md"), strings.TrimPrefix(file+"/", "./")} {
			if p, ok := s.byPath[candidate]; ok {
				t.Page, t.Path, t.Address = p, p.Path, p.Address
				return t, true
			}
			if a, ok := s.files[candidate]; ok {
				t.Path, t.Address = candidate, a
				return t, true
			}
		}
	}
	address := path.Join(path.Dir(from.Address+"x"), dest)
	if strings.HasPrefix(dest, "/") {
		address = path.Clean(dest)
	}
	for _, a := range []string{address, strings.TrimSuffix(address, "/") + "/", strings.TrimSuffix(address, "index.html"), address + ".html"} {
		if p, ok := s.byAddr[a]; ok {
			t.Page, t.Path, t.Address = p, p.Path, p.Address
			return t, true
		}
	}
	return t, false
}

// contentPath returns the path in the content folder that a destination names;
// false when it leads out of it.
func contentPath(from *Page, dest string) (string, bool) {
	var file string
	switch {
	case strings.HasPrefix(dest, "@/"):
		file = path.Clean(dest[2:])
	case strings.HasPrefix(dest, "/"):
		file = path.Clean(dest[1:])
	default:
		file = path.Join(path.Dir(from.Path), dest)
	}
	return file, file != ".." && !strings.HasPrefix(file, "../")
}

// CheckLinks reports every link and anchor of every page that leads nowhere,
// with the severity given.
func (s *Site) CheckLinks(content string, severity diag.Severity) diag.List {
	var list diag.List
	for _, p := range append(slices.Clone(s.Pages), s.NotFound) {
		anchors := map[string][]string{} // of pages linked to; most pages link to few
		for _, l := range p.Doc.Links {
			at := diag.Place{File: content + "/" + p.Path, Pos: l.Pos}
			d := diag.Diag{Severity: severity, Code: "link-broken", Place: at, Width: 1}
			t, ok := s.Resolve(p, l.Dest)
			switch {
			case !ok:
				d.Message = fmt.Sprintf("the link %q leads nowhere", l.Dest)
				list = append(list, d.Hint(s.nearest(p, l.Dest)))
			case t.Page != nil && t.Anchor != "" && t.Anchor != "top":
				known, seen := anchors[t.Path]
				if !seen {
					known = t.Page.Doc.Anchors
					anchors[t.Path] = known
				}
				if !slices.Contains(known, t.Anchor) {
					d.Code = "anchor-missing"
					d.Message = fmt.Sprintf("the page %q has no heading with the id %q", t.Path, t.Anchor)
					list = append(list, d.Hint(diag.DidYouMean(t.Anchor, known)))
				}
			}
		}
	}
	return list
}

// nearest gives a hint for a link that leads nowhere: the page is held back,
// or which path was probably meant.
func (s *Site) nearest(from *Page, dest string) string {
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest = dest[:i]
	}
	file, ok := contentPath(from, dest)
	if !ok {
		file = path.Base(dest)
	}
	for _, h := range s.Held {
		if h.Path == file {
			return fmt.Sprintf("%q is not published now: %s", h.Path, h.Reason)
		}
	}
	var paths, sameName []string
	for _, p := range s.Pages {
		paths = append(paths, p.Path)
	}
	paths = append(paths, s.names...)
	for _, p := range paths {
		if strings.EqualFold(path.Base(p), path.Base(file)) || strings.EqualFold(path.Base(p), path.Base(file)+".md") {
			sameName = append(sameName, p)
		}
	}
	best := diag.Nearest(file, paths)
	if len(sameName) == 1 || best == "" && len(sameName) > 1 {
		best = sameName[0]
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", relativePath(path.Dir(from.Path), best))
}

// relativePath returns how a Markdown file in dir would link to a file.
func relativePath(dir, file string) string {
	if dir == "." {
		return file
	}
	dirs, parts := strings.Split(dir, "/"), strings.Split(file, "/")
	shared := 0
	for shared < len(dirs) && shared < len(parts)-1 && dirs[shared] == parts[shared] {
		shared++
	}
	return strings.Repeat("../", len(dirs)-shared) + strings.Join(parts[shared:], "/")
}
