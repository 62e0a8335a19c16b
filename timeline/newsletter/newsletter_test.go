package newsletter_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline"
	"kvartal/timeline/ics"
	"kvartal/timeline/locale"
	"kvartal/timeline/newsletter"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const base = "https://os2.example/nyt"

// plans are the roadmaps of the goldens: the name of a file in testdata, which
// is its block.
func plans(t testing.TB) map[string]string {
	t.Helper()
	page, err := os.ReadFile("../../content/os2display/roadmap.md")
	if err != nil {
		t.Fatal(err)
	}
	_, seed, _ := strings.Cut(string(page), "```mermaid\n")
	seed, _, _ = strings.Cut(seed, "```")
	long := "gantt\ntitle Mange\nsection Alt\n"
	for i := range 40 {
		long += fmt.Sprintf("Opgave %d :2026-%02d-01, 20d\n", i, i%12+1)
	}
	return map[string]string{
		"seed.html": seed,
		"small.html": `gantt
title Byg & <bolig>
section Udbud "1"
Høring :done, crit, a, 2026-01-05, 30d
Læs mere :active, b, after a, 20d
Valg :milestone, crit, 2026-03-01, 0d
Fejl :c, 2026-02-31, 3d
Nytår :vert, 2026-02-01, 0d
click a href "../hoering/?x=1&y=2"
click b href "https://example.org/mere"
`,
		"long.html":  long + "Mål :milestone, 2026-06-01, 0d\n",
		"empty.html": "gantt\ntitle Tom\n",
	}
}

