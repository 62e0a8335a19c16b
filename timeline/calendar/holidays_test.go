package calendar_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
)

// The days are those that each country's government published for the year.
func TestHolidays(t *testing.T) {
	for key, want := range map[string]string{
		"da 2023": "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26",
		"da 2024": "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26",
		"da 2026": "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
		"no 2026": "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26",
		"no 2008": "01-01 03-20 03-21 03-23 03-24 05-01 05-11 05-12 05-17 12-25 12-26", // Ascension Day on 1 May
		"sv 2004": "01-01 01-06 04-09 04-11 04-12 05-01 05-20 05-30 05-31 06-26 11-06 12-25 12-26",
		"sv 2026": "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26",
		"fi 2026": "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-20 10-31 12-06 12-25 12-26",
		"is 2026": "01-01 04-02 04-03 04-05 04-06 04-23 05-01 05-14 05-24 05-25 06-17 08-03 12-25 12-26",
		"de 2017": "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26",
		"de 2026": "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
		"gb 2020": "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
		"gb 2021": "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
		"gb 2022": "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
		"gb 2023": "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
		"gb 2026": "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
	} {
		country, year, _ := strings.Cut(key, " ")
		start, _, err := calendar.ReadPeriod(year, 1)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		days := calendar.Holidays(country, start.Year())
		for _, day := range slices.Sorted(maps.Keys(days)) {
			got = append(got, strings.TrimPrefix(day.ISODate(), year+"-"))
			if days[day] == "" {
				t.Errorf("%s: %s has no name", key, day.ISODate())
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\ngot  %s\nwant %s", key, strings.Join(got, " "), want)
		}
	}
	if calendar.Holidays("xx", 2026) != nil {
		t.Error("there is a country xx")
	}
}

// Easter lies where the tables of the church have it, for the earliest and the
// latest days that there are too.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1818: "1818-03-22", 1943: "1943-04-25", 1954: "1954-04-18", 1981: "1981-04-19", 2000: "2000-04-23",
		2008: "2008-03-23", 2011: "2011-04-24", 2025: "2025-04-20", 2027: "2027-03-28", 2038: "2038-04-25", 2049: "2049-04-18", 2285: "2285-03-22"} {
		found := false
		for day, name := range calendar.Holidays("da", year) {
			found = found || name == "Påskedag" && day.ISODate() == want
		}
		if !found {
			t.Errorf("Easter %d is not %s", year, want)
		}
	}
}

func TestReadPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-01": "2026-03-01 2026-03-02",
		"2024-02-29": "2024-02-29 2024-03-01",
		"2026-12":    "2026-12-01 2027-01-01",
		"2026":       "2026-01-01 2027-01-01",
		"2026-Q1":    "2026-01-01 2026-04-01",
		"2026-Q4":    "2026-10-01 2027-01-01",
		"2026-W1":    "2025-12-29 2026-01-05",
		"2026-W01":   "2025-12-29 2026-01-05",
		"2026-W53":   "2026-12-28 2027-01-04",
		"2026/27":    "2026-04-01 2027-04-01",
		"2099/00":    "2099-04-01 2100-04-01",
		"2026/27-Q1": "2026-04-01 2026-07-01",
		"2026/27-Q4": "2027-01-01 2027-04-01",

		"2026-02-30": "February 2026 has 28 days",
		"2026-13":    "the months of a year are 1 to 12",
		"2026-13-01": "the months of a year are 1 to 12",
		"2026-Q5":    "the quarters of a year are 1 to 4",
		"2027-W53":   "2027 has 52 weeks",
		"2026-W00":   "2026 has 53 weeks",
		"2026/28":    "the fiscal year that begins in 2026 is 2026/27",
	} {
		start, end, err := calendar.ReadPeriod(text, 4)
		got := start.ISODate() + " " + end.ISODate()
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "26", "2026-", "2026-3-1", "2026-03-1", "2026-Q", "2026Q1", "2026-q1", "2026-w1", "2026-QQ1", "2026-WW12", "2026-W123", "2026-03-01x", "2026/2027", "2026/27-W1", "2026/27-03", "20256-01-20", "x"} {
		if start, end, err := calendar.ReadPeriod(text, 4); err != calendar.ErrNoMatch {
			t.Errorf("%q is read as %s %s, %v", text, start, end, err)
		}
	}
	if _, _, err := calendar.ReadPeriod("2026/27", 1); err == nil || err == calendar.ErrNoMatch {
		t.Errorf("a fiscal year from January: %v", err)
	}
}

func TestFiscalYears(t *testing.T) {
	for _, c := range []struct {
		day     calendar.Instant
		month   int
		year    string
		quarter int
	}{
		{calendar.Date(2026, 3, 31), 4, "2025/26", 4}, {calendar.Date(2026, 4, 1), 4, "2026/27", 1}, {calendar.Date(2026, 12, 31), 4, "2026/27", 3},
		{calendar.Date(2026, 6, 30), 7, "2025/26", 4}, {calendar.Date(2026, 7, 1), 7, "2026/27", 1}, {calendar.Date(2099, 7, 1), 7, "2099/00", 1},
		{calendar.Date(2026, 7, 1), 1, "2026", 3}, {calendar.Date(2026, 7, 1), 0, "2026", 3}, {calendar.Date(2026, 11, 1), 12, "2025/26", 4},
	} {
		if y, q := calendar.FiscalYear(c.day, c.month), calendar.FiscalQuarter(c.day, c.month); y != c.year || q != c.quarter {
			t.Errorf("%s with years from month %d: %s, quarter %d", c.day.ISODate(), c.month, y, q)
		}
	}
}

// Boundaries of years, quarters and months that begin in another month than
// January.
func TestStepOfFiscalYears(t *testing.T) {
	for _, c := range []struct {
		step        calendar.Step
		at          calendar.Instant
		floor, next string
	}{
		{calendar.Step{N: 1, Unit: calendar.UnitYear, FirstMonth: 4}, calendar.Date(2026, 3, 31), "2025-04-01", "2026-04-01"},
		{calendar.Step{N: 1, Unit: calendar.UnitQuarter, FirstMonth: 2}, calendar.Date(2026, 1, 31), "2025-11-01", "2026-02-01"},
		{calendar.Step{N: 4, Unit: calendar.UnitMonth, FirstMonth: 7}, calendar.Date(2026, 12, 31), "2026-11-01", "2027-03-01"},
		{calendar.Step{N: 1, Unit: calendar.UnitMonth, FirstMonth: 7}, calendar.Date(2026, 12, 31), "2026-12-01", "2027-01-01"},
		{calendar.Step{N: 1, Unit: calendar.UnitWeek, FirstDay: calendar.Monday, FirstMonth: 7}, calendar.Date(2026, 7, 1), "2026-06-29", "2026-07-06"},
	} {
		if f, n := c.step.Floor(c.at).ISODate(), c.step.Next(c.at).ISODate(); f != c.floor || n != c.next {
			t.Errorf("%s from month %d at %s: %s to %s", c.step, c.step.FirstMonth, c.at.ISODate(), f, n)
		}
	}
}
