// Package chart is the model of a roadmap: names bound, real instants, every
// problem found. Resolve makes a *Chart from a *syntax.File; text, table,
// calendar and picture are made from the Chart. It holds no words of any
// language but the author's own, and no geometry.
package chart

import (
	"kvartal/timeline/calendar"
)

// Chart is one roadmap. Nothing changes it after Resolve.
type Chart struct {
	Title       string
	AltTitle    string // accTitle: for those who do not see the picture; "" means Title
	Description string // accDescr
	Sections    []Section
	Tasks       []Task // in the order of the text, of all kinds
	Span        Span   // from the earliest start to the latest end of all tasks and markers; zero without any
	Axis        Axis
	Off         Calendar // the days that nobody works
	Today       Today
	Compact     bool // tasks of a section may share rows
}

// Span is a half-open period, [Start, End).
type Span struct {
	Start, End calendar.Instant
}

// Section is a heading and the rows under it. Tasks before the first heading
// stand in a section with an empty name.
type Section struct {
	Name string
	Rows []int // indexes into Chart.Tasks: tasks and milestones, in order; markers have no row
}

// Kind is what a task is drawn as.
type Kind int

// The kinds.
const (
	Bar       Kind = iota // work from Start to End
	Milestone             // a point in time: Mid
	Marker                // a vertical line through the chart at Start, Mermaid's vert
)

// String gives the word that JSON and goldens use.
func (k Kind) String() string { return [...]string{"task", "milestone", "marker"}[k] }

// Status is how far a task has come.
type Status int

// The states.
const (
	Planned Status = iota
	Active
	Done
)

// String gives the word of the language's keyword.
func (s Status) String() string { return [...]string{"planned", "active", "done"}[s] }

// Task is one line of the roadmap: a bar, a milestone or a marker.
type Task struct {
	ID       string // as written, or "task3" as Mermaid counts
	Name     string
	Kind     Kind
	Section  int              // index into Chart.Sections
	Start    calendar.Instant // first moment
	End      calendar.Instant // first moment after; what `after` refers to
	DrawnEnd calendar.Instant // where the bar ends: before End when excluded days follow the work, else End
	Status   Status
	Critical bool
	Flags    []string // all tags as written, in order
	After    []int    // indexes of the tasks that Start was taken from by `after`
	Link     string   // address from `click`, "" for none
	Line     int      // line of the source text, from 1
	Faulty   bool     // an error was reported; Start and End may be meaningless
}

// Mid returns the moment a milestone stands at: half way, as Mermaid draws it.
func (t Task) Mid() calendar.Instant { return t.Start + (t.End-t.Start)/2 }

// Axis is what the author asked of the time axis.
type Axis struct {
	Ticks  calendar.Step // zero: told from the span
	Format string        // d3-time-format; "" for the locale's own labels
	Top    bool          // topAxis
}

// Today is the line for the current day. It is drawn only when asked for: a
// picture must not change by itself.
type Today struct {
	Asked bool             // the text or an option asks for it
	At    calendar.Instant // meaningful when Asked
}

// Calendar says which days are off.
type Calendar struct {
	Weekdays [7]bool                   // by calendar.Weekday
	Dates    map[calendar.Instant]bool // midnights of single days off
	Work     map[calendar.Instant]bool // midnights that are worked in spite of the rest (includes)
}

// IsOff tells whether the day that t lies in is off.
func (c Calendar) IsOff(t calendar.Instant) bool {
	day := t.StartOfDay()
	if c.Work[day] {
		return false
	}
	return c.Weekdays[day.Weekday()] || c.Dates[day]
}

// IsEmpty tells that no day is off.
func (c Calendar) IsEmpty() bool { return c.Weekdays == [7]bool{} && len(c.Dates) == 0 }
