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
		last, c, title := 0, 0, slices.Compare(keys[x], keys[y])
		switch by {
		case source.ByWeight:
			last, c = byWeight(x, y, order)
		case source.ByDate:
			last, c = byDate(x, y)
		default:
			c = title
		}
		if reverse {
			c = -c
		}
		return cmp.Or(last, c, title, strings.Compare(x.Path, y.Path))
	})
}

// byWeight compares by weight: numbers come first, then words. Pages without a
// weight come last, whichever way the others are turned.
func byWeight(x, y *Page, order *collate.Collator) (last, c int) {
	if x.Weight == nil || y.Weight == nil {
		return cmp.Compare(boolInt(x.Weight == nil), boolInt(y.Weight == nil)), 0
	}
	return 0, cmp.Or(cmp.Compare(boolInt(x.Weight.Word != ""), boolInt(y.Weight.Word != "")),
		cmp.Compare(x.Weight.Number, y.Weight.Number), order.CompareString(x.Weight.Word, y.Weight.Word))
}

// byDate compares by date, the latest first. Pages without a date come last,
// whichever way the others are turned.
func byDate(x, y *Page) (last, c int) {
	if x.Date == nil || y.Date == nil {
		return cmp.Compare(boolInt(x.Date == nil), boolInt(y.Date == nil)), 0
	}
	return 0, cmp.Compare(*y.Date, *x.Date)
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
		if p.Kind == Redirect { // nobody reads it
			for _, c := range p.inMenu {
				visit(c)
			}
			return
		}
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
