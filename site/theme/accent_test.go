package theme

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"kvartal/site/colour"
	"kvartal/themes"
)

func loadDefault(t *testing.T, own fstest.MapFS) *Theme {
	t.Helper()
	look, list := Load(own, themes.FS, themes.Default, nil)
	if len(list) > 0 {
		t.Fatal(list)
	}
	return look
}

// Whatever colour a site chooses, its shades can be read on every background
// of the default theme, and a colour that can is taken as it is.
func TestAccentCanBeRead(t *testing.T) {
	look := loadDefault(t, fstest.MapFS{})
	papers := look.papers()
	for i, scheme := range schemes {
		if len(papers[i]) != 3 {
			t.Fatalf("%s: %d backgrounds are found in tokens.css, want page, raised and accent-ink", scheme, len(papers[i]))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		c := colour.Colour{R: rapid.Uint8().Draw(t, "r"), G: rapid.Uint8().Draw(t, "g"), B: rapid.Uint8().Draw(t, "b")}
		for i, shade := range look.accent(c) {
			for _, paper := range append(papers[i], colour.Mix(shade, papers[i][0], softPercent)) {
				if got := colour.Contrast(shade, paper); got < readable[i] {
					t.Fatalf("%s: %s becomes %s, which has a contrast of %d with %s", schemes[i], c, shade, got, paper)
				}
			}
		}
		if shades := look.accent(c); look.accent(shades[0])[0] != shades[0] {
			t.Fatalf("%s is proposed for %s and then refused", shades[0], c)
		}
	})
}

// The tint that is computed here is the one that tokens.css has.
func TestSoftAccent(t *testing.T) {
	tokens, _ := loadDefault(t, fstest.MapFS{}).File(tokensFile)
	if want := fmt.Sprintf("--accent-soft: color-mix(in srgb, var(--accent) %d%%, var(--page));", softPercent); !strings.Contains(string(tokens.Data), want) {
		t.Errorf("%s has no %q", tokensFile, want)
	}
}

// A site's own tokens.css is what an accent is measured on; one that is
// written in another way is not guessed at.
func TestAccentOnOwnTokens(t *testing.T) {
	grey := colour.Colour{R: 0x99, G: 0x99, B: 0x99}
	black := loadDefault(t, fstest.MapFS{"templates/tokens.css": {Data: []byte(":root { --page: light-dark(#000, #000); }")}})
	if got := black.accent(grey)[0]; got != grey {
		t.Errorf("%s can be read on black, but becomes %s", grey, got)
	}
	other := loadDefault(t, fstest.MapFS{"templates/tokens.css": {Data: []byte(":root { --page: white; }")}})
	if got := other.accent(grey); got != [2]colour.Colour{grey, grey} {
		t.Errorf("%s becomes %v, though no background is known", grey, got)
	}
}
