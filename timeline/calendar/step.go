package calendar

import "fmt"

// Unit is a length of the calendar that ticks and steps come in.
type Unit int8

// Units from fine to coarse.
const (
	UnitMillisecond Unit = iota
	UnitSecond
	UnitMinute
	UnitHour
	UnitDay
	UnitWeek
	UnitMonth
	UnitQuarter
	UnitYear
	UnitDecade
)

var unitNames = [...]string{"millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"}

// String gives the English name in the singular.
func (u Unit) String() string { return unitNames[u] }

// Units returns the names, from fine to coarse.
func Units() []string { return unitNames[:] }

// UnitByName finds a unit by its English singular name.
func UnitByName(name string) (Unit, bool) {
	for u, n := range unitNames {
		if n == name {
			return Unit(u), true
		}
	}
	return 0, false
}

// Step is N units: "1 quarter", "2 week". The zero Step means none was given.
type Step struct {
	N    int
	Unit Unit
	// FirstDay is where a week begins. Other units do not look at it.
	FirstDay Weekday
	// FirstMonth is where a year begins, 1 to 12; 0 is January too. Units shorter
	// than a month do not look at it.
	FirstMonth int
}

// IsZero tells that no step was given.
func (s Step) IsZero() bool { return s.N == 0 }

// String gives "1quarter".
func (s Step) String() string { return fmt.Sprintf("%d%s", s.N, s.Unit) }

// Floor returns the last boundary of the step at or before t. Boundaries are
// those of d3-time's interval.every: hours, minutes and seconds whose number
// divides, months and quarters counted within the year, years and decades from
// year 0, days of the month less one, weeks from 1970.
func (s Step) Floor(t Instant) Instant {
	if shift := s.yearShift(); shift > 0 {
		s.FirstMonth = 0
		return s.Floor(t.startOfMonth().AddMonths(-shift)).AddMonths(shift)
	}
	n := max(1, s.N)
	y, m, d := t.Date()
	midnight := t.StartOfDay()
	within := func(unit Instant, whole Instant) Instant { // boundary inside the enclosing unit
		start := midnight
		if whole < Day {
			start += (t - midnight) / whole * whole
		}
		return start + (t-start)/(unit*Instant(n))*(unit*Instant(n))
	}
	switch s.Unit {
	case UnitMillisecond:
		return Instant(floorDiv(int(t), n)) * Instant(n)
	case UnitSecond:
		return within(Second, Minute)
	case UnitMinute:
		return within(Minute, Hour)
	case UnitHour:
		return within(Hour, Day)
	case UnitDay:
		return Date(y, m, 1).AddDays((d - 1) / n * n)
	case UnitWeek:
		first := -Instant(floorMod(4-int(s.FirstDay), 7)) * Day // the week that holds 1970-01-01, a Thursday
		return first + Instant(floorDiv(int(t-first), int(Week)*n))*Week*Instant(n)
	case UnitMonth:
		return Date(y, (m-1)/n*n+1, 1)
	case UnitQuarter:
		return Date(y, (m-1)/(3*n)*(3*n)+1, 1)
	case UnitYear:
		return Date(floorDiv(y, n)*n, 1, 1)
	default:
		return Date(floorDiv(y, 10*n)*10*n, 1, 1)
	}
}

// yearShift returns by how many months the year of the step's boundaries begins
// after January.
func (s Step) yearShift() int {
	if s.Unit < UnitMonth {
		return 0
	}
	return max(0, s.FirstMonth-1)
}

// Next returns the first boundary after t.
func (s Step) Next(t Instant) Instant {
	if shift := s.yearShift(); shift > 0 {
		s.FirstMonth = 0
		return s.Next(t.startOfMonth().AddMonths(-shift)).AddMonths(shift)
	}
	n := max(1, s.N)
	floor := s.Floor(t)
	y, m, _ := floor.Date()
	nextYear := Date(y+1, 1, 1)
	switch s.Unit {
	case UnitMillisecond:
		return floor + Instant(n)
	case UnitSecond:
		return min(floor+Second*Instant(n), Step{N: 1, Unit: UnitMinute}.Next(floor))
	case UnitMinute:
		return min(floor+Minute*Instant(n), Step{N: 1, Unit: UnitHour}.Next(floor))
	case UnitHour:
		return min(floor+Hour*Instant(n), floor.StartOfDay()+Day)
	case UnitDay:
		return min(floor.AddDays(n), Date(y, m+1, 1))
	case UnitWeek:
		return floor + Week*Instant(n)
	case UnitMonth:
		return min(Date(y, m+n, 1), nextYear)
	case UnitQuarter:
		return min(Date(y, m+3*n, 1), nextYear)
	case UnitYear:
		return Date(y+n, 1, 1)
	default:
		return Date(y+10*n, 1, 1)
	}
}

// Ceil returns the first boundary at or after t.
func (s Step) Ceil(t Instant) Instant {
	if f := s.Floor(t); f == t {
		return t
	}
	return s.Next(t)
}

// Ticks returns the boundaries in [from, to], both included, or false when
// there would be more than limit of them.
func (s Step) Ticks(from, to Instant, limit int) ([]Instant, bool) {
	var ticks []Instant
	for t := s.Ceil(from); t <= to; t = s.Next(t) {
		if len(ticks) == limit {
			return nil, false
		}
		ticks = append(ticks, t)
	}
	return ticks, true
}
