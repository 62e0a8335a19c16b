// Package messages takes the text of the handbook's page "Messages" and gives
// what it says about each code of a problem, see package diag.
//
// A second-level heading of the page begins a group, a third-level heading with
// a code between backticks a message. Below it stand paragraphs and fences. A
// paragraph that begins with "Wrong" or "Right" opens an example; its files are
// the fences behind it, each with its name as the fence's title. Within a line
// only links and code are marked up, so that it can be read as plain text.
package messages

import (
	"regexp"
	"strings"
)

// Message is what the page says about one code.
type Message struct {
	Code  string // "link-broken"
	Group string // "Links"
	Parts []Part // in their order
}

// Part is a paragraph or a fence.
type Part struct {
	Text  string // a paragraph in Markdown, on one line; or what stands in the fence
	Fence bool
	File  string // the file's name that a fence is titled with, "" without one
}

// Summary returns the message's first sentence.
func (m Message) Summary() string {
	for _, p := range m.Parts {
		if p.Fence {
			continue
		}
		if i := strings.Index(p.Text, ". "); i >= 0 {
			return p.Text[:i+1]
		}
		return p.Text
	}
	return ""
}

var (
	codeHeading = regexp.MustCompile("^### `([^`]+)`$")
	opening     = regexp.MustCompile("^(```+)(.*)$")
	fenceTitle  = regexp.MustCompile(`title="([^"]*)"`)
)

// Parse reads the page, in its order.
func Parse(page string) []Message {
	r := reader{}
	for line := range strings.Lines(page) {
		r.line(strings.TrimRight(line, "\r\n"))
	}
	r.endParagraph()
	return r.all
}

type reader struct {
	all       []Message
	group     string
	inside    bool   // below the heading of a message
	paragraph string // the one that is being read
	fence     string // the backticks of the one that is being read
	part      Part   // that fence
}

func (r *reader) line(line string) {
	switch {
	case r.fence != "" && strings.TrimRight(line, " ") == r.fence:
		r.fence = ""
		r.add(r.part)
	case r.fence != "":
		r.part.Text += line + "\n"
	case strings.HasPrefix(line, "#"):
		r.heading(line)
	case opening.MatchString(line):
		r.endParagraph()
		m := opening.FindStringSubmatch(line)
		r.fence, r.part = m[1], Part{Fence: true}
		if title := fenceTitle.FindStringSubmatch(m[2]); title != nil {
			r.part.File = title[1]
		}
	case strings.TrimSpace(line) == "":
		r.endParagraph()
	case r.paragraph == "":
		r.paragraph = strings.TrimSpace(line)
	default:
		r.paragraph += " " + strings.TrimSpace(line)
	}
}

func (r *reader) heading(line string) {
	r.endParagraph()
	if m := codeHeading.FindStringSubmatch(line); m != nil {
		r.all = append(r.all, Message{Code: m[1], Group: r.group})
		r.inside = true
		return
	}
	r.inside = false
	if name, ok := strings.CutPrefix(line, "## "); ok {
		r.group = name
	}
}

func (r *reader) endParagraph() {
	if r.paragraph != "" {
		r.add(Part{Text: r.paragraph})
	}
	r.paragraph = ""
}

func (r *reader) add(p Part) {
	if r.inside {
		last := &r.all[len(r.all)-1]
		last.Parts = append(last.Parts, p)
	}
}
