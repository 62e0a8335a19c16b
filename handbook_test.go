package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kvartal/site/cli"
	"kvartal/site/config"
	"kvartal/site/source"
	"kvartal/site/theme"
	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/syntax"
)

// What a user can write is in the handbook, and what the handbook tells them to
// write is there.

// handbook returns the handbook's text, all pages.
func handbook(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir("content/handbook", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		all.WriteString(read(t, name))
		return nil
	})
	if err != nil || all.Len() == 0 {
		t.Fatal("there is no handbook: ", err)
	}
	return all.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// part returns what stands under the heading, up to the next of its level or a
// higher one.
func part(text, heading string) string {
	_, rest, found := strings.Cut(text, "\n"+heading+"\n")
	if !found {
		return ""
	}
	level, _, _ := strings.Cut(heading, " ")
	for n := len(level); n > 0; n-- {
		rest, _, _ = strings.Cut(rest, "\n"+strings.Repeat("#", n)+" ")
	}
	return rest
}

// coded tells whether a text has a word as code, alone or with a value behind:
// `word`, `word VALUE`.
func coded(text, word string) bool {
	return strings.Contains(text, "`"+word+"`") || strings.Contains(text, "`"+word+" ")
}

func TestHandbookHasEveryConfigurationKey(t *testing.T) {
	text := read(t, "content/handbook/configuration.md")
	for _, key := range config.Keys() {
		place := text
		table, name, nested := strings.Cut(key, ".")
		if nested {
			place = part(text, "## `["+table+"]`")
		} else if name = key; coded(text, "["+key+"]") {
			continue // a table that the site fills itself
		}
		if !coded(place, name) {
			t.Errorf("the key %q of kvartal.toml is not in the handbook", key)
		}
	}
}

func TestHandbookHasEveryKeyOfFrontMatter(t *testing.T) {
	text := part(read(t, "content/handbook/writing.md"), "## Front matter")
	for _, key := range source.Keys() {
		if !coded(text, key) && !coded(text, "["+key+"]") {
			t.Errorf("the key %q of front matter is not in the handbook", key)
		}
	}
}

func TestHandbookHasEveryKeyOfRoadmaps(t *testing.T) {
	text := part(read(t, "content/handbook/roadmaps.md"), "## A roadmap in TOML")
	for key := range syntax.TOMLKeys() {
		if !coded(text, key) {
			t.Errorf("the key %q of a roadmap in TOML is not in the handbook", key)
		}
	}
	for _, country := range calendar.Countries() {
		if !strings.Contains(text, "`\"holidays:"+country+"\"`") {
			t.Errorf("the holidays of %q are not in the handbook", country)
		}
	}
}

// The doc of package site is the reference of what authors write.
func TestPackageDocIsComplete(t *testing.T) {
	doc, _, _ := strings.Cut(read(t, "site/doc.go"), "\npackage site")
	whole := func(word string) bool {
		return regexp.MustCompile(`(^|[^\w.])` + regexp.QuoteMeta(word) + `($|\W)`).MatchString(doc)
	}
	for _, key := range source.Keys() {
		if !strings.Contains(doc, "\n//\t"+key+" ") {
			t.Errorf("the key %q of front matter is not in the doc of package site", key)
		}
	}
	for _, key := range config.Keys() {
		table, name, nested := strings.Cut(key, ".")
		if !whole(key) && !(nested && whole(table+"."+"url") && whole(name)) {
			t.Errorf("the key %q of kvartal.toml is not in the doc of package site", key)
		}
	}
	for _, name := range theme.Functions() {
		if !whole(name) {
			t.Errorf("the function %q is not in the doc of package site", name)
		}
	}
}

func TestHandbookHasEverythingThatTemplatesSee(t *testing.T) {
	text := handbook(t)
	for _, name := range theme.Functions() {
		if !coded(part(text, "## Functions"), name) {
			t.Errorf("the function %q is not in the handbook", name)
		}
	}
	values := part(text, "## What a layout sees")
	var site string
	for line := range strings.Lines(values) {
		if strings.HasPrefix(line, "| `.Site`") {
			site = line
		}
	}
	for _, name := range theme.Surface() {
		place := values
		member, ofSite := strings.CutPrefix(name, "Site.")
		if ofSite {
			place = site
		}
		if !coded(place, "."+member) {
			t.Errorf("the value %q is not in the handbook", "."+name)
		}
	}
}

// command is a command as the program itself tells of it.
type command struct {
	name  string
	flags []string // "--source"
}

var (
	helpCommand = regexp.MustCompile(`(?m)^  ([a-z]+)(?: \(([a-z]+)\))?  `)
	helpFlag    = regexp.MustCompile(`--[a-z][a-z-]+`)
)

