package fields

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// mistake is what is wrong in a TOML text, in words for someone who has not
// heard of TOML. Places are offsets in the text.
type mistake struct {
	message, hint string
	at            diag.Span
	line          int        // offset of the line that has the mistake
	value         diag.Span  // the value that cannot be read; empty where it is none
	list          *Value     // the list on one line that the value stands in: its values are told of at once
	comma         int        // where a comma is missing, 0 for none
	first         *diag.Span // where the key stands already
	other         bool       // that is a value, and this a table: the value is left out
	stop          bool       // what follows cannot be read either
}

// tomlRule explains one kind of the decoder's errors.
type tomlRule struct {
	found   string // part of the decoder's message
	explain func(m *mistake, l faultyLine)
}

// faultyLine is the line that the decoder stopped on.
type faultyLine struct {
	text       string    // of the whole file
	start, end int       // of the line, blanks at its ends left out
	msg        string    // the decoder's
	lastKey    string    // the last key that it read, dotted
	item       diag.Span // of a list, that no comma follows
	keys       Keys
}

func (l faultyLine) String() string { return l.text[l.start:l.end] }

// value returns where the value behind "=" stands.
func (l faultyLine) value() diag.Span {
	i := strings.IndexByte(l.String(), '=')
	if i < 0 {
		return diag.Span{Start: l.start, End: l.end}
	}
	v := strings.TrimLeft(l.String()[i+1:], " \t")
	return diag.Span{Start: l.end - len(v), End: l.end}
}

// key returns the key before "=" or ":"; above all headings the one that was
// probably meant by it.
func (l faultyLine) key() string {
	key := l.String()
	if i := strings.IndexAny(key, "=: \t"); i > 0 {
		key = key[:i]
	}
	if heading.MatchString(l.text[:l.start]) {
		return key
	}
	return cmp.Or(l.keys.nearest(key), key)
}

var heading = regexp.MustCompile(`(?m)^[ \t]*\[`)

// kind is what the line's key wants.
func (l faultyLine) kind() Kind { return l.keys.kind(l.key()) }

// written is the value without the comment behind it.
func (l faultyLine) written() string {
	v := l.value()
	return withoutComment(l.text[v.Start:v.End])
}

// withoutComment cuts a value at a "#" that stands behind a blank and not within
// quotes.
func withoutComment(value string) string {
	quote := rune(0)
	for i, r := range value {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"':
			quote = r
		case r == '#' && i > 0 && value[i-1] == ' ':
			return strings.TrimSpace(value[:i])
		}
	}
	return strings.TrimSpace(value)
}

// hint says how to write the value that begins at an offset: with its key where
// it is the whole value, alone where it is one of a list.
func (l faultyLine) hint(at int, written string) string {
	if at != l.value().Start || !strings.Contains(l.String(), "=") {
		return Any.hint("", written)
	}
	return cmp.Or(l.kind().hint(l.key(), written), Any.hint(l.key(), written))
}

// isDay tells whether the value is a day, written in another way.
func (l faultyLine) isDay() bool {
	day, _ := Day.Meant(l.written())
	return day != "" && (l.kind() == Any || l.kind() == Day)
}

// missesComma stands for the decoder's messages about one.
const missesComma = "missing comma"

