package theme

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

var parseError = regexp.MustCompile(`^template: [^:]*:(\d+)(?::(\d+))?: (.*)$`)

// templateError turns an error of package template into one with a place.
func templateError(s *source, err error) diag.Diag {
	m := parseError.FindStringSubmatch(err.Error())
	if m == nil {
		return s.src.Error(diag.Span{}, "template-failed", err.Error())
	}
	line, _ := strconv.Atoi(m[1])
	d := diag.Diag{Severity: diag.Error, Code: "template-failed",
		Place: diag.Place{File: s.shown, Pos: diag.Pos{Line: line}, Message: m[3]}, Text: s.src.LineText(line)}
	if col, err := strconv.Atoi(m[2]); err == nil { // package template counts bytes from 0
		d.Col, d.Width = utf8.RuneCountInString(d.Text[:min(col, len(d.Text))])+1, 1
	}
	if at, word := unended(s.src.Text); word != "" && strings.HasPrefix(d.Message, "unexpected EOF") {
		return s.src.Error(at, "template-failed", "nothing ends this {{"+word+"}}").Hint("write {{end}} where it is to end")
	}
	for _, w := range parseWords {
		if strings.HasPrefix(d.Message, w.found) {
			d.Message = w.message
			return d.Hint(w.hint)
		}
	}
	return d
}

// parseWords says in plain words what package template's parser says most often.
var parseWords = []struct{ found, message, hint string }{
	{"unexpected EOF", "the file ends within {{if}}, {{range}}, {{with}}, {{block}} or {{define}}", "write {{end}} where it is to end"},
	{"unexpected {{end}}", "there is nothing here for {{end}} to end", "remove it, or look for the {{if}}, {{range}} or {{with}} that is missing above"},
	{"bad character U+007D", "a command is closed by one brace", "write }} at its end"},
	{"unclosed action", "a command is not closed", "write }} at its end"},
}

var execError = regexp.MustCompile(`^template: ([^:]+):(\d+):(\d+): executing "([^"]*)" at (<.*?>): (.*)$`)

// whilePage is said of the page that a template failed on.
const whilePage = "while this page was written"

// Gather makes one problem of those that differ only in the page that was being
// written, and counts the pages.
func Gather(list diag.List) diag.List {
	type problem struct {
		diag.Place
		code string
	}
	var out diag.List
	at := map[problem]int{} // -> index in out
	more := map[int]int{}   // index -> pages that it was met on again
	for _, d := range list {
		i, met := at[problem{d.Place, d.Code}]
		if met && len(d.See) > 0 && d.See[len(d.See)-1].Message == whilePage {
			more[i]++
			continue
		}
		at[problem{d.Place, d.Code}] = len(out)
		out = append(out, d)
	}
	for i, n := range more {
		see := slices.Clone(out[i].See)
		see[len(see)-1].Message += fmt.Sprintf(", and %d more", n)
		out[i].See = see
	}
	return out
}

// Problem turns an error of Write into one with the place in the template, the
// places where that was included, and the page that was being written.
func (t *Theme) Problem(err error, layout, page string) diag.Diag {
	d := diag.Diag{Severity: diag.Error, Code: "template-failed", Place: diag.Place{File: page, Message: err.Error()}}
	if m := execError.FindStringSubmatch(err.Error()); m != nil {
		d = t.place(d, m[1], m[2], m[3])
		d = underline(d, strings.TrimSuffix(strings.Trim(m[5], "<>"), "..."))
		d.Message = m[5] + ": " + calling.ReplaceAllString(m[6], "")
		if field := unknownField.FindStringSubmatch(m[6]); field != nil {
			d.Message = fmt.Sprintf("%s: there is no %q here", m[5], field[1])
			d = d.Hint(diag.DidYouMean(field[1], members(field[2])))
		} else if strings.Contains(m[6], "exceeded maximum template depth") {
			d.Message = "this template includes itself, without end"
		} else if nothing.MatchString(m[6]) { // .Next on the last page
			d.Message = m[5] + ": there is nothing to ask on this page"
			d = d.Hint(`test it first: {{with .Next}}{{.Title}}{{end}}`)
		}
	} else if m := escapeError.FindStringSubmatch(err.Error()); m != nil {
		d = t.place(d, m[1], m[2], m[3])
		d.Message = contexts.ReplaceAllString(m[4], "$1")
	}
	if d.File == page {
		return d
	}
	if i := slices.IndexFunc(t.Layouts(), func(name string) bool { return t.templates[name].shown == d.File }); i >= 0 {
		for _, at := range t.chain(layout, t.templates[t.Layouts()[i]]) {
			d = d.Also(at)
		}
	}
	return d.Also(diag.Place{File: page, Message: whilePage})
}

// underline puts the carets under an expression. Package template gives the
// place of its last part.
func underline(d diag.Diag, expression string) diag.Diag {
	end := len(d.Text)
	if d.Col > 0 {
		end = min(end, len(string([]rune(d.Text)[:d.Col-1]))+len(expression))
	}
	if at := strings.LastIndex(d.Text[:end], expression); at >= 0 && expression != "" {
		d.Col, d.Width = utf8.RuneCountInString(d.Text[:at])+1, utf8.RuneCountInString(expression)
	}
	return d
}

// place puts a problem where package template says it is: a template's name, a
// line from 1 and a byte in it from 0; line and byte may be "".
func (t *Theme) place(d diag.Diag, template, line, col string) diag.Diag {
	d.File = template
	d.Line, _ = strconv.Atoi(line)
	s := t.fileOf(template)
	if s == nil {
		return d
	}
	d.File, d.Text = s.shown, s.src.LineText(d.Line)
	if at, err := strconv.Atoi(col); err == nil {
		d.Col, d.Width = utf8.RuneCountInString(d.Text[:min(at, len(d.Text))])+1, 1
	}
	return d
}

var (
	unknownField = regexp.MustCompile(`can't evaluate field (\w+) in type \*?([\w.]+)`)
	calling      = regexp.MustCompile(`^error calling \w+: `)
	contexts     = regexp.MustCompile(`(in different contexts|ends in a non-text context): \{state.*\}$`) // the library's own terms
	nothing      = regexp.MustCompile(`nil pointer (dereference|evaluating)`)
	// escapeError is one of html/template: a value at a place of the HTML where
	// it cannot be made safe.
	escapeError = regexp.MustCompile(`^html/template:([^:]+)(?::(\d+))?(?::(\d+))?: (.*)$`)
)

// fileOf finds the file that a template stands in.
func (t *Theme) fileOf(name string) *source {
	if s, ok := t.templates[name]; ok {
		return s
	}
	for _, file := range t.Layouts() {
		if _, ok := t.templates[file].trees[name]; ok {
			return t.templates[file]
		}
	}
	return nil
}
