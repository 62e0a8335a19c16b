package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// columns returns how many columns of a terminal a text takes: none for an
// accent that stands on a letter, two for a Chinese character or an emoji.
func columns(s string) int { return uniseg.StringWidth(s) }

// wrap breaks a text into lines of a width of at least 2, by the rules of Unicode (UAX 14).
// Words longer than a line are broken between characters as readers see them,
// with a hyphen between letters. No text gives no line.
func wrap(s string, width int) []string {
	var lines []string
	current, state := "", -1
	for s != "" {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		if columns(strings.TrimRight(current+segment, " ")) <= width {
			current += segment
			continue
		}
		if current != "" {
			lines = append(lines, strings.TrimRight(current, " "))
		}
		current = segment
		for columns(strings.TrimRight(current, " ")) > width {
			var head string
			head, current = broken(current, width)
			lines = append(lines, head)
		}
	}
	if current = strings.TrimRight(current, " "); current != "" {
		lines = append(lines, current)
	}
	return lines
}

// wrapBefore is wrap for a text and what follows it behind a blank, which stays
// together where a line has room for it.
func wrapBefore(s, tail string, width int) []string {
	lines := wrap(s, width)
	last := len(lines) - 1
	if last >= 0 && tail != "" && columns(lines[last])+1+columns(tail) <= width {
		lines[last] += " " + tail
		return lines
	}
	return append(lines, wrap(tail, width)...)
}

// broken parts a word that is too long for a line.
func broken(s string, width int) (head, rest string) {
	head, rest = cut(s, width-1)
	before, _ := utf8.DecodeLastRuneInString(head)
	after, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLetter(before) && unicode.IsLetter(after) && columns(head) < width {
		return head + "-", rest
	}
	return cut(s, width)
}

// cut parts a text behind the last character that fits a width, or the first.
func cut(s string, width int) (head, rest string) {
	state := -1
	rest = s
	for rest != "" {
		cluster, behind, w, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if head != "" && columns(head)+w > width {
			break
		}
		head, rest, state = head+cluster, behind, next
	}
	return head, rest
}

// pad fills a text with blanks up to a width.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-columns(s)))
}

// style is how a piece of text looks where there are colours.
type style int

const (
	normal style = iota
	bold
	dim
	blue
	cyan
	green
	red
	magenta
)

// codes are those of ANSI terminals (ECMA-48, SGR).
var codes = [...]string{normal: "", bold: "1", dim: "2", blue: "34", cyan: "36", green: "32", red: "1;31", magenta: "35"}

// piece is a text of one style.
type piece struct {
	text  string
	style style
}

func plain(text string) piece { return piece{text, normal} }

// line is one line, from left to right.
type line []piece

// write writes a line without blanks at its end.
func (l line) write(b *strings.Builder, color bool) {
	for len(l) > 0 {
		last := &l[len(l)-1]
		if last.text = strings.TrimRight(last.text, " "); last.text != "" {
			break
		}
		l = l[:len(l)-1]
	}
	for i := 0; i < len(l); {
		look, text := l[i].style, ""
		for ; i < len(l) && l[i].style == look; i++ {
			text += l[i].text
		}
		if sgr := codes[look]; color && sgr != "" && strings.TrimSpace(text) != "" {
			text = "\x1b[" + sgr + "m" + text + "\x1b[0m"
		}
		b.WriteString(text)
	}
	b.WriteByte('\n')
}
