package theme

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kvartal/site/graph"
	"kvartal/site/trace"
	"kvartal/timeline/locale"
)

// MenuItem is an entry of the menu. The dot of the template menu-items.html is
// a list of them.
type MenuItem struct {
	Title, URL, Status string
	Draft              bool
	Language           string            // "" where it is that of the page being written
	Mark               template.HTMLAttr // aria-current on this page's own entry, nothing on others; stands within a tag
	Open               bool              // this page is the entry's and has pages below it, or stands below it
	Children           []*MenuItem
}

// Menu is the site's menu as this page shows it, made by the template
// menu-items.html.
func (v *View) Menu() (template.HTML, error) {
	v.out.rec.Read(trace.Menu, v.page.Path)
	set, err := v.out.set("menu-items.html")
	if err != nil {
		return "", err
	}
	key := menuKey{v.out.world.Site.Branch(v.page), v.out.root(), v.out.indexFile("/"), v.out.page.Locale}
	m, err := v.out.world.Menus.get(key, func() (*menu, error) { return writeMenu(set, v.out.world.Site, key) })
	if err != nil {
		return "", err
	}
	return m.of(v.page), nil
}

// Menus keeps menus that were written last: most pages have the menu of the
// page before, apart from the mark on their own entry. It belongs to one state
// of the site and may be used by several goroutines. What is kept changes the
// time only.
type Menus struct {
	mu    sync.Mutex
	known map[menuKey]*menu
	order []menuKey // the oldest first
}

// menusKept bounds the memory for menus of a large site, some 20 kB each.
const menusKept = 64

// menuKey is everything that a menu depends on.
type menuKey struct {
	branch graph.Branch
	root   string // the site's root, as addresses begin with it
	index  string // what stands behind the address of a folder
	locale *locale.Locale
}

func (m *Menus) get(key menuKey, write func() (*menu, error)) (*menu, error) {
	m.mu.Lock()
	found := m.known[key]
	m.mu.Unlock()
	if found != nil {
		return found, nil
	}
	made, err := write() // two goroutines may both do it and get the same
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[menuKey]*menu{}
	}
	if m.known[key] == nil {
		m.order = append(m.order, key)
	}
	m.known[key] = made
	if len(m.order) > menusKept {
		delete(m.known, m.order[0])
		m.order = slices.Delete(m.order, 0, 1)
	}
	return made, nil
}

// menu is a menu without the mark on its page's own entry.
type menu struct {
	parts []string      // of its HTML; between two of them stands the mark of a page
	pages []*graph.Page // whose mark follows the part of that number
	size  int           // of all parts, in bytes
}

const mark = ` aria-current="page"`

// of returns the menu with a page's mark.
func (m *menu) of(p *graph.Page) template.HTML {
	var b strings.Builder
	b.Grow(m.size + len(mark))
	for i, part := range m.parts {
		b.WriteString(part)
		if i < len(m.pages) && m.pages[i] == p {
			b.WriteString(mark)
		}
	}
	return template.HTML(b.String())
}

// writeMenu executes the template with a hole at every mark: the number of the
// page between two NULs, which html/template lets through here alone.
func writeMenu(set *template.Template, site *graph.Site, key menuKey) (*menu, error) {
	var pages []*graph.Page
	var items func(list []graph.MenuItem) []*MenuItem
	items = func(list []graph.MenuItem) []*MenuItem {
		out := make([]*MenuItem, len(list))
		for i, it := range list {
			url := graph.Absolute(key.root, it.Page.Address)
			if strings.HasSuffix(url, "/") {
				url += key.index
			}
			out[i] = &MenuItem{Title: it.Page.MenuTitle, URL: url, Status: it.Page.Status, Draft: it.Page.Draft, Open: it.Open,
				Mark: template.HTMLAttr("\x00" + strconv.Itoa(len(pages)) + "\x00")}
			if it.Page.Locale != key.locale {
				out[i].Language = it.Page.Locale.Tag
			}
			pages = append(pages, it.Page)
			out[i].Children = items(it.Children)
		}
		return out
	}
	top := items(site.Menu(key.branch))
	if len(top) == 0 {
		return &menu{parts: []string{""}}, nil
	}
	var b strings.Builder
	if err := set.ExecuteTemplate(&b, "menu-items.html", top); err != nil {
		return nil, err
	}
	m := &menu{size: b.Len()}
	for i, part := range strings.Split(b.String(), "\x00") {
		if i%2 == 0 {
			m.parts = append(m.parts, part)
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, err
		}
		m.pages = append(m.pages, pages[n])
	}
	return m, nil
}
