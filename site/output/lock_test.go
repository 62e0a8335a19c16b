package output

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestOneBuildAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first := begin(t, dir, site{"index.html": "a", "plan/index.html": "b"})
	if _, err := Begin(dir); err == nil || !strings.Contains(err.Error(), "another build is at work in it") {
		t.Fatalf("a second build begins: %v", err)
	}
	_, err := first.Commit()
	must(t, err)
	want(t, "output folder", published(t, dir), site{"index.html": "a", "plan/index.html": "b"})
	begin(t, dir, nil).Abort()
	want(t, "a build after that", build(t, dir, site{"index.html": "c"}), Result{Written: 1, Removed: 1})
}

// Builds that come and go at the same time, some of which fail and remove the
// folder that they made: each has the folder to itself or is told that it has
// not.
func TestManyBuildsAtOnce(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "public")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			went := 0
			for n := 0; n < 40 || went == 0; n++ {
				s, err := Begin(dir)
				if err != nil {
					if !strings.Contains(err.Error(), "another build") {
						t.Error(err)
						return
					}
					continue
				}
				text := fmt.Sprint(i, n)
				if err := s.Put("index.html", int64(len(text)), reader(text)); err != nil {
					t.Error(err)
				}
				if went++; went%3 != 1 {
					s.Abort()
				} else if _, err := s.Commit(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	want(t, "Kvartal's own folder", sorted(everything(t, filepath.Join(dir, private))), []string{"manifest"})
}
