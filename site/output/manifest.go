package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// A manifest is a line of head, then a line a file: the xxhash of its bytes in
// hexadecimal, a blank, its path. A path may have two lines, see owned.
const manifestHead = "kvartal manifest 1"

func readManifest(root *os.Root) (owned, error) {
	data, err := root.ReadFile(manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return owned{}, nil
	}
	if err != nil {
		return nil, err
	}
	head, rest, _ := strings.Cut(string(data), "\n")
	if head != manifestHead {
		return nil, fmt.Errorf("%s was written by another version of Kvartal; remove it together with the files of the site", manifest)
	}
	files := owned{}
	for line := range strings.Lines(rest) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if n, err := strconv.ParseUint(sum, 16, 64); err == nil && publishable(name) {
			files[name] = append(files[name], n)
		}
	}
	return files, nil
}

// writeManifest replaces the manifest in one step.
func writeManifest(root *os.Root, files owned) error {
	var b strings.Builder
	b.WriteString(manifestHead + "\n")
	for _, name := range sorted(files) {
		for _, sum := range files[name] {
			fmt.Fprintf(&b, "%016x %s\n", sum, name)
		}
	}
	if err := root.WriteFile(manifest+".new", []byte(b.String()), 0o644); err != nil {
		return err
	}
	return root.Rename(manifest+".new", manifest)
}
