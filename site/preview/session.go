package preview

import (
	"context"
	"strings"
	"time"

	"kvartal/site"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/watch"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Session follows the files of a site, and gives a server what they make. One
// build runs at a time; a change that comes meanwhile ends it, and the next one
// begins from all that has changed.
type Session struct {
	Server  *Server
	Build   func(context.Context, site.Options, *site.Snapshot) (*site.Snapshot, diag.List) // site.Build
	Options site.Options                                                                    // of every build, but for what the session sets itself
	Strict  bool                                                                            // a build with warnings has failed
	Now     func() time.Time

	// Day tells which day counts as today at a time; nil: Options.Today always.
	Day func(time.Time) calendar.Instant

	// History reads when files were changed, for a change of these paths (nil: of
	// any). It returns false when they tell nothing new of that.
	History func(ctx context.Context, paths []string) (history.Dates, diag.List, bool)

	// Spill makes what keeps the bodies of one build outside memory; nil: they stay
	// in memory.
	Spill func() *markdown.Spill

	// Tell is called after every build that came to its end, and for every remark of
	// the watcher.
	Tell func(Report)

	base     *site.Snapshot // what the next build begins from
	since    watch.Change   // what has changed since base was read
	good     *site.Snapshot // the last site without errors, complete
	built    time.Time      // when good was
	failing  bool           // the last build failed
	problems diag.List      // of the history
}

// Report says what a build came to.
type Report struct {
	Site     *site.Snapshot // nil when it failed
	Before   *site.Snapshot // the last good site before it; nil: there was none
	Mended   bool           // the build before failed, and this did not
	Problems diag.List
	Took     time.Duration // from the signal on
	Remark   string        // of the watcher; nothing else is set then
}

// stubborn is for how long after the first change that is not shown a newer one
// ends a build. Then the build is let to its end, so that a program that writes
// without end does not keep the preview from ever showing anything.
const stubborn = 5 * time.Second

// lookForMidnight is how often the clock is looked at, at least: a timer stands
// still while a computer sleeps.
const lookForMidnight = 10 * time.Minute

// Run builds the site, and again after every change and at midnight, until the
// context ends.
func (s *Session) Run(ctx context.Context, changes <-chan watch.Change) {
	s.Server.Show(State{Words: s.words()})
	s.build(ctx, changes)
	for ctx.Err() == nil {
		now := s.Now()
		wake := time.NewTimer(min(untilMidnight(now), lookForMidnight))
		select {
		case <-ctx.Done():
		case <-wake.C:
			if s.Day != nil && s.Day(s.Now()) != s.Options.Today {
				s.build(ctx, changes)
			}
		case c := <-changes:
			s.note(c)
			s.build(ctx, changes)
		}
		wake.Stop()
	}
}

// words are in the language of the site that there is not yet.
func (s *Session) words() *locale.Locale {
	if s.good != nil || s.Options.Project == nil {
		return nil
	}
	return s.Options.Language()
}

func untilMidnight(now time.Time) time.Duration {
	y, m, d := now.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, now.Location()).Sub(now)
}

// note takes up a change.
func (s *Session) note(c watch.Change) {
	if c.Remark != "" {
		s.Tell(Report{Remark: c.Remark})
		c.Remark = ""
	}
	s.since = s.since.Merge(c)
}

// result is what an attempt to build came to.
type result struct {
	site, early, failed *site.Snapshot // the last is for the next build to begin from
	problems            diag.List
}

// build builds the site until a build has come to its end and nothing has changed
// since it began.
func (s *Session) build(ctx context.Context, changes <-chan watch.Change) {
	began := s.Now()
	for again := true; again && ctx.Err() == nil; {
		again = false
		attempt, cancel := context.WithCancel(ctx)
		done := make(chan result, 1)
		seen := s.since
		s.since = watch.Change{Paths: []string{}}
		go func() { done <- s.attempt(attempt, seen) }()
		ended := false
		for running := true; running; {
			select {
			case r := <-done:
				running = false
				s.take(r, seen, !ended && ctx.Err() == nil, began)
			case c := <-changes:
				s.note(c)
				again = true
				if s.Now().Sub(began) < stubborn {
					ended = true
					cancel()
				}
			}
		}
		cancel()
	}
}

// attempt builds once, from what is there now.
func (s *Session) attempt(ctx context.Context, seen watch.Change) (r result) {
	o := s.Options
	if s.Day != nil {
		o.Today = s.Day(s.Now())
		s.Options.Today = o.Today
	}
	if dates, problems, read := s.History(ctx, seen.Paths); read && ctx.Err() == nil { // an ended one knows nothing
		s.problems = problems
		s.Options.Dates, s.Options.DatesLost = dates, len(problems) > 0
		o.Dates, o.DatesLost = s.Options.Dates, s.Options.DatesLost
	}
	if s.Spill != nil {
		o.Spill = s.Spill()
	}
	o.First = s.Server.LookedAt()
	if s.base != nil {
		o.Changed = seen.Paths
	}
	o.Early = func(early *site.Snapshot, problems diag.List) {
		if ctx.Err() != nil || s.fails(problems) {
			return
		}
		r.early = early
		s.Server.Show(State{Site: early, Problems: s.with(problems)})
	}
	o.Failed = func(failed *site.Snapshot) { r.failed = failed }
	r.site, r.problems = s.Build(ctx, o, s.base)
	r.problems = s.with(r.problems)
	return r
}

func (s *Session) with(problems diag.List) diag.List {
	return append(s.problems[:len(s.problems):len(s.problems)], problems...).Sorted()
}

// fails tells whether a build that found this has failed, though it gave a site.
// An error in a roadmap, which is marked in it, is not enough.
func (s *Session) fails(list diag.List) bool {
	return s.Strict && (list.HasErrors() || list.Count(diag.Warning) > 0)
}

// take takes up what an attempt came to; seen is what had changed before it.
// Where it was ended, whole is false.
func (s *Session) take(r result, seen watch.Change, whole bool, began time.Time) {
	switch {
	case whole && r.site != nil:
		s.base = r.site
	case whole && r.failed != nil:
		s.base = r.failed
	case r.early != nil:
		s.base = r.early
	default:
		s.since = seen.Merge(s.since)
	}
	if !whole {
		return
	}
	failed := r.site == nil || s.fails(r.problems)
	report := Report{Before: s.good, Problems: r.problems, Took: s.Now().Sub(began), Mended: s.failing && !failed}
	s.failing = failed
	if !failed {
		s.good, s.built = r.site, s.Now()
		report.Site = r.site
	}
	s.Server.Show(State{Site: s.good, Problems: r.problems, Failed: failed, Built: s.built, Words: s.words()})
	s.Tell(report)
}

// Concerns tells whether a change of these paths (nil: of any) is one of a folder
// or something in it.
func Concerns(paths []string, folder string) bool {
	if paths == nil {
		return true
	}
	for _, p := range paths {
		if p == folder || strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return false
}
