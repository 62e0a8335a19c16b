// Package newsletter takes a chart and gives what puts it into a newsletter: a
// piece of HTML to paste, the two pictures that it shows, and a calendar. Mail
// programs know little of the web: the piece is two tables with their styles in
// place, a PNG for all, the SVG for those that can show it, and the dates again
// as text for readers whose pictures are off.
package newsletter

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/ics"
	"kvartal/timeline/locale"
	"kvartal/timeline/png"
	"kvartal/timeline/scene"
)

// Options say where the files will be found. A mail has no address of its own,
// so that every one in it is whole.
type Options struct {
	Base string // address of the folder that the files will be put into: https://example.org/news/
	Page string // address of the page that shows the chart; "": the picture leads to itself in full size
	Name string // begins the names of the files, of a-z, 0-9 and "-"; "": "roadmap"
	UID  string // what tells the events of the calendar from those of others; "": Base and Name
}

// Block is a chart for a newsletter.
type Block struct {
	Files    map[string][]byte // by name: block.html, a PNG, an SVG and a calendar
	Warnings []string          // what is too large to be read well everywhere
}

// BlockName is the file to paste.
const BlockName = "block.html"

// The limits, in bytes and pixels. Gmail cuts a mail off at 102 kB of HTML, of
// which a block is a part; Outlook cuts pictures off at 18 inches; Mailchimp
// advises pictures of 1 MB at most.
const (
	mostHTML   = 20_000
	wantedPNG  = 200_000
	mostPNG    = 1_000_000
	mostHeight = 1728
)

// Write lays a chart out for a mail, 600 px wide, and gives its files. The names
// of pictures and calendar hold a hash of what is in them, so that a mail that is
// sent shows what it was sent with, and no copy kept on the way is shown for a
// newer one. It fails when an address is not whole and https, and when a picture
// is larger than mail programs show.
func Write(c *chart.Chart, o timeline.Options, p Options) (*Block, error) {
	if o.Locale == nil {
		o.Locale = locale.Danish()
	}
	if p.Name == "" {
		p.Name = "roadmap"
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	o.Profile, o.Form, o.Scale, o.Theme, o.IDPrefix = timeline.Newsletter, timeline.Standalone, 2, timeline.Light, ""
	s := timeline.Scene(c, o)
	vectors, err := timeline.Draw(c, o)
	if err != nil {
		return nil, err
	}
	dots, err := timeline.DrawPNG(c, o)
	if err != nil {
		return nil, err
	}
	events := ics.Events(c, ics.Options{Locale: o.Locale, Source: cmp.Or(p.UID, p.Base+p.Name), Page: p.Page})
	b := &Block{Files: map[string][]byte{}}
	// The SVG is the same on every machine and changes with the scene and with how
	// it is drawn; dots may differ between processors.
	stem := p.Name + "." + hash(vectors, []byte(fmt.Sprint(png.Version)))
	names := names{png: stem + ".png", svg: stem + ".svg"}
	b.Files[names.png], b.Files[names.svg] = dots, vectors
	if len(events) > 0 {
		calendar := ics.Calendar(c.Title, events)
		names.ics = p.Name + "." + hash(calendar) + ".ics"
		b.Files[names.ics] = calendar
	}
	w := writer{o: p, l: o.Locale, names: names}
	w.block(c, s)
	b.Files[BlockName] = []byte(w.b.String())
	if err := tooLarge(s, len(dots)); err != nil {
		return nil, err
	}
	b.Warnings = warnings(w.b.Len(), len(dots))
	return b, nil
}

// names are those of the files; ics is "" without milestones.
type names struct{ png, svg, ics string }

func hash(parts ...[]byte) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write(part)
	}
	return fmt.Sprintf("%x", sum.Sum(nil))[:8]
}

// check looks at the addresses and completes them.
func (p *Options) check() error {
	base, err := https(p.Base)
	if err != nil {
		return fmt.Errorf("the address of the files, %q, %w", p.Base, err)
	}
	if base.RawQuery != "" || base.Fragment != "" {
		return fmt.Errorf("the address of the files, %q, is no folder", p.Base)
	}
	p.Base = strings.TrimSuffix(base.String(), "/") + "/"
	if p.Page != "" {
		page, err := https(p.Page)
		if err != nil {
			return fmt.Errorf("the address of the page, %q, %w", p.Page, err)
		}
		p.Page = page.String()
	}
	if strings.Trim(p.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return fmt.Errorf("the name %q: names of files in a mail have only a-z, 0-9 and -", p.Name)
	}
	return nil
}

// https takes addresses that anybody who reads a mail can open.
func https(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return nil, errors.New("is not whole, as https://example.org/news/ is")
	case u.Scheme != "https":
		return nil, errors.New("must begin with https://, which mail programs ask of pictures")
	case u.Hostname() == "localhost" || strings.HasPrefix(u.Hostname(), "127.") || u.Hostname() == "::1":
		return nil, errors.New("is on this computer, where nobody else finds it")
	}
	return u, nil
}

func tooLarge(s *scene.Scene, dots int) error {
	switch {
	case dots > mostPNG:
		return fmt.Errorf("the PNG has %d kB; newsletters take 1 MB at most", dots/1000)
	case s.Height > mostHeight*scene.Px:
		return fmt.Errorf("the picture is %s px high; Outlook cuts off what lies below %d px", scene.Length(s.Height), mostHeight)
	}
	return nil
}

func warnings(html, dots int) []string {
	var out []string
	if html > mostHTML {
		out = append(out, fmt.Sprintf("the block has %d kB, and Gmail cuts a mail off at 102 kB in all", html/1000))
	}
	if wantedPNG < dots && dots <= mostPNG {
		out = append(out, fmt.Sprintf("the PNG has %d kB; 200 kB load faster", dots/1000))
	}
	return out
}
