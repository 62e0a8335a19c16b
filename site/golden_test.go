package site

import (
	"context"
	"flag"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"kvartal/site/plan"
	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/golden"
)

var update = flag.Bool("update", false, "rewrite goldens")

// Every archive in testdata/sites is a site: its files, and what comes of
// them. "report" is what a user is told, "plan" every output (of the theme only
// the files that the site brings), and "public/..." the outputs that an archive
// names, whole.
func TestSites(t *testing.T) {
	golden.Run(t, "sites/*.txtar", *update, func(t *testing.T, in *txtar.Archive) []txtar.File {
		project := fstest.MapFS{}
		for _, p := range in.Files {
			if p.Name != "report" && p.Name != "plan" && !strings.HasPrefix(p.Name, "public/") {
				project[p.Name] = &fstest.MapFile{Data: p.Data}
			}
		}
		s, list := Build(context.Background(), Options{Project: project, Themes: themes.FS, Today: calendar.Date(2026, 11, 23)}, nil)
		var report strings.Builder
		if err := (diag.Style{}).Write(&report, list); err != nil {
			t.Fatal(err)
		}
		results := []txtar.File{{Name: "report", Data: []byte(report.String())}}
		if s == nil {
			return results
		}
		results = append(results, txtar.File{Name: "plan", Data: []byte(plan.Format(ownPlan(s.Plan, project)))})
		for _, p := range in.Files {
			if name, ok := strings.CutPrefix(p.Name, "public/"); ok {
				out := s.Outputs[name]
				if out == nil {
					t.Errorf("%s is not made", name)
					continue
				}
				results = append(results, txtar.File{Name: p.Name, Data: out.Data})
			}
		}
		return results
	})
}

// ownPlan leaves out the files of the built-in theme.
func ownPlan(p *plan.Plan, project fstest.MapFS) *plan.Plan {
	own := &plan.Plan{}
	for _, o := range p.Outputs {
		brought := false
		for name := range project {
			brought = brought || !strings.HasPrefix(name, Content+"/") && strings.HasSuffix(name, "/"+o.Source)
		}
		if o.Kind != plan.Theme || brought {
			own.Outputs = append(own.Outputs, o)
		}
	}
	return own
}
