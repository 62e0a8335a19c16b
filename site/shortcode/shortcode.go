// Package shortcode takes a command that an author writes in a page,
// {{< milestones days=90 >}}, and gives what it asks for, or what is wrong with it.
//
// The commands that there are stand in one table, specs; the theme has a template
// and a function of the same name for each, which make the HTML. Commands of other
// programs look alike: one whose name is not known, nor nearly, is none of ours.
package shortcode

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

// Spec is a shortcode that there is.
type Spec struct {
	Name   string
	Params []Param
	danish string // what someone may call it who writes Danish
}

// Param is something that a shortcode can be told: name=value.
type Param struct {
	Name    string
	Number  bool   // its value is a whole number, from 1 to Most
	Most    int    // of a number
	Page    bool   // its value is a link to a page
	Default string // its value when it is not told
	Example string
	danish  string
}

// specs is the closed list.
var specs = []Spec{
	{Name: "milestones", danish: "milepæle", Params: []Param{
		{Name: "days", Number: true, Most: 36600, Default: "90", Example: "days=90", danish: "dage"},
		{Name: "section", Example: `section="Name"`, danish: "afsnit"},
		{Name: "page", Page: true, Example: `page="plan.md"`, danish: "side"},
	}},
}

// Specs returns all shortcodes.
func Specs() []Spec { return slices.Clone(specs) }

func names() []string {
	var all []string
	for _, s := range specs {
		all = append(all, s.Name)
	}
	return all
}

// Call is a shortcode as a page asks for it.
type Call struct {
	Name   string
	Pos    diag.Pos // in the page's file; see Locate
	Width  int      // characters
	values []value  // those told, and the defaults of the others, by parameter
}

type value struct {
	param Param
	text  string
	at    diag.Span // in the text of the command; empty for a default
	pos   diag.Pos  // in the page's file; see Locate
	width int
}

// Locate sets the place of the call, whose text stands at an offset of a source,
// and those of its values. A text of several lines need not stand there as it is,
// for the marks of a quotation: its values have the place of the call.
func (c *Call) Locate(src *diag.Source, at diag.Span) {
	text := src.Text[at.Start:at.End]
	c.Pos, c.Width = src.Pos(at.Start), utf8.RuneCountInString(text)
	for i := range c.values {
		v := &c.values[i]
		v.pos, v.width = c.Pos, c.Width
		if v.at.End > 0 && !strings.Contains(text, "\n") {
			v.pos, v.width = src.Pos(at.Start+v.at.Start), utf8.RuneCountInString(text[v.at.Start:v.at.End])
		}
	}
}

// Place returns where the value of a parameter stands, and how many characters
// it has: those of the whole call where it was not told.
func (c Call) Place(param string) (at diag.Pos, width int) {
	for _, v := range c.values {
		if v.param.Name == param {
			return v.pos, v.width
		}
	}
	return c.Pos, c.Width
}

// Text returns the value of a parameter, "" when it was not told and has no
// default.
func (c Call) Text(param string) string {
	for _, v := range c.values {
		if v.param.Name == param {
			return v.text
		}
	}
	return ""
}

// Number returns the value of a parameter that is a number.
func (c Call) Number(param string) int {
	n, _ := strconv.Atoi(c.Text(param)) // Parse has read it
	return n
}

// Pages returns the parameters that are told and are links to pages.
func (c Call) Pages() []string {
	var pages []string
	for _, v := range c.values {
		if v.param.Page && v.text != "" {
			pages = append(pages, v.param.Name)
		}
	}
	return pages
}

// String gives the call with all its values, in the order of the parameters:
// calls that mean the same are the same.
func (c Call) String() string {
	var b strings.Builder
	b.WriteString("{{< " + c.Name)
	for _, v := range c.values {
		if v.text != "" {
			fmt.Fprintf(&b, " %s=%q", v.param.Name, v.text)
		}
	}
	return b.String() + " >}}"
}

// Mistake is something wrong with a call.
type Mistake struct {
	At            diag.Span // in the text of the command
	Message, Hint string
}