// help returns what the program prints for "ARGS --help".
func help(t *testing.T, args ...string) string {
	t.Helper()
	var out strings.Builder
	code := cli.Run(context.Background(), append(args, "--help"), cli.World{Stdout: &out, Stderr: &out, Now: time.Now, Themes: themes.FS})
	if code != 0 {
		t.Fatalf("%v --help ends with %d:\n%s", args, code, &out)
	}
	return out.String()
}

func commands(t *testing.T) []command {
	t.Helper()
	var all []command
	list := after(help(t), "Commands:\n")
	for _, m := range helpCommand.FindAllStringSubmatch(list, -1) {
		c := command{name: m[1]}
		ways := [][]string{{c.name}}
		for _, sub := range regexp.MustCompile(`(?m)^  `+c.name+` ([a-z]+) `).FindAllStringSubmatch(after(help(t, c.name), "Commands:\n"), -1) {
			ways = append(ways, []string{c.name, sub[1]})
		}
		for _, words := range ways {
			for _, flag := range helpFlag.FindAllString(after(help(t, words...), "Flags:\n"), -1) {
				if flag != "--help" && !slices.Contains(c.flags, flag) {
					c.flags = append(c.flags, flag)
				}
			}
		}
		all = append(all, c)
	}
	if len(all) < 4 {
		t.Fatalf("only %d commands are found in\n%s", len(all), list)
	}
	return all
}

// after returns what follows a line of a text, "" where the line is not there.
func after(text, line string) string {
	_, rest, _ := strings.Cut(text, line)
	return rest
}

func TestHandbookHasEveryCommandAndFlag(t *testing.T) {
	text := handbook(t)
	builds := part(text, "### `kvartal build`")
	for _, c := range commands(t) {
		own := part(text, "### `kvartal "+c.name+"`")
		if own == "" {
			t.Errorf("the command %q has no part in the handbook", c.name)
		}
		if strings.Contains(own, "flags of `build`") {
			own += builds
		}
		for _, flag := range c.flags {
			if !coded(own, flag) && !strings.Contains(own, "; with `"+flag) {
				t.Errorf("the flag %s of %q is not in the handbook", flag, c.name)
			}
		}
	}
}

var (
	usedCommand = regexp.MustCompile("(?m)(?:^|`|    )(?:kvartal|go run \\.) ([a-z]+)")
	usedFlag    = regexp.MustCompile("`(?:-[a-zA-Z]`, `)?(--[a-z][a-z-]+)")
)

// What README and handbook say to type is understood.
func TestDocumentedCommandsExist(t *testing.T) {
	known := commands(t)
	var names, flags []string
	for _, c := range known {
		names = append(names, c.name)
		flags = append(flags, c.flags...)
	}
	for name, text := range map[string]string{"README.md": read(t, "README.md"), "handbook": handbook(t)} {
		found := usedCommand.FindAllStringSubmatch(text, -1)
		if len(found) < 3 {
			t.Errorf("%s: only %d commands are seen", name, len(found))
		}
		for _, m := range found {
			if !slices.Contains(names, m[1]) {
				t.Errorf("%s: there is no command %q", name, m[1])
			}
		}
		for _, m := range usedFlag.FindAllStringSubmatch(text, -1) {
			if m[1] != "--help" && !slices.Contains(flags, m[1]) {
				t.Errorf("%s: there is no flag %s", name, m[1])
			}
		}
	}
}

// The text chart in the handbook is what the command above it prints.
func TestHandbookShowsTheTextChart(t *testing.T) {
	_, shown, _ := strings.Cut(read(t, "content/handbook/drawing.md"), "```text\n")
	shown, _, _ = strings.Cut(shown, "```")
	var out, errs strings.Builder
	args := []string{"timeline", "content/handbook/intranet.mmd", "--lang", "en"}
	if code := cli.Run(context.Background(), args, cli.World{Stdout: &out, Stderr: &errs, Now: time.Now, Themes: themes.FS}); code != 0 {
		t.Fatalf("ends with %d: %s", code, &errs)
	}
	if shown != out.String() {
		t.Errorf("content/handbook/drawing.md shows\n%s\nand the program\n%s", shown, &out)
	}
}

// README leads to files that are there, and the picture in it is one of ours.
func TestReadmeLinks(t *testing.T) {
	links := regexp.MustCompile(`\]\(([^)#\s]+)`).FindAllStringSubmatch(read(t, "README.md"), -1)
	if len(links) < 5 {
		t.Fatalf("only %d links", len(links))
	}
	for _, m := range links {
		if strings.Contains(m[1], "://") {
			continue
		}
		if _, err := os.Stat(m[1]); err != nil {
			t.Errorf("README.md: %v", err)
		}
	}
}
