package layout_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/font"
	"kvartal/timeline/layout"
	"kvartal/timeline/locale"
	"kvartal/timeline/scene"
)

// leastText is the size of the smallest text of each profile. Of the narrow one it
// is 12 px where a picture of 360 px is shown at 320.
var leastText = map[layout.Profile]int{layout.Web: 1200, layout.Narrow: 1350, layout.Newsletter: 1600, layout.Print: 1200}

// broken returns what a profile promises and a scene does not keep: the size of
// texts, the height of a newsletter, whole names, and that each task is drawn or
// counted among those left out.
func broken(s *scene.Scene, c *chart.Chart, p layout.Profile) []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if p == layout.Newsletter && s.Height > 1400*scene.Px {
		say("%d px high", s.Height/scene.Px)
	}
	whole := (p == layout.Newsletter || p == layout.Narrow) && !strings.Contains(fmt.Sprint(c.Title, c.Sections, c.Tasks), "…")
	for _, m := range flatten(s.Nodes, nil) {
		text, ok := m.node.(scene.Text)
		if ok && text.Size < leastText[p] {
			say("%q has %d, less than %d", text.S, text.Size, leastText[p])
		}
		if ok && whole && strings.HasSuffix(text.S, "…") {
			say("%q is shortened", text.S)
		}
	}
	drawn, left := told(s)
	want, nameless := len(c.Tasks), 0 // a task without a name may have no room for its dates either
	for _, t := range c.Tasks {
		if !strings.ContainsFunc(t.Label(), unicode.IsPrint) {
			nameless++
		}
	}
	if (drawn+left > want || drawn+left < want-nameless) && c.Axis.From == nil && c.Axis.To == nil {
		say("%d tasks and markers are drawn and %d counted as left out, of %d", drawn, left, want)
	}
	return found
}

var number = regexp.MustCompile("[0-9]+")

// told counts the rows and flags of a scene, and those that it says to leave out.
func told(s *scene.Scene) (drawn, left int) {
	for _, n := range s.Nodes {
		g, _ := n.(scene.Group)
		switch {
		case g.Name == "row" && g.Tip != "", g.Name == "flag":
			drawn++
		case g.Name == "more":
			for _, m := range flatten(g.Nodes, nil) {
				for _, digits := range number.FindAllString(m.node.(scene.Text).S, -1) {
					n, _ := strconv.Atoi(digits)
					left += n
				}
			}
		}
	}
	return drawn, left
}

// Sheets are of one size, each readable by itself, and together they show each
// task once.
func TestEverySheetIsReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomChart(t)
		o := layout.Options{Locale: locale.Danish(), Measure: font.Liberation(), Width: rapid.SampledFrom([]int{0, 400, 800}).Draw(t, "width")}
		sheets := layout.Pages(c, o)
		rows := 0
		for i, s := range sheets {
			if s.Width != sheets[0].Width || s.Height != sheets[0].Height {
				t.Errorf("sheet %d is of another size than the first", i+1)
			}
			for _, fault := range faults(s) {
				t.Errorf("sheet %d: %s", i+1, fault)
			}
			for _, n := range s.Nodes {
				if g, ok := n.(scene.Group); ok && g.Name == "row" {
					rows++
				}
			}
		}
		want, nameless := 0, 0
		for _, t := range c.Tasks { // a marker without a date has a row
			if !strings.ContainsFunc(t.Label(), unicode.IsPrint) {
				nameless++
			}
			if t.Kind != chart.Marker || t.Faulty {
				want++
			}
		}
		if rows > want || rows < want-nameless {
			t.Errorf("%d sheets show %d of %d tasks", len(sheets), rows, want)
		}
	})
}

