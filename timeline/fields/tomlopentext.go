package fields

import (
	"fmt"
	"regexp"
	"strings"

	"kvartal/timeline/diag"
)

// openText explains a text that has no second quote on its line.
func openText(m *mistake, l faultyLine) {
	m.message, m.hint, m.at = "the closing quote is missing", `a text must stand between two quotes: "text"`, l.value()
	if end := l.severalLines(); end > 0 {
		m.message, m.value = "a text of several lines stands between three quotes", diag.Span{Start: m.at.Start, End: end}
		m.hint = fmt.Sprintf("write %s in front of its first word and behind its last", strings.Repeat(l.text[m.at.Start:m.at.Start+1], 3))
	} else if written := l.text[m.at.Start:m.at.End]; len(written) > 1 && !strings.ContainsAny(written[1:], `"'#,]}\`) {
		m.hint = l.hint(m.at.Start, written)
	}
}

// endsInLongText tells whether the last value of the file is a text that began with
// three quotes.
func (l faultyLine) endsInLongText() bool {
	at := 0
	for pieces := TOMLPieces(l.text); len(pieces) > 0; {
		last := &pieces[len(pieces)-1].Value
		at, pieces = last.At.Start, last.Pieces
	}
	return longQuote(l.text[at:])
}

// severalLines returns where the text ends that begins on the line, if a few lines
// further on one ends with its quote and none between begins something else; else 0.
func (l faultyLine) severalLines() int {
	const most = 40
	value := l.value()
	at := lineEnd(l.text, l.start)
	if value.Start == value.End || at == len(l.text) {
		return 0
	}
	quote := l.text[value.Start]
	for n := 0; n < most && at < len(l.text) && (quote == '"' || quote == '\''); n++ {
		end := lineEnd(l.text, at+1)
		line := strings.TrimRight(l.text[at+1:end], " \t\r")
		switch {
		case startsPair.MatchString(line):
			return 0
		case strings.IndexByte(line, quote) >= 0:
			if strings.IndexByte(line, quote) == len(line)-1 {
				return at + 1 + len(line)
			}
			return 0
		}
		at = end
	}
	return 0
}

// startsPair is the beginning of a line with a key, or of a heading.
var startsPair = regexp.MustCompile(`^\s*(?:[\w.-]+\s*=|\[|#)`)
