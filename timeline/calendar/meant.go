package calendar

import (
	"strings"
	"unicode"
)

// Meant is a dateFormat that an author probably meant by another one.
type Meant struct {
	Pattern string
	Changes []string // what is written how: "the year is written YYYY"
	// Foreign tells that the other pattern has letters that stand for no part of a
	// date: words of other languages (ÅÅÅÅ, JJJJ, TT), another letter case (yyyy) or
	// number of letters (YYY).
	Foreign bool
}

// MeantPattern reads a pattern as people write it who do not know the tokens. It
// is false where there is nothing to mend.
func MeantPattern(pattern string) (Meant, bool) {
	var m Meant
	var out strings.Builder
	around := surroundings{month: strings.Contains(pattern, "M")}
	runes := []rune(pattern)
	for i := 0; i < len(runes); {
		n := 1
		if runes[i] == '[' {
			for i+n < len(runes) && runes[i+n-1] != ']' {
				n++
			}
		} else {
			for i+n < len(runes) && runes[i+n] == runes[i] {
				n++
			}
		}
		run := string(runes[i : i+n])
		around.colon = i+n < len(runes) && runes[i+n] == ':'
		token, name, foreign := meantToken(unicode.ToLower(runes[i]), run, n, around)
		if token != "" && token != run {
			m.Changes = append(m.Changes, name+" is written "+token)
			m.Foreign = m.Foreign || foreign
			run = token
		}
		around.clock = around.clock || run[0]|0x20 == 'h'
		out.WriteString(run)
		i += n
	}
	m.Pattern = out.String()
	return m, len(m.Changes) > 0 && len(NewDateFormat(m.Pattern).Unread) == 0
}

// surroundings are what stands around a run of letters in a pattern.
type surroundings struct {
	clock bool // hours before it
	colon bool // a colon behind it
	month bool // a month somewhere
}

// meantToken returns the token that a run of one letter was probably meant as, the
// name of the part, and whether Mermaid reads no date by the run itself.
func meantToken(letter rune, run string, n int, around surroundings) (token, name string, foreign bool) {
	switch {
	case letter == 'y' && (n == 3 || n > 4):
		return "YYYY", "the year", true
	case run[0] == 'D' && n > 2 && around.month: // of the year, else
		return "DD", "the day", true
	case strings.ContainsRune("yåaj", letter) && n == 4:
		return "YYYY", "the year", true
	case strings.ContainsRune("yåj", letter) && n == 2:
		return "YY", "the year", true
	case letter == 'd' && n == 2:
		return "DD", "the day", true
	case letter == 't' && n == 2 && around.colon:
		return "HH", "the hour", true
	case letter == 't' && n == 2:
		return "DD", "the day", true
	case letter == 'm' && n == 2 && around.clock:
		return "mm", "the minute", false
	case letter == 'm' && n == 2 && !around.colon:
		return "MM", "the month", false
	}
	return "", "", false
}
