package site

import "testing/fstest"

// Generated is generated for tests of the package from outside.
func Generated(n int) fstest.MapFS { return generated(n) }
