package chart

import (
	"fmt"
	"strings"
	"unicode"

	"kvartal/timeline/diag"
	"kvartal/timeline/syntax"
)

// maxSee is how many other places a diagnostic names.
const maxSee = 5

// bind finds the tasks that after and until name.
func (r *resolver) bind() {
	tasks := r.chart.Tasks
	same := r.bindIDs()
	r.refs = make([]int32, 0, len(tasks))
	named := make([]bool, len(tasks))
	room := make([]int, 0, len(tasks))
	for i := range r.drafts {
		d := &r.drafts[i]
		if d.start.form == formAfter {
			r.bindRefs(i, &d.start, "after", named)
			tasks[i].After, room = indexes(r.refsOf(&d.start), room)
		}
		if d.end.form == formUntil {
			r.bindRefs(i, &d.end, "until", named)
			tasks[i].Before, room = indexes(r.refsOf(&d.end), room)
		}
	}
	for i := range tasks {
		if !r.plan {
			r.checkID(i, named[i])
		}
		if r.again && same[i] >= 0 && r.ids[tasks[i].ID] == int32(i) && tasks[i].ID != "" {
			r.duplicate(i, same)
		}
	}
}

// bindIDs finds the task of each id, the last that has it. It returns the task
// before each with the same id, -1 for none; nil when no id is used again.
func (r *resolver) bindIDs() (same []int32) {
	tasks := r.chart.Tasks
	r.ids = make(map[string]int32, len(tasks))
	mine := func(i int) bool { return !r.plan || r.drafts[i].hasID() } // others have an id that is not the author's
	for i := range tasks {
		if n := len(r.ids); mine(i) {
			r.ids[tasks[i].ID] = int32(i)
			r.again = r.again || len(r.ids) == n
		}
	}
	if !r.again { // nearly always: no id had to be looked up
		return nil
	}
	clear(r.ids)
	same = make([]int32, len(tasks))
	for i := range tasks {
		same[i] = -1
		if !mine(i) {
			continue
		}
		if last, ok := r.ids[tasks[i].ID]; ok {
			same[i] = last
		}
		r.ids[tasks[i].ID] = int32(i)
	}
	return same
}

// indexes returns tasks as a chart has them, cut from room, which is returned
// longer; nil for none.
func indexes(tasks []int32, room []int) (out, longer []int) {
	if len(tasks) == 0 {
		return nil, room
	}
	from := len(room)
	for _, j := range tasks {
		room = append(room, int(j))
	}
	return room[from:len(room):len(room)], room
}

// bindRefs finds the tasks of one after or until. Names that nobody has are
// left out when another one is found; with none there is no date to compute.
func (r *resolver) bindRefs(i int, w *when, word string, named []bool) {
	from := len(r.refs)
	var unknown []syntax.Text
	find := func(id syntax.Text) {
		if j, ok := r.ids[id.Value]; ok {
			r.refs = append(r.refs, j)
			named[j] = true
		} else {
			unknown = append(unknown, id)
		}
	}
	words := r.wordsOf(w)
	if r.plan {
		for _, id := range words {
			find(id)
		}
	}
	for k := -1; k < len(words) && !r.plan; k++ {
		t := w.text
		if k >= 0 {
			t = words[k]
		}
		ids, rest, _ := cutRefs(t, word)
		for id := range cutWords(ids) {
			find(id)
		}
		if rest.Value != "" && len(unknown) == 0 {
			r.problems.Warning(rest.At, codeBadID, fmt.Sprintf("%q is not read as part of an id", diag.Clip(rest.Value)), "an id is made of the letters a-z, digits, _ and -; several are separated by blanks")
		}
	}
	w.refs = part{int32(from), int32(len(r.refs))}
	if len(unknown) > 0 && r.problems.Room(diag.Error) {
		r.unknownID(i, w, word, unknown)
	}
}

func (r *resolver) unknownID(i int, w *when, word string, unknown []syntax.Text) {
	id := unknown[0].Value
	var known []string
	for j := range r.drafts[:min(len(r.drafts), 2000)] {
		if r.drafts[j].hasID() && j != i {
			known = append(known, r.chart.Tasks[j].ID)
		}
	}
	message := fmt.Sprintf("no task has the id %q", diag.Clip(id))
	if len(unknown) > 1 {
		message = "no task has the ids " + diag.Clip(quoted(values(unknown)))
	}
	hint := nearestID(id, known)
	if w.refs.empty() || r.plan {
		at := unknown[0].At
		named := r.idOfNamed(i, values(unknown))
		switch {
		case r.isDate(id) && !r.plan:
			at, hint = w.text.At, r.dateAlone(id)
		case r.isDate(id):
			hint = fmt.Sprintf("for a date, write %s = %s", map[string]string{"after": "start", "until": "until"}[word], id)
		case named != "":
			hint = named
		case hint == "" && r.plan:
			hint = fmt.Sprintf("the task that is meant has a line id = %q", diag.Clip(id))
		case hint == "":
			hint = fmt.Sprintf("the task that is meant has that id before its dates: %q", "Name :"+diag.Clip(id)+", 2026-03-01, 3d")
		}
		r.fault(i, at, codeUnknownID, message, hint)
		w.form = formBad
		return
	}
	r.problems.Warning(unknown[0].At, codeUnknownID, message+`; the others behind "`+word+`" are used`, hint)
}

