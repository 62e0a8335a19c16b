package scene

import "strconv"

// Role is what a colour is for. The vocabulary is closed: a palette has a
// colour for each.
type Role uint8

// The roles. Those after firstHued come once for each hue.
const (
	NoRole           Role = iota
	Paper                 // the ground of the picture, and behind texts that cross a line
	Ink                   // names
	Muted                 // what stands behind the names: periods, the axis' cells, baselines, dependencies
	CriticalInk           // texts about critical things
	Band                  // every other cell of the axis' upper tier
	BandAlt               // the cells between
	SectionBand           // behind a section's heading
	Off                   // days that nobody works
	Grid                  // lines between the axis' cells
	GridStrong            // lines between years, or whatever the upper tier has
	Marker                // a marker's line and flag
	OnMarker              // the text on a flag
	Today                 // the current day's line and label
	OnToday               // the text on that label
	Critical              // critical bars and milestones
	OnCritical            // texts, signs and the edge of progress on them
	CriticalTint          // inside of critical things that are done
	CriticalProgress      // the part of a critical bar that is done
	Bar                   // bars and milestones of a section
	OnBar                 // texts, signs and the edge of progress on them
	Tint                  // inside of those that are done
	Progress              // the part of a bar that is done
)

const (
	firstHued = Bar
	lastRole  = Progress
)

// Hue is one of the colours that tell sections apart, from 0 to Hues-1. Hue 0 is
// neutral: milestones among themselves, and the legend.
type Hue uint8

// Hues is how many hues there are.
const Hues Hue = 7

// Paint is a role, and for Bar, OnBar, Tint and Progress also a hue.
// The zero Paint draws nothing.
type Paint struct {
	Role Role
	Hue  Hue
}

// None draws nothing.
var None = Paint{}

var roleNames = [...]string{"none", "paper", "ink", "muted", "critical-ink", "band", "band-alt", "section", "off",
	"grid", "grid-strong", "marker", "on-marker", "today", "on-today", "critical", "on-critical", "critical-tint",
	"critical-progress", "bar", "on-bar", "tint", "progress"}

// uses tell what a role may paint: the inside of shapes and the letters of texts
// (fill), edges and lines (stroke). A style sheet has what stands here and no
// more.
var uses = [...]struct{ fill, stroke bool }{
	Paper: {fill: true}, Ink: {true, true}, Muted: {true, true}, CriticalInk: {true, true},
	Band: {fill: true}, BandAlt: {fill: true}, SectionBand: {fill: true}, Off: {fill: true},
	Grid: {stroke: true}, GridStrong: {stroke: true}, Marker: {true, true}, OnMarker: {fill: true},
	Today: {true, true}, OnToday: {fill: true}, Critical: {true, true}, OnCritical: {true, true}, CriticalTint: {fill: true},
	CriticalProgress: {fill: true}, Bar: {true, true}, OnBar: {true, true}, Tint: {fill: true}, Progress: {fill: true},
}

// Fills tells whether the paint may be the inside of a shape or a text's.
func (p Paint) Fills() bool { return uses[p.Role].fill }

// Strokes tells whether the paint may be an edge's or a line's.
func (p Paint) Strokes() bool { return uses[p.Role].stroke }

// P is the paint of a role without hue.
func P(r Role) Paint { return Paint{Role: r} }

// String gives the name that classes and text forms use: "ink", "bar-3".
func (p Paint) String() string {
	if p.Role >= firstHued {
		return roleNames[p.Role] + "-" + strconv.Itoa(int(p.Hue))
	}
	return roleNames[p.Role]
}

// Paints returns every paint there is but None, in a fixed order.
func Paints() []Paint {
	var all []Paint
	for r := Paper; r <= lastRole; r++ {
		if r < firstHued {
			all = append(all, P(r))
			continue
		}
		for h := range Hues {
			all = append(all, Paint{r, h})
		}
	}
	return all
}

