package text

import (
	"fmt"
	"strings"

	"kvartal/timeline/chart"
	"kvartal/timeline/locale"
)

// mail writes a list of all dates: the title in capitals, the period, each
// section with a line for each task, then the markers.
func mail(c *chart.Chart, o Options) []byte {
	var b strings.Builder
	put := func(words, tail string) {
		for _, l := range wrapBefore(words, tail, o.Width) {
			b.WriteString(l + "\n")
		}
	}
	put(strings.ToUpper(chart.Plain(c.Title)), "")
	if dates := period(c, o.Locale); dates != "" {
		put(o.Locale.Must("chart")+",", dates)
	} else {
		put(o.Locale.Must("chart"), "")
	}
	group := func(name string, tasks []chart.Task) {
		if len(tasks) == 0 {
			return
		}
		b.WriteByte('\n')
		put(chart.Plain(name), "")
		for _, t := range tasks {
			first := "* "
			lines := wrapBefore(mailName(o.Locale, t), when(o.Locale, t), o.Width-2)
			last := len(lines) - 1
			lines = append(lines[:last], wrap(lines[last]+mailRest(o.Locale, t), o.Width-2)...)
			for _, l := range lines {
				b.WriteString(first + l + "\n")
				first = "  "
			}
		}
	}
	for _, section := range c.Sections {
		var tasks []chart.Task
		for _, i := range section.Rows {
			tasks = append(tasks, c.Tasks[i])
		}
		group(section.Label(), tasks)
	}
	var markers []chart.Task
	for _, t := range c.Tasks {
		if t.Kind == chart.Marker {
			markers = append(markers, t)
		}
	}
	group(o.Locale.Must("markers"), markers)
	if len(c.Tasks) == 0 {
		put(o.Locale.Must("no_tasks")+".", "")
	}
	if o.Page != "" { // an address is never broken
		b.WriteString("\n" + o.Locale.Must("see_online") + " " + o.Page + "\n")
	}
	return []byte(b.String())
}

// mailName gives "MILEPÆL  Byrådet beslutter:".
func mailName(l *locale.Locale, t chart.Task) string {
	name := chart.Plain(t.Label())
	if t.Kind == chart.Milestone || t.Critical && t.Kind == chart.Bar {
		kind := l.TaskKind(t.Kind.String(), t.Critical, chart.Planned.String())
		name = strings.TrimSpace(strings.ToUpper(kind) + "  " + name)
	}
	if name == "" {
		return ""
	}
	return name + ":"
}

// mailRest gives " (afsluttet; oprindelig plan: 1. apr. 2027)": what is to be said
// behind the dates.
func mailRest(l *locale.Locale, t chart.Task) string {
	var rest []string
	if t.Status != chart.Planned {
		rest = append(rest, strings.ToLower(l.Must(t.Status.String())))
	}
	if t.Progress != nil {
		rest = append(rest, fmt.Sprintf("%d %%", *t.Progress))
	}
	if t.Baseline != nil {
		rest = append(rest, strings.ToLower(l.Must("baseline"))+": "+l.Period(t.Baseline.Start, t.Baseline.End))
	}
	if len(rest) == 0 {
		return ""
	}
	return " (" + strings.Join(rest, "; ") + ")"
}
