package cli

import (
	"os"
	"path/filepath"

	"kvartal/timeline"
	"kvartal/timeline/diag"
	"kvartal/timeline/newsletter"
)

// forNewsletter says where a newsletter's files go and where they will be found.
type forNewsletter struct {
	Newsletter string `placeholder:"DIR" help:"Write what puts the roadmap into a newsletter: block.html to paste, its pictures and a calendar."`
	BaseURL    string `name:"base-url" placeholder:"URL" help:"Where the files of --newsletter will be found on the web: https://example.org/news/."`
	PageURL    string `name:"page-url" placeholder:"URL" help:"The page that the newsletter's picture leads to (default: the picture itself)."`
}

// wanted tells whether files for a newsletter are asked for.
func (n forNewsletter) wanted(files int) (bool, error) {
	switch {
	case n.Newsletter == "" && n.BaseURL != "":
		return false, usage("--base-url: it is for --newsletter DIR")
	case n.Newsletter == "" && n.PageURL != "":
		return false, usage("--page-url: it is for --newsletter DIR")
	case n.Newsletter == "":
		return false, nil
	case n.BaseURL == "":
		return false, usage("--newsletter: a mail finds its pictures on the web only\nhint: --base-url https://example.org/news/ says where you will put them")
	case files > 1:
		return false, usage("--newsletter: it takes one roadmap at a time")
	}
	return true, nil
}

// newsletter writes the files, and tells what is too large.
func (d *drawing) newsletter() error {
	asked := d.cmd.forNewsletter
	block, err := newsletter.Write(d.chart, d.options, newsletter.Options{Base: asked.BaseURL, Page: asked.PageURL, UID: d.cmd.UID})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(asked.Newsletter, 0o755); err != nil {
		return unwritable(asked.Newsletter, err)
	}
	for name, data := range block.Files {
		file := filepath.Join(asked.Newsletter, name)
		if err := replaceFile(file, data); err != nil {
			return unwritable(file, err)
		}
	}
	for _, words := range block.Warnings {
		d.problems = append(d.problems, diag.Diag{Severity: diag.Warning, Code: "roadmap-large-mail",
			Place: diag.Place{File: d.source.file, Message: words}})
	}
	o := d.options
	o.Profile = timeline.Newsletter
	d.tellBoxes(timeline.Boxed(d.chart, o))
	return nil
}
