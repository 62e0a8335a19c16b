package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Style says how a list is printed. The zero value is plain text.
type Style struct {
	Color bool // ANSI colours; the caller knows terminal and NO_COLOR
	Most  int  // problems that are shown, errors before others; how many more there are is told; 0: all
}

const maxShown = 160 // characters of a source line that are shown

// Write prints the list in its order, a blank line between two problems:
//
//	content/plan.md:14:9: error: date "2026-02-30" does not exist [roadmap-bad-date]
//	    14 | Høring :2026-02-30, 10d
//	       |         ^^^^^^^^^^
//	    hint: February 2026 has 28 days
func (st Style) Write(w io.Writer, l List) error {
	var b strings.Builder
	shown, more := l.most(st.Most)
	for i, d := range shown {
		if i > 0 {
			b.WriteByte('\n')
		}
		st.one(&b, d)
	}
	if len(more) > 0 {
		fmt.Fprintf(&b, "\nand more that are not shown: %s\n", more.Summary())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// perFile is how many problems of one file come before those of others, where
// not all are shown.
const perFile = 10

// most parts the list into at most n problems (0: all) and the others, each in
// their order. An error goes before a warning, and a warning before a note;
// among equals, a file with many mistakes leaves room for other files.
func (l List) most(n int) (shown, more List) {
	if n == 0 || len(l) <= n {
		return l, nil
	}
	chosen := make([]bool, len(l))
	for _, s := range severities {
		for _, limit := range []int{perFile, len(l)} {
			of := map[string]int{} // problems looked at of a file
			for i, d := range l {
				if d.Severity != s {
					continue
				}
				if of[d.File]++; n > 0 && !chosen[i] && of[d.File] <= limit {
					chosen[i] = true
					n--
				}
			}
		}
	}
	for i, d := range l {
		if chosen[i] {
			shown = append(shown, d)
		} else {
			more = append(more, d)
		}
	}
	return shown, more
}

// paint gives a text the looks of an ANSI sequence: "1" is bold, "2" faint.
func (st Style) paint(looks, s string) string {
	if !st.Color {
		return s
	}
	return "\x1b[" + looks + "m" + s + "\x1b[0m"
}

func (st Style) one(b *strings.Builder, d Diag) {
	color := map[Severity]string{Error: "1;31", Warning: "1;33", Note: "1;36"}[d.Severity]
	if place := d.Place.String(); place != "" {
		b.WriteString(place + ": ")
	}
	fmt.Fprintf(b, "%s %s", st.paint(color, d.Severity.String()+":"), printable(d.Message))
	if d.Code != "" {
		b.WriteString(" " + st.paint("2", "["+d.Code+"]"))
	}
	b.WriteByte('\n')
	if d.Line > 0 && strings.TrimSpace(d.Text) != "" {
		text, col := clip(d.Text, d.Col)
		number := fmt.Sprint(d.Line)
		fmt.Fprintf(b, "    %s | %s\n", number, printable(text))
		if col > 0 {
			pad, under := underline(text, col, max(1, d.Width))
			fmt.Fprintf(b, "    %s | %s%s\n", blanks(len(number)), pad, st.paint(color, under))
		}
	}
	for _, p := range d.See {
		fmt.Fprintf(b, "    %s: %s\n", p.String(), printable(p.Message))
	}
	for _, h := range d.Hints {
		fmt.Fprintf(b, "    %s %s\n", st.paint("1", "hint:"), printable(h))
	}
}

// String gives "file:line:col", leaving out what is not known.
func (p Place) String() string {
	s := p.File
	for _, n := range []int{p.Line, p.Col} {
		if n == 0 {
			break
		}
		if s != "" {
			s += ":"
		}
		s += fmt.Sprint(n)
	}
	return printable(s)
}

// clip shortens a long line to the neighbourhood of column col (from 1) and
// returns the column in what is left.
func clip(line string, col int) (string, int) {
	if len(line) <= maxShown {
		return line, col
	}
	from := max(0, min(col-maxShown/2, utf8.RuneCountInString(line)-maxShown))
	text := line[runeOffset(line, from):]
	if end := runeOffset(text, maxShown); end < len(text) {
		text = text[:end] + "…"
	}
	if from == 0 {
		return text, col
	}
	return "…" + text, col - from + 1
}

// runeOffset returns where character n (from 0) of a text begins.
func runeOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// underline returns the blanks before the carets and the carets, as wide on a
// terminal as the characters above them; tabs are kept so that both lines jump
// alike.
func underline(line string, col, n int) (pad, carets string) {
	var p, c strings.Builder
	i := 0
	for _, r := range line {
		i++
		switch {
		case i < col && r == '\t':
			p.WriteByte('\t')
		case i < col:
			p.WriteString(blanks(cells(r)))
		case i < col+n:
			c.WriteString(strings.Repeat("^", cells(r)))
		}
	}
	if c.Len() == 0 { // the place is behind the end of the line
		c.WriteByte('^')
	}
	return p.String(), c.String()
}

// cells returns how many columns a terminal gives a character.
func cells(r rune) int {
	switch {
	case invisible(r):
		return len(printable(string(r)))
	case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// invisible tells characters that would vanish or command the terminal:
// control characters, zero-width characters, bidirectional overrides.
func invisible(r rune) bool {
	switch {
	case r == '\t':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xad, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069:
		return true
	}
	return false
}

// Invisible returns the first character of a text that nobody sees, as
// "U+200B", or "".
func Invisible(s string) string {
	if i := strings.IndexFunc(s, invisible); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Sprintf("U+%04X", r)
	}
	return ""
}

// printable writes invisible characters as <U+200B>, so that an author sees
// what no editor shows, and a message cannot command the terminal.
func printable(s string) string {
	if strings.IndexFunc(s, invisible) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if invisible(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Quote returns the problem's source line as it is shown, in three parts: the
// characters that the carets underline, and those before and behind them. All are
// "" where there is no line; a place that is a whole line marks nothing.
func (d Diag) Quote() (before, marked, after string) {
	if d.Line == 0 || strings.TrimSpace(d.Text) == "" {
		return "", "", ""
	}
	text, col := clip(d.Text, d.Col)
	if col == 0 {
		return printable(text), "", ""
	}
	from := runeOffset(text, col-1)
	to := from + runeOffset(text[from:], max(1, d.Width))
	return printable(text[:from]), printable(text[from:to]), printable(text[to:])
}
