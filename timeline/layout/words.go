package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// text places words.
func (s *sheet) text(x, y int, words string, f style, anchor scene.Anchor) scene.Text {
	return s.measured(x, y, words, s.measure(words, f), f, anchor)
}

// measured places words whose room is known.
func (s *sheet) measured(x, y int, words string, room int, f style, anchor scene.Anchor) scene.Text {
	return scene.Text{
		X: x, Y: y, S: words, Size: f.size, Bold: f.bold, Anchor: anchor, Fill: f.paint,
		Width: s.face.Width(words, f.size, f.bold), Room: room,
	}
}

// middle returns the baseline that centres capital letters at y.
func (f style) middle(y int) int { return tenth(y + f.size*36/100) }

// measure returns the room that a text needs in any reader's face.
func (s *sheet) measure(words string, f style) int { return s.face.Widest(words, f.size, f.bold) }

// clean makes one line of an author's text, and drops accents without a letter at
// the beginning.
func clean(text string) string {
	return strings.TrimLeftFunc(chart.Plain(text), func(r rune) bool { return r == ' ' || clings(r) })
}

// shorten cuts a text to a width, with an ellipsis where something is missing.
func (s *sheet) shorten(text string, f style, width int) string {
	if s.measure(text, f) <= width {
		return text
	}
	return s.prefix(text, f, width-s.measure("…", f)) + "…"
}

// prefix returns the longest beginning that fits, without blanks at its end.
func (s *sheet) prefix(text string, f style, width int) string {
	low, high := 0, len(text) // bytes, where characters begin
	for low < high {
		mid := (low + high + 1) / 2
		for mid < high && !utf8.RuneStart(text[mid]) {
			mid++
		}
		if s.measure(text[:mid], f) <= width {
			low = mid
			continue
		}
		for high = mid - 1; high > low && !utf8.RuneStart(text[high]); high-- {
		}
	}
	for low > 0 && low < len(text) { // never between a letter and its accent, nor inside an emoji
		if next, _ := utf8.DecodeRuneInString(text[low:]); !clings(next) {
			break
		}
		_, size := utf8.DecodeLastRuneInString(text[:low])
		low -= size
	}
	return strings.TrimRight(text[:low], " ")
}

// clings tells characters that belong to the one before them.
func clings(r rune) bool {
	return unicode.Is(unicode.M, r) || r == 0x200d || r >= 0x1f3fb && r <= 0x1f3ff
}

// wrap breaks a text into at most so many lines of a width. What does not fit
// the last is cut. Words longer than a line are broken.
func (s *sheet) wrap(text string, f style, width, lines int) []string {
	var out []string
	for text != "" && len(out) < lines-1 {
		if s.measure(text, f) <= width {
			return append(out, text)
		}
		line, rest := s.firstLine(text, f, width)
		out = append(out, line)
		text = strings.TrimLeft(rest, " ")
	}
	if text != "" {
		out = append(out, s.shorten(text, f, width))
	}
	return out
}

// firstLine parts a text too long for a line: whole words, or as much as fits of
// a first word that is too long itself, with a hyphen. A word may break behind a
// slash or a hyphen.
func (s *sheet) firstLine(text string, f style, width int) (line, rest string) {
	fits := s.prefix(text, f, width)
	if strings.HasPrefix(text[len(fits):], " ") {
		return fits, text[len(fits):]
	}
	if at := strings.LastIndexAny(fits, " /-"); at > 0 {
		return strings.TrimRight(text[:at+1], " "), text[at+1:]
	}
	part := s.prefix(text, f, width-s.measure("-", f))
	if part == "" { // not even one letter: take it all the same, to get on
		_, size := utf8.DecodeRuneInString(text)
		part = text[:size]
	}
	before, _ := utf8.DecodeLastRuneInString(part)
	after, _ := utf8.DecodeRuneInString(text[len(part):])
	if unicode.IsLetter(before) && unicode.IsLetter(after) {
		return part + "-", text[len(part):]
	}
	return part, text[len(part):]
}

// titles is the chart's own title and the period it spans. It returns where
// the next part begins.
func (s *sheet) titles() (scene.Group, int) {
	g := scene.Group{Name: "title"}
	y, room := s.margin, s.width-2*s.margin
	if title := clean(s.chart.Title); title != "" {
		lines := s.wrap(title, s.title, room, s.titleLines)
		for i, line := range lines {
			g.Nodes = append(g.Nodes, s.text(s.margin, tenth(y+s.title.size*3/4)+i*s.titleLeading, line, s.title, scene.Start))
		}
		if strings.HasSuffix(lines[len(lines)-1], "…") {
			g.Tip = title
		}
		y += len(lines) * s.titleLeading
	}
	if s.dated {
		period := s.limited(s.period.Start, s.period.End)
		for _, words := range s.wrap(s.words.Range(period.Start, period.End), s.subtitle, room, 2) {
			g.Nodes = append(g.Nodes, s.text(s.margin, tenth(y+s.subtitle.size*85/100), words, s.subtitle, scene.Start))
			y += s.subtitle.size * 14 / 10
		}
	}
	if len(g.Nodes) > 0 {
		y += s.gutter
	}
	return g, y
}

// nothing says that there is nothing to draw.
func (s *sheet) nothing(y int) (scene.Text, int) {
	words := s.words.Must("no_tasks")
	return s.text(s.margin, y+s.name.size, words, s.subtitle, scene.Start), y + s.rowHigh + s.margin
}
