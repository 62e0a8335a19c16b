package explain_test

import (
	"os"
	"path"
	"strings"
	"testing"

	"kvartal/site"
	"kvartal/site/config"
	"kvartal/site/explain"
	"kvartal/site/plan"
	"kvartal/themes"
	"kvartal/timeline/calendar"
)

func built(t *testing.T, dir string) *site.Snapshot {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	s, list := site.Build(t.Context(), site.Options{Project: root.FS(), Themes: themes.FS, Today: calendar.Date(2026, 11, 23), Drafts: true}, nil)
	if s == nil {
		t.Fatal(list)
	}
	return s
}

// Everything that is published has an explanation, by each of its names, and that
// agrees with the site: a title that it says stands on a line stands there.
func TestEverythingIsExplained(t *testing.T) {
	const dir = "../testdata/sites/full"
	s := built(t, dir)
	for _, out := range s.Plan.Outputs {
		names := []string{out.Path}
		if address, ok := strings.CutSuffix(out.Path, "index.html"); ok {
			names = append(names, "/"+address)
		}
		if out.Kind == plan.Page && out.Page.HasFile() {
			names = append(names, path.Join(site.Content, out.Page.Path))
		}
		var first *explain.Explanation
		for _, name := range names {
			e, near := explain.Of(s, name)
			if e == nil {
				t.Errorf("%q is not explained; the nearest is %q", name, near)
				continue
			}
			if e.Output != out.Path {
				t.Errorf("%q is explained as %q, want %q", name, e.Output, out.Path)
			}
			if first == nil {
				first = e
			}
		}
		if first == nil || out.Kind != plan.Page {
			continue
		}
		if !strings.Contains(first.Text(), "Values, and what decided them:") || len(first.Looked) == 0 || len(first.Reads) == 0 {
			t.Errorf("%s: there is nothing of values, template or what was read:\n%s", out.Path, first.Text())
		}
		for _, v := range first.Values {
			checkPlace(t, dir, v)
		}
	}
}

// checkPlace looks whether the line that is said to decide a value names its key.
func checkPlace(t *testing.T, dir string, v explain.Value) {
	t.Helper()
	file, rest, ok := strings.Cut(v.From, ":")
	if !ok || path.Ext(file) != ".md" && file != config.File {
		return
	}
	data, err := os.ReadFile(path.Join(dir, file))
	if err != nil {
		t.Errorf("%s of %s: %v", v.Key, v.From, err)
		return
	}
	number, _, _ := strings.Cut(strings.NewReplacer(":", ",", ";", ",").Replace(strings.SplitN(rest, " ", 2)[0]), ",")
	lines := strings.Split(string(data), "\n")
	n := 0
	for _, r := range number {
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	if n < 1 || n > len(lines) || !strings.ContainsAny(lines[n-1], "=:[") {
		t.Errorf("%s is said to be decided at %s, where nothing is set", v.Key, v.From)
	}
}

// Files of a theme are found where they lie.
func TestFilesOfThemes(t *testing.T) {
	s := built(t, "../..")
	for word, want := range map[string]string{
		"themes/default/style.css": "style.css", "theme/style.css": "style.css",
		"themes/default/page.html": "themes/default/page.html", "page.html": "themes/default/page.html", "page": "themes/default/page.html", "templates/page.html": "themes/default/page.html",
	} {
		if e, near := explain.Of(s, word); e == nil || e.Name != want {
			t.Errorf("%q is explained as %+v, want %q; the nearest is %q", word, e, want, near)
		}
	}
}

func TestNearestName(t *testing.T) {
	s := built(t, "../testdata/sites/full")
	for _, out := range s.Plan.Outputs {
		if out.Kind != plan.Page || !out.Page.HasFile() {
			continue
		}
		right := path.Join(site.Content, out.Page.Path)
		if e, near := explain.Of(s, strings.TrimSuffix(right, "md")+"dm"); e != nil || near == "" {
			t.Errorf("%q misspelt has no nearest name", right)
		}
	}
	for _, word := range []string{"", "..", "../../etc/passwd", "//", "\x00", "%zz", "http://", "C:\\x\\y.md"} {
		explain.Of(s, word) // whatever it says, it comes back
	}
}

// The configuration is explained whole, every key of it, and each key alone: where
// it is set, and who reads it.
func TestConfiguration(t *testing.T) {
	s := built(t, "../testdata/sites/full")
	whole, _ := explain.Of(s, "./kvartal.toml")
	if whole == nil || whole.Is != "the configuration of the site" {
		t.Fatalf("%+v", whole)
	}
	text := whole.Text()
	for _, key := range config.Keys() {
		if !strings.Contains(text, "\n    "+key) {
			t.Errorf("%q is not in\n%s", key, text)
		}
	}
	for _, v := range whole.Values {
		one, _ := explain.Of(s, v.Key)
		if one == nil || len(one.Values) != 1 || one.Values[0].Value != v.Value || !strings.HasPrefix(v.From, one.Values[0].From) {
			t.Errorf("%+v alone is %+v", v, one)
		}
		if told := strings.Contains(v.From, "outputs that read it"); told != (len(one.ReadBy) > 0) {
			t.Errorf("%+v is read by %v", v, one.ReadBy)
		}
		checkPlace(t, "../testdata/sites/full", v)
	}
	if e, near := explain.Of(s, "theme.acent"); e != nil || near != "theme.accent" {
		t.Errorf("the nearest of a misspelt key is %q", near)
	}
}
