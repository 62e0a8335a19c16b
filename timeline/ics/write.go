package ics

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"kvartal/timeline/calendar"
)

// Calendar writes events as one calendar of that name. Lines end in CR LF and
// are folded after at most 75 bytes, between characters.
func Calendar(name string, events []Event) []byte {
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Kvartal//Kvartal//EN")
	w.line("CALSCALE", "GREGORIAN")
	if name != "" {
		w.line("X-WR-CALNAME", text(name))
	}
	// How often those who subscribe ask again: the standard's word, and Outlook's.
	w.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	w.line("X-PUBLISHED-TTL", "P1D")
	for _, e := range events {
		w.event(e)
	}
	w.line("END", "VCALENDAR")
	return []byte(w.b.String())
}

type writer struct{ b strings.Builder }

func (w *writer) event(e Event) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", text(e.UID))
	w.line("DTSTAMP", dateTime(e.Stamp)+"Z")
	switch {
	case e.AllDay() && e.Start < e.End:
		w.line("DTSTART;VALUE=DATE", date(e.Start))
		w.line("DTEND;VALUE=DATE", date(e.End))
	case e.AllDay():
		w.line("DTSTART;VALUE=DATE", date(e.Start))
		w.line("DTEND;VALUE=DATE", date(e.Start.AddDays(1)))
	default:
		w.line("DTSTART", dateTime(e.Start))
		if dateTime(e.Start) < dateTime(e.End) { // without, it ends when it begins
			w.line("DTEND", dateTime(e.End))
		}
	}
	w.line("SUMMARY", text(e.Summary))
	if e.Description != "" {
		w.line("DESCRIPTION", text(e.Description))
	}
	if e.URL != "" {
		w.line("URL", strings.ReplaceAll(printable(e.URL), "\n", ""))
	}
	if len(e.Categories) > 0 {
		all := make([]string, len(e.Categories))
		for i, c := range e.Categories {
			all[i] = text(c)
		}
		w.line("CATEGORIES", strings.Join(all, ","))
	}
	if e.Critical {
		w.line("PRIORITY", "1")
	}
	w.line("TRANSP", "TRANSPARENT")
	w.line("END", "VEVENT")
}

// longest is how many bytes a line may have (RFC 5545, 3.1).
const longest = 75

// line writes a property, folded: a line that goes on begins with a blank, which
// counts.
func (w *writer) line(name, value string) {
	room := longest
	for _, r := range name + ":" + value {
		size := utf8.RuneLen(r)
		if size > room {
			w.b.WriteString("\r\n ")
			room = longest - 1
		}
		w.b.WriteRune(r)
		room -= size
	}
	w.b.WriteString("\r\n")
}

// text escapes a value of the type TEXT (3.3.11).
func text(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(printable(s))
}

// printable leaves out what no line may hold, except "\n".
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func date(t calendar.Instant) string {
	y, m, d := t.Date()
	return fmt.Sprintf("%04d%02d%02d", y, m, d)
}

// dateTime gives a moment to the second: the form knows nothing shorter.
func dateTime(t calendar.Instant) string {
	h, m, s, _ := t.Clock()
	return date(t) + fmt.Sprintf("T%02d%02d%02d", h, m, s)
}