// idOfNamed is the hint where words that should be ids are the name of a task: with
// blanks in it, it was cut into words.
func (r *resolver) idOfNamed(i int, words []string) string {
	for j := range r.drafts[:min(len(r.drafts), 2000)] {
		name := r.chart.Tasks[j].Label()
		if j == i || !strings.EqualFold(name, strings.Join(words, " ")) && !strings.EqualFold(name, words[0]) {
			continue
		}
		if r.drafts[j].hasID() {
			return fmt.Sprintf("the task named %q has the id %q", diag.Clip(name), diag.Clip(r.chart.Tasks[j].ID))
		}
		return fmt.Sprintf("the task named %q has no id; give it one", diag.Clip(name))
	}
	return ""
}

// nearestID is DidYouMean for ids. Among ids of one or two letters each is
// near to all others. One that ends in the id sought is taken first: there the
// name held a colon.
func nearestID(id string, known []string) string {
	for _, k := range known {
		if head, found := strings.CutSuffix(k, id); found && strings.HasSuffix(strings.TrimRight(head, " "), ":") {
			return fmt.Sprintf("there is a task with the id %q: its name holds a colon", diag.Clip(k))
		}
	}
	if len(id) < 3 {
		return ""
	}
	return diag.DidYouMean(id, known)
}

// duplicate warns of an id that several tasks have. i is the last of them.
func (r *resolver) duplicate(i int, same []int32) {
	count := 1
	for j := same[i]; j >= 0; j = same[j] {
		count++
	}
	id := r.chart.Tasks[i].ID
	times := "twice"
	if count > 2 {
		times = fmt.Sprintf("%d times", count)
	}
	d := r.src.Warning(r.idSpan(i), codeDuplicateID, fmt.Sprintf("id %q is used %s; \"after %s\" means this one, the last", diag.Clip(id), times, diag.Clip(id)))
	var see []int32
	for j := same[i]; j >= 0 && len(see) < maxSee; j = same[j] {
		see = append(see, j)
	}
	for k := len(see) - 1; k >= 0; k-- {
		d = d.Also(r.src.Place(r.idSpan(int(see[k])).Start, "also used here"))
	}
	hint := "give each task an id of its own, or none: an id is only needed for after, until and click"
	if r.plan {
		hint = "give each task an id of its own, or none: an id is only needed for after and before"
	}
	r.problems.Add(d.Hint(hint))
}

// idSpan returns where a task's id stands, or its name when it has none.
func (r *resolver) idSpan(i int) diag.Span {
	if d := &r.drafts[i]; d.hasID() {
		return d.idAt
	}
	return r.drafts[i].nameAt
}

// checkID warns of ids that look like something else.
func (r *resolver) checkID(i int, named bool) {
	d := &r.drafts[i]
	id := r.chart.Tasks[i].ID
	if !d.hasID() || id == "" {
		return
	}
	if i := strings.IndexFunc(id, unicode.IsSpace); i > 0 && syntax.IsState(id[:i]) {
		words := strings.Fields(id)
		r.problems.Warning(d.idAt, codeTagTypo, fmt.Sprintf("%q is read as the task's id", diag.Clip(id)), fmt.Sprintf("write commas between them: %q", diag.Clip(strings.Join(words, ", "))))
		return
	}
	if named || d.start.form == formBad && d.end.form == formBad { // the items do not fit, which is told
		return
	}
	if strings.Contains(id, ":") {
		r.problems.Warning(d.idAt, codeBadID, fmt.Sprintf("the name ends at the first colon, and the id is %q", diag.Clip(id)), "write one colon only, between name and data")
		return
	}
	if state := stateMeant(id); state != "" {
		r.problems.Warning(d.idAt, codeTagTypo, fmt.Sprintf("%q is read as the task's id", id), fmt.Sprintf("did you mean %q?", state))
	}
}

// danishStates are the states as Danish authors are tempted to write them.
var danishStates = map[string]string{
	"afsluttet": "done", "færdig": "done", "aktiv": "active", "igang": "active", "i gang": "active",
	"kritisk": "crit", "milepæl": "milestone", "markering": "vert",
}

// stateMeant returns the state that an id is a slip or a translation of, or "".
func stateMeant(id string) string {
	if state := danishStates[strings.ToLower(id)]; state != "" {
		return state
	}
	if len(id) < 3 || len(id) > 12 {
		return ""
	}
	for i := range len(id) {
		if c := id[i] | 0x20; c < 'a' || c > 'z' {
			return ""
		}
	}
	near := diag.Nearest(id, syntax.States())
	if strings.EqualFold(near, id) || len(id) >= 4 {
		return near
	}
	return ""
}
