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

// DateLong gives "23. november 2026".
func (l *Locale) DateLong(t calendar.Instant) string {
	y, m, d := t.Date()
	return l.Day(d) + " " + l.Months[m-1] + " " + strconv.Itoa(y)
}

// DateShort gives "23. nov. 2026".
func (l *Locale) DateShort(t calendar.Instant) string {
	y, m, d := t.Date()
	return l.Day(d) + " " + l.MonthsShort[m-1] + " " + strconv.Itoa(y)
}

// DayMonth gives "23. nov.".
func (l *Locale) DayMonth(t calendar.Instant) string {
	_, m, d := t.Date()
	return l.Day(d) + " " + l.MonthsShort[m-1]
}

// Time gives "08:30".
func (l *Locale) Time(t calendar.Instant) string {
	h, m, s, ms := t.Clock()
	switch {
	case ms != 0:
		return fmt.Sprintf("%02d:%02d:%02d.%03d", h, m, s, ms)
	case s != 0:
		return fmt.Sprintf("%02d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

// MonthShort gives "nov. 2026".
func (l *Locale) MonthShort(t calendar.Instant) string {
	y, m, _ := t.Date()
	return l.MonthsShort[m-1] + " " + strconv.Itoa(y)
}

// Day gives the day of a month as it stands in a date: "23.".
func (l *Locale) Day(d int) string {
	if l.dateOrder == dotted {
		return strconv.Itoa(d) + "."
	}
	return strconv.Itoa(d)
}

// Moment gives a date with its time where it is not midnight:
// "1. maj 2026", "1. maj 2026 08:30".
func (l *Locale) Moment(t calendar.Instant) string {
	if t.IsMidnight() {
		return l.DateShort(t)
	}
	return l.DateShort(t) + " " + l.Time(t)
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
	if end <= start {
		return l.Moment(start)
	}
	if !start.IsMidnight() || !end.IsMidnight() {
		return l.hours(start, end)
	}
	last := end.AddDays(-1)
	if start.DayOfMonth() == 1 && end.DayOfMonth() == 1 {
		if start.Year() == last.Year() && start.Month() == last.Month() {
			return l.MonthShort(start)
		}
		if start.Year() == last.Year() {
			return l.MonthsShort[start.Month()-1] + " – " + l.MonthShort(last)
		}
		return l.MonthShort(start) + " – " + l.MonthShort(last)
	}
	switch {
	case start == last:
		return l.DateShort(start)
	case start.Year() != last.Year():
		return l.DateShort(start) + " – " + l.DateShort(last)
	case start.Month() != last.Month():
		return l.DayMonth(start) + " – " + l.DateShort(last)
	default:
		return l.Day(start.DayOfMonth()) + "–" + l.DateShort(last)
	}
}

// Brief gives a period as Period does, without years: "aug. – feb.", "feb.",
// "5. jan. – 28. feb.", "5.–7. jan.", "5. jan. 08:00–12:30", for where these are
// told beside it.
func (l *Locale) Brief(start, end calendar.Instant) string {
	if end <= start {
		return l.briefMoment(start)
	}
	if !start.IsMidnight() || !end.IsMidnight() {
		day, clock := l.until(end)
		if day == start.StartOfDay() {
			return l.DayMonth(start) + " " + l.Time(start) + "–" + clock
		}
		return l.briefMoment(start) + " – " + l.DayMonth(day) + " " + clock
	}
	last := end.AddDays(-1)
	same := start.Year() == last.Year() && start.Month() == last.Month()
	switch months := start.DayOfMonth() == 1 && end.DayOfMonth() == 1; {
	case months && same:
		return l.MonthsShort[last.Month()-1]
	case months:
		return l.MonthsShort[start.Month()-1] + " – " + l.MonthsShort[last.Month()-1]
	case start == last:
		return l.DayMonth(start)
	case same:
		return l.Day(start.DayOfMonth()) + "–" + l.DayMonth(last)
	}
	return l.DayMonth(start) + " – " + l.DayMonth(last)
}

// briefMoment gives "1. maj", "1. maj 08:30".
func (l *Locale) briefMoment(t calendar.Instant) string {
	if t.IsMidnight() {
		return l.DayMonth(t)
	}
	return l.DayMonth(t) + " " + l.Time(t)
}

// hours gives a period that is not of whole days: "5. jan. 2026 08:00–12:30",
// "5. jan. 2026 22:00 – 6. jan. 2026 04:00".
func (l *Locale) hours(start, end calendar.Instant) string {
	day, clock := l.until(end)
	if day == start.StartOfDay() {
		return l.DateShort(start) + " " + l.Time(start) + "–" + clock
	}
	return l.Moment(start) + " – " + l.DateShort(day) + " " + clock
}

// until returns the day that a period ends in, and the time: a midnight is 24:00
// of the day before.
func (l *Locale) until(end calendar.Instant) (day calendar.Instant, clock string) {
	if end.IsMidnight() {
		return end.AddDays(-1), "24:00"
	}
	return end.StartOfDay(), l.Time(end)
}

// Times gives a period within a day without its date: "08:00–12:30", or "08:00"
// for a moment.
func (l *Locale) Times(start, end calendar.Instant) string {
	if end <= start {
		return l.Time(start)
	}
	_, clock := l.until(end)
	return l.Time(start) + "–" + clock
}

// Range gives the half-open period [start, end) with its first and last day in
// full: "1. jan. 2026 – 28. feb. 2026", or only one where they are the same. Hours
// are told unless both ends are midnights.
func (l *Locale) Range(start, end calendar.Instant) string {
	last := end.AddDays(-1)
	switch {
	case end <= start:
		return l.Moment(start)
	case !start.IsMidnight() || !end.IsMidnight():
		return l.hours(start, end)
	case start == last:
		return l.DateShort(start)
	}
	return l.DateShort(start) + " – " + l.DateShort(last)
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
