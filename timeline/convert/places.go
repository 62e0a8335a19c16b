package convert

import (
	"slices"
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// places tells which line of a roadmap says a thing.
type places struct {
	src    *diag.Source
	file   *syntax.File
	tables map[int][]*syntax.Table // tasks, milestones and markers by their lines
}

func newPlaces(src *diag.Source, file *syntax.File) places {
	p := places{src, file, map[int][]*syntax.Table{}}
	if file.TOML == nil {
		return p
	}
	all := slices.Clone(file.TOML.Plan.Tables)
	for _, section := range file.TOML.Plan.Tables {
		all = append(all, section.Tables...)
	}
	for _, t := range all {
		line := src.Line(t.At.Start)
		p.tables[line] = append(p.tables[line], t)
	}
	return p
}

// line returns the whole line, without its blanks, that an offset stands on.
func (p places) line(offset int) diag.Span {
	at, _ := p.src.LineSpan(p.src.Line(offset))
	return at
}

// ofChart finds the line where the roadmap itself says a thing, by the keywords
// for it: of several the last, which counts; the first line where none does.
func (p places) ofChart(words []string) diag.Span {
	said := p.line(0)
	if p.file.TOML != nil {
		return p.ofTable(p.file.TOML.Plan, words, said)
	}
	for _, n := range p.file.Nodes { // a keyword wins over the options, wherever they stand
		switch n := n.(type) {
		case *syntax.FrontMatter:
			said = p.option(n.Options, words, said)
		case *syntax.Directive:
			said = p.option(n.Options, words, said)
		}
	}
	for _, n := range p.file.Nodes {
		if s, ok := n.(*syntax.Setting); ok && slices.Contains(words, s.Keyword.String()) {
			said = p.line(s.At.Start)
		}
	}
	return said
}

// option finds the line of an option in front matter or a directive.
func (p places) option(options []syntax.Option, words []string, said diag.Span) diag.Span {
	for _, o := range options {
		if slices.Contains(words, o.Key[strings.LastIndexByte(o.Key, '.')+1:]) {
			said = p.line(o.At.Start)
		}
	}
	return said
}

// ofTask finds the line where the task that stands on a line says a thing.
func (p places) ofTask(line int, words []string) diag.Span {
	said, _ := p.src.LineSpan(line)
	for _, t := range p.tables[line] {
		said = p.ofTable(t, words, said)
	}
	return said
}

// ofTable finds the line of the first key of a table that is one of the words.
func (p places) ofTable(t *syntax.Table, words []string, said diag.Span) diag.Span {
	for _, f := range t.Fields {
		if slices.Contains(words, f.Key) {
			return p.line(f.At.Start)
		}
	}
	for _, sub := range t.Tables {
		if sub.Kind == syntax.BaselineTable && slices.Contains(words, "baseline") {
			return p.line(sub.At.Start)
		}
	}
	return said
}
