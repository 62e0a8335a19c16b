package syntax

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

// Bounds of one text. What lies beyond is reported, never read.
const (
	maxText     = 4 << 20 // bytes
	maxProblems = 500
)

// ParseMermaid reads the text of a Mermaid gantt. The file holds every
// statement that could be read, even when there are errors; it is never nil.
// The problems are in the order of the text.
func ParseMermaid(src *diag.Source) (*File, diag.List) {
	p := &parser{src: src, text: src.Text, problems: diag.NewBounded(src, maxProblems), feed: -1}
	if len(p.text) > maxText {
		p.problems.Error(diag.Span{}, codeTooLong,
			fmt.Sprintf("the roadmap has %d bytes; at most %d are read", len(p.text), maxText))
		return &File{}, p.problems.List()
	}
	p.makeRoom()
	p.frontMatter()
	for p.at < len(p.text) && !p.stop {
		start, end := p.nextLine()
		for start < end && !p.stop {
			start = p.skipBlanks(p.statement(start, end), end)
		}
	}
	if !p.header && !p.stop {
		p.problems.Error(diag.Span{}, codeNoGantt, `a roadmap begins with the word "gantt"`)
	}
	if n := len(p.nodes); n > 0 {
		if _, blank := p.nodes[n-1].(*Blank); blank {
			p.nodes = p.nodes[:n-1]
		}
	}
	return &File{Nodes: p.nodes}, p.problems.List()
}

// makeRoom makes room for about as many nodes as the text has: a statement has some
// eight characters, a task a colon, and its items have commas between them.
func (p *parser) makeRoom() {
	lines := 1 + min(strings.Count(p.text, "\n"), len(p.text)/8)
	tasks := min(lines, strings.Count(p.text, ":"))
	p.nodes, p.tasks = make([]Node, 0, lines), make([]Task, 0, tasks)
	p.items = make([]Text, 0, min(itemsAtOnce, tasks+strings.Count(p.text, ",")))
}

// Room is made for so many more tasks, and items of tasks, at once.
const (
	tasksAtOnce = 64
	itemsAtOnce = 256
)

// parser walks through the text once. at is the first byte not yet read.
type parser struct {
	src      *diag.Source
	text     string
	at       int
	nodes    []Node
	tasks    []Task // room for the tasks, many in one allocation
	items    []Text // room for their items
	feed     int    // the next line feed at or behind at, the length of the text without one; before at when that is not known
	within   bool   // at stands in the middle of a line
	header   bool   // "gantt" was seen
	stop     bool   // this is no roadmap; further problems would be noise
	inPage   bool   // the roadmap has ended without saying so
	problems *diag.Bounded

	// What is asked once, when it matters.
	seenTasks bool
	lastTask  int // where the last line begins that looks like a task

	// Searches that failed once are not repeated: linear time.
	noDirectiveEnd, noBrace bool
}

func (p *parser) add(n Node) { p.nodes = append(p.nodes, n) }

// statement reads one statement of a line, from start, and returns where the
// next one may begin.
func (p *parser) statement(start, end int) int {
	line := p.text[start:end]
	switch {
	case p.inPage || p.header && p.pageBegins(start, end):
		p.page(diag.Span{Start: start, End: end})
		return end
	case strings.HasPrefix(line, "%%{"):
		return p.directive(start, end)
	case line[0] == '%':
		p.comment(start, end)
		return end
	case !p.header:
		return p.startOfGantt(start, end)
	}
	word := line[:wordLength(line)]
	if k, ok := KeywordOf(word); ok {
		if next, ok := p.setting(k, start, start+len(word), end); ok {
			return next
		}
	}
	switch {
	case strings.EqualFold(word, "section") && p.endsWord(start+len("section"), end):
		p.section(start, end)
		return end
	case strings.EqualFold(word, "click") && p.click(start, end):
		return end
	}
	return p.task(start, end)
}

// comment adds the comment that a percent sign, # or ; begins.
func (p *parser) comment(start, end int) {
	sign := 1
	if strings.HasPrefix(p.text[start:end], "%%") {
		sign = 2
	}
	p.add(&Comment{At: diag.Span{Start: start, End: end}, Text: p.trim(start+sign, end).Value})
}

// startOfGantt reads the word "gantt".
func (p *parser) startOfGantt(start, end int) int {
	line := p.text[start:end]
	n := wordLength(line)
	at := diag.Span{Start: start, End: start + max(n, 1)}
	switch {
	case n == len("gantt") && line[:n] == "gantt" && (n == len(line) || line[n] != ':'):
		p.add(&Header{At: at})
		p.header = true
		return start + n
	case n > 0 && diag.Nearest(line[:n], []string{"gantt"}) != "":
		p.header = true
		at.End = end
		p.unknown(at, at, codeNoGantt, `a roadmap begins with the word "gantt"`,
			`write "gantt", alone on its line`)
	default:
		p.stop = true
		at.End = end
		hint := ""
		if tomlLine.MatchString(line) {
			hint = `a roadmap in TOML stands in a file whose name ends in .timeline.toml, or in a fence called "timeline"`
		}
		p.unknown(at, at, codeNoGantt, `this is no roadmap: it does not begin with the word "gantt"`, hint)
	}
	return end
}

