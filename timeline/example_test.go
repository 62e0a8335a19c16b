package timeline_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"

	"kvartal/timeline"
	"kvartal/timeline/chart"
	"kvartal/timeline/diag"
)

// show compiles a text and prints what was found and what it means.
func show(text string, l timeline.Language) {
	c, problems := timeline.Compile("", text, timeline.Options{Language: l})
	if err := (diag.Style{}).Write(os.Stdout, problems); err != nil {
		panic(err)
	}
	fmt.Print(chart.Format(c))
}

func Example() {
	c, problems := timeline.Compile("plan.mmd", "gantt\n  Tender :done, tender, 2026-01-05, 2026-02-28\n  Build :after tender, 8w\n", timeline.Options{})
	fmt.Println(len(problems), "problems")
	for _, t := range c.Tasks {
		fmt.Println(t.Name, t.Start.ISODate(), t.End.ISODate(), t.Status)
	}
	picture, err := timeline.Draw(c, timeline.Options{Form: timeline.Standalone})
	fmt.Println(string(picture[:4]), err)
	// Output:
	// 0 problems
	// Tender 2026-01-05 2026-02-28 done
	// Build 2026-02-28 2026-04-25 planned
	// <svg <nil>
}

// The picture in dots, as wide as a mail at twice its size, and on paper.
func ExampleDrawPNG() {
	c, _ := timeline.Compile("plan.mmd", "gantt\n  Tender 🎉 :done, tender, 2026-01-05, 2026-02-28\n", timeline.Options{})
	o := timeline.Options{Width: 600, Scale: 2}
	dots, err := timeline.DrawPNG(c, o)
	if err != nil {
		panic(err)
	}
	size, _ := png.DecodeConfig(bytes.NewReader(dots))
	fmt.Println(size.Width, "dots wide; as boxes:", string(timeline.Boxed(c, o)))
	sheets, err := timeline.DrawPDF(c, o)
	fmt.Println(string(sheets[:5]), err)
	// Output:
	// 1200 dots wide; as boxes: 🎉
	// %PDF- <nil>
}

// In TOML, end is the last day; until is the first day after.
func Example_lastDay() {
	show(`
[[sections]]
tasks = [
    {name = "To the last of February", start = 2026-02-01, end = 2026-02-28},
    {name = "The same",                start = 2026-02-01, until = 2026-03-01},
    {name = "The same",                start = "2026-02",  end = "2026-02"},
]`, timeline.TOML)
	// Output:
	// roadmap ""
	// span 2026-02-01 – 2026-03-01
	// section ""
	//     [task1] "To the last of February" 2026-02-01 – 2026-03-01
	//     [task2] "The same" 2026-02-01 – 2026-03-01
	//     [task3] "The same" 2026-02-01 – 2026-03-01
}

// Quarters, ISO weeks and fiscal years are those of the calendar.
func Example_periods() {
	show(`
fiscal_year_start = 7
[[sections]]
tasks = [
    {name = "A quarter", start = "2026-Q3", end = "2026-Q3"},
    {name = "A week", start = "2026-W53", end = "2026-W53"},
    {name = "A fiscal year", start = "2026/27", end = "2026/27"},
]`, timeline.TOML)
	// Output:
	// roadmap ""
	// span 2026-07-01 – 2027-07-01
	// axis years from month 7
	// section ""
	//     [task1] "A quarter" 2026-07-01 – 2026-10-01
	//     [task2] "A week" 2026-12-28 – 2027-01-04
	//     [task3] "A fiscal year" 2026-07-01 – 2027-07-01
}

// A task can wait for others, leave time between, end where another begins, or be
// counted back from its end.
func Example_waiting() {
	show(`
[[sections]]
tasks = [
    {id = "tender", name = "Tender", start = 2026-01-05, end = 2026-02-27},
    {name = "Build", start = "after tender + 2w", before = "live"},
    {name = "Train", duration = "2w", before = "live"},
]
milestones = [{id = "live", name = "In use", date = 2026-06-01}]`, timeline.TOML)
	// Output:
	// roadmap ""
	// span 2026-01-05 – 2026-06-01
	// section ""
	//     [tender] "Tender" 2026-01-05 – 2026-02-28
	//     [task1] "Build" 2026-03-14 – 2026-06-01 after tender + 2w before live
	//     [task2] "Train" 2026-05-18 – 2026-06-01 before live
	//     <live> "In use" at 2026-06-01 {milestone}
}

// Five days of work over Easter.
func Example_holidays() {
	show(`
excludes = ["weekends", "holidays:da"]
[[sections]]
tasks = [{name = "Review", start = 2026-03-30, duration = "5d"}]`, timeline.TOML)
	// Output:
	// roadmap ""
	// span 2026-03-30 – 2026-04-09
	// off sunday saturday holidays of da
	// section ""
	//     [task1] "Review" 2026-03-30 – 2026-04-09
}

// What is wrong is said all at once; the other tasks are right.
func Example_mistakes() {
	show(`
[[sections]]
tasks = [
    {name = "Wrong", start = "2026-02-30", end = 2026-03-10, status = "aktiv"},
    {name = "Right", start = 2026-03-01, end = 2026-03-10},
]`, timeline.TOML)
	// Output:
	// 4:30: error: date "2026-02-30" does not exist [roadmap-bad-date]
	//     4 |     {name = "Wrong", start = "2026-02-30", end = 2026-03-10, status = "aktiv"},
	//       |                              ^^^^^^^^^^^^
	//     hint: February 2026 has 28 days
	//
	// 4:71: error: "status": "aktiv" is not known [roadmap-bad-value]
	//     4 |     {name = "Wrong", start = "2026-02-30", end = 2026-03-10, status = "aktiv"},
	//       |                                                                       ^^^^^^^
	//     hint: did you mean "active"?
	//     hint: it may be "planned", "active" or "done"
	// roadmap ""
	// span 2026-03-01 – 2026-03-11
	// section ""
	//     [task1] "Wrong" FAULTY
	//     [task2] "Right" 2026-03-01 – 2026-03-11
}
