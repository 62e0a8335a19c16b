package svg

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline/scene"
)

var update = flag.Bool("update", false, "rewrite the generated style sheet")

// The style sheet has one class for all that stands on bars.
func TestWhatStandsOnBarsHasOneColour(t *testing.T) {
	for name, palette := range map[string]*scene.Palette{"light": scene.Light(), "dark": scene.Dark()} {
		for h := range scene.Hues {
			if got, want := palette.Color(scene.Paint{Role: scene.OnBar, Hue: h}), palette.Color(scene.P(scene.OnBar)); got != want {
				t.Errorf("%s: hue %d has %s, hue 0 has %s", name, h, got, want)
			}
		}
	}
}

// The default theme carries the style sheet as a file, so that a site can read
// and replace it. It must be what CSS gives.
func TestThemeHasStyleSheet(t *testing.T) {
	const file = "../../themes/default/chart.css"
	if *update {
		if err := os.WriteFile(file, CSS(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(CSS()), string(have)); diff != "" {
		t.Errorf("%s is not what CSS gives; run go test ./timeline/svg -update (-want +have):\n%s", file, diff)
	}
}
