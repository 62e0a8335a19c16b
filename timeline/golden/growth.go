package golden

import (
	"testing"
	"time"
)

// Linear fails when work costs much more than its size tells: four times as
// much may cost some eight times as long, where a part that is done again for
// every other part costs sixteen times. No time is compared with a clock's
// bound, so that a slow or busy machine is none of the test's concern; the
// best of a few tries counts. What is done within a moment passes.
func Linear(t testing.TB, what string, n int, work func(n int)) {
	t.Helper()
	const tries, moment = 8, 400 * time.Millisecond
	took := func(n int) time.Duration {
		start := time.Now()
		work(n)
		return time.Since(start)
	}
	small, large := time.Duration(1<<62), time.Duration(1<<62)
	for range tries {
		small, large = min(small, took(n)), min(large, took(4*n))
		if large < moment || large < 9*small {
			return
		}
	}
	t.Errorf("%s: %d cost %s, %d cost %s, which is more than its size tells", what, n, small, 4*n, large)
}
