package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

// parents obeys front matter's parent, the title of the page to stand under.
func (b *builder) parents() {
	titles := map[string][]*Page{}
	for _, p := range b.site.Pages {
		titles[p.Title] = append(titles[p.Title], p)
	}
	known := slices.Sorted(maps.Keys(titles))
	for _, p := range b.site.Pages {
		title := p.front.Parent
		if title == "" || p.Parent != nil && p.Parent.Title == title {
			continue
		}
		warn := func(code, message, hint string, see ...diag.Place) {
			at := p.front.Places.Parent
			at.Message = message
			width := utf8.RuneCountInString("parent") // it stands at the key
			b.list = append(b.list, diag.Diag{Severity: diag.Warning, Code: code, Place: at, Width: width, See: see}.Hint(hint))
		}
		candidates := titles[title]
		if len(candidates) == 0 {
			hint := diag.DidYouMean(title, known)
			if hint == "" {
				hint = "parent is the title of another page, letter by letter"
			}
			warn("parent-missing", fmt.Sprintf("no page has the title %q; %s", title, staysWhere(p)), hint)
			continue
		}
		to, rival := nearestPage(p, candidates)
		switch {
		case to == nil:
			warn("parent-missing", fmt.Sprintf("a page cannot stand under itself; %s", staysWhere(p)), "remove the line, or name another page")
		case below(to, p):
			warn("parent-missing", fmt.Sprintf("the page cannot stand under %q, which stands under this page; %s", title, staysWhere(p)),
				"remove parent from one of the pages")
		default:
			p.Parent = to
			if rival != nil {
				warn("parent-twice", fmt.Sprintf("more than one page has the title %q; the page stands under %q", title, b.in.Content+"/"+to.Path),
					"give one of them another title", rival.whole(b.in.Content, "has it too"))
			}
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

// nearestPage chooses among pages of one title, the page itself left out, the
// one that shares most folders with it; rival is another that shares as many.
func nearestPage(p *Page, candidates []*Page) (best, rival *Page) {
	most := -1
	for _, q := range candidates {
		if q == p {
			continue
		}
		switch n := sharedFolders(p.Path, q.Path); {
		case n > most:
			best, rival, most = q, nil, n
		case n == most && rival == nil:
			rival = q
		}
	}
	return best, rival
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
