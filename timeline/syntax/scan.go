package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

// nextLine takes a line and returns where it starts and ends without the
// blanks around it. An empty line becomes a Blank.
func (p *parser) nextLine() (start, end int) {
	start = p.at
	if p.feed < start {
		p.feed = len(p.text)
		if i := strings.IndexByte(p.text[start:], '\n'); i >= 0 {
			p.feed = start + i
		}
	}
	end = p.feed
	if i := strings.IndexByte(p.text[start:end], '\r'); i >= 0 {
		end = start + i
	}
	p.at = min(end+1, len(p.text))
	if strings.HasPrefix(p.text[end:], "\r\n") {
		p.at++
	}
	t := p.trim(start, end)
	if t.At.Start == t.At.End && !p.within {
		p.blank(diag.Span{Start: start, End: end})
	}
	p.within = false
	return t.At.Start, t.At.End
}

// goOn reads on from the middle of a later line.
func (p *parser) goOn(at int) { p.at, p.within = at, true }

func (p *parser) blank(at diag.Span) {
	if len(p.nodes) > 0 {
		if last, ok := p.nodes[len(p.nodes)-1].(*Blank); ok {
			last.At.End = at.End
			return
		}
	}
	p.add(&Blank{At: at})
}

// trim returns the text between two offsets without the blanks around it.
func (p *parser) trim(start, end int) Text { return trim(p.text, start, end) }

func trim(text string, start, end int) Text {
	for start < end && text[start] == ' ' {
		start++
	}
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		end -= n
	}
	return Text{text[start:end], diag.Span{Start: start, End: end}}
}

// isBlank tells what JavaScript's trim removes: white space and the byte order
// mark.
func isBlank(r rune) bool {
	if r > ' ' && r <= '~' {
		return false
	}
	return r == 0xfeff || unicode.IsSpace(r)
}

func (p *parser) skipBlanks(start, end int) int {
	for start < end {
		r, n := utf8.DecodeRuneInString(p.text[start:end])
		if !isBlank(r) {
			return start
		}
		start += n
	}
	return end
}

// upToSign returns the text up to a comment or separator, and where the next
// statement begins. Mermaid refuses or misreads what stands behind; here # and
// %% begin a comment and ; ends a statement, and the author is told. With
// apart, %% counts only behind a blank, since %% is a percent sign in
// axisFormat. With "," among the signs, a ; before another item is left for
// SplitData to take as a comma.
func (p *parser) upToSign(start, end int, signs string, apart bool) (Text, int) {
	for i := start; i < end; i++ {
		c := p.text[i]
		if c != '#' && c != '%' && c != ';' {
			continue
		}
		switch {
		case c == '#' && strings.Contains(signs, "#"):
			if n := entityLength(p.text[i:end]); n > 0 {
				i += n - 1
				continue
			}
		case c == '%' && i+1 < end && p.text[i+1] == '%' && (!apart || i == start || p.text[i-1] == ' ' || p.text[i-1] == '\t'):
		case c == ';' && strings.Contains(signs, ",") && p.itemFollows(i+1, end):
			continue
		case c == ';' && strings.Contains(signs, ";"):
			p.problems.Warning(diag.Span{Start: i, End: i + 1}, codeBehindData, `";" ends the statement here; Mermaid refuses it`,
				"leave it out, and write each statement on a line of its own")
			return p.trim(start, i), i + 1
		default:
			continue
		}
		p.problems.Warning(diag.Span{Start: i, End: end}, codeBehindData, "a comment behind a statement is not understood by Mermaid",
			"write it on a line of its own, after %%")
		p.comment(i, end)
		return p.trim(start, i), end
	}
	return p.trim(start, end), end
}

// itemFollows tells whether a date, a duration or the like stands here, and so no
// statement.
func (p *parser) itemFollows(start, end int) bool {
	item := p.text[start:end]
	if i := strings.IndexAny(item, ",;#%"); i >= 0 {
		item = item[:i]
	}
	return isItem(trim(item, 0, len(item)).Value)
}

// entityLength returns the length of "#name;" or "#123;" at the start of s, or
// 0: there # begins no comment.
func entityLength(s string) int {
	for i := 1; i < len(s) && i < 12; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case !isLetter(c) && (c < '0' || c > '9'):
			return 0
		}
	}
	return 0
}