// Palette gives each paint a colour, "#rrggbb".
type Palette struct {
	plain [firstHued]string
	hued  [lastRole - firstHued + 1][Hues]string
}

// Color returns the colour of a paint, "none" for None.
func (p *Palette) Color(paint Paint) string {
	switch {
	case paint.Role == NoRole:
		return "none"
	case paint.Role < firstHued:
		return p.plain[paint.Role]
	}
	return p.hued[paint.Role-firstHued][paint.Hue]
}

// Light is the palette on white.
func Light() *Palette { return &light }

// Dark is the palette on a dark page: shapes are light there, and the texts on
// them dark.
func Dark() *Palette { return &dark }

// Print is the palette on paper: light, with hues that stay apart in black and
// white.
func Print() *Palette { return &paper }

// The contrasts asked of these tables, 4.5:1 for texts and 3:1 for shapes, and
// that neighbouring hues stay apart for colour-blind readers, are computed in
// palette_test.go. Grid, Off and the bands are decoration. Progress is Bar with
// 0.7 of its lightness and colour (OKLab), 0.84 in the dark, and on paper as much
// as its lightness leaves.

var light = Palette{
	plain: [...]string{
		Paper: "#ffffff", Ink: "#1c2430", Muted: "#52606f", CriticalInk: "#a8201a",
		Band: "#e6ebf1", BandAlt: "#f2f5f8", SectionBand: "#f5f7f9", Off: "#eef1f4",
		Grid: "#e1e6ec", GridStrong: "#7b889b", Marker: "#334155", OnMarker: "#ffffff",
		Today: "#c2410c", OnToday: "#ffffff", Critical: "#b3261e", OnCritical: "#ffffff", CriticalTint: "#fdecea",
		CriticalProgress: "#6e130e",
	},
	hued: [...][Hues]string{
		{"#475569", "#1857a1", "#0f7b73", "#7c4a9e", "#9c5c12", "#1d6137", "#a33962"},
		{"#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff"},
		{"#e9edf2", "#e3eefa", "#dff3f0", "#f1e8f7", "#f9eddc", "#e4f2e7", "#f9e6ec"},
		{"#28313e", "#0a3362", "#054a45", "#4a2a60", "#5f3607", "#0e391e", "#631f3a"},
	},
}

// paper differs from light in its hues: their lightness (CIELAB) goes in six steps
// of nine, in an order that keeps neighbours far apart.
var paper = Palette{
	plain: light.plain,
	hued: [...][Hues]string{
		{"#475569", "#0c2745", "#0c6c62", "#4f246a", "#a6660d", "#1d562b", "#e3608b"},
		{"#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#000000"},
		light.hued[Tint-firstHued],
		{"#2e3846", "#020815", "#064b44", "#280f38", "#7a4a07", "#103719", "#bf5074"},
	},
}

var dark = Palette{
	plain: [...]string{
		Paper: "#12171f", Ink: "#e6eaf0", Muted: "#a9b5c4", CriticalInk: "#ffa8a0",
		Band: "#28313d", BandAlt: "#1f2731", SectionBand: "#1d242e", Off: "#1f2630",
		Grid: "#2b343f", GridStrong: "#6b7a8f", Marker: "#c3cedd", OnMarker: "#12171f",
		Today: "#ff9a66", OnToday: "#12171f", Critical: "#ff8a80", OnCritical: "#2b0906", CriticalTint: "#4a1f1c",
		CriticalProgress: "#ca6c64",
	},
	hued: [...][Hues]string{
		{"#9fb0c6", "#7ab1ef", "#41ddcd", "#c39be6", "#daa24c", "#7cc98b", "#f090ae"},
		{"#10151c", "#10151c", "#10151c", "#10151c", "#10151c", "#10151c", "#10151c"},
		{"#2c3643", "#1d3550", "#15403c", "#3b2a4c", "#45331a", "#22402a", "#4a2633"},
		{"#7d8b9c", "#5f8cbd", "#32afa2", "#9a7ab6", "#ad803a", "#619f6d", "#be7189"},
	},
}
