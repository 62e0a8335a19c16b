package layout

import (
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// position is where the name of a task stands.
type position uint8

const (
	column position = iota // left of the plot
	right                  // of its shape
	left                   // of its shape
	above                  // its shape
	inside                 // its bar
	untold                 // nowhere: the lane has a name
)

// noTask is the task of an item that names a lane.
const noTask = -1

// item is a task with the place of its words.
type item struct {
	task     int    // index into chart.Tasks
	name     string // whole
	wide     int    // what it needs in one line
	word     int    // what its widest word needs
	note     label  // dates, or what is wrong with them
	x1, x2   int    // edges of the shape
	at       position
	must     bool   // the note may not be left out
	inBar    bool   // the note stands in the bar
	noted    bool   // the note is among the lines, or there is none
	brief    bool   // the note is there without years
	lines    []line // the words, from above
	across   *line  // the note, where it stands on the other side of the shape than the name
	x        int    // of the words: left edge; of those left of a shape the right one
	left     int    // what it takes of the lane, without the column
	right    int
	up, down int // what it takes above and below the shape's middle
}

// line is one line of an item's words. Signs stand at the shape's side of it.
type line struct {
	signs []sign
	words string
	style style
}

// room returns what a line needs in any common font.
func (s *sheet) room(l line) int {
	w := reserve(s.measure(l.words, l.style))
	for _, sign := range l.signs {
		w += sign.wide() + signGap
	}
	return w
}

// reserve rounds the room that words need up to a tenth of a pixel.
func reserve(width int) int { return tenth(width + 9) }

// plain returns a task's item before its words have a place.
func (p *place) plain(i int) item {
	t := &p.tasks[i]
	it := item{task: i, name: t.name, wide: t.wide, up: p.rowHigh / 2, down: p.rowHigh/2 + p.ghostRoom(t)}
	for word := range strings.FieldsSeq(t.name) {
		it.word = max(it.word, p.measure(word, p.name))
	}
	it.note, it.must = p.noteOf(t)
	it.x1, it.x2 = p.shape(t)
	switch side := p.axis.side(t.period); {
	case t.Faulty, side == before:
		it.x1, it.x2 = p.axis.left, p.axis.left
	case side == behind:
		it.x1, it.x2 = p.axis.right, p.axis.right
	case t.EndsFirst():
		x := p.axis.clamped(t.Start)
		it.x1, it.x2 = x, x
	case t.Critical && t.Kind == chart.Bar:
		it.x1, it.x2 = it.x1-outline, it.x2+outline
	}
	it.left, it.right = it.x1, it.x2
	return it
}

// besidePlot wraps the name of a task to the column left of the plot; a name that
// has room in one line needs no lines. The words in the plot find their place when
// the task is drawn.
func (p *place) besidePlot(i int) item {
	t := &p.tasks[i]
	it := item{task: i, at: column}
	if room := p.columnRoom(&p.axis); t.wide > room {
		for _, words := range p.wrap(t.name, p.name, room, p.nameLines) {
			it.lines = append(it.lines, line{words: words, style: p.name})
		}
	}
	it.up = (p.rowHigh + max(0, len(it.lines)-1)*p.leading) / 2
	it.down = it.up + p.ghostRoom(t)
	return it
}

// settle finds the place of a task's words that makes the lowest lane: right of
// the shape, left of it, above it.
func (p *place) settle(i int, d detail) item {
	start := p.plain(i)
	p.pointed = p.crossing.comeTo(i)
	start.inBar = !start.must && start.note.fits(p, p.roomIn(&p.tasks[i]))
	least := start.up + start.down // no place costs less
	best, found := item{}, false
	for _, at := range []position{right, left} {
		try, ok := p.atSide(start, at, d)
		if !ok {
			continue
		}
		try = p.noteAcross(try)
		if !found || p.cost(&try) < p.cost(&best) {
			best, found = try, true
		}
		if p.cost(&best) == least {
			return best
		}
	}
	if over := p.above(start, d); !found || p.cost(&over) < p.cost(&best) {
		return over
	}
	return best
}

// cost compares places: by height, then by whether the note is there, and whole.
func (p *place) cost(it *item) int {
	c := it.up + it.down
	switch {
	case !it.noted:
		c += scene.Px
	case it.brief:
		c += scene.Px / 2
	}
	return c
}

// roomIn returns where on a task's bar words may stand: the longest part that is
// free for them.
func (p *place) roomIn(t *task) extent {
	if t.Kind != chart.Bar || !p.drawn(t) {
		return extent{}
	}
	x1, x2 := p.shape(t)
	rooms := barRooms(t, x1, x2)
	longest := rooms[0]
	if rooms[1].right-rooms[1].left > longest.right-longest.left {
		longest = rooms[1]
	}
	return extent{longest.left + p.pad, longest.right - p.pad}
}

// fits tells whether a label that says something has room.
func (l label) fits(p *place, room extent) bool {
	w := p.wide(l)
	return w > 0 && reserve(w) <= room.right-room.left
}

// atSide puts the words on one side of the shape. It fails where that would
// break a word.
func (p *place) atSide(it item, at position, d detail) (item, bool) {
	room := p.plotRight() - it.x2 - p.gap
	if at == left {
		room = it.x1 - p.leftGap() - p.plotLeft()
	}
	if it.word > 0 && reserve(it.word) > room {
		return it, false
	}
	it.at = at
	it, w := p.fill(it, room, d)
	if _, ghosted := p.ghosted(&p.tasks[it.task]); w > room || ghosted && len(it.lines) > 1 {
		return it, false // a second line would lie on the ghost
	}
	if at == left {
		it.x = it.x1 - p.leftGap()
		it.left = it.x - w
	} else {
		it.x = it.x2 + p.gap
		it.right = it.x + w
	}
	it.up += max(0, len(it.lines)-1) * p.leading / 2
	it.down += max(0, len(it.lines)-1) * p.leading / 2
	return it, true
}

// noteAcross puts a note that found no room behind the name on the other side of
// the shape, if it has room there.
func (p *place) noteAcross(it item) item {
	if it.noted {
		return it
	}
	room := it.x1 - p.leftGap() - p.plotLeft()
	if it.at == left {
		room = p.plotRight() - it.x2 - p.gap
	}
	for _, words := range []string{it.note.words, it.note.brief} {
		l := it.note
		l.words = words
		note := p.noteLine(l)
		w := p.room(note)
		if words == "" || w > room {
			continue
		}
		it.across, it.noted, it.brief = &note, true, words != it.note.words
		if it.at == left {
			it.right = it.x2 + p.gap + w
		} else {
			it.left = it.x1 - p.leftGap() - w
		}
		break
	}
	return it
}

// above puts the words over the shape, which they begin with where the picture
// is wide enough.
func (p *place) above(it item, d detail) item {
	it, w := p.fill(it, p.plotRight()-p.plotLeft(), d)
	it.at = above
	it.x = max(p.plotLeft(), min(it.x1, p.plotRight()-w))
	it.left, it.right = min(it.left, it.x), max(it.right, it.x+w)
	it.up = max(it.up, p.shapeUp(it.task)) + len(it.lines)*p.leading
	return it
}

// fill breaks the name into lines of a room and finds a place for the note: on
// the last line, else below it, else nowhere. It returns the room that is needed.
func (p *place) fill(it item, room int, d detail) (item, int) {
	f := p.name
	if it.note.paint.Role == scene.CriticalInk {
		f.paint = it.note.paint
	}
	if it.name != "" && it.wide <= room-10 {
		it.lines = append(make([]line, 0, 2), line{words: it.name, style: f}) // the other is for the note
	} else {
		broken := p.wrap(it.name, f, room-10, wholeName)
		it.lines = make([]line, 0, len(broken)+1)
		for _, words := range broken {
			it.lines = append(it.lines, line{words: words, style: f})
		}
	}
	it.noted, it.brief = true, false
	if it.inBar || p.room(p.noteLine(it.note)) == 0 {
		return it, p.widest(it)
	}
	it = p.addNote(it, room, d)
	return it, p.widest(it)
}

// addNote puts the note behind the name, else below it. Years go where that saves
// a line in a picture that must be low, or a line's break within dates.
func (p *place) addNote(it item, room int, d detail) item {
	last := len(it.lines) - 1
	full, brief := p.noteLine(it.note), line{}
	if it.note.brief != "" {
		short := it.note
		short.words = short.brief
		brief = p.noteLine(short)
	}
	below := it.must || last < 0 || d == everything || d == dated && p.tasks[it.task].Kind == chart.Milestone
	if last >= 0 {
		if both := after(it.lines[last], full); p.room(both) <= room {
			it.lines[last] = both
			return it
		}
		if both := after(it.lines[last], brief); brief.words != "" && d != everything && p.room(both) <= room {
			it.lines[last], it.brief = both, true
			return it
		}
	}
	switch {
	case !below:
		it.noted = false
	case p.room(full) > room && brief.words != "" && p.room(brief) <= room:
		it.lines, it.brief = append(it.lines, brief), true
	default:
		it.lines = append(it.lines, p.noteLines(full, room, it.at == left)...)
	}
	return it
}

// after puts a note behind the last line of a name.
func after(name, note line) line {
	name.signs = note.signs
	if note.words != "" {
		name.words += noteMark + note.words
	}
	return name
}

// noteMark parts a name from the dates behind it.
const noteMark = " · "

func (p *place) noteLine(l label) line {
	f := p.label
	f.paint = l.paint
	return line{l.signs, l.words, f}
}

// noteLines breaks a note where it is wider than a room: between two dates rather
// than within one. Its signs stand where the words are read from or, where they
// end at the shape, at their end.
func (p *place) noteLines(note line, room int, leftwards bool) []line {
	if p.room(note) <= room || note.words == "" {
		return []line{note}
	}
	broken := func(parts ...string) []line {
		lines := make([]line, len(parts))
		for i, words := range parts {
			lines[i] = line{words: words, style: note.style}
		}
		signed := 0
		if leftwards {
			signed = len(lines) - 1
		}
		lines[signed].signs = note.signs
		return lines
	}
	if from, to, ok := strings.Cut(note.words, "– "); ok {
		lines := broken(from+"–", to)
		if p.room(lines[0]) <= room && p.room(lines[1]) <= room {
			return lines
		}
	}
	signs := p.room(line{note.signs, "", note.style})
	return broken(p.wrap(note.words, note.style, room-signs-10, wholeName)...)
}

func (p *place) widest(it item) int {
	w := 0
	for _, l := range it.lines {
		w = max(w, p.room(l))
	}
	return w
}

// wholeName is more lines than any name has.
const wholeName = 1 << 20

// oneLine returns the places for a task's words that take one line beside its
// shape or in it, the best first.
func (p *place) oneLine(i int) []item {
	var out []item
	start := p.plain(i)
	p.pointed = p.crossing.comeTo(i)
	room := p.roomIn(&p.tasks[i])
	if start.name != "" && !start.must {
		for _, d := range []detail{everything, names} {
			it, w := p.fill(start, room.right-room.left, d)
			if len(it.lines) == 1 && w <= room.right-room.left {
				it.at, it.x = inside, room.left
				out = append(out, it)
				break
			}
		}
	}
	start.inBar = !start.must && start.note.fits(p, room)
	for _, at := range []position{right, left} {
		for _, d := range []detail{everything, names} {
			if it, ok := p.atSide(start, at, d); ok && len(it.lines) <= 1 {
				if p.tasks[i].Kind == chart.Milestone { // of bars, to share lanes counts for more
					it = p.noteAcross(it)
				}
				out = append(out, it)
				break
			}
		}
	}
	return out
}

// plotLeft and plotRight are how far words in the plot may go.
func (p *place) plotLeft() int {
	if p.hasColumn() {
		return p.axis.left + p.gap
	}
	return p.margin
}

func (p *place) plotRight() int { return p.width - p.margin }

// grounds draws what the words of an item in the plot need below them, where a
// line crosses them.
func (p *place) grounds(to []scene.Node, it *item) []scene.Node {
	for i := range it.lines {
		to = p.ground(to, &it.lines[i], it.x, p.lineMiddle(it, i), it.at == left)
	}
	if it.across != nil {
		x, leftwards := p.acrossAt(it)
		to = p.ground(to, it.across, x, p.middle, leftwards)
	}
	return to
}

// lines draws the words of an item in the plot.
func (p *place) lines(to []scene.Node, it *item, linked bool) []scene.Node {
	for i, l := range it.lines {
		if it.at == inside {
			l.style.paint = p.onBar(&p.tasks[it.task])
		}
		to = p.line(to, &l, it.x, p.lineMiddle(it, i), it.at == left, linked)
	}
	if it.across != nil {
		x, leftwards := p.acrossAt(it)
		to = p.line(to, it.across, x, p.middle, leftwards, false)
	}
	return to
}

// lineMiddle returns the height of a line of an item's words.
func (p *place) lineMiddle(it *item, i int) int {
	top := p.middle - max(0, len(it.lines)-1)*p.leading/2
	if it.at == above {
		top = p.middle - p.shapeUp(it.task) - len(it.lines)*p.leading + p.leading/2
	}
	return top + i*p.leading
}

// acrossAt returns where a note on the other side of the shape than the name
// begins, or ends where it is left of the shape.
func (p *place) acrossAt(it *item) (x int, leftwards bool) {
	if it.at == left {
		return it.x2 + p.gap, false
	}
	return it.x1 - p.leftGap(), true
}

// line draws a line of words from x on, or leftwards up to x.
func (p *place) line(to []scene.Node, l *line, x, middle int, leftwards, linked bool) []scene.Node {
	step, anchor := 1, scene.Start
	if leftwards {
		step, anchor = -1, scene.End
	}
	for _, sign := range l.signs {
		to = sign.draw(to, x+step*sign.wide()/2, middle, l.style.paint)
		x += step * (sign.wide() + signGap)
	}
	if l.words != "" {
		text := p.text(x, l.style.middle(middle), l.words, l.style, anchor)
		text.Underline = linked
		to = append(to, text)
	}
	return to
}

// ground is what a line of words needs below it where a line crosses it.
func (p *place) ground(to []scene.Node, l *line, x, middle int, leftwards bool) []scene.Node {
	w := p.room(*l)
	if leftwards {
		x -= w
	}
	if !p.crossing.cross(x, x+w) {
		return to
	}
	a, b := max(x-300, 0), min(x+w+300, p.width) // some letters reach before their place
	up, high := l.style.size*groundUp/100, l.style.size*groundHigh/100
	return append(to, scene.Rect{X: a, Y: middle - up, W: b - a, H: high, Radius: 300, Fill: scene.P(scene.Paper)})
}

// A text's ground takes what the highest and deepest letters take, from groundUp
// above the text's middle, in hundredths of its size. Less than the leading, so
// that no line of a name loses its feet.
const (
	groundUp   = 58
	groundHigh = 118
)

// shapeUp is how far above the middle of its shape the words of a task end: nearer
// than to what is above them.
func (p *place) shapeUp(task int) int {
	if task == noTask { // the bars may be critical
		return p.barHigh/2 + outline + 100
	}
	switch t := &p.tasks[task]; {
	case t.Kind == chart.Milestone:
		return p.diamond + 100
	case t.Critical:
		return p.rowHigh / 2
	}
	return p.barHigh/2 + 100
}
