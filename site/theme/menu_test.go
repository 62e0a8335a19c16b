package theme

import (
	"fmt"
	"testing"

	"kvartal/site/graph"
)

// What is kept of menus is bounded, and what was dropped is written again.
func TestMenusAreBounded(t *testing.T) {
	var m Menus
	written := 0
	ask := func(n int) string {
		got, err := m.get(menuKey{root: fmt.Sprint(n)}, func() (*menu, error) {
			written++
			return &menu{parts: []string{fmt.Sprint(n)}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(got.of(nil))
	}
	for n := range 10 * menusKept {
		for range 3 {
			if got, want := ask(n), fmt.Sprint(n); got != want {
				t.Fatalf("got the menu %s, want %s", got, want)
			}
		}
	}
	if written != 10*menusKept {
		t.Errorf("%d menus were written for %d branches", written, 10*menusKept)
	}
	if len(m.known) != menusKept || len(m.order) != menusKept {
		t.Errorf("%d menus are kept, in the order of %d; want %d", len(m.known), len(m.order), menusKept)
	}
	if ask(0); written != 10*menusKept+1 {
		t.Error("a menu that was dropped is not written again")
	}
}

// A mark stands at its page's entry, wherever the template has its place, and
// nowhere else.
func TestMenuMark(t *testing.T) {
	a, b := &graph.Page{}, &graph.Page{}
	m := &menu{parts: []string{"<a", "><b", "><a", ">"}, pages: []*graph.Page{a, b, a}}
	for page, want := range map[*graph.Page]string{
		a: "<a" + mark + "><b><a" + mark + ">", b: "<a><b" + mark + "><a>", nil: "<a><b><a>",
	} {
		if got := string(m.of(page)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
