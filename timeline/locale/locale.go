// Package locale holds what differs between languages: names of months, days
// and quarters, ways to write dates, and the words of charts and themes. Its
// tables are immutable and complete for every language in them.
package locale

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kvartal/timeline/calendar"
)

// Locale is one language. Get returns it; nothing changes it.
type Locale struct {
	Tag          string // BCP 47: "da"
	Months       [12]string
	MonthsShort  [12]string
	Days         [7]string // from Sunday
	DaysShort    [7]string
	Quarter      string    // with room: "1. kvt."; %d is 1 to 4
	QuarterTiny  string    // without: "K1"
	HalfYear     string    // with room: "1. halvår"; %d is 1 or 2
	HalfYearTiny string    // without: "H1"
	Week         string    // "uge 12"
	WeekTiny     string    // "u12"
	Quotes       [4]string // double open and close, single open and close
	// DecimalComma tells that numbers have a comma where others have a point, so
	// that spreadsheets part values by semicolons.
	DecimalComma bool
	dateOrder    order
	words        map[string]string
}

// order is the style of a written date.
type order int

const (
	dotted order = iota // 1. maj 2026
	plain               // 1 May 2026
)

var all = map[string]*Locale{"da": &danish, "en": &english}

// Tags returns the languages there are, sorted.
func Tags() []string { return slices.Sorted(maps.Keys(all)) }

// Get returns the language of a BCP 47 tag. A region is ignored: "da-DK" is
// "da". Letter case does not count.
func Get(tag string) (*Locale, bool) {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	l, ok := all[base]
	return l, ok
}

// Danish is the first language of the product, and the default.
func Danish() *Locale { return &danish }

// Word returns the word or sentence of a key; false when there is no such key.
func (l *Locale) Word(key string) (string, bool) {
	w, ok := l.words[key]
	return w, ok
}

// Must is Word for keys in the program's own text, which tests keep complete.
// An unknown key comes back in brackets, so that it is seen.
func (l *Locale) Must(key string) string {
	if w, ok := l.words[key]; ok {
		return w
	}
	return "[" + key + "]"
}

// Keys returns the keys of all words, sorted.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.words)) }

// Dates are written piece by piece into one slice: a chart has several of them a
// row. wordsLong is room for the longest of them.
const wordsLong = 64

// DateLong gives "23. november 2026".
func (l *Locale) DateLong(t calendar.Instant) string {
	y, m, d := t.Date()
	return l.Day(d) + " " + l.Months[m-1] + " " + strconv.Itoa(y)
}

// DateShort gives "23. nov. 2026".
func (l *Locale) DateShort(t calendar.Instant) string {
	return string(l.dateShort(make([]byte, 0, wordsLong), t))
}

func (l *Locale) dateShort(to []byte, t calendar.Instant) []byte {
	y, m, d := t.Date()
	to = append(append(l.day(to, d), ' '), l.MonthsShort[m-1]...)
	return strconv.AppendInt(append(to, ' '), int64(y), 10)
}

// DayMonth gives "23. nov.".
func (l *Locale) DayMonth(t calendar.Instant) string {
	return string(l.dayMonth(make([]byte, 0, wordsLong), t))
}

func (l *Locale) dayMonth(to []byte, t calendar.Instant) []byte {
	_, m, d := t.Date()
	return append(append(l.day(to, d), ' '), l.MonthsShort[m-1]...)
}

// Time gives "08:30".
func (l *Locale) Time(t calendar.Instant) string {
	return string(l.time(make([]byte, 0, wordsLong), t))
}

func (l *Locale) time(to []byte, t calendar.Instant) []byte {
	h, m, s, ms := t.Clock()
	to = twoDigits(append(twoDigits(to, h), ':'), m)
	if s != 0 || ms != 0 {
		to = twoDigits(append(to, ':'), s)
	}
	if ms != 0 {
		to = twoDigits(append(to, '.', '0'+byte(ms/100)), ms%100)
	}
	return to
}

func twoDigits(to []byte, n int) []byte { return append(to, '0'+byte(n/10), '0'+byte(n%10)) }

// MonthShort gives "nov. 2026".
func (l *Locale) MonthShort(t calendar.Instant) string {
	return string(l.monthShort(make([]byte, 0, wordsLong), t))
}