func block(t testing.TB, text string, o timeline.Options) *newsletter.Block {
	t.Helper()
	c, _ := timeline.Compile("", text, o)
	b, err := newsletter.Write(c, o, newsletter.Options{Base: base, Page: "https://os2.example/plan/"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBlocks(t *testing.T) {
	for name, text := range plans(t) {
		o := timeline.Options{}
		if name == "small.html" {
			o.Locale, _ = locale.Get("en")
		}
		got := string(block(t, text, o).Files[newsletter.BlockName])
		// The hashes change with every change of how charts look; the rest is to be read.
		got = regexp.MustCompile(`roadmap\.[0-9a-f]{8}\.`).ReplaceAllString(got, "roadmap.HASH.")
		got = regexp.MustCompile(`height="\d+"`).ReplaceAllString(got, `height="HIGH"`)
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What mail programs remove, do not know or do not show is not in a block.
func TestBlockIsSafeForMail(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)<svg|<style|<script|<picture|<link|data:|\sclass=|\sid=|\son\w+=|var\(|display:\s*(flex|grid)|position:|url\(`)
	for name, text := range plans(t) {
		b := block(t, text, timeline.Options{})
		html := string(b.Files[newsletter.BlockName])
		if found := forbidden.FindString(html); found != "" {
			t.Errorf("%s has %q", name, found)
		}
		for _, m := range regexp.MustCompile(`(?:href|src|srcset)="([^"]*)"`).FindAllStringSubmatch(html, -1) {
			if u, err := url.Parse(m[1]); err != nil || u.Scheme != "https" || u.Host == "" {
				t.Errorf("%s: the address %q is not whole", name, m[1])
			} else if name, ok := strings.CutPrefix(m[1], base+"/"); ok && b.Files[name] == nil {
				t.Errorf("%s: there is no file %q", m[1], name)
			}
		}
		alt := regexp.MustCompile(`alt="([^"]*)"`).FindStringSubmatch(html)
		if n := utf8.RuneCountInString(alt[1]); n == 0 || n > 150 {
			t.Errorf("%s: %d characters in place of the picture: %s", name, n, alt[1])
		}
		if len(html) > 20_000 {
			t.Errorf("%s has %d bytes", name, len(html))
		}
		wellFormed(t, name, html)
		for file := range b.Files {
			if file != newsletter.BlockName && !regexp.MustCompile(`^roadmap\.[0-9a-f]{8}\.(png|svg|ics)$`).MatchString(file) {
				t.Errorf("%s: the file %q", name, file)
			}
		}
	}
}

// wellFormed reads a block as XML, in which every element is closed.
func wellFormed(t *testing.T, name, html string) {
	t.Helper()
	html = strings.NewReplacer("&nbsp;", " ", "<br>", "<br/>").Replace(html)
	html = regexp.MustCompile(`(?s)(<img[^>]*)>`).ReplaceAllString(html, "$1/>")
	d := xml.NewDecoder(strings.NewReader("<div>" + html + "</div>"))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// The picture is that of the newsletter's profile, in 600 px and twice the dots.
func TestPicture(t *testing.T) {
	b := block(t, plans(t)["seed.html"], timeline.Options{Theme: timeline.Dark, Scale: 1})
	html := string(b.Files[newsletter.BlockName])
	for name, data := range b.Files {
		switch filepath.Ext(name) {
		case ".png":
			size, err := png.DecodeConfig(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			want := fmt.Sprintf(`width="%d" height="%d"`, size.Width/2, (size.Height+1)/2)
			if !strings.Contains(html, want) {
				t.Errorf("the picture has %d by %d dots, and the block no %s", size.Width, size.Height, want)
			}
			if len(data) > 200_000 {
				t.Errorf("the PNG has %d bytes", len(data))
			}
		case ".svg":
			if bytes.Contains(data, []byte("class=")) || !bytes.Contains(data, []byte("#ffffff")) {
				t.Error("the SVG is not a file of its own on white")
			}
		}
	}
	if len(b.Files) != 4 {
		t.Errorf("the files are %q", slices.Sorted(maps.Keys(b.Files)))
	}
}

// Names stay while the picture does, and change with it.
func TestNamesHoldWhatIsShown(t *testing.T) {
	names := func(text string) string {
		return strings.Join(slices.Sorted(maps.Keys(block(t, text, timeline.Options{}).Files)), " ")
	}
	a := names("gantt\nsection A\nBuild :2026-01-01, 20d\n")
	if b := names("gantt\nsection A\n%% a comment\nBuild : 2026-01-01, 20d\n"); a != b {
		t.Errorf("a comment changes %s to %s", a, b)
	}
	if b := names("gantt\nsection A\nBuild :2026-01-01, 21d\n"); a == b {
		t.Errorf("another date leaves %s", a)
	}
}

// The events are those of the calendar of the same UID that lies elsewhere.
func TestEventsAreKnownByUID(t *testing.T) {
	c, _ := timeline.Compile("", "gantt\nSlut :milestone, slut, 2026-06-01, 0d\n", timeline.Options{})
	b, err := newsletter.Write(c, timeline.Options{}, newsletter.Options{Base: base, UID: "plan.mmd"})
	if err != nil {
		t.Fatal(err)
	}
	want := ics.Events(c, ics.Options{Locale: locale.Danish(), Source: "plan.mmd"})[0].UID
	for name, data := range b.Files {
		if strings.HasSuffix(name, ".ics") && bytes.Contains(data, []byte(want)) {
			return
		}
	}
	t.Errorf("no calendar has the UID %q", want)
}

func TestAddressesAreAsked(t *testing.T) {
	c, _ := timeline.Compile("", "gantt\nBuild :2026-01-01, 20d\n", timeline.Options{})
	for wrong, want := range map[string]string{
		"":                         "not whole",
		"/nyt/":                    "not whole",
		"os2.example/nyt":          "not whole",
		"http://os2.example/nyt/":  "https://",
		"https://localhost:1313/":  "on this computer",
		"https://127.0.0.1/":       "on this computer",
		"https://os2.example/?a=1": "no folder",
	} {
		b, err := newsletter.Write(c, timeline.Options{}, newsletter.Options{Base: wrong})
		if err == nil || b != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", wrong, err, want)
		}
	}
	if _, err := newsletter.Write(c, timeline.Options{}, newsletter.Options{Base: base, Name: "Årsplan"}); err == nil {
		t.Error("a name with a letter that mail programs trip over is taken")
	}
}

// A picture that mail programs cut off is not written; one that loads slowly is
// told of.
func TestLimits(t *testing.T) {
	text := "gantt\n"
	for i := range 400 {
		text += fmt.Sprintf("section Et afsnit med et langt navn, nummer %d\nEn opgave med et langt navn, nummer %d :2026-%02d-01, %dd\nMål %d :milestone, 2026-05-01, 0d\n", i, i, i%12+1, i%200+1, i)
	}
	c, _ := timeline.Compile("", text, timeline.Options{})
	b, err := newsletter.Write(c, timeline.Options{}, newsletter.Options{Base: base})
	if err != nil {
		if !strings.Contains(err.Error(), "Outlook") && !strings.Contains(err.Error(), "1 MB") {
			t.Error(err)
		}
		return
	}
	if len(b.Warnings) == 0 || !strings.Contains(b.Warnings[0], "Gmail") {
		t.Errorf("the block has %d bytes, and the warnings are %q", len(b.Files[newsletter.BlockName]), b.Warnings)
	}
}

// HTML rules, without those that mail needs broken: styles stand in place, old
// attributes help old programs, and there are no bodies in tables.
func TestBlockIsValidHTML(t *testing.T) {
	program, err := filepath.Abs("../../site/testdata/npm/node_modules/html-validate/bin/html-validate.mjs")
	if err == nil {
		_, err = os.Stat(program)
	}
	if _, missing := exec.LookPath("node"); err != nil || missing != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no html-validate found, and CI=true")
		}
		t.Skip("SKIPPED: no html-validate found, so nobody has looked at whether the block is valid HTML")
	}
	dir := t.TempDir()
	for name, text := range plans(t) {
		html := "<!DOCTYPE html>\n<html lang=\"da\"><head><meta charset=\"utf-8\"><title>Nyt</title></head><body>\n" +
			string(block(t, text, timeline.Options{}).Files[newsletter.BlockName]) + "</body></html>\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(html), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	config, err := filepath.Abs("testdata/html-validate.json")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("node", program, "--config", config, "--formatter", "text", dir).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
