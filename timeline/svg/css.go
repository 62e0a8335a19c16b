package svg

import (
	"fmt"
	"strings"

	"kvartal/timeline/scene"
)

func fillClass(p scene.Paint) string   { return "kv-f-" + p.String() }
func strokeClass(p scene.Paint) string { return "kv-s-" + p.String() }

// CSS returns the style sheet of inline charts: each colour as a custom
// property (--kv-ink), which a site may set anew on .kv-chart, and the classes
// that use them. Light or dark follows the color-scheme of the page (CSS Color 5,
// light-dark()); a page that says nothing of it is light.
func CSS() []byte {
	var b strings.Builder
	b.WriteString(`/* The colours of charts. Generated from the palettes in timeline/scene:
   go test ./timeline/svg -update
   Set the custom properties on .kv-chart in a file of your own to change them. */
.kv-chart {
  display: block;
  max-width: 100%;
  height: auto;
  letter-spacing: normal;
  word-spacing: normal;
  font-style: normal;
  font-variant: normal;
}
.kv-chart a:focus-visible {
  outline: 2px solid var(--kv-ink);
  outline-offset: 2px;
}
`)
	light, dark := scene.Light(), scene.Dark()
	b.WriteString(":root {\n")
	for _, p := range scene.Paints() {
		fmt.Fprintf(&b, "  --kv-%s: light-dark(%s, %s);\n", p, light.Color(p), dark.Color(p))
	}
	b.WriteString("}\n@media print {\n  .kv-chart {\n    -webkit-print-color-adjust: exact;\n    print-color-adjust: exact;\n    break-inside: avoid;\n  }\n}\n")
	for _, p := range scene.Paints() {
		fmt.Fprintf(&b, ".%s { fill: var(--kv-%s); }\n.%s { stroke: var(--kv-%s); }\n", fillClass(p), p, strokeClass(p), p)
	}
	return []byte(b.String())
}
