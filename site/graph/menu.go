package graph

// WholeMenu is up to how many pages the menu shows the whole site. Beyond it
// a page shows its own branch only, so that the output does not grow with the
// square of the site.
const WholeMenu = 300

// siblingsShown is up to how many siblings of a page its branch shows.
const siblingsShown = 60

// MenuItem is an entry of the menu as one page shows it.
type MenuItem struct {
	Page     *Page
	Current  bool // it is the page itself
	Open     bool // the page stands below it
	Children []MenuItem
}

// Menu returns the menu of a page: the home page's children and what stands
// below them.
func (s *Site) Menu(of *Page) []MenuItem {
	onPath := map[*Page]bool{}
	for p := of; p != nil; p = p.Parent {
		onPath[p] = true
	}
	whole := len(s.Pages) <= WholeMenu
	var items func(parent *Page) []MenuItem
	items = func(parent *Page) []MenuItem {
		var list []MenuItem
		crowded := !whole && parent == of.Parent && len(parent.Children) > siblingsShown && parent != s.Home
		for _, c := range parent.Children {
			if crowded && c != of {
				continue
			}
			item := MenuItem{Page: c, Current: c == of, Open: onPath[c]}
			if whole || onPath[c] {
				item.Children = items(c)
			}
			list = append(list, item)
		}
		return list
	}
	return items(s.Home)
}
