package timeline

import (
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// Compile reads a roadmap: the Mermaid gantt dialect to a resolved chart. name
// is the file for messages; "" for a text that was cut out of a file, whose
// problems the caller moves with diag.List.Within. There is always a chart; a
// task with an error is in it, marked as faulty. The problems are sorted by place.
func Compile(name, text string, o Options) (*chart.Chart, diag.List) {
	src := diag.NewSource(name, text)
	file, list := syntax.ParseMermaid(src)
	model, problems := chart.Resolve(file, src, chart.Options{Today: o.Today})
	return model, append(list, problems...).Sorted()
}
