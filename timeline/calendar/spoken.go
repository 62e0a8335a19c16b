package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spoken is a day or a longer piece of the calendar as people write it.
type Spoken struct {
	Start, End Instant // first moment, and first moment after
	Text       string  // as ReadPeriod reads it: "2026-W12", "2026-02-01"
	Name       string  // in words: "week 12 of 2026", "1 February 2026"
}

// IsDay tells a single day.
func (s Spoken) IsDay() bool { return s.End-s.Start == Day }

// ReadSpoken reads what people write where they do not think of a format, in
// Danish or English: "1/2/2026", "uge 12", "Q2", "2. kvartal 2026", "marts". Of two
// numbers the first is the day, as Danes write; only where that is impossible it
// is the month. year is taken where none is written; 0 means that none is known.
//
// This guesses. It is for proposing a text to an author, never for reading one.
func ReadSpoken(text string, year int) (Spoken, bool) {
	if strings.HasSuffix(text, "-") || strings.HasSuffix(text, "/") {
		return Spoken{}, false // it is cut off
	}
	words := spokenWords(text)
	withYear := len(words) == 2 // a month in numbers needs a written year
	if n := len(words); n > 1 && words[n-1].isYear() {
		year, words = words[n-1].number, words[:n-1]
	} else if n > 1 && words[0].isYear() {
		year, words = words[0].number, words[1:]
	}
	if len(words) == 3 && words[2].digits == 2 && words[0].digits > 0 {
		year, words = 2000+words[2].number, words[:2]
	}
	switch {
	case len(words) == 1 && words[0].isYear():
		start, end, err := ReadPeriod(text, 1)
		return Spoken{start, end, text, text}, err == nil
	case year == 0 || len(words) == 0 || len(words) > 2:
		return Spoken{}, false
	case len(words) == 1 && (withYear || words[0].digits == 0):
		return spokenMonth(year, words[0])
	case len(words) == 1:
		return Spoken{}, false
	case words[0].digits == 0:
		return spokenPart(year, words[0].letters, words[1])
	case words[1].digits == 0 && monthByName(words[1].letters) > 0:
		return spokenDay(year, monthByName(words[1].letters), words[0].number)
	case words[1].digits == 0 && words[0].ordinal:
		return spokenPart(year, words[1].letters, words[0])
	case words[1].digits == 0 || words[0].digits > 2 || words[1].digits > 2 || !strings.ContainsAny(text, "/-."):
		return Spoken{}, false
	}
	if s, ok := spokenDay(year, words[1].number, words[0].number); ok {
		return s, true
	}
	return spokenDay(year, words[0].number, words[1].number)
}

// spokenWord is a number, when digits is not 0, or a word in small letters.
type spokenWord struct {
	letters        string
	number, digits int
	ordinal        bool // a full stop stands behind the number
}

func (w spokenWord) isYear() bool { return w.digits == 4 }

// spokenWords parts a text at blanks, marks, and between digits and letters.
func spokenWords(text string) []spokenWord {
	var out []spokenWord
	for rest := strings.ToLower(text); rest != ""; {
		first, size := utf8.DecodeRuneInString(rest)
		same := unicode.IsLetter
		if unicode.IsDigit(first) {
			same = unicode.IsDigit
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return !same(r) })
		switch {
		case end == 0:
			rest = rest[size:]
			continue
		case end < 0:
			end = len(rest)
		}
		w := spokenWord{letters: rest[:end]}
		if unicode.IsDigit(first) {
			w.number, _ = strconv.Atoi(rest[:min(end, 9)])
			w.letters, w.digits, w.ordinal = "", end, strings.HasPrefix(rest[end:], ".")
		}
		out, rest = append(out, w), rest[end:]
	}
	return out
}

func spokenDay(year, month, day int) (Spoken, bool) {
	if !Exists(year, month, day) {
		return Spoken{}, false
	}
	at := Date(year, month, day)
	return Spoken{at, at + Day, at.ISODate(), fmt.Sprintf("%d %s %d", day, englishMonths[month-1], year)}, true
}

func spokenMonth(year int, w spokenWord) (Spoken, bool) {
	month := monthByName(w.letters)
	if w.digits > 0 {
		month = w.number
	}
	if month < 1 || month > 12 {
		return Spoken{}, false
	}
	at := Date(year, month, 1)
	return Spoken{at, at.AddMonths(1), fmt.Sprintf("%04d-%02d", year, month), fmt.Sprintf("%s %d", englishMonths[month-1], year)}, true
}

// spokenPart reads a numbered week or quarter of a year.
func spokenPart(year int, kind string, number spokenWord) (Spoken, bool) {
	letter, name := "W", "week"
	switch kind {
	case "uge", "u", "week", "w":
	case "q", "k", "kv", "kvt", "kvartal", "quarter":
		letter, name = "Q", "quarter"
	default:
		return Spoken{}, false
	}
	if number.digits < 1 || number.digits > 2 {
		return Spoken{}, false
	}
	text := fmt.Sprintf("%04d-%s%02d", year, letter, number.number)
	if letter == "Q" {
		text = fmt.Sprintf("%04d-Q%d", year, number.number)
	}
	start, end, err := ReadPeriod(text, 1)
	return Spoken{start, end, text, fmt.Sprintf("%s %d of %d", name, number.number, year)}, err == nil
}
