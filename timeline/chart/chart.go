// Package chart takes a *syntax.File and gives back the model of a roadmap, a
// *Chart: names bound, real instants, every problem found. Text, table,
// calendar and picture are made from the Chart. It holds no words of any
// language but the author's own, and no geometry.
package chart

import (
	"strings"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Chart is one roadmap. Nothing changes it after Resolve.
type Chart struct {
	Title       string
	AltTitle    string // accTitle: for those who do not see the picture; "" means Title
	Description string // accDescr
	Sections    []Section
	Tasks       []Task // in the order of the text, of all kinds
	Span        Span   // from the earliest start to the latest end of all tasks and markers that are not faulty; zero without any
	Axis        Axis
	Off         Calendar // the days that nobody works
	Today       Today
	Compact     bool // tasks of a section may share rows
	Packed      bool // milestones of a section may share rows
	// Dependencies tells that arrows show what tasks come after.
	Dependencies bool
}

// Span is a half-open period, [Start, End).
type Span struct {
	Start, End calendar.Instant
}

// Shown returns the span that is asked to be shown: that of the tasks and of their
// baselines, within the limits of the axis. It may be empty or turned around where
// no task lies within a limit that stands alone.
func (c *Chart) Shown() Span {
	span := c.Span
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if first, ok := t.First(); ok && !t.Faulty {
			span = Span{min(span.Start, first.Start), max(span.End, first.End)}
		}
	}
	if c.Axis.From != nil {
		span.Start = *c.Axis.From
	}
	if c.Axis.To != nil {
		span.End = *c.Axis.To
	}
	return span
}

// Section is a heading and the rows under it. Tasks before the first heading
// stand in a section with an empty name. A section may have no rows; it is not
// drawn then.
type Section struct {
	Name string // as written, so it may hold "<br>": Label is what to show
	Rows []int  // indexes into Chart.Tasks: tasks and milestones, in order; markers have no row
}

// Label returns the name as it is shown.
func (s Section) Label() string { return oneLine(s.Name) }

// oneLine writes a name on one line: each run of blanks, and each "<br>", "<br/>"
// or "<br />", is one blank.
func oneLine(name string) string {
	if !strings.Contains(name, "<") {
		return singleSpaced(name)
	}
	var b strings.Builder
	for rest, found := name, true; found; {
		var before string
		before, rest, found = cutBreak(rest)
		b.WriteString(before + " ")
	}
	return singleSpaced(b.String())
}

// cutBreak cuts at the first HTML line break.
func cutBreak(s string) (before, after string, found bool) {
	for i := 0; i+4 <= len(s); i++ {
		if s[i] != '<' || !strings.EqualFold(s[i:i+3], "<br") {
			continue
		}
		tail := strings.TrimLeft(s[i+3:], " \t")
		tail = strings.TrimPrefix(tail, "/")
		if rest, ok := strings.CutPrefix(tail, ">"); ok {
			return s[:i], rest, true
		}
	}
	return s, "", false
}

// Kind is what a task is drawn as.
type Kind uint8

// The kinds.
const (
	Bar       Kind = iota // work from Start to End
	Milestone             // a point in time: Mid
	Marker                // a vertical line through the chart at Start, Mermaid's vert
)

// String gives the word that JSON and goldens use.
func (k Kind) String() string { return [...]string{"task", "milestone", "marker"}[k] }

// Status is how far a task has come.
type Status uint8

// The states.
const (
	Planned Status = iota
	Active
	Done
)

// String gives the word of the language's keyword.
func (s Status) String() string { return [...]string{"planned", "active", "done"}[s] }

// NoSection is the section of what stands beside all sections.
const NoSection = -1

// Task is one line of the roadmap: a bar, a milestone or a marker.
type Task struct {
	ID       string // as written, or "task3" as Mermaid counts
	Name     string // as written: Label is what to show
	Kind     Kind
	Status   Status
	Critical bool
	Faulty   bool             // an error was reported, here or for a task that the dates come from; Start and End may be meaningless
	Section  int              // index into Chart.Sections; NoSection for a marker of TOML
	Start    calendar.Instant // first moment
	End      calendar.Instant // first moment after; what `after` refers to. Before Start when written so (a warning was given)
	DrawnEnd calendar.Instant // where the bar ends: before End when excluded days follow the work, else End; never before Start
	Flags    []string         // all states as written, in order
	After    []int            // indexes of the tasks that `after` names for Start
	Before   []int            // indexes of the tasks that `until` of Mermaid, or `before` of TOML, names for End
	Given    Given            // how the dates were written
	Link     string           // address from `click` or `link`, "" for none
	LinkPos  diag.Pos         // where the address stands in the text
	Owner    string           // who answers for it, "" when not told
	Note     string           // more about it, "" for none
	Progress *int             // per cent done, 0 to 100; nil when not told
	Baseline *Span            // when it was planned at first; nil when not told
	Line     int              // line of the source text, from 1
	Fault    string           // why it is Faulty: the message of its own error; "" where its dates come from another task with an error
	Differs  string           // why the dates are not those that Mermaid gives, the name of a Rule; "" when they are the same
}

