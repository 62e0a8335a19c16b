package calendar

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Duration is a length as authors write it: "3d", "1.5h".
type Duration struct {
	Whole    int64
	Millions int32 // the decimals, in millionths
	Unit     Unit  // UnitMillisecond … UnitYear, no quarter
}

// maxAmount keeps sums far from the bounds of an Instant.
const maxAmount = int64(1e14)

// durationUnits are the units of Mermaid. Letter case counts: m is minutes, M
// is months.
var durationUnits = [...]struct {
	text string
	unit Unit
}{
	{"ms", UnitMillisecond}, {"s", UnitSecond}, {"m", UnitMinute}, {"h", UnitHour},
	{"d", UnitDay}, {"w", UnitWeek}, {"M", UnitMonth}, {"y", UnitYear},
}

// looseUnits are other words that mean a unit beyond doubt.
var looseUnits = map[string]Unit{
	"ms": UnitMillisecond, "msec": UnitMillisecond, "millisecond": UnitMillisecond, "milliseconds": UnitMillisecond,
	"s": UnitSecond, "sec": UnitSecond, "secs": UnitSecond, "second": UnitSecond, "seconds": UnitSecond,
	"sek": UnitSecond, "sekund": UnitSecond, "sekunder": UnitSecond,
	"min": UnitMinute, "mins": UnitMinute, "minute": UnitMinute, "minutes": UnitMinute, "minut": UnitMinute, "minutter": UnitMinute,
	"h": UnitHour, "hr": UnitHour, "hrs": UnitHour, "hour": UnitHour, "hours": UnitHour, "time": UnitHour, "timer": UnitHour,
	"d": UnitDay, "day": UnitDay, "days": UnitDay, "dag": UnitDay, "dage": UnitDay,
	"w": UnitWeek, "wk": UnitWeek, "wks": UnitWeek, "week": UnitWeek, "weeks": UnitWeek, "uge": UnitWeek, "uger": UnitWeek, "u": UnitWeek,
	"mo": UnitMonth, "mon": UnitMonth, "mth": UnitMonth, "month": UnitMonth, "months": UnitMonth,
	"md": UnitMonth, "mdr": UnitMonth, "måned": UnitMonth, "måneder": UnitMonth,
	"y": UnitYear, "yr": UnitYear, "yrs": UnitYear, "year": UnitYear, "years": UnitYear, "år": UnitYear, "å": UnitYear,
}

// ReadDuration reads a duration. It is exact when it is written as Mermaid
// reads it, and not when only its meaning is clear: "3 days", "2W", "0".
func ReadDuration(text string) (d Duration, exact, ok bool) {
	digits := 0
	for digits < len(text) && (text[digits] >= '0' && text[digits] <= '9' || text[digits] == '.') {
		digits++
	}
	number, unit := text[:digits], text[digits:]
	whole, decimals, hasPoint := strings.Cut(number, ".")
	if number == "" || len(whole) > 14 || strings.Contains(decimals, ".") || whole == "" && decimals == "" {
		return d, false, false
	}
	if whole != "" {
		d.Whole, _ = strconv.ParseInt(whole, 10, 64)
	}
	if decimals != "" {
		millions, _ := strconv.ParseInt((decimals + "000000")[:6], 10, 32)
		d.Millions = int32(millions)
	}
	wellFormed := whole != "" && (decimals != "") == hasPoint
	for _, u := range durationUnits {
		if u.text == unit {
			d.Unit = u.unit
			return d, wellFormed, d.Whole < maxAmount
		}
	}
	word := strings.TrimSpace(unit)
	if word != "" && word[0] < 'A' { // a date, most likely
		return d, false, false
	}
	if word == "" {
		d.Unit = UnitDay
		return d, false, d.Whole == 0 && d.Millions == 0 && unit == ""
	}
	if word == "M" {
		d.Unit = UnitMonth
		return d, false, d.Whole < maxAmount
	}
	if d.Unit, ok = looseUnits[strings.ToLower(word)]; !ok && word == "m" {
		d.Unit, ok = UnitMinute, true
	}
	return d, false, ok && d.Whole < maxAmount
}

// String writes a duration as Mermaid reads it.
func (d Duration) String() string {
	number := fmt.Sprint(d.Whole)
	if d.Millions != 0 {
		number += "." + strings.TrimRight(fmt.Sprintf("%06d", d.Millions), "0")
	}
	for _, u := range durationUnits {
		if u.unit == d.Unit {
			return number + u.text
		}
	}
	return number
}

// IsZero tells a duration of no length.
func (d Duration) IsZero() bool { return d.Whole == 0 && d.Millions == 0 }

// leastLengths are the lengths of the units, the least where they differ.
var leastLengths = [...]Instant{UnitMillisecond: 1, UnitSecond: Second, UnitMinute: Minute, UnitHour: Hour, UnitDay: Day, UnitWeek: Week, UnitMonth: 28 * Day, UnitYear: 365 * Day}

// After returns the moment a duration after t, by Mermaid's rules: decimals of
// days and weeks are rounded to whole days, those of months and years cut off.
// It returns false when that lies beyond MaxYear.
func (d Duration) After(t Instant) (Instant, bool) {
	if d.Whole > int64(2*MaxYear*366*Day/leastLengths[d.Unit]) {
		return t, false
	}
	switch n := int(d.Whole); d.Unit {
	case UnitDay:
		t = t.AddDays(int(rounded(d.millionths())))
	case UnitWeek:
		t = t.AddDays(int(rounded(7 * d.millionths())))
	case UnitMonth:
		t = t.AddMonths(n)
	case UnitYear:
		t = t.AddMonths(12 * n)
	default:
		// As in JavaScript, where 17.49h is a little less than 62 964 seconds. The
		// conversions keep every machine from rounding once where it must twice.
		n := float64(d.Whole)
		if d.Millions > 0 && d.Whole < 1e12 {
			n = float64(d.millionths()) / 1e6
		}
		t = Instant(math.Trunc(float64(t) + float64(n*float64(leastLengths[d.Unit]))))
	}
	return t, t < afterMaxYear
}

// Before returns the moment a duration before t, by the same rules. It returns
// false when that lies before the year 1.
func (d Duration) Before(t Instant) (Instant, bool) {
	switch d.Unit {
	case UnitMonth, UnitYear:
		n := d.Whole
		if d.Unit == UnitYear {
			n *= 12
		}
		if n > 12*2*MaxYear {
			return t, false
		}
		t = t.AddMonths(-int(n))
	default:
		end, ok := d.After(t)
		if !ok {
			return t, false
		}
		t -= end - t
	}
	return t, t.Year() >= 1
}

func (d Duration) millionths() int64 { return d.Whole*1e6 + int64(d.Millions) }

// rounded turns millionths into the nearest whole, halves upwards.
func rounded(millionths int64) int64 { return (millionths + 500_000) / 1_000_000 }
