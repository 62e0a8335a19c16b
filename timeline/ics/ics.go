// Package ics takes charts and gives an iCalendar file (RFC 5545) of their
// dates, for a calendar program to import or to subscribe to.
//
// Events makes the events of one chart, Calendar a file of the events of any
// number of charts. Milestones are always events; tasks and markers are where
// Options.Tasks asks for them. What has no date, because of an error, and what
// lies beyond the year 9999, which the form cannot write, is left out.
//
// Whole days become all-day events, whose DTEND is the first day after. What has
// an hour is in local time without a zone, as the chart is: nine o'clock wherever
// it is read. Nothing blocks a day: all events are transparent. There is no STATUS, for
// none of its values means done; the state is told in the description.
package ics

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/chart"
	"kvartal/timeline/href"
	"kvartal/timeline/locale"
)

// Options say what the events of a chart are made of. The zero value gives the
// milestones, in Danish.
type Options struct {
	Locale *locale.Locale // of the description and categories; nil: Danish
	Tasks  bool           // tasks and markers are events too
	// Source tells the chart from all others that may come to stand in one
	// calendar: the address of its page, the name of its file. It is part of every
	// UID, so another source gives other events.
	Source string
	Host   string // the name behind "@" in UIDs; "": "kvartal"
	// Page is the address, with scheme and host, that shows the chart: the link of
	// events that have none of their own, and what relative links start from. "":
	// such events have no link.
	Page string
	// Stamp is when the chart was last changed, in UTC: DTSTAMP. The zero value is
	// the beginning of 1970, for not known.
	Stamp calendar.Instant
}

// Event is one date of a calendar.
type Event struct {
	Task        int // index in the chart's Tasks
	UID         string
	Stamp       calendar.Instant // UTC
	Start, End  calendar.Instant // half-open; the same for a moment, which is a whole day where it is a midnight
	Summary     string           // one line
	Description string           // lines between "\n"
	URL         string           // with its scheme; "" for none
	Categories  []string
	Critical    bool
}

// AllDay tells whether the event is of whole days.
func (e Event) AllDay() bool { return e.Start.IsMidnight() && e.End.IsMidnight() }

// Events returns the events of a chart, in the order of its text.
//
// An event's UID comes from the source and from what its task is called: its
// id where no other task of the chart has the same, else id and name, or, without an id, section and
// name. It stays the same when dates, the order, or other tasks change. Tasks
// that are the same in all of these are counted.
func Events(c *chart.Chart, o Options) []Event {
	if o.Locale == nil {
		o.Locale = locale.Danish()
	}
	base, err := url.Parse(o.Page)
	if err != nil || !base.IsAbs() {
		base = nil
	}
	uids := o.uids(c)
	var events []Event
	for i, t := range c.Tasks {
		if t.Faulty || t.Kind != chart.Milestone && !o.Tasks {
			continue
		}
		period := t.Period()
		if period.Start.Year() < 0 || period.End.Year() > 9999 {
			continue
		}
		e := Event{Task: i, UID: uids[i], Stamp: o.Stamp, Start: period.Start, End: period.End, Summary: t.Label(),
			Description: describe(c, t, o.Locale), Critical: t.Critical, URL: address(base, t.Link)}
		if e.Summary == "" {
			e.Summary = o.Locale.Must(t.Kind.String())
		}
		if name := section(c, t); name != "" {
			e.Categories = append(e.Categories, name)
		}
		e.Categories = append(e.Categories, o.Locale.Must(t.Kind.String()))
		if t.Critical {
			e.Categories = append(e.Categories, o.Locale.Must("critical"))
		}
		events = append(events, e)
	}
	return events
}

// uids returns the UID of each task.
func (o Options) uids(c *chart.Chart) []string {
	ids := map[string]int{}
	for _, t := range c.Tasks {
		ids[t.ID]++
	}
	host := o.Host
	if host == "" {
		host = "kvartal"
	}
	seen := map[string]int{}
	out := make([]string, len(c.Tasks))
	for i, t := range c.Tasks {
		var called string
		switch {
		case counted(t.ID):
			called = "in\x00" + section(c, t) + "\x00" + t.Label()
		case ids[t.ID] == 1:
			called = "id\x00" + t.ID
		default:
			called = "id\x00" + t.ID + "\x00" + t.Label()
		}
		if seen[called]++; seen[called] > 1 {
			called += fmt.Sprintf("\x00%d", seen[called])
		}
		sum := sha256.Sum256([]byte(o.Source + "\x00" + called))
		out[i] = hex.EncodeToString(sum[:16]) + "@" + host
	}
	return out
}

// counted tells an id that the author did not write: such a task is called by
// its number in the text ("task3"), which other tasks change.
func counted(id string) bool {
	digits, ok := strings.CutPrefix(id, "task")
	return ok && strings.Trim(digits, "0123456789") == ""
}

func section(c *chart.Chart, t chart.Task) string {
	if t.Section == chart.NoSection || t.Kind == chart.Marker {
		return ""
	}
	return c.Sections[t.Section].Label()
}

// describe says what a task is, how far it has come, who answers for it, and
// what it belongs to.
func describe(c *chart.Chart, t chart.Task, l *locale.Locale) string {
	kind := l.TaskKind(t.Kind.String(), t.Critical, t.Status.String())
	if t.Progress != nil {
		kind += fmt.Sprintf(", %d %%", *t.Progress)
	}
	if t.EndsFirst() {
		kind += ", " + l.Must("ends_first")
	}
	lines := []string{kind}
	if t.Owner != "" {
		lines = append(lines, l.Must("owner")+": "+t.Owner)
	}
	if t.Note != "" {
		lines = append(lines, t.Note)
	}
	if t.Baseline != nil {
		lines = append(lines, l.Must("baseline")+": "+l.Range(t.Baseline.Start, t.Baseline.End))
	}
	if c.Title != "" {
		lines = append(lines, c.Title)
	}
	return strings.Join(lines, "\n")
}

// address returns where a task's link leads, seen from the page, or the page's
// own address where it has none that is safe.
func address(base *url.URL, link string) string {
	if safe, ok := href.Safe(link); ok {
		to, err := url.Parse(safe)
		switch {
		case err != nil:
		case to.IsAbs():
			return to.String()
		case base != nil:
			return base.ResolveReference(to).String()
		}
	}
	if base == nil {
		return ""
	}
	return base.String()
}
