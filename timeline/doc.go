// Package timeline takes the text of a roadmap and gives a picture, a table and
// a description of it. It needs no browser and no network, and the same text
// gives the same bytes on every machine.
//
//	c, problems := timeline.Compile("plan.mmd", text, timeline.Options{})
//	picture, err := timeline.Draw(c, timeline.Options{Form: timeline.Standalone})
//
// This page is the reference of the two languages that a roadmap is written in:
// Mermaid's gantt dialect, which most charts are in, and TOML, for new ones and
// for programs. Both give the same chart.
//
// # The language
//
// A roadmap in Mermaid's gantt dialect:
//
//	gantt
//	    title        Roadmap 2025-2027
//	    tickInterval 1quarter
//	    excludes     weekends
//
//	    section Milestones
//	    Owner appointed  :milestone, owner, 2025-10-01, 0d
//	    Source handed over :crit, milestone, 2026-01-01, 0d
//	    New year         :vert, 2026-01-01
//
//	    section Work
//	    Support          :done, s1, 2025-01-01, 2026-01-01
//	    Handing over     :active, after s1, 8w
//	    %% a comment
//
// The first word is gantt. After it, each line is a setting, a section, a task,
// a click or a comment, which begins with %%. Letter case does not count in
// keywords; it does in states, ids and units.
//
// # Tasks
//
// A task is a name, a colon and up to three items between commas, with states
// before them:
//
//	Name :states, id, start, end
//	Name :states, start, end
//	Name :states, end
//
// With one item, the task begins where the task above it ends; of a milestone or
// a marker, the one item is its date. The name ends at the first colon.
//
// The states:
//
//	done       it is finished: hollow, with a tick
//	active     it is being worked on: it ends in stripes
//	crit       it is critical: red, a second outline, an exclamation mark
//	milestone  a point in time, drawn as a diamond half way between start and end
//	vert       a marker: a dashed line through the whole chart, with a flag
//
// An id is what other tasks refer to. Where two tasks have one id, the last is
// meant, and a warning names both.
//
// A start is a date or "after ID", or "after ID ID": the latest end of them. An
// end is a date, a duration, or "until ID": the earliest start. The end of a
// period is the first moment after it: 2026-01-01 as an end means that New
// Year's Eve is the last day. See inclusiveEndDates for the other reading.
//
// A duration is a number and a unit: ms, s, m (minutes), h, d, w, M (months), y.
// Days off do not count in it.
//
// # Sections
//
// "section Name" puts the tasks below it under a heading. Tasks before the first
// section have none. "<br>" in the name of a section or task is a blank.
//
// # Settings
//
//	title T             the heading of the picture
//	accTitle: T         its name for those who do not see it; else the title
//	accDescr: T         more about it for them; "accDescr { T }" goes over lines
//	dateFormat F        how dates are written: YYYY-MM-DD unless given
//	axisFormat F        how the axis is labelled; else in the page's language
//	tickInterval N UNIT how far apart its lines are; else, or where they would be
//	                    less than 4 px apart, as the span asks
//	excludes LIST       days that nobody works: weekends, days of the week, dates
//	includes LIST       days that are worked all the same
//	weekend DAY         the day that weekends begin on: saturday (default) or friday
//	weekday DAY         the day that the weeks of the axis begin on: monday (default)
//	inclusiveEndDates   a date as an end is the last day itself
//	todayMarker DATE    a line at that day; "off": no line, as without the setting
//	topAxis             accepted: the axis is always above
//
// The letters of dateFormat are the same in every language, and letter case counts:
//
//	YYYY  the year            2026        HH  the hour          09
//	MM    the month           03          mm  the minute        30
//	DD    the day             01          ss  the second        05
//
// so that DD-MM-YYYY reads 01-03-2026. All tokens are YYYY YY Q M MM MMM MMMM D DD Do
// DDD DDDD w ww W WW GGGG H HH h hh m mm s ss S SS SSS A a Z ZZ X x, and [literal
// text]. Text between them is literal.
//
// The directives of axisFormat are those of d3-time-format: %a %A %b %B %c %d %e
// %f %g %G %H %I %j %L %m %M %p %q %Q %s %S %u %U %V %w %W %x %X %y %Y %Z %%, and
// %-d without padding. Names of days and months are in the page's language.
//
// The units of tickInterval are millisecond, second, minute, hour, day, week,
// month, quarter, year and decade.
//
// # Links
//
//	click ID href "https://example.org/plan"
//	click a,b href "../plan/"
//
// makes the row of a task a link. Only https, http, mailto, tel and addresses
// without a scheme are taken; "call" has no effect.
//
// # Front matter and directives
//
// YAML between two lines "---" before gantt, and %%{init: {...}}%%, may set
// title, displayMode, and of config.gantt axisFormat, tickInterval, topAxis and
// displayMode. With displayMode compact the tasks of a section share rows, with
// their names at their bars. Sizes, fonts and colours of Mermaid's own drawing
// have no effect.
//
// # A roadmap in TOML
//
// The same as keys and values, in a file *.timeline.toml or a fence "timeline":
//
//	title = "Roadmap 2025-2027"
//	ticks = "1quarter"
//	excludes = ["weekends", "holidays:da"]
//
//	[[markers]]
//	name = "Election"
//	date = 2026-11-03
//
//	[[sections]]
//	name = "Work"
//
//	[[sections.tasks]]
//	id = "tender"
//	name = "Tender"
//	start = 2026-01-05
//	end = 2026-02-27        # the LAST DAY of the work
//	status = "done"
//
//	[[sections.tasks]]
//	name = "Build"
//	after = "tender"
//	duration = "8w"
//
//	[[sections.milestones]]
//	name = "In use"
//	date = "2026-Q3"
//	critical = true
//
// A table stands in double brackets on a line of its own, its keys below it, up
// to the next table. The roadmap's own keys stand above the first one. A task
// may also be written on one line: tasks = [{name = "Build", start = …}, …].
//
// BEWARE: end in TOML is the last day, as people say it. An end in Mermaid's
// language is the first day after, which TOML calls until; so is "end" in JSON.
// end = 2026-02-27, until = 2026-02-28 and Mermaid's 2026-02-28 are one moment.
//
// The keys of the roadmap:
//
//	title              the heading of the picture
//	description        more about it, for those who do not see it
//	from, to           the axis begins and ends here, exactly. A day as to is the first
//	                   that is not shown; a longer period is shown whole
//	ticks              how far apart the lines are, "1quarter": see tickInterval
//	fiscal_year_start  the month that years and quarters of the axis begin with, 1 to 12
//	excludes           days that nobody works: "weekends", "friday", dates, longer
//	                   periods, ranges "2026-07-06/2026-07-24" (the last day is in it),
//	                   "holidays:da"
//	year_markers       false: the lines between years are like the others
//	today              a line at that day
//	milestones         "rows" (default) or "packed": those of a section may share rows
//	dependencies       true: arrows show what tasks come after
//	markers            tables [[markers]]: lines through the whole chart
//	sections           tables [[sections]]: name, and tasks and milestones
//
// The keys of [[sections.tasks]], [[sections.milestones]] and [[markers]]:
//
//	name               what is shown; the only key that a section has of these
//	id                 one word that after and before of others name
//	start              the first day. Of milestones and markers, date is the same
//	date               the day of a milestone or marker
//	after              the id of a task, or a list of them: it begins when the last has ended
//	end                the last day
//	until              the first day after
//	duration           "2w", "10d", "3M": days off do not count, so that with weekends off
//	                   "5d" is a week, and "1w" seven days of work. With an end and without
//	                   a start, it is counted back
//	before             an id or a list: it ends when the first of them begins
//	status             "planned" (default), "active" or "done"
//	critical           true or false
//	progress           per cent done, 0 to 100; not of markers
//	owner              who answers for it
//	link               an address, as with click
//	note               more about it, for tooltip and table
//	baseline           {start = …, end = …}: as it was planned at first; not of markers
//
// Each task says once when it begins and once when it ends; a milestone or a
// marker may leave its end out, and then is a moment.
//
// A date is a date of TOML, 2026-03-01 or 2026-03-01T09:30:00, or a text: "2026-Q3",
// "2026-W12" (ISO 8601), "2026-03", "2026", and where fiscal_year_start is not January
// "2026/27" and "2026/27-Q1". A period begins, as start, with its first day, and ends, as
// end, with its last. A start may also be "after ID" or "after ID + 2w": so much later by
// the calendar, days off and all. A task that begins after another begins on a day
// of work, which Mermaid does not see to.
//
// Public holidays are those of da (Denmark), no (Norway), sv (Sweden), fi (Finland),
// is (Iceland), de (all of Germany) and gb (England and Wales), computed for each year.
// Those of da are the ones of the law: 24 December, 5 June and 1 May are not among them;
// list them as dates where nobody works then.
//
// # What is told
//
// Whatever cannot be read is reported with its line and a hint; nothing is
// guessed in silence. Errors are what Mermaid refuses, and where it invents: dates
// that do not exist, references to nobody, rings. What it accepts with a meaning is
// a warning at most; notes are only worth knowing. A task with an error stays in the
// picture as "fejl i datoen" and in the table, and all other tasks are right.
//
// Each problem has a code that stays the same, whatever its words become; those
// that begin with another word are met outside roadmaps too.
//
// The text as a whole:
//
//	roadmap-no-gantt            it does not begin with "gantt"
//	roadmap-other-language      Mermaid's language, where TOML is read
//	roadmap-second-gantt        there are two roadmaps in one text
//	roadmap-no-tasks            there is no task
//	too-long                    it has more than 4 MiB
//	many-problems               more than 500 problems; the rest is counted
//	roadmap-unknown-statement   a line that is neither a setting nor a task
//	roadmap-open-fence          text of the page in the roadmap, as its fence is not closed
//	roadmap-open-brace          "accDescr {" without its end
//	roadmap-behind-data         a comment or ";" behind a statement
//	roadmap-bad-front-matter    front matter that is no YAML
//	roadmap-bad-directive       a directive that is no JSON
//	roadmap-unknown-key         a key of TOML that there is not
//	roadmap-wrong-kind          a value of TOML of another kind
//
// Settings:
//
//	roadmap-empty-value         a keyword without its value
//	roadmap-bad-value           a word that the keyword does not know
//	roadmap-bad-option          an option of front matter that is not known
//	roadmap-bad-date-format     a dateFormat that fits none of the dates, or has letters of no meaning
//	roadmap-no-year             dateFormat has no year, or no day
//	roadmap-bad-axis-format     a % in axisFormat that is no directive
//	roadmap-bad-ticks           a tickInterval that cannot be read
//	roadmap-many-ticks          more than 10 000 lines; the interval is ignored
//	roadmap-empty-axis          limits of the axis with nothing between them
//	roadmap-bad-fiscal-year     no month that a year could begin with
//	roadmap-bad-exclude         a day off that is not known
//	roadmap-all-days-off        every day of the week is off
//	roadmap-long-range          a range of days off that is too long
//	roadmap-bad-today           a todayMarker that is neither "off" nor a date
//	roadmap-style-ignored       a style, which the theme gives
//	roadmap-quotes              a title within quotation marks, or with one alone
//	roadmap-setting-twice       a keyword that a later one of the same name takes the place of
//	roadmap-empty-section       a section without a name
//
// Tasks:
//
//	roadmap-no-name             a task without a name
//	roadmap-keyword-name        a name that Mermaid takes for a keyword, or the reverse
//	roadmap-colon-in-name       a name with a colon, as only so the data can be read
//	roadmap-too-many-items      more than an id, a start and an end
//	roadmap-tags-only           states, and no date
//	roadmap-one-item            a milestone or marker with one item
//	roadmap-comma               a comma at the end
//	roadmap-tag-typo            an id that was probably meant as a state
//	roadmap-bad-progress        no number from 0 to 100
//	roadmap-bad-baseline        a baseline without both of its dates, or turned around
//	roadmap-stretch-row         a row without a name, to make the axis longer
//	roadmap-year-line           a marker for a new year, which has its line already
//	roadmap-past-milestone      a milestone that lies before today and is not done
//	roadmap-long-milestone      a milestone or marker of TOML with an end days after its start
//
// Dates:
//
//	roadmap-bad-date            no date, or none that exists
//	roadmap-loose-date          a date that is not written as dateFormat says
//	roadmap-old-year            a year before 1000
//	roadmap-far-date            a date years from all others, whose year is probably a slip
//	roadmap-offset              a date with an offset from UTC
//	roadmap-no-start            no start, and no task above
//	roadmap-bad-end             neither a date nor a duration
//	roadmap-empty-end           an empty end: the bar has no length
//	roadmap-end-before-start    the end lies before the start
//	roadmap-two-dates           two keys of TOML that give one date
//	roadmap-loose-duration      a duration that only people can read: "3 days"
//	roadmap-starts-on-day-off   a start on a day off, which counts as worked
//	roadmap-too-far             an end beyond the year 10 000 or 10 000 days off
//
// References and links:
//
//	roadmap-duplicate-id        an id that several tasks have; the last is meant
//	roadmap-unknown-id          an id that no task has
//	roadmap-bad-id              an id that cannot be referred to
//	roadmap-ring                tasks that wait for each other
//	roadmap-many-afters         several "after" with commas
//	roadmap-bad-click           a click that cannot be read
//	roadmap-click-call          a call, which is never run
//	roadmap-bad-link            an address that is not allowed
//
// # Other forms
//
// Page writes an HTML page with the picture and all dates, Table only the table.
// Of the packages below this one, text writes a chart in columns for a terminal
// and a list of the dates for a mail, ics a calendar, csv rows for a
// spreadsheet, json the data for other programs; convert writes the text in the other
// language. All of them take a part of a chart as well, some of its sections or
// dates: see chart.Chart.Part.
//
// # The picture
//
// Names stand on the left, a row a task, unless the roadmap asks for rows that
// are shared. The axis has two tiers that follow the span: years and quarters,
// years and months, months and weeks, months and days, days and hours or minutes,
// or years alone. Lines between years are darker. Days off are shaded where a day
// is at least 3 px wide. The flags of markers avoid each other. The legend has
// what occurs. Each row says its exact dates in a tooltip. Where there is no room
// for a date, it stands on the other side of its bar or milestone than the name,
// or without its year, which the axis tells: "15. jun.", "aug. – feb.".
//
// Nothing is told by colour alone. A bar with progress is darker up to an edge; one
// that is active ends in stripes, one that is done is hollow and has a tick,
// critical ones have a second outline and an exclamation mark. A thin outline below a
// bar or milestone is when it was planned at first, and beside its dates stands by
// how many days it ends later or earlier: (+12 dage). Dependencies are drawn where the
// roadmap or Options.Dependencies asks for them: an arrow from each task to the one
// that comes after it.
//
// A Profile is where the picture will be seen. Web and Print have the names in a
// column, on up to three lines. Narrow, 360 px wide, and Newsletter, 600 px, have
// them at their bars, whole. A newsletter is at most 1400 px high: where the dates
// do not fit, they are left to the bars and the table; then the bars of a section
// share a lane; then the last line says how much is left out. Pages puts a chart
// on one A4, else on one A3, else on as many A4 as it takes, broken between
// sections where it can be; scene.Print has hues that are told apart in black and
// white.
//
// Texts keep to their places in whatever face a reader has: room is left for DejaVu
// Sans, Noto Sans and Roboto, which are wider than the Arial that is asked for.
// Colours have 4.5:1 for texts and 3:1 for shapes in every palette, and the hues of
// sections that follow each other are at least 10 apart (CIEDE2000) also for readers
// with protanopia, deuteranopia or tritanopia.
//
// Inline pictures take their colours from CSS, which a page needs once; see
// there. Standalone ones have them in presentation attributes, and nothing in
// them that a mail program or a sanitizer would remove.
//
// DrawPNG draws the same picture in dots, twice as many to the pixel unless
// Options.Scale says otherwise; DrawPDF writes sheets of paper whose text can be
// selected. Both have Liberation Sans within, which has the Latin, Greek,
// Cyrillic and Hebrew letters. Another character, an emoji for one, is a box with
// its number in it; Boxed tells which those are.
package timeline
