package graph_test

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
)

// address draws an address from the site's root, with names that tempt.
func address(t *rapid.T, label string) string {
	name := rapid.SampledFrom([]string{"a", "b", "aa", "min side", "æøå", "a:b", "100%", "x?y", "#1", "%41", "..a", "a.html", "c++", "日本"})
	parts := rapid.SliceOfN(name, 0, 4).Draw(t, label)
	end := rapid.SampledFrom([]string{"", "/"}).Draw(t, label+" end")
	if len(parts) == 0 {
		return "/"
	}
	return "/" + strings.Join(parts, "/") + end
}

// A browser that follows the relative address on the page comes to the target,
// wherever the site is published.
func TestRelativeLeadsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := address(t, "from"), address(t, "to")
		for _, base := range []string{"https://os2.eu", "https://os2.eu/en%20mappe/site"} {
			page, err := url.Parse(base + graph.Absolute("/", from))
			if err != nil {
				t.Fatal(err)
			}
			rel, err := url.Parse(graph.Relative(from, to))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := page.ResolveReference(rel).String(), base+graph.Absolute("/", to); got != want {
				t.Errorf("from %q to %q is %q, which leads to %s, not %s", from, to, rel, got, want)
			}
		}
	})
}

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"/", "/", "./"}, {"/", "/a/", "a/"}, {"/a/", "/", "../"}, {"/a/", "/a/", "./"}, {"/a/b/", "/a/c/", "../c/"},
		{"/a.html", "/b.html", "b.html"}, {"/a/b.html", "/a/", "./"}, {"/a/", "/ab/", "../ab/"}, {"/a/", "/a/b:c/", "./b:c/"},
		{"/x/", "/min side/æ.pdf", "../min%20side/%C3%A6.pdf"}, {"/404.html", "/a/", "a/"},
	} {
		if got := graph.Relative(c.from, c.to); got != c.want {
			t.Errorf("from %q to %q: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, danish string }{
		{"Plan", "plan"}, {"Min Side", "min-side"}, {"Ærø & Ålborg", "aeroe-aalborg"}, {"A\u030arhus", "aarhus"},
		{"Crème_Brûlée", "creme_brulee"}, {"--a--b--", "a-b"}, {"2026.1", "2026.1"}, {"...", "..."}, {"!!!", "!!!"},
		{"Straße", "strasse"}, {"Ǿl", "oel"}, {"İstanbul", "istanbul"}, {"日本 語", "日本-語"}, {"", ""}, {"a\tb", "a-b"},
	} {
		if got := graph.Slug(c.in, config.DanishSlug); got != c.danish {
			t.Errorf("%q: got %q, want %q", c.in, got, c.danish)
		}
	}
	if got := graph.Slug("Min A\u030a", config.KeepSlug); got != "Min Å" {
		t.Errorf("kept: %q", got)
	}
}

// A slug of a slug is the slug, and is one part of an address.
func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Ærø & Å", "A\u030a", "İ", "...", "a/b", "\u0301", "ǅ", "\u1e9e", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		name = strings.ToValidUTF8(strings.ReplaceAll(name, "/", ""), "")
		slug := graph.Slug(name, config.DanishSlug)
		if again := graph.Slug(slug, config.DanishSlug); again != slug {
			t.Errorf("the slug of %q is %q, of which it is %q", name, slug, again)
		}
		if strings.Contains(slug, "/") || name != "" && slug == "" {
			t.Errorf("the slug of %q is %q", name, slug)
		}
	})
}

// wide is a site of n sections with n pages each below one section.
func wide(n int) *txtar.Archive {
	a := &txtar.Archive{}
	for i := range n {
		for j := range n {
			a.Files = append(a.Files, txtar.File{Name: fmt.Sprintf("content/top/s%03d/p%03d.md", i, j)})
		}
	}
	return a
}

