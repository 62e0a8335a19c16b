package site

import (
	"io/fs"
	"strings"

	"kvartal/site/source"
	"kvartal/timeline/diag"
)

// quotes are source lines that problems stand on, by file: of those that the stage
// that found a problem had no text of.
type quotes map[string]quoted

// quoted is lines of one file. They are as they were while nobody says that the
// file may be another.
type quoted struct {
	entry *source.Entry  // nil for a file that is none of the content folder's
	lines map[int]string // from 1
}

// add gives problems the source lines that they stand on, those known from
// before or read now, and returns all that it gave.
func (q quotes) add(list diag.List, project fs.FS, tree *source.Tree) quotes {
	next, texts := quotes{}, map[string]*diag.Source{}
	for i, d := range list {
		if d.Text != "" || d.File == "" || d.Line == 0 {
			continue
		}
		now, ok := next[d.File]
		if !ok {
			now = quoted{lines: map[int]string{}}
			if file, inContent := strings.CutPrefix(d.File, Content+"/"); inContent && tree != nil {
				now.entry, _ = tree.Find(file)
			}
			next[d.File] = now
		}
		line, known := "", false
		if was := q[d.File]; was.entry != nil && was.entry == now.entry {
			line, known = was.lines[d.Line]
		}
		if !known {
			src, read := texts[d.File]
			if !read {
				data, _ := fs.ReadFile(project, d.File)
				src = diag.NewSource(d.File, strings.ReplaceAll(strings.TrimPrefix(string(data), "\uFEFF"), "\r\n", "\n"))
				texts[d.File] = src
			}
			line = strings.Clone(src.LineText(d.Line)) // not the whole text
		}
		now.lines[d.Line], list[i].Text = line, line
	}
	return next
}
