package preview

import (
	"os"

	"kvartal/site/markdown"
)

// bodies is how many bytes of rendered text a build of a preview leaves in memory;
// the rest lies in a file, where one page's is read in microseconds.
const bodies = 16 << 20

// Spill returns what keeps the other bodies of a build: in a file without a name,
// which goes with the last page that has its body there, and with the program,
// however that ends. Where a file in use must have a name there is none.
func Spill() *markdown.Spill {
	return markdown.NewSpill(func() (markdown.File, error) {
		f, err := os.CreateTemp("", "kvartal-*")
		if err != nil {
			return nil, err
		}
		if err := os.Remove(f.Name()); err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			return nil, err
		}
		return f, nil
	}, bodies)
}
