package timeline_test

import (
	"fmt"
	"os"

	"kvartal/timeline"
	"kvartal/timeline/diag"
)

// There is always a chart: the task with an error has none of its dates, and
// all others are right.
func ExampleCompile() {
	c, problems := timeline.Compile("plan.mmd", `gantt
    Tender   :tender, 2026-01-05, 8w
    Hearing  :2026-02-30, 10d
    Contract :milestone, after tendr, 0d
    Build    :after tender, 3M
`, timeline.Options{})
	if err := (diag.Style{}).Write(os.Stdout, problems); err != nil {
		panic(err)
	}
	fmt.Println()
	for _, t := range c.Tasks {
		if t.Faulty {
			fmt.Println(t.Name, "has an error")
			continue
		}
		fmt.Println(t.Name, t.Start.ISODate(), t.End.ISODate())
	}
	// Output:
	// plan.mmd:3:15: error: date "2026-02-30" does not exist [roadmap-bad-date]
	//     3 |     Hearing  :2026-02-30, 10d
	//       |               ^^^^^^^^^^
	//     hint: February 2026 has 28 days
	//
	// plan.mmd:4:32: error: no task has the id "tendr" [roadmap-unknown-id]
	//     4 |     Contract :milestone, after tendr, 0d
	//       |                                ^^^^^
	//     hint: did you mean "tender"?
	//
	// Tender 2026-01-05 2026-03-02
	// Hearing has an error
	// Contract has an error
	// Build 2026-03-02 2026-06-02
}

// A start may wait for several tasks, an end for the first that begins. Lines
// may refer to later ones.
func Example_references() {
	show(`gantt
    Both      :after a b, 1w
    Meanwhile :2026-01-05, until b
    First     :a, 2026-01-05, 2026-02-01
    Second    :b, 2026-01-19, 2026-03-01
    Then      :2w
`, timeline.Mermaid)
	// Output:
	// roadmap ""
	// span 2026-01-05 – 2026-03-15
	// section ""
	//     [task1] "Both" 2026-03-01 – 2026-03-08 after a and b differs: no-format
	//     [task2] "Meanwhile" 2026-01-05 – 2026-01-19 before b
	//     [a] "First" 2026-01-05 – 2026-02-01 differs: no-format
	//     [b] "Second" 2026-01-19 – 2026-03-01 differs: no-format
	//     [task3] "Then" 2026-03-01 – 2026-03-15 differs: no-format
}

// Days off make lengths longer, and never an end that is written out.
func Example_daysOff() {
	show(`gantt
    dateFormat YYYY-MM-DD
    excludes weekends 2026-05-14
    Five days of work :2026-05-11, 5d
    To a day          :2026-05-11, 2026-05-17
`, timeline.Mermaid)
	// Output:
	// roadmap ""
	// span 2026-05-11 – 2026-05-19
	// off sunday saturday 2026-05-14
	// section ""
	//     [task1] "Five days of work" 2026-05-11 – 2026-05-19
	//     [task2] "To a day" 2026-05-11 – 2026-05-17
}