// Given is how a task's dates were written: what other forms of the text need
// besides the dates.
type Given struct {
	Follows   bool              // no start was written: the task begins where the one above ends
	HasLength bool              // a duration was written for the end: Length
	Lag       calendar.Duration // what was added to the end of the tasks in After; zero for none
	Length    calendar.Duration // meaningful when HasLength
}

// Mid returns the moment a milestone stands at: half way, as Mermaid draws it.
func (t *Task) Mid() calendar.Instant { return t.Start + (t.End-t.Start)/2 }

// First returns the period that was planned at first, as Period gives the one
// that is planned now; false when none was told.
func (t *Task) First() (Span, bool) {
	if t.Baseline == nil || t.Kind == Marker {
		return Span{}, false
	}
	first := Task{Kind: t.Kind, Start: t.Baseline.Start, End: t.Baseline.End, DrawnEnd: t.Baseline.End}
	return first.Period(), true
}

// Slip returns by how many days the task ends later than planned at first; less
// than 0 when it ends earlier. It is false where the one or the other is not
// known. Hours do not count.
func (t *Task) Slip() (days int, ok bool) {
	first, ok := t.First()
	if !ok || t.Faulty || t.EndsFirst() {
		return 0, false
	}
	return int((t.Period().End - first.End) / calendar.Day), true
}

// EndsFirst tells that the end lies before the start, as written: the task has a
// start, and no length that could be drawn.
func (t *Task) EndsFirst() bool { return !t.Faulty && t.Kind != Marker && t.End < t.Start }

// Label returns the name as it is shown.
func (t *Task) Label() string { return oneLine(t.Name) }

// Period returns the dates that are told of a task that is not faulty. Start and
// End are the same for a moment: a marker, a bar without length, and a
// milestone, which was given as whole days when it has its day and no hour.
func (t *Task) Period() Span {
	at := t.Start
	switch {
	case t.Kind == Milestone && t.Start.IsMidnight() && t.End.IsMidnight():
		at = t.Mid().StartOfDay()
	case t.Kind == Milestone:
		at = t.Mid()
	case t.Kind == Bar && t.Start < t.DrawnEnd:
		return Span{t.Start, t.DrawnEnd}
	}
	return Span{at, at}
}

// Period returns the period that the chart is said to cover: unlike Span it ends
// with the last work, not with days off behind it, and where nothing has an hour,
// a moment stands for its whole day. It is false when no task has a date.
func (c *Chart) Period() (Span, bool) {
	var all, inDays Span
	found, hours := false, false
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if t.Faulty {
			continue
		}
		p := t.Period()
		if !found {
			all, inDays, found = p, p, true
		}
		all = Span{min(all.Start, p.Start), max(all.End, p.End)}
		hours = hours || !p.Start.IsMidnight() || !p.End.IsMidnight()
		if p.Start == p.End {
			p.End = p.End.AddDays(1)
		}
		inDays = Span{all.Start, max(inDays.End, p.End)}
	}
	if hours {
		return all, found
	}
	return inDays, found
}

// Axis is what the author asked of the time axis.
type Axis struct {
	Ticks  calendar.Step // zero: told from the span. FirstDay holds for all weeks of the axis, FirstMonth for all years and quarters
	Format string        // d3-time-format; "" for the locale's own labels
	Top    bool          // topAxis
	// From and To limit what is shown of the time, half-open; nil: as the tasks
	// ask for.
	From, To *calendar.Instant
	// NoYearLines tells that the lines between years are not darker than others.
	NoYearLines bool
}

// Today is the line for the current day. It is drawn only when asked for: a
// picture must not change by itself.
type Today struct {
	Asked bool             // the text asks for it
	At    calendar.Instant // meaningful when Asked
}

// Calendar says which days are off.
type Calendar struct {
	Weekdays [7]bool                   // by calendar.Weekday
	Dates    map[calendar.Instant]bool // midnights of single days off, those of ranges included
	Work     map[calendar.Instant]bool // midnights that are worked in spite of the rest (includes)
	// Countries are the codes whose public holidays are off, as written, and
	// Holidays these days: midnight -> name in the country's own language.
	Countries []string
	Holidays  map[calendar.Instant]string
}

// IsOff tells whether the day that t lies in is off.
func (c *Calendar) IsOff(t calendar.Instant) bool {
	if len(c.Work)+len(c.Dates)+len(c.Holidays) == 0 { // as often
		return c.Weekdays[t.Weekday()]
	}
	day := t.StartOfDay()
	if c.Work[day] {
		return false
	}
	return c.Weekdays[day.Weekday()] || c.Dates[day] || c.Holidays[day] != ""
}

// IsEmpty tells that no day is off.
func (c *Calendar) IsEmpty() bool {
	return c.Weekdays == [7]bool{} && len(c.Dates) == 0 && len(c.Countries) == 0
}
