package calendar_test

import (
	"errors"
	"strings"
	"testing"

	"kvartal/timeline/calendar"
)

// now completes dates that leave something out.
var now = calendar.At(2026, 11, 23, 15, 30, 0, 0)

func TestReadByFormat(t *testing.T) {
	for _, test := range []struct{ format, text, want string }{
		{"YYYY-MM-DD", "2026-03-01", "2026-03-01T00:00:00"},
		{"YYYY-MM-DD", "2026-3-1", "2026-03-01T00:00:00 lenient"},
		{"YYYY-MM-DD", "2026-003-01", "2026-03-01T00:00:00 lenient"},
		{"YYYY-M-D", "2026-3-1", "2026-03-01T00:00:00"},
		{"YYYY-M-D", "2026-03-01", "2026-03-01T00:00:00 lenient"},
		{"YYYY-MM-DD", "2026-02-30", "February 2026 has 28 days"},
		{"YYYY-MM-DD", "2026-13-01", "the months of a year are 1 to 12"},
		{"YYYY-MM-DD", "202-12-01", "no match"},
		{"YYYY-MM-DD", "20256-01-20", "no match"},
		{"YYYY-MM-DD", "2026-02-2022", "no match"},
		{"YYYY-MM-DD", "2026-03-01 ", "no match"},
		{"YYYY-MM-DD", "", "no match"},
		{"YYYYMMDD", "20260301", "2026-03-01T00:00:00"},
		{"YYYYMMDD", "202603", "no match"},
		{"DD/MM/YYYY", "01/03/2026", "2026-03-01T00:00:00"},
		{"YY-MM", "68-02", "2068-02-01T00:00:00"},
		{"YY-MM", "69-02", "1969-02-01T00:00:00"},
		{"YYYY-Q", "2026-3", "2026-07-01T00:00:00"},
		{"YYYY-Q", "2026-5", "the quarters of a year are 1 to 4"},
		{"D MMM YYYY", "5 jan 2026", "2026-01-05T00:00:00 lenient"},
		{"MMMM Do, YYYY", "March 22nd, 2026", "2026-03-22T00:00:00"},
		{"YYYY-DDD", "2026-60", "2026-03-01T00:00:00"},
		{"YYYY-DDDD", "2026-366", "2026 has 365 days"},
		{"GGGG-[W]WW", "2026-W53", "2026-12-28T00:00:00"},
		{"GGGG-[W]WW", "2025-W53", "2025 has 52 weeks"},
		{"YYYY-MM-DDTHH:mm:ss.SSS", "2026-03-01T08:30:15.250", "2026-03-01T08:30:15.250"},
		{"YYYY-MM-DD HH:mm", "2026-03-01 9:05", "2026-03-01T09:05:00 lenient"},
		{"YYYY-MM-DD HH:mm", "2026-03-01 24:00", "the hours of a day are 0 to 23"},
		{"YYYY-MM-DD HH:mm", "2026-03-01 23:60", "the minutes of an hour are 0 to 59"},
		{"hh:mm A", "12:15 AM", "2026-11-23T00:15:00"},
		{"h:mm a", "1:15 pm", "2026-11-23T13:15:00"},
		{"YYYY-MM-DD HH:mm Z", "2026-03-01 08:30 +01:00", "2026-03-01T07:30:00 shifted"},
		{"YYYY-MM-DD HH:mm ZZ", "2026-03-01 08:30 -0230", "2026-03-01T11:00:00 shifted"},
		{"YYYY-MM-DD HH:mm Z", "2026-03-01 08:30 +00:00", "2026-03-01T08:30:00"},
		{"X", "1767225600", "2026-01-01T00:00:00"},
		{"x", "1767225600000", "2026-01-01T00:00:00"},
		{"x", "-1", "1969-12-31T23:59:59.999"},
		{"x", "1.5", "no match"},
		{"X", "99999999999999", "it lies beyond the year 10000"},
		// what is left out comes from now, or is the first
		{"YYYY", "2026", "2026-01-01T00:00:00"},
		{"MM.DD", "03.01", "2026-03-01T00:00:00"},
		{"D", "7", "2026-11-07T00:00:00"},
		{"MMM", "Feb", "2026-02-01T00:00:00"},
		{"HH:mm", "17:49", "2026-11-23T17:49:00"},
		{"ss", "20", "2026-11-23T00:00:20"},
		{"", "x", "no match"},
	} {
		read, err := calendar.NewDateFormat(test.format).Read(test.text, now)
		if got := describe(read, err); got != test.want {
			t.Errorf("%q by %q: %s, want %s", test.text, test.format, got, test.want)
		}
	}
}

