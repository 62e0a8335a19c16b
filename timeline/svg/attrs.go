package svg

import "kvartal/timeline/scene"

// name is an attribute. The list is closed: nothing an author writes can become
// one.
type name uint8

const (
	attrAnchor name = iota
	attrClass
	attrDashes
	attrDecoration
	attrDescribedBy
	attrFill
	attrFontFamily
	attrFontSize
	attrFontWeight
	attrHeight
	attrLabel
	attrLabelledBy
	attrLang
	attrLineCap
	attrLineJoin
	attrRadius
	attrRole
	attrStroke
	attrStrokeWidth
	attrTextRendering
	attrViewBox
	attrWidth
)

var attrNames = [...]string{
	attrAnchor:        "text-anchor",
	attrClass:         "class",
	attrDashes:        "stroke-dasharray",
	attrDecoration:    "text-decoration",
	attrDescribedBy:   "aria-describedby",
	attrFill:          "fill",
	attrFontFamily:    "font-family",
	attrFontSize:      "font-size",
	attrFontWeight:    "font-weight",
	attrHeight:        "height",
	attrLabel:         "aria-label",
	attrLabelledBy:    "aria-labelledby",
	attrLang:          "lang",
	attrLineCap:       "stroke-linecap",
	attrLineJoin:      "stroke-linejoin",
	attrRadius:        "rx",
	attrRole:          "role",
	attrStroke:        "stroke",
	attrStrokeWidth:   "stroke-width",
	attrTextRendering: "text-rendering",
	attrViewBox:       "viewBox",
	attrWidth:         "width",
}

// attrs are the attributes of one element, escaped, each at most once: browsers
// refuse a picture that has one twice.
type attrs struct {
	text []byte
	gap  string // stands before each
	seen uint32 // bits of the names
}

// set adds an attribute. One that is there already keeps its value.
func (a *attrs) set(n name, value string) {
	if a.begin(n) {
		a.text = append(appendEscaped(a.text, value), '"')
	}
}

// length is set for a length in pixels.
func (a *attrs) length(n name, value int) {
	if a.begin(n) {
		a.text = append(scene.AppendLength(a.text, value), '"')
	}
}

// begin writes an attribute up to its value; it fails where it is there already.
func (a *attrs) begin(n name) bool {
	if a.seen>>n&1 != 0 {
		return false
	}
	a.seen |= 1 << n
	a.text = append(append(append(a.text, a.gap...), attrNames[n]...), `="`...)
	return true
}
