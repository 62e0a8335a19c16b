package graph

// WholeMenu is up to how many pages the menu shows the whole site. Beyond it
// a page shows its own branch only, so that the output does not grow with the
// square of the site.
const WholeMenu = 300

// siblingsShown is up to how many pages of one parent a branch shows, around
// the one that leads to the page; a page's own children it shows all.
const siblingsShown = 40

// MenuItem is an entry of the menu as one page shows it.
type MenuItem struct {
	Page     *Page
	Current  bool // it is the page itself
	Open     bool // the page is this one or stands below it
	Children []MenuItem
}

// Menu returns the menu of a page: the home page's children and what stands
// below them, without the pages that are to stay out of it.
func (s *Site) Menu(of *Page) []MenuItem {
	onPath := map[*Page]*Page{} // an ancestor -> its child on the way to the page
	for p := of; p.Parent != nil; p = p.Parent {
		onPath[p.Parent] = p
	}
	whole := len(s.Pages) <= WholeMenu
	var items func(parent *Page) []MenuItem
	items = func(parent *Page) []MenuItem {
		shown, open := parent.inMenu, onPath[parent]
		if !whole && open != nil {
			shown = around(shown, open.place)
		}
		list := make([]MenuItem, 0, len(shown))
		for _, c := range shown {
			item := MenuItem{Page: c, Current: c == of, Open: c == open}
			if whole || item.Open {
				item.Children = items(c)
			}
			list = append(list, item)
		}
		return list
	}
	return items(s.Home)
}

// around returns the siblings around one.
func around(siblings []*Page, place int) []*Page {
	if len(siblings) <= siblingsShown {
		return siblings
	}
	from := min(max(0, place-siblingsShown/2), len(siblings)-siblingsShown)
	return siblings[from : from+siblingsShown]
}
