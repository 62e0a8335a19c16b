package pool

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
)

func TestEachCallsEveryNumberOnce(t *testing.T) {
	for _, n := range []int{0, 1, 3, 1000} {
		for _, workers := range []int{0, 1, 2, 50} {
			t.Run(fmt.Sprintf("%d numbers, %d workers", n, workers), func(t *testing.T) {
				calls := make([]atomic.Int32, n)
				if err := Each(context.Background(), n, workers, func(i int) error { calls[i].Add(1); return nil }); err != nil {
					t.Fatal(err)
				}
				for i := range calls {
					if c := calls[i].Load(); c != 1 {
						t.Errorf("%d was called %d times", i, c)
					}
				}
			})
		}
	}
}

func TestEachUsesSeveralGoroutinesButNotMoreThanAsked(t *testing.T) {
	const workers = 3
	var running, most atomic.Int32
	together := make(chan struct{})
	err := Each(context.Background(), 30, workers, func(i int) error {
		now := running.Add(1)
		defer running.Add(-1)
		if now == workers {
			select {
			case <-together:
			default:
				close(together)
			}
		}
		if i < workers { // the first ones wait until all are there: they do run side by side
			<-together
		}
		for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
		}
		return nil
	})
	if err != nil || most.Load() != workers {
		t.Errorf("at most %d ran at once, want %d (%v)", most.Load(), workers, err)
	}
}

func TestEachStopsAtAnError(t *testing.T) {
	wrong := errors.New("wrong")
	calls := 0
	err := Each(context.Background(), 100, 1, func(i int) error {
		calls++
		if i == 4 {
			return wrong
		}
		return nil
	})
	if err != wrong || calls != 5 {
		t.Errorf("got %v after %d calls, want %v after 5", err, calls, wrong)
	}
}

func TestEachStopsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	err := Each(ctx, 100, 1, func(i int) error {
		if calls++; i == 9 {
			cancel()
		}
		return nil
	})
	if err != context.Canceled || calls != 10 {
		t.Errorf("got %v after %d calls, want %v after 10", err, calls, context.Canceled)
	}
	if err := Each(ctx, 100, 4, func(int) error { t.Error("called"); return nil }); err != context.Canceled {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
