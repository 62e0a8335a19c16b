package layout

// Profile is where a picture will be seen: it decides the size of texts, where
// names stand, and how much of a chart is shown.
type Profile int

// The profiles.
const (
	Web        Profile = iota // a page on a screen with room for a column of names
	Narrow                    // a page on a telephone
	Newsletter                // a mail, 600 px wide
	Print                     // a sheet of paper, A4 or A3, landscape
)

var profileNames = [...]string{"web", "narrow", "newsletter", "print"}

// String gives the name that options and attributes use.
func (p Profile) String() string { return profileNames[p] }

// ProfileNames returns the names of all profiles.
func ProfileNames() []string { return profileNames[:] }

// ProfileByName returns the profile of a name; false when there is none.
func ProfileByName(name string) (Profile, bool) {
	for p, known := range profileNames {
		if name == known {
			return Profile(p), true
		}
	}
	return Web, false
}

// metrics returns the lengths of the profile, which nobody may change.
func (p Profile) metrics() *metrics {
	switch p {
	case Narrow:
		return &narrow
	case Newsletter:
		return &newsletter
	case Print:
		m := web
		m.width, m.margin = a4.wide, printMargin
		m.rowHigh, m.sectionGap, m.gutter = 2500, 800, 1200 // paper is not scrolled
		return &m
	}
	return &web
}
