package timeline

import (
	"path"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// Language is what the text of a roadmap is written in.
type Language int

// The languages.
const (
	ByName  Language = iota // TOML for a name that IsTOML, else Mermaid
	Mermaid                 // Mermaid's gantt dialect
	TOML                    // keys and values
)

// TOMLSuffix is how the name of a file with a roadmap in TOML ends where it stands
// among other files: a site takes no other ".toml" for a roadmap.
const TOMLSuffix = ".timeline.toml"

// IsTOML tells whether a roadmap's file is one in TOML, by its name: it ends in
// ".toml". Letter case does not count.
func IsTOML(name string) bool { return strings.EqualFold(path.Ext(name), ".toml") }

// Parse reads the text of a roadmap up to its shape: what syntax.Format writes
// again. The problems are in no particular order.
func Parse(src *diag.Source, l Language) (*syntax.File, diag.List) {
	if l == TOML || l == ByName && IsTOML(src.File) {
		return syntax.ParseTOML(src)
	}
	return syntax.ParseMermaid(src)
}

// Compile reads a roadmap, in Mermaid's gantt dialect or in TOML, to a resolved
// chart. name is the file for messages; "" for a text that was cut out of a
// file, whose problems the caller moves with diag.List.Within. There is always a
// chart; a task with an error is in it, marked as faulty. The problems are sorted
// by place.
func Compile(name, text string, o Options) (*chart.Chart, diag.List) {
	src := diag.NewSource(name, text)
	file, list := Parse(src, o.Language)
	model, problems := chart.Resolve(file, src, chart.Options{Today: o.Today})
	return model, append(list, problems...).Sorted()
}
