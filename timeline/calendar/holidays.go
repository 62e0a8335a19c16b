package calendar

import (
	"maps"
	"slices"
)

// easter returns Easter Sunday of a year of the Gregorian calendar.
//
// Source: the anonymous algorithm ("Meeus/Jones/Butcher"), J. Meeus,
// Astronomical Algorithms, chapter 8.
func easter(year int) Instant {
	a, b, c := floorMod(year, 19), floorDiv(year, 100), floorMod(year, 100)
	d, e := floorDiv(b, 4), floorMod(b, 4)
	f := floorDiv(b+8, 25)
	g := floorDiv(b-f+1, 3)
	h := floorMod(19*a+b-d-g+15, 30)
	i, k := c/4, c%4
	l := floorMod(32+2*e+2*i-h-k, 7)
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date(year, n/31, n%31+1)
}

// holiday is a public holiday: a rule that finds its day in each year.
type holiday struct {
	name     string
	from, to int // years that have it, both included; 0: no such limit
	on       func(year int) Instant
}

// fixed is a holiday on a day of the calendar.
func fixed(month, day int) func(int) Instant {
	return func(year int) Instant { return Date(year, month, day) }
}

// paschal is a holiday so many days after Easter Sunday.
func paschal(days int) func(int) Instant {
	return func(year int) Instant { return easter(year).AddDays(days) }
}

// since is a holiday on the first such day of the week at or after a date.
func since(month, day int, weekday Weekday) func(int) Instant {
	return func(year int) Instant {
		t := Date(year, month, day)
		return t.AddDays(floorMod(int(weekday-t.Weekday()), 7))
	}
}

// substitute is a holiday that moves to the first Monday after a Saturday, and so
// many days on from a Sunday: by two where the Monday is taken.
func substitute(month, day, fromSunday int) func(int) Instant {
	return func(year int) Instant {
		t := Date(year, month, day)
		switch t.Weekday() {
		case Saturday:
			return t.AddDays(2)
		case Sunday:
			return t.AddDays(fromSunday)
		}
		return t
	}
}

// inYear moves a holiday in years that had it on another day by decree.
func inYear(on func(int) Instant, moved map[int]Instant) func(int) Instant {
	return func(year int) Instant {
		if day, ok := moved[year]; ok {
			return day
		}
		return on(year)
	}
}

// The days of the church year that most countries share, in days after Easter
// Sunday.
const (
	maundyThursday = -3
	goodFriday     = -2
	easterMonday   = 1
	prayerDay      = 26
	ascension      = 39
	whitSunday     = 49
	whitMonday     = 50
)

