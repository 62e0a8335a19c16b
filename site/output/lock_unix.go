//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"io"
	"os"
	"syscall"
)

// lockInside tells whether the lock is a file in the folder.
const lockInside = false

// lock keeps other builds out of the folder until what it returns is closed,
// or the program ends in whatever way; errBusy when one is at work. The folder
// itself is locked, so that nothing is left behind. A file system without
// locks keeps nobody out.
func lock(root *os.Root) (io.Closer, error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err == syscall.EWOULDBLOCK {
		dir.Close()
		return nil, errBusy
	}
	return dir, nil
}
