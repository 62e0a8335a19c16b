package themes

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"kvartal/site/colour"
	"kvartal/timeline/locale"
)

// files returns the text of every file of the default theme with an ending.
func files(t *testing.T, ext string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	entries, err := fs.ReadDir(FS, Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ext {
			continue
		}
		data, err := fs.ReadFile(FS, path.Join(Default, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		texts[e.Name()] = string(data)
	}
	if len(texts) == 0 {
		t.Fatalf("the default theme has no %s files", ext)
	}
	return texts
}

// Words stand in the locale tables, so that a page in another language has
// none of a template's own.
func TestNoWordsInTemplates(t *testing.T) {
	script := regexp.MustCompile(`(?s)<(script|style)>.*?</(script|style)>`)
	shown := regexp.MustCompile(`(?:alt|aria-label|title|placeholder)="[^"]*\p{L}`)
	tag := regexp.MustCompile(`(?s)<[^>]*>`)
	for name, text := range files(t, ".html") {
		trees, err := parseAll(name, text)
		if err != nil {
			t.Error(err)
			continue
		}
		var own strings.Builder
		for _, tree := range trees {
			textNodes(tree.Root, &own)
		}
		html := script.ReplaceAllString(own.String(), "")
		for _, attribute := range shown.FindAllString(html, -1) {
			t.Errorf("%s: words in %s; take them from the locale tables by t", name, attribute)
		}
		words := strings.TrimFunc(tag.ReplaceAllString(html, " "), func(r rune) bool { return !unicode.IsLetter(r) })
		if words != "" {
			t.Errorf("%s: the words %q stand in the template; take them from the locale tables by t", name, words)
		}
	}
}

func parseAll(name, text string) (map[string]*parse.Tree, error) {
	trees := map[string]*parse.Tree{}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", trees)
	return trees, err
}

// textNodes writes what a template has outside its actions. An action leaves an
// x in an attribute's place only if the attribute holds nothing else, so words
// from t are not taken for a template's own.
func textNodes(n parse.Node, to *strings.Builder) {
	branch := func(b *parse.BranchNode) {
		textNodes(b.List, to)
		if b.ElseList != nil {
			textNodes(b.ElseList, to)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			textNodes(child, to)
		}
	case *parse.TextNode:
		to.Write(n.Text)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// A word that no language lacks is checked by package locale; here, that
// templates ask only for words there are.
func TestWordsExist(t *testing.T) {
	call := regexp.MustCompile(`\bt "([^"]*)"`)
	asked := 0
	for name, text := range files(t, ".html") {
		for _, m := range call.FindAllStringSubmatch(text, -1) {
			asked++
			for _, tag := range locale.Tags() {
				l, _ := locale.Get(tag)
				if _, ok := l.Word(m[1]); !ok {
					t.Errorf("%s: there is no word %q in %q", name, m[1], tag)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no template asks for a word: the pattern of this test is wrong")
	}
}

// Nothing of a page comes from a third party.
func TestNothingFromElsewhere(t *testing.T) {
	elsewhere := regexp.MustCompile(`(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s"')]*`)
	for _, ext := range []string{".html", ".css", ".js", ".svg"} {
		for name, text := range files(t, ext) {
			for _, address := range elsewhere.FindAllString(text, -1) {
				if address != "http://www.w3.org/2000/svg" {
					t.Errorf("%s names %s", name, address)
				}
			}
		}
	}
}

// All that a reader loads besides the page itself stays small.
func TestSmall(t *testing.T) {
	css := 0
	for _, text := range files(t, ".css") {
		css += len(text)
	}
	if css > 25_000 {
		t.Errorf("the style sheets have %d bytes, more than 25 kB", css)
	}
	if n := len(files(t, ".js")["script.js"]); n > 10_000 {
		t.Errorf("the script has %d bytes, more than 10 kB", n)
	}
}

// pair matches a token with its colours for light and for dark.
var pair = regexp.MustCompile(`--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)`)

func tokens(t *testing.T, css string) map[string][2]colour.Colour {
	t.Helper()
	found := map[string][2]colour.Colour{}
	for _, m := range pair.FindAllStringSubmatch(css, -1) {
		light, err := colour.Parse(m[2])
		dark, err2 := colour.Parse(m[3])
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		found[m[1]] = [2]colour.Colour{light, dark}
	}
	return found
}

// WCAG 2.2, 1.4.3 and 1.4.11: text 4.5:1, what can be used 3:1.
func TestContrast(t *testing.T) {
	css := files(t, ".css")
	all := tokens(t, css["tokens.css"])
	type want struct {
		front, back string
		ratio       int // in hundredths
	}
	wants := []want{{"accent-ink", "accent", 450}, {"accent", "accent-soft", 450}, {"ink", "accent-soft", 450}, {"edge", "page", 300}, {"edge", "raised", 300}}
	soft := regexp.MustCompile(`--accent-soft: color-mix\(in srgb, var\(--accent\) (\d+)%, var\(--page\)\)`).FindStringSubmatch(css["tokens.css"])
	if soft == nil {
		t.Fatal("--accent-soft is not the accent on the page")
	}
	percent, _ := strconv.Atoi(soft[1])
	all["accent-soft"] = [2]colour.Colour{colour.Mix(all["accent"][0], all["page"][0], percent), colour.Mix(all["accent"][1], all["page"][1], percent)}
	for _, front := range []string{"ink", "muted", "accent", "note", "tip", "important", "warning", "caution"} {
		wants = append(wants, want{front, "page", 450}, want{front, "raised", 450})
	}
	for name, colours := range tokens(t, css["highlight.css"]) {
		all["code "+name] = colours
		wants = append(wants, want{"code " + name, "raised", 450})
	}
	for _, w := range wants {
		front, known := all[w.front]
		back, alsoKnown := all[w.back]
		if !known || !alsoKnown {
			t.Fatalf("no colour %q or %q", w.front, w.back)
		}
		for i, mode := range []string{"light", "dark"} {
			if got := colour.Contrast(front[i], back[i]); got < w.ratio {
				t.Errorf("%s: %s (%s) on %s (%s) has a contrast of %d hundredths, want %d", mode, front[i], w.front, back[i], w.back, got, w.ratio)
			}
		}
	}
}

// A value that is used and not defined would be silently ignored by browsers.
func TestTokensDefined(t *testing.T) {
	definition := regexp.MustCompile(`(--[a-z0-9-]+):`)
	use := regexp.MustCompile(`var\((--[a-z0-9-]+)`)
	defined := map[string]bool{}
	css := files(t, ".css")
	for _, text := range css {
		for _, m := range definition.FindAllStringSubmatch(text, -1) {
			defined[m[1]] = true
		}
	}
	for name, text := range css {
		for _, m := range use.FindAllStringSubmatch(text, -1) {
			if !defined[m[1]] {
				t.Errorf("%s uses %s, which no style sheet defines", name, m[1])
			}
		}
	}
}

func ExampleFS() {
	entries, _ := fs.ReadDir(FS, ".")
	for _, e := range entries {
		fmt.Println(e.Name())
	}
	// Output: default
}
