package png

import (
	"cmp"
	"math/bits"
	"slices"
)

// blocks writes literals and matches as deflate's blocks with codes of their own
// (RFC 1951, 3.2.7).
type blocks struct {
	out   []byte
	word  uint64 // bits that are not in out yet, the first one lowest
	count int    // of them
	items []match
}

// blockSize is how many literals and matches share their codes. Another size
// changes little.
const blockSize = 1 << 12

// literal adds a byte: a match of no length.
func (b *blocks) literal(c byte) { b.add(match{back: int(c)}) }

func (b *blocks) match(m match) { b.add(m) }

func (b *blocks) add(m match) {
	b.items = append(b.items, m)
	if len(b.items) == blockSize {
		b.block(false)
	}
}

// close returns what was written.
func (b *blocks) close() []byte {
	b.block(true)
	b.bits(0, -b.count&7)
	b.flush()
	return b.out
}

// endOfBlock and those below it are the symbols that are no lengths.
const endOfBlock = 256

// lengthOf returns the symbol of a match's length, and how many bits follow it.
func lengthOf(length int) (symbol, extra int) {
	if length == longest {
		return 285, 0
	}
	length -= shortest
	extra = max(0, bits.Len(uint(length))-3)
	return endOfBlock + 1 + extra<<2 + length>>extra, extra
}

// distance returns the symbol of how far back a match lies, and how many bits
// follow it.
func distance(back int) (symbol, extra int) {
	back--
	extra = max(0, bits.Len(uint(back))-2)
	return extra<<1 + back>>extra, extra
}

// block writes the items that have come together.
func (b *blocks) block(last bool) {
	var often [286]int
	var farOften [30]int
	often[endOfBlock] = 1
	farOften[0] = 1 // there is at least one
	for _, m := range b.items {
		if m.length == 0 {
			often[m.back]++
			continue
		}
		symbol, _ := lengthOf(m.length)
		often[symbol]++
		symbol, _ = distance(m.back)
		farOften[symbol]++
	}
	codes, far := newCodes(often[:], 15), newCodes(farOften[:], 15)
	final := 0
	if last {
		final = 1
	}
	b.bits(final, 1)
	b.bits(2, 2)
	b.header(codes, far)
	for _, m := range b.items {
		if m.length == 0 {
			b.code(codes[m.back])
			continue
		}
		symbol, extra := lengthOf(m.length)
		b.code(codes[symbol])
		b.bits((m.length-shortest)&(1<<extra-1), extra) // 258 has none
		symbol, extra = distance(m.back)
		b.code(far[symbol])
		b.bits((m.back-1)&(1<<extra-1), extra)
	}
	b.code(codes[endOfBlock])
	b.items = b.items[:0]
}

// order is that in which the lengths of the header's own codes stand.
var order = [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header writes how long the codes of a block are.
func (b *blocks) header(codes, far []code) {
	codes, far = trim(codes, 257), trim(far, 1)
	type item struct{ symbol, more, extra int }
	var items []item
	var often [19]int
	lengths := slices.Concat(codes, far)
	for at := 0; at < len(lengths); {
		length, n := lengths[at].length, 1
		for at+n < len(lengths) && lengths[at+n].length == length {
			n++
		}
		next := item{symbol: length}
		switch {
		case length == 0 && n >= 11:
			n = min(n, 138)
			next = item{18, n - 11, 7}
		case length == 0 && n >= 3:
			next = item{17, n - 3, 3}
		case at > 0 && lengths[at-1].length == length && n >= 3:
			n = min(n, 6)
			next = item{16, n - 3, 2}
		default:
			n = 1
		}
		items = append(items, next)
		often[next.symbol]++
		at += n
	}
	own := newCodes(often[:], 7)
	count := len(order)
	for own[order[count-1]].length == 0 {
		count--
	}
	b.bits(len(codes)-257, 5)
	b.bits(len(far)-1, 5)
	b.bits(count-4, 4)
	for _, symbol := range order[:count] {
		b.bits(own[symbol].length, 3)
	}
	for _, i := range items {
		b.code(own[i.symbol])
		b.bits(i.more, i.extra)
	}
}

// trim leaves codes out that nobody uses at the end, but for the first ones.
func trim(codes []code, first int) []code {
	for len(codes) > first && codes[len(codes)-1].length == 0 {
		codes = codes[:len(codes)-1]
	}
	return codes
}

// code is what stands for a symbol: so many bits, the first one lowest. A symbol
// that is not used has none.
type code struct{ bits, length int }

func (b *blocks) code(c code) { b.bits(c.bits, c.length) }

func (b *blocks) bits(value, count int) {
	b.word |= uint64(value) << b.count
	b.count += count
	if b.count >= 48 {
		b.flush()
	}
}

// flush writes whole bytes.
func (b *blocks) flush() {
	for ; b.count >= 8; b.count -= 8 {
		b.out = append(b.out, byte(b.word))
		b.word >>= 8
	}
}

// newCodes returns Huffman's codes for symbols that come so often, none longer
// than the limit: where one is, what is frequent counts less, until none is.
func newCodes(often []int, limit int) []code {
	codes := make([]code, len(often))
	for often = slices.Clone(often); !measure(codes, often, limit); {
		for i, n := range often {
			if n > 0 {
				often[i] = n/2 + 1
			}
		}
	}
	next := 0
	for length := 1; length <= limit; length++ {
		for i := range codes {
			if codes[i].length == length {
				codes[i].bits = int(bits.Reverse16(uint16(next)) >> (16 - length))
				next++
			}
		}
		next <<= 1
	}
	return codes
}

// measure sets the lengths of codes, and tells whether all keep to the limit. It
// joins the two rarest symbols or groups of symbols to a group until one is left.
// Groups come into being in the order in which they are needed.
func measure(codes []code, often []int, limit int) bool {
	type node struct{ n, symbol, up int }
	var nodes []node
	for symbol, n := range often {
		if n > 0 {
			nodes = append(nodes, node{n: n, symbol: symbol})
		}
	}
	slices.SortStableFunc(nodes, func(a, b node) int { return cmp.Compare(a.n, b.n) })
	symbols := len(nodes)
	if symbols == 1 {
		codes[nodes[0].symbol].length = 1
		return true
	}
	single, group := 0, symbols
	rarest := func() int {
		if single < symbols && (group == len(nodes) || nodes[single].n <= nodes[group].n) {
			single++
			return single - 1
		}
		group++
		return group - 1
	}
	for range symbols - 1 {
		a := rarest()
		b := rarest()
		nodes[a].up, nodes[b].up = len(nodes), len(nodes)
		nodes = append(nodes, node{n: nodes[a].n + nodes[b].n})
	}
	depth := make([]int, len(nodes))
	deepest := 0
	for i := len(nodes) - 2; i >= 0; i-- {
		depth[i] = depth[nodes[i].up] + 1
		if i < symbols {
			codes[nodes[i].symbol].length = depth[i]
			deepest = max(deepest, depth[i])
		}
	}
	return deepest <= limit
}
