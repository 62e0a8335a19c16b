package syntax

import (
	"slices"
	"strings"
)

// The reasons of problems, as they stand in diag.Diag.Code.
const (
	codeTooLong          = "too-long"
	codeNoGantt          = "roadmap-no-gantt"
	codeSecondGantt      = "roadmap-second-gantt"
	codeFrontMatter      = "roadmap-bad-front-matter"
	codeDirective        = "roadmap-bad-directive"
	codeUnknownStatement = "roadmap-unknown-statement"
	codeEmptySection     = "roadmap-empty-section"
	codeEmptyValue       = "roadmap-empty-value"
	codeBadValue         = "roadmap-bad-value"
	codeKeywordName      = "roadmap-keyword-name"
	codeBehindData       = "roadmap-behind-data"
	codeOpenFence        = "roadmap-open-fence"
	codeOpenBrace        = "roadmap-open-brace"
	codeBadClick         = "roadmap-bad-click"
	codeUnknownKey       = "roadmap-unknown-key"
	codeOtherForm        = "roadmap-other-language"
	codeBadKind          = "roadmap-wrong-kind"
)

// Keyword is a word that begins a setting.
type Keyword int

// The keywords of Mermaid's gantt that are settings.
const (
	Title Keyword = iota
	AccTitle
	AccDescr
	DateFormat
	AxisFormat
	TickInterval
	Includes
	Excludes
	TodayMarker
	InclusiveEndDates
	TopAxis
	Weekday
	Weekend
)

// shape says what may follow a keyword.
type shape int

const (
	wholeLine  shape = iota // the rest of the line, with # and ;
	untilSemi               // the rest of the line up to ;
	untilSign               // the rest of the line up to # or ;
	afterColon              // ":" and the rest of the line; accDescr also { over lines }
	flag                    // nothing
	oneWord                 // one of words
)

type keywordRow struct {
	name  string
	shape shape
	words []string
}

// keywords has a row for each Keyword, in their order.
var keywords = [...]keywordRow{
	Title:             {name: "title", shape: wholeLine},
	AccTitle:          {name: "accTitle", shape: afterColon},
	AccDescr:          {name: "accDescr", shape: afterColon},
	DateFormat:        {name: "dateFormat", shape: untilSign},
	AxisFormat:        {name: "axisFormat", shape: untilSign},
	TickInterval:      {name: "tickInterval", shape: untilSign},
	Includes:          {name: "includes", shape: untilSign},
	Excludes:          {name: "excludes", shape: untilSign},
	TodayMarker:       {name: "todayMarker", shape: untilSemi},
	InclusiveEndDates: {name: "inclusiveEndDates", shape: flag},
	TopAxis:           {name: "topAxis", shape: flag},
	Weekday:           {name: "weekday", shape: oneWord, words: daysOfWeek[:]},
	Weekend:           {name: "weekend", shape: oneWord, words: []string{"friday", "saturday"}},
}

var (
	daysOfWeek = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	danishDays = [...]string{"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"}
	plainO     = strings.NewReplacer("ø", "o", "oe", "o")
)

// DayMeant returns the day of the week, as the language has it, that a word is a
// short form of, or in Danish; "" for any other word.
func DayMeant(word string) string {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	if len(word) < 2 {
		return ""
	}
	for i, day := range daysOfWeek {
		if strings.HasPrefix(day, word) {
			return daysOfWeek[i]
		}
	}
	for i, day := range danishDays {
		if strings.HasPrefix(plainO.Replace(day), plainO.Replace(word)) {
			return daysOfWeek[i]
		}
	}
	return ""
}

// String gives the keyword as Mermaid's documentation spells it.
func (k Keyword) String() string { return keywords[k].name }

// statementWords begin statements that are no settings.
var statementWords = []string{"gantt", "section", "click"}

// Words returns every word that may begin a statement, for "did you mean" and
// for the documentation.
func Words() []string {
	words := slices.Clone(statementWords)
	for _, k := range keywords {
		words = append(words, k.name)
	}
	return words
}

// WordOf returns the word of Words that a name is, in any letter case, or "".
func WordOf(name string) string {
	if wordLength(name) < len(name) { // most names
		return ""
	}
	if k, ok := KeywordOf(name); ok {
		return k.String()
	}
	for _, w := range statementWords {
		if strings.EqualFold(w, name) {
			return w
		}
	}
	return ""
}

// States returns the words that may stand before a task's id.
func States() []string { return []string{"active", "done", "crit", "milestone", "vert"} }

// IsState tells whether a word is one of States. Letter case counts.
func IsState(word string) bool {
	switch word {
	case "active", "done", "crit", "milestone", "vert":
		return true
	}
	return false
}

// keywordAt finds the keyword that a line begins with and the length of the
// word. Letter case does not count.
func keywordAt(line string) (k Keyword, length int, found bool) {
	n := wordLength(line)
	k, found = KeywordOf(line[:n])
	return k, n, found
}

// KeywordOf finds the keyword that a word is. Letter case does not count.
func KeywordOf(word string) (k Keyword, found bool) {
	if len(word) < len("title") || len(word) > len("inclusiveEndDates") { // most lines are tasks
		return 0, false
	}
	for k := range keywords {
		if len(keywords[k].name) == len(word) && strings.EqualFold(keywords[k].name, word) {
			return Keyword(k), true
		}
	}
	return 0, false
}

// isBareKeyword tells a name that is nothing but a keyword.
func isBareKeyword(name string) bool {
	_, n, ok := keywordAt(name)
	return ok && n == len(name) || strings.EqualFold(name, "section")
}

// wordLength returns how many of the first bytes are ASCII letters, when no
// letter, digit or underscore follows them; else 0.
func wordLength(line string) int {
	i := 0
	for i < len(line) && isLetter(line[i]) {
		i++
	}
	if i < len(line) && (line[i] == '_' || line[i] >= '0' && line[i] <= '9') {
		return 0
	}
	return i
}

// startsWithWord tells whether a line begins with a word, in any letter case.
func startsWithWord(line, word string) bool {
	return wordLength(line) == len(word) && strings.EqualFold(line[:len(word)], word)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
