package source

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"kvartal/timeline/diag"
)

// checkHTML warns of an HTML file that begins with the front matter of another
// tool: it is published as it stands, so that everyone sees it.
func (e *Entry) checkHTML(project fs.FS) *diag.Diag {
	if ext := strings.ToLower(path.Ext(e.Path)); ext != ".html" && ext != ".htm" {
		return nil
	}
	f, err := project.Open(e.Name)
	if err != nil {
		return nil // told when it is published
	}
	defer f.Close()
	start := make([]byte, 4)
	n, _ := io.ReadFull(f, start)
	if start = bytes.TrimRight(start[:n], "\r\n"); string(start) != "---" && string(start) != "+++" {
		return nil
	}
	d := diag.Diag{Severity: diag.Warning, Code: "html-front-matter", Width: 3,
		Place: diag.Place{File: e.Name, Pos: diag.Pos{Line: 1, Col: 1}, Message: "an HTML file has no front matter; it is published with these lines in it"}}.
		Hint("make it a page: call it .md, the HTML may stay")
	return &d
}
