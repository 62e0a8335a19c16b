package chart

import (
	"html"
	"strings"
)

// decodeEntities replaces "#quot;" and "#35;". What is no entity stays.
func decodeEntities(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "#")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexByte(after, ';')
		if end < 1 || end > 31 {
			b.WriteByte('#')
			s = after
			continue
		}
		name, entity := after[:end], "&"+after[:end]+";"
		if strings.Trim(name, "0123456789") == "" {
			entity = "&#" + name + ";"
		}
		if decoded := html.UnescapeString(entity); decoded != entity && strings.IndexFunc(name, notWord) < 0 {
			b.WriteString(decoded)
		} else {
			b.WriteString("#" + name + ";")
		}
		s = after[end+1:]
	}
}

func notWord(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
}
