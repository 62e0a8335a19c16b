package graph

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kvartal/site/source"
	"kvartal/timeline/locale"
)

// sortChildren puts the pages of every section into its order, and those of
// every term: the latest first. Titles stand in the order of the section's own
// alphabet.
func (b *builder) sortChildren() {
	for _, p := range b.site.Pages {
		p.SortBy = cmp.Or(p.front.SortBy, source.ByWeight)
		b.sort(p.Children, p.Locale, p.SortBy, p.front.SortReverse)
		b.sort(p.Filed, p.Locale, source.ByDate, false)
		for _, c := range p.Children {
			if c.place = len(p.inMenu); !c.OutOfMenu {
				p.inMenu = append(p.inMenu, c)
			}
		}
	}
}

func (b *builder) sort(pages []*Page, l *locale.Locale, by source.Order, reverse bool) {
	if len(pages) < 2 {
		return
	}
	order := b.collator(l)
	var buf collate.Buffer
	keys := make(map[*Page][]byte, len(pages))
	for _, p := range pages {
		keys[p] = order.KeyFromString(&buf, p.MenuTitle)
	}
	slices.SortStableFunc(pages, func(x, y *Page) int {
		c := 0
		switch by {
		case source.ByWeight:
			c = byWeight(x, y, order)
		case source.ByDate:
			c = byDate(x, y)
		}
		return cmp.Or(c, slices.Compare(keys[x], keys[y]), strings.Compare(x.Path, y.Path))
	})
	if reverse {
		slices.Reverse(pages)
	}
}

// byWeight puts numbers first, then words, then pages without a weight.
func byWeight(x, y *Page, order *collate.Collator) int {
	rank := func(w *source.Weight) int {
		switch {
		case w == nil:
			return 2
		case w.Word != "":
			return 1
		}
		return 0
	}
	if c := cmp.Compare(rank(x.Weight), rank(y.Weight)); c != 0 || x.Weight == nil {
		return c
	}
	return cmp.Or(cmp.Compare(x.Weight.Number, y.Weight.Number), order.CompareString(x.Weight.Word, y.Weight.Word))
}

// byDate puts the latest first and pages without a date last.
func byDate(x, y *Page) int {
	switch {
	case x.Date == nil && y.Date == nil:
		return 0
	case x.Date == nil:
		return 1
	case y.Date == nil:
		return -1
	}
	return cmp.Compare(*y.Date, *x.Date)
}

func (b *builder) collator(l *locale.Locale) *collate.Collator {
	order, ok := b.collators[l]
	if !ok {
		order = collate.New(language.Make(l.Tag), collate.Numeric)
		b.collators[l] = order
	}
	return order
}

// readingOrder chains the pages of each part of the site, as the menu has them.
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
		for _, c := range p.inMenu {
			visit(c)
		}
	}
	for _, part := range b.site.Home.inMenu {
		last = nil
		visit(part)
	}
}