func (l *Locale) monthShort(to []byte, t calendar.Instant) []byte {
	y, m, _ := t.Date()
	return strconv.AppendInt(append(append(to, l.MonthsShort[m-1]...), ' '), int64(y), 10)
}

// Day gives the day of a month as it stands in a date: "23.".
func (l *Locale) Day(d int) string {
	return string(l.day(make([]byte, 0, wordsLong), d))
}

func (l *Locale) day(to []byte, d int) []byte {
	to = strconv.AppendInt(to, int64(d), 10)
	if l.dateOrder == dotted {
		to = append(to, '.')
	}
	return to
}

// Moment gives a date with its time where it is not midnight:
// "1. maj 2026", "1. maj 2026 08:30".
func (l *Locale) Moment(t calendar.Instant) string {
	return string(l.AppendMoment(make([]byte, 0, wordsLong), t))
}

// AppendMoment appends what Moment gives.
func (l *Locale) AppendMoment(to []byte, t calendar.Instant) []byte {
	to = l.dateShort(to, t)
	if !t.IsMidnight() {
		to = l.time(append(to, ' '), t)
	}
	return to
}

// Last gives the last day of a period that ends at end (exclusive): the day
// before where end is a midnight, else the moment itself.
func (l *Locale) Last(end calendar.Instant) string {
	if end.IsMidnight() {
		return l.DateShort(end.AddDays(-1))
	}
	return l.Moment(end)
}

// Period gives the half-open period [start, end) as shortly as is exact enough
// for a label: whole months as "aug. 2025 – feb. 2026" or "mar. – maj 2026", one
// month as "feb. 2026", days as "5. jan. – 28. feb. 2026", a single day as "5. jan. 2026",
// hours as "5. jan. 2026 08:00–12:30".
func (l *Locale) Period(start, end calendar.Instant) string {
	return string(l.period(make([]byte, 0, wordsLong), start, end))
}

func (l *Locale) period(to []byte, start, end calendar.Instant) []byte {
	if end <= start {
		return l.AppendMoment(to, start)
	}
	if !start.IsMidnight() || !end.IsMidnight() {
		return l.hours(to, start, end)
	}
	last := end.AddDays(-1)
	y1, m1, d1 := start.Date()
	y2, m2, _ := last.Date()
	if d1 == 1 && end.DayOfMonth() == 1 {
		switch {
		case y1 != y2:
			to = append(l.monthShort(to, start), " – "...)
		case m1 != m2:
			to = append(append(to, l.MonthsShort[m1-1]...), " – "...)
		}
		return l.monthShort(to, last)
	}
	switch {
	case start == last:
	case y1 != y2:
		to = append(l.dateShort(to, start), " – "...)
	case m1 != m2:
		to = append(l.dayMonth(to, start), " – "...)
	default:
		to = append(l.day(to, d1), "–"...)
	}
	return l.dateShort(to, last)
}

// Brief gives a period as Period does, without years: "aug. – feb.", "feb.",
// "5. jan. – 28. feb.", "5.–7. jan.", "5. jan. 08:00–12:30", for where these are
// told beside it.
func (l *Locale) Brief(start, end calendar.Instant) string {
	return string(l.brief(make([]byte, 0, wordsLong), start, end))
}

func (l *Locale) brief(to []byte, start, end calendar.Instant) []byte {
	if end <= start {
		return l.briefMoment(to, start)
	}
	if !start.IsMidnight() || !end.IsMidnight() {
		day := lastDay(end)
		if day == start.StartOfDay() {
			return l.times(append(l.dayMonth(to, start), ' '), start, end)
		}
		to = append(l.briefMoment(to, start), " – "...)
		return l.until(append(l.dayMonth(to, day), ' '), end)
	}
	last := end.AddDays(-1)
	y1, m1, d1 := start.Date()
	y2, m2, _ := last.Date()
	same := y1 == y2 && m1 == m2
	if d1 == 1 && end.DayOfMonth() == 1 {
		if !same {
			to = append(append(to, l.MonthsShort[m1-1]...), " – "...)
		}
		return append(to, l.MonthsShort[m2-1]...)
	}
	switch {
	case start == last:
	case same:
		to = append(l.day(to, d1), "–"...)
	default:
		to = append(l.dayMonth(to, start), " – "...)
	}
	return l.dayMonth(to, last)
}

