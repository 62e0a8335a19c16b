package chart

import (
	"fmt"
	"strconv"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Bounds of the axis: Mermaid's own.
const (
	maxTicks    = 10_000
	maxTickStep = 1_000_000
)

// tickInterval reads "1week", "1 quarter", "2 Years". Mermaid knows units up
// to a month, without blank and plural, and is silent about all else.
func (r *resolver) tickInterval(at diag.Span, value string) {
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
		hint := diag.DidYouMean(name, calendar.Units())
		if hint == "" {
			hint = "a number and a unit: " + strings.Join(calendar.Units(), ", ")
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

func (r *resolver) axisFormat(at diag.Span, value string) {
	r.chart.Axis.Format = value
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
			r.problems.Warning(at, codeBadAxis, fmt.Sprintf("%q in the axis format is no directive, and is shown as it stands", value[start:min(i+1, len(value))]), "for example %Y-%m-%d, %d/%m, %b %Y, %Y-Q%q")
			return
		}
	}
}