// tomlRules are tried in order.
var tomlRules = []tomlRule{
	{"already been defined", keyTwice},
	{"already created", keyTwice},
	{"key name appears blank", func(m *mistake, l faultyLine) {
		m.message, m.hint = `there is no key before "="`, `write key = "value"`
	}},
	{"strings cannot contain newlines", openText},
	{"invalid datetime", wrongDate},
	{"leading zeroes", func(m *mistake, l faultyLine) {
		m.at = l.value()
		written := l.text[m.at.Start:m.at.End]
		if l.isDay() || dayFirst.MatchString(written) {
			wrongDate(m, l)
			return
		}
		m.message, m.hint = "a number does not begin with 0", fmt.Sprintf(`write %s, or "%s" if it is a text`, strings.TrimLeft(written, "0"), written)
	}},
	{"is out of range", func(m *mistake, l faultyLine) {
		m.message, m.at = "the number is too large", l.value()
	}},
	{"nvalid float", func(m *mistake, l faultyLine) {
		if l.isDay() || !strings.ContainsFunc(l.written(), unicode.IsLetter) {
			wrongDate(m, l)
		} else {
			noValue(m, l)
		}
	}},
	{"expected value but found", noValue},
	{"to end table name", tableHeading},
	{"table array name", tableHeading},
	{"expected '.' or '='", noEquals},
	{missesComma, func(m *mistake, l faultyLine) {
		m.message, m.hint = "a comma is missing between two values of the list", `values of a list are parted by commas: ["a", "b"]`
		if m.at = (diag.Span{Start: l.item.End - 1, End: l.item.End}); l.text[m.at.Start] == '}' {
			m.hint = `write a comma behind this "}": [{name = "A"}, {name = "B"}]`
		}
	}},
	{"array terminator", openList},
	{"inline table terminator", func(m *mistake, l faultyLine) {
		m.message, m.hint, m.stop = "the table is not closed", `write "}" behind its last value`, true
		m.atKey(l, l.lastKey[:max(0, strings.LastIndexByte(l.lastKey, '.'))])
	}},
	{"unexpected EOF", func(m *mistake, l faultyLine) {
		if !l.endsInLongText() { // the last line has no line break
			openText(m, l)
			return
		}
		m.message, m.hint, m.stop = "a text that began with three quotes is not closed", "write three quotes behind its last word", true
		m.atKey(l, l.lastKey)
	}},
	{"top-level item to end", moreBehind},
	{"hexadecimal digits", backslash},
	{"invalid escape", backslash},
	{"invalid UTF-8", func(m *mistake, l faultyLine) {
		m.message, m.hint = "the file is not UTF-8 text", "save it as UTF-8 in your editor"
	}},
	{"control characters", func(m *mistake, l faultyLine) {
		m.message, m.hint = "there is a character here that cannot be seen", "delete it, and write the word again"
	}},
}

// tomlMistake explains the decoder's error.
func tomlMistake(text string, pieces []Piece, err error, keys Keys) mistake {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return mistake{message: "cannot read this as TOML: " + err.Error(), stop: true}
	}
	l := lineOf(text, pe)
	l.keys = keys
	m := mistake{line: l.start}
	// The decoder's column is wrong for some errors, and may lie behind the
	// line; then the mistake is the line.
	if start := pe.Position.Start; start >= l.start && start < l.end && pe.Position.Len > 0 {
		for start > l.start && !utf8.RuneStart(text[start]) {
			start--
		}
		m.at = diag.Span{Start: start, End: min(start+pe.Position.Len, l.end)}
	} else {
		m.at = diag.Span{Start: l.start, End: l.end}
	}
	inList := strings.Contains(l.msg, "array terminator")
	if inList {
		l.item, m.comma = missingComma(text, pieces)
	}
	if v, ok := faultyValue(text, pieces, diag.Span{Start: l.start, End: l.end}); m.comma > 0 {
		l.msg = missesComma
	} else if ok {
		m.value = v.whole(text)
		if v.pair == nil && v.in.closed(text) && !strings.Contains(text[v.in.At.Start:v.in.At.End], "\n") {
			m.list = v.in
		}
		if v.pair != nil && v.in != nil { // the pair is the line, as if it stood alone
			l.start, l.end, m.at = v.pair.At.Start, v.at.End, v.at
		}
		if v.pair == nil && inList && v.in.closed(text) {
			m.listed(v.at, l)
			return m
		}
	} else if around, ok := bracketAround(pieces, m.at.Start); ok && around.Open == '{' {
		l.narrow(around, m.at.Start)
	}
	// An error at the end of the text may name any line of a long one.
	if at, size := oddBlank(l.String()); size > 0 && !strings.Contains(pe.Message, "unexpected EOF") {
		m.at = diag.Span{Start: l.start + at, End: l.start + at + size}
		m.message, m.hint = explainOdd(text[m.at.Start:])
		return m
	}
	for _, rule := range tomlRules {
		if strings.Contains(l.msg, rule.found) {
			rule.explain(&m, l)
			return m
		}
	}
	m.message = strings.TrimSuffix(pe.Message, ".")
	if first, size := utf8.DecodeRuneInString(m.message); size > 0 {
		m.message = string(unicode.ToLower(first)) + m.message[size:]
	}
	m.message = "cannot read this as TOML: " + m.message
	return m
}

