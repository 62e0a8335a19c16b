package markdown

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// A body that finds no place in memory is read from its file; where there is no
// file, or it is full, the body stays in memory.
func TestSpill(t *testing.T) {
	long := strings.Repeat("æ", 100)
	open := func() (File, error) { return os.Create(t.TempDir() + "/bodies") }
	closed := func() (File, error) {
		f, err := os.Create(t.TempDir() + "/bodies")
		if err == nil {
			f.Close()
		}
		return f, err
	}
	for name, test := range map[string]struct {
		open func() (File, error)
		out  int // bodies outside memory
	}{
		"a file":                        {open, 2},
		"no file":                       {func() (File, error) { return nil, errors.New("no folder") }, 0},
		"a file that cannot be written": {closed, 0},
	} {
		t.Run(name, func(t *testing.T) {
			spill, out := NewSpill(test.open, int64(len(long))), 0
			for _, text := range []string{long, long + "1", long + "2"} {
				d := spill.Move(&Doc{html: text})
				if d.spilled != nil {
					out++
					if again := spill.Move(d); again != d {
						t.Error("a body that was moved is moved again")
					}
				}
				if got, err := d.Fill(nil); got != text || err != nil {
					t.Errorf("read %q, %v; want %q", got, err, text)
				}
			}
			if out != test.out {
				t.Errorf("%d bodies are outside memory, want %d", out, test.out)
			}
		})
	}
}

// A body of which a part is missing in its file is an error, no text with holes.
func TestSpillCutShort(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/bodies")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := NewSpill(func() (File, error) { return f, nil }, 0).Move(&Doc{html: "whole"})
	if err := f.Truncate(3); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Fill(nil); err == nil {
		t.Errorf("read %q", got)
	}
}
