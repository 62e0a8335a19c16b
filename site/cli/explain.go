package cli

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kvartal/site"
	"kvartal/site/config"
	"kvartal/site/explain"
	"kvartal/site/messages"
	"kvartal/timeline/diag"
)

type explainCmd struct {
	siteFlags
	Drafts bool   `short:"D" help:"Drafts are part of the site too."`
	What   string `arg:"" optional:"" help:"The code behind a message, as link-broken; or a file or an address of the site, as content/plan.md, /plan/, templates/page.html; or kvartal.toml or a key of it, as theme.accent. Without one, all codes are listed."`
}

// Run tells what the handbook says about a code, or all codes; or why something
// of the site is as it is.
func (c explainCmd) Run(ctx context.Context, w World) error {
	keys := configKeys()
	if strings.ContainsAny(c.What, "./\\") || slices.Contains(keys, c.What) {
		return c.thing(ctx, w)
	}
	all := messages.Parse(w.Messages)
	text := textStyle{w.StdoutColor}
	if c.What == "" {
		_, err := io.WriteString(w.Stdout, text.list(all))
		return err
	}
	wanted := strings.ToLower(strings.Trim(c.What, "[] ")) // as a message has it
	i := slices.IndexFunc(all, func(m messages.Message) bool { return m.Code == wanted })
	if i < 0 {
		known := keys
		for _, m := range all {
			known = append(known, m.Code)
		}
		message := fmt.Sprintf("no message has the code %q", c.What)
		if near := diag.Nearest(wanted, known); near != "" {
			return usage(fmt.Sprintf("%s\nhint: did you mean %q?", message, near))
		}
		return usage(message + "\nhint: \"kvartal explain\" lists all codes; a file or an address has a dot or a slash in it")
	}
	_, err := io.WriteString(w.Stdout, text.message(all[i]))
	return err
}

// configKeys returns the keys and tables of kvartal.toml. None is the code of a message.
func configKeys() []string {
	all := config.Keys()
	for _, key := range config.Keys() {
		if table, _, ok := strings.Cut(key, "."); ok && !slices.Contains(all, table) {
			all = append(all, table)
		}
	}
	return all
}

// thing tells why a file or an address of the site is as it is.
func (c explainCmd) thing(ctx context.Context, w World) error {
	o, list, err := c.options(ctx, w)
	if err != nil {
		return err
	}
	o.Drafts = c.Drafts
	s, problems := site.Build(ctx, o, nil)
	if s == nil {
		w.report(append(list, problems...).Sorted())
		fmt.Fprintln(w.Stderr, "not built, so that nothing can be explained")
		return reported{}
	}
	e, near := explain.Of(s, c.What)
	switch {
	case e != nil:
		_, err := io.WriteString(w.Stdout, e.Text())
		return err
	case near != "":
		return usage(fmt.Sprintf("nothing of the site has the name %q\nhint: did you mean %q?", c.What, near))
	}
	return usage(fmt.Sprintf("nothing of the site has the name %q\nhint: write a file as content/plan.md, or an address as /plan/", c.What))
}

// textStyle writes a page of the handbook for a terminal.
type textStyle struct{ color bool }

// textWidth is how many characters a line of text has at most.
const textWidth = 78

// list writes a line for each code, in the groups of the page.
func (s textStyle) list(all []messages.Message) string {
	width := 0
	for _, m := range all {
		width = max(width, len(m.Code))
	}
	var b strings.Builder
	group := ""
	for _, m := range all {
		if m.Group != group {
			group = m.Group
			fmt.Fprintf(&b, "%s\n", s.paint("1", group))
		}
		fmt.Fprintf(&b, "  %-*s  %s\n", width, m.Code, s.inline(m.Summary()))
	}
	b.WriteString("\n\"kvartal explain CODE\" tells more about one, with examples.\n")
	return b.String()
}

// message writes all that the page says about a code.
func (s textStyle) message(m messages.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.paint("1", m.Code))
	for _, p := range m.Parts {
		b.WriteByte('\n')
		if p.Fence {
			s.fence(&b, p)
			continue
		}
		for _, line := range wrap(s.inline(p.Text), textWidth) {
			switch {
			case strings.HasPrefix(line, "Wrong"):
				line = s.paint("1;31", line)
			case strings.HasPrefix(line, "Right"):
				line = s.paint("1;32", line)
			}
			fmt.Fprintln(&b, line)
		}
	}
	return b.String()
}

// fence writes a file of an example, set in.
func (s textStyle) fence(b *strings.Builder, p messages.Part) {
	if p.File != "" {
		fmt.Fprintf(b, "  %s\n", s.paint("2", p.File+":"))
	}
	for line := range strings.Lines(p.Text) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			line = "    " + line
		}
		fmt.Fprintln(b, line)
	}
}

var (
	link  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	coded = regexp.MustCompile("``? ?(.+?) ?``?")
)

// inline turns what Markdown has within a line into text: a link is its words,
// code keeps its backticks where it cannot have a colour.
func (s textStyle) inline(text string) string {
	text = link.ReplaceAllString(text, "$1")
	if !s.color {
		return text
	}
	return coded.ReplaceAllString(text, s.paint("36", "$1"))
}

func (s textStyle) paint(looks, text string) string {
	if !s.color {
		return text
	}
	return "\x1b[" + looks + "m" + text + "\x1b[0m"
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// wrap parts a text into lines of at most width characters, where a word is not
// longer. Colours take no room.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(escapes.ReplaceAllString(word, ""))
		if line != "" && used+1+n > width {
			lines, line, used = append(lines, line), "", 0
		}
		if line != "" {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	return append(lines, line)
}
