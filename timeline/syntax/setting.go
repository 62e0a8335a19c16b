package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/diag"
)

// setting reads a keyword's value, which begins at value. It returns false
// when what follows does not fit the keyword: then the line is a task whose
// name happens to begin with that word.
func (p *parser) setting(k Keyword, start, value, end int) (next int, ok bool) {
	n := &Setting{Keyword: k}
	next = end
	switch keywords[k].shape {
	case afterColon:
		return p.accessible(n, start, value, end)
	case flag, oneWord:
		return p.words(n, start, value, end)
	case wholeLine:
		if !p.endsWord(value, end) {
			return 0, false
		}
		n.Value = p.trim(value, end)
	case untilSemi, untilSign:
		if !p.endsWord(value, end) || taskBehindColon(p.text[value:end]) {
			return 0, false
		}
		signs := ";"
		if keywords[k].shape == untilSign {
			signs = "#;"
		}
		n.Value, next = p.upToSign(value, end, signs, k == AxisFormat)
	}
	n.At = diag.Span{Start: start, End: max(n.Value.At.End, value)}
	p.checkValue(n)
	p.add(n)
	return next, true
}

func (p *parser) checkValue(n *Setting) {
	switch {
	case n.Value.Value == "" && n.Keyword == Title:
		p.problems.Warning(n.At, codeEmptyValue, "the title is empty")
	case n.Value.Value == "":
		p.problems.Error(n.At, codeEmptyValue, fmt.Sprintf("%q needs a value on the same line", n.Keyword),
			"Mermaid takes the next line for it")
	case n.Value.Value[0] == ':':
		p.problems.Warning(n.At, codeKeywordName, fmt.Sprintf("the colon is read as part of what stands behind %q", n.Keyword), withoutColon(n.Keyword.String(), n.Value.Value))
	case n.Keyword == Title && looksLikeTask(n.Value.Value):
		p.problems.Warning(n.At, codeKeywordName, "this line looks like a task, but it sets the title",
			`a task's name cannot begin with the word "title"`)
	}
}

// withoutColon proposes a statement without the colon that its value begins with.
func withoutColon(word, value string) string {
	return fmt.Sprintf("write %q, without the colon", diag.Clip(strings.TrimSpace(word+" "+strings.TrimLeft(value, ": \t"))))
}

// accessible reads "accTitle: T", "accDescr: T" and "accDescr { T }".
func (p *parser) accessible(n *Setting, start, value, end int) (int, bool) {
	value = p.skipBlanks(value, end)
	if value >= end {
		return 0, false
	}
	switch {
	case p.text[value] == ':':
		n.Value = p.trim(value+1, end)
		n.At = diag.Span{Start: start, End: end}
		p.add(n)
		return end, true
	case p.text[value] == '{' && n.Keyword == AccDescr:
		length := -1
		if !p.noBrace {
			length = strings.IndexByte(p.text[value:], '}')
		}
		if length < 0 {
			p.noBrace = true
			p.unknown(diag.Span{Start: start, End: end}, diag.Span{Start: value, End: value + 1}, codeOpenBrace, `the "{" of accDescr is never closed`)
			return end, true
		}
		n.Value = p.trim(value+1, value+length)
		n.Value.Value = joinLines(n.Value.Value)
		n.At = diag.Span{Start: start, End: value + length + 1}
		p.add(n)
		if n.At.End > end { // the line that "}" is on is read on
			p.goOn(n.At.End)
			return end, true
		}
		return n.At.End, true
	}
	return 0, false
}

// joinLines removes the blanks around each line, and empty lines.
func joinLines(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	var lines []string
	for line := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if t := trim(line, 0, len(line)); t.Value != "" {
			lines = append(lines, t.Value)
		}
	}
	return strings.Join(lines, "\n")
}

// words reads keywords that take nothing or one word of a few. Behind them
// only another keyword or a comment may stand on the line.
func (p *parser) words(n *Setting, start, value, end int) (int, bool) {
	next := value
	if words := keywords[n.Keyword].words; words != nil {
		at := p.skipBlanks(value, end)
		if at == value {
			return 0, false
		}
		for _, w := range words {
			if startsWithWord(p.text[at:end], w) {
				n.Value = Text{strings.ToLower(w), diag.Span{Start: at, End: at + len(w)}}
				next = at + len(w)
			}
		}
		if n.Value.Value == "" {
			return 0, false
		}
	}
	rest := p.trim(next, end).Value
	if rest != "" && rest[0] == ';' {
		_, after := p.upToSign(next, end, ";", false)
		next, rest = after, ""
	}
	if rest != "" && rest[0] != '%' {
		_, _, isKeyword := keywordAt(rest)
		if !isKeyword && !startsWithWord(rest, "section") {
			return 0, false
		}
	}
	n.At = diag.Span{Start: start, End: max(value, n.Value.At.End)}
	p.add(n)
	return next, true
}

// taskBehindColon tells whether the value of a keyword is rather the rest of a
// task's line: "Includes testing :a1, 2026-01-01, 3d".
func taskBehindColon(value string) bool {
	return strings.IndexByte(value, ':') >= 0 && looksLikeTask(value)
}

// looksLikeTask tells whether there is a colon with something behind it that
// only tasks have: a state, a duration, a date, after or until.
func looksLikeTask(line string) bool {
	_, data, found := strings.Cut(line, ":")
	if !found {
		return false
	}
	data, _, _ = strings.Cut(data, "%%")
	data = data[:separator(data, "#")]
	for _, item := range SplitData(Text{Value: data}) {
		if IsState(item.Value) || isItem(item.Value) {
			return true
		}
	}
	return false
}

