package chart

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// maxRange is how many days a range in excludes may have.
const maxRange = 3700

// holidayYears is how many years of holidays are taken at once at least, so that a chain
// of tasks that goes on and on does not take each year by itself.
const holidayYears = 10

// planDaysOff reads one word of excludes in TOML that is neither a day of the
// week nor "weekends": a date, a longer period, a range, a country.
func (r *resolver) planDaysOff(w syntax.Text) {
	off := &r.chart.Off
	if country, ok := strings.CutPrefix(w.Value, "holidays:"); ok {
		if country = strings.ToLower(strings.TrimSpace(country)); !slices.Contains(calendar.Countries(), country) {
			r.unknownCountry(w.At, country)
		} else if !slices.Contains(off.Countries, country) {
			off.Countries = append(off.Countries, country)
		}
		return
	}
	first, last, isRange := strings.Cut(w.Value, "/")
	span := Span{}
	start, end, err := calendar.ReadPeriod(w.Value, r.chart.Axis.Ticks.FirstMonth)
	switch {
	case err == nil:
		span = Span{start, end}
	case isRange && len(first) >= len("2026") && len(last) >= len("2026"):
		from, noFrom := r.namedPeriod(syntax.Text{Value: strings.TrimSpace(first), At: w.At})
		to, noTo := r.namedPeriod(syntax.Text{Value: strings.TrimSpace(last), At: w.At})
		if noFrom != "" || noTo != "" {
			return
		}
		if span = (Span{from.Start, to.End}); span.End <= span.Start {
			r.problems.Error(w.At, codeEndFirst, fmt.Sprintf("the last day of %q lies before the first", diag.Clip(w.Value)), "are the two swapped?")
			return
		}
	default:
		r.badDayOff(w, "excludes")
		return
	}
	if n := int((span.End - span.Start) / calendar.Day); n > maxRange {
		r.problems.Error(w.At, codeLongRange, fmt.Sprintf("%q has %d days; a range has at most %d", diag.Clip(w.Value), n, maxRange))
		return
	}
	if off.Dates == nil {
		off.Dates = map[calendar.Instant]bool{}
	}
	for day := span.Start.StartOfDay(); day < span.End; day = day.AddDays(1) {
		off.Dates[day] = true
	}
}

// otherCountries are codes that are written for those of calendar.Countries.
var otherCountries = map[string]string{"dk": "da", "nb": "no", "nn": "no", "se": "sv", "en": "gb", "uk": "gb", "en-gb": "gb"}

func (r *resolver) unknownCountry(at diag.Span, country string) {
	hint := ""
	if other := otherCountries[strings.ToLower(country)]; other != "" {
		hint = fmt.Sprintf("did you mean %q?", "holidays:"+other)
	}
	known := `"holidays:` + strings.Join(calendar.Countries(), `", "holidays:`) + `"`
	r.problems.Error(at, codeBadExclude, fmt.Sprintf("the public holidays of %q are not known", diag.Clip(country)), hint, "there are "+known)
}

// need adds the holidays of all years from start to end.
func (w *workdays) need(start, end calendar.Instant) {
	if len(w.off.Countries) == 0 {
		return
	}
	from, to := max(start.Year(), 1), min(end.Year(), calendar.MaxYear)
	if from >= w.from && to <= w.to {
		return
	}
	if w.to != 0 {
		more := max(holidayYears, w.to-w.from) // all are listed anew each time: ever less often
		if from < w.from {
			from = max(from-more, 1)
		}
		from, to = min(from, w.from), max(to, w.to)
		if to > w.to {
			to += more
		}
	}
	to = min(max(to, from+holidayYears), calendar.MaxYear)
	for year := from; year <= to; year++ {
		if year >= w.from && year <= w.to {
			continue
		}
		for _, country := range w.off.Countries {
			for day, name := range calendar.Holidays(country, year) {
				if w.off.Holidays[day] == "" {
					w.off.Holidays[day] = name
				}
			}
		}
	}
	w.from, w.to = from, to
	w.listSpecial()
}

// listSpecial lists the days that are not like their day of the week.
func (w *workdays) listSpecial() {
	w.special = slices.Collect(maps.Keys(w.off.Dates))
	w.special = slices.AppendSeq(w.special, maps.Keys(w.off.Work))
	w.special = slices.AppendSeq(w.special, maps.Keys(w.off.Holidays))
	slices.Sort(w.special)
	w.special = slices.Compact(w.special)
}

// showHolidays makes the holidays known of all that the chart shows.
func (r *resolver) showHolidays() {
	if len(r.work.off.Countries) == 0 {
		return
	}
	shown := r.chart.Shown()
	r.work.need(min(shown.Start, r.chart.Span.Start), max(shown.End, r.chart.Span.End))
}

// stretchBack is stretch for a start that is counted back from an end.
func (w *workdays) stretchBack(start, end calendar.Instant) (calendar.Instant, bool) {
	n := int((end - start) / calendar.Day)
	if n < 1 {
		return start, true
	}
	for back := 2*n + 60; ; back *= 2 {
		w.need(end.AddDays(-back), end)
		moved, ok := w.walkBack(start, end, n)
		if !ok || len(w.off.Countries) == 0 || moved.Year() >= w.from || w.from == 1 {
			return moved, ok && moved.Year() >= 1
		}
	}
}

// walkBack is stretchBack by the holidays that are known.
func (w *workdays) walkBack(start, end calendar.Instant, n int) (calendar.Instant, bool) {
	moved, day := 0, end.StartOfDay()
	before, _ := slices.BinarySearch(w.special, day) // how many special days lie before
	for worked := 0; worked < n; {
		day = day.AddDays(-1)
		special := before > 0 && w.special[before-1] == day
		if special {
			before--
		}
		if !w.isOff(day, special) {
			worked++
		} else if moved++; moved > maxOff {
			return start, false
		}
	}
	return start.AddDays(-moved), true
}
