package chart_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// writer makes roadmaps as people write them, and as they do not: every
// setting, state, form of date and end, in any order, with mistakes now and then.
type writer struct {
	*rand.Rand
	b      strings.Builder
	format string
	ids    []string
	wild   int // of a hundred names, ids, dates and words, how many are odd
}

// randomRoadmap returns the roadmap of a number. The same number gives the same text.
func randomRoadmap(seed, n uint64) string {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, n)), format: "YYYY-MM-DD"}
	w.wild = pick(w, []int{0, 0, 0, 2, 10, 30})
	w.head()
	for range 1 + w.IntN(4) {
		w.settings()
		for range w.IntN(5) {
			w.task()
		}
		if w.chance(70) {
			w.line(w.word("section") + " " + w.name())
		}
	}
	for range 1 + w.IntN(6) {
		w.task()
	}
	if len(w.ids) > 0 && w.chance(20) {
		w.line(`click ` + pick(w, w.ids) + ` href "` + pick(w, []string{"https://example.org/a", "../plan/", "mailto:a@example.org", "HTTP://Example.org", "javascript:x"}) + `"`)
	}
	text := w.b.String()
	if w.chance(8) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// odd tells whether something out of the ordinary is to be written here.
func (w *writer) odd() bool { return w.chance(w.wild) }

func pick[T any](w *writer, from []T) T { return from[w.IntN(len(from))] }

func (w *writer) chance(percent int) bool { return w.IntN(100) < percent }

func (w *writer) line(s string) {
	w.b.WriteString(pick(w, []string{"", "    ", "    ", "    ", "\t", "  "}) + s + pick(w, []string{"", "", "", "", " ", "\t"}) + "\n")
	if w.chance(6) {
		w.b.WriteString(pick(w, []string{"\n", "  \n", "%% a remark: of :a, 3d\n", "   %% another\n", "%single\n", "\n\n\n"}))
	}
}

