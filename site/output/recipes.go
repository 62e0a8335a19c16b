package output

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Files that cost much to make are kept from build to build while they are made
// of the same. Beside the manifest lies a list of what each was made of; without
// it, or with a part of it, they are only made again.

// recipes is a file beside the manifest: a line of head, then a line a file, the
// digest of its recipe and the xxhash of its bytes in hexadecimal, and its path.
const (
	recipes     = private + "/recipes"
	recipesHead = "kvartal recipes 1"
)

// recipe is what a file was made of, and the sum of what came out.
type recipe struct {
	of  uint64
	sum uint64
}

// Keep tells whether the published file at a path was made by an earlier build of
// the same recipe, and nobody has changed it. It then is part of this build too;
// else the file that is Put there is of that recipe. It may be called from several
// goroutines.
func (s *Staging) Keep(name string, of uint64) bool {
	old, known := s.last[name]
	same := known && old.of == of && slices.Contains(s.owned[name], old.sum) && s.holds(name, old.sum)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recipes[name] = of
	if same {
		s.files[name] = file{sum: old.sum}
	}
	return same
}

func readRecipes(root *os.Root) map[string]recipe {
	made := map[string]recipe{}
	data, err := root.ReadFile(recipes)
	head, rest, _ := strings.Cut(string(data), "\n")
	if err != nil || head != recipesHead {
		return made
	}
	for line := range strings.Lines(rest) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(parts) != 3 {
			continue
		}
		of, err := strconv.ParseUint(parts[0], 16, 64)
		sum, err2 := strconv.ParseUint(parts[1], 16, 64)
		if err == nil && err2 == nil {
			made[parts[2]] = recipe{of, sum}
		}
	}
	return made
}

// writeRecipes replaces the list, or removes it where it would be empty.
func (s *Staging) writeRecipes() error {
	var b strings.Builder
	b.WriteString(recipesHead + "\n")
	lines := 0
	for _, name := range sorted(s.recipes) {
		if f, ok := s.files[name]; ok {
			fmt.Fprintf(&b, "%016x %016x %s\n", s.recipes[name], f.sum, name)
			lines++
		}
	}
	if lines == 0 {
		_ = s.root.Remove(recipes) // most often not there
		return nil
	}
	if err := s.root.WriteFile(recipes+".new", []byte(b.String()), 0o644); err != nil {
		return err
	}
	return s.root.Rename(recipes+".new", recipes)
}
