package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"kvartal/timeline/pdf"
	"kvartal/timeline/scene"
)

// sample holds everything that a scene can hold.
func sample() *scene.Scene {
	ink, bar := scene.P(scene.Ink), scene.Paint{Role: scene.Bar, Hue: 1}
	return &scene.Scene{Width: 40000, Height: 20000, Title: "Plan (æøå)", Desc: "2 aktiviteter.", Lang: "da", Nodes: []scene.Node{
		scene.Rect{W: 40000, H: 20000, Fill: scene.P(scene.Paper)},
		scene.Rect{X: 1000, Y: 1000, W: 10000, H: 2000, Radius: 400, Fill: bar, Stroke: ink, StrokeWidth: 150},
		scene.Line{X1: 500, Y1: 500, X2: 500, Y2: 19000, Stroke: scene.P(scene.Marker), Width: 150, Dash: true},
		scene.Path{Points: []scene.Point{{X: 3000, Y: 4000}, {X: 3800, Y: 4800}, {X: 3000, Y: 5600}, {X: 2200, Y: 4800}}, Closed: true, Fill: bar},
		scene.Path{Points: []scene.Point{{X: 5000, Y: 5000}, {X: 5400, Y: 5400}, {X: 6000, Y: 4600}}, Stroke: ink, Width: 200},
		scene.Group{Name: "row", Link: "https://example.org/?a=(1)&b=2", Nodes: []scene.Node{
			scene.Text{X: 12000, Y: 3000, S: "Udbud (1) \\ å", Size: 1300, Fill: ink, Underline: true}}},
		scene.Group{Name: "row", Link: "../plan/", Nodes: []scene.Node{
			scene.Text{X: 39000, Y: 6000, S: "Ωμέγα", Size: 1300, Fill: ink, Bold: true, Anchor: scene.End}}},
		scene.Text{X: 20000, Y: 9000, S: "Fest 🎉 nu", Size: 1300, Fill: ink, Anchor: scene.Middle},
	}}
}

// The words of a document can be taken out of it, in the order in which they are
// drawn.
func TestTextCanBeSelected(t *testing.T) {
	data := write(t, sample())
	texts := texts(t, data)
	want := []string{`Udbud (1) \ å`, "Ωμέγα", "Fest ", "1F3", "89", " nu"}
	if !slices.Equal(texts, want) {
		t.Errorf("the texts are %q, want %q", texts, want)
	}
	if all := streams(t, data); !strings.Contains(all, "beginbfrange\n<0000> <FFFF> <0000>") {
		t.Error("no table tells which letters the codes of the texts are")
	}
}

// texts reads the strings that a document shows: UTF-16 within parentheses.
func texts(t *testing.T, data []byte) []string {
	t.Helper()
	var out []string
	for _, m := range regexp.MustCompile(`(?s)Td \((.*?)\) Tj ET`).FindAllStringSubmatch(streams(t, data), -1) {
		raw := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllStringFunc(m[1], func(s string) string {
			return strings.NewReplacer(`\r`, "\r", `\n`, "\n", `\(`, "(", `\)`, ")", `\\`, `\`).Replace(s)
		})
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16([]byte(raw[2*i:]))
		}
		out = append(out, string(utf16.Decode(units)))
	}
	return out
}

// streams unpacks all streams of a document.
func streams(t *testing.T, data []byte) string {
	t.Helper()
	var all strings.Builder
	for _, part := range bytes.Split(data, []byte("stream\n"))[1:] {
		if z, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			text, _ := io.ReadAll(z)
			all.Write(text)
		} else {
			all.Write(part)
		}
	}
	return all.String()
}

func write(t testing.TB, pages ...*scene.Scene) []byte {
	t.Helper()
	data, err := pdf.Write(pages, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSameScenesSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample(), sample()), write(t, sample(), sample())) {
		t.Error("two runs give different bytes")
	}
}

// A document has its pages' sizes, a language, and links that lead somewhere.
func TestDocument(t *testing.T) {
	data := string(write(t, sample(), &scene.Scene{Width: 10000, Height: 5000}))
	for _, want := range []string{"/Count 2", "/MediaBox [0 0 300.00 150.00]", "/MediaBox [0 0 75.00 37.50]", "/Lang (da)", `/URI (https://example.org/?a=\(1\)&b=2)`, "/FontFile2"} {
		if !strings.Contains(data, want) {
			t.Errorf("%s is not in the document", want)
		}
	}
	if strings.Contains(data, "plan/") {
		t.Error("an address that counts from a page is a link")
	}
	title := "\xfe\xff"
	for _, u := range utf16.Encode([]rune("Plan (æøå)")) {
		title += string([]byte{byte(u >> 8), byte(u)})
	}
	if !strings.Contains(strings.NewReplacer(`\(`, "(", `\)`, ")").Replace(data), "/Title ("+title+")") {
		t.Error("the title is not in the document")
	}
	if len(data) > 60_000 {
		t.Errorf("%d bytes: the faces are not cut down", len(data))
	}
}

func TestNoPagesIsAnError(t *testing.T) {
	for _, pages := range [][]*scene.Scene{nil, {{Width: 100}}} {
		if data, err := pdf.Write(pages, pdf.Options{}); err == nil || data != nil {
			t.Errorf("%v gives %d bytes and %v", pages, len(data), err)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		write(b, sample())
	}
}
