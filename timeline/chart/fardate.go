package chart

import (
	"fmt"
	"strconv"

	"kvartal/timeline/calendar"
)

// A date is far away when the chart is farTimes as long with it as without, it
// lies at least farYears from all others, and farOthers or more moments of the
// chart do not come from it.
const (
	farTimes  = 5
	farYears  = 5
	farOthers = 3
)

const year = 365 * calendar.Day

// farDate warns of the one date that makes the chart many times as long, where its
// year is probably a slip: 2052 in a plan of 2025. A far year that is no slip
// of a near one is a plan.
func (r *resolver) farDate() {
	if r.chart.Span.End-r.chart.Span.Start < farYears*year {
		return
	}
	var first, last written
	for i := range r.chart.Tasks {
		t := &r.chart.Tasks[i]
		if t.Faulty {
			continue
		}
		d := &r.drafts[i]
		for _, w := range [...]written{{i, &d.start, t.Start}, {i, &d.end, t.End}} {
			if w.form != formDate {
				continue
			}
			if first.when == nil || w.at < first.at {
				first = w
			}
			if last.when == nil || w.at > last.at {
				last = w
			}
		}
	}
	if last.when != nil {
		r.checkFar(last)
		r.checkFar(first)
	}
}

// written is a date that stands in the text.
type written struct {
	task int
	*when
	at calendar.Instant
}

// checkFar compares a date with all moments that do not come from it: those of
// its task, and those behind it that are computed.
func (r *resolver) checkFar(w written) {
	var rest Span
	others := 0
	add := func(other *when, own bool, t calendar.Instant) {
		if other == w.when || other.form != formDate && (own || t >= w.at) {
			return
		}
		if others++; others == 1 {
			rest = Span{t, t}
		}
		rest = Span{min(rest.Start, t), max(rest.End, t)}
	}
	for j := range r.chart.Tasks {
		if t := &r.chart.Tasks[j]; !t.Faulty {
			d := &r.drafts[j]
			add(&d.start, j == w.task, t.Start)
			add(&d.end, j == w.task, t.End)
		}
	}
	at := w.at
	away, side := at-rest.End, "after"
	if at < rest.Start {
		away, side = rest.Start-at, "before"
	}
	if w.at.Year() < 1000 || others < farOthers || away < farYears*year || away+rest.End-rest.Start <= farTimes*(rest.End-rest.Start) {
		return
	}
	_, month, day := at.Date()
	for _, y := range slipsOfYear(at.Year()) {
		meant := calendar.Date(y, month, min(day, 28))
		if meant >= rest.Start-year && meant <= rest.End+year && (w.when == &r.drafts[w.task].start || meant >= r.chart.Tasks[w.task].Start) {
			r.problems.Warning(w.text.At, codeFarDate, fmt.Sprintf("this date lies %d years %s all others", away/year, side), fmt.Sprintf("is the year %d meant?", y))
			return
		}
	}
}

// slipsOfYear returns the years that another one is easily typed for: two digits
// swapped, or the century wrong.
func slipsOfYear(y int) []int {
	digits := []byte(strconv.Itoa(y))
	var out []int
	for i := 1; i < len(digits); i++ {
		digits[i-1], digits[i] = digits[i], digits[i-1]
		swapped, _ := strconv.Atoi(string(digits))
		out = append(out, swapped)
		digits[i-1], digits[i] = digits[i], digits[i-1]
	}
	return append(out, 2000+y%100)
}