// countries are the countries whose public holidays are known, by code. Days
// that fall on a Sunday by their nature are left in: a chart may leave weekends
// worked. Half days and days that only some employers give are not in.
var countries = map[string][]holiday{
	// Lov om ydre fred (helligdagsloven); store bededag ended with 2023 by lov nr.
	// 214 of 6 March 2023. 1 May, Constitution Day, 24 and 31 December are no
	// holidays by law.
	"da": {
		{name: "Nytårsdag", on: fixed(1, 1)},
		{name: "Skærtorsdag", on: paschal(maundyThursday)},
		{name: "Langfredag", on: paschal(goodFriday)},
		{name: "Påskedag", on: paschal(0)},
		{name: "2. påskedag", on: paschal(easterMonday)},
		{name: "Store bededag", to: 2023, on: paschal(prayerDay)},
		{name: "Kristi himmelfartsdag", on: paschal(ascension)},
		{name: "Pinsedag", on: paschal(whitSunday)},
		{name: "2. pinsedag", on: paschal(whitMonday)},
		{name: "Juledag", on: fixed(12, 25)},
		{name: "2. juledag", on: fixed(12, 26)},
	},
	// Lov om helligdager og helligdagsfred of 1995, and lov om 1 og 17 mai som
	// høgtidsdager of 1947.
	"no": {
		{name: "Første nyttårsdag", on: fixed(1, 1)},
		{name: "Skjærtorsdag", on: paschal(maundyThursday)},
		{name: "Langfredag", on: paschal(goodFriday)},
		{name: "Første påskedag", on: paschal(0)},
		{name: "Andre påskedag", on: paschal(easterMonday)},
		{name: "Første mai", on: fixed(5, 1)},
		{name: "Grunnlovsdagen", on: fixed(5, 17)},
		{name: "Kristi himmelfartsdag", on: paschal(ascension)},
		{name: "Første pinsedag", on: paschal(whitSunday)},
		{name: "Andre pinsedag", on: paschal(whitMonday)},
		{name: "Første juledag", on: fixed(12, 25)},
		{name: "Andre juledag", on: fixed(12, 26)},
	},
	// Lag (1989:253) om allmänna helgdagar; annandag pingst ended with 2004, the
	// national day came with 2005. Midsummer Eve and Christmas Eve are no holidays
	// by that law.
	"sv": {
		{name: "Nyårsdagen", on: fixed(1, 1)},
		{name: "Trettondedag jul", on: fixed(1, 6)},
		{name: "Långfredagen", on: paschal(goodFriday)},
		{name: "Påskdagen", on: paschal(0)},
		{name: "Annandag påsk", on: paschal(easterMonday)},
		{name: "Första maj", on: fixed(5, 1)},
		{name: "Kristi himmelsfärdsdag", on: paschal(ascension)},
		{name: "Pingstdagen", on: paschal(whitSunday)},
		{name: "Annandag pingst", to: 2004, on: paschal(whitMonday)},
		{name: "Sveriges nationaldag", from: 2005, on: fixed(6, 6)},
		{name: "Midsommardagen", on: since(6, 20, Saturday)},
		{name: "Alla helgons dag", on: since(10, 31, Saturday)},
		{name: "Juldagen", on: fixed(12, 25)},
		{name: "Annandag jul", on: fixed(12, 26)},
	},
	// Kyrkolag (1054/1993), replaced by 652/2023, chapter 1; laki itsenäisyyspäivän
	// viettämisestä (388/1937), laki vapunpäivästä (272/1944).
	"fi": {
		{name: "Uudenvuodenpäivä", on: fixed(1, 1)},
		{name: "Loppiainen", on: fixed(1, 6)},
		{name: "Pitkäperjantai", on: paschal(goodFriday)},
		{name: "Pääsiäispäivä", on: paschal(0)},
		{name: "Toinen pääsiäispäivä", on: paschal(easterMonday)},
		{name: "Vappu", on: fixed(5, 1)},
		{name: "Helatorstai", on: paschal(ascension)},
		{name: "Helluntaipäivä", on: paschal(whitSunday)},
		{name: "Juhannuspäivä", on: since(6, 20, Saturday)},
		{name: "Pyhäinpäivä", on: since(10, 31, Saturday)},
		{name: "Itsenäisyyspäivä", on: fixed(12, 6)},
		{name: "Joulupäivä", on: fixed(12, 25)},
		{name: "Tapaninpäivä", on: fixed(12, 26)},
	},
	// Lög um 40 stunda vinnuviku, nr. 88/1971, article 6. Christmas Eve and New
	// Year's Eve are holidays from noon only.
	"is": {
		{name: "Nýársdagur", on: fixed(1, 1)},
		{name: "Skírdagur", on: paschal(maundyThursday)},
		{name: "Föstudagurinn langi", on: paschal(goodFriday)},
		{name: "Páskadagur", on: paschal(0)},
		{name: "Annar í páskum", on: paschal(easterMonday)},
		{name: "Sumardagurinn fyrsti", on: since(4, 19, Thursday)},
		{name: "Verkalýðsdagurinn", on: fixed(5, 1)},
		{name: "Uppstigningardagur", on: paschal(ascension)},
		{name: "Hvítasunnudagur", on: paschal(whitSunday)},
		{name: "Annar í hvítasunnu", on: paschal(whitMonday)},
		{name: "Þjóðhátíðardagurinn", on: fixed(6, 17)},
		{name: "Frídagur verslunarmanna", on: since(8, 1, Monday)},
		{name: "Jóladagur", on: fixed(12, 25)},
		{name: "Annar í jólum", on: fixed(12, 26)},
	},
	// The holidays of all sixteen states: Einigungsvertrag, article 2, and the
	// states' own laws, which add others. The day of the Reformation's 500th year
	// was a holiday in all of them.
	"de": {
		{name: "Neujahr", on: fixed(1, 1)},
		{name: "Karfreitag", on: paschal(goodFriday)},
		{name: "Ostermontag", on: paschal(easterMonday)},
		{name: "Tag der Arbeit", on: fixed(5, 1)},
		{name: "Christi Himmelfahrt", on: paschal(ascension)},
		{name: "Pfingstmontag", on: paschal(whitMonday)},
		{name: "Tag der Deutschen Einheit", from: 1990, on: fixed(10, 3)},
		{name: "Reformationstag", from: 2017, to: 2017, on: fixed(10, 31)},
		{name: "Erster Weihnachtstag", on: fixed(12, 25)},
		{name: "Zweiter Weihnachtstag", on: fixed(12, 26)},
	},
	// Bank holidays of England and Wales: Banking and Financial Dealings Act 1971,
	// schedule 1, and royal proclamations (1974, 1978; single days as on
	// gov.uk/bank-holidays). Those on a weekend are given on the days after.
	"gb": {
		{name: "New Year's Day", from: 1974, on: substitute(1, 1, 1)},
		{name: "Good Friday", on: paschal(goodFriday)},
		{name: "Easter Monday", on: paschal(easterMonday)},
		{name: "Early May bank holiday", from: 1978, on: inYear(since(5, 1, Monday), map[int]Instant{1995: Date(1995, 5, 8), 2020: Date(2020, 5, 8)})},
		{name: "Spring bank holiday", from: 1971, on: inYear(since(5, 25, Monday), map[int]Instant{2002: Date(2002, 6, 4), 2012: Date(2012, 6, 4), 2022: Date(2022, 6, 2)})},
		{name: "Summer bank holiday", from: 1971, on: since(8, 25, Monday)},
		{name: "Christmas Day", on: substitute(12, 25, 2)},
		{name: "Boxing Day", on: substitute(12, 26, 2)},
		{name: "Millennium", from: 1999, to: 1999, on: fixed(12, 31)},
		{name: "Golden Jubilee", from: 2002, to: 2002, on: fixed(6, 3)},
		{name: "Royal wedding", from: 2011, to: 2011, on: fixed(4, 29)},
		{name: "Diamond Jubilee", from: 2012, to: 2012, on: fixed(6, 5)},
		{name: "Platinum Jubilee", from: 2022, to: 2022, on: fixed(6, 3)},
		{name: "State funeral of Queen Elizabeth II", from: 2022, to: 2022, on: fixed(9, 19)},
		{name: "Coronation of King Charles III", from: 2023, to: 2023, on: fixed(5, 8)},
	},
}

// Countries returns the codes that Holidays knows, sorted.
func Countries() []string { return slices.Sorted(maps.Keys(countries)) }

// Holidays returns the public holidays of a country in a year: midnight -> name
// in the country's own language. Two on one day are one, with the name of the
// first. It is nil for a code that is not in Countries. The rules are
// today's, and hold from 1995 on; what was a holiday before then is told in part.
func Holidays(country string, year int) map[Instant]string {
	rules, ok := countries[country]
	if !ok {
		return nil
	}
	days := make(map[Instant]string, len(rules))
	for _, h := range rules {
		if h.from != 0 && year < h.from || h.to != 0 && year > h.to {
			continue
		}
		if day := h.on(year); days[day] == "" {
			days[day] = h.name
		}
	}
	return days
}
