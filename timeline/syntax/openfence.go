package syntax

import (
	"regexp"
	"strings"

	"kvartal/timeline/diag"
)

// proseWords is how many words of a line without a colon make it a sentence.
const proseWords = 5

// markdownLine is what lines of a page begin with: a heading, an item of a list,
// a quotation (none of them a task, whose colon follows the sign), a table, a link or picture, an HTML tag, a shortcode.
var markdownLine = regexp.MustCompile(`^(?:(?:#{1,6}|[-*+>]|\d{1,3}[.)]) +[^ :]|\||!?\[[^\]]*\]\(|</?[a-zA-Z]|<!--|\{\{[<%])`)

// pageBegins tells whether a line belongs to the page that the roadmap stands in:
// its fence is not closed, and the text goes on to the end of the page or to the
// next fence. Only lines behind the last task are taken for that.
func (p *parser) pageBegins(start, end int) bool {
	line := p.text[start:end]
	switch {
	case isFence(line):
		return true
	case !isMarkdown(line) && !p.isProse(line), looksLikeTask(line):
		return false
	}
	if !p.seenTasks {
		p.seenTasks = true
		p.lastTask = lastTask(p.text)
	}
	return start > p.lastTask
}

// isMarkdown is markdownLine for a line, which is hardly ever one: most begin with a
// letter.
func isMarkdown(line string) bool {
	return line != "" && strings.IndexByte("#-*+>|![<{0123456789", line[0]) >= 0 && markdownLine.MatchString(line)
}

func isFence(line string) bool {
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// isProse tells a sentence behind an empty line.
func (p *parser) isProse(line string) bool {
	if len(p.nodes) == 0 || line[0] == '%' || strings.IndexByte(line, ':') >= 0 {
		return false
	}
	if _, blank := p.nodes[len(p.nodes)-1].(*Blank); !blank || countWords(line) < proseWords {
		return false
	}
	word := line[:wordLength(line)]
	return WordOf(word) == "" && missingColon(line) == "" && didYouMeanWord(word, word) == ""
}

func countWords(line string) (n int) {
	for range strings.FieldsSeq(line) {
		n++
	}
	return n
}

// lastTask returns where the last line begins that looks like a task, up to the
// next fence; -1 for none.
func lastTask(text string) int {
	last, at := -1, 0
	for line := range strings.Lines(text) {
		t := trim(line, 0, len(line)).Value
		if isFence(t) {
			break
		}
		if looksLikeTask(t) || missingColon(t) != "" {
			last = at
		}
		at += len(line)
	}
	return last
}

// page takes the lines of the page as they are. The first one is told of.
func (p *parser) page(at diag.Span) {
	if !p.inPage {
		p.inPage = true
		p.problems.Error(at, codeOpenFence, "the roadmap seems to go on into the text of the page: is its fence closed?",
			"write ``` on a line of its own where the roadmap ends")
	}
	p.add(&Unknown{At: at, Raw: p.text[at.Start:at.End]})
}
