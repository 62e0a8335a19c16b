package svg

// name is the name of an attribute. The list is closed: nothing an author
// writes can become one.
type name string

const (
	attrAnchor        name = "text-anchor"
	attrClass         name = "class"
	attrDashes        name = "stroke-dasharray"
	attrDecoration    name = "text-decoration"
	attrDescribedBy   name = "aria-describedby"
	attrFill          name = "fill"
	attrFontFamily    name = "font-family"
	attrFontSize      name = "font-size"
	attrFontWeight    name = "font-weight"
	attrHeight        name = "height"
	attrLabel         name = "aria-label"
	attrLabelledBy    name = "aria-labelledby"
	attrLang          name = "lang"
	attrLineCap       name = "stroke-linecap"
	attrLineJoin      name = "stroke-linejoin"
	attrRadius        name = "rx"
	attrRole          name = "role"
	attrStroke        name = "stroke"
	attrStrokeWidth   name = "stroke-width"
	attrTextRendering name = "text-rendering"
	attrViewBox       name = "viewBox"
	attrWidth         name = "width"
)

// attrs are the attributes of one element, escaped, each at most once, in the
// form svgo takes them: name="value". svgo reads a string without "=" as a
// style, which these never are.
type attrs struct {
	list  []string
	names []name
}

// set gives an attribute its value, in place of an earlier one.
func (a *attrs) set(n name, value string) {
	text := string(n) + `="` + escape(value) + `"`
	for i, have := range a.names {
		if have == n {
			a.list[i] = text
			return
		}
	}
	if a.list == nil {
		a.names, a.list = make([]name, 0, 8), make([]string, 0, 8) // few elements have more
	}
	a.names, a.list = append(a.names, n), append(a.list, text)
}

// when is set where a condition holds.
func (a *attrs) when(condition bool, n name, value string) {
	if condition {
		a.set(n, value)
	}
}
