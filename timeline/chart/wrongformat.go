package chart

import (
	"fmt"
	"iter"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// patternsTried are the ways to write dates in numbers, the likely ones first.
var patternsTried = []string{
	isoPattern, "DD-MM-YYYY", "DD.MM.YYYY", "DD/MM/YYYY", "YYYY/MM/DD", "YYYY.MM.DD", "YYYY-MM", "MM/DD/YYYY", "MM-DD-YYYY", "YYYYMMDD",
	"D-M-YYYY", "D.M.YYYY", "D/M/YYYY", "YYYY-M-D", "M/D/YYYY", "DD-MM-YY", "DD.MM.YY", "DD/MM/YY",
	"YYYY-MM-DD HH:mm", "YYYY-MM-DDTHH:mm", "YYYY-MM-DD HH:mm:ss", "YYYY-MM-DDTHH:mm:ss", "DD-MM-YYYY HH:mm", "DD.MM.YYYY HH:mm", "DD/MM/YYYY HH:mm", "HH:mm",
}

// maxDatesTried is how many dates of a chart tell whether its format is wrong.
const maxDatesTried = 50

// wrongFormat finds a dateFormat by which no date of the chart is written, and
// says once how they are, in the place of a word on each of them. It is false
// where some date is written so, or where the dates have no form in common.
func (r *resolver) wrongFormat(v syntax.Text, f *syntax.File) bool {
	var dates []string
	for date := range datesIn(f) {
		if r.readBy(r.set.format, []string{date}) > 0 {
			return false
		}
		dates = append(dates, date)
	}
	if len(dates) < 2 {
		return false
	}
	var best *calendar.DateFormat
	most, lost := len(dates)/2, false
	for _, pattern := range patternsTried {
		format := calendar.NewDateFormat(pattern)
		if n := r.readBy(format, dates); n > most {
			best, most = format, n
		}
	}
	if best == nil {
		return false
	}
	for _, d := range dates {
		_, err := calendar.ReadLoose(d)
		lost = lost || err != nil && r.readBy(best, []string{d}) > 0
	}
	r.set.written = best
	severity := diag.Warning
	if lost {
		severity = diag.Error
	}
	r.problems.Report(severity, v.At, codeBadFormat, fmt.Sprintf("no date here is written as dateFormat %s says: the first is %q", diag.Clip(v.Value), dates[0]), r.formatMeant(best, dates, most)...)
	return true
}

// formatMeant proposes a format, and the one with day and month in the other
// order where that reads as many of the dates.
func (r *resolver) formatMeant(format *calendar.DateFormat, dates []string, read int) []string {
	hint := "write dateFormat " + format.Pattern
	swapped := calendar.NewDateFormat(strings.NewReplacer("D", "M", "M", "D").Replace(format.Pattern))
	if strings.HasPrefix(format.Pattern, "Y") || !strings.Contains(format.Pattern, "D") || r.readBy(swapped, dates) < read {
		return []string{hint}
	}
	for _, date := range dates {
		one, _ := format.Read(date, r.today())
		other, _ := swapped.Read(date, r.today())
		if one.At == other.At {
			continue
		}
		return []string{fmt.Sprintf("%s, if %s is %s", hint, date, spokenDay(one.At)),
			fmt.Sprintf("write dateFormat %s, if it is %s", swapped.Pattern, spokenDay(other.At))}
	}
	return []string{hint}
}

func spokenDay(t calendar.Instant) string {
	year, month, day := t.Date()
	s, _ := calendar.ReadSpoken(fmt.Sprintf("%d/%d/%d", day, month, year), 0)
	return s.Name
}

// datesIn gives the first dates in numbers of a file.
func datesIn(f *syntax.File) iter.Seq[string] {
	return func(yield func(string) bool) {
		n := 0
		for _, node := range f.Nodes {
			task, ok := node.(*syntax.Task)
			if !ok {
				continue
			}
			if n >= maxDatesTried {
				return
			}
			for _, item := range task.Items {
				if isNumericDate(item.Value) {
					if n++; !yield(item.Value) {
						return
					}
				}
			}
		}
	}
}

// isNumericDate tells numbers parted by what stands in dates and times.
func isNumericDate(s string) bool {
	if len(s) < len("1-1-26") || len(s) > len("2026-03-01T10:00:00.000") || s[0] < '0' || s[0] > '9' {
		return false
	}
	parts := 0
	for i := range len(s) {
		switch c := s[i]; {
		case strings.IndexByte("-./:", c) >= 0:
			parts++
		case (c < '0' || c > '9') && c != 'T' && c != ' ':
			return false
		}
	}
	return parts > 0
}

// readBy counts the dates that are written as a format says.
func (r *resolver) readBy(format *calendar.DateFormat, dates []string) (n int) {
	for _, d := range dates {
		if read, err := format.Read(d, r.today()); err == nil && !read.Lenient {
			n++
		}
	}
	return n
}

// toldAtFormat tells whether what is wrong with a date was said of the
// dateFormat.
func (r *resolver) toldAtFormat(t syntax.Text) bool {
	return r.set.written != nil && r.readBy(r.set.written, []string{t.Value}) > 0
}

// shown is the format that hints write dates by.
func (s *settings) shown() *calendar.DateFormat {
	if s.written != nil {
		return s.written
	}
	return s.format
}
