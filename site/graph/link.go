package graph

import (
	"fmt"
	"iter"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
)

// Target is what a link leads to.
type Target struct {
	Page    *Page  // nil for a file
	Path    string // content path of the page or file; "" for a file that is made
	Address string // from the site's root, without anchor
	Suffix  string // "?query#anchor" as written
	Anchor  string // without "#"
}

// Resolve finds what a destination means on a page: a relative path to a
// Markdown file, a file or a folder as it stands in the content folder, the
// same from the content folder's root ("/x.md", "@/x.md"), with .html or no
// ending in place of .md, or the published address itself, which is also how a
// file that is made from a roadmap is named. An anchor is not looked at. Percent signs are read: "min%20plan.md" is "min plan.md".
func (s *Site) Resolve(from *Page, dest string) (Target, bool) {
	t := Target{Anchor: Anchor(dest)}
	dest, t.Suffix = cutSuffix(dest)
	if dest == "" {
		t.Page, t.Path, t.Address = from, from.Path, from.Address
		return t, true
	}
	dest = unescape(dest)
	if file, ok := contentPath(from.Path, dest); ok {
		for candidate := range meant(file) {
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
	address := addressOf(from, dest)
	for _, a := range []string{address, strings.TrimSuffix(address, "/") + "/", strings.TrimSuffix(address, "index.html"), address + ".html"} {
		if p, ok := s.byAddr[a]; ok {
			t.Page, t.Path, t.Address = p, p.Path, p.Address
			return t, true
		}
		if s.made[a] {
			t.Address = a
			return t, true
		}
	}
	return t, false
}

// addressOf reads a destination as an address, seen from a page.
func addressOf(from *Page, dest string) string {
	if strings.HasPrefix(dest, "/") {
		return path.Clean(dest)
	}
	return path.Join(path.Dir(from.Address+"x"), dest)
}

// Anchor returns the id that a destination names on its page, in NFC; "" for none.
func Anchor(dest string) string {
	_, suffix := cutSuffix(dest)
	_, anchor, _ := strings.Cut(suffix, "#")
	return unescape(anchor)
}

// OnEveryPage tells anchors that are no id of the page's: browsers know its top, and
// how to find a text.
func OnEveryPage(anchor string) bool { return anchor == "top" || strings.HasPrefix(anchor, ":~:") }

// cutSuffix parts a destination from its "?query#anchor".
func cutSuffix(dest string) (file, suffix string) {
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		return dest[:i], dest[i:]
	}
	return dest, ""
}

// unescape reads percent signs and spells letters as the site's paths do.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return norm.NFC.String(s)
}

// meant gives the content paths that a path in a link can mean, the likeliest
// first; most links need no other. An ending that names another kind of file
// means just that file.
func meant(file string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(file) {
			return
		}
		if ext := strings.ToLower(path.Ext(file)); ext == ".html" || ext == ".htm" {
			if !yield(file[:len(file)-len(ext)] + ".md") {
				return
			}
		}
		_ = yield(file+".md") && yield(path.Join(file, "_index.md")) && yield(path.Join(file, "index.md")) &&
			yield(path.Join(file, "index.html")) &&
			yield(strings.TrimPrefix(file+"/", "./"))
	}
}

// ContentPath returns the path in the content folder that a destination on the
// page at the path from names; false when it leads out of the folder. Percent
// signs are read.
func ContentPath(from, dest string) (string, bool) {
	dest, _ = cutSuffix(dest)
	return contentPath(from, unescape(dest))
}

func contentPath(from, dest string) (string, bool) {
	var file string
	switch {
	case strings.HasPrefix(dest, "@/"):
		file = path.Clean(dest[2:])
	case strings.HasPrefix(dest, "/"):
		file = path.Clean(dest[1:])
	default:
		file = path.Join(path.Dir(from), dest)
	}
	return file, file != ".." && !strings.HasPrefix(file, "../")
}

// nearestAnchor gives a hint for an anchor that is not there: the one that was
// probably meant, also when the heading's own words were written.
func nearestAnchor(anchor string, doc *markdown.Doc) string {
	for _, word := range []string{anchor, markdown.HeadingID(anchor)} {
		if id := diag.Nearest(word, doc.Anchors); id != "" {
			return fmt.Sprintf(`did you mean "%s"?`, typable(id))
		}
	}
	if len(doc.Headings) == 0 {
		return "the page has no headings"
	}
	var ids []string
	for _, h := range doc.Headings[:min(len(doc.Headings), 6)] {
		ids = append(ids, fmt.Sprintf(`"%s"`, typable(h.ID)))
	}
	more := ""
	if len(doc.Headings) > len(ids) {
		more = " ..."
	}
	return "the page has: " + strings.Join(ids, ", ") + more
}

