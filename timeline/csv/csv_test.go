package csv_test

import (
	stdcsv "encoding/csv"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline"
	"kvartal/timeline/csv"
	"kvartal/timeline/json"
)

func rows(t testing.TB, data []byte, comma rune) [][]string {
	t.Helper()
	r := stdcsv.NewReader(strings.NewReader(string(data)))
	r.Comma = comma
	all, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	return all
}

// The columns are the fields of the JSON, in their order.
func TestColumns(t *testing.T) {
	c, _ := timeline.Compile("", "gantt\nA :2026-01-05, 1d\n", timeline.Options{})
	var want []string
	task := reflect.TypeFor[json.Task]()
	name := func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	}
	for i := range task.NumField() {
		f := task.Field(i)
		if f.Type == reflect.TypeFor[*json.Period]() {
			for k := range f.Type.Elem().NumField() {
				want = append(want, name(f)+"_"+name(f.Type.Elem().Field(k)))
			}
			continue
		}
		want = append(want, name(f))
	}
	if diff := cmp.Diff(want, rows(t, csv.Write(c, csv.Options{}), ',')[0]); diff != "" {
		t.Error(diff)
	}
}

const plan = `title = "Plan"

[[sections]]
name = "-Drift"

[[sections.tasks]]
id = "udbud"
name = "=1+1, \"æ\"; x"
start = 2026-01-05
end = 2026-02-27
status = "active"
critical = true
progress = 40
owner = "@alle"
note = "to\nlinjer"
link = "https://example.org/"
baseline = {start = 2026-01-01, end = 2026-01-31}

[[sections.milestones]]
name = "I brug"
date = 2026-06-01
`

func TestRows(t *testing.T) {
	c, list := timeline.Compile("plan.timeline.toml", plan, timeline.Options{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	const want = "id,name,section,kind,start,end,drawn_end,last_day,status,flags,critical,progress,owner,link,note,baseline_start,baseline_end,baseline_last_day,line,error,differs\r\n" +
		"udbud,\"'=1+1, \"\"æ\"\"; x\",'-Drift,task,2026-01-05,2026-02-28,,2026-02-27,active,crit active,true,40,'@alle,https://example.org/,\"to\r\nlinjer\",2026-01-01,2026-02-01,2026-01-31,6,,\r\n" +
		"task1,I brug,'-Drift,milestone,2026-06-01,2026-06-01,,,planned,milestone,false,,,,,,,,19,,\r\n"
	if diff := cmp.Diff(want, string(csv.Write(c, csv.Options{}))); diff != "" {
		t.Error(diff)
	}
	excel := string(csv.Write(c, csv.Options{Excel: true}))
	if !strings.HasPrefix(excel, "\uFEFFid;name;") {
		t.Errorf("%.40q", excel)
	}
	if diff := cmp.Diff(rows(t, csv.Write(c, csv.Options{}), ','), rows(t, []byte(strings.TrimPrefix(excel, "\uFEFF")), ';')); diff != "" {
		t.Error(diff)
	}
}

// One hour in the chart, and all have one, so that a column holds one kind of
// value.
func TestHours(t *testing.T) {
	c, _ := timeline.Compile("", "gantt\ndateFormat YYYY-MM-DD HH:mm\nA :2026-01-05 09:30, 1h\nB :2026-01-06 00:00, 1d\nC :2026-13-01, 1d\n", timeline.Options{})
	all := rows(t, csv.Write(c, csv.Options{}), ',')
	if all[1][4] != "2026-01-05 09:30:00" || all[2][4] != "2026-01-06 00:00:00" || all[3][4] != "" || all[3][19] == "" {
		t.Errorf("%q", all)
	}
}

// No cell is a formula, and a reader gets back what was written.
func FuzzCells(f *testing.F) {
	f.Add("=HYPERLINK(\"x\")")
	f.Add("@SUM(A1)")
	f.Add("-1+1|cmd")
	f.Add("\"a\",b;c")
	f.Fuzz(func(t *testing.T, name string) {
		c, _ := timeline.Compile("", "gantt\n"+name+" :2026-01-05, 1d\n", timeline.Options{})
		all := rows(t, csv.Write(c, csv.Options{}), ',')
		if len(all) != len(c.Tasks)+1 {
			t.Fatalf("%d rows of %d tasks", len(all), len(c.Tasks))
		}
		for i, row := range all[1:] {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Fatalf("the cell %q is a formula", cell)
				}
			}
			if got, want := strings.TrimPrefix(row[1], "'"), strings.TrimPrefix(c.Tasks[i].Name, "'"); got != strings.ReplaceAll(want, "\r\n", "\n") {
				t.Fatalf("%q is read as %q", want, got)
			}
		}
	})
}
