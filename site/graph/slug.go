package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kvartal/site/config"
)

// letters that do not fall apart into a letter and a mark, and those that
// Danish and its neighbours write otherwise than the mark says.
var letters = strings.NewReplacer(
	"æ", "ae", "ø", "oe", "å", "aa", "ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss",
	"þ", "th", "ð", "d", "đ", "d", "ł", "l", "œ", "oe", "ı", "i",
)

// Slug makes one part of an address of a file's name, in the site's style.
// The Danish way: lower case, æ to ae, ø to oe, å to aa, other marks dropped,
// everything that is no letter, digit, "_" or "." to single hyphens. A name
// without any such letter is kept as it is.
func Slug(name string, style config.SlugStyle) string {
	name = norm.NFC.String(name)
	if style == config.KeepSlug {
		return name
	}
	var b strings.Builder
	hyphen := false
	for _, r := range plainLetters(strings.ToLower(name)) {
		switch {
		case r == '_', r == '.', unicode.IsLetter(r), unicode.IsDigit(r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		default:
			hyphen = true
		}
	}
	if b.Len() == 0 || strings.Trim(b.String(), ".") == "" {
		return name
	}
	return norm.NFC.String(b.String())
}

// plainLetters writes letters without marks, twice: a mark may hide one of the
// letters (Ǿ is an Ø with an accent).
func plainLetters(s string) string {
	for range 2 {
		s = strings.Map(func(r rune) rune {
			if unicode.IsMark(r) {
				return -1
			}
			return r
		}, norm.NFD.String(letters.Replace(norm.NFC.String(s))))
	}
	return s
}
