package site

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"kvartal/timeline/calendar"
)

// moreEdits is how many edits the method of that name returns.
const moreEdits = 13

// moreEdits are edits of what is no page: timelines, themes, files behind links,
// the language, the day.
func (p *project) moreEdits(r *rand.Rand, n int) []func() string {
	config := func(key, line string) {
		p.files["kvartal.toml"] = line + dropLine(p.files["kvartal.toml"], key+" =")
	}
	return []func() string{
		func() string {
			p.files["content/os2/tavle.timeline.toml"] += fmt.Sprintf("\n[[tasks]]\nname = \"Trin %d\"\nstart = 2026-02-01\nend = 2026-04-%02d\n", n, 1+n%28)
			return "timeline in TOML"
		},
		func() string {
			p.files["content/os2/tavle.md"] = strings.Replace(p.files["content/os2/tavle.md"], "(plan.md)", "(noter.md)", 1)
			p.files["content/os2/noter.md"] += "\n" + fmt.Sprintf(lawChart, 1+n)
			return "roadmap of another page"
		},
		func() string {
			p.files["themes/egen/style-extra.css"] += fmt.Sprintf("p { --n: %d }\n", n)
			return "file of a theme"
		},
		func() string {
			p.files["themes/egen/footer-extra.html"] += fmt.Sprintf("<i>%d</i>", n)
			return "template of a theme"
		},
		func() string {
			text := dropLine(p.files["kvartal.toml"], "name =")
			if r.IntN(2) == 0 {
				text = strings.Replace(text, "[theme]\n", "[theme]\nname = \"egen\"\n", 1)
			}
			p.files["kvartal.toml"] = text
			return "another theme"
		},
		func() string {
			p.files["delt/tekst.md"] += fmt.Sprintf("\nDelt %d.\n", n)
			return "page behind a link"
		},
		func() string {
			p.files["delt/fil.csv"] += fmt.Sprintf("%d\n", n)
			return "file behind a link"
		},
		func() string {
			config("language", fmt.Sprintf("language = %q\n", []string{"da", "en"}[r.IntN(2)]))
			return "language of the site"
		},
		func() string { p.today = calendar.Date(2026, 11+r.IntN(3), 20); return "another day" },
		func() string { p.future = !p.future; return "future" },
		func() string {
			p.files[fmt.Sprintf("content/%c.svg", 'a'+n%2)] = fmt.Sprintf("<svg><!-- %d --></svg>", n)
			return "picture"
		},
		func() string {
			p.files[fmt.Sprintf("content/os2/bilag-%d.txt", n%3)] = "Bilag.\n"
			return "new file"
		},
		func() string {
			delete(p.files, fmt.Sprintf("content/os2/bilag-%d.txt", n%3))
			return "file gone"
		},
	}
}
