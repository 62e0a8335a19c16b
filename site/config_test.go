package site

import (
	"testing"
	"testing/fstest"

	"kvartal/themes"
)

// A configuration that is there and cannot be read is not a site without one.
func TestConfigThatCannotBeRead(t *testing.T) {
	project := fstest.MapFS{
		"kvartal.toml/x":   {Data: []byte("title = \"X\"\n")},
		"content/index.md": {Data: []byte("# Forside\n")},
	}
	snapshot, list := Build(t.Context(), Options{Project: project, Themes: themes.FS}, nil)
	if snapshot != nil || len(list) != 1 || list[0].Code != "file-unreadable" || list[0].File != "kvartal.toml" {
		t.Errorf("the site is %v, the problems are %v", snapshot, list)
	}
}
