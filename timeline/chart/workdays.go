package chart

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// maxOff is the most days off that one task may grow by: Mermaid's bound.
const maxOff = 10_000

// workdays moves ends over days off.
type workdays struct {
	none    bool // no day is off, or all are: nothing moves
	off     Calendar
	perWeek int                // days of a week that are worked
	special []calendar.Instant // days that are not like their day of the week, sorted
	// The years whose holidays are known, both included; 0 for none.
	from, to int
}

var weekdayNames = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func weekdayByName(name string) (calendar.Weekday, bool) {
	i := slices.Index(weekdayNames[:], name)
	return calendar.Weekday(max(i, 0)), i >= 0
}

func dayName(t calendar.Instant) string {
	name := weekdayNames[t.Weekday()]
	return strings.ToUpper(name[:1]) + name[1:] + " " + t.ISODate()
}

// daysOff reads excludes and includes.
func (r *resolver) daysOff() {
	off := &r.chart.Off
	for _, w := range r.set.excludes {
		day, isDay := weekdayByName(w.Value)
		switch {
		case w.Value == "weekends":
			off.Weekdays[r.set.weekendFirst] = true
			off.Weekdays[(r.set.weekendFirst+1)%7] = true
		case isDay:
			off.Weekdays[day] = true
		case r.plan:
			r.planDaysOff(w)
		default:
			r.dateOff(w)
		}
	}
	for _, w := range r.set.includes {
		day, isDay := weekdayByName(w.Value)
		date, isDate := r.offDate(w)
		switch {
		case isDay:
			if off.Weekdays[day] {
				r.set.includedDays = append(r.set.includedDays, day)
			}
			off.Weekdays[day] = false
		case isDate:
			if off.Work == nil {
				off.Work = map[calendar.Instant]bool{}
			}
			off.Work[date] = true
		default:
			r.badDayOff(w, "includes")
		}
	}
	if len(off.Countries) > 0 {
		off.Holidays = map[calendar.Instant]string{}
	}
	r.work = newWorkdays(*off)
	if r.work.perWeek == 0 && len(r.set.excludes) > 0 {
		at := diag.Span{Start: r.set.excludes[0].At.Start, End: r.set.excludes[len(r.set.excludes)-1].At.End}
		r.problems.Error(at, codeAllOff, "every day of the week is excluded: no task would ever end", "leave one day out; the tasks are drawn as if no day were off")
	}
}

// mermaidDays returns the days off that Mermaid works with, and the rule by
// which they are others than here; nil when they are the same.
func (r *resolver) mermaidDays() (*workdays, Rule) {
	s, rule := &r.set, RuleKeywordName
	if len(s.otherExcludes)+len(s.otherIncludes) == 0 {
		rule = RuleWorkdays
		if len(s.includedDays) == 0 {
			return nil, NoRule
		}
	}
	off := r.chart.Off
	off.Dates, off.Work = maps.Clone(off.Dates), maps.Clone(off.Work)
	if off.Dates == nil {
		off.Dates = map[calendar.Instant]bool{}
	}
	if off.Work == nil {
		off.Work = map[calendar.Instant]bool{}
	}
	for _, day := range s.includedDays {
		off.Weekdays[day] = true
	}
	for _, w := range s.otherExcludes {
		if day, isDay := weekdayByName(w.Value); isDay {
			off.Weekdays[day] = true
		} else if w.Value == "weekends" {
			off.Weekdays[s.weekendFirst], off.Weekdays[(s.weekendFirst+1)%7] = true, true
		} else if date, isDate := r.offDate(w); isDate {
			off.Dates[date] = true
		}
	}
	for _, w := range s.otherIncludes {
		if date, isDate := r.offDate(w); isDate {
			off.Work[date] = true
		}
	}
	w := newWorkdays(off)
	return &w, rule
}

// dateOff reads a word of Mermaid's excludes that is neither a day of the week
// nor "weekends".
func (r *resolver) dateOff(w syntax.Text) {
	date, ok := r.offDate(w)
	if !ok {
		r.badDayOff(w, "excludes")
		return
	}
	off := &r.chart.Off
	if off.Dates == nil {
		off.Dates = map[calendar.Instant]bool{}
	}
	off.Dates[date] = true
}

// offDate reads a single day in the chart's format or as YYYY-MM-DD.
func (r *resolver) offDate(w syntax.Text) (calendar.Instant, bool) {
	_, month, day, _ := r.set.format.Has()
	if read, err := r.set.format.Read(w.Value, r.today()); err == nil && (month || day) {
		return read.At.StartOfDay(), true
	}
	if read, err := isoFormat.Read(w.Value, 0); err == nil {
		return read.At, true
	}
	return 0, false
}