// briefMoment writes "1. maj", "1. maj 08:30".
func (l *Locale) briefMoment(to []byte, t calendar.Instant) []byte {
	to = l.dayMonth(to, t)
	if !t.IsMidnight() {
		to = l.time(append(to, ' '), t)
	}
	return to
}

// hours writes a period that is not of whole days: "5. jan. 2026 08:00–12:30",
// "5. jan. 2026 22:00 – 6. jan. 2026 04:00".
func (l *Locale) hours(to []byte, start, end calendar.Instant) []byte {
	day := lastDay(end)
	if day == start.StartOfDay() {
		return l.times(append(l.dateShort(to, start), ' '), start, end)
	}
	to = append(l.AppendMoment(to, start), " – "...)
	return l.until(append(l.dateShort(to, day), ' '), end)
}

// lastDay returns the day that a period ends in: a midnight is 24:00 of the day
// before.
func lastDay(end calendar.Instant) calendar.Instant {
	if end.IsMidnight() {
		return end.AddDays(-1)
	}
	return end.StartOfDay()
}

// until writes the time at which a period ends in its last day.
func (l *Locale) until(to []byte, end calendar.Instant) []byte {
	if end.IsMidnight() {
		return append(to, "24:00"...)
	}
	return l.time(to, end)
}

// Times gives a period within a day without its date: "08:00–12:30", or "08:00"
// for a moment.
func (l *Locale) Times(start, end calendar.Instant) string {
	return string(l.times(make([]byte, 0, wordsLong), start, end))
}

func (l *Locale) times(to []byte, start, end calendar.Instant) []byte {
	to = l.time(to, start)
	if start < end {
		to = l.until(append(to, "–"...), end)
	}
	return to
}

// Range gives the half-open period [start, end) with its first and last day in
// full: "1. jan. 2026 – 28. feb. 2026", or only one where they are the same. Hours
// are told unless both ends are midnights.
func (l *Locale) Range(start, end calendar.Instant) string {
	return string(l.AppendRange(make([]byte, 0, wordsLong), start, end))
}

// AppendRange appends what Range gives.
func (l *Locale) AppendRange(to []byte, start, end calendar.Instant) []byte {
	last := end.AddDays(-1)
	switch {
	case end <= start:
		return l.AppendMoment(to, start)
	case !start.IsMidnight() || !end.IsMidnight():
		return l.hours(to, start, end)
	case start != last:
		to = append(l.dateShort(to, start), " – "...)
	}
	return l.dateShort(to, last)
}

// Slip tells by how many days something ends later than planned, or earlier where
// days is negative: "+12 dage", "−1 dag"; "" for no day.
func (l *Locale) Slip(days int) string {
	switch {
	case days < 0:
		return "−" + l.Count("days", -days)
	case days > 0:
		return "+" + l.Count("days", days)
	}
	return ""
}

// Count says how many of something there are, by the words key_one and key_many:
// "12 aktiviteter" of "count_tasks".
func (l *Locale) Count(key string, n int) string {
	if n == 1 {
		return fmt.Sprintf(l.Must(key+"_one"), n)
	}
	return fmt.Sprintf(l.Must(key+"_many"), n)
}

// Baseline gives the period [start, end) that was planned at first, with the days
// that it has slipped: "1. sep. 2026 – 18. dec. 2026 (+42 dage)".
func (l *Locale) Baseline(start, end calendar.Instant, slip int) string {
	if slip == 0 {
		return l.Range(start, end)
	}
	return l.Range(start, end) + " (" + l.Slip(slip) + ")"
}

// TaskKind names what a task is: "Kritisk milepæl, afsluttet". The kind is
// "task", "milestone" or "marker", the status "planned", "active" or "done".
func (l *Locale) TaskKind(kind string, critical bool, status string) string {
	key := kind
	if critical && kind != "marker" {
		key = "critical_" + kind
	}
	name := l.Must(key)
	if status == "planned" || kind == "marker" {
		return name
	}
	return name + ", " + strings.ToLower(l.Must(status))
}
