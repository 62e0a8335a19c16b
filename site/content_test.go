package site

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// ownSite builds the site in this repository's content/.
func ownSite(t *testing.T) (*Snapshot, diag.List) {
	t.Helper()
	return built(t, os.DirFS(".."))
}

func built(t *testing.T, project fs.FS) (*Snapshot, diag.List) {
	t.Helper()
	s, list := Build(context.Background(), Options{Project: project, Themes: themes.FS, Today: calendar.Date(2026, 11, 23)}, nil)
	if s == nil {
		var report strings.Builder
		_ = diag.Style{}.Write(&report, list)
		t.Fatalf("the site is not built:\n%s", &report)
	}
	return s, list
}

const roadmapPage = "os2display/roadmap/index.html"

func TestOwnContentHasOnlyTheSeedsWarnings(t *testing.T) {
	_, list := ownSite(t)
	seen := map[string]int{}
	for _, d := range list {
		seen[d.Severity.String()+" "+d.Code+" "+d.File]++
	}
	known := map[string]int{
		"warning roadmap-duplicate-id content/os2display/roadmap.md": 2, // a1 and a4, as the seed has them
		"note roadmap-year-line content/os2display/roadmap.md":       1, // its years' own lines
		"note diagram-source content/handbook/writing.md":            1, // shows what happens to a flowchart
	}
	if diff := cmp.Diff(known, seen); diff != "" {
		t.Errorf("problems of content/: wanted (-), got (+):\n%s", diff)
	}
}

// parseHTML returns the page's tree.
func parseHTML(t *testing.T, data []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// elements returns the elements of a name, in order.
func elements(root *html.Node, name string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text returns the words of a node, without what stands in elements of the
// names given.
func text(n *html.Node, without ...string) string {
	var words []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, n.Data)
		}
		if n.Type == html.ElementNode && slices.Contains(without, n.Data) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"p", "li", "h1", "h2", "br", "td", "th"}, n.Data) {
			words = append(words, " ")
		}
	}
	walk(n)
	return strings.Join(strings.Fields(strings.Join(words, "")), " ")
}

// seed is the page of the customer as it stands, taken apart by hand: nothing
// here knows Markdown as the program does.
type seed struct {
	words   string   // of the text behind the chart and of the heading, without markup
	numbers []int    // of ordered lists
	tasks   []string // names in the chart, with the titles of its sections
}

var (
	listNumber = regexp.MustCompile(`^\s*(\d+)\.\s+`)
	listDash   = regexp.MustCompile(`^\s*-\s+`)
)

func readSeed(t *testing.T) seed {
	t.Helper()
	data, err := os.ReadFile("testdata/OS2display_roadmap.md")
	if err != nil {
		t.Fatal(err)
	}
	var s seed
	var words []string
	_, body, _ := strings.Cut(string(data)[3:], "\n---\n")
	inChart := false
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			inChart = !inChart
		case inChart:
			if name, ok := strings.CutPrefix(line, "section "); ok {
				s.tasks = append(s.tasks, strings.TrimSpace(name))
			} else if name, _, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "%%") {
				s.tasks = append(s.tasks, strings.TrimSpace(name))
			}
		case strings.Trim(line, "_") == "", strings.Contains(line, "site.time"): // a rule; the date, which the theme prints
		default:
			if m := listNumber.FindStringSubmatch(line); m != nil {
				n, _ := strconv.Atoi(m[1])
				s.numbers = append(s.numbers, n)
			}
			line = listDash.ReplaceAllString(listNumber.ReplaceAllString(line, ""), "")
			words = append(words, strings.ReplaceAll(strings.TrimPrefix(line, "# "), "*", ""))
		}
	}
	s.words = strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	return s
}

