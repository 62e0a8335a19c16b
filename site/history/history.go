// Package history takes a project's folder and gives the day of the last
// commit that changed each file in it, read from git in one go.
//
// The day is the author's: git's author date in the zone it was written in, so
// that it is the same on every machine and is not changed by a rebase. The
// time of the build is never used in its place.
package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
)

// Dates maps a file's path (slashes, from the project's folder, NFC) to the
// day of its last commit. A nil map knows nothing.
type Dates map[string]calendar.Instant

// Load asks git about the folder dir. Without a repository, or without git,
// there are no dates; a shallow clone, whose dates would be wrong, is told of
// and gives none either. There is a problem in the list exactly when pages have
// a history that could not be read.
func Load(ctx context.Context, dir string) (Dates, diag.List) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, nil
	}
	shallow, err := git(ctx, dir, "rev-parse", "--is-shallow-repository")
	if err != nil {
		var fail *exec.ExitError
		if errors.As(err, &fail) && bytes.Contains(fail.Stderr, []byte("not a git repository")) {
			return nil, nil
		}
		return nil, diag.List{warning("history-unreadable", "git does not tell when pages were changed: "+explain(err),
			"dates of last change are left out")}
	}
	if strings.TrimSpace(string(shallow)) == "true" {
		return nil, diag.List{warning("history-shallow", "this is a shallow clone, which does not know when pages were changed; the dates are left out",
			`fetch the whole history: "git fetch --unshallow", or "fetch-depth: 0" at actions/checkout`)}
	}
	if _, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return nil, nil // nothing was committed yet
	}
	// %x01 begins a commit; with -z the names end in NUL and are not quoted.
	out, err := git(ctx, dir, "log", "-z", "--format=%x01%as", "--name-only", "--no-renames", "--relative", "--", ".")
	if err != nil {
		return nil, diag.List{warning("history-unreadable", "git does not tell when pages were changed: "+explain(err),
			"dates of last change are left out")}
	}
	return parse(string(out)), nil
}

func warning(code, message, hint string) diag.Diag {
	return diag.Diag{Severity: diag.Warning, Code: code, Place: diag.Place{Message: message}}.Hint(hint)
}

func explain(err error) string {
	var fail *exec.ExitError
	if errors.As(err, &fail) && len(fail.Stderr) > 0 {
		line, _, _ := strings.Cut(strings.TrimSpace(string(fail.Stderr)), "\n")
		return line
	}
	return err.Error()
}

// git runs a command that only reads. The words of its messages are looked at,
// so its language is fixed; locks that only serve speed are not taken.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir, "-c", "log.showSignature=false"}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	return cmd.Output() // Output keeps what the command says on standard error
}

// parse reads git's log, newest first: the first day that a path has is its
// last change.
func parse(log string) Dates {
	dates := Dates{}
	for commit := range strings.SplitSeq(log, "\x01") {
		day, files, _ := strings.Cut(commit, "\x00")
		at, err := isoDay(day)
		if err != nil {
			continue // the empty piece before the first commit
		}
		for file := range strings.SplitSeq(files, "\x00") {
			file = norm.NFC.String(strings.TrimPrefix(file, "\n"))
			if _, known := dates[file]; !known && file != "" {
				dates[file] = at
			}
		}
	}
	return dates
}

func isoDay(s string) (calendar.Instant, error) {
	y, m, d, ok := 0, 0, 0, false
	if parts := strings.Split(strings.TrimSpace(s), "-"); len(parts) == 3 {
		y, _ = strconv.Atoi(parts[0])
		m, _ = strconv.Atoi(parts[1])
		d, _ = strconv.Atoi(parts[2])
		ok = calendar.Exists(y, m, d)
	}
	if !ok {
		return 0, fmt.Errorf("no day: %q", s)
	}
	return calendar.Date(y, m, d), nil
}
