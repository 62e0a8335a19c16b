//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package output

import (
	"io"
	"os"
)

// lockInside tells whether the lock is a file in the folder.
const lockInside = false

// lock would keep other builds out of the folder; these systems have no lock
// that ends with the program.
func lock(root *os.Root) (io.Closer, error) { return root.Open(".") }
