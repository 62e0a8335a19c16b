package timeline_test

import (
	"regexp"
	"strings"
	"testing"

	"kvartal/timeline"
)

// A page stands alone: one heading, the picture for wide and for narrow screens
// with ids of their own, all dates, and nothing that runs or is loaded.
func TestPage(t *testing.T) {
	const roadmap = "gantt\ntitle Plan <b>& mål</b>\nsection S\nByg :a, 2026-01-05, 2026-06-01\nclick a href \"javascript:alert(1)\"\n"
	c, _ := timeline.Compile("", roadmap, timeline.Options{})
	page, err := timeline.Page(c, timeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	html := string(page)
	for text, want := range map[string]int{"<h1>Plan &lt;b&gt;&amp; mål&lt;/b&gt;</h1>": 1, "<svg": 2, "<table": 1, "color-scheme: light dark": 1, "<title>Plan": 1,
		"<script": 0, "javascript:": 0, "src=": 0, "@import": 0, "url(": 0} {
		if got := strings.Count(html, text); got != want {
			t.Errorf("%q is there %d times, want %d", text, got, want)
		}
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(html, -1) {
		if seen[m[1]] {
			t.Errorf("the id %q is there twice", m[1])
		}
		seen[m[1]] = true
	}
	if len(seen) < 4 {
		t.Errorf("only the ids %v", seen)
	}
	dark, err := timeline.Page(c, timeline.Options{Form: timeline.Standalone, Theme: timeline.Dark, Width: 600})
	if err != nil || strings.Count(string(dark), "<svg") != 1 || !strings.Contains(string(dark), "color-scheme: dark;") {
		t.Errorf("%v, %.300s", err, dark)
	}
}
