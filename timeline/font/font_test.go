package font_test

import (
	"testing"

	"kvartal/timeline/font"
)

// Arial's own advances, of 2048 units to the em, as its hmtx table has them:
// H 1479, a 1139, i 455, space 569, Æ 2048, å 1139; bold H 1479, a 1139, i 569.
func TestWidthsAreThoseOfArial(t *testing.T) {
	face := font.Liberation()
	for _, c := range []struct {
		text string
		bold bool
		want int // at 2048 units to the size
	}{
		{"H", false, 1479},
		{"ai", false, 1139 + 455},
		{"a i", false, 1139 + 569 + 455},
		{"Æå", false, 2048 + 1139},
		{"Hai", true, 1479 + 1139 + 569},
		{"", false, 0},
	} {
		if got := face.Width(c.text, 2048, c.bold); got != c.want {
			t.Errorf("%q, bold %v: %d units, want %d", c.text, c.bold, got, c.want)
		}
	}
}

func TestWidthIsRoundedUp(t *testing.T) {
	if got := font.Liberation().Width("i", 1, false); got != 1 {
		t.Errorf("got %d, want 1", got)
	}
}

// What the face does not have counts as wide as other fonts draw it.
func TestForeignLetters(t *testing.T) {
	face := font.Liberation()
	for _, c := range []struct {
		text  string
		least int // in hundredths of the size
	}{
		{"Årsskifte 25/26 – »æøå«", 100},
		{"Ωμέγα Москва", 100},
		{"漢字", 200},
		{"🎉", 130},
		{"👍🏽", 130},
		{"العربية", 300},
	} {
		if got, most := face.Width(c.text, 100, false), face.Widest(c.text, 100, false); got < c.least || most < got {
			t.Errorf("%q: %d wide, at most %d, want at least %d", c.text, got, most, c.least)
		}
	}
}
