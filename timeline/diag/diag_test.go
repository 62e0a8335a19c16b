package diag_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/diag"
)

const plan = "gantt\n    Høring :2026-02-30, 10d\n\tTab :2026-02-31, 1d\r\n"

// spanOf finds the bytes of a word in plan.
func spanOf(word string) diag.Span {
	at := strings.Index(plan, word)
	return diag.Span{Start: at, End: at + len(word)}
}

func ExampleStyle_Write() {
	src := diag.NewSource("plan.mmd", plan)
	list := diag.List{
		src.Error(spanOf("2026-02-30"), "roadmap-bad-date", `date "2026-02-30" does not exist`).
			Hint("February 2026 has 28 days").
			Also(src.Place(0, "the roadmap begins here")),
		{Severity: diag.Note, Place: diag.Place{Message: "nothing to do"}},
	}
	if err := (diag.Style{}).Write(os.Stdout, list); err != nil {
		fmt.Println(err)
	}
	// Output:
	// plan.mmd:2:13: error: date "2026-02-30" does not exist [roadmap-bad-date]
	//     2 |     Høring :2026-02-30, 10d
	//       |             ^^^^^^^^^^
	//     plan.mmd:1:1: the roadmap begins here
	//     hint: February 2026 has 28 days
	//
	// note: nothing to do
}