// explainOdd says what is wrong with the character that a text begins with,
// which oddBlank found.
func explainOdd(text string) (message, hint string) {
	r, _ := utf8.DecodeRuneInString(text)
	if unicode.Is(unicode.Cf, r) {
		return fmt.Sprintf("there is a character here that cannot be seen (%U)", r),
			"delete it; such characters come along with text from Word or a browser"
	}
	return fmt.Sprintf("this looks like a blank, but is another character (%U)", r),
		"delete it and write an ordinary blank; such characters come along with text from Word or a browser"
}

// oddBlank returns where a character stands that looks like a blank or like
// nothing, and its size; 0 without one. Within quotes and behind "#" it may.
func oddBlank(line string) (at, size int) {
	quote := rune(0)
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '#':
			return 0, 0
		case r != ' ' && unicode.Is(unicode.Zs, r), unicode.Is(unicode.Cf, r):
			return i, utf8.RuneLen(r)
		}
	}
	return 0, 0
}

// lineOf finds the line of an error. An error at the text's end is one of the
// last line that has something on it.
func lineOf(text string, pe toml.ParseError) faultyLine {
	at := max(0, min(pe.Position.Start, len(text)))
	if strings.TrimSpace(text[at:]) == "" {
		at = len(strings.TrimRight(text[:at], " \t\r\n"))
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	whole, _, _ := strings.Cut(text[start:], "\n")
	end := start + len(strings.TrimRight(whole, " \t\r"))
	start += len(whole) - len(strings.TrimLeft(whole, " \t"))
	return faultyLine{text: text, start: start, end: max(start, end), msg: pe.Message, lastKey: pe.LastKey}
}

// narrow takes one key of a table in braces, the one at an offset, for the line.
func (l *faultyLine) narrow(around Value, at int) {
	start := max(l.start, around.At.Start+1)
	end := min(l.end, around.At.End)
	if at < start || at > end {
		return
	}
	start += strings.LastIndexByte(l.text[start:at], ',') + 1
	if n := strings.IndexAny(l.text[at:end], ",}"); n >= 0 {
		end = at + n
	}
	part := strings.TrimLeft(l.text[start:end], " \t")
	l.start = end - len(part)
	l.end = l.start + len(strings.TrimRight(part, " \t"))
}

// listed explains a value of a list that the decoder reads only the beginning of.
func (m *mistake) listed(at diag.Span, l faultyLine) {
	m.at = at
	written := l.text[at.Start:at.End]
	m.message, m.hint = "a text must stand in quotes", Any.hint("", written)
	if day, _ := Day.Meant(written); day != "" {
		m.message = fmt.Sprintf("%q is not a date", written)
	}
}

// atKey moves a mistake that the decoder met later to the key where it began.
func (m *mistake) atKey(l faultyLine, key string) {
	if at, ok := findKey(l.text, key); ok {
		m.at = at
	}
}

var quotedName = regexp.MustCompile(`'([^']*)'`)

// twice explains a key that stands in its table already.
func twice(key string) mistake {
	return mistake{message: fmt.Sprintf("the key %q stands twice", key), hint: "keep one of them"}
}

func keyTwice(m *mistake, l faultyLine) {
	m.at, m.value = diag.Span{Start: l.start, End: l.end}, diag.Span{}
	name := ""
	if found := quotedName.FindStringSubmatch(l.msg); found != nil {
		name = found[1]
	}
	told := twice(name)
	m.message, m.hint = told.message, told.hint
	if strings.HasPrefix(l.String(), "[") {
		m.message, m.stop = fmt.Sprintf("the table [%s] stands twice", name), true
		m.hint = "move its keys under the first one"
	}
	at, ok := findKey(l.text[:l.start], name)
	if !ok {
		return
	}
	m.first = &at
	heading, last := l.text[at.Start:at.End], name[strings.LastIndexByte(name, '.')+1:]
	switch line := l.String(); {
	case !strings.HasPrefix(line, "["):
	case !strings.HasPrefix(heading, "["):
		m.other = !strings.Contains(heading, "{") // of lists of tables, too much would be missed
		m.stop = !m.other
		written := line[:strings.LastIndexByte(line, ']')+1]
		m.message = fmt.Sprintf("%q has its value above, so %s cannot say more about it", last, written)
		m.hint = fmt.Sprintf("keep one of the two: %s = …, or %s with what stands below it", last, written)
		if strings.HasPrefix(line, "[[") {
			m.hint = fmt.Sprintf("write all of them in one way: in the list %s = […], or each below a heading %s", last, written)
		}
	case strings.HasPrefix(line, "[["):
		m.message = fmt.Sprintf("[[%s]] is written in another way above", name)
		m.hint = fmt.Sprintf("write it in double brackets both times: [[%s]]", name)
		if strings.HasPrefix(heading, "[["+name+".") {
			m.hint = fmt.Sprintf("write [[%s]] above %s, which is a part of it", name, heading)
		}
	}
}

var (
	isoLike  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	dayFirst = regexp.MustCompile(`^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$`)
)

// wholeValue takes what follows a place on its line into it, up to a comment or the
// next value.
func (m *mistake) wholeValue(l faultyLine) {
	rest := l.text[m.at.End:max(m.at.End, l.end)]
	if end := strings.IndexAny(rest, "#,]}"); end >= 0 {
		rest = rest[:end]
	}
	m.at.End += len(strings.TrimRight(rest, " \t"))
}

// periodLike is a part of the calendar that is written as a text.
var periodLike = regexp.MustCompile(`^\d{4}(?:/\d\d)?(?:-[QW]\d+|-\d\d)?$`)

// period explains a quarter or the like without quotes, and tells whether there
// is one.
func (m *mistake) period(l faultyLine) bool {
	v := l.value()
	written := l.text[v.Start:v.End]
	if !periodLike.MatchString(written) {
		return false
	}
	m.at, m.message = v, fmt.Sprintf("%q is not a date", written)
	m.hint = fmt.Sprintf("what is not one day must stand in quotes: %q", written)
	return true
}

func wrongDate(m *mistake, l faultyLine) {
	if m.period(l) {
		return
	}
	m.wholeValue(l)
	written := l.text[m.at.Start:m.at.End]
	m.message, m.hint = fmt.Sprintf("%q is not a date", written), "a date is written year-month-day: 2026-08-01"
	if d := isoLike.FindStringSubmatch(written); d != nil && !dayExists(d[1], d[2], d[3]) {
		m.message, m.hint = fmt.Sprintf("the date %s does not exist", written), whyNoDay(d[1], d[2])
	} else if d := dayFirst.FindStringSubmatch(written); d != nil && !dayExists(d[3], d[2], d[1]) && dayExists(d[3], d[2], "1") {
		m.message, m.hint = fmt.Sprintf("the date %s does not exist", written), whyNoDay(d[3], d[2])
	} else if day, _ := Day.Meant(written); day != "" {
		m.hint = l.hint(m.at.Start, written)
	}
}

// dayExists tells whether digits are a day of the calendar.
func dayExists(year, month, day string) bool {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	return calendar.Exists(y, m, d)
}

// whyNoDay says why a day is not one of the calendar.
func whyNoDay(year, month string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	return calendar.WhyNot(y, m)
}

const typographic = "“”„»«‘’‚›‹"

func noValue(m *mistake, l faultyLine) {
	m.at = l.value()
	written := l.written()
	first, _ := utf8.DecodeRuneInString(written)
	if written == "" {
		m.at = diag.Span{Start: l.start, End: l.end}
		m.message, m.hint = `there is no value behind "="`, "write one, or remove the line"
		return
	}
	if truth, ok := Truth.Meant(written); ok && (l.kind() == Any || l.kind() == Truth) {
		m.message, m.hint = fmt.Sprintf("%q is not a value", written), "write "+l.key()+" = "+truth+", in small letters and without quotes"
		return
	}
	m.message, m.hint = "a text must stand in quotes", l.hint(m.at.Start, written)
	switch value, _ := l.kind().Meant(written); {
	case strings.ContainsRune(typographic, first):
		m.message = fmt.Sprintf("a text must stand in straight quotes, not in %c", first)
	case strings.HasPrefix(value, "["):
		m.message = "each text of a list must stand in quotes, and the list in brackets"
	}
}

// quote puts a text in the quotes that it does not hold itself.
func quote(text string) string {
	text = strings.Trim(text, `"'`+typographic)
	if strings.ContainsAny(text, `"\`) && !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return `"` + strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), `"`, `\"`) + `"`
}

// plainValue is what stands without quotes in TOML.
var plainValue = regexp.MustCompile(`^(?:true|false|-?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d)$`)

func noEquals(m *mistake, l faultyLine) {
	m.at = diag.Span{Start: l.start, End: l.end}
	m.message, m.hint = `there is no "=" between a key and its value`, `write key = "value"`
	key, value, ok := strings.Cut(l.String(), ":")
	if equals, _, found := strings.Cut(l.String(), "="); found {
		name := strings.TrimSpace(equals)
		m.message, m.hint = fmt.Sprintf("%q cannot be a key", name), otherLetters(name)
		if known := l.keys.nearest(name); known != "" {
			m.hint = fmt.Sprintf("did you mean %q?", known)
		}
		return
	}
	if !ok {
		key, value, ok = strings.Cut(l.String(), " ")
	}
	if value = withoutComment(strings.TrimSpace(value)); ok && value != "" && !strings.ContainsAny(key, `"' -[`) {
		kind := l.kind()
		key = l.key()
		if _, isTruth := Truth.Meant(value); isTruth && kind == Any && !plainValue.MatchString(value) {
			kind = Truth
		}
		m.hint = cmp.Or(kind.hint(key, value), Any.hint(key, value))
	}
}

func moreBehind(m *mistake, l faultyLine) {
	if m.period(l) {
		return
	}
	m.message = "there is more on the line than one value"
	m.at.End = l.end
	v := l.value()
	value := l.text[v.Start:v.End]
	switch {
	case l.isDay():
		m.at = diag.Span{Start: v.Start, End: v.Start + len(l.written())}
		wrongDate(m, l)
	case l.kind() == Texts && quotedItems.MatchString(value):
		m.message, m.at = "several texts must stand in brackets, as a list", v
		m.hint = Texts.hint(l.key(), l.written())
	case l.kind() == Text && !strings.ContainsAny(value[:1], `"'`):
		noValue(m, l)
	case decimalComma.MatchString(value):
		m.message, m.hint, m.at = "a number has a point, not a comma", "write "+strings.Replace(value, ",", ".", 1), v
	case strings.HasPrefix(value, "'") && strings.Count(value, "'") > 2:
		m.hint, m.at = "a text with ' in it must stand in double quotes: "+quote(value), v
	case strings.HasPrefix(value, `"`) && strings.Count(value, `"`) > 2:
		m.hint, m.at = `a text with " in it must stand in single quotes: 'a "b" c'`, v
	default:
		m.hint = "each key must stand on a line of its own; a remark begins with #"
	}
}

func openList(m *mistake, l faultyLine) {
	m.hint = `values of a list must be parted by commas and stand between "[" and "]": ["a", "b"]`
	m.message, m.stop = "the list is not closed", true
	m.atKey(l, l.lastKey)
}

func tableHeading(m *mistake, l faultyLine) {
	m.at, m.stop = diag.Span{Start: l.start, End: l.end}, true
	name := strings.Trim(l.String(), "[] ")
	end := "]"
	if strings.HasPrefix(l.String(), "[[") {
		end = "]]"
	}
	if strings.HasSuffix(l.String(), end) {
		m.message, m.hint = fmt.Sprintf("%q cannot be the name of a table", name), otherLetters(quotedParts(name))
		if meant := l.keys.meantHeading(name); meant != "" {
			m.hint = "did you mean " + strings.Repeat("[", len(end)) + meant + end + "?"
		}
		return
	}
	m.message, m.hint = "the heading of the table is not closed", "write "+strings.Repeat("[", len(end))+name+end
}

func otherLetters(key string) string {
	if !strings.Contains(key, `"`) {
		key = strconv.Quote(key)
	}
	return "a name with other characters than a to z, digits, - and _ must stand in quotes: " + key
}

// quotedParts writes a dotted name with quotes around the parts that need them.
func quotedParts(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if part = strings.TrimSpace(part); !bareKey.MatchString(part) {
			parts[i] = strconv.Quote(strings.Trim(part, `"'`))
		}
	}
	return strings.Join(parts, ".")
}

// quotedItems are texts of a list without its brackets.
var quotedItems = regexp.MustCompile(`^(?:"[^"]*"|'[^']*')\s*,`)

var decimalComma = regexp.MustCompile(`^\d+,\d+$`)

func backslash(m *mistake, l faultyLine) {
	m.message, m.hint, m.at = `a backslash does not stand for itself between double quotes`,
		`write "\\" for one, or put the text in single quotes: 'C:\Users'`, l.value()
}
