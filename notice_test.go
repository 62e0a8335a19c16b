package main

import (
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// NOTICE names every module that is linked into the program on any system that
// it is made for, with a licence whose text follows, and nothing else.

// noModule is what NOTICE names besides modules.
var noModule = map[string]string{
	"go.dev":                             "the runtime and the standard library",
	"https://github.com/liberationfonts": "the typeface itself, within go-fonts/liberation",
}

var (
	noticeEntry = regexp.MustCompile(`(?m)^(\S.*?)  +\S.*?  +(\d+)\n    .*\n    (https://\S+)$`)
	major       = regexp.MustCompile(`/v\d+$`)
)

func linkedModules(t *testing.T) map[string]bool {
	t.Helper()
	linked := map[string]bool{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".")
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		for _, module := range strings.Fields(string(out)) {
			linked[major.ReplaceAllString(module, "")] = true
		}
	}
	if len(linked) < 8 {
		t.Fatalf("only %d modules are found", len(linked))
	}
	return linked
}

func TestNoticeNamesWhatIsLinked(t *testing.T) {
	linked := linkedModules(t)
	notice := read(t, "NOTICE")
	named := map[string]bool{}
	for _, m := range noticeEntry.FindAllStringSubmatch(notice, -1) {
		works, number, address := m[1], m[2], m[3]
		if !strings.Contains(notice, "\n"+number+". ") {
			t.Errorf("NOTICE: %s: there is no text %s", works, number)
		}
		switch {
		case noModule[address] != "" || noModule[path.Base(address)] != "":
		case strings.HasPrefix(works, "golang.org/x/"):
			for _, name := range strings.Split(strings.TrimPrefix(works, "golang.org/x/"), ", ") {
				named["golang.org/x/"+name] = true
			}
		default:
			named[strings.TrimPrefix(address, "https://")] = true
		}
	}
	for _, module := range slices.Sorted(maps.Keys(linked)) {
		if !named[module] {
			t.Errorf("NOTICE does not name %s", module)
		}
	}
	for _, module := range slices.Sorted(maps.Keys(named)) {
		if !linked[module] {
			t.Errorf("NOTICE names %s, which is not linked", module)
		}
	}
}
