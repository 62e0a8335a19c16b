package site

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"kvartal/themes"
	"kvartal/timeline/calendar"
)

// generated returns a site of n pages in sections of 100: Danish words, links
// between pages, lists and tables, and a roadmap on every twentieth page. The
// same n gives the same site.
func generated(n int) fstest.MapFS {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	words := strings.Fields("sekretariat roadmap milepæl forvaltning styregruppe udvikling drift leverandør kommune æbler øre ånd møde referat plan")
	fsys := fstest.MapFS{}
	write := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
	write("kvartal.toml", "title = \"Stor\"\n")
	write("content/_index.md", "+++\ntitle = \"Forside\"\n+++\nVelkommen.\n")
	for i := range n {
		section, page := i/100, i%100
		if page == 0 {
			write(fmt.Sprintf("content/afsnit-%03d/_index.md", section), fmt.Sprintf("+++\ntitle = \"Afsnit %d\"\n+++\nOm afsnittet.\n", section))
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "+++\ntitle = \"%s %d\"\ndate = 2026-01-%02d\n+++\n", words[r.IntN(len(words))], i, 1+i%28)
		for h := range 4 {
			fmt.Fprintf(&b, "## Om %s %d\n\n", words[r.IntN(len(words))], h)
			for range 3 {
				for range 45 {
					b.WriteString(words[r.IntN(len(words))] + " ")
				}
				to := r.IntN(n/100*100) + 1
				if to%100 == 0 {
					to++
				}
				fmt.Fprintf(&b, "og [en anden side](../afsnit-%03d/side-%02d.md).\n\n", to/100%max(1, n/100), to%100)
			}
			b.WriteString("- et punkt\n- **et til**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n")
		}
		if i%20 == 1 {
			b.WriteString("```mermaid\ngantt\n dateFormat YYYY-MM-DD\n section Drift\n Fase :2026-01-01, 30d\n Klar :milestone, 2026-03-01, 0d\n```\n")
		}
		write(fmt.Sprintf("content/afsnit-%03d/side-%02d.md", section, page), b.String())
	}
	return fsys
}

// discard is a sink that reads everything and keeps nothing.
type discard struct{}

func (discard) Put(_ string, _ int64, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	return err
}

func benchOptions(n int) Options {
	return Options{Project: generated(n), Themes: themes.FS, Today: calendar.Date(2026, 11, 23)}
}

func mustBuild(b *testing.B, o Options, prev *Snapshot) *Snapshot {
	s, list := Build(context.Background(), o, prev)
	if s == nil {
		b.Fatal(list)
	}
	return s
}

func BenchmarkFullBuild(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			o := benchOptions(n)
			o.Sink = discard{}
			b.ReportAllocs()
			for b.Loop() {
				mustBuild(b, o, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/page")
		})
	}
}

// BenchmarkRoadmapFiles builds a site with a roadmap on every twentieth page: what
// their files cost, PNG apart, which a build keeps from the one before.
func BenchmarkRoadmapFiles(b *testing.B) {
	for _, files := range []string{`[]`, `["svg", "ics", "csv"]`, `["svg", "png", "ics", "csv"]`} {
		b.Run(strings.ReplaceAll(files, " ", ""), func(b *testing.B) {
			o := benchOptions(1000)
			o.Project.(fstest.MapFS)["kvartal.toml"] = &fstest.MapFile{Data: []byte("[roadmap]\nfiles = " + files + "\n")}
			o.Sink = discard{}
			for b.Loop() {
				mustBuild(b, o, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*50), "µs/roadmap")
		})
	}
}

func BenchmarkEditedBody(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			o := benchOptions(n)
			fsys := o.Project.(fstest.MapFS)
			page := fsys["content/afsnit-000/side-05.md"]
			last := mustBuild(b, o, nil)
			b.ReportAllocs()
			for b.Loop() {
				page.Data = append(page.Data, "\nEn linje mere.\n"...)
				last = mustBuild(b, o, last)
			}
		})
	}
}
