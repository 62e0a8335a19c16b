package site

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"
	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"

	"kvartal/site/graph"
	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Sites that others wrote for other tools are built as they stand. What is
// expected of them is read from their files here, by other means than the
// program's.

// peers is where the sites are, beside the repository. Without them the own
// small ones in testdata/sites (from-*.txtar) test the same.
const peers = "../../shared/sites"

// peer is a site of another tool.
type peer struct {
	name    string
	content string // its folder with pages
	config  string // kvartal.toml that it is built with
	pages   map[string]peerPage
	files   fstest.MapFS
}

// peerPage is a page as its files say it is.
type peerPage struct {
	front    map[string]any
	body     string
	headings []string // plain words
}

const movedConfig = "[check]\nlinks = \"warn\"\ntemplates = \"warn\"\n"

func loadPeer(t *testing.T, name, content, config string, leaveOut ...string) peer {
	t.Helper()
	dir := path.Join(peers, name, content)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: %s is not beside the repository; testdata/sites has small sites of the same kind", dir)
	}
	p := peer{name: name, content: content, config: config, pages: map[string]peerPage{}, files: fstest.MapFS{}}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if slices.ContainsFunc(leaveOut, func(prefix string) bool { return strings.HasPrefix(file, prefix) }) {
			return nil
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		p.files[Content+"/"+file] = &fstest.MapFile{Data: data}
		if strings.HasSuffix(file, ".md") && !strings.HasPrefix(path.Base(file), ".") {
			p.pages[file] = readPeerPage(t, file, string(data))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p.files["kvartal.toml"] = &fstest.MapFile{Data: []byte(config)}
	return p
}

func readPeerPage(t *testing.T, file, text string) peerPage {
	t.Helper()
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\uFEFF"), "\r\n", "\n")
	p := peerPage{body: text, front: map[string]any{}}
	for _, fence := range []string{"+++", "---"} {
		inner, found := strings.CutPrefix(text, fence+"\n")
		if !found {
			continue
		}
		front, body, closed := strings.Cut("\n"+inner, "\n"+fence)
		if !closed {
			t.Fatalf("%s: front matter is not closed", file)
		}
		var err error
		if fence == "+++" {
			_, err = toml.Decode(front, &p.front)
		} else {
			err = yaml.Unmarshal([]byte(front), &p.front)
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		p.body = body
	}
	p.headings = headingsOf(p.body)
	return p
}

var (
	atx     = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	inLink  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	inTag   = regexp.MustCompile(`</?[a-zA-Z][^>]*>`)
	braces  = regexp.MustCompile(`\{[#.:][^}]*\}\s*$`)
	notWord = regexp.MustCompile(`[^\pL\pN]+`)
)

// headingsOf finds "# headings" outside code, as bare words.
func headingsOf(body string) []string {
	var found []string
	fence := ""
	for line := range strings.Lines(body) {
		trimmed := strings.TrimLeft(line, " >\t-*0123456789.")
		for _, f := range []string{"```", "~~~"} {
			if strings.HasPrefix(trimmed, f) && (fence == "" || fence == f) {
				fence = map[bool]string{true: f, false: ""}[fence == ""]
				break
			}
		}
		if m := atx.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil && fence == "" {
			title := inLink.ReplaceAllString(braces.ReplaceAllString(m[1], ""), "$1")
			if !strings.Contains(title, "`") { // in code a tag is a text
				title = inTag.ReplaceAllString(title, "")
			}
			found = append(found, words(title))
		}
	}
	return found
}

func words(s string) string {
	return strings.ToLower(notWord.ReplaceAllString(html.UnescapeString(s), ""))
}

func (p peer) build(t *testing.T) (*Snapshot, diag.List) {
	t.Helper()
	o := Options{Project: p.files, Themes: themes.FS, Today: calendar.Date(2026, 11, 23), Drafts: true, Future: true}
	s, list := Build(context.Background(), o, nil)
	if s == nil {
		var b strings.Builder
		_ = (diag.Style{}).Write(&b, list)
		t.Fatalf("%s is not built:\n%s", p.name, b.String())
	}
	return s, list
}

// shown returns the title of a page and its headings as a browser has them.
func shown(t *testing.T, data []byte) (title string, headings []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "title" && title == "":
			title = textOf(n)
		case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
			headings = append(headings, words(textOf(n)))
		}
	}
	return title, headings
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !(c.Parent.Data == "a" && slices.ContainsFunc(c.Parent.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "anchor" })) {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// checkPages holds that every page is published, under its title and with its
// headings, at the address that the function gives.
func (p peer) checkPages(t *testing.T, s *Snapshot, address func(file string, page peerPage) string) {
	t.Helper()
	for file, want := range p.pages {
		page, ok := s.Site.Page(file)
		if !ok {
			t.Errorf("%s: the page is lost", file)
			continue
		}
		if a := address(file, want); a != page.Address {
			t.Errorf("%s: published at %s, expected at %s", file, page.Address, a)
		}
		if title, ok := want.front["title"].(string); ok && page.Title != strings.TrimSpace(title) {
			t.Errorf("%s: the title is %q, not %q", file, page.Title, title)
		}
		if page.Kind == graph.Redirect {
			continue
		}
		title, headings := shown(t, s.Outputs[page.Output].Data)
		if !strings.Contains(title, page.Title) {
			t.Errorf("%s: the window's title is %q", file, title)
		}
		rest := headings
		for _, h := range want.headings {
			i := slices.Index(rest, h)
			if i < 0 {
				t.Errorf("%s: the heading %q is not shown, or not in its place", file, h)
				break
			}
			rest = rest[i+1:]
		}
	}
}

// checkReports holds that what is reported is true, and told once.
func (p peer) checkReports(t *testing.T, s *Snapshot, list diag.List) {
	t.Helper()
	seen := map[string]bool{}
	counts := map[string]int{}
	for _, d := range list {
		counts[d.Code]++
		if key := fmt.Sprint(d.File, d.Line, d.Col, d.Code, d.Message); seen[key] {
			t.Errorf("told twice: %v", d)
		} else {
			seen[key] = true
		}
		line := ""
		if lines := strings.Split(string(p.files[d.File].Data), "\n"); d.Line > 0 && d.Line <= len(lines) {
			line = strings.TrimPrefix(lines[d.Line-1], "\uFEFF")
		}
		var truth bool
		switch quoted := quotedIn(d.Message); d.Code {
		case "link-broken":
			// a link may go on behind the line that it begins on
			rest := strings.Join(strings.Split(string(p.files[d.File].Data), "\n")[d.Line-1:], "\n")
			truth = strings.Contains(rest[:min(len(rest), 500)], quoted) && !p.exists(d.File, quoted, s)
			if strings.HasPrefix(line, "redirect_to") { // Zola's begin at the site's root
				truth = truth && s.Outputs[path.Join(quoted, "index.html")] == nil
			}
		case "anchor-missing":
			parts := strings.Split(d.Message, `"`)
			anchor := parts[len(parts)-2]
			from, _ := s.Site.Page(strings.TrimPrefix(d.File, Content+"/"))
			to := from
			if len(parts) > 3 {
				to, _ = s.Site.Page(parts[1])
			}
			truth = strings.Contains(line, "#"+anchor) && !bytes.Contains(s.Outputs[to.Output].Data, []byte(` id="`+anchor+`"`))
		case "command-text", "command-date", "command-link", "attributes-lost":
			rest := line[min(len(line), max(0, d.Col-1)):]
			truth = strings.Contains(rest, "{{") || strings.Contains(rest, "{%") || strings.Contains(rest, "{:") || strings.Contains(rest, "{::")
		case "front-matter-key", "taxonomy-unknown":
			key := strings.TrimSpace(strings.Split(strings.Split(line, "=")[0], ":")[0])
			truth = key == quoted || strings.HasPrefix(strings.TrimSpace(line), "["+quoted)
		case "layout-missing":
			truth = strings.Contains(line, strings.TrimSuffix(quoted, ".html"))
		case "html-front-matter":
			truth = strings.HasPrefix(line, "---")
		case "fence-open":
			truth = strings.HasPrefix(strings.TrimSpace(line), "```")
		case "diagram-source":
			truth = strings.Contains(line, "```mermaid")
		default: // a code that this test does not know is looked at, then added
			truth = false
		}
		if !truth {
			t.Errorf("not true: %s:%d:%d: %s (%s)\n\t%s", d.File, d.Line, d.Col, d.Message, d.Code, line)
		}
	}
	t.Logf("%s: %d pages, reports %v", p.name, len(p.pages), counts)
}

func quotedIn(message string) string {
	_, rest, _ := strings.Cut(message, `"`)
	quoted, _, _ := strings.Cut(rest, `"`)
	return quoted
}

// exists tells whether a link leads to a file of the site, or to an address
// that is published.
func (p peer) exists(from, dest string, s *Snapshot) bool {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if dest == "" {
		return true
	}
	file := path.Join(path.Dir(from), dest)
	if rest, ok := strings.CutPrefix(dest, "@/"); ok {
		file = path.Join(Content, rest)
	} else if strings.HasPrefix(dest, "/") {
		file = path.Join(Content, dest)
		if s.Outputs[strings.TrimPrefix(path.Join(dest, "index.html"), "/")] != nil || s.Outputs[strings.TrimPrefix(dest, "/")] != nil {
			return true
		}
	}
	_, ok := p.files[file]
	return ok
}

// zolaAddress is Zola's rule (its documentation, "Page" and "Section"), but that
// a "." and a "_" in a name stay as they are, and so does an author's slug.
func zolaAddress(file string, page peerPage) string {
	if own, ok := page.front["path"].(string); ok {
		return "/" + strings.Trim(own, "/") + "/"
	}
	dir, base := path.Split(file)
	parts := strings.Split(strings.Trim(dir, "/"), "/")
	date := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[-_ ]`)
	slug, _ := page.front["slug"].(string)
	switch base {
	case "_index.md":
	case "index.md":
		last := len(parts) - 1
		parts[last] = date.ReplaceAllString(parts[last], "")
		if slug != "" {
			parts[last] = slug
		}
	default:
		name := cmp.Or(slug, date.ReplaceAllString(strings.TrimSuffix(base, ".md"), ""))
		parts = append(parts, name)
	}
	for i, part := range parts {
		if part != slug {
			parts[i] = strings.Trim(regexp.MustCompile(`[^a-z0-9_.]+`).ReplaceAllString(strings.ToLower(part), "-"), "-")
		}
	}
	return strings.TrimSuffix("/"+strings.Trim(strings.Join(parts, "/"), "/"), "/") + "/"
}

func TestPeersZola(t *testing.T) {
	for _, name := range []string{"zola-docs", "zola-test-site"} {
		t.Run(name, func(t *testing.T) {
			p := loadPeer(t, name, "content", "date_prefix = \"strip\"\n"+movedConfig+"[taxonomies.theme-tags]\n")
			s, list := p.build(t)
			p.checkPages(t, s, zolaAddress)
			p.checkReports(t, s, list)
		})
	}
}

func TestPeersHugo(t *testing.T) {
	p := loadPeer(t, "hugo-m10c", "content", movedConfig)
	s, list := p.build(t)
	p.checkPages(t, s, func(file string, _ peerPage) string { return "/" + strings.TrimSuffix(file, ".md") + "/" })
	p.checkReports(t, s, list)
	for file, page := range p.pages {
		for _, tag := range anyList(page.front["tags"]) {
			term, ok := s.Site.Page("tags/" + graph.Slug(tag, "danish") + "/")
			own, _ := s.Site.Page(file)
			if !ok || !slices.Contains(term.Filed, own) {
				t.Errorf("%s is not filed under %q", file, tag)
			}
		}
	}
}

func anyList(v any) []string {
	var out []string
	list, _ := v.([]any)
	for _, item := range list {
		out = append(out, fmt.Sprint(item))
	}
	return out
}

func TestPeersTemplate(t *testing.T) {
	p := loadPeer(t, "os2-docs-template", ".", "url_style = \"html\"\nslug = \"keep\"\n[menu]\ntree = \"parents\"\n"+movedConfig, "_", "Gemfile", "LICENSE")
	s, list := p.build(t)
	p.checkPages(t, s, func(file string, _ peerPage) string { // Jekyll's addresses without a permalink
		return strings.TrimSuffix("/"+strings.TrimSuffix(file, ".md")+".html", "index.html")
	})
	p.checkReports(t, s, list)
}

func jekyllAddress(file string, page peerPage) string {
	if own, ok := page.front["permalink"].(string); ok {
		return strings.TrimSuffix(own, "/") + "/"
	}
	name := strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "index")
	return strings.ToLower("/" + strings.Trim(name, "/") + map[bool]string{true: "", false: "/"}[strings.Trim(name, "/") == ""])
}

// The tree of just-the-docs, by the rules of its own documentation: parent is
// a title; grand_parent and ancestor tell pages of one title apart; numbers come
// first, then words, then pages without nav_order by title.
func TestPeersJustTheDocs(t *testing.T) {
	p := loadPeer(t, "just-the-docs", ".", "[menu]\ntree = \"parents\"\n"+movedConfig, "_", "LICENSE")
	s, list := p.build(t)
	p.checkPages(t, s, jekyllAddress)
	p.checkReports(t, s, list)
	text := func(file, key string) string { s, _ := p.pages[file].front[key].(string); return strings.TrimSpace(s) }
	for file := range p.pages {
		page, _ := s.Site.Page(file)
		if page == s.Site.Home {
			continue
		}
		above := page.Parent
		switch {
		case text(file, "parent") == "" && above != s.Site.Home:
			t.Errorf("%s stands under %q, not at the top", file, above.Title)
		case text(file, "parent") != "" && above.Title != text(file, "parent"):
			t.Errorf("%s stands under %q, not under %q", file, above.Title, text(file, "parent"))
		}
		if g := text(file, "grand_parent"); g != "" && above.Parent.Title != g {
			t.Errorf("%s: the page above its parent is %q, not %q", file, above.Parent.Title, g)
		}
		if a := text(file, "ancestor"); a != "" && !slices.ContainsFunc(page.Ancestors(), func(q *graph.Page) bool { return q.Title == a }) {
			t.Errorf("%s does not stand below %q", file, a)
		}
		if got, want := titles(page.Children), titles(sortedAsJekyll(p, page.Children)); got != want {
			t.Errorf("%s: the pages under it stand in the order %s, not %s", file, got, want)
		}
		if page.OutOfMenu != (p.pages[file].front["nav_exclude"] == true) {
			t.Errorf("%s: nav_exclude is not obeyed", file)
		}
	}
	if got, want := titles(s.Site.Home.Children), titles(sortedAsJekyll(p, s.Site.Home.Children)); got != want {
		t.Errorf("the pages at the top stand in the order %s, not %s", got, want)
	}
}

func titles(pages []*graph.Page) string {
	var list []string
	for _, p := range pages {
		list = append(list, p.Title)
	}
	return strings.Join(list, ", ")
}

func sortedAsJekyll(p peer, pages []*graph.Page) []*graph.Page {
	sorted := slices.Clone(pages)
	number := func(q *graph.Page) (float64, bool) {
		switch v := p.pages[q.Path].front["nav_order"].(type) {
		case uint64:
			return float64(v), true
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
		return 0, false
	}
	slices.SortStableFunc(sorted, func(a, b *graph.Page) int {
		x, isX := number(a)
		y, isY := number(b)
		switch {
		case isX && isY && x != y:
			return cmp.Compare(x, y)
		case isX != isY:
			return map[bool]int{true: -1, false: 1}[isX]
		}
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	return sorted
}
