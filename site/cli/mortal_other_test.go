//go:build !linux

package cli_test

import (
	"os"

	"kvartal/site/cli"
)

// mortal is the program "mortal ARG...". On these systems the tests do not run
// as a user whom rights do not bind.
func mortal() {
	notice, err := os.ReadFile(os.Getenv(noticeFile))
	if err != nil {
		panic(err)
	}
	cli.Main(string(notice))
}
