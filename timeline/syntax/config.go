package syntax

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// Bounds of what is read as YAML or JSON.
const (
	maxConfig   = 16 << 10 // bytes
	maxBrackets = 200      // "[" and "{" in YAML, which takes the square of their depth
)

// IsGantt tells whether a text is a roadmap in Mermaid's language: after front
// matter, directives and comments stands the word "gantt".
func IsGantt(text string) bool {
	if _, end, ok := cutFrontMatter(text); ok {
		text = text[end:]
	}
	for {
		text = strings.TrimLeftFunc(text, isBlank)
		switch {
		case strings.HasPrefix(text, "%%{"):
			i := strings.Index(text, "}%%")
			if i < 0 {
				return false
			}
			text = text[i+len("}%%"):]
		case strings.HasPrefix(text, "%%"):
			i := strings.IndexAny(text, "\r\n")
			if i < 0 {
				return false
			}
			text = text[i:]
		default:
			return strings.HasPrefix(text, "gantt")
		}
	}
}

// cutFrontMatter finds the text between the fences and the offset of the line
// behind the closing one. The opening fence must be the first thing in the text; the
// closing one has the same indent.
func cutFrontMatter(text string) (raw diag.Span, end int, ok bool) {
	lineEnd := func(from int) int {
		if i := strings.IndexAny(text[from:], "\r\n"); i >= 0 {
			return from + i
		}
		return len(text)
	}
	after := func(end int) int { // behind the line break
		if strings.HasPrefix(text[end:], "\r\n") {
			return end + 2
		}
		return min(end+1, len(text))
	}
	first := lineEnd(0)
	fence := strings.TrimRightFunc(text[:first], isBlank)
	indent, found := strings.CutSuffix(fence, "---")
	if !found || strings.TrimLeftFunc(indent, isBlank) != "" || first == len(text) {
		return raw, 0, false
	}
	start := after(first)
	for at := start; at < len(text); {
		e := lineEnd(at)
		if strings.TrimRightFunc(text[at:e], isBlank) == fence {
			return diag.Span{Start: start, End: at}, after(e), true
		}
		at = after(e)
	}
	return raw, 0, false
}

// frontMatter reads the YAML at the beginning of the text.
func (p *parser) frontMatter() {
	raw, end, ok := cutFrontMatter(p.text)
	if !ok {
		return
	}
	n := &FrontMatter{At: diag.Span{Start: 0, End: end}, Raw: strings.TrimSuffix(lineFeeds(p.text[raw.Start:raw.End]), "\n")}
	n.Indent, _, _ = strings.Cut(p.text, "-")
	p.add(n)
	p.at = end
	values, err := readYAML(n.Raw)
	if err != nil {
		p.yamlError(err, raw)
		return
	}
	n.Options = p.placed(flatten(values), raw, "\r\n")
	for i, o := range n.Options {
		n.Options[i].Key = strings.TrimPrefix(o.Key, "config.")
	}
}

// readYAML reads front matter. Aliases are refused: a few lines of them stand
// for billions of values.
func readYAML(raw string) (values map[string]any, err error) {
	if len(raw) > maxConfig || strings.Count(raw, "[")+strings.Count(raw, "{") > maxBrackets {
		return nil, fmt.Errorf("it has more than %d bytes or %d brackets", maxConfig, maxBrackets)
	}
	for _, t := range lexer.Tokenize(raw) {
		if t.Type == token.AliasType {
			return nil, errors.New(`"*" stands for an alias, which is not read; write the value in quotes`)
		}
	}
	err = yaml.Unmarshal([]byte(raw), &values)
	return values, err
}

// lineFeeds gives all lines LF endings.
func lineFeeds(raw string) string {
	return strings.ReplaceAll(strings.ReplaceAll(raw, "\r\n", "\n"), "\r", "\n")
}

func (p *parser) yamlError(err error, raw diag.Span) {
	at, message, hint := raw, err.Error(), ""
	var y yaml.Error
	if errors.As(err, &y) {
		message, hint = fields.ExplainYAML(y.GetMessage())
		if t := y.GetToken(); t != nil && t.Position != nil {
			first := p.src.Line(raw.Start)
			if s, ok := p.src.LineSpan(first + t.Position.Line - 1); ok {
				at = s
			}
		}
	}
	message, _, _ = strings.Cut(message, "\n")
	p.problems.Error(at, codeFrontMatter, "the front matter is not read: "+message, hint)
}

