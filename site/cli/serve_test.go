package cli_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"kvartal/site/cli"
	"kvartal/themes"
	"kvartal/timeline/calendar"
)

// serving is "kvartal serve" while it runs.
type serving struct {
	dir     string         // of the site
	lines   *bufio.Scanner // of what it says, on both ways out
	address string         // as the program tells it
	stop    context.CancelFunc
	code    chan int
	opened  chan string // addresses that it opens in a browser
}

var told = regexp.MustCompile(`^open (http://localhost:\d+/\S*) in a browser; Ctrl\+C ends it$`)

// serve starts the program with a small site and waits until it has said its
// address.
func serve(t *testing.T, args ...string) *serving {
	t.Helper()
	return serveFiles(t, map[string]string{"content/index.md": "# Hej fra serve\n"}, args...)
}

// serveFiles is like serve, with the files given.
func serveFiles(t *testing.T, files map[string]string, args ...string) *serving {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	out, in := io.Pipe()
	s := &serving{dir: dir, lines: bufio.NewScanner(out), stop: cancel, code: make(chan int, 1), opened: make(chan string, 1)}
	go func() {
		s.code <- cli.Run(ctx, append([]string{"serve", "--source", dir}, args...), cli.World{
			Stdout: in, Stderr: in, Today: calendar.Date(2026, 11, 23), Now: time.Now, Themes: themes.FS,
			Open: func(address string) error { s.opened <- address; return nil }})
		in.Close()
	}()
	t.Cleanup(func() { out.Close() }) // what it says later has no reader
	s.address = s.says(t, told)
	return s
}

// says waits until the program says something, and returns the part of it that
// the pattern catches.
func (s *serving) says(t *testing.T, pattern *regexp.Regexp) string {
	t.Helper()
	for s.lines.Scan() {
		t.Log(s.lines.Text())
		if m := pattern.FindStringSubmatch(s.lines.Text()); m != nil {
			return m[len(m)-1]
		}
	}
	t.Fatalf("the program ended with %d and did not say %s", <-s.code, pattern)
	return ""
}

// end interrupts the program and waits for it.
func (s *serving) end(t *testing.T) {
	t.Helper()
	s.stop()
	if code := <-s.code; code != 0 {
		t.Errorf("exit code %d after an interrupt, want 0", code)
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatal(r.Status, err)
	}
	return string(data)
}

func TestServeAnswersUntilItIsInterrupted(t *testing.T) {
	s := serve(t, "--port", "0")
	if page := get(t, s.address); !strings.Contains(page, "Hej fra serve") {
		t.Errorf("the front page is not served:\n%s", page)
	}
	s.end(t)
	if _, err := http.Get(s.address); err == nil {
		t.Error("it still answers")
	}
}

func TestServeTellsTheWholeAddress(t *testing.T) {
	s := serve(t, "--port", "0", "--base-url", "https://example.org/os2/æ/")
	if !strings.HasSuffix(s.address, "/os2/%C3%A6/") {
		t.Errorf("it tells %s", s.address)
	}
	if page := get(t, s.address); !strings.Contains(page, "Hej fra serve") {
		t.Errorf("the address it tells does not lead to the front page:\n%s", page)
	}
	s.end(t)
}

func TestServeTakesTheNextPortWhenOneIsBusy(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	port := busy.Addr().(*net.TCPAddr).Port
	s := serve(t, "--port", fmt.Sprint(port))
	if strings.Contains(s.address, fmt.Sprintf(":%d/", port)) {
		t.Errorf("it tells the port that is not its own: %s", s.address)
	}
	if page := get(t, s.address); !strings.Contains(page, "Hej fra serve") {
		t.Errorf("the front page is not served:\n%s", page)
	}
	s.end(t)
}

