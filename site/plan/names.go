package plan

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"kvartal/timeline/diag"
)

// maxName is the longest name of a file or folder, in bytes, that every file
// system takes.
const maxName = 255

// reserved are names that Windows keeps for devices, with any ending.
var reserved = regexp.MustCompile(`(?i)^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?$`)

// names reports outputs whose paths cannot be written: everywhere (an error),
// or on Windows (a warning, since the site is published all the same). One
// problem is told for all outputs in a folder of such a name.
func (p *Plan) names(content string) diag.List {
	var list diag.List
	told := map[string]bool{}
	for _, o := range p.Outputs {
		for at := o.Path; at != "."; at = path.Dir(at) {
			name := path.Base(at)
			severity, what := unwritable(at, name)
			if what == "" || told[at] {
				continue
			}
			told[at] = true
			d := diag.Diag{Severity: severity, Code: "address-name", Place: diag.Place{File: o.From(content),
				Message: fmt.Sprintf("this would be published as %q, but %q %s", diag.Clip(o.Path), diag.Clip(name), what)}}
			if severity == diag.Warning {
				d = d.Hint("on a computer with Windows the site cannot be built or copied")
			}
			if o.Kind == Page {
				d = d.Hint(`give the page another "slug" or "url", or rename its file or folder`)
			} else {
				d = d.Hint("rename the file or folder")
			}
			list = append(list, d)
		}
	}
	return list
}

// own is the folder in the output folder that package output keeps for itself.
const own = ".kvartal"

// unwritable says why the last part of a path cannot be the name of a file or
// folder; "" when it can.
func unwritable(at, name string) (diag.Severity, string) {
	last, _ := utf8.DecodeLastRuneInString(name)
	odd := strings.IndexFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"|?*\`, r) })
	switch {
	case at == own:
		return diag.Error, "is Kvartal's own folder"
	case len(name) > maxName:
		return diag.Error, fmt.Sprintf("has %d bytes, and the name of a file has at most %d", len(name), maxName)
	case strings.ContainsAny(name, "\n\r\x00"):
		return diag.Error, "has a line break in it"
	case reserved.MatchString(name):
		return diag.Warning, "is a name that Windows keeps for a device"
	case last == '.':
		return diag.Warning, "ends in a full stop, which no name on Windows does"
	case last == ' ':
		return diag.Warning, "ends in a blank, which no name on Windows does"
	case odd >= 0:
		r, _ := utf8.DecodeRuneInString(name[odd:])
		return diag.Warning, fmt.Sprintf("has the character %q in it, which no name on Windows has", string(r))
	}
	return diag.Note, ""
}
