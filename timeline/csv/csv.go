// Package csv takes a chart and gives its tasks as comma-separated values (RFC
// 4180), a row each, for spreadsheets and other programs.
//
// The columns have the names and meanings of the fields that package json gives
// a task, and stand there whether or not a task has a value; those of baseline are called
// baseline_start, baseline_end and baseline_last_day. Two differences: what has
// no value is empty, and days are written as spreadsheets read them, "2026-03-01", or
// "2026-03-01 09:30:00" in all of a chart where anything has an hour. flags
// stand in one cell, with blanks between.
//
// A spreadsheet takes a cell that begins with "=", "+", "-" or "@" for a formula and
// computes it, whoever wrote it. Texts that begin so get an apostrophe in front,
// "'=1+1", which spreadsheets take for "this is text".
package csv

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/json"
)

// Options say for whom the values are. The zero value is RFC 4180: commas,
// UTF-8 without a byte order mark.
type Options struct {
	// Excel puts semicolons between the values and a byte order mark before them:
	// what Excel opens by a double click where commas stand in numbers, as in
	// Denmark.
	Excel bool
}

// column is one of the table: its name, and its value in a row.
type column struct {
	name  string
	value func(json.Task) string
}

var columns = []column{
	{"id", func(t json.Task) string { return words(t.ID) }},
	{"name", func(t json.Task) string { return words(t.Name) }},
	{"section", func(t json.Task) string { return words(t.Section) }},
	{"kind", func(t json.Task) string { return t.Kind }},
	{"start", func(t json.Task) string { return t.Start }},
	{"end", func(t json.Task) string { return t.End }},
	{"drawn_end", func(t json.Task) string { return t.DrawnEnd }},
	{"last_day", func(t json.Task) string { return t.LastDay }},
	{"status", func(t json.Task) string { return t.Status }},
	{"flags", func(t json.Task) string { return strings.Join(t.Flags, " ") }},
	{"critical", func(t json.Task) string { return strconv.FormatBool(t.Critical) }},
	{"progress", func(t json.Task) string {
		if t.Progress == nil {
			return ""
		}
		return strconv.Itoa(*t.Progress)
	}},
	{"owner", func(t json.Task) string { return words(t.Owner) }},
	{"link", func(t json.Task) string { return words(t.Link) }},
	{"note", func(t json.Task) string { return words(t.Note) }},
	{"baseline_start", func(t json.Task) string { return baseline(t).Start }},
	{"baseline_end", func(t json.Task) string { return baseline(t).End }},
	{"baseline_last_day", func(t json.Task) string { return baseline(t).LastDay }},
	{"line", func(t json.Task) string { return strconv.Itoa(t.Line) }},
	{"error", func(t json.Task) string { return words(t.Error) }},
	{"differs", func(t json.Task) string { return t.Differs }},
}

// times are the columns of instants.
var times = map[string]bool{"start": true, "end": true, "drawn_end": true, "baseline_start": true, "baseline_end": true}

// Write returns a chart's tasks, below a row with the names of the columns.
func Write(c *chart.Chart, o Options) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if o.Excel {
		b.WriteString("\uFEFF")
		w.Comma = ';'
	}
	rows, hours := [][]string{nil}, false
	for _, column := range columns {
		rows[0] = append(rows[0], column.name)
	}
	for _, t := range json.Tasks(c) {
		row := make([]string, len(columns))
		for i, column := range columns {
			row[i] = column.value(t)
			hours = hours || times[column.name] && row[i] != "" && !strings.HasSuffix(row[i], midnight)
		}
		rows = append(rows, row)
	}
	for _, row := range rows[1:] {
		for i, column := range columns {
			if times[column.name] && hours {
				row[i] = strings.Replace(row[i], "T", " ", 1)
			} else if times[column.name] {
				row[i] = strings.TrimSuffix(row[i], midnight)
			}
		}
	}
	_ = w.WriteAll(rows) // a buffer takes everything
	return b.Bytes()
}

// midnight is how an instant without an hour ends.
const midnight = "T00:00:00"

func baseline(t json.Task) json.Period {
	if t.Baseline == nil {
		return json.Period{}
	}
	return *t.Baseline
}

// words returns an author's text as a cell that no spreadsheet computes.
func words(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
