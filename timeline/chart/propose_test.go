package chart_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// proposals are the hints that give the text to write in place of what is
// underlined.
var proposals = []*regexp.Regexp{
	regexp.MustCompile(`^write (\S+), (?:if|the first day|the last day) .*`),
	regexp.MustCompile(`^write the date alone: (.*)`),
	regexp.MustCompile(`^write (?:a comma|commas): ":?(.*)"$`),
	regexp.MustCompile(`^write "(.*)", without the colon$`),
	regexp.MustCompile(`^write "(.*)", with the id of a task$`),
	regexp.MustCompile(`^(?:write a start before it|a date alone is the end; write a start and an end|write it behind a comma): ":(?:crit, |milestone, |done, )*(.*)"$`),
	regexp.MustCompile(`^write "([^"]* :[^"]*)"$`),
}

// Whoever writes what a hint proposes has mended that mistake: the same place has
// no such error any more.
func TestProposalsAreRight(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	tried := make([]int, len(proposals))
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := part(archive, "in.mmd")
		_, problems := compile(text, chart.Options{Today: &goldenToday})
		for _, d := range problems {
			if d.Severity != diag.Error || len(d.Hints) == 0 {
				continue
			}
			for k, form := range proposals {
				if m := form.FindStringSubmatch(d.Hints[0]); m != nil {
					tried[k]++
					proposalHolds(t, name, text, d, m[1])
					break
				}
			}
		}
	}
	for k, n := range tried {
		if n == 0 {
			t.Errorf("no golden has a hint of the form %s", proposals[k])
		}
	}
}

func proposalHolds(t *testing.T, name, text string, d diag.Diag, proposed string) {
	t.Helper()
	lines := strings.Split(text, "\n")
	line := []rune(strings.TrimSuffix(lines[d.Line-1], "\r"))
	lines[d.Line-1] = string(line[:d.Col-1]) + proposed + string(line[d.Col-1+d.Width:])
	_, again := compile(strings.Join(lines, "\n"), chart.Options{Today: &goldenToday})
	for _, other := range again {
		if other.Line == d.Line && other.Col == d.Col && other.Severity == diag.Error {
			t.Errorf("%s:%d: %s; it is proposed to write %q, and then: %s", name, d.Line, d.Message, proposed, other.Message)
		}
	}
}
