package calendar

import "testing"

// tokenCases show of each token of dateFormat what it reads: two texts with
// another value of it, and the moments that they are. mermaid tells the tokens
// that Mermaid reads too; of the others its documentation says so, and they
// are read here.
var tokenCases = map[string]struct {
	pattern string
	texts   [2]string
	want    [2]string
	mermaid bool
}{
	"YYYY": {"YYYY", [2]string{"2026", "1999"}, [2]string{"2026-01-01T00:00:00", "1999-01-01T00:00:00"}, true},
	"YY":   {"YY", [2]string{"68", "69"}, [2]string{"2068-01-01T00:00:00", "1969-01-01T00:00:00"}, true},
	"GGGG": {"GGGG-[W]WW", [2]string{"2026-W01", "2021-W01"}, [2]string{"2025-12-29T00:00:00", "2021-01-04T00:00:00"}, false},
	"Q":    {"YYYY-[Q]Q", [2]string{"2026-Q1", "2026-Q4"}, [2]string{"2026-01-01T00:00:00", "2026-10-01T00:00:00"}, true},
	"MMMM": {"MMMM YYYY", [2]string{"May 2026", "December 2026"}, [2]string{"2026-05-01T00:00:00", "2026-12-01T00:00:00"}, true},
	"MMM":  {"MMM YYYY", [2]string{"May 2026", "Dec 2026"}, [2]string{"2026-05-01T00:00:00", "2026-12-01T00:00:00"}, true},
	"MM":   {"YYYY-MM", [2]string{"2026-02", "2026-11"}, [2]string{"2026-02-01T00:00:00", "2026-11-01T00:00:00"}, true},
	"M":    {"YYYY-M", [2]string{"2026-2", "2026-11"}, [2]string{"2026-02-01T00:00:00", "2026-11-01T00:00:00"}, true},
	"Do":   {"YYYY-MM Do", [2]string{"2026-03 1st", "2026-03 22nd"}, [2]string{"2026-03-01T00:00:00", "2026-03-22T00:00:00"}, true},
	"DDDD": {"YYYY-DDDD", [2]string{"2026-001", "2026-365"}, [2]string{"2026-01-01T00:00:00", "2026-12-31T00:00:00"}, false},
	"DDD":  {"YYYY-DDD", [2]string{"2026-1", "2028-366"}, [2]string{"2026-01-01T00:00:00", "2028-12-31T00:00:00"}, false},
	"DD":   {"YYYY-MM-DD", [2]string{"2026-03-05", "2026-03-15"}, [2]string{"2026-03-05T00:00:00", "2026-03-15T00:00:00"}, true},
	"D":    {"YYYY-MM-D", [2]string{"2026-03-5", "2026-03-15"}, [2]string{"2026-03-05T00:00:00", "2026-03-15T00:00:00"}, true},
	"WW":   {"GGGG WW", [2]string{"2026 01", "2026 53"}, [2]string{"2025-12-29T00:00:00", "2026-12-28T00:00:00"}, false},
	"W":    {"GGGG W", [2]string{"2026 1", "2026 53"}, [2]string{"2025-12-29T00:00:00", "2026-12-28T00:00:00"}, false},
	"ww":   {"YYYY ww", [2]string{"2026 02", "2026 10"}, [2]string{"2026-01-05T00:00:00", "2026-03-02T00:00:00"}, false},
	"w":    {"YYYY w", [2]string{"2026 2", "2026 10"}, [2]string{"2026-01-05T00:00:00", "2026-03-02T00:00:00"}, false},
	"HH":   {"YYYY-MM-DD HH", [2]string{"2026-03-01 07", "2026-03-01 23"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T23:00:00"}, true},
	"H":    {"YYYY-MM-DD H", [2]string{"2026-03-01 7", "2026-03-01 23"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T23:00:00"}, true},
	"hh":   {"YYYY-MM-DD hh A", [2]string{"2026-03-01 12 AM", "2026-03-01 12 PM"}, [2]string{"2026-03-01T00:00:00", "2026-03-01T12:00:00"}, true},
	"h":    {"YYYY-MM-DD h A", [2]string{"2026-03-01 1 AM", "2026-03-01 11 AM"}, [2]string{"2026-03-01T01:00:00", "2026-03-01T11:00:00"}, true},
	"mm":   {"YYYY-MM-DD HH:mm", [2]string{"2026-03-01 07:05", "2026-03-01 07:45"}, [2]string{"2026-03-01T07:05:00", "2026-03-01T07:45:00"}, true},
	"m":    {"YYYY-MM-DD HH:m", [2]string{"2026-03-01 07:5", "2026-03-01 07:45"}, [2]string{"2026-03-01T07:05:00", "2026-03-01T07:45:00"}, true},
	"ss":   {"YYYY-MM-DD HH:mm:ss", [2]string{"2026-03-01 07:05:09", "2026-03-01 07:05:59"}, [2]string{"2026-03-01T07:05:09", "2026-03-01T07:05:59"}, true},
	"s":    {"YYYY-MM-DD HH:mm:s", [2]string{"2026-03-01 07:05:9", "2026-03-01 07:05:59"}, [2]string{"2026-03-01T07:05:09", "2026-03-01T07:05:59"}, true},
	"SSS":  {"YYYY-MM-DD HH:mm:ss.SSS", [2]string{"2026-03-01 07:05:09.007", "2026-03-01 07:05:09.250"}, [2]string{"2026-03-01T07:05:09.007", "2026-03-01T07:05:09.250"}, true},
	"SS":   {"YYYY-MM-DD HH:mm:ss.SS", [2]string{"2026-03-01 07:05:09.07", "2026-03-01 07:05:09.25"}, [2]string{"2026-03-01T07:05:09.070", "2026-03-01T07:05:09.250"}, false},
	"S":    {"YYYY-MM-DD HH:mm:ss.S", [2]string{"2026-03-01 07:05:09.1", "2026-03-01 07:05:09.2"}, [2]string{"2026-03-01T07:05:09.100", "2026-03-01T07:05:09.200"}, false},
	"A":    {"YYYY-MM-DD h A", [2]string{"2026-03-01 7 AM", "2026-03-01 7 PM"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T19:00:00"}, true},
	"a":    {"YYYY-MM-DD h a", [2]string{"2026-03-01 7 am", "2026-03-01 7 pm"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T19:00:00"}, true},
	"ZZ":   {"YYYY-MM-DD HH ZZ", [2]string{"2026-03-01 07 +0000", "2026-03-01 07 -0230"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T09:30:00"}, true},
	"Z":    {"YYYY-MM-DD HH Z", [2]string{"2026-03-01 07 +00:00", "2026-03-01 07 +01:00"}, [2]string{"2026-03-01T07:00:00", "2026-03-01T06:00:00"}, true},
	"X":    {"X", [2]string{"1767225600", "1767225601"}, [2]string{"2026-01-01T00:00:00", "2026-01-01T00:00:01"}, true},
	"x":    {"x", [2]string{"1767225600000", "1767225600001"}, [2]string{"2026-01-01T00:00:00", "2026-01-01T00:00:00.001"}, true},
}

func TestEveryToken(t *testing.T) {
	for _, row := range dateTokens {
		c, ok := tokenCases[row.text]
		if !ok {
			t.Errorf("no case shows what %s reads", row.text)
			continue
		}
		f := NewDateFormat(c.pattern)
		found := false
		for _, p := range f.parts {
			found = found || p.token == row.token
		}
		if !found || len(f.Unread) > 0 {
			t.Errorf("%s: the pattern %q does not have it, or has %q", row.text, c.pattern, f.Unread)
		}
		for i, text := range c.texts {
			read, err := f.Read(text, 0)
			if err != nil || read.Lenient || read.At.String() != c.want[i] {
				t.Errorf("%s: %q by %q is %s (lenient %v), %v; want %s", row.text, text, c.pattern, read.At, read.Lenient, err, c.want[i])
			}
		}
		if f.BeyondDayjs() == c.mermaid {
			t.Errorf("%s: told as read by Mermaid: %v, want %v", row.text, !f.BeyondDayjs(), c.mermaid)
		}
	}
	if len(tokenCases) != len(dateTokens) {
		t.Errorf("%d cases for %d tokens", len(tokenCases), len(dateTokens))
	}
}
