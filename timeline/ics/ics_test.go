package ics_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	golang "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"kvartal/timeline"
	"kvartal/timeline/calendar"
	"kvartal/timeline/ics"
)

func events(t testing.TB, text string, o ics.Options) []ics.Event {
	t.Helper()
	c, list := timeline.Compile("", text, timeline.Options{})
	if c == nil {
		t.Fatal(list)
	}
	return ics.Events(c, o)
}

const plan = `gantt
title Plan
section Drift
Udbud, del 1; stort :udbud, 2026-01-05, 2026-03-01
Møde                :2026-03-02T09:00:00, 2026-03-02T10:30:00
I brug              :crit, milestone, brug, 2026-06-01, 0d
I brug              :milestone, brug, 2026-07-01, 0d
section Afslutning
Farvel              :milestone, 2026-08-01, 0d
Valg                :vert, 2026-11-03
Fejl                :milestone, 2026-02-30, 0d
click udbud href "../udbud/?a=1,2"
`

func TestEvents(t *testing.T) {
	got := events(t, plan, ics.Options{Tasks: true, Page: "https://example.org/plan/", Source: "plan"})
	var out strings.Builder
	for _, e := range got {
		fmt.Fprintf(&out, "%s | %s to %s, all day %v | %s | %s | %q\n", e.Summary, e.Start, e.End, e.AllDay(), e.URL, strings.Join(e.Categories, "+"), e.Description)
	}
	const want = `Udbud, del 1; stort | 2026-01-05T00:00:00 to 2026-03-01T00:00:00, all day true | https://example.org/udbud/?a=1,2 | Drift+Aktivitet | "Aktivitet\nPlan"
Møde | 2026-03-02T09:00:00 to 2026-03-02T10:30:00, all day false | https://example.org/plan/ | Drift+Aktivitet | "Aktivitet\nPlan"
I brug | 2026-06-01T00:00:00 to 2026-06-01T00:00:00, all day true | https://example.org/plan/ | Drift+Milepæl+Kritisk | "Kritisk milepæl\nPlan"
I brug | 2026-07-01T00:00:00 to 2026-07-01T00:00:00, all day true | https://example.org/plan/ | Drift+Milepæl | "Milepæl\nPlan"
Farvel | 2026-08-01T00:00:00 to 2026-08-01T00:00:00, all day true | https://example.org/plan/ | Afslutning+Milepæl | "Milepæl\nPlan"
Valg | 2026-11-03T00:00:00 to 2026-11-03T00:00:00, all day true | https://example.org/plan/ | Markering | "Markering\nPlan"
`
	if out.String() != want {
		t.Errorf("got\n%s", &out)
	}
	if n := len(events(t, plan, ics.Options{})); n != 3 {
		t.Errorf("%d milestones, want 3", n)
	}
}

// Only addresses that a page may link to become links, and without a page only
// whole ones.
func TestLinks(t *testing.T) {
	for link, want := range map[string]string{
		"https://example.org/x": "https://example.org/x",
		"javascript:alert(1)":   "",
		"../x/":                 "",
		"mailto:a@example.org":  "mailto:a@example.org",
	} {
		got := events(t, "gantt\nA :milestone, a, 2026-01-01, 0d\nclick a href \""+link+"\"\n", ics.Options{Page: "not absolute"})
		if len(got) != 1 || got[0].URL != want {
			t.Errorf("%s: %+v, want %q", link, got, want)
		}
	}
}

func uids(list []ics.Event) map[string]string {
	out := map[string]string{}
	for _, e := range list {
		out[e.UID] = e.Summary
	}
	return out
}

// line is a milestone of a random plan.
type line struct{ name, id string }

func write(lines []line, day *rapid.Generator[int], t *rapid.T) string {
	var b strings.Builder
	b.WriteString("gantt\nsection S\n")
	for _, l := range lines {
		id := ""
		if l.id != "" {
			id = l.id + ", "
		}
		fmt.Fprintf(&b, "%s :milestone, %s2026-01-%02d, 0d\n", l.name, id, day.Draw(t, "day"))
	}
	return b.String()
}

// The UID of an event is the same whatever becomes of its date, of the order and of other
// tasks.
func TestUIDsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.IntRange(1, 28)
		lines := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) line {
			return line{
				name: rapid.SampledFrom([]string{"Start", "Slut", "I brug", "Æ", "task"}).Draw(t, "name"),
				id:   rapid.SampledFrom([]string{"", "", "a", "b", "c"}).Draw(t, "id"),
			}
		}), 1, 8, func(l line) line { return l }).Draw(t, "lines")
		c, _ := timeline.Compile("", write(lines, day, t), timeline.Options{})
		before := uids(ics.Events(c, ics.Options{Source: "s"}))
		if len(before) != len(lines) {
			t.Fatalf("%d UIDs of %d milestones", len(before), len(lines))
		}
		other := rapid.Permutation(lines).Draw(t, "other order")
		fresh := slices.Insert(other, rapid.IntRange(0, len(other)).Draw(t, "at"), line{"Ny", rapid.SampledFrom([]string{"", "ny"}).Draw(t, "new id")})
		c, _ = timeline.Compile("", write(fresh, day, t), timeline.Options{})
		after := uids(ics.Events(c, ics.Options{Source: "s"}))
		for uid, name := range before {
			if after[uid] != name {
				t.Fatalf("the event %q had the UID %s, which is now that of %q", name, uid, after[uid])
			}
		}
		for uid := range uids(ics.Events(c, ics.Options{Source: "other"})) {
			if after[uid] != "" {
				t.Fatal("two charts have one UID")
			}
		}
	})
}

