package history

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What git is asked, and shallow clones, stand in the scripts of site/cli.

func TestParse(t *testing.T) {
	tests := []struct {
		name, log string
		want      map[string]string
	}{
		{"nothing", "", map[string]string{}},
		{"the newest day counts", "\x012026-05-01\x00\nb.md\x00\x012026-03-01\x00\na.md\x00b.md\x00",
			map[string]string{"a.md": "2026-03-01", "b.md": "2026-05-01"}},
		{"a commit without files", "\x012026-05-01\x00\x012026-03-01\x00\na.md\x00", map[string]string{"a.md": "2026-03-01"}},
		{"blanks and quotes are part of a name", "\x012026-03-01\x00\nmøder/årshjul \"x\" 2026.md\x00",
			map[string]string{"møder/årshjul \"x\" 2026.md": "2026-03-01"}},
		{"a name as macOS writes it is the same name", "\x012026-03-01\x00\na\u030a.md\x00", map[string]string{"\u00e5.md": "2026-03-01"}},
		{"a day that does not exist", "\x012026-02-30\x00\na.md\x00", map[string]string{}},
		{"no day", "\x01\x00\na.md\x00rubbish", map[string]string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := map[string]string{}
			for name, day := range parse(tt.log) {
				got[name] = day.ISODate()
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("\x012026-05-01\x00\nb.md\x00\x012026-03-01\x00\na.md\x00b.md\x00")
	f.Fuzz(func(t *testing.T, log string) {
		for name := range parse(log) {
			if name == "" {
				t.Error("a file without a name")
			}
		}
	})
}