// tomlLine is what a text in TOML begins with.
var tomlLine = regexp.MustCompile(`^(?:#|\[\[?[a-z]|[a-z_]+\s*=)`)

// unknown adds a line that cannot be read, and says why at a place on it.
func (p *parser) unknown(line, at diag.Span, code, message string, hints ...string) {
	p.problems.Error(at, code, message, hints...)
	p.add(&Unknown{At: line, Raw: p.text[line.Start:line.End]})
}

// endsWord tells whether a blank or the end stands at an offset.
func (p *parser) endsWord(at, end int) bool {
	if at >= end {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.text[at:end])
	return isBlank(r)
}

func (p *parser) section(start, end int) {
	n := &Section{At: diag.Span{Start: start, End: end}, Title: p.trim(start+len("section"), end)}
	if n.Title.Value == "" {
		p.problems.Error(n.At, codeEmptySection, "the section has no name",
			`write its name on the same line: "section Planning"; Mermaid takes the next line for it`)
	} else if n.Title.Value[0] == ':' {
		p.problems.Warning(n.At, codeKeywordName, `the colon is read as part of the section's name`, withoutColon("section", n.Title.Value))
	} else if looksLikeTask(n.Title.Value) {
		p.problems.Warning(n.At, codeKeywordName, "this line looks like a task, but it opens a section",
			`a task's name cannot begin with the word "section"`)
	}
	p.add(n)
}

// task reads "name : data". A line without a colon is no statement.
func (p *parser) task(start, end int) int {
	colon := strings.IndexByte(p.text[start:end], ':')
	if colon < 0 {
		p.noStatement(diag.Span{Start: start, End: end})
		return end
	}
	colon += start
	data, next := p.upToSign(colon+1, end, "#;,", false)
	if len(p.tasks) == cap(p.tasks) {
		p.tasks = make([]Task, 0, tasksAtOnce)
	}
	p.tasks = append(p.tasks, Task{At: diag.Span{Start: start, End: data.At.End}, Name: p.trim(start, colon), Data: data.At})
	n := &p.tasks[len(p.tasks)-1]
	if LaterColon(data.Value) >= 0 {
		n.Raw = p.text[start:data.At.End]
	}
	if n.At.End < colon+1 {
		n.At.End = colon + 1
	}
	if n := 1 + strings.Count(data.Value, ","); cap(p.items)-len(p.items) < n && n < itemsAtOnce {
		p.items = make([]Text, 0, itemsAtOnce)
	}
	from := len(p.items)
	p.items = appendItems(p.items, data)
	n.Items = p.items[from:len(p.items):len(p.items)]
	p.add(n)
	if strings.IndexByte(data.Value, ';') < 0 {
		return next
	}
	if at := separator(data.Value, ";"); at < len(data.Value) {
		var items []string
		for _, item := range n.Items {
			items = append(items, item.Value)
		}
		p.problems.Warning(diag.Span{Start: data.At.Start + at, End: data.At.Start + at + 1}, codeBehindData, `";" is read as a comma here; Mermaid refuses it`,
			fmt.Sprintf("write a comma: %q", diag.Clip(":"+strings.Join(items, ", "))))
	}
	return next
}

// LaterColon returns where in a task's data a colon stands that could end the
// name too, or -1. One between two digits is that of a time of day.
func LaterColon(data string) int {
	digit := func(i int) bool { return i >= 0 && i < len(data) && data[i] >= '0' && data[i] <= '9' }
	for i := 0; ; i++ {
		n := strings.IndexByte(data[i:], ':')
		if n < 0 {
			return -1
		}
		if i += n; !digit(i-1) || !digit(i+1) {
			return i
		}
	}
}

// SplitData cuts a task's data at its commas, and at a ; that was left in it as
// one. Places stay those of the text that data came from.
func SplitData(data Text) []Text { return appendItems(nil, data) }

func appendItems(items []Text, data Text) []Text {
	rest, at := data.Value, data.At.Start
	commas := strings.IndexByte(rest, ';') < 0 // so there is no entity either
	for {
		n := len(rest)
		if !commas {
			n = separator(rest, ",;")
		} else if i := strings.IndexByte(rest, ','); i >= 0 {
			n = i
		}
		t := trim(rest, 0, n)
		t.At.Start += at
		t.At.End += at
		items = append(items, t)
		if n == len(rest) {
			return items
		}
		at += n + 1
		rest = rest[n+1:]
	}
}

// separator returns where the first of the signs stands, or the length of the
// text. The ; of an entity is none.
func separator(text, signs string) int {
	for i := 0; i < len(text); i++ {
		if text[i] == '#' {
			if n := entityLength(text[i:]); n > 0 {
				i += n - 1
				continue
			}
		}
		for j := range len(signs) { // one or two of them: looking them up would cost more
			if signs[j] == text[i] {
				return i
			}
		}
	}
	return len(text)
}
