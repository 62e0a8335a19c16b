package markdown_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"kvartal/site/markdown"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// example is one of a specification's examples.
type example struct {
	name, markdown, html string
}

// commonMark returns the examples of CommonMark 0.31.2, which the Markdown
// library's module carries.
func commonMark(t *testing.T) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var read []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	var examples []example
	for _, e := range read {
		examples = append(examples, example{fmt.Sprintf("%d %s", e.Example, e.Section), e.Markdown, e.HTML})
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples of CommonMark, not 652", len(examples))
	}
	return examples
}

var gfmExample = regexp.MustCompile("(?s)`{32} example ([a-z ]+)\n(.*?)\n\\.\n(.*?\n)`{32}")

// gitHub returns the examples of GitHub's extensions.
func gitHub(t *testing.T) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/spec/gfm.txt")
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	for i, m := range gfmExample.FindAllStringSubmatch(string(data), -1) {
		examples = append(examples, example{fmt.Sprintf("%d %s", i+1, m[1]), m[2] + "\n", m[3]})
	}
	if len(examples) != 25 {
		t.Fatalf("%d examples of GitHub's extensions, not 25", len(examples))
	}
	return examples
}

func rendered(t *testing.T, o markdown.Options, body string) string {
	t.Helper()
	doc, _ := markdown.New(locale.Danish(), o).Render(diag.NewSource("in.md", body), body)
	text, err := doc.Fill(func(_ markdown.Hole, arg string) string { return html.EscapeString(arg) })
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// With nothing added, every example of CommonMark is HTML byte for byte.
func TestCommonMark(t *testing.T) {
	for _, e := range commonMark(t) {
		if got := rendered(t, markdown.Options{}, e.markdown); got != e.html {
			t.Errorf("%s: %q\n got %q\nwant %q", e.name, e.markdown, got, e.html)
		}
	}
}

// So it is with GitHub's extensions; their specification compares the elements,
// not how a tag is written. GitHub's addresses are links in CommonMark's
// examples too, but for those that say that they are none.
func TestGitHub(t *testing.T) {
	for _, e := range gitHub(t) {
		got := rendered(t, markdown.Options{GitHub: true, TagFilter: strings.HasSuffix(e.name, "tagfilter")}, e.markdown)
		if got, want := elements(t, got), elements(t, e.html); got != want {
			t.Errorf("%s: %q\n got %q\nwant %q", e.name, e.markdown, got, want)
		}
	}
}

// What the site writes differs from the specifications only where it adds
// something: ids and links of headings, boxes around tables, colours of code.
func TestSiteWritesWhatTheSpecificationsSay(t *testing.T) {
	for _, e := range append(commonMark(t), gitHub(t)...) {
		o := markdown.Options{Site: true, GitHub: regexp.MustCompile(`^\d+ [a-z]`).MatchString(e.name), TagFilter: strings.HasSuffix(e.name, "tagfilter")}
		got, want := elements(t, rendered(t, o, e.markdown)), elements(t, e.html)
		if got != want {
			t.Errorf("%s: %q\n got %q\nwant %q", e.name, e.markdown, got, want)
		}
	}
}

// added are attributes that the site writes beside those of a specification.
var added = map[string]string{"h1": "id", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id",
	"pre": "class tabindex", "img": "loading", "input": "aria-label", "code": ""}

var siteParts = regexp.MustCompile(` <a class="anchor"[^>]*>#</a>|<div class="table-scroll"[^>]*>\n|</table>\n</div>`)

// elements gives HTML in one spelling: attributes in order, no slash in <br />,
// entities read, and nothing of what the site adds.
func elements(t *testing.T, text string) string {
	t.Helper()
	text = siteParts.ReplaceAllStringFunc(text, func(part string) string {
		if strings.HasPrefix(part, "</table>") {
			return "</table>"
		}
		return ""
	})
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	inCode := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return strings.TrimSpace(b.String())
		}
		token := z.Token()
		switch {
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			if token.Data == "code" {
				inCode++
			}
			if inCode > 0 && token.Data == "span" {
				continue // a colour
			}
			attributes := map[string]string{}
			for _, a := range token.Attr {
				if !slices.Contains(strings.Fields(added[token.Data]), a.Key) {
					attributes[a.Key] = a.Val
				}
				if a.Key == "href" || a.Key == "src" {
					attributes[a.Key] = string(util.URLEscape([]byte(a.Val), false)) // left to whoever fills the holes
				}
			}
			if token.Data == "th" || token.Data == "td" {
				if align, ok := strings.CutPrefix(attributes["style"], "text-align:"); ok {
					delete(attributes, "style")
					attributes["align"] = align
				}
			}
			b.WriteString("<" + token.Data)
			for _, key := range slices.Sorted(maps.Keys(attributes)) {
				fmt.Fprintf(&b, " %s=%q", key, attributes[key])
			}
			b.WriteString(">")
		case kind == html.EndTagToken && token.Data == "span" && inCode > 0:
		case kind == html.TextToken:
			b.WriteString(token.Data)
		default:
			if kind == html.EndTagToken && token.Data == "code" {
				inCode--
			}
			b.WriteString(token.String())
		}
	}
}
