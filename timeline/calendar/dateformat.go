package calendar

import "strings"

// DateFormat reads dates that are written in the tokens of dayjs, as Mermaid's
// dateFormat gives them: "YYYY-MM-DD", "DD/MM/YYYY HH:mm". NewDateFormat makes
// one; nothing changes it.
type DateFormat struct {
	Pattern string
	Unread  []string // letters of the pattern that are no token, and are taken literally
	parts   []part
}

// part is a token, or a literal text when the token is tokenNone.
type part struct {
	token   token
	literal string
	fixed   bool // no separator beside it: as many digits as the token has letters
}

type token int

const (
	tokenNone token = iota
	tokenYear
	tokenYear2
	tokenQuarter
	tokenMonth
	tokenMonth2
	tokenMonthShort
	tokenMonthName
	tokenDay
	tokenDay2
	tokenDayOrdinal
	tokenDayOfYear
	tokenDayOfYear3
	tokenWeek
	tokenWeek2
	tokenWeekYear
	tokenHour
	tokenHour2
	tokenHalfHour
	tokenHalfHour2
	tokenMinute
	tokenMinute2
	tokenSecond
	tokenSecond2
	tokenFraction1
	tokenFraction2
	tokenFraction3
	tokenHalf
	tokenOffset
	tokenUnix
	tokenUnixMilli
)

// dateTokens are tried from the first to the last: longer ones come first.
var dateTokens = [...]struct {
	text  string
	token token
}{
	{"YYYY", tokenYear}, {"YY", tokenYear2}, {"GGGG", tokenWeekYear}, {"Q", tokenQuarter},
	{"MMMM", tokenMonthName}, {"MMM", tokenMonthShort}, {"MM", tokenMonth2}, {"M", tokenMonth},
	{"Do", tokenDayOrdinal}, {"DDDD", tokenDayOfYear3}, {"DDD", tokenDayOfYear}, {"DD", tokenDay2}, {"D", tokenDay},
	{"WW", tokenWeek2}, {"W", tokenWeek}, {"ww", tokenWeek2}, {"w", tokenWeek},
	{"HH", tokenHour2}, {"H", tokenHour}, {"hh", tokenHalfHour2}, {"h", tokenHalfHour},
	{"mm", tokenMinute2}, {"m", tokenMinute}, {"ss", tokenSecond2}, {"s", tokenSecond},
	{"SSS", tokenFraction3}, {"SS", tokenFraction2}, {"S", tokenFraction1},
	{"A", tokenHalf}, {"a", tokenHalf}, {"ZZ", tokenOffset}, {"Z", tokenOffset}, {"X", tokenUnix}, {"x", tokenUnixMilli},
}

// NewDateFormat reads a pattern. Any pattern gives a format: "[text]", marks
// and letters that are no token stand for themselves.
func NewDateFormat(pattern string) *DateFormat {
	f := &DateFormat{Pattern: pattern}
	for rest := pattern; rest != ""; {
		if rest[0] == '[' {
			if end := strings.IndexByte(rest, ']'); end > 0 {
				f.literal(rest[1:end])
				rest = rest[end+1:]
				continue
			}
		}
		text, tok := rest[:1], tokenNone
		for _, t := range dateTokens {
			if strings.HasPrefix(rest, t.text) {
				text, tok = t.text, t.token
				break
			}
		}
		rest = rest[len(text):]
		if tok == tokenNone {
			if c := text[0] | 0x20; c >= 'a' && c <= 'z' && text != "T" { // T stands in ISO 8601
				f.Unread = append(f.Unread, text)
			}
			f.literal(text)
			continue
		}
		f.parts = append(f.parts, part{token: tok})
	}
	for i := range f.parts {
		f.parts[i].fixed = i > 0 && f.parts[i-1].digits() || i+1 < len(f.parts) && f.parts[i+1].digits()
	}
	return f
}

func (f *DateFormat) literal(text string) {
	if n := len(f.parts); n > 0 && f.parts[n-1].token == tokenNone {
		f.parts[n-1].literal += text
		return
	}
	f.parts = append(f.parts, part{literal: text})
}

// digits tells whether a part is read as digits.
func (p part) digits() bool {
	switch p.token {
	case tokenNone, tokenMonthShort, tokenMonthName, tokenHalf, tokenOffset, tokenDayOrdinal:
		return false
	}
	return true
}

// Has tells what a pattern says of a date.
func (f *DateFormat) Has() (year, month, day, clock bool) {
	for _, p := range f.parts {
		switch t := p.token; {
		case t == tokenUnix || t == tokenUnixMilli:
			return true, true, true, true
		case t == tokenYear || t == tokenYear2 || t == tokenWeekYear:
			year = true
		case t >= tokenQuarter && t <= tokenMonthName:
			month = true
		case t == tokenWeek || t == tokenWeek2 || t == tokenDayOfYear || t == tokenDayOfYear3:
			month, day = true, true
		case t >= tokenDay && t <= tokenDayOrdinal:
			day = true
		case t >= tokenHour && t <= tokenFraction3:
			clock = true
		}
	}
	return year, month, day, clock
}

// BeyondDayjs tells formats with a token that dayjs, and so Mermaid, has in its
// documentation and cannot read: days of the year, weeks, short fractions.
func (f *DateFormat) BeyondDayjs() bool {
	for _, p := range f.parts {
		switch p.token {
		case tokenDayOfYear, tokenDayOfYear3, tokenWeek, tokenWeek2, tokenWeekYear, tokenFraction1, tokenFraction2:
			return true
		}
	}
	return false
}

// Example writes a moment in the format, as a hint for an author.
func (f *DateFormat) Example(t Instant) string {
	var b strings.Builder
	for _, p := range f.parts {
		b.WriteString(p.example(t))
	}
	return b.String()
}
