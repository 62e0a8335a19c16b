package preview

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kvartal/site"
	"kvartal/site/history"
	"kvartal/site/watch"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// bench is a session whose builds a test makes: each asks for what it is to come
// to, and waits.
type bench struct {
	*Session
	changes chan watch.Change
	asked   chan request
	reports []Report
}

// request is a build that waits for its outcome.
type request struct {
	ctx     context.Context
	options site.Options
	prev    *site.Snapshot
	answer  chan outcome
}

type outcome struct {
	site     *site.Snapshot
	problems diag.List
}

// start is the day that counts as today when a bubble begins.
var start = calendar.Date(2026, 11, 24)

// inBubble runs a session with a clock of its own.
func inBubble(t *testing.T, test func(t *testing.T, b *bench)) {
	synctest.Test(t, func(t *testing.T) {
		b := &bench{changes: make(chan watch.Change), asked: make(chan request)}
		b.Session = &Session{Server: NewServer(Options{}), Now: func() time.Time { return time.Now().UTC() },
			Day: func(now time.Time) calendar.Instant { // the clock of a bubble begins at midnight
				return start.AddDays(int(now.Sub(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)))
			},
			Tell: func(r Report) { b.reports = append(b.reports, r) },
			History: func(context.Context, []string) (history.Dates, diag.List, bool) {
				return nil, nil, false
			},
			Build: func(ctx context.Context, o site.Options, prev *site.Snapshot) (*site.Snapshot, diag.List) {
				r := request{ctx, o, prev, make(chan outcome)}
				b.asked <- r
				select {
				case out := <-r.answer:
					return out.site, out.problems
				case <-ctx.Done():
					return nil, diag.List{{Severity: diag.Error, Place: diag.Place{Message: "stopped"}}}
				}
			}}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { b.Run(ctx, b.changes); close(done) }()
		test(t, b)
		stop()
		<-done // or the bubble tells of goroutines that are left
	})
}

// ends gives a build its outcome.
func (b *bench) ends(r request, s *site.Snapshot, problems ...diag.Diag) {
	r.answer <- outcome{s, problems}
	synctest.Wait()
}

func changed(paths ...string) watch.Change { return watch.Change{Paths: paths} }

var wrong = diag.Diag{Severity: diag.Error, Place: diag.Place{Message: "wrong"}}

// builtSite returns a site that can be shown.
func builtSite(t *testing.T) *site.Snapshot {
	t.Helper()
	s, _ := site.Build(t.Context(), siteOptions(t, "", "pretty"), nil)
	if s == nil {
		t.Fatal("not built")
	}
	return s
}

func TestNewerChangeEndsABuild(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		first := <-b.asked
		if first.options.Changed != nil || first.prev != nil {
			t.Errorf("the first build is told of changes: %q", first.options.Changed)
		}
		one := builtSite(t)
		b.ends(first, one)
		b.changes <- changed("content/a.md")
		running := <-b.asked
		b.changes <- changed("content/b.md")
		next := <-b.asked
		if running.ctx.Err() == nil {
			t.Error("the build that ran was not ended")
		}
		if want := []string{"content/a.md", "content/b.md"}; !slices.Equal(next.options.Changed, want) || next.prev != one {
			t.Errorf("the next build looks at %q, want %q and the first site", next.options.Changed, want)
		}
		two := builtSite(t)
		b.ends(next, two)
		if got := b.Server.current.Load(); got.Site != two || len(b.reports) != 2 {
			t.Errorf("%d reports, and the site shown is not the last", len(b.reports))
		}
		b.changes <- changed("content/c.md")
		last := <-b.asked
		if want := []string{"content/c.md"}; !slices.Equal(last.options.Changed, want) || last.prev != two {
			t.Errorf("a build after a good one looks at %q, want %q", last.options.Changed, want)
		}
		b.ends(last, two)
	})
}

