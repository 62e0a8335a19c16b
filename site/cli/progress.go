package cli

import (
	"fmt"
	"time"
)

// progress is a line on the terminal that says which of many files is being
// worked on, once that takes long enough for someone to wonder.
type progress struct {
	world World
	began time.Time
	total int
	shown bool
}

// patience is how long nothing is said.
const patience = 300 * time.Millisecond

// wipe goes to the beginning of the line and empties it.
const wipe = "\r\x1b[K"

// at says that file i, from 0, is being worked on.
func (p *progress) at(i int, file string) {
	if !p.world.Live || p.total < 2 || p.world.Now().Sub(p.began) < patience {
		return
	}
	if name := []rune(file); len(name) > 50 { // one line of a terminal
		file = "…" + string(name[len(name)-50:])
	}
	fmt.Fprintf(p.world.Stderr, "%s%d of %d: %s", wipe, i+1, p.total, file)
	p.shown = true
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.world.Stderr, wipe)
	}
}
