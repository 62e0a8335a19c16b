package diag

import (
	"errors"
	"io/fs"
	"syscall"
)

// NotAFile is the error of opening what is neither a file nor a folder: a
// pipe, a socket, a device.
type NotAFile struct{ Mode fs.FileMode }

func (e NotAFile) Error() string {
	kinds := []struct {
		mode fs.FileMode
		name string
	}{{fs.ModeNamedPipe, "a pipe"}, {fs.ModeSocket, "a socket"}, {fs.ModeDevice, "a device"}}
	for _, k := range kinds {
		if e.Mode&k.mode != 0 {
			return "it is " + k.name + ", not a file"
		}
	}
	return "it is not a file"
}

// fileReasons says in plain words what systems say in their own, where those
// do not tell a beginner what to do.
var fileReasons = []struct {
	err   error
	words string
}{
	{fs.ErrNotExist, "it is not there"},
	{fs.ErrPermission, "permission denied"},
	{syscall.EISDIR, "it is a folder, not a file"},
	{syscall.ENOTDIR, "it is not a folder"},
	{syscall.ELOOP, "it is a link that leads back to itself"},
	{syscall.ENAMETOOLONG, "the name is too long"},
	{syscall.ENOSPC, "the disk is full"},
	{syscall.EDQUOT, "the disk space that this user may have is used up"},
	{syscall.EROFS, "the disk can only be read"},
}

// FileReason says why a file or folder cannot be used, in words for people and
// without its path, which the place of a problem tells already.
func FileReason(err error) string {
	for _, r := range fileReasons {
		if errors.Is(err, r.err) {
			return r.words
		}
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch err.Error() { // package os has no errors to compare these with
	case "path escapes from parent":
		return "it is a link that leads out of the site's folder"
	case "not a directory":
		return "it is not a folder"
	}
	return err.Error()
}
