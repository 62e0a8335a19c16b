package figures_test

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"kvartal/site/figures"
	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
)

const plan = `gantt
title Plan for Ærø
section Forberedelse
Aftale underskrevet :milestone, a, 2026-04-15, 0d
Planlæg             :b, 2026-02-01, 2026-05-01
Flyt                :after b, 2026-06-01
`

func input(t testing.TB, text string) figures.Input {
	t.Helper()
	c, list := timeline.Compile("", text, timeline.Options{Language: timeline.Mermaid})
	if len(list) > 0 {
		t.Fatal(list)
	}
	return figures.Input{Chart: c, Locale: locale.Danish(), ID: "roadmap-1"}
}

// No two forms of a page have an id in common.
func TestFormsHaveIDsOfTheirOwn(t *testing.T) {
	forms, err := figures.Forms(input(t, plan))
	if err != nil || len(forms) != 3 {
		t.Fatal(len(forms), err)
	}
	seen := map[string]string{}
	for _, f := range forms {
		for _, part := range strings.Split(string(f.SVG), ` id="`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			if !strings.HasPrefix(id, "roadmap-1-") || seen[id] != "" {
				t.Errorf("%s has the id %q, and so has %q", f.Name, id, seen[id])
			}
			seen[id] = f.Name
		}
	}
	if len(seen) == 0 {
		t.Error("there are no ids, so the pictures have no names")
	}
}

func TestOneProfileIsShownAlone(t *testing.T) {
	for _, name := range layout.ProfileNames() {
		in := input(t, plan)
		p, _ := layout.ProfileByName(name)
		in.Profile = &p
		forms, err := figures.Forms(in)
		if err != nil || len(forms) != 1 || forms[0].Name != name {
			t.Errorf("%s: %d forms, %v", name, len(forms), err)
		}
	}
}

// Arrows are there when the page asks for them, in pages and files, and gone when
// it asks for none.
func TestArrowsAreAsThePageAsks(t *testing.T) {
	yes, no := true, false
	draw := func(arrows *bool) (string, string) {
		in := input(t, plan)
		in.Arrows = arrows
		forms, err := figures.Forms(in)
		if err != nil {
			t.Fatal(err)
		}
		file, err := figures.Write("svg", in)
		if err != nil {
			t.Fatal(err)
		}
		return string(forms[0].SVG), string(file)
	}
	form, file := draw(nil)
	formNo, fileNo := draw(&no)
	formYes, fileYes := draw(&yes)
	if form != formNo || file != fileNo || form == formYes || file == fileYes {
		t.Error("arrows do not follow what the page asks for")
	}
}

// Every kind of file is what its ending says, and only what says something is
// offered.
func TestFiles(t *testing.T) {
	in := input(t, plan)
	if got := strings.Join(figures.Files(in.Chart, figures.Kinds()), " "); got != "svg png ics csv" {
		t.Errorf("files %s", got)
	}
	begins := map[string]string{"svg": "<svg", "png": "\x89PNG", "ics": "BEGIN:VCALENDAR\r\n", "csv": "\uFEFFid;name;"}
	for _, kind := range figures.Kinds() {
		data, err := figures.Write(kind, in)
		if err != nil || !bytes.HasPrefix(data, []byte(begins[kind])) {
			t.Errorf("%s: %.40q %v", kind, data, err)
		}
	}
	without := input(t, "gantt\nByg :2026-02-01, 30d\n")
	if got := strings.Join(figures.Files(without.Chart, []string{"csv", "ics", "svg"}), " "); got != "svg csv" {
		t.Errorf("a roadmap without milestones has the files %s", got)
	}
}

// A roadmap of many rows is drawn with fewer dots, or not at all, in place of
// ending the build.
func TestLargePNG(t *testing.T) {
	var text strings.Builder
	text.WriteString("gantt\n")
	for i := range 400 {
		fmt.Fprintf(&text, "Opgave %d :2026-02-01, 30d\n", i)
	}
	data, err := figures.Write("png", input(t, text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if size, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || size.Width != 1120 {
		t.Errorf("%d dots wide, %v", size.Width, err)
	}
	if got := figures.Files(&chart.Chart{Tasks: make([]chart.Task, 1001)}, []string{"png"}); len(got) > 0 {
		t.Error("a roadmap of 1001 rows is a PNG")
	}
}

func BenchmarkFile(b *testing.B) {
	for _, kind := range figures.Kinds() {
		b.Run(kind, func(b *testing.B) {
			in := input(b, plan)
			for b.Loop() {
				if _, err := figures.Write(kind, in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkForms(b *testing.B) {
	in := input(b, plan)
	for b.Loop() {
		if _, err := figures.Forms(in); err != nil {
			b.Fatal(err)
		}
	}
}

// The recipe of a PNG is another one when the picture is, and the same when it is
// the same.
func TestRecipe(t *testing.T) {
	recipe := func(in figures.Input) any {
		r, ok := figures.Recipe("png", in)
		if !ok {
			t.Fatal("a PNG has no recipe")
		}
		return r
	}
	first := recipe(input(t, plan))
	if first != recipe(input(t, plan)) {
		t.Error("the same roadmap has two recipes")
	}
	if first == recipe(input(t, strings.Replace(plan, "2026-04-15", "2026-04-16", 1))) {
		t.Error("another date is the same recipe")
	}
	in := input(t, plan)
	in.Locale, _ = locale.Get("en")
	if first == recipe(in) {
		t.Error("another language is the same recipe")
	}
	if _, ok := figures.Recipe("csv", in); ok {
		t.Error("a table of values is cheaper to make than to look for")
	}
}
