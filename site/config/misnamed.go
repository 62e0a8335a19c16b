package config

import (
	"fmt"
	"io/fs"
	"strings"

	"kvartal/timeline/diag"
)

// Misnamed is for a project without the file. It warns of one that seems to be
// meant for it and is not read, because its name is another.
func Misnamed(project fs.FS) diag.List {
	entries, err := fs.ReadDir(project, ".")
	if err != nil {
		return nil // told when the pages are looked for
	}
	var list diag.List
	for _, e := range entries {
		name := e.Name()
		if plain := strings.TrimSuffix(strings.ToLower(name), ".txt"); !e.IsDir() && diag.Nearest(plain, []string{File}) != "" {
			list = append(list, diag.Diag{Severity: diag.Warning, Code: "config-name",
				Place: diag.Place{File: name, Message: fmt.Sprintf("is not read: the configuration is called %q", File)}}.
				Hint(fmt.Sprintf("call it %q", File)))
		}
	}
	return list
}
