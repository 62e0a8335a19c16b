package graph

// WholeMenu is up to how many pages the menu shows the whole site. Beyond it
// a page shows its own branch only, so that the output does not grow with the
// square of the site.
const WholeMenu = 300

// siblingsShown is up to how many pages of one parent a branch shows, around
// the one that leads to the page; a page's own children it shows all.
const siblingsShown = 40

// windowStep is how far the pages that a branch shows move on at a time, so
// that the menus of neighbours are alike.
const windowStep = 10

// MenuItem is an entry of a branch's menu.
type MenuItem struct {
	Page     *Page
	Open     bool // it is the branch's Holder or stands above it
	Children []MenuItem
}

// Branch is what decides a page's menu, apart from the mark on the page itself:
// pages of one branch have the same menu.
type Branch struct {
	Holder *Page // the page, if it has pages below it, else the one above it; nil: nothing is open
	From   int   // of what the menu shows under the Holder, the first that is shown; -1: all are
}

// Branch returns the branch of a page.
func (s *Site) Branch(p *Page) Branch {
	if len(p.inMenu) > 0 || p.Parent == nil {
		return Branch{p, -1}
	}
	return Branch{p.Parent, s.firstShown(p)}
}

// firstShown returns which sibling is the first that is shown beside a page.
func (s *Site) firstShown(p *Page) int {
	beyond := len(p.Parent.inMenu) - siblingsShown
	if s.wholeMenu() || beyond <= 0 {
		return 0
	}
	from := max(0, p.place-(siblingsShown-windowStep)/2) / windowStep * windowStep
	return min(from, beyond)
}

func (s *Site) wholeMenu() bool { return len(s.Pages) <= WholeMenu }

// Menu returns the menu of a branch: the home page's children and what stands
// below them, without the pages that are to stay out of it.
func (s *Site) Menu(b Branch) []MenuItem {
	onPath := map[*Page]*Page{} // an ancestor -> its child on the way to the holder
	for p := b.Holder; p != nil && p.Parent != nil; p = p.Parent {
		onPath[p.Parent] = p
	}
	whole := s.wholeMenu()
	var items func(parent *Page) []MenuItem
	items = func(parent *Page) []MenuItem {
		shown, open := parent.inMenu, onPath[parent]
		switch {
		case whole, parent == b.Holder && b.From < 0:
		case open != nil:
			shown = window(shown, s.firstShown(open))
		case parent == b.Holder:
			shown = window(shown, b.From)
		}
		list := make([]MenuItem, 0, len(shown))
		for _, c := range shown {
			item := MenuItem{Page: c, Open: c == open}
			if whole || item.Open {
				item.Children = items(c)
			}
			list = append(list, item)
		}
		return list
	}
	return items(s.Home)
}

// window returns the siblings that are shown, beginning with one.
func window(siblings []*Page, from int) []*Page {
	return siblings[from:min(len(siblings), from+siblingsShown)]
}
