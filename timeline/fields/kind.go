package fields

import (
	"fmt"
	"regexp"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Kind is what the value of a key is to be, for hints that give the author's
// own value as it must be written.
type Kind int

// The kinds. Any is a key that may hold several, or that nobody knows.
const (
	Any Kind = iota
	Text
	Texts // a text or a list of texts
	Number
	Truth
	Day
)

// Keys is what a reader's caller knows of its keys, for hints. Its zero value
// knows none. A key under a heading is asked for without it.
type Keys struct {
	Kind    func(key string) Kind
	Nearest func(word string) string // the key that was probably meant, "" for none
}

func (k Keys) kind(key string) Kind {
	if k.Kind == nil {
		return Any
	}
	return k.Kind(key)
}

// meantHeading returns the name of a table that was probably meant by one that
// has letters which cannot stand there, "" where it cannot be told.
func (k Keys) meantHeading(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if parts[i] = strings.TrimSpace(part); bareKey.MatchString(parts[i]) {
			continue
		}
		if parts[i] = k.nearest(parts[i]); parts[i] == "" {
			return ""
		}
	}
	return strings.Join(parts, ".")
}

// bareKey is a key that needs no quotes.
var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func (k Keys) nearest(word string) string {
	if k.Nearest == nil {
		return ""
	}
	return k.Nearest(word)
}

// String says in plain words what a key of this kind wants.
func (k Kind) String() string {
	switch k {
	case Text:
		return "a text in quotes"
	case Texts:
		return "a text or a list of texts"
	case Number:
		return "a number"
	case Truth:
		return "true or false"
	case Day:
		return "a date like 2026-08-01"
	}
	return "another value"
}

// Meant returns what an author wrote as TOML wants it for a key of this kind:
// "3" as 3, budget, skærme as ["budget", "skærme"], 3.2.2026 as 2026-02-03; ""
// where it cannot be told. It is not sure of a year that has two digits.
func (k Kind) Meant(written string) (value string, sure bool) {
	written = strings.TrimSpace(written)
	switch k {
	case Text:
		if items, isList := listed(written); isList {
			if len(items) != 1 {
				return "", false
			}
			written = items[0]
		}
		return quote(unquotedText(written)), true
	case Texts:
		items, _ := listed(written)
		for i := range items {
			items[i] = quote(items[i])
		}
		return "[" + strings.Join(items, ", ") + "]", len(items) > 0
	case Number:
		if number := strings.Replace(unquotedText(written), ",", ".", 1); plainNumber.MatchString(number) {
			return number, true
		}
		return "", false
	case Truth:
		value = truths[strings.ToLower(unquotedText(written))]
		return value, value != ""
	case Day:
		return meantDay(unquotedText(written))
	}
	if plainValue.MatchString(written) {
		return written, true
	}
	if _, isList := listed(written); isList {
		return Texts.Meant(written)
	}
	if value, sure = meantDay(written); value != "" {
		return value, sure
	}
	return quote(written), true
}

// hint says how to write a value that is meant for a key; "" where that cannot
// be told.
func (k Kind) hint(key, written string) string {
	value, sure := k.Meant(written)
	return Hint(key, value, sure)
}

// Hint is the hint to write something that Meant gave, for a key as it is
// written in the file with what stands behind it: "date", "".
func Hint(key, value string, sure bool) string {
	if key != "" && value != "" {
		value = key + " = " + value
	}
	switch {
	case value == "":
		return ""
	case !sure:
		return "write the year with four digits; did you mean " + value + "?"
	}
	return "write " + value
}

var plainNumber = regexp.MustCompile(`^-?(?:0|[1-9]\d*)(?:\.\d+)?$`)

// truths are the words for true and false, of YAML and in Danish.
var truths = map[string]string{
	"true": "true", "yes": "true", "on": "true", "ja": "true", "sand": "true", "sandt": "true", "1": "true",
	"false": "false", "no": "false", "off": "false", "nej": "false", "falsk": "false", "0": "false",
}

