package cli_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kvartal/site/cli"
)

// On a terminal, many roadmaps that take long have a line that says which one it
// is, and nothing is left of it. Few, quick or piped ones have none.
func TestProgress(t *testing.T) {
	dir := t.TempDir()
	args := []string{"timeline"}
	for i := range 5 {
		name := filepath.Join(dir, fmt.Sprintf("%d.mmd", i))
		if err := os.WriteFile(name, []byte("gantt\nA :2026-01-05, 1d\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	run := func(live bool, tick time.Duration, args ...string) string {
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		var out, errs strings.Builder
		w := cli.World{Stdout: &out, Stderr: &errs, Live: live, Now: func() time.Time { now = now.Add(tick); return now }}
		if code := cli.Run(context.Background(), args, w); code != 0 {
			t.Fatalf("ends with %d: %s", code, &errs)
		}
		return errs.String()
	}
	said := run(true, 200*time.Millisecond, append(args, "-o", ".svg")...)
	if !strings.Contains(said, "\r\x1b[K5 of 5: ") || !strings.HasSuffix(said, "\r\x1b[K") || strings.Contains(said, "1 of 5") || strings.Contains(said, "\n") {
		t.Errorf("%q", said)
	}
	for _, quiet := range []string{
		run(false, time.Second, append(args, "-o", ".svg")...),
		run(true, time.Millisecond, append(args, "-o", ".svg")...),
		run(true, time.Second, args[0], args[1], "-o", ".svg"),
		run(true, time.Second, args...), // the roadmaps themselves are shown
	} {
		if quiet != "" {
			t.Errorf("%q", quiet)
		}
	}
}
