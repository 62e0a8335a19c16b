// Package chromium takes a test and gives it a browser. Only tests import it.
package chromium

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// names are what the program is called.
var names = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

// quiet are flags that keep it from asking the network by itself.
var quiet = []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync"}

// Start starts a browser, which ends with the test or at the limit, and returns a
// context of its first tab. Without one the test is skipped; under CI=true that
// is a failure.
func Start(t *testing.T, limit time.Duration, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(find(t)), chromedp.NoSandbox, chromedp.DisableGPU)
	for _, flag := range quiet {
		opts = append(opts, chromedp.Flag(flag, true))
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(opts, more...)...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // starts it; the first call must have no time limit
		t.Fatal(err)
	}
	ctx, cancelTime := context.WithTimeout(ctx, limit)
	t.Cleanup(cancelTime)
	return ctx
}

// find returns the path of the program.
func find(t *testing.T) string {
	t.Helper()
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	Need(t, false, "Chromium")
	return ""
}

// Need skips a test, or fails it under CI, when something that it needs is not
// installed.
func Need(t *testing.T, installed bool, what string) {
	t.Helper()
	switch {
	case installed:
	case os.Getenv("CI") == "true":
		t.Fatalf("%s is not installed, and CI must not skip this test", what)
	default:
		t.Skipf("SKIPPED: %s is not installed; .ci/run shows how", what)
	}
}
