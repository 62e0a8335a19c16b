package markdown_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"kvartal/site/markdown"
	"kvartal/timeline/golden"
)

// Whatever a page holds, it is rendered without a panic, all its holes can be
// filled, and every place in it is one of the file.
func FuzzRender(f *testing.F) {
	for _, seed := range []string{
		"# a\n\n[b](c.md#d) ![e](f.mmd)\n", "> [!NOTE] *x*\n> y\n", "```gantt\na :2026-01-01, 1d\n```\n",
		"> - ~~~mermaid\n>   gantt\n>   ~~~", "{{ site.time | date }} {% x %}", "a[^1]\n\n[^1]: b\n", "| a |\n|---|\n| b |\n",
		"[x](%00%00.md)\x00[\x00](\x00)", "'a' b' \"c\" -- ...", "<a id=x>{{ y }}</a>\n\n<div>\n{{ z }}\n", "## x {#a}\n## y {#a .b c=d}\n",
		"![a](b.mmd)\n- ![c](d.mermaid)", "- [x] a\n\t- [ ] b",
		"a\n{.b}\n{: .c }\nd\n\n{: .note }\n> e\n", "- a\n{:toc}\n\n- {:.b} c\n", "[a](b){.c #d e=f} *g*{: .h} <i>j</i>{.k}", "|a|\n|-|\n{.b}\n",
		"[a]({% link b.md %}) [c]: {{ d }}\n\n{% raw %} {{ e\n f }} {% endraw %}", "<div markdown=\"1\">\n<a href=b.md srcset='c 1x, d'>\n</div>\n",
		"a\n\n<!--more-->\n\nb", "```go {linenos=1 hl_lines=\"0-9 7-3\" linenostart=-5}\na\n```\n{.b}", "{: .warning-title }\na\nb\n", "> {: .note }\n> - b\nc\n{.d}\n",
		"[^1]\n\n[^1]: {{ foot }}\n", "[x]: {{ a }} text\n", "foo]({{ a }})", "[y]({{ a }}", "# head]({{ a }})\n", "a\n{.b title=\"x]({{ c\td }})\"}\n",
		"[a](b.md \"x]({{ c }})\") [d]\n\n[d]: e.md \"[f]: {{ g }}\"\n", "[a]: {{ b }}c]:{{ d\te }}\n[a]\n", "[å]({{ b\tc }}d.md) ![](<{{ e }}>)",
		"a\n: b\n", "\t\t```mermaid\n\tgantt", "1. > [!TIP]\n   > ```gantt\n   > å :x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		page = strings.ToValidUTF8(page, "\uFFFD")
		doc, list := render(t, "da", page)
		html, err := doc.Fill(func(h markdown.Hole, arg string) string {
			switch h {
			case markdown.LinkHole, markdown.RoadmapHole, markdown.UpdatedHole:
			default:
				t.Errorf("a hole of the unknown kind %q", h)
			}
			return ""
		})
		if !utf8.ValidString(html) || !utf8.ValidString(markdown.Format(doc)) {
			t.Errorf("invalid UTF-8: %q", markdown.Format(doc))
		}
		if err != nil || strings.Contains(html, "\x00") {
			t.Errorf("marks are left: %v, %q", err, html)
		}
		last := strings.Count(page, "\n") + strings.Count(page, "\r") + 1
		for _, d := range list {
			if d.Line < 0 || d.Line > last {
				t.Errorf("line %d of %d: %s", d.Line, last, d.Message)
			}
		}
		seen := map[string]bool{}
		for _, h := range doc.Headings {
			if seen[h.ID] || h.ID == "" {
				t.Errorf("the heading %q has the id %q, which is empty or taken", h.Title, h.ID)
			}
			seen[h.ID] = true
		}
		if messages := printed(t, list); !utf8.ValidString(messages) {
			t.Errorf("a message is invalid UTF-8: %q", messages)
		}
	})
}

// Hostile pages cost no more than their length. Two things the library itself
// does with the square of it, and quickly: quotations within each other, and
// definitions of links without an empty line between them.
func TestLongPages(t *testing.T) {
	for _, piece := range []string{"'", "\"", "{{", "{{ a }}", "[", "![", "[a](b.md) ", "' a", "<a>", "`", "*a ", "[!NOTE] ",
		"# a\n", "# a {#b}\n", "> [!x]\n\n", "|a|\n|-|\n|b|\n\n", "[^1]\n\n[^1]: a\n", "[^1] ", "[^1", "]: {{ ", "[a]: {{ b }}\n\n", "[a](b.md \"{{ c }}\") ", "```gantt\na\n```\n", "<p>{{ x }}\n\n", "{.a", "{.a}", "{.a}\n", "a\n{.b}\n", "{: .a }\n\n", "*a*{.b} ", "</i>{.a}", "<i>{.a}</i>", "{a='", "](", "]({{ ",
		"[a]({{ b }}) ", "{% a\n", "{% raw %} ", "<a href=b>", "<p>\n<a href='", "<div markdown=1>\n", "<a srcset='b,", "<img srcset='a 1x,' ", "- {.a}\n", "[a][b] ", "#a\n", "-a\n", "(a)[b.md] ", "[a] (b.md) ",
		"```{.a}\n```\n", "|a|\n|-|\n|{.a}|\n\n", "- a\n{:toc}\n\n# b\n\n", "<!--more-->\n\na\n\n", "{: .note }\n> "} {
		golden.Linear(t, strconv.Quote(piece), 4000, func(n int) { render(t, "da", strings.Repeat(piece, n)) })
	}
}
