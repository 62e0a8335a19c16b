package font

// Readers without a face of Arial's widths see texts in another one. widest has,
// for each character, the most that one of DejaVu Sans, Noto Sans, Roboto and
// Liberation Sans takes.

// widestUnit parts the em in the tables: a byte counts 1/widestUnit of it,
// rounded up.
const widestUnit = 127

// beyondWidest is how much wider, in hundredths of Liberation's own advance,
// those characters may come out that stand in no table: superscripts, arrows,
// mathematics.
const beyondWidest = 250

// widestRanges are the runs of characters that the tables have, one after the
// other: [from, to).
var widestRanges = [...]struct{ from, to rune }{
	{0x0020, 0x0530}, // Latin, Greek, Cyrillic
	{0x1e00, 0x1f00}, // Latin with two accents
	{0x2000, 0x20d0}, // punctuation and currencies
}

// widen gives the table of what the widest face takes, from Liberation's own and
// two hexadecimal digits a character.
func widen(own table, digits string) table {
	out := make(table, len(own))
	for r, advance := range own {
		out[r] = int16(max(int(advance), int(advance)*beyondWidest/100))
	}
	at := 0
	for _, run := range widestRanges {
		for r := run.from; r < run.to; r++ {
			if own[r] >= 0 {
				out[r] = int16((int(nibble(digits[at]))<<4 + int(nibble(digits[at+1]))) * em / widestUnit)
			}
			at += 2
		}
	}
	return out
}

func nibble(digit byte) byte {
	if digit >= 'a' {
		return digit - 'a' + 10
	}
	return digit - '0'
}