// word writes a keyword, sometimes in another letter case.
func (w *writer) word(s string) string {
	if !w.odd() {
		return s
	}
	switch w.IntN(3) {
	case 0:
		return strings.ToLower(s)
	case 1:
		return strings.ToUpper(s)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *writer) head() {
	if w.chance(8) {
		w.b.WriteString("---\n" + pick(w, []string{"title: Front", "displayMode: compact", "config:\n  gantt:\n    displayMode: compact\n    axisFormat: '%m'",
			"title: \"Q: 1\"\nconfig:\n  theme: dark\n  gantt:\n    barHeight: 30", ""}) + "\n---\n")
	}
	if w.chance(8) {
		w.b.WriteString(pick(w, []string{"%%{init: {'theme': 'dark'}}%%\n", "%%{init: {\"gantt\": {\"axisFormat\": \"%d\"}} }%%\n", "%%{init: {'gantt':\n {'barGap': 4}}}%%\n", "%%{ initialize: {} }%%\n", "%% remark\n"}))
	}
	w.b.WriteString("gantt" + pick(w, []string{"\n", "\n", "\n", " \n", "\n\n", " title T\n"}))
}

var dateFormats = []string{"YYYY-MM-DD", "YYYY-MM-DD", "YYYY-MM-DD", "YYYY-MM-DD", "YYYY-MM-DD HH:mm", "DD-MM-YYYY", "DD/MM/YYYY", "D.M.YYYY", "YYYY/MM/DD", "YYYY-M-D",
	"MM-DD-YYYY", "HH:mm", "HH:mm:ss", "x", "X", "YYYY", "YYYY-MM", "DD MMM YYYY", "MMMM D, YYYY", "Do MMM YYYY", "YYYY-[Q]Q", "YY-MM-DD", "YYYYMMDD", "YYYY-MM-DDTHH:mm:ss",
	"YYYY-MM-DD hh:mm A", "h:mm a", "ss", "mm:ss.SSS", "DDD", "YYYY-MM-DD ZZ", "YYYY-MM-DD Z", "D", "YYYY-WW", "M/D/YY"}

func (w *writer) settings() {
	if w.chance(35) {
		w.format = dateFormats[w.IntN(14)]
		if w.odd() {
			w.format = pick(w, dateFormats)
		}
		w.line(w.word("dateFormat") + pick(w, []string{" ", "  ", "\t", "      "}) + w.format)
	}
	for _, s := range []struct {
		percent int
		text    string
	}{
		{20, w.word("title") + " " + w.name()},
		{8, w.word("axisFormat") + " " + pick(w, []string{"%Y-%m-%d", "%d/%m", "%b %Y", "%Y-Q%q", "%m-%d %H:%M", "%", "%K", "week %W", "%-d. %b"})},
		{8, w.word("tickInterval") + " " + pick(w, []string{"1day", "1week", "2week", "1month", "3month", "1quarter", "6month", "1year", "1decade", "2 weeks", "10minute", "1Week", "0day", "soon"})},
		{18, w.word("excludes") + " " + pick(w, []string{"weekends", "weekends", "weekends", "friday", "Sunday, monday", "weekends 2026-01-06", "2026-01-05,2026-01-06", "weekends, " + w.date(), "weekdays", "wednesday;", w.date(),
			"saturday sunday monday tuesday wednesday thursday", "weekends # note", "weekends %% note"})},
		{6, w.word("includes") + " " + pick(w, []string{"2026-01-03", "2026-01-10, 2026-01-11", w.date(), "saturday", "2026-01-04 2026-01-17"})},
		{5, w.word("weekend") + " " + pick(w, []string{"friday", "saturday", "Friday", "sunday"})},
		{5, w.word("weekday") + " " + pick(w, []string{"monday", "sunday", "Wednesday", "friday", "mondays"})},
		{6, w.word("inclusiveEndDates")},
		{1, w.word("topAxis")},
		{6, w.word("todayMarker") + " " + pick(w, []string{"off", "stroke-width:5px,stroke:#0f0,opacity:0.5", "on", "2026-03-01"})},
		{4, w.word("accTitle") + pick(w, []string{": ", ":", " : "}) + w.name()},
		{4, w.word("accDescr") + pick(w, []string{": ", ":", " : "}) + w.name()},
		{3, w.word("accDescr") + " {\n  " + w.name() + "\n\n    " + w.name() + "\n}"},
	} {
		if w.chance(s.percent) && (w.wild > 0 || w.chance(50)) {
			w.line(s.text)
		}
	}
}

var names = []string{"A", "Build", "Write the brief", "Høring", "Årsskifte 25/26", "Go-live (prod)", "Phase 1", "日本語", "Test & review", "R&D <b>x</b>", "a <br> b", "x<br/>y", "Naïve", "🚀 launch",
	"Done", "active work", "Title page", "Section 3", "Includes tests", "Excludes tests", "Call customer", "Click test", "Gantt review", "Weekend work", "weekday plan", "topAxis test", "todayMarker test", "tickInterval x",
	"accTitle review", "accDescr text", "href x", "dateFormat x", "5% done", "50% done", "100%", "A; B", "A # B", "#1 goal", "; first", "A #35; B", "#quot;x#quot;", "A, B, C", "2026-01-01 kickoff", "after a", "until b", "\"quoted\"", "'q'",
	"%", "a % b", "a %% b", "A's", "__", "____", "x{y}", "}", "{", "[x]", "|", "-", "- item", "* item", "1. one", "\\n", "a\tb", "a  b", "accDescription x", "titles", "sections", "ganttx", "title", "section", "gantt", "vert", "milestone x",
	"Title: the name", "Phase 1: design", "See https://example.org", "(08:00 am)", "x:y", "graph TD", "end", "flowchart", "style a", "direction LR", "note", "constructor", "__proto__"}

func (w *writer) name() string {
	if w.odd() {
		return pick(w, names)
	}
	return names[w.IntN(14)]
}

func (w *writer) task() {
	var items []string
	for w.chance(25) {
		items = append(items, pick(w, []string{"done", "active", "crit", "milestone", "vert", "crit"}))
	}
	if w.odd() && w.chance(20) {
		items = append(items, pick(w, []string{"Done", "critical", "crit done", "mileston", "::x", "finished"}))
	}
	id := ""
	if w.chance(50) {
		id = w.id()
		items = append(items, id)
	}
	if id != "" || w.b.Len() < 60 || w.chance(70) {
		items = append(items, w.start())
	}
	if !w.odd() || w.chance(80) {
		items = append(items, w.end())
	}
	if w.odd() && w.chance(20) {
		items = append(items, pick(w, []string{"", "3d", "done"}))
	}
	if id != "" {
		w.ids = append(w.ids, id)
	}
	w.line(w.name() + pick(w, []string{" ", " ", "", "   ", "\t"}) + ":" + pick(w, []string{"", " ", "  "}) + strings.Join(items, pick(w, []string{", ", ",", " , ", ",  "})) +
		w.rarely("", ";", " # note", " %% note", ",", " ;"))
}

// rarely gives the first word, and one of the others now and then.
func (w *writer) rarely(usual string, others ...string) string {
	if w.odd() && w.chance(30) {
		return pick(w, others)
	}
	return usual
}

func (w *writer) id() string {
	if !w.odd() {
		return pick(w, []string{"a", "b", "c", "d", "e", "f", "a1", "a2", "t-1", "t_2", "plan", "go"})
	}
	return pick(w, []string{"A", "task1", "task2", "", "a b", "é", "b.1", "x/y", "1", "done1", "after", "constructor", "2026-01-01", "3d", "a:b"})
}

func (w *writer) ref() string {
	if len(w.ids) > 0 && (!w.odd() || w.chance(50)) {
		return pick(w, w.ids)
	}
	return w.id()
}

func (w *writer) refs() string {
	s := w.ref()
	for w.chance(20) {
		s += w.rarely(" ", "  ", ",", ", ", "+") + w.ref()
	}
	return s
}

func (w *writer) start() string {
	switch w.IntN(20) {
	case 0, 1, 2, 3, 4, 5:
		return w.rarely("after", "After", "after ", "afer", "after\t") + " " + w.refs()
	}
	if w.odd() {
		return w.looseDate()
	}
	return w.date()
}

func (w *writer) end() string {
	switch w.IntN(20) {
	case 0, 1:
		return w.rarely("until", "Until", "unti") + " " + w.refs()
	case 2, 3, 4, 5, 6:
		return w.date()
	}
	switch {
	case w.odd() && w.chance(50):
		return w.looseDate()
	case w.odd() && w.chance(50):
		return pick(w, []string{"0", "0d", "", "5", "3 d", "2D", "1.5", ".5d", "-1d", "3days", "3 days", "1e3d", "2min", "1mo", "x", "1d2h", "1,5d", "١d", "100000d", "9999y", "0.0004s", "d", "1 w", "1H"})
	}
	return fmt.Sprint(w.IntN(40)) + pick(w, []string{"", "", "", "", ".5", ".25", ".49", ".999", ".0001"}) +
		pick(w, []string{"d", "d", "d", "d", "w", "w", "h", "m", "s", "ms", "M", "y"})
}

var looseDates = []string{"2026-1-5", "2026/01/05", "2026.1.5", "2026-01", "2026", "5 Jan 2026", "January 5, 2026", "5. januar 2026", "2026-02-30", "2026-13-01", "20256-01-20", "2027-07-", "2026-02-2022", "2026-01-05T08:00",
	"2026-01-05 08:30:15", "2026-01-05T08:00:00Z", "2026-01-05T08:00:00+01:00", "2026-W12", "2026-Q3", "Q1 2026", "today", "now", "05-01-2026", "31-12-2026", "1/2/2026", "13/1/2026", "12", "99", "0", "1767225600", "1767225600000", "0026-01-01",
	"202-12-01", "2026-01-32", "Week 5", "monday", "08:30", "8:30", "25:00", "12:60", "feb 30 2026", "1 jan", "2026-00-10", "2026-01-00", "-2026-01-01", "+002026-01-01", "(x) 2026-01-01", "2026-01-01 (x)", "2026 01 01", "01.02.2026", "２０２６-01-01",
	"2026-12-24T25:00", "24 dec 2026", "24-Dec-2026", "Dec 24 2026", "2026-dec-24", "0", "1", "31", "32", "49", "50", "2026-1-1 9:5", "2026-01-01  10:00", "2026-01-01,", "1.1.2026"}

func (w *writer) looseDate() string { return pick(w, looseDates) }

// date writes a day near the turn of 2026 in the format of the chart.
func (w *writer) date() string {
	y, m, d := 2025+w.IntN(3), 1+w.IntN(12), 1+w.IntN(28)
	h, mi, s := w.IntN(24), w.IntN(60), w.IntN(60)
	if w.odd() {
		d = 29 + w.IntN(3)
	}
	if w.format == "x" || w.format == "X" {
		return fmt.Sprint(w.IntN(2_000_000))
	}
	months := []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	ordinal := fmt.Sprint(d) + map[int]string{1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}[d]
	if !unicode.IsLetter(rune(ordinal[len(ordinal)-1])) {
		ordinal += "th"
	}
	half := [...]string{"AM", "PM"}[h/12]
	return strings.NewReplacer("[Q]", "Q", "YYYY", fmt.Sprintf("%04d", y), "YY", fmt.Sprintf("%02d", y%100), "MMMM", months[m-1], "MMM", months[m-1][:3], "MM", fmt.Sprintf("%02d", m), "M", fmt.Sprint(m),
		"DDD", fmt.Sprint(d), "DD", fmt.Sprintf("%02d", d), "Do", ordinal, "D", fmt.Sprint(d), "HH", fmt.Sprintf("%02d", h), "hh", fmt.Sprintf("%02d", (h+11)%12+1), "h", fmt.Sprint((h+11)%12+1),
		"mm", fmt.Sprintf("%02d", mi), "ss", fmt.Sprintf("%02d", s), "SSS", fmt.Sprintf("%03d", s*10), "A", half, "a", strings.ToLower(half), "ZZ", "+0000", "Z", "+00:00", "Q", fmt.Sprint((m+2)/3), "WW", fmt.Sprintf("%02d", 1+d)).Replace(w.format)
}

// Whatever is written, the chart is sound.
func TestRandomRoadmapsAreSound(t *testing.T) {
	for n := range uint64(2000) {
		text := randomRoadmap(1, n)
		checkSound(t, text)
		if t.Failed() {
			t.Fatalf("roadmap %d:\n%s", n, text)
		}
	}
}
