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

// attrs are the attributes of one element, each at most once.
type attrs []attr

type attr struct {
	name  name
	value string // not escaped
}

// set gives an attribute its value, in place of an earlier one.
func (a *attrs) set(n name, value string) {
	for i := range *a {
		if (*a)[i].name == n {
			(*a)[i].value = value
			return
		}
	}
	*a = append(*a, attr{n, value})
}

// when is set where a condition holds.
func (a *attrs) when(condition bool, n name, value string) {
	if condition {
		a.set(n, value)
	}
}

// list writes them in the form svgo takes them: name="value". svgo reads a string
// without "=" as a style, which these never are.
func (a attrs) list() []string {
	out := make([]string, len(a))
	for i := range a {
		out[i] = string(a[i].append(nil))
	}
	return out
}

// String writes them as they stand in an element, each with a blank before it.
func (a attrs) String() string {
	var room [256]byte
	out := room[:0]
	for i := range a {
		out = a[i].append(append(out, ' '))
	}
	return string(out)
}

func (a attr) append(to []byte) []byte {
	to = append(append(to, a.name...), `="`...)
	return append(appendEscaped(to, a.value), '"')
}
