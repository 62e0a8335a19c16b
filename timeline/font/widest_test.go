package font

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var update = flag.Bool("update", false, "rewrite the tables of the widest faces")

// others are the faces that widest stands for, as fontconfig finds them.
var others = map[bool][]string{
	false: {"DejaVu Sans:style=Book", "Noto Sans:style=Regular", "Roboto:style=Regular"},
	true:  {"DejaVu Sans:style=Bold", "Noto Sans:style=Bold", "Roboto:style=Bold"},
}

// installed reads a face from this machine.
func installed(t *testing.T, pattern string) *sfnt.Font {
	t.Helper()
	found, err := exec.Command("fc-match", "-f", "%{family}\n%{file}", pattern).Output()
	family, file, _ := strings.Cut(string(found), "\n")
	want, _, _ := strings.Cut(pattern, ":")
	if err != nil || !strings.HasPrefix(family, want) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed, and CI=true", want)
		}
		t.Skipf("SKIPPED: %s is not installed, so nobody has compared the table with it", want)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	face, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// widestOf returns what the widest face takes for a character that Liberation
// has.
func widestOf(t *testing.T, r rune, own table, faces []*sfnt.Font) int {
	t.Helper()
	most := int(own[r])
	var buf sfnt.Buffer
	for _, f := range faces {
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, fixed.I(em), font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, advance.Ceil())
	}
	return most
}

// The tables hold what the faces themselves say, and what stands in no table is
// guessed wide enough.
func TestWidestHoldsForEachFace(t *testing.T) {
	liberation := Liberation()
	for bold, patterns := range others {
		own, wide := liberation.regular, liberation.widestRegular
		if bold {
			own, wide = liberation.bold, liberation.widestBold
		}
		var faces []*sfnt.Font
		for _, pattern := range patterns {
			faces = append(faces, installed(t, pattern))
		}
		for r := range rune(last) {
			if own[r] < 0 {
				continue
			}
			if most := widestOf(t, r, own, faces); int(wide[r]) < most {
				t.Errorf("bold %t: %q takes %d, more than the table's %d", bold, r, most, wide[r])
			}
		}
	}
}

// Nothing is lost by it: the table is no wider than rounding makes it.
func TestWidestIsTight(t *testing.T) {
	f := Liberation()
	const words = "Produkt financieret Produktkoordinator/ community manager"
	if own, wide := f.Width(words, 1300, false), f.Widest(words, 1300, false); wide < own*110/100 || wide > own*122/100 {
		t.Errorf("%q is %d wide, and %d at most: DejaVu Sans takes 15 to 20 hundredths more", words, own, wide)
	}
}

func TestWriteWidest(t *testing.T) {
	if !*update {
		t.Skip("run with -update to write widesttables.go anew")
	}
	var b strings.Builder
	b.WriteString("package font\n\n// Generated from the faces themselves: go test ./timeline/font -run WriteWidest -update\n\nconst (\n")
	for _, bold := range []bool{false, true} {
		name, own := "widestRegular", Liberation().regular
		if bold {
			name, own = "widestBold", Liberation().bold
		}
		var faces []*sfnt.Font
		for _, pattern := range others[bold] {
			faces = append(faces, installed(t, pattern))
		}
		fmt.Fprintf(&b, "\t%s = \"\"", name)
		count := 0
		for _, run := range widestRanges {
			for r := run.from; r < run.to; r++ {
				if count%64 == 0 {
					b.WriteString(" +\n\t\t\"")
				}
				parts := 0
				if own[r] >= 0 {
					parts = (widestOf(t, r, own, faces)*widestUnit + em - 1) / em
					for parts*em/widestUnit < widestOf(t, r, own, faces) {
						parts++
					}
				}
				fmt.Fprintf(&b, "%02x", min(parts, 255))
				if count++; count%64 == 0 {
					b.WriteString("\"")
				}
			}
		}
		if count%64 != 0 {
			b.WriteString("\"")
		}
		b.WriteString("\n")
	}
	b.WriteString(")\n")
	if err := os.WriteFile("widesttables.go", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