// directive reads "%%{init: {...}}%%", which may run over several lines, and
// returns where the line goes on.
func (p *parser) directive(start, end int) int {
	length := -1
	if !p.noDirectiveEnd {
		length = strings.Index(p.text[start:], "}%%")
	}
	if length < 0 {
		p.noDirectiveEnd = true
		p.problems.Warning(diag.Span{Start: start, End: end}, codeDirective, `the directive is never closed by "}%%", and ignored`)
		p.comment(start, end)
		return end
	}
	stop := start + length + len("}%%")
	n := &Directive{At: diag.Span{Start: start, End: stop}, Raw: lineFeeds(p.text[start+len("%%{") : start+length])}
	p.add(n)
	options, err := readDirective(n.Raw)
	if err != nil {
		p.problems.Warning(n.At, codeDirective, "the directive is ignored: "+err.Error(),
			`write it as JSON: %%{init: {"gantt": {"axisFormat": "%m-%d"}}}%%`)
	}
	n.Options = p.placed(options, n.At, ",}\r\n")
	if stop > end {
		p.goOn(stop)
		return end
	}
	return stop
}

// readDirective reads "init: {json}". Mermaid turns single quotes into double
// ones before it reads the JSON.
func readDirective(raw string) ([]Option, error) {
	name, value, found := strings.Cut(raw, ":")
	name = strings.TrimSpace(name)
	if !found && name == "wrap" {
		return nil, nil
	}
	if name != "init" && name != "initialize" {
		return nil, fmt.Errorf("%q is not known; it may be \"init\"", diag.Clip(name))
	}
	if len(value) > maxConfig {
		return nil, fmt.Errorf("it has more than %d bytes", maxConfig)
	}
	var values map[string]any
	if err := json.Unmarshal([]byte(strings.ReplaceAll(value, "'", `"`)), &values); err != nil {
		return nil, fmt.Errorf("it is no valid JSON (%v)", err)
	}
	options := flatten(values)
	for i, o := range options {
		if rest, found := strings.CutPrefix(o.Key, "config."); found {
			options[i].Key = "gantt." + rest // as Mermaid does
		}
	}
	return options, nil
}

// flatten joins the keys of nested maps by dots and drops what is no scalar.
func flatten(values map[string]any) []Option {
	var out []Option
	var walk func(prefix string, values map[string]any, depth int)
	walk = func(prefix string, values map[string]any, depth int) {
		for _, key := range slices.Sorted(maps.Keys(values)) {
			switch v := values[key].(type) {
			case map[string]any:
				if depth < 8 {
					walk(prefix+key+".", v, depth+1)
				}
			case string, bool, float64, int, int64, uint64:
				out = append(out, Option{Key: prefix + key, Value: fmt.Sprint(v)})
			}
		}
	}
	walk("", values, 0)
	return out
}

// placed finds where options stand: their keys, with a colon behind them, up to a
// character that ends values.
func (p *parser) placed(options []Option, in diag.Span, ends string) []Option {
	for i, o := range options {
		options[i].At = in
		key := o.Key[strings.LastIndexByte(o.Key, '.')+1:]
		if start, ok := keyIn(p.text[in.Start:in.End], key); ok {
			at := diag.Span{Start: in.Start + start, End: in.End}
			if n := strings.IndexAny(p.text[at.Start:at.End], ends); n >= 0 {
				at.End = at.Start + n
			}
			at.End = at.Start + len(strings.TrimRight(p.text[at.Start:at.End], " \t"))
			options[i].At = at
		}
	}
	return options
}

// keyIn finds a key with its quotation mark, if it has any.
func keyIn(text, key string) (start int, ok bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], key)
		if i < 0 || key == "" {
			return 0, false
		}
		start, from = from+i, from+i+len(key)
		before, behind := text[:start], text[from:]
		for _, mark := range []string{`"`, "'", ""} {
			if head, quoted := strings.CutSuffix(before, mark); quoted && strings.HasPrefix(behind, mark) {
				before, behind = head, behind[len(mark):]
				break
			}
		}
		if (before == "" || strings.ContainsAny(before[len(before)-1:], " \t\r\n{,")) && strings.HasPrefix(strings.TrimLeft(behind, " \t"), ":") {
			return len(before), true
		}
	}
}