// What has changed before a build that failed has changed for the next one too,
// and the last good site stays.
func TestFailedBuildForgetsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		one := builtSite(t)
		b.ends(<-b.asked, one)
		b.changes <- changed("content/a.md")
		b.ends(<-b.asked, nil, wrong)
		if got := b.Server.current.Load(); got.Site != one || !got.Failed || len(got.Problems) != 1 {
			t.Errorf("after a failed build: %v %v %v", got.Site == one, got.Failed, got.Problems)
		}
		b.changes <- changed("content/b.md")
		next := <-b.asked
		if want := []string{"content/a.md", "content/b.md"}; !slices.Equal(next.options.Changed, want) {
			t.Errorf("the next build looks at %q, want %q", next.options.Changed, want)
		}
		b.ends(next, one)
		if got := b.Server.current.Load(); got.Failed || len(got.Problems) > 0 || !b.reports[2].Mended {
			t.Error("it is not told that the site is mended")
		}
	})
}

func TestBrokenFirstBuildMendsItself(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		b.ends(<-b.asked, nil, wrong)
		if got := b.Server.current.Load(); got.Site != nil || !got.Failed {
			t.Error("it is not shown that the first build failed")
		}
		b.changes <- changed("content/a.md")
		next := <-b.asked
		if next.options.Changed != nil {
			t.Errorf("without a site before, a build looks at %q only", next.options.Changed)
		}
		one := builtSite(t)
		b.ends(next, one)
		if b.Server.current.Load().Site != one {
			t.Error("the site is not shown")
		}
	})
}

// A build that failed leaves what it read to the next one.
func TestFailedBuildIsBuiltOn(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		first, read := <-b.asked, builtSite(t)
		first.options.Failed(read)
		b.ends(first, nil, wrong)
		if got := b.Server.current.Load(); got.Site != nil || !got.Failed {
			t.Error("what cannot be shown is shown")
		}
		b.changes <- changed("content/a.md")
		next := <-b.asked
		if want := []string{"content/a.md"}; !slices.Equal(next.options.Changed, want) || next.prev != read {
			t.Errorf("the next build looks at %q, want %q and what was read", next.options.Changed, want)
		}
		b.ends(next, builtSite(t))
	})
}

// A program that writes without end must not keep the preview from showing
// anything.
func TestEndlessChangesDoNotStarveTheBuild(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		running := <-b.asked
		began, builds := time.Now(), 1
		for running.ctx.Err() != nil || time.Since(began) < 2*stubborn {
			time.Sleep(time.Second)
			b.changes <- changed("content/log.md")
			synctest.Wait()
			select {
			case running = <-b.asked:
				builds++
			default:
			}
		}
		if running.ctx.Err() != nil || builds < 3 || builds > 6 {
			t.Errorf("%d builds were begun in %v", builds, time.Since(began))
		}
		one := builtSite(t)
		b.ends(running, one)
		if b.Server.current.Load().Site != one {
			t.Error("the build that was let to its end is not shown")
		}
		b.ends(<-b.asked, one) // what has changed meanwhile is built too
	})
}

// What is ready of a site is shown, and built on, before all is.
func TestEarlySite(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		one, early := builtSite(t), builtSite(t)
		b.ends(<-b.asked, one)
		b.changes <- changed("templates")
		running := <-b.asked
		running.options.Early(early, nil)
		if got := b.Server.current.Load(); got.Site != early || got.Failed {
			t.Error("what is ready is not shown")
		}
		b.changes <- changed("content/b.md")
		next := <-b.asked
		if want := []string{"content/b.md"}; !slices.Equal(next.options.Changed, want) || next.prev != early {
			t.Errorf("the next build looks at %q, want %q and what was ready", next.options.Changed, want)
		}
		b.ends(next, nil, wrong)
		if b.Server.current.Load().Site != one {
			t.Error("the last good site is not the one that was complete")
		}
	})
}

func TestMidnight(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		one := builtSite(t)
		b.ends(<-b.asked, one)
		began := time.Now()
		next := <-b.asked
		if took := time.Since(began); took != 24*time.Hour {
			t.Errorf("the next build came after %v", took)
		}
		if next.options.Today != start.AddDays(1) || next.options.Changed == nil || len(next.options.Changed) > 0 {
			t.Errorf("it is of %s and looks at %q, want the next day and no files", next.options.Today.ISODate(), next.options.Changed)
		}
		b.ends(next, one)
	})
}

func TestStrictFailsOnWarnings(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		b.Strict = true
		b.ends(<-b.asked, builtSite(t), diag.Diag{Severity: diag.Warning, Place: diag.Place{Message: "odd"}})
		if got := b.Server.current.Load(); got.Site != nil || !got.Failed {
			t.Error("a site with a warning is shown")
		}
	})
}
