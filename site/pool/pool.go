// Package pool runs a function for many numbers on a few goroutines. It is
// the one place where the stages of a build become parallel.
package pool

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"kvartal/timeline/diag"
)

// Stopped is the problem that Each stopped before its end, with its error.
func Stopped(err error) diag.Diag {
	d := diag.Diag{Severity: diag.Error, Code: "stopped", Place: diag.Place{Message: "the build was stopped"}}
	if !errors.Is(err, context.Canceled) {
		d.Message += ": " + diag.FileReason(err)
	}
	return d
}

// Each calls f for 0 to n-1 on at most workers goroutines (0: as many as there
// are processors) and waits. It stops early, with the context's error, when
// the context is cancelled, and with f's error when f gives one.
func Each(ctx context.Context, n, workers int, f func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(workers, n) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}