var (
	command   = regexp.MustCompile(`^\{\{[<%]\s*([\pL_][\pL\d_-]*)((?s).*?)\s*[/>%]?[>%]?\}\}$`)
	parameter = regexp.MustCompile(`^\s*(?:([\pL_][\pL\d_-]*)\s*=\s*)?("[^"]*"|'[^']*'|[^\s"'=]+)`)
)

// Parse reads a command. known is false for one of another program, and where its
// name is nearly that of a shortcode, which is a mistake.
func Parse(text string) (call Call, mistakes []Mistake, known bool) {
	m := command.FindStringSubmatchIndex(text)
	if m == nil {
		return call, nil, false
	}
	at := diag.Span{Start: m[2], End: m[3]}
	name := text[m[2]:m[3]]
	i := slices.IndexFunc(specs, func(s Spec) bool { return s.Name == name })
	if i < 0 {
		if meant := nearest(name); meant != "" {
			mistakes = []Mistake{{at, fmt.Sprintf("there is no shortcode %q", name), fmt.Sprintf("did you mean %q?", meant)}}
		}
		return call, mistakes, false
	}
	r := reader{spec: specs[i], text: text[:m[5]]}
	r.read(m[4])
	for _, p := range specs[i].Params {
		v := value{param: p, text: p.Default}
		if told, ok := r.told[p.Name]; ok {
			v = told
		}
		call.values = append(call.values, v)
	}
	call.Name = name
	return call, r.mistakes, true
}

func nearest(name string) string {
	for _, s := range specs {
		if strings.EqualFold(s.danish, name) {
			return s.Name
		}
	}
	return diag.Nearest(name, names())
}

// reader reads what stands behind a shortcode's name.
type reader struct {
	spec     Spec
	text     string
	told     map[string]value
	mistakes []Mistake
}

func (r *reader) read(from int) {
	r.told = map[string]value{}
	for strings.TrimSpace(r.text[from:]) != "" {
		m := parameter.FindStringSubmatchIndex(r.text[from:])
		if m == nil || m[2] < 0 && strings.HasPrefix(strings.TrimLeft(r.text[from+m[1]:], " \t\r\n"), "=") { // section="no end
			rest := r.text[from:]
			start := from + len(rest) - len(strings.TrimLeft(rest, " \t\r\n"))
			r.wrong(diag.Span{Start: start, End: len(r.text)}, fmt.Sprintf("%q cannot be read", strings.TrimSpace(rest)), "write "+r.examples())
			return
		}
		at := diag.Span{Start: from + m[4], End: from + m[5]}
		written := strings.Trim(r.text[at.Start:at.End], `"'`)
		if m[2] < 0 {
			r.wrong(at, fmt.Sprintf("%q has no name before it", written), "write "+r.examples())
		} else {
			r.param(r.text[from+m[2]:from+m[3]], diag.Span{Start: from + m[2], End: from + m[5]}, value{text: written, at: at})
		}
		from += m[1]
	}
}

// param takes in one parameter.
func (r *reader) param(name string, at diag.Span, v value) {
	i := slices.IndexFunc(r.spec.Params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		var known []string
		meant := ""
		for _, p := range r.spec.Params {
			known = append(known, p.Name)
			if strings.EqualFold(p.danish, name) {
				meant = fmt.Sprintf("did you mean %q?", p.Name)
			}
		}
		r.wrong(at, fmt.Sprintf("%q has no %q", r.spec.Name, name), cmp.Or(meant, diag.DidYouMean(name, known), "it has "+strings.Join(known, ", ")))
		return
	}
	v.param = r.spec.Params[i]
	if _, twice := r.told[name]; twice {
		r.wrong(at, fmt.Sprintf("%q is told twice", name), "keep one of them")
		return
	}
	if n, err := strconv.Atoi(v.text); v.param.Number && (err != nil || n < 1 || n > v.param.Most) {
		r.wrong(v.at, fmt.Sprintf("%q is not a whole number from 1 to %d", v.text, v.param.Most), "for example: "+v.param.Example)
		return
	}
	r.told[name] = v
}

func (r *reader) wrong(at diag.Span, message, hint string) {
	r.mistakes = append(r.mistakes, Mistake{at, message, hint})
}

// examples shows how the parameters are written.
func (r *reader) examples() string {
	var all []string
	for _, p := range r.spec.Params {
		all = append(all, p.Example)
	}
	return strings.Join(all, " ")
}