// isItem tells what stands behind the id of a task.
func isItem(s string) bool {
	return isDuration(s) || isDate(s) || strings.HasPrefix(s, "after ") || strings.HasPrefix(s, "until ")
}

// isDuration tells digits and a unit: "10d".
func isDuration(s string) bool {
	unit := strings.TrimLeft(s, "0123456789.")
	switch unit {
	case "ms", "s", "m", "h", "d", "w", "M", "y":
		return len(unit) < len(s)
	}
	return false
}

// isDate tells "2026-01-01", also with a time behind it.
func isDate(s string) bool {
	if len(s) < len("2026-01-01") {
		return false
	}
	for i := range len("2026-01-01") {
		digit := s[i] >= '0' && s[i] <= '9'
		if separator := i == 4 || i == 7; separator == digit || separator && s[i] != '-' {
			return false
		}
	}
	return true
}

// noStatement reports a line that is nothing known.
func (p *parser) noStatement(at diag.Span) {
	if !p.problems.Room(diag.Error) {
		p.unknown(at, at, codeUnknownStatement, "")
		return
	}
	line := p.text[at.Start:at.End]
	word := line[:wordLength(line)]
	first, value, _ := strings.Cut(line, " ")
	switch k, _, isKeyword := keywordAt(line); {
	case strings.EqualFold(word, "gantt"):
		p.unknown(at, at, codeSecondGantt, `a second "gantt": one text holds one roadmap`, "remove the word, or write the second roadmap in a file or fence of its own")
	case isKeyword && keywords[k].words != nil:
		p.noDay(at, k, strings.TrimSpace(value))
	case strings.EqualFold(word, "click"):
		p.noClick(at, strings.TrimSpace(line[len(word):]))
	case strings.EqualFold(word, "displayMode"):
		p.unknown(at, at, codeUnknownStatement, `"displayMode" is no statement`,
			`write it above "gantt", between two lines "---": displayMode: compact`)
	case line[0] == '#', strings.HasPrefix(line, "//"), strings.HasPrefix(line, "/*"), strings.HasPrefix(line, "<!--"), strings.HasPrefix(line, "--"):
		p.unknown(at, at, codeUnknownStatement, "this line is neither a setting nor a task",
			`a comment begins with %%, and a heading with "section", as in "section Planning"`)
	case isKeyword && keywords[k].shape == flag:
		p.unknown(at, at, codeUnknownStatement, fmt.Sprintf("%q stands alone on its line", k), fmt.Sprintf("write %s, and nothing behind it; without the line it is not so", k))
	case missingColon(line) != "":
		p.unknown(at, at, codeUnknownStatement, "a colon is missing between the name of the task and its dates", fmt.Sprintf("write %q", diag.Clip(missingColon(line))))
	default:
		p.unknown(at, at, codeUnknownStatement, "this line is neither a setting nor a task",
			didYouMeanWord(first, word), `a task is "name :data", as in "Hearing :2026-01-01, 14d"`)
	}
}

// noDay reports a keyword with a word that is no day, or with none.
func (p *parser) noDay(at diag.Span, k Keyword, value string) {
	days := keywords[k].words
	any := fmt.Sprintf("it may be %s", oneOf(days))
	if value == "" {
		p.unknown(at, at, codeBadValue, fmt.Sprintf("%q needs a day on the same line", k), any)
		return
	}
	hint := cmp.Or(diag.DidYouMean(value, days), any)
	if day := DayMeant(value); slices.Contains(days, day) {
		hint = fmt.Sprintf("did you mean %q?", day)
	}
	p.unknown(at, at, codeBadValue, fmt.Sprintf("%q is no day that %q knows", diag.Clip(value), k), hint)
}

// missingColon puts the colon into the line of a task that has none: before the
// first item, or the id before it. It returns "" for a line that is no such task.
func missingColon(line string) string {
	words := strings.Fields(line)
	first := slices.IndexFunc(words, func(w string) bool {
		w = strings.Trim(w, ",;")
		return IsState(w) || isDuration(w) || isDate(w) || w == "after" || w == "until"
	})
	if first < 1 {
		return ""
	}
	if id := words[first-1]; first > 1 && !IsState(strings.Trim(words[first], ",;")) && looksLikeID(id) {
		first--
	}
	data := words[first:]
	dated, refs := false, false // refs: the ids behind after or until
	for i, w := range data {
		bare := strings.TrimRight(w, ",;")
		known := IsState(bare) || isDuration(bare) || isDate(bare)
		refers := bare == "after" || bare == "until"
		if !known && !refers && !refs && i > 0 && !IsState(strings.Trim(data[i-1], ",")) {
			return ""
		}
		dated = dated || isDuration(bare) || isDate(bare) || refers
		refs = refers || refs && bare == w
		if data[i] = bare; !refs && i < len(data)-1 {
			data[i] += ","
		}
	}
	if !dated || len(data) > 8 {
		return ""
	}
	return strings.TrimRight(strings.Join(words[:first], " "), ",;") + " :" + strings.Join(data, " ")
}

// looksLikeID tells a word with a comma behind it that is rather an id than the
// end of a name: small letters and a digit.
func looksLikeID(word string) bool {
	return strings.HasSuffix(word, ",") && strings.ContainsAny(word, "0123456789") && strings.ToLower(word) == word
}

// didYouMeanWord finds the keyword that the first word of a line is a slip of.
func didYouMeanWord(first, word string) string {
	if len(word) < len(first) {
		word = first
	}
	if len(word) > 24 || len(word) < 4 {
		return ""
	}
	return diag.DidYouMean(strings.TrimRight(word, ",.;"), Words())
}
