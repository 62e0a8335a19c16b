package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/site/config"
	"kvartal/timeline/diag"
)

// parents obeys front matter's parent, the title of the page to stand under,
// and grand_parent and ancestor, which tell pages of one title apart.
func (b *builder) parents() {
	f := parentFinder{builder: b, titles: map[string][]*Page{}, begun: map[*Page]bool{}}
	for _, p := range b.site.Pages {
		f.titles[p.Title] = append(f.titles[p.Title], p)
	}
	for _, p := range b.site.Pages {
		f.find(p)
	}
	b.childless()
}

// parentFinder finds the parents of all pages. A page whose candidates are told
// apart by what stands above them waits until that is known.
type parentFinder struct {
	*builder
	titles map[string][]*Page
	begun  map[*Page]bool
}

func (f *parentFinder) find(p *Page) {
	title := p.front.Parent
	if f.begun[p] || title == "" {
		return
	}
	f.begun[p] = true
	if p.Parent != nil && p.Parent.Title == title && p.front.GrandParent == "" && p.front.Ancestor == "" && f.in.Config.Tree == config.FolderTree {
		return
	}
	candidates := f.titles[title]
	if i := slices.IndexFunc(f.site.Held, func(h Held) bool { return h.Title == title }); i >= 0 && len(candidates) == 0 {
		h := f.site.Held[i]
		f.warn(p, "parent-missing", fmt.Sprintf("%q is not published now: %s; %s", f.in.Content+"/"+h.Path, h.Reason, staysWhere(p)), "")
		return
	}
	if len(candidates) == 0 {
		hint := diag.DidYouMean(title, slices.Sorted(maps.Keys(f.titles)))
		f.warn(p, "parent-missing", fmt.Sprintf("no page has the title %q; %s", title, staysWhere(p)),
			cmp.Or(hint, fmt.Sprintf("make a page with the title %q, or remove this line", title)))
		return
	}
	fitting := f.fitting(p, candidates)
	if len(fitting) == 0 {
		f.warn(p, "parent-missing", fmt.Sprintf("no page with the title %q stands under %q; %s", title, cmp.Or(p.front.GrandParent, p.front.Ancestor), staysWhere(p)),
			"correct or remove grand_parent and ancestor")
		return
	}
	to, rival := f.nearest(p, fitting)
	switch {
	case to == nil:
		f.warn(p, "parent-missing", fmt.Sprintf("a page cannot stand under itself; %s", staysWhere(p)), "remove the line, or name another page")
	case below(to, p):
		f.warn(p, "parent-missing", fmt.Sprintf("the page cannot stand under %q, which stands under this page; %s", title, staysWhere(p)),
			"remove parent from one of the pages")
	default:
		p.Parent = to
		if rival != nil {
			f.warn(p, "parent-twice", fmt.Sprintf("more than one page has the title %q; the page stands under %q", title, f.in.Content+"/"+to.Path),
				"give one of them another title, or name the page above it with grand_parent", rival.whole(f.in.Content, "has it too"))
		}
	}
}

func (f *parentFinder) warn(p *Page, code, message, hint string, see ...diag.Place) {
	at := p.front.Places.Parent
	at.Message = message
	width := utf8.RuneCountInString("parent") // it stands at the key
	f.list = append(f.list, diag.Diag{Severity: diag.Warning, Code: code, Place: at, Width: width, See: see}.Hint(hint))
}

// fitting leaves out the candidates that grand_parent or ancestor do not mean.
func (f *parentFinder) fitting(p *Page, candidates []*Page) []*Page {
	grand, ancestor := p.front.GrandParent, p.front.Ancestor
	if grand == "" && ancestor == "" {
		return candidates
	}
	var fitting []*Page
	for _, q := range candidates {
		f.find(q)
		ok := grand == "" || q.Parent != nil && q.Parent.Title == grand
		if ancestor != "" && ok {
			for a := q; a != nil && a.Title != ancestor; a = a.Parent {
				f.find(a)
				ok = a.Parent != nil
			}
		}
		if ok {
			fitting = append(fitting, q)
		}
	}
	return fitting
}

// childless warns of pages that say they have no children: just-the-docs then
// hides them, which is seldom meant.
func (b *builder) childless() {
	below := map[*Page]int{}
	for _, p := range b.site.Pages {
		if p.Parent != nil {
			below[p.Parent]++
		}
	}
	for _, p := range b.site.Pages {
		if at := p.front.Places.NoChildren; at.Line > 0 && below[p] > 0 {
			at.Message = fmt.Sprintf("pages stand under this one all the same (%d), and the menu shows them", below[p])
			b.list = append(b.list, diag.Diag{Severity: diag.Warning, Code: "has-children", Place: at, Width: utf8.RuneCountInString("has_children")}.
				Hint("remove the line, or give those pages in_menu = false"))
		}
	}
}

func staysWhere(p *Page) string {
	if p.Parent == nil {
		return "the front page stands under no other"
	}
	return fmt.Sprintf("the page stays under %q", p.Parent.Title)
}

// below tells whether a page stands somewhere under another.
func below(p, top *Page) bool {
	for p = p.Parent; p != nil; p = p.Parent {
		if p == top {
			return true
		}
	}
	return false
}

// nearest chooses among pages of one title, the page itself left out, the one
// that shares most folders with it, and among those one that names no parent
// itself; rival is another that is as near. Where parent alone makes the tree,
// one without a parent comes first, as just-the-docs has it.
func (f *parentFinder) nearest(p *Page, candidates []*Page) (best, rival *Page) {
	rank := func(q *Page) int {
		top := boolInt(q.front.Parent == "")
		if f.in.Config.Tree == config.ParentTree {
			return top<<16 + sharedFolders(p.Path, q.Path)
		}
		return sharedFolders(p.Path, q.Path)<<1 + top
	}
	most := -1
	for _, q := range candidates {
		if q == p {
			continue
		}
		switch n := rank(q); {
		case n > most:
			best, rival, most = q, nil, n
		case n == most && rival == nil:
			rival = q
		}
	}
	return best, rival
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sharedFolders counts the folders that two paths begin with alike.
func sharedFolders(x, y string) int {
	n := 0
	for ; ; n++ {
		dirX, restX, moreX := strings.Cut(x, "/")
		dirY, restY, moreY := strings.Cut(y, "/")
		if !moreX || !moreY || dirX != dirY {
			return n
		}
		x, y = restX, restY
	}
}
