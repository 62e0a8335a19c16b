package svg

import (
	"fmt"
	"slices"
	"strings"

	"kvartal/timeline/scene"
)

func fillClass(p scene.Paint) string   { return "kv-f-" + class(p) }
func strokeClass(p scene.Paint) string { return "kv-s-" + class(p) }

// class names a paint. What stands on bars has one colour in all hues on a screen,
// and so one name; print alone knows others.
func class(p scene.Paint) string {
	if p.Role == scene.OnBar {
		return "on-bar"
	}
	return p.String()
}

// CSS returns the style sheet of inline charts: each colour as a custom
// property (--kv-ink), which a site may set anew on .kv-chart, and the classes
// that use them. Light or dark follows the color-scheme of the page (CSS Color 5,
// light-dark()); a page that says nothing of it is light.
//
// It has no blanks that it can do without: a reader's telephone loads it with
// every page.
func CSS() []byte {
	var b strings.Builder
	b.WriteString(`/* The colours of charts, generated: go test ./timeline/svg -update
   To change one, set its property on .kv-chart in a file of your own. */
.kv-chart{display:block;max-width:100%;height:auto;letter-spacing:normal;word-spacing:normal;font-style:normal;font-variant:normal}
.kv-chart a:focus-visible{outline:2px solid var(--kv-ink);outline-offset:2px}
@media print{.kv-chart{print-color-adjust:exact;break-inside:avoid}}
:root{
`)
	light, dark := scene.Light(), scene.Dark()
	paints := slices.DeleteFunc(scene.Paints(), func(p scene.Paint) bool { return p.Role == scene.OnBar && p.Hue > 0 })
	for _, p := range paints {
		fmt.Fprintf(&b, "--kv-%s:light-dark(%s,%s);\n", class(p), brief(light.Color(p)), brief(dark.Color(p)))
	}
	b.WriteString("}\n")
	for _, p := range paints {
		if p.Fills() {
			fmt.Fprintf(&b, ".%s{fill:var(--kv-%s)}\n", fillClass(p), class(p))
		}
		if p.Strokes() {
			fmt.Fprintf(&b, ".%s{stroke:var(--kv-%s)}\n", strokeClass(p), class(p))
		}
	}
	return []byte(b.String())
}

// brief writes "#aabbcc" as "#abc".
func brief(color string) string {
	if len(color) == 7 && color[1] == color[2] && color[3] == color[4] && color[5] == color[6] {
		return "#" + color[1:2] + color[3:4] + color[5:6]
	}
	return color
}
