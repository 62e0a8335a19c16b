package chart

import (
	"slices"
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// Options are what Resolve needs to know of the world.
type Options struct {
	// Today is the current day: dates without a year lie in its year, and
	// milestones before it that are not done are noted. nil means that it is not
	// known; dates without a year lie in 1970 then. No other date depends on it.
	Today *calendar.Instant
}

// maxProblems is how many problems of one chart are told.
const maxProblems = 500

// Resolve binds the names of a file and computes its dates. The chart is
// complete even when there are errors: a task with an error is Faulty, and so
// are the tasks whose dates come from it; all others are right. src is the text
// that the file was parsed from. The problems are sorted by place.
func Resolve(f *syntax.File, src *diag.Source, o Options) (*Chart, diag.List) {
	r := &resolver{src: src, options: o, problems: diag.NewBounded(src, maxProblems), chart: &Chart{}, wrong: diag.Warning}
	if f.TOML != nil {
		r.plan, r.wrong = true, diag.Error
		r.planSettings(f.TOML.Plan)
		r.planTasks(f.TOML.Plan)
	} else {
		r.settings(f)
		r.read(f)
	}
	r.daysOff()
	r.bind()
	r.order()
	r.rows()
	r.links(f)
	r.finish(f)
	r.advise(f)
	return r.chart, r.problems.List().Sorted()
}

// resolver carries a chart through the stages of Resolve, each a method in a
// file of its own.
type resolver struct {
	src      *diag.Source
	options  Options
	problems *diag.Bounded
	chart    *Chart
	plan     bool             // the text is TOML
	lastDate calendar.Instant // the last that was read, where dated
	dated    bool
	wrong    diag.Severity // of a value that is not known: Mermaid passes over most of them in silence

	set    settings
	drafts []draft
	ids    map[string]int32 // the last task that has the id
	again  bool             // an id is used again
	words  []syntax.Text    // room for when.words
	flags  []string         // room for Task.Flags
	refs   []int32          // room for when.refs
	work   workdays
	// mermaid are Mermaid's days off where it reads others, mermaidRule why.
	mermaid     *workdays
	mermaidRule Rule

	moments []moment // by node
}

// draft is a task on its way: what its line says of its dates, before names are
// bound.
type draft struct {
	kind   Kind
	rule   Rule // why Mermaid has other dates altogether
	nameAt diag.Span
	idAt   diag.Span // empty and at 0 when the task has no id of its author's
	start  when
	end    when
	lag    calendar.Duration // behind `after` in TOML
}

func (d *draft) hasID() bool { return d.idAt != diag.Span{} }

func (r *resolver) today() calendar.Instant {
	if r.options.Today == nil {
		return 0
	}
	return *r.options.Today
}

// fault reports an error by which task i has no dates.
func (r *resolver) fault(i int, at diag.Span, code, message string, hints ...string) {
	r.faulty(i, message)
	r.problems.Error(at, code, message, hints...)
}

// faulty marks task i, whose dates cannot be told; message is what was reported.
func (r *resolver) faulty(i int, message string) {
	t := &r.chart.Tasks[i]
	if t.Faulty = true; t.Fault == "" {
		t.Fault = message
	}
}

// rows gives each section its tasks.
func (r *resolver) rows() {
	c := r.chart
	counts := make([]int, len(c.Sections))
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Kind != Marker {
			counts[t.Section]++
		}
	}
	room := make([]int, 0, len(c.Tasks))
	for s, n := range counts {
		c.Sections[s].Rows = room[len(room) : len(room) : len(room)+n]
		room = room[:len(room)+n]
	}
	for i := range c.Tasks {
		if t := &c.Tasks[i]; t.Kind != Marker {
			s := &c.Sections[t.Section]
			s.Rows = append(s.Rows, i)
		}
	}
}

// finish computes what depends on all tasks.
func (r *resolver) finish(f *syntax.File) {
	c := r.chart
	if len(c.Tasks) == 0 {
		if r.plan && len(f.TOML.Plan.Faults) == 0 {
			r.problems.Warning(diag.Span{}, codeNoTasks, "the roadmap has no task", "write [[sections]], and below it [[sections.tasks]] with name, start and end")
		}
		unknown := slices.ContainsFunc(f.Nodes, func(n syntax.Node) bool { _, is := n.(*syntax.Unknown); return is })
		for _, n := range f.Nodes {
			if h, ok := n.(*syntax.Header); ok && !unknown { // a line that cannot be read may be the task
				r.problems.Warning(h.At, codeNoTasks, "the roadmap has no task", `write one a line: "Hearing :2026-01-01, 14d"`)
			}
		}
	}
	r.farDate()
	r.showHolidays()
	r.checkTicks()
}

// plain gives a text of the author as it is to be read: Mermaid's entities
// "#name;" and "#123;" become the characters they stand for.
func plain(s string) string {
	if strings.IndexByte(s, '#') < 0 {
		return s
	}
	return decodeEntities(s)
}
