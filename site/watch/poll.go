package watch

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/cespare/xxhash/v2"
)

// poll looks at the folders every so often and signals when names, sizes or
// times are not what they were last.
func poll(ctx context.Context, t Trees, o Options, last uint64, out chan struct{}) {
	tick := time.NewTicker(o.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if now := fingerprint(t); now != last {
				last = now
				signal(out)
			}
		}
	}
}

// fingerprint stands for what the folders look like from outside.
func fingerprint(t Trees) uint64 {
	h := xxhash.New()
	note := func(name string, d fs.DirEntry) {
		if info, err := d.Info(); err == nil {
			fmt.Fprintf(h, "%s\x00%d\x00%d\x00", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	top, _ := filepath.Glob(filepath.Join(t.Top, "*.toml"))
	for _, name := range append(top, deep(t)...) {
		_ = filepath.WalkDir(name, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // gone while we looked: seen in the next round
			case d.IsDir() && hidden(d.Name()):
				return fs.SkipDir
			case !d.IsDir():
				note(name, d)
			}
			return nil
		})
	}
	return h.Sum64()
}

func deep(t Trees) []string {
	names := make([]string, len(t.Deep))
	for i, d := range t.Deep {
		names[i] = filepath.Join(t.Top, d)
	}
	return names
}
