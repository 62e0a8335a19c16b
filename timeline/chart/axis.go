package chart

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Bounds of the axis: Mermaid's own.
const (
	maxTicks    = 10_000
	maxTickStep = 1_000_000
)

// danishUnits are the units as Danish authors are tempted to write them.
var danishUnits = map[string]string{
	"sekund": "second", "sekunder": "second", "minut": "minute", "minutter": "minute", "time": "hour", "timer": "hour",
	"dag": "day", "dage": "day", "uge": "week", "uger": "week", "måned": "month", "måneder": "month", "kvartal": "quarter", "kvartaler": "quarter",
	"år": "year", "årti": "decade", "årtier": "decade",
}

// tickInterval reads "1week", "1 quarter", "2 Years". Mermaid knows units up
// to a month, without blank and plural, and is silent about all else.
func (r *resolver) tickInterval(at diag.Span, value string) {
	r.chart.Axis.Ticks.N = 0 // as in Mermaid, one that is not known takes the place of an earlier one too
	digits := 0
	for digits < len(value) && value[digits] >= '0' && value[digits] <= '9' {
		digits++
	}
	n, err := strconv.Atoi(value[:digits])
	name := strings.ToLower(strings.TrimSpace(value[digits:]))
	unit, ok := calendar.UnitByName(name)
	if !ok {
		unit, ok = calendar.UnitByName(strings.TrimSuffix(name, "s"))
	}
	if !ok && name == "centuries" || name == "century" {
		unit, ok, n = calendar.UnitDecade, true, 10*n
	}
	switch {
	case digits == 0 || !ok:
		hint := "a number and a unit: " + strings.Join(calendar.Units(), ", ")
		if meant := diag.Meant(name, calendar.Units(), danishUnits); meant != "" {
			hint = fmt.Sprintf("did you mean %q?", fmt.Sprint(max(1, n), meant))
		}
		r.problems.Report(r.wrong, at, codeBadTicks, fmt.Sprintf("tick interval %q is not known, and ignored", value), hint)
	case err != nil || n < 1 || n > maxTickStep:
		r.problems.Report(r.wrong, at, codeBadTicks, fmt.Sprintf("tick interval %q is not between 1 and %d, and ignored", value, maxTickStep))
	default:
		r.chart.Axis.Ticks.N, r.chart.Axis.Ticks.Unit = n, unit
		r.set.ticksAt = at
	}
}

// checkTicks drops an interval that would give more ticks than anyone can
// read.
func (r *resolver) checkTicks() {
	ticks := &r.chart.Axis.Ticks
	if ticks.IsZero() {
		return
	}
	span := r.chart.Shown()
	first := ticks.Floor(span.Start)
	step := max(1, ticks.Next(first)-first)
	if n := max(0, span.End-span.Start) / step; n > maxTicks {
		r.problems.Warning(r.set.ticksAt, codeManyTicks, fmt.Sprintf("%s would give about %d ticks, more than %d; the interval is ignored", ticks, n, maxTicks),
			fmt.Sprintf("the roadmap spans %s to %s: is there a slip in a year?", span.Start.ISODate(), span.End.ISODate()))
		ticks.N = 0
	}
}

// axisDirectives are those of d3-time-format 4.
const axisDirectives = "aAbBcdefgGHIjLmMpqQsSuUvVwWxXyYZ%"

const axisExamples = "for example %Y-%m-%d, %d/%m, %b %Y, %Y-Q%q"

// axisTokens turns the tokens of dateFormat, which authors write for it, into
// directives.
var axisTokens = strings.NewReplacer("YYYY", "%Y", "YY", "%y", "MMMM", "%B", "MMM", "%b", "MM", "%m", "M", "%-m", "DD", "%d", "D", "%-d",
	"Q", "%q", "WW", "%V", "ww", "%V", "W", "%-V", "w", "%-V", "dddd", "%A", "ddd", "%a", "HH", "%H", "H", "%-H", "hh", "%I", "mm", "%M", "ss", "%S")

// axisDirective is one that stands for a token.
var axisDirective = regexp.MustCompile(`%-?[a-zA-Z]`)

// meantAxis returns the axis format that was probably meant by one of tokens, ""
// where it has words too: any of their letters may be a token by chance.
func meantAxis(value string) string {
	meant := axisTokens.Replace(value)
	words := axisDirective.ReplaceAllString(meant, "")
	if meant == value || strings.ContainsAny(words, "[]") || strings.IndexFunc(words, unicode.IsLetter) >= 0 {
		return ""
	}
	return meant
}

func (r *resolver) axisFormat(at diag.Span, value string) {
	r.chart.Axis.Format = value
	if value != "" && !strings.Contains(value, "%") {
		hint := axisExamples
		if meant := meantAxis(value); meant != "" {
			hint = fmt.Sprintf("did you mean %q?", diag.Clip(meant))
		}
		r.problems.Warning(at, codeBadAxis, fmt.Sprintf("the axis format %q names no part of a date, so every line is called that", diag.Clip(value)), hint)
		return
	}
	for i := 0; i < len(value); i++ {
		if value[i] != '%' {
			continue
		}
		start := i
		i++
		if i < len(value) && strings.IndexByte("-_0", value[i]) >= 0 {
			i++
		}
		if i >= len(value) || strings.IndexByte(axisDirectives, value[i]) < 0 {
			r.problems.Warning(at, codeBadAxis, fmt.Sprintf("%q in the axis format is no directive, and is shown as it stands", value[start:min(i+1, len(value))]), axisExamples)
			return
		}
	}
}