func write(t *testing.T, list diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := (diag.Style{}).Write(&b, list); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Tabs are kept, so that the carets stand below the words whatever a tab's
// width is; a carriage return is not part of the line.
func TestCaretsBelowTabs(t *testing.T) {
	src := diag.NewSource("", plan)
	got := write(t, diag.List{src.Warning(spanOf("2026-02-31"), "x", "no")})
	want := "3:7: warning: no [x]\n    3 | \tTab :2026-02-31, 1d\n      | \t     ^^^^^^^^^^\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCaretsBelowWideCharacters(t *testing.T) {
	src := diag.NewSource("", "前期 :x")
	got := write(t, diag.List{src.Error(diag.Span{Start: 0, End: len("前期")}, "x", "no")})
	if want := "1:1: error: no [x]\n    1 | 前期 :x\n      | ^^^^\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// A long line is shown around the place that is meant, and what no terminal
// shows is spelled out.
func TestLongAndInvisible(t *testing.T) {
	long := strings.Repeat("æ", 1000) + "X" + strings.Repeat("ø", 1000)
	src := diag.NewSource("", long)
	at := strings.Index(long, "X")
	got := write(t, diag.List{src.Error(diag.Span{Start: at, End: at + 1}, "x", "no\x1b[31m\u202e")})
	lines := strings.Split(got, "\n")
	if want := "1:1001: error: no<U+001B>[31m<U+202E> [x]"; lines[0] != want {
		t.Errorf("%q, want %q", lines[0], want)
	}
	shown, carets := []rune(lines[1]), []rune(lines[2])
	if len(shown) > 180 || shown[len(carets)-1] != 'X' || carets[len(carets)-1] != '^' {
		t.Errorf("the caret is not below the X:\n%s\n%s", lines[1], lines[2])
	}
}

func TestColor(t *testing.T) {
	var b strings.Builder
	list := diag.List{{Severity: diag.Error, Code: "x-y", Place: diag.Place{File: "a", Message: "no"}, Hints: []string{"yes"}}}
	if err := (diag.Style{Color: true}).Write(&b, list); err != nil {
		t.Fatal(err)
	}
	if want := "a: \x1b[1;31merror:\x1b[0m no \x1b[2m[x-y]\x1b[0m\n    \x1b[1mhint:\x1b[0m yes\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestPlaces(t *testing.T) {
	src := diag.NewSource("", "ab\næx\n")
	for offset, want := range map[int]diag.Pos{
		-5: {1, 1}, 0: {1, 1}, 2: {1, 3}, 3: {2, 1}, 5: {2, 2}, 7: {3, 1}, 99: {3, 1},
	} {
		if got := src.Pos(offset); got != want {
			t.Errorf("offset %d is at %v, want %v", offset, got, want)
		}
	}
	for n, want := range map[int]string{0: "", 1: "ab", 2: "æx", 3: "", 4: ""} {
		if got := src.LineText(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
	if at, ok := src.LineSpan(2); !ok || src.Text[at.Start:at.End] != "æx" {
		t.Errorf("line 2 stands at %v, %t", at, ok)
	}
	if _, ok := src.LineSpan(4); ok {
		t.Error("there is a line 4")
	}
}

// Where the search begins makes no difference.
func TestLineFrom(t *testing.T) {
	src := diag.NewSource("", "ab\n\næx\n"+strings.Repeat("\n", 100)+"end")
	lines := strings.Count(src.Text, "\n") + 1
	for offset := range len(src.Text) + 1 {
		for near := -1; near <= lines+1; near++ {
			if got, want := src.LineFrom(near, offset), src.Line(offset); got != want {
				t.Fatalf("from line %d, offset %d is on line %d, want %d", near, offset, got, want)
			}
		}
	}
}

// A text that was cut out of a file keeps its places in that file.
func TestWithin(t *testing.T) {
	src := diag.NewSource("", "gantt\nx :1d\n")
	list := diag.List{src.Error(diag.Span{Start: 6, End: 7}, "x", "no").Also(src.Place(0, "here")).
		Also(diag.Place{File: "other.md", Pos: diag.Pos{Line: 1, Col: 1}, Message: "there"})}
	moved := list.Within("page.md", 10, []int{0, 4})
	want := "page.md:11:5: error: no [x]\n    11 |     x :1d\n       |     ^\n    page.md:10:1: here\n    other.md:1:1: there\n"
	if diff := cmp.Diff(want, write(t, moved)); diff != "" {
		t.Error(diff)
	}
	if list[0].File != "" || list[0].See[0].File != "" {
		t.Error("the list that was moved changed")
	}
	whole := diag.List{{Place: diag.Place{Message: "whole"}}}.Within("page.md", 10, nil)
	if whole[0].File != "page.md" || whole[0].Line != 10 {
		t.Errorf("a problem of the whole text is at %v", whole[0].Place)
	}
}

func TestSortedDropsRepetitions(t *testing.T) {
	at := func(file string, line, col int, s diag.Severity, code string) diag.Diag {
		return diag.Diag{Severity: s, Code: code, Place: diag.Place{File: file, Pos: diag.Pos{Line: line, Col: col}}}
	}
	list := diag.List{
		at("b", 1, 1, diag.Error, "x"), at("a", 2, 1, diag.Error, "x"), at("a", 1, 2, diag.Note, "x"),
		at("a", 1, 2, diag.Error, "y"), at("a", 1, 2, diag.Error, "x"), at("a", 1, 2, diag.Error, "x"),
	}
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, fmt.Sprint(d.Place.String(), " ", d.Severity, " ", d.Code))
	}
	want := []string{"a:1:2 error x", "a:1:2 error y", "a:1:2 note x", "a:2:1 error x", "b:1:1 error x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !list.HasErrors() || list.Count(diag.Note) != 1 || list.Count(diag.Warning) != 0 {
		t.Error("the problems are not counted right")
	}
}

// Hint and Also give a new problem; the old one, and what else was made from
// it, stay as they are.
func TestHintDoesNotShare(t *testing.T) {
	base := diag.Diag{}.Hint("one")
	a, b := base.Hint("two"), base.Hint("three")
	if a.Hints[1] != "two" || b.Hints[1] != "three" || len(base.Hints) != 1 || len(base.Hint("").Hints) != 1 {
		t.Errorf("%q, %q, %q", base.Hints, a.Hints, b.Hints)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"section", "dateFormat", "excludes", "crit", "done"}
	for word, want := range map[string]string{
		"Sektion":    "section",    // one wrong, case aside
		"sectoin":    "section",    // two swapped
		"dateformat": "dateFormat", // case alone
		"exclude":    "excludes",
		"crti":       "crit",
		"don":        "done",
		"do":         "",
		"x":          "",
		"":           "",
		"milestone":  "",
	} {
		if got := diag.Nearest(word, words); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
	if got := diag.DidYouMean("crti", words); got != `did you mean "crit"?` {
		t.Error(got)
	}
}

func TestClip(t *testing.T) {
	sixty := strings.Repeat("ø", 60)
	for in, want := range map[string]string{"": "", "kort": "kort", sixty: sixty, sixty + "å": sixty + "…"} {
		if got := diag.Clip(in); got != want {
			t.Errorf("%q is clipped to %q, want %q", in, got, want)
		}
	}
}

func TestBoundedKeepsAnError(t *testing.T) {
	src := diag.NewSource("", "text")
	b := diag.NewBounded(src, 3)
	for range 5 {
		b.Warning(diag.Span{}, "w", "warning")
	}
	b.Error(diag.Span{}, "e", "first", "", "hint")
	b.Error(diag.Span{}, "e", "second")
	got := ""
	for _, d := range b.List() {
		got += d.Severity.String() + " " + d.Message + "; "
	}
	if want := "warning warning; warning warning; error first; note 4 more problems are not shown; "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if b.Room(diag.Warning) || b.Room(diag.Error) {
		t.Error("there is room")
	}
}

// A long list shows errors first, in its order, and counts the others.
func TestMost(t *testing.T) {
	var list diag.List
	for i := range 6 {
		list = append(list, diag.Diag{Severity: []diag.Severity{diag.Note, diag.Error, diag.Warning}[i%3], Place: diag.Place{Message: fmt.Sprint(i)}})
	}
	for most, want := range map[int]string{
		0: "note: 0\n\nerror: 1\n\nwarning: 2\n\nnote: 3\n\nerror: 4\n\nwarning: 5\n",
		6: "note: 0\n\nerror: 1\n\nwarning: 2\n\nnote: 3\n\nerror: 4\n\nwarning: 5\n",
		3: "error: 1\n\nwarning: 2\n\nerror: 4\n\nand more that are not shown: 1 warning, 2 notes\n",
		1: "error: 1\n\nand more that are not shown: 1 error, 2 warnings, 2 notes\n",
	} {
		var b strings.Builder
		if err := (diag.Style{Most: most}).Write(&b, list); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("at most %d: %s", most, diff)
		}
	}
}

// A file with many mistakes leaves room for those of others.
func TestMostOfManyFiles(t *testing.T) {
	var list diag.List
	for i := range 60 {
		list = append(list, diag.Diag{Severity: diag.Error, Place: diag.Place{File: fmt.Sprint(i / 20), Message: "x"}})
	}
	count := func(most int) (of [3]int) {
		var b strings.Builder
		if err := (diag.Style{Most: most}).Write(&b, list); err != nil {
			t.Fatal(err)
		}
		for i := range of {
			of[i] = strings.Count(b.String(), fmt.Sprintf("%d: error", i))
		}
		return of
	}
	for most, want := range map[int][3]int{25: {10, 10, 5}, 30: {10, 10, 10}, 45: {20, 15, 10}} {
		if got := count(most); got != want {
			t.Errorf("at most %d: %v of each file, want %v", most, got, want)
		}
	}
}
