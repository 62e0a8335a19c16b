package graph_test

import (
	"path"
	"strings"
	"testing"

	"kvartal/site/config"
	"kvartal/site/graph"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Whatever stands in a link, it leads to a page or file of the site, or
// nowhere, which is told; never out of the folder.
func FuzzResolve(f *testing.F) {
	cfg, _ := config.Load(nil)
	in := graph.Input{Config: cfg, Content: "content", Files: []string{"a.pdf", "del/æ ø.png", "filer/x/plan.mmd"}}
	for _, name := range []string{"index.md", "om.md", "møde plan.md", "del/_index.md", "del/side.md", "del/dyb/index.md", "a.b.md"} {
		in.Pages = append(in.Pages, graph.Entry{File: &source.File{Path: name}, Doc: &markdown.Doc{Anchors: []string{"x", "æ"}}, Locale: locale.Danish()})
	}
	site, list := graph.New(in)
	if list.HasErrors() {
		f.Fatal(list)
	}
	for _, seed := range []string{"om.md", "../om.md", "/om.md", "@/del/side.md#x", "m%C3%B8de%20plan.md", "del/", "del", "./?x#æ", "#x", "../../../etc/passwd", "%2e%2e/%2e%2e/a",
		"%", "%zz", "a.pdf", "a.b", "om.html", "om/index.html", "//", "", ".", "..", "@/", "@/..", "a\x00b", "del/dyb/../side.md", "\\..\\om.md", "del/../../content/om.md", "%00", "om.md#%C3%A6", "æ̀"} {
		f.Add(seed, 0)
		f.Add(seed, 4)
	}
	f.Fuzz(func(t *testing.T, dest string, page int) {
		from := site.Pages[((page%len(site.Pages))+len(site.Pages))%len(site.Pages)]
		target, ok := site.Resolve(from, dest)
		if !ok {
			return
		}
		if target.Page == nil {
			if address, known := site.FileAddress(target.Path); !known || address != target.Address {
				t.Errorf("%q on %s leads to %q, %q, which is no file of the site", dest, from.Path, target.Path, target.Address)
			}
		} else if target.Page.Address != target.Address || target.Page.Path != target.Path {
			t.Errorf("%q on %s leads to %q, %q, which is not its page", dest, from.Path, target.Path, target.Address)
		}
		if !strings.HasPrefix(dest, target.Suffix) && !strings.HasSuffix(dest, target.Suffix) {
			t.Errorf("%q has not the ending %q", dest, target.Suffix)
		}
		if p, inside := graph.ContentPath(from.Path, dest); inside && (strings.HasPrefix(p, "../") || path.Clean("/"+p) != "/"+strings.TrimPrefix(p, "/") && p != "." && p != "/") {
			t.Errorf("%q on %s is the path %q", dest, from.Path, p)
		}
		again, ok := site.Resolve(from, dest)
		if !ok || again != target {
			t.Errorf("%q on %s leads elsewhere the second time", dest, from.Path)
		}
	})
}

// Whatever link a page has, checking it ends, with places and words.
func FuzzCheckLinks(f *testing.F) {
	cfg, _ := config.Load(nil)
	for _, seed := range []string{"om.md", "nope.md", "../x", "#y", "om.md#x", "om.md#nope", "%zz#%zz", "Om.md", "om", "a\u200bb.md", "side.pdf"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, dest string) {
		doc := &markdown.Doc{Links: []markdown.Link{{Dest: dest, Pos: diag.Pos{Line: 1, Col: 1}}}, Anchors: []string{"x"}}
		site, _ := graph.New(graph.Input{Config: cfg, Content: "content", Files: []string{"side.pdf"}, Pages: []graph.Entry{
			{File: &source.File{Path: "index.md"}, Doc: doc, Locale: locale.Danish()},
			{File: &source.File{Path: "om.md"}, Doc: &markdown.Doc{Anchors: []string{"x"}}, Locale: locale.Danish()}}})
		list := site.CheckLinks("content", diag.Error, nil).Problems
		_, ok := site.Resolve(site.Pages[0], dest)
		if !ok && len(list) != 1 {
			t.Errorf("%q leads nowhere, and this is told: %v", dest, list)
		}
		for _, d := range list {
			if d.Message == "" || len(d.Hints) == 0 || d.File != "content/index.md" {
				t.Errorf("%q: %+v", dest, d)
			}
		}
	})
}
