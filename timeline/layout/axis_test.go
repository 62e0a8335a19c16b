package layout_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/scene"
)

// The tiers of the axis follow the span: what the header says, from left to
// right, the upper tier first.
func TestTiersFollowTheSpan(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{
			"minutes under the day", "dateFormat YYYY-MM-DD HH:mm\nA :2026-03-07 22:00, 40m",
			"lørdag 7. marts 2026 | 22:00 22:02 22:04 22:06 22:08 22:10 22:12 22:14 22:16 22:18 22:20 22:22 22:24 22:26 22:28 22:30 22:32 22:34 22:36 22:38",
		},
		{
			"hours under days", "dateFormat YYYY-MM-DD HH:mm\nA :2026-03-07 00:00, 47h\nB :2026-03-08 22:30, 1h",
			"lørdag 7. marts 2026, søndag 8. marts 2026 | 00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00 00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00",
		},
		{
			"days with their names", "A :2026-03-30, 7d",
			"marts 2026, april 2026 | man. 30. tir. 31. ons. 1. tor. 2. fre. 3. lør. 4. søn. 5.",
		},
		{
			"weeks under months, across the year", "A :2025-12-15, 2026-01-25",
			"december 2025, januar 2026 | uge 51 uge 52 uge 1 uge 2 uge 3 uge 4",
		},
		{
			"months under years", "A :2025-10-10, 2026-03-05",
			"2025, 2026 | oktober november december januar februar marts",
		},
		{
			"quarters under years", "A :2025-10-10, 2028-03-05",
			"2025, 2026, 2027, 2028 | 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt.",
		},
		{"half years under years", "A :2020-04-01, 2030-01-01", "2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029 | H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2"},
		{"years alone", "A :2012-01-01, 2032-01-01", "2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030 2031"},
		{"six months are a half year", "tickInterval 6month\nA :2026-01-01, 2027-06-01", "2026, 2027 | 1. halvår 2. halvår 1. halvår"},
		{"two quarters are a half year", "tickInterval 2quarter\nA :2026-01-01, 2027-06-01", "2026, 2027 | 1. halvår 2. halvår 1. halvår"},
		{"centuries", "A :1000-01-01, 2000-01-01", "1000–1099 1100–1199 1200–1299 1300–1399 1400–1499 1500–1599 1600–1699 1700–1799 1800–1899 1900–1999"},
		{"the author's quarters", "tickInterval 1quarter\nA :2026-01-01, 2026-12-01", "2026 | 1. kvt. 2. kvt. 3. kvt. 4. kvt."},
		{"three months are a quarter", "tickInterval 3month\nA :2026-01-01, 2026-12-01", "2026 | 1. kvt. 2. kvt. 3. kvt. 4. kvt."},
		{"the author's weeks are ISO weeks", "tickInterval 1week\nA :2026-12-07, 2w", "december 2026 | uge 50 uge 51"},
		{"weeks from another day", "tickInterval 1week\nweekday sunday\nA :2026-12-07, 2w", "december 2026 | uge 50 uge 51 uge 52"},
		{"a milestone at the end has its day", "A :2026-03-30, 2d\nM :milestone, 2026-04-01, 0d", "marts 2026, april 2026 | man. 30. tir. 31. ons. 1."},
		{"two months", "tickInterval 2month\nA :2026-01-01, 2026-07-01", "2026 | jan. – feb. mar. – apr. maj – jun."},
		{"ticks longer than the chart", "tickInterval 1year\nA :2026-02-01, 2026-04-01", "2026"},
		{"ticks too fine for labels", "tickInterval 1week\nA :2026-01-01, 2026-11-30", "2026 | januar februar marts april maj juni juli august september oktober november"},
		{"ticks too fine for lines", "tickInterval 1day\nA :2025-01-01, 2028-01-01", "2025, 2026, 2027 | 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt."},
		{"the author's format", "tickInterval 1month\naxisFormat %b\nA :2025-11-01, 2026-03-01", "2025, 2026 | nov. dec. jan. feb."},
		{"a format with the year needs no tier above", "tickInterval 1quarter\naxisFormat %Y-Q%q\nA :2025-10-01, 2026-07-01", "2025-Q4 2026-Q1 2026-Q2"},
		{"a format that repeats itself", "tickInterval 1month\naxisFormat %Y\nA :2025-11-01, 2026-03-01", "2025 2026"},
		{"every directive of a date", "axisFormat %-d.%_m.%y %a %j %U %V %W %u %w\nA :2026-02-01, 1d", "1. 2.26 søn. 032 05 05 04 7 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, headerOf(t, "gantt\n"+c.text, 1120)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Where room is short, years that belong together are named briefly before their
// fields become so long that half of the picture is empty.
func TestYearsAreNamedBriefly(t *testing.T) {
	const text = "gantt\nA :1978-01-01, 2028-01-01"
	for width, want := range map[int]string{
		720: "1970–1979 1980–1989 1990–1999 2000–2009 2010–2019 2020–2029",
		640: "1970–79 1980–89 1990–99 2000–09 2010–19 2020–29",
	} {
		if diff := cmp.Diff(want, headerOf(t, text, width)); diff != "" {
			t.Errorf("%d px (-want +got):\n%s", width, diff)
		}
	}
}

// A fiscal year has halves and quarters of its own.
func TestTiersOfFiscalYears(t *testing.T) {
	for _, c := range []struct{ end, want string }{
		{"2027-01-31", "2026/27 | juli august september oktober november december januar"},
		{"2029-06-30", "2026/27, 2027/28, 2028/29 | 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt. 3. kvt. 4. kvt."},
		{"2038-12-31", "2026/27, 2027/28, 2028/29, 2029/30, 2030/31, 2031/32, 2032/33, 2033/34, 2034/35, 2035/36, 2036/37, 2037/38 | H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1 H2 H1"},
	} {
		model, problems := timeline.Compile("", "fiscal_year_start = 7\n[[sections]]\n[[sections.tasks]]\nname = \"A\"\nstart = 2026-07-01\nend = "+c.end+"\n", timeline.Options{Language: timeline.TOML})
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		if diff := cmp.Diff(c.want, header(t, model, timeline.Options{})); diff != "" {
			t.Errorf("to %s (-want +got):\n%s", c.end, diff)
		}
	}
}

// Lines between years are darker, and between decades where fields are years;
// one decade alone is not.
func TestDarkerLines(t *testing.T) {
	for text, want := range map[string]int{
		"A :2025-10-01, 2027-04-01": 2,
		"A :2026-02-01, 2026-10-01": 0,
		"A :1991-01-01, 2010-01-01": 0,
		"A :2005-01-01, 2025-01-01": 2,
	} {
		model, _ := timeline.Compile("", "gantt\n"+text, timeline.Options{})
		dark := 0
		for _, n := range timeline.Scene(model, timeline.Options{}).Nodes {
			if g, ok := n.(scene.Group); ok && g.Name == "grid" {
				for _, n := range g.Nodes {
					if n.(scene.Line).Stroke == scene.P(scene.GridStrong) {
						dark++
					}
				}
			}
		}
		if dark != want {
			t.Errorf("%s: %d darker lines, want %d", text, dark, want)
		}
	}
}

// Where fields are days, a milestone stands within the field of its day; where
// they are longer, exactly where its day begins.
func TestMilestonesStandInTheirDay(t *testing.T) {
	for _, c := range []struct {
		name, text string
		share      int // of the plot's width, in hundredths
	}{
		{"the second of two days", "A :2026-03-30, 2d\nM :milestone, 2026-03-31, 0d", 75},
		{"the third of four quarters", "A :2026-01-01, 2027-01-01\ntickInterval 1quarter\nM :milestone, 2026-07-02, 0d", 50}, // half of 365 days, to a day
		{"an hour of one day", "dateFormat YYYY-MM-DD HH:mm\nA :2026-03-30 00:00, 10h\nM :milestone, 2026-03-30 05:00, 0h", 50},
	} {
		model, _ := timeline.Compile("", "gantt\n"+c.text, timeline.Options{})
		var left, right, diamond int
		for _, n := range timeline.Scene(model, timeline.Options{}).Nodes {
			g, ok := n.(scene.Group)
			if !ok {
				continue
			}
			for _, n := range g.Nodes {
				switch n := n.(type) {
				case scene.Line:
					if g.Name == "axis" && n.Y1 == n.Y2 {
						left, right = n.X1, n.X2
					}
				case scene.Path:
					if g.Name == "row" && n.Closed {
						diamond = n.Points[0].X
					}
				}
			}
		}
		if got, want := diamond-left, (right-left)*c.share/100; got < want-200 || want+200 < got {
			t.Errorf("%s: the diamond is %d from the left of %d, want about %d", c.name, got, right-left, want)
		}
	}
}

// Where there is no room, labels are short ones, all of them alike.
func TestLabelsShortenTogether(t *testing.T) {
	const text = "gantt\nA :2026-01-01, 2027-07-01"
	for width, want := range map[int]string{
		1120: "2026, 2027 | jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec. jan. feb. mar. apr. maj jun.",
		560:  "2026, 2027 | 1. kvt. 2. kvt. 3. kvt. 4. kvt. 1. kvt. 2. kvt.",
		330:  "2026, 2027 | K1 K2 K3 K4 K1 K2",
	} {
		if diff := cmp.Diff(want, headerOf(t, text, width)); diff != "" {
			t.Errorf("%d px (-want +got):\n%s", width, diff)
		}
	}
}

// headerOf gives the texts of a chart's axis, tiers parted by "|". One tier
// alone, like the upper of two, is in bold.
func headerOf(t *testing.T, text string, width int) string {
	t.Helper()
	c, problems := timeline.Compile("", text, timeline.Options{})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return header(t, c, timeline.Options{Width: width})
}

func header(t *testing.T, c *chart.Chart, o timeline.Options) string {
	t.Helper()
	for _, n := range timeline.Scene(c, o).Nodes {
		g, ok := n.(scene.Group)
		if !ok || g.Name != "axis" {
			continue
		}
		var upper, lower []string
		for _, n := range g.Nodes {
			switch n, ok := n.(scene.Text); {
			case ok && n.Bold:
				upper = append(upper, n.S)
			case ok:
				lower = append(lower, n.S)
			}
		}
		if lower == nil {
			return strings.Join(upper, " ")
		}
		return strings.Join(slices.Concat([]string{strings.Join(upper, ", "), "|"}, lower), " ")
	}
	t.Fatal("the scene has no axis")
	return ""
}