// A chart that is longer than a sheet of A3 comes on several of A4, broken between
// sections; each sheet has the axis, and a section that had to be broken says on
// the next sheet that it goes on.
func TestSheetsBreakBetweenSections(t *testing.T) {
	chart := func(sections, rows int) *chart.Chart {
		var b strings.Builder
		b.WriteString("gantt\ntitle Plan\n")
		for i := range sections {
			fmt.Fprintf(&b, "section Part %d\n", i+1)
			for j := range rows {
				fmt.Fprintf(&b, "Task %d.%d :2026-%02d-01, 40d\n", i+1, j+1, j%12+1)
			}
		}
		c, _ := timeline.Compile("", b.String(), timeline.Options{})
		return c
	}
	for _, c := range []struct {
		name           string
		sections, rows int
		sheets, wide   int
		again          int // headings that say that a section goes on
	}{
		{"one A4", 2, 8, 1, 1122, 0},
		{"one A3", 4, 7, 1, 1587, 0},
		{"several A4", 10, 8, 5, 1122, 0},
		{"sections longer than a sheet", 2, 40, 4, 1122, 2},
	} {
		sheets := timeline.Pages(chart(c.sections, c.rows), timeline.Options{})
		again := 0
		for i, s := range sheets {
			words := ""
			for _, m := range flatten(s.Nodes, nil) {
				if text, ok := m.node.(scene.Text); ok {
					words += text.S + "\n"
				}
			}
			again += strings.Count(words, "(fortsat)")
			if number := fmt.Sprintf("Side %d af %d", i+1, len(sheets)); len(sheets) > 1 && !strings.Contains(words, number) {
				t.Errorf("%s: sheet %d does not say %q", c.name, i+1, number)
			}
			if !strings.Contains(words, "2026") {
				t.Errorf("%s: sheet %d has no axis", c.name, i+1)
			}
		}
		if len(sheets) != c.sheets || sheets[0].Width != c.wide*scene.Px || again != c.again {
			t.Errorf("%s: %d sheets %d px wide, %d headings again", c.name, len(sheets), sheets[0].Width/scene.Px, again)
		}
	}
}

// The first roadmap is told in full in every profile: each task a row, no name
// shortened.
func TestSeedIsWholeInEveryProfile(t *testing.T) {
	page, err := os.ReadFile("../../content/os2display/roadmap.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), "```mermaid\n")
	text, _, _ = strings.Cut(text, "```")
	c, _ := timeline.Compile("", text, timeline.Options{})
	for _, o := range []timeline.Options{
		{}, {Width: 1000}, {Width: 800}, {Width: 680}, {Width: 560}, {Profile: timeline.Narrow}, {Profile: timeline.Narrow, Width: 320},
		{Profile: timeline.Newsletter}, {Profile: timeline.Print},
	} {
		s := timeline.Scene(c, o)
		if drawn, left := told(s); left > 0 || drawn != len(c.Tasks) {
			t.Errorf("%s: %d tasks and markers are drawn, %d left out, of %d", o.Profile, drawn, left, len(c.Tasks))
		}
		for _, m := range flatten(s.Nodes, nil) {
			if text, ok := m.node.(scene.Text); ok && strings.HasSuffix(text.S, "…") {
				t.Errorf("%s, %d px: %q is shortened", o.Profile, s.Width/scene.Px, text.S)
			}
		}
	}
}

// A newsletter tells less where it must: first the bars of a section share a lane,
// then the rest is counted.
func TestNewsletterTellsLessInSteps(t *testing.T) {
	for _, c := range []struct {
		sections, rows int
		merged         bool
		left           int
	}{{3, 5, false, 0}, {8, 8, true, 0}, {40, 3, true, 51}} {
		var b strings.Builder
		b.WriteString("gantt\n")
		for i := range c.sections {
			fmt.Fprintf(&b, "section Part %d\n", i+1)
			for j := range c.rows {
				fmt.Fprintf(&b, "Task %d.%d of the plan :2026-%02d-01, 40d\n", i+1, j+1, j%12+1)
			}
		}
		model, _ := timeline.Compile("", b.String(), timeline.Options{})
		s := timeline.Scene(model, timeline.Options{Profile: timeline.Newsletter})
		drawn, left := told(s)
		merged := !strings.Contains(scene.Format(s), `"Task 1.1 of the plan`+"\u0020·")
		if drawn+left != c.sections*c.rows || left != c.left || merged != c.merged {
			t.Errorf("%d sections of %d: %d drawn, %d left out, merged %v", c.sections, c.rows, drawn, left, merged)
		}
	}
}

// Shortening is the last resort: of the names that people have written, no more
// than 2 % are shortened at 1120 px.
func TestFewRealNamesAreShortened(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/gantt/*.mmd")
	if err != nil || len(files) == 0 {
		t.Skip("the corpus of real roadmaps is not here; the seed's names stand in for it")
	}
	names, cut := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := timeline.Compile("", string(text), timeline.Options{})
		names += len(c.Tasks)
		for _, m := range flatten(timeline.Scene(c, timeline.Options{}).Nodes, nil) {
			if text, ok := m.node.(scene.Text); ok && strings.HasSuffix(text.S, "…") {
				cut++
				t.Logf("%s: %s", filepath.Base(file), text.S)
			}
		}
	}
	t.Logf("%d of %d names are shortened", cut, names)
	if cut*50 > names {
		t.Errorf("%d of %d names are shortened", cut, names)
	}
}
