package graph

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kvartal/timeline/locale"
)

// sortChildren orders by weight, those without behind the others, then by
// title in the order of the section's own alphabet.
func (b *builder) sortChildren() {
	orders := map[*locale.Locale]*collate.Collator{}
	for _, p := range b.site.Pages {
		if len(p.Children) < 2 {
			continue
		}
		order, ok := orders[p.Locale]
		if !ok {
			order = collate.New(language.Make(p.Locale.Tag), collate.Numeric)
			orders[p.Locale] = order
		}
		sortPages(p.Children, order)
		for i, c := range p.Children {
			c.place = i
		}
	}
}

func sortPages(pages []*Page, order *collate.Collator) {
	var buf collate.Buffer
	keys := make(map[*Page][]byte, len(pages))
	for _, p := range pages {
		keys[p] = order.KeyFromString(&buf, p.MenuTitle)
	}
	slices.SortStableFunc(pages, func(x, y *Page) int {
		switch {
		case x.Weight != y.Weight && x.Weight == 0:
			return 1
		case x.Weight != y.Weight && y.Weight == 0:
			return -1
		case x.Weight != y.Weight:
			return cmp.Compare(x.Weight, y.Weight)
		}
		if c := slices.Compare(keys[x], keys[y]); c != 0 {
			return c
		}
		return strings.Compare(x.Path, y.Path)
	})
}

// readingOrder chains the pages of each part of the site.
func (b *builder) readingOrder() {
	b.site.order = map[*Page]neighbours{}
	var last *Page
	var visit func(p *Page)
	visit = func(p *Page) {
		if last != nil {
			b.site.order[last] = neighbours{b.site.order[last].prev, p}
		}
		b.site.order[p] = neighbours{prev: last}
		last = p
		for _, c := range p.Children {
			visit(c)
		}
	}
	for _, part := range b.site.Home.Children {
		last = nil
		visit(part)
	}
}