// spokenRange is a range of days as people write it.
var spokenRange = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)\s*(?:-|–|—|\.\.+|til|to)\s*(\d{4}-\d\d-\d\d)$`)

// badDayOff tells of a word that is no day.
func (r *resolver) badDayOff(w syntax.Text, keyword string) {
	if !r.problems.Room(r.wrong) {
		r.problems.Report(r.wrong, w.At, codeBadExclude, "")
		return
	}
	if w.Value == "weekdays" {
		r.problems.Report(r.wrong, w.At, codeBadExclude, `"weekdays" has no effect`, "name the days: monday tuesday wednesday thursday friday")
		return
	}
	if _, err := calendar.ReadLoose(w.Value); err != nil {
		if p := noSuchDate(w, err); p != nil {
			r.problems.Report(r.wrong, w.At, codeBadExclude, p.message, p.hints...)
			return
		}
	}
	hint := diag.DidYouMean(w.Value, append(weekdayNames[:], "weekends"))
	if other := danishDays[w.Value]; other != "" && (r.plan || !strings.HasPrefix(other, "holidays")) {
		hint = fmt.Sprintf("did you mean %q?", other)
	}
	if day := syntax.DayMeant(w.Value); day != "" {
		hint = fmt.Sprintf("did you mean %q?", day)
	}
	if m := spokenRange.FindStringSubmatch(w.Value); m != nil && r.plan {
		hint = fmt.Sprintf("write %q", m[1]+"/"+m[2])
	}
	switch {
	case hint != "":
	case r.plan:
		hint = `it may be "weekends", a day of the week in English, a date, a range as "2026-07-06/2026-07-24", or "holidays:da"`
	default:
		hint = `it may be "weekends", a day of the week in English, or a date: ` + r.set.format.Example(calendar.Date(2026, 12, 24))
	}
	r.problems.Report(r.wrong, w.At, codeBadExclude, fmt.Sprintf("%q in %s is not known, and ignored", diag.Clip(w.Value), keyword), hint)
}

// danishDays are days off as Danish authors are tempted to write them.
var danishDays = map[string]string{
	"weekend": "weekends", "weekender": "weekends", "helligdage": "holidays:da", "holidays": "holidays:da",
}

func newWorkdays(off Calendar) workdays {
	w := workdays{off: off, perWeek: 7}
	for _, isOff := range off.Weekdays {
		if isOff {
			w.perWeek--
		}
	}
	w.listSpecial()
	w.none = off.IsEmpty() || w.perWeek == 0
	return w
}

// stretch moves an end by one day for each day off between start and the end
// so moved. The day of the start is never looked at. It returns the end, and
// where the work is done: before the days off that stand right before the
// last worked day. It returns false when there are more than maxOff days off.
//
// In Mermaid this is a loop over the days; here n is the number of days that
// must be worked, and whole weeks without special days are taken at once.
func (w *workdays) stretch(start, end calendar.Instant) (moved, drawn calendar.Instant, ok bool) {
	n := int((end - start) / calendar.Day)
	if n < 1 {
		return end, end, true
	}
	for ahead := 2*n + 60; ; ahead *= 2 {
		w.need(start, start.AddDays(ahead))
		moved, drawn, ok = w.walk(start, end, n)
		if !ok || len(w.off.Countries) == 0 || moved.Year() <= w.to || w.to == calendar.MaxYear {
			return moved, drawn, ok
		}
	}
}

// walk is stretch by the holidays that are known.
func (w *workdays) walk(start, end calendar.Instant, n int) (moved, drawn calendar.Instant, ok bool) {
	first := start.StartOfDay()
	next, _ := slices.BinarySearch(w.special, first+1) // a special day not yet passed
	days, worked := 0, 0
	for worked < n {
		if weeks := (n - worked - 1) / w.perWeek; weeks > 0 {
			if next < len(w.special) {
				weeks = min(weeks, (int((w.special[next]-first)/calendar.Day)-days-1)/7)
			}
			if weeks > 0 {
				days += 7 * weeks
				worked += w.perWeek * weeks
				continue
			}
		}
		days++
		day := first.AddDays(days)
		special := next < len(w.special) && w.special[next] == day
		if special {
			next++
		}
		if !w.isOff(day, special) {
			worked++
		}
		if days-worked > maxOff {
			return end, end, false
		}
	}
	if days-worked > maxOff {
		return end, end, false
	}
	run := 0
	for k := days - 1; k > 0 && w.off.IsOff(first.AddDays(k)); k-- {
		run++
	}
	moved = end.AddDays(days - worked)
	return moved, moved.AddDays(-run), true
}

// isOff is Calendar.IsOff for a day that is known to be one of the special days, or
// none of them.
func (w *workdays) isOff(day calendar.Instant, special bool) bool {
	if special {
		return w.off.IsOff(day)
	}
	return w.off.Weekdays[day.Weekday()]
}