// An id that is the task's own is all that counts: it may be renamed.
func TestRenaming(t *testing.T) {
	a := events(t, "gantt\nI brug :milestone, brug, 2026-01-01, 0d\n", ics.Options{})
	b := events(t, "gantt\nI drift :milestone, brug, 2026-01-01, 0d\n", ics.Options{})
	if a[0].UID != b[0].UID {
		t.Error("a renamed milestone has another UID")
	}
}

// Twins are counted.
func TestTwins(t *testing.T) {
	got := events(t, "gantt\nA :milestone, 2026-01-01, 0d\nA :milestone, 2026-01-02, 0d\n", ics.Options{})
	if len(got) != 2 || got[0].UID == got[1].UID {
		t.Errorf("%+v", got)
	}
}

// checkForm checks what RFC 5545 asks of every file, and returns its lines
// unfolded.
func checkForm(t interface{ Fatalf(string, ...any) }, data []byte) []string {
	text := string(data)
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Fatalf("lines do not all end in CR LF: %q", text)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || line == "" {
			t.Fatalf("a line of %d bytes: %q", len(line), line)
		}
	}
	return strings.Split(strings.ReplaceAll(strings.TrimSuffix(text, "\r\n"), "\r\n ", ""), "\r\n")
}

// Whatever stands in an event, a calendar program reads it back.
func FuzzCalendar(f *testing.F) {
	f.Add("Møde, del 1; \\n og æ", "linje\nog linje", "https://example.org/?a=1,2;b", "Drift", int64(1_767_225_600_000), int64(86_400_000))
	f.Add("\x00\xff\r\nBEGIN:VEVENT", "END:VCALENDAR\r\n", "https://x\r\nATTACH:y", ",", int64(5), int64(0))
	f.Add(strings.Repeat("🏳️‍🌈", 40), strings.Repeat("æ", 300), "", "", int64(0), int64(1))
	f.Fuzz(func(t *testing.T, summary, description, address, category string, start, length int64) {
		e := ics.Event{UID: "1@kvartal", Summary: summary, Description: description, URL: address, Categories: []string{category, "b"}}
		e.Start = calendar.Instant(start % 200_000_000_000_000)
		e.End = e.Start + calendar.Instant(max(0, length%(400*int64(calendar.Day))))
		data := ics.Calendar(summary, []ics.Event{e})
		if e.Start.Year() < 0 || e.End.Year() > 9999 {
			return
		}
		names := map[string]int{}
		for _, line := range checkForm(t, data) {
			name, _, found := strings.Cut(line, ":")
			if !found {
				t.Fatalf("no property: %q", line)
			}
			name, _, _ = strings.Cut(name, ";")
			names[name]++
		}
		if names["BEGIN"] != 2 || names["END"] != 2 || names["UID"] != 1 || names["SUMMARY"] != 1 || names["ATTACH"] != 0 {
			t.Fatalf("%v in\n%s", names, data)
		}
		back, err := golang.ParseCalendar(strings.NewReader(string(data)))
		if err != nil {
			t.Fatalf("another reader: %v\n%s", err, data)
		}
		read := back.Events()
		if len(read) != 1 {
			t.Fatalf("another reader finds %d events in\n%s", len(read), data)
		}
		plain := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 {
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, "\uFFFD"))
		}
		if got := read[0].GetProperty(golang.ComponentPropertySummary).Value; got != plain(summary) {
			t.Fatalf("the summary %q is read as %q", summary, got)
		}
	})
}

// The dates as another reader understands them: all-day events, with the first
// day after as the end.
func TestReadBack(t *testing.T) {
	data := ics.Calendar("Plan", events(t, plan, ics.Options{Tasks: true, Stamp: calendar.Date(2026, 5, 1)}))
	checkForm(t, data)
	back, err := golang.ParseCalendar(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, e := range back.Events() {
		start, end := e.GetProperty(golang.ComponentPropertyDtStart), e.GetProperty(golang.ComponentPropertyDtEnd)
		fmt.Fprintln(&got, e.GetProperty(golang.ComponentPropertySummary).Value, start.Value, end.Value, e.GetProperty(golang.ComponentPropertyDtstamp).Value)
	}
	const want = `Udbud, del 1; stort 20260105 20260301 20260501T000000Z
Møde 20260302T090000 20260302T103000 20260501T000000Z
I brug 20260601 20260602 20260501T000000Z
I brug 20260701 20260702 20260501T000000Z
Farvel 20260801 20260802 20260501T000000Z
Valg 20261103 20261104 20260501T000000Z
`
	if got.String() != want {
		t.Errorf("got\n%s", &got)
	}
}