func TestServeShowsWhatWasSaved(t *testing.T) {
	s := serve(t, "--port", "0")
	save := func(text string) {
		if err := os.WriteFile(filepath.Join(s.dir, "content", "index.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// A file may be seen half written first, and built twice then.
	shows := func(text string) {
		for !strings.Contains(get(t, s.address), text) {
			s.says(t, regexp.MustCompile(`^built again in`))
		}
	}
	save("# Hej igen\n")
	shows("Hej igen")
	save("# Ødelagt\n\n[ingen](steder.md)\n")
	s.says(t, regexp.MustCompile(`^not built: 1 error`))
	if page := get(t, s.address); strings.Contains(page, "Ødelagt") {
		t.Errorf("a page with an error is served:\n%s", page)
	}
	save("# Rettet\n")
	shows("Rettet")
	s.end(t)
}

func TestServeTellsWhyFilesWereMade(t *testing.T) {
	s := serveFiles(t, map[string]string{"content/index.md": "# Forside\n\nTekst.\n", "content/plan.md": "# Planen\n\nIndledning.\n\nTekst.\n"}, "--port", "0", "--verbose")
	s.write(t, "content/plan.md", "# Planen\n\nIndledning.\n\nAnden tekst.\n")
	if why := s.says(t, regexp.MustCompile(`^    plan/index\.html: (.*)$`)); !strings.HasSuffix(why, "of content/plan.md changed") {
		t.Errorf("it says %q", why)
	}
	s.end(t)
}

func TestServeOpensABrowser(t *testing.T) {
	s := serve(t, "--port", "0", "--open")
	if got := <-s.opened; got != s.address {
		t.Errorf("it opens %q, and tells %q", got, s.address)
	}
	s.end(t)
}

// Drafts are shown, unless they are not wanted.
func TestServeShowsDrafts(t *testing.T) {
	files := map[string]string{"content/index.md": "# Forside\n", "content/kladde.md": "+++\ndraft = true\n+++\n# Kladden\n"}
	s := serveFiles(t, files, "--port", "0")
	if page := get(t, s.address+"kladde/"); !strings.Contains(page, "Kladden") {
		t.Errorf("the draft is not served:\n%s", page)
	}
	s.end(t)
	s = serveFiles(t, files, "--port", "0", "--no-drafts")
	r, err := http.Get(s.address + "kladde/")
	if err != nil || r.StatusCode != http.StatusNotFound {
		t.Error("with --no-drafts: ", r.Status, err)
	}
	s.end(t)
}

// What happens to folders ends in a message, and is over when they are back.
func TestServeSurvivesFoldersThatGo(t *testing.T) {
	s := serve(t, "--port", "0")
	content, away := filepath.Join(s.dir, "content"), filepath.Join(s.dir, "away")
	if err := os.Rename(content, away); err != nil {
		t.Fatal(err)
	}
	s.says(t, regexp.MustCompile(`^(not built|built again)`))
	if err := os.Rename(away, content); err != nil {
		t.Fatal(err)
	}
	s.says(t, regexp.MustCompile(`^built again`))
	if page := get(t, s.address); !strings.Contains(page, "Hej fra serve") {
		t.Errorf("the front page is not back:\n%s", page)
	}
	s.write(t, "content/index.md", "# Hej igen\n")
	s.says(t, regexp.MustCompile(`^built again`))
	s.end(t)
}

// An open stream of events does not keep the program from ending.
func TestServeEndsWithStreamsOpen(t *testing.T) {
	s := serve(t, "--port", "0")
	u, err := url.Parse(s.address)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.Get("http://" + u.Host + "/.kvartal/events?at=/")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	if !lines.Scan() || lines.Text() != "event: version" {
		t.Fatalf("the stream begins with %q", lines.Text())
	}
	s.end(t)
	for lines.Scan() { // to the end, which has come
	}
}

// A warning is told once. The mistake that comes after it stands alone.
func TestServeTellsOfAProblemOnce(t *testing.T) {
	const index, warning = "# Forside\n", "+++\ntitle = \"Plan\"\n+++\n\n```mermaid\ngantt\n dateFormat YYYY-MM-DD\n A :a1, 2026-01-01, 3d\n B :a1, 2026-01-02, 3d\n```\n"
	s := serveFiles(t, map[string]string{"content/index.md": index, "content/plan.md": warning}, "--port", "0")
	until := func(last string) (said string) {
		for s.lines.Scan() {
			said += s.lines.Text() + "\n"
			if strings.HasPrefix(s.lines.Text(), last) {
				return said
			}
		}
		t.Fatalf("it did not say %q, but:\n%s", last, said)
		return ""
	}
	s.write(t, "content/index.md", index+"\n[ingen](steder.md)\n")
	if said := until("not built: 1 error, 1 warning"); !strings.Contains(said, "steder.md") || strings.Contains(said, "a1") {
		t.Errorf("after a mistake:\n%s", said)
	}
	s.write(t, "content/index.md", index)
	if said := until("built again"); strings.Contains(said, "a1") {
		t.Errorf("after it is mended:\n%s", said)
	}
	s.write(t, "content/plan.md", strings.Replace(warning, "\n+++", "\n+++\n\nFlere linjer.", 1))
	if said := until("built again"); strings.Contains(said, "a1") {
		t.Errorf("when the warning has moved:\n%s", said)
	}
	s.write(t, "content/plan.md", strings.ReplaceAll(warning, "B :a1", "B :a2"))
	until("built again")
	s.write(t, "content/plan.md", warning)
	if said := until("built again"); !strings.Contains(said, "a1") {
		t.Errorf("when a mended warning is back:\n%s", said)
	}
	s.end(t)
}