func TestSeedIsWhole(t *testing.T) {
	want := readSeed(t)
	if len(want.words) < 3500 || len(want.numbers) != 12 || len(want.tasks) < 30 {
		t.Fatalf("the seed is read wrongly: %d letters, numbers %v, %d tasks", len(want.words), want.numbers, len(want.tasks))
	}
	s, _ := ownSite(t)
	page := parseHTML(t, s.Outputs[roadmapPage].Data)
	var content, figure *html.Node
	for _, div := range elements(page, "div") {
		if attribute(div, "class") == "content" {
			content = div
		}
	}
	for _, f := range elements(content, "figure") {
		figure = f
	}

	// Danish quotes are the one difference that is wanted.
	got := strings.NewReplacer("»", `"`, "«", `"`).Replace(text(content, "figure", "script", "style"))
	got = strings.ReplaceAll(got, " #", "") // links at headings
	if diff := cmp.Diff(strings.Split(want.words, " "), strings.Split(got, " ")); diff != "" {
		t.Errorf("words: of the seed (-), of the page (+):\n%s", diff)
	}

	var numbers []int
	for _, ol := range elements(content, "ol") {
		n := 1
		if start := attribute(ol, "start"); start != "" {
			n, _ = strconv.Atoi(start)
		}
		for li := range ol.ChildNodes() {
			if li.Type == html.ElementNode {
				numbers = append(numbers, n)
				n++
			}
		}
	}
	if !slices.Equal(numbers, want.numbers) {
		t.Errorf("list numbers: got %v, want %v", numbers, want.numbers)
	}

	table := text(elements(figure, "table")[0])
	for _, name := range want.tasks {
		name = strings.Join(strings.Fields(name), " ")
		if !strings.Contains(table, name) {
			t.Errorf("the chart's table lacks %q", name)
		}
	}
}

func TestSeedsOwnLinksAreKept(t *testing.T) {
	data, err := os.ReadFile("testdata/OS2display_roadmap.md")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := ownSite(t)
	var targets []string
	for _, a := range elements(parseHTML(t, s.Outputs[roadmapPage].Data), "a") {
		targets = append(targets, attribute(a, "href"))
	}
	for _, m := range regexp.MustCompile(`\]\(([^)\s]+)|(https?://[^\s)>]+)`).FindAllStringSubmatch(string(data), -1) {
		if to := m[1] + m[2]; !slices.Contains(targets, to) {
			t.Errorf("the link to %s is not in the page", to)
		}
	}
}

// Whatever a page leads to within the site is an output, and each anchor an
// element: seen in the finished HTML, not where the program checks it itself.
func TestEveryAddressInTheBuiltSiteLeadsSomewhere(t *testing.T) {
	s, _ := ownSite(t)
	trees, ids := map[string]*html.Node{}, map[string]map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(s.Outputs)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		trees[name], ids[name] = parseHTML(t, s.Outputs[name].Data), map[string]bool{}
		for n := range trees[name].Descendants() {
			if id := attribute(n, "id"); id != "" {
				if ids[name][id] {
					t.Errorf("%s: the id %q stands twice", name, id)
				}
				ids[name][id] = true
			}
		}
	}
	checked := 0
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		base, _ := url.Parse("http://site/" + strings.TrimSuffix(name, "index.html"))
		for n := range trees[name].Descendants() {
			for _, key := range []string{"href", "src"} {
				value := attribute(n, key)
				u, err := base.Parse(value)
				if err != nil {
					t.Errorf("%s: %s %q: %v", name, key, value, err)
				}
				if value == "" || err != nil || u.Host != "site" || u.Scheme != "http" {
					continue
				}
				checked++
				to := strings.TrimPrefix(u.Path, "/")
				if to == "" || strings.HasSuffix(to, "/") {
					to = path.Join(to, "index.html")
				}
				if s.Outputs[to] == nil {
					t.Errorf("%s: %s %q leads to %s, which is no output", name, key, value, to)
				} else if u.Fragment != "" && trees[to] != nil && !ids[to][u.Fragment] {
					t.Errorf("%s: %s %q leads to no element", name, key, value)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d addresses were seen", checked)
	}
}

// A site without any configuration and a single page is complete.
func TestOnePageWithoutConfiguration(t *testing.T) {
	s, list := built(t, fstest.MapFS{"content/index.md": {Data: []byte("Velkommen til **os**.\n")}})
	if len(list) > 0 {
		t.Errorf("problems: %v", list)
	}
	page := parseHTML(t, s.Outputs["index.html"].Data)
	for _, name := range []string{"title", "main", "h1"} {
		found := elements(page, name)
		if len(found) != 1 || text(found[0]) == "" {
			t.Errorf("%d elements %s, want one with text in it", len(found), name)
		}
	}
	if lang := attribute(elements(page, "html")[0], "lang"); lang != "da" {
		t.Errorf("language %q, want da", lang)
	}
	sheets := 0
	for _, link := range elements(page, "link") {
		if attribute(link, "rel") != "stylesheet" {
			continue
		}
		sheets++
		file, _, _ := strings.Cut(attribute(link, "href"), "?")
		if out := s.Outputs[file]; out == nil || len(out.Data) == 0 {
			t.Errorf("the style sheet %s is not published", file)
		}
	}
	if sheets == 0 {
		t.Error("there is no style sheet")
	}
}
