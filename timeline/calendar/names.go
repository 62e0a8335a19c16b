package calendar

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// englishMonths are the names that dayjs reads and writes.
var englishMonths = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// danishMonths are read too where a month is written out freely.
var danishMonths = [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// monthName reads an English month name, in any letter case.
func (v *fields) monthName(s string, short bool) (string, bool) {
	for i, name := range englishMonths {
		if short {
			name = name[:3]
		}
		if len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) {
			v.month = i + 1
			if s[:len(name)] != name {
				v.lenient = true
			}
			return s[len(name):], true
		}
	}
	return s, false
}

// monthByName finds a month by its English or Danish name, or by three or
// more letters that one begins with.
func monthByName(name string) int {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if utf8.RuneCountInString(name) < 3 {
		return 0
	}
	for i := range 12 {
		if strings.HasPrefix(strings.ToLower(englishMonths[i]), name) || strings.HasPrefix(danishMonths[i], name) {
			return i + 1
		}
	}
	return 0
}

func (p part) example(t Instant) string {
	y, m, d := t.Date()
	h, mi, s, ms := t.Clock()
	isoYear, week := t.ISOWeek()
	switch p.token {
	case tokenNone:
		return p.literal
	case tokenYear:
		return fmt.Sprintf("%04d", y)
	case tokenWeekYear:
		return fmt.Sprintf("%04d", isoYear)
	case tokenYear2:
		return fmt.Sprintf("%02d", floorMod(y, 100))
	case tokenQuarter:
		return fmt.Sprint(t.Quarter())
	case tokenMonth:
		return fmt.Sprint(m)
	case tokenMonth2:
		return fmt.Sprintf("%02d", m)
	case tokenMonthShort:
		return englishMonths[m-1][:3]
	case tokenMonthName:
		return englishMonths[m-1]
	case tokenDay:
		return fmt.Sprint(d)
	case tokenDay2:
		return fmt.Sprintf("%02d", d)
	case tokenDayOrdinal:
		return ordinal(d)
	case tokenDayOfYear:
		return fmt.Sprint(t.dayOfYear())
	case tokenDayOfYear3:
		return fmt.Sprintf("%03d", t.dayOfYear())
	case tokenWeek:
		return fmt.Sprint(week)
	case tokenWeek2:
		return fmt.Sprintf("%02d", week)
	case tokenHour:
		return fmt.Sprint(h)
	case tokenHour2:
		return fmt.Sprintf("%02d", h)
	case tokenHalfHour:
		return fmt.Sprint((h+11)%12 + 1)
	case tokenHalfHour2:
		return fmt.Sprintf("%02d", (h+11)%12+1)
	case tokenMinute:
		return fmt.Sprint(mi)
	case tokenMinute2:
		return fmt.Sprintf("%02d", mi)
	case tokenSecond:
		return fmt.Sprint(s)
	case tokenSecond2:
		return fmt.Sprintf("%02d", s)
	case tokenFraction1, tokenFraction2, tokenFraction3:
		return fmt.Sprintf("%03d", ms)[:int(p.token-tokenFraction1)+1]
	case tokenHalf:
		return [...]string{"AM", "PM"}[h/12]
	case tokenOffset:
		return "+00:00"
	case tokenUnix:
		return fmt.Sprint(floorDiv(int(t), int(Second)))
	default:
		return fmt.Sprint(int64(t))
	}
}

func (t Instant) dayOfYear() int { return int((t.StartOfDay()-Date(t.Year(), 1, 1))/Day) + 1 }

// ordinal gives "1st", "2nd", "11th".
func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n) + suffix
}