// typable writes those characters of an id with percent signs that nobody sees,
// so that a hint can be copied by hand.
func typable(id string) string {
	var b strings.Builder
	for _, r := range id {
		if diag.Invisible(string(r)) != "" || unicode.Is(unicode.Variation_Selector, r) {
			b.WriteString(url.PathEscape(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Nearest gives a hint for a destination that Resolve does not find, "" where
// nothing is known.
func (s *Site) Nearest(from *Page, dest string) string {
	return (&linkChecker{site: s}).nearest(from, dest)
}

// hint is nearest, else where a file was looked for.
func (c *linkChecker) hint(from *Page, l markdown.Link) string {
	if hint := c.nearest(from, l.Dest); hint != "" {
		return hint
	}
	dest, _ := cutSuffix(l.Dest)
	file, _ := contentPath(from.Path, unescape(dest))
	if l.Image {
		return fmt.Sprintf("put it into the folder with the pages, as %q, or correct the path", c.content+"/"+file)
	}
	return fmt.Sprintf("there is no %q in the folder with the pages", file)
}

// nearest gives a hint for a link that leads nowhere: the page is held back, or
// what was probably meant; "" where nothing is known.
func (c *linkChecker) nearest(from *Page, dest string) string {
	if hint := mistaken(dest); hint != "" {
		return hint
	}
	dest, _ = cutSuffix(dest)
	if slashed := strings.ReplaceAll(dest, `\`, "/"); slashed != dest {
		if _, ok := c.site.Resolve(from, slashed); ok {
			return fmt.Sprintf(`write / for \: "%s"`, slashed)
		}
		return strings.TrimSuffix(`write / for \; `+c.nearest(from, slashed), "; ")
	}
	file, ok := contentPath(from.Path, unescape(dest))
	if !ok {
		file = path.Base(unescape(dest))
	}
	for _, h := range c.site.Held {
		if slices.Contains(slices.Collect(meant(file)), h.Path) {
			return fmt.Sprintf("%q is not published now: %s", h.Path, h.Reason)
		}
	}
	best := c.guess(file)
	switch odd := diag.Invisible(dest); {
	case odd != "":
		return "there is a character in it that cannot be seen (" + odd + "): delete the link and write it again"
	case best != "":
		return fmt.Sprintf("did you mean %q?", relativePath(path.Dir(from.Path), best))
	case !ok:
		return "the link leads out of the folder with the pages"
	}
	if hint := c.roadmapFile(from, unescape(dest)); hint != "" {
		return hint
	}
	if domain.MatchString(dest) {
		return "write https://" + dest + " if it is an address elsewhere"
	}
	return ""
}

var (
	drive   = regexp.MustCompile(`^(?:[A-Za-z]:[\\/]|\\)`)
	scheme  = regexp.MustCompile(`^(?i:(https?)):/*`)
	mailbox = regexp.MustCompile(`^[^\s/@:]+@[^\s/@:]+\.[A-Za-z]{2,}$`)
	domain  = regexp.MustCompile(`^(?:[A-Za-z0-9-]+\.)+(?:dk|eu|com|org|net|io|se|no|de|info|gov)(?:/|$)`)
)

// mistaken gives a hint for a destination that was meant for something that is
// no part of the site.
func mistaken(dest string) string {
	switch m := scheme.FindStringSubmatch(dest); {
	case drive.MatchString(dest):
		name := dest[strings.LastIndexAny(dest, `\/`)+1:]
		return fmt.Sprintf(`this is a file on your own computer or a shared drive, which no reader has: copy it into the folder of the page, and link to "%s"`, name)
	case m != nil:
		return "write " + strings.ToLower(m[1]) + "://" + dest[len(m[0]):]
	case strings.HasPrefix(strings.ToLower(dest), "www."):
		return "write https://" + dest
	case mailbox.MatchString(dest):
		return "write mailto:" + dest
	}
	return ""
}

// guess returns the path that was probably meant: the only one with that name,
// else the one that is spelt most alike.
func (c *linkChecker) guess(file string) string {
	if c.byBase == nil {
		c.index()
	}
	base := strings.ToLower(path.Base(file))
	sameName := c.byBase[base]
	if stem, isHTML := strings.CutSuffix(base, ".html"); isHTML && len(sameName) == 0 {
		sameName = c.byBase[stem+".md"]
	}
	if len(sameName) == 0 {
		sameName = c.byBase[base+".md"]
	}
	if len(sameName) == 1 {
		return sameName[0]
	}
	best := ""
	if c.guesses++; c.guesses <= maxGuesses {
		best = c.alike(file)
	}
	if best == "" && len(sameName) > 0 {
		return sameName[0]
	}
	return best
}

// alike returns the path that is spelt most like another, "" when none is much.
func (c *linkChecker) alike(file string) string {
	best, known := c.compared[file]
	if known {
		return best
	}
	if best = diag.Nearest(file, c.paths); best == "" && path.Ext(file) == "" {
		best = diag.Nearest(file+".md", c.paths)
	}
	if c.compared == nil {
		c.compared = map[string]string{}
	}
	c.compared[file] = best
	return best
}

func (c *linkChecker) index() {
	c.byBase = map[string][]string{}
	for _, p := range c.site.Pages {
		if p.Path != "/" {
			c.paths = append(c.paths, p.Path)
		}
	}
	c.paths = append(c.paths, c.site.names...)
	for _, p := range c.paths {
		base := strings.ToLower(path.Base(p))
		c.byBase[base] = append(c.byBase[base], p)
	}
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
