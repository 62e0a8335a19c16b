package source

import (
	"strings"

	"kvartal/timeline/diag"
	"kvartal/timeline/fields"
)

// Written is a key of front matter as it stands in its file.
type Written struct {
	Key      string    // as the documentation calls it, where there is such a key
	Line     int       // in the file
	Value    any       // see fields.Field
	Defaults []Written // of "defaults": what is set for the pages below
}

// AsWritten returns the front matter of a Markdown file, in its order. Problems
// are for Parse to tell.
func AsWritten(data []byte, taxonomies []string) []Written {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	src := diag.NewSource("", strings.ReplaceAll(text, "\r\n", "\n"))
	fence, inner, _, problem := split(src)
	if problem != nil {
		return nil
	}
	var table fields.Table
	switch fence {
	case "+++":
		table, _ = fields.TOML(src, inner, keysOf(taxonomies))
	case "---":
		table, _ = fields.YAML(src, inner)
	}
	return written(src, table)
}

func written(src *diag.Source, table fields.Table) []Written {
	keys := frontKeys()
	var all []Written
	for _, field := range table {
		w := Written{Key: field.Key, Line: src.Line(field.At.Start), Value: field.Value}
		if i := indexKey(keys, field.Key); i >= 0 {
			w.Key = keys[i].name
		}
		if inner, ok := field.Value.(fields.Table); ok && w.Key == "defaults" {
			w.Defaults = written(src, inner)
		}
		all = append(all, w)
	}
	return all
}
