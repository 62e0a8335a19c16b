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
	// date: words of other languages (ÅÅÅÅ, JJJJ, TT) or another letter case (yyyy).
	Foreign bool
}

// MeantPattern reads a pattern as people write it who do not know the tokens. It
// is false where there is nothing to mend.
func MeantPattern(pattern string) (Meant, bool) {
	var m Meant
	var out strings.Builder
	clock := false
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
		next := i+n < len(runes) && runes[i+n] == ':'
		token, name, foreign := meantToken(unicode.ToLower(runes[i]), run, n, clock, next)
		if token != "" && token != run {
			m.Changes = append(m.Changes, name+" is written "+token)
			m.Foreign = m.Foreign || foreign
			run = token
		}
		clock = clock || run[0]|0x20 == 'h'
		out.WriteString(run)
		i += n
	}
	m.Pattern = out.String()
	f := NewDateFormat(m.Pattern)
	return m, len(m.Changes) > 0 && len(f.Unread) == 0
}

// meantToken returns the token that a run of one letter was probably meant as, the
// name of the part, and whether the run is no token itself. clock tells that hours
// stand before it, colon that a colon follows.
func meantToken(letter rune, run string, n int, clock, colon bool) (token, name string, foreign bool) {
	switch {
	case strings.ContainsRune("yåaj", letter) && n == 4:
		return "YYYY", "the year", true
	case strings.ContainsRune("yåj", letter) && n == 2:
		return "YY", "the year", true
	case letter == 'd' && n == 2:
		return "DD", "the day", true
	case letter == 't' && n == 2 && colon:
		return "HH", "the hour", true
	case letter == 't' && n == 2:
		return "DD", "the day", true
	case letter == 'm' && n == 2 && clock:
		return "mm", "the minute", false
	case letter == 'm' && n == 2 && !colon:
		return "MM", "the month", false
	}
	return "", "", false
}
