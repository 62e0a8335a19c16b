package fields

import (
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"kvartal/timeline/calendar"
)

// readScalar reads a value that holds no others and is no plain text; false when no
// decoder accepts it. The usual forms are read here, all others by the library.
func readScalar(written string) (any, bool) {
	if written == "" {
		return nil, false
	}
	switch c := written[0]; {
	case (c == '"' || c == '\'') && (len(written) == 1 || written[len(written)-1] != c): // not closed: the library need not be asked
		return nil, false
	case written == "true" || written == "false":
		return c == 't', true
	case len(written) == len("2006-01-02") && written[4] == '-':
		if day, ok := plainDate(written); ok {
			return day, true
		}
	default:
		if n, ok := wholeNumber(written); ok {
			return n, true
		}
	}
	var one struct{ K any }
	if _, err := toml.Decode("K = "+written, &one); err != nil {
		return nil, false
	}
	if t, ok := one.K.(time.Time); ok {
		if t.Location().String() == "time-local" { // a time of day without a date
			return t.Format("15:04:05"), true
		}
		return dateOf(t), true
	}
	return one.K, true
}

// plainDate reads 2026-03-01, a day that exists.
func plainDate(written string) (Date, bool) {
	year, month, day := digits(written[:4]), digits(written[5:7]), digits(written[8:])
	if written[4] != '-' || written[7] != '-' || year < 1 || !calendar.Exists(year, month, day) {
		return Date{}, false
	}
	return Date{calendar.Date(year, month, day)}, true
}

// wholeNumber reads a number with no more digits than fit and no zero to begin
// with.
func wholeNumber(written string) (int64, bool) {
	unsigned := strings.TrimPrefix(written, "-")
	if len(unsigned) > 18 || len(unsigned) > 1 && unsigned[0] == '0' {
		return 0, false
	}
	n := digits(unsigned)
	if n < 0 {
		return 0, false
	}
	if len(unsigned) < len(written) {
		n = -n
	}
	return int64(n), true
}

// digits reads a number of digits alone, -1 for anything else.
func digits(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return -1
		}
		n = 10*n + int(text[i]-'0')
	}
	if text == "" {
		return -1
	}
	return n
}
