package output

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
)

const (
	deleteOnClose    = 0x04000000        // FILE_FLAG_DELETE_ON_CLOSE
	sharingViolation = syscall.Errno(32) // ERROR_SHARING_VIOLATION
)

// lockInside tells whether the lock is a file in the folder.
const lockInside = true

// lock keeps other builds out of the folder until what it returns is closed,
// or the program ends in whatever way; errBusy when one is at work. It is a
// file that nobody else may open and that the system removes.
func lock(root *os.Root) (io.Closer, error) {
	if err := root.MkdirAll(private, 0o755); err != nil {
		return nil, err
	}
	name, err := syscall.UTF16PtrFromString(filepath.Join(root.Name(), private, "lock"))
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS,
		syscall.FILE_ATTRIBUTE_NORMAL|deleteOnClose, 0)
	if err == sharingViolation {
		return nil, errBusy
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), "lock"), nil
}
