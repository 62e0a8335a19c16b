package timeline_test

import (
	"bytes"
	"os"
	"testing"

	"kvartal/timeline"
	"kvartal/timeline/locale"
)

// The picture in README.md is what the program draws of readme.timeline.toml; -update
// draws it again.
func TestPictureOfTheReadme(t *testing.T) {
	const source, picture = "testdata/readme.timeline.toml", "testdata/readme.svg"
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	english, _ := locale.Get("en")
	o := timeline.Options{Locale: english, Form: timeline.Standalone, Width: 900}
	c, list := timeline.Compile(source, string(text), o)
	if len(list) > 0 {
		t.Fatalf("problems in %s: %v", source, list)
	}
	got, err := timeline.Draw(c, o)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(picture, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the program draws; run go test ./timeline -update", picture)
	}
}