func TestReadLoose(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2026-1-5", "2026-01-05T00:00:00 lenient"},
		{"2026/01/05", "2026-01-05T00:00:00 lenient"},
		{"2026.1.5", "2026-01-05T00:00:00 lenient"},
		{"2026-01", "2026-01-01T00:00:00 lenient"},
		{"2026", "2026-01-01T00:00:00 lenient"},
		{"202-12-01", "0202-12-01T00:00:00 lenient"},
		{"2026-01-05T08:30", "2026-01-05T08:30:00 lenient"},
		{"2026-01-05 08:30:15.250", "2026-01-05T08:30:15.250 lenient"},
		{"2026-01-05T08:30Z", "2026-01-05T08:30:00 lenient"},
		{"2026-01-05T08:30+02:00", "2026-01-05T06:30:00 lenient shifted"},
		{"5 Jan 2026", "2026-01-05T00:00:00 lenient"},
		{"5-January-2026", "2026-01-05T00:00:00 lenient"},
		{"5. oktober 2026", "2026-10-05T00:00:00 lenient"},
		{"5. maj 2026", "2026-05-05T00:00:00 lenient"},
		{"31 Feb 2026", "February 2026 has 28 days"},
		{"2026-02-30", "February 2026 has 28 days"},
		{"2026-01-05T25:00", "the hours of a day are 0 to 23"},
		{"05-01-2026", "no match"},
		{"5/1/2026", "no match"},
		{"2026-01/05", "no match"},
		{"20256-01-20", "no match"},
		{"2027-07-", "no match"},
		{"5 Ja 2026", "no match"},
		{"Jan 5 2026", "no match"},
		{"week 5", "no match"},
		{"", "no match"},
	} {
		read, err := calendar.ReadLoose(test.text)
		if got := describe(read, err); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

func describe(read calendar.Read, err error) string {
	switch {
	case err == calendar.ErrNoMatch:
		return "no match"
	case err != nil:
		var no calendar.NoSuchDate
		if !errors.As(err, &no) {
			return "an error of another kind: " + err.Error()
		}
		return no.Reason
	}
	out := read.At.String()
	if read.Lenient {
		out += " lenient"
	}
	if read.Shifted {
		out += " shifted"
	}
	return out
}

// An example of a format is read back by that format, exactly.
func TestExampleIsReadBack(t *testing.T) {
	at := calendar.At(2026, 3, 22, 9, 5, 7, 40)
	for _, format := range []string{
		"YYYY-MM-DD HH:mm:ss.SSS", "D/M/YY H:m:s SSS", "Do MMMM YYYY hh:mm:ss A [ms] SSS", "MMM D YYYY, h:m:s a SSS",
		"YYYY-DDDD HH:mm:ss:SSS", "YYYY DDD HH:mm:ss:SSS", "x", "YYYY-MM-DDTHH:mm:ss.SSSZ",
	} {
		f := calendar.NewDateFormat(format)
		text := f.Example(at)
		read, err := f.Read(text, now)
		if err != nil || read.At != at || read.Lenient {
			t.Errorf("%s wrote %q, and read it as %s", format, text, describe(read, err))
		}
	}
}

func TestFormatKnowsItsTokens(t *testing.T) {
	for _, test := range []struct{ format, unread, has string }{
		{"YYYY-MM-DD", "", "year month day"},
		{"yyyy-mm-dd", "yyyydd", "clock"},
		{"YYYY-MM-DDTHH:mm", "", "year month day clock"},
		{"[Kl.] HH", "", "clock"},
		{"X", "", "year month day clock"},
		{"GGGG-WW", "", "year month day"},
		{"D", "", "day"},
		{"L", "L", ""},
	} {
		f := calendar.NewDateFormat(test.format)
		if got := strings.Join(f.Unread, ""); got != test.unread {
			t.Errorf("%s: %q is not read, want %q", test.format, got, test.unread)
		}
		year, month, day, clock := f.Has()
		var has []string
		for i, is := range []bool{year, month, day, clock} {
			if is {
				has = append(has, []string{"year", "month", "day", "clock"}[i])
			}
		}
		if got := strings.Join(has, " "); got != test.has {
			t.Errorf("%s has %q, want %q", test.format, got, test.has)
		}
	}
}
