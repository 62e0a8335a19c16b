//go:build !linux

package cli_test

// mortal is the program "mortal ARG...". On these systems the tests do not run
// as a user whom rights do not bind.
func mortal() { program() }