// count returns how many pages a menu has, and how often a page is among them.
func count(items []graph.MenuItem, of *graph.Page) (all, current int) {
	for _, it := range items {
		a, c := count(it.Children, of)
		all, current = all+a+1, current+c
		if it.Page == of {
			current++
		}
	}
	return all, current
}

// Up to WholeMenu pages every page shows the whole site; beyond it only its
// branch, and of a long branch only what is near, so that the output does not
// grow with the square of the site.
func TestMenuSize(t *testing.T) {
	site, _ := build(t, wide(16)) // 16*16 pages, 16 sections, top, home
	if len(site.Pages) > graph.WholeMenu {
		t.Fatalf("%d pages", len(site.Pages))
	}
	for _, p := range site.Pages {
		all, current := count(site.Menu(site.Branch(p)), p)
		if wantCurrent := map[bool]int{true: 0, false: 1}[p == site.Home]; all != len(site.Pages)-1 || current != wantCurrent {
			t.Fatalf("%s: %d of %d pages, %d current", p.Path, all, len(site.Pages), current)
		}
	}
	site, _ = build(t, wide(90))
	most := 0
	for _, p := range site.Pages {
		all, current := count(site.Menu(site.Branch(p)), p)
		if p != site.Home && current != 1 {
			t.Fatalf("%s: current %d times in its own menu", p.Path, current)
		}
		if len(p.Children) == 0 {
			most = max(most, all)
		}
	}
	if most > 130 {
		t.Errorf("a page of a site of %d shows %d of them", len(site.Pages), most)
	}
}

// Broken links cost no more than their number.
func TestManyBrokenLinks(t *testing.T) {
	sites := map[int]*graph.Site{}
	for _, pages := range []int{250, 1000} {
		a := &txtar.Archive{}
		for i := range pages {
			text := strings.Repeat(fmt.Sprintf("[a](findes/slet/ikke/side%d.md) ", i), 10)
			a.Files = append(a.Files, txtar.File{Name: fmt.Sprintf("content/en/mappe/med/side-nummer-%d.md", i), Data: []byte(text)})
		}
		sites[pages], _ = build(t, a)
	}
	golden.Linear(t, "broken links", 250, func(pages int) {
		if list := sites[pages].CheckLinks("content", diag.Warning, nil).Problems; len(list) != 10*pages {
			t.Errorf("%d problems in %d pages", len(list), pages)
		}
	})
}

// Every page and file is found from every page by the path between them.
func TestResolveEveryPair(t *testing.T) {
	files := []string{"index.md", "a/_index.md", "a/b.md", "a/Å c.md", "d.md", "d/e.md", "f/g/h.md", "f/æ.pdf", "100%.md", "x#y.md"}
	a := &txtar.Archive{}
	for _, f := range files {
		a.Files = append(a.Files, txtar.File{Name: "content/" + f})
	}
	site, _ := build(t, a)
	for _, from := range files {
		page, ok := site.Page(from)
		if !ok {
			continue // a file that is no page
		}
		for _, to := range files {
			up := strings.Repeat("../", strings.Count(from, "/"))
			dest := up + (&url.URL{Path: to}).EscapedPath()
			if got, ok := site.Resolve(page, dest); !ok || got.Path != to {
				t.Errorf("from %q, %q is %q, want %q", from, dest, got.Path, to)
			}
			rooted := "/" + (&url.URL{Path: to}).EscapedPath()
			if got, ok := site.Resolve(page, rooted); !ok || got.Path != to {
				t.Errorf("from %q, %q is %q, want %q", from, rooted, got.Path, to)
			}
			target, _ := site.Resolve(page, dest)
			back, err := url.Parse(graph.Relative(page.Address, target.Address))
			if err != nil {
				t.Fatal(err)
			}
			if got := path.Join(path.Dir(page.Address+"x"), back.Path); got != path.Clean(target.Address) {
				t.Errorf("from %q to %q is written %q, which is %q, not %q", from, to, back, got, target.Address)
			}
		}
	}
}
