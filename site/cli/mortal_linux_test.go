package cli_test

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// mortal is the program "mortal ARG...": kvartal run by a user whom the rights
// of files bind, also where the tests run as root.
func mortal() {
	const (
		dropFromBoundingSet = 24 // PR_CAPBSET_DROP
		overrideRights      = 1  // CAP_DAC_OVERRIDE
		searchAnyway        = 2  // CAP_DAC_READ_SEARCH
	)
	runtime.LockOSThread() // the set is the thread's, which becomes the new program
	if os.Geteuid() == 0 {
		for _, right := range []uintptr{overrideRights, searchAnyway} {
			if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, dropFromBoundingSet, right, 0); errno != 0 {
				panic(errno)
			}
		}
	}
	program, err := exec.LookPath("kvartal")
	if err != nil {
		panic(err)
	}
	panic(syscall.Exec(program, append([]string{"kvartal"}, os.Args[1:]...), os.Environ()))
}
