package syntax

import (
	"fmt"
	"strings"

	"kvartal/timeline/diag"
)

// click reads a click statement. It returns false when the line is a task
// whose name begins with the word: nothing behind it looks like a link.
func (p *parser) click(start, end int) bool {
	at := p.skipBlanks(start+len("click"), end)
	ids := at
	for at < end && !p.endsWord(at, end) {
		at++
	}
	n := &Click{At: diag.Span{Start: start, End: end}}
	n.IDs = SplitData(Text{p.text[ids:at], diag.Span{Start: ids, End: at}})
	rest := p.trim(at, end)
	word := startsWithWord(rest.Value, "href") || startsWithWord(rest.Value, "call")
	known := strings.HasPrefix(rest.Value, `"`) || strings.HasPrefix(rest.Value, "https://") || strings.HasPrefix(rest.Value, "http://") || strings.Contains(rest.Value, `href "`) || word && !looksLikeTask(rest.Value)
	for rest.Value != "" {
		next, ok := p.clickPart(n, rest.At.Start, end)
		if !ok {
			break
		}
		known = true
		rest = p.trim(next, end)
	}
	if !known {
		return false
	}
	comment := strings.HasPrefix(rest.Value, "%%")
	if rest.Value != "" && !comment {
		id := p.trim(ids, at).Value
		message, hint := explainClick(id, rest.Value)
		if !n.Href.IsZero() {
			message, hint = "nothing more stands behind the address", writeClick(id, n.Href.Value)
		}
		p.unknown(n.At, rest.At, codeBadClick, message, hint)
		return true
	}
	p.add(n)
	if comment {
		n.At.End = rest.At.Start
		p.comment(rest.At.Start, end)
	}
	return true
}

// noClick reports a line that begins with the word and is neither a link nor a
// task; behind is the rest of it.
func (p *parser) noClick(at diag.Span, behind string) {
	id, rest, _ := strings.Cut(behind, " ")
	message, hint := explainClick(id, strings.TrimSpace(rest))
	p.unknown(at, at, codeBadClick, message, hint)
}

// explainClick says what is wrong with a click of which id is read, and rest is
// not.
func explainClick(id, rest string) (message, hint string) {
	const example = "https://example.org"
	address, hasHref := strings.CutPrefix(rest, "href")
	address = strings.Trim(strings.TrimSpace(address), "\"'")
	switch {
	case id == "":
		return "the id of a task and an address are missing", writeClick("ID", example)
	case rest == "":
		return fmt.Sprintf("the address that %q leads to is missing", diag.Clip(id)), writeClick(id, example)
	case address == "":
		return `the address behind "href" is missing`, writeClick(id, example)
	case strings.ContainsAny(address, "\" \t"): // more than one thing
	case !strings.ContainsAny(address, ":/."):
	case !hasHref && strings.HasPrefix(rest, `"`):
		return `the word "href" is missing before the address`, writeClick(id, address)
	default:
		return `the address stands behind the word "href", between two quotes`, writeClick(id, address)
	}
	return "this is not what a click takes", writeClick(id, example)
}

func writeClick(id, address string) string {
	return "write " + diag.Clip(fmt.Sprintf(`click %s href "%s"`, id, address))
}

// clickPart reads href "..." or call f(...) and returns what follows.
func (p *parser) clickPart(n *Click, start, end int) (next int, ok bool) {
	line := p.text[start:end]
	switch {
	case startsWithWord(line, "href"):
		open := p.skipBlanks(start+len("href"), end)
		if open >= end || p.text[open] != '"' {
			return 0, false
		}
		length := strings.IndexByte(p.text[open+1:end], '"')
		if length < 0 {
			return 0, false
		}
		n.Href = Text{p.text[open+1 : open+1+length], diag.Span{Start: open + 1, End: open + 1 + length}}
		return open + length + 2, true
	case startsWithWord(line, "call"):
		name := p.skipBlanks(start+len("call"), end)
		length := strings.IndexByte(p.text[name:end], ')')
		if length < 0 || !strings.Contains(p.text[name:name+length], "(") {
			return 0, false
		}
		n.Call = p.trim(name, name+length+1)
		return name + length + 1, true
	}
	return 0, false
}
