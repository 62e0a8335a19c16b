package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The texts of a large site lie in a file without a name; where there can be none,
// the site is served all the same.
func TestServeLargeTexts(t *testing.T) {
	files := map[string]string{"content/index.md": "# Forside\n"}
	for i := range 20 {
		files[fmt.Sprintf("content/side-%d.md", i)] = fmt.Sprintf("# Side %d\n\n%sSlut på %d.\n", i, strings.Repeat(strings.Repeat("milepæl ", 1200)+"\n\n", 100), i)
	}
	folder := t.TempDir()
	for name, tmp := range map[string]string{"a folder for files": folder, "none": filepath.Join(folder, "gone")} {
		t.Run(name, func(t *testing.T) {
			t.TempDir() // while there is a folder for it
			t.Setenv("TMPDIR", tmp)
			s := serveFiles(t, files, "--port", "0")
			for i := range 20 {
				if page := get(t, fmt.Sprintf("%sside-%d/", s.address, i)); !strings.Contains(page, fmt.Sprintf("Slut på %d.", i)) {
					t.Errorf("page %d is not whole: %d bytes", i, len(page))
				}
			}
			if named, _ := filepath.Glob(filepath.Join(tmp, "kvartal-*")); len(named) > 0 {
				t.Errorf("left if the program is killed: %v", named)
			}
			if size := nameless(t, tmp); (size > 0) != (tmp == folder) {
				t.Errorf("%d bytes of texts lie in a file", size)
			}
			s.end(t)
		})
	}
}

// nameless returns the size of this program's open file without a name in a
// folder, 0 where there is none.
func nameless(t *testing.T, folder string) int64 {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range open {
		name := filepath.Join("/proc/self/fd", fd.Name())
		to, _ := os.Readlink(name)
		if !strings.HasPrefix(to, filepath.Join(folder, "kvartal-")) || !strings.HasSuffix(to, " (deleted)") {
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	return 0
}
