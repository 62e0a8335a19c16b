package theme

import (
	"fmt"
	"html/template"
	"path"
	"regexp"

	"kvartal/site/colour"
	"kvartal/site/trace"
	"kvartal/timeline/diag"
)

// tokensFile is the style sheet with a theme's values.
const tokensFile = "tokens.css"

// pair matches a token with its colours for light and for dark.
var pair = regexp.MustCompile(`--([a-z-]+):\s*light-dark\((#[0-9a-fA-F]{3,6}),\s*(#[0-9a-fA-F]{3,6})\)`)

// readable is how much contrast text needs, for light and for dark, in
// hundredths: WCAG's, and more where a shade is chosen for the reader, since
// letters look thinner on dark.
var readable = [2]int{450, 600}

// softPercent is how much of the accent is in --accent-soft, behind the current
// entry of the menu.
const softPercent = 10

// schemes are light and dark, in the order of light-dark().
var schemes = [2]string{"light", "dark"}

// papers returns the colours that text in the accent's colour stands on, or
// that stand on it, for light and for dark: --page first.
func (t *Theme) papers() [2][]colour.Colour {
	var found [2][]colour.Colour
	file, _ := t.File(tokensFile)
	for _, name := range []string{"page", "raised", "accent-ink"} {
		for _, m := range pair.FindAllStringSubmatch(string(file.Data), -1) {
			if m[1] != name {
				continue
			}
			for i := range schemes {
				if c, err := colour.Parse(m[2+i]); err == nil {
					found[i] = append(found[i], c)
				}
			}
		}
	}
	return found
}

// accent returns the shades of a colour that can be read as text, nearest to
// the colour: for light and for dark. Where no shade can, it is the colour.
func (t *Theme) accent(c colour.Colour) [2]colour.Colour {
	shades := [2]colour.Colour{c, c}
	for i, papers := range t.papers() {
		if len(papers) == 0 {
			continue // tokens.css is the site's own and written in another way
		}
		shade, ok := c.Nearest(func(c colour.Colour) bool { return colour.Contrast(c, worst(c, papers)) >= readable[i] })
		if ok {
			shades[i] = shade
		}
	}
	return shades
}

// worst returns the paper that an accent has the least contrast with, its own
// tint among them.
func worst(accent colour.Colour, papers []colour.Colour) colour.Colour {
	found := colour.Mix(accent, papers[0], softPercent)
	for _, p := range papers {
		if colour.Contrast(accent, p) < colour.Contrast(accent, found) {
			found = p
		}
	}
	return found
}

// checkAccent reports an accent that cannot be read in the light colours. For
// dark ones a shade is taken: no colour can be read on both.
func (w World) checkAccent() diag.List {
	c := w.Config.Accent
	if c == nil {
		return nil
	}
	near := w.Theme.accent(*c)[0]
	if near == *c {
		return nil
	}
	paper := worst(*c, w.Theme.papers()[0])
	ratio := colour.Contrast(*c, paper)
	return diag.List{w.Config.Error("theme.accent", "accent-contrast",
		fmt.Sprintf("text in this colour cannot be read everywhere: its contrast with the background %s is %d.%02d:1, and text needs 4.5:1", paper, ratio/100, ratio%100)).
		Hint(fmt.Sprintf("the nearest colour that can be read is %q", near))}
}

// Accent is the site's own accent as a value of CSS, with the shades for light
// and for dark; nothing where the theme's holds.
func (s *SiteView) Accent() template.CSS {
	c := s.config("theme.accent").Accent
	if c == nil {
		return ""
	}
	s.out.rec.Read(trace.File, path.Join(Folder, tokensFile))
	shades := s.out.world.Theme.accent(*c)
	return template.CSS(fmt.Sprintf("light-dark(%s, %s)", shades[0], shades[1]))
}