// listed cuts what was written for a list into its texts, and tells whether it
// stands in brackets. A comma within quotes does not part.
func listed(written string) (items []string, isList bool) {
	if strings.HasPrefix(written, "[") {
		written, isList = strings.TrimSuffix(written[1:], "]"), true
	}
	start, within := 0, rune(0)
	add := func(end int) {
		if item := unquotedText(strings.TrimSpace(written[start:end])); item != "" {
			items = append(items, item)
		}
		start = end + 1
	}
	for i, r := range written {
		switch {
		case within != 0 && r == within:
			within = 0
		case within == 0 && (r == '"' || r == '\'') && strings.TrimSpace(written[start:i]) == "":
			within = r
		case within == 0 && r == ',':
			add(i)
		}
	}
	add(len(written))
	return items, isList
}

// unquotedText takes the quotes, of whichever kind, from around a text.
func unquotedText(text string) string { return strings.Trim(text, `"'`+typographic) }

var (
	numberedDay = regexp.MustCompile(`^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./ ]\s*(\d\d|\d{4})$`)
	namedDay    = regexp.MustCompile(`^(\d{1,2})\.?\s*(\pL+)\.?\s*(\d\d|\d{4})$`)
	packedDay   = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
)

// meantDay returns the day that a text seems to mean, in ISO 8601: the day
// first as in Danish, or the year. It is not sure of a year that has two digits.
func meantDay(text string) (iso string, sure bool) {
	if d := numberedDay.FindStringSubmatch(text); d != nil {
		year := wholeYear(d[3])
		if !dayExists(year, d[2], d[1]) {
			return "", false
		}
		return fmt.Sprintf("%s-%02s-%02s", year, d[2], d[1]), year == d[3]
	}
	if d := packedDay.FindStringSubmatch(text); d != nil && dayExists(d[1], d[2], d[3]) {
		return d[1] + "-" + d[2] + "-" + d[3], true
	}
	sure = true
	if d := namedDay.FindStringSubmatch(text); d != nil {
		year := wholeYear(d[3])
		text, sure = d[1]+". "+d[2]+" "+year, year == d[3]
	}
	if d, err := calendar.ReadLoose(text); err == nil && strings.ContainsAny(text, "-/. ") {
		return d.At.ISODate(), sure
	}
	return "", false
}

// wholeYear gives a year of two digits its century.
func wholeYear(digits string) string {
	switch {
	case len(digits) > 2:
		return digits
	case digits < "70":
		return "20" + digits
	}
	return "19" + digits
}

// Mismatch is a value of another kind than its key wants.
type Mismatch struct {
	Value any
	Want  Kind
	Words string // what the key wants, where it is more than the kind
}

func (m Mismatch) Error() string {
	words := m.Words
	if words == "" {
		words = m.Want.String()
	}
	return fmt.Sprintf("this is %s, but the key wants %s", TypeName(m.Value), words)
}

// MeantBy is Meant for a value that was read; written is its text in
// TOML, "" for YAML.
func (k Kind) MeantBy(v any, written string) (value string, sure bool) {
	if k == Any || !isScalar(v) && !isList(v) {
		return "", false
	}
	if list, ok := v.([]any); ok && written == "" {
		var words []string
		for _, item := range list {
			if !isScalar(item) {
				return "", false
			}
			words = append(words, quote(fmt.Sprint(item)))
		}
		return k.Meant("[" + strings.Join(words, ", ") + "]")
	}
	if written == "" {
		written = fmt.Sprint(v)
	}
	return k.Meant(written)
}

// isScalar tells a value that can be written as one word: no table, no list, and
// not the nothing that YAML has for a key without a value.
func isScalar(v any) bool {
	_, isTable := v.(Table)
	return v != nil && !isTable && !isList(v)
}

func isList(v any) bool {
	_, ok := v.([]any)
	return ok
}

// Written returns the value of a field as it stands in a TOML text, "" in YAML.
func (f Field) Written(src *diag.Source) string {
	return src.Text[f.ValueAt.Start:f.ValueAt.End]
}
