package chart

// Rule is why a task's dates or flags differ from Mermaid's on purpose.
type Rule uint8

// The rules.
const (
	NoRule           Rule = iota // they are the same
	RuleOneItem                  // "milestone, DATE" stands at the date, not half way to it
	RuleManyAfters               // "after a, after b, 3d" follows the later of both
	RuleLaterColon               // the name holds colons, since only so the data can be read
	RuleDroppedComma             // an empty item at the end was left out
	RuleNoFormat                 // without dateFormat, dates are YYYY-MM-DD
	RuleDateFormat               // letters of dateFormat that are no token are read as those meant
	RuleLenientDate              // zeros or letter case other than dateFormat says
	RuleLooseUnit                // "3 days" is 3d
	RuleUnixSeconds              // dateFormat X counts seconds for starts too
	RuleOffset                   // an offset from UTC was applied
	RuleOrder                    // `after` waits for every task it names, also later ones
	RulePrevious                 // the previous task is the one above, also when its id is used again
	RuleNoStretch                // days off do not move an end that is written out, or `until`
	RuleMoreTokens               // dateFormat has tokens that Mermaid documents but cannot read
	RuleBehindData               // %% behind the data begins a comment; Mermaid reads it as part of the end
	RuleKeywordName              // Mermaid takes a line with this name for a setting or a comment, and has no such task
	RuleWorkdays                 // includes names a day of the week
)

var ruleNames = [...]string{
	NoRule:           "",
	RuleOneItem:      "one-item",
	RuleManyAfters:   "many-afters",
	RuleLaterColon:   "later-colon",
	RuleDroppedComma: "dropped-comma",
	RuleNoFormat:     "no-format",
	RuleDateFormat:   "date-format",
	RuleLenientDate:  "lenient-date",
	RuleLooseUnit:    "loose-unit",
	RuleUnixSeconds:  "unix-seconds",
	RuleOffset:       "offset",
	RuleOrder:        "order",
	RulePrevious:     "previous",
	RuleNoStretch:    "no-stretch",
	RuleMoreTokens:   "more-tokens",
	RuleBehindData:   "behind-data",
	RuleKeywordName:  "keyword-name",
	RuleWorkdays:     "workdays",
}

// String gives the name that stands in Task.Differs and in the JSON form, "" for
// NoRule.
func (r Rule) String() string { return ruleNames[r] }

// The reasons of problems, as they stand in diag.Diag.Code.
const (
	codeNoTasks      = "roadmap-no-tasks"
	codeNoName       = "roadmap-no-name"
	codeDuplicateID  = "roadmap-duplicate-id"
	codeUnknownID    = "roadmap-unknown-id"
	codeRing         = "roadmap-ring"
	codeBadDate      = "roadmap-bad-date"
	codeLooseDate    = "roadmap-loose-date"
	codeOldYear      = "roadmap-old-year"
	codeFarDate      = "roadmap-far-date"
	codeNoYear       = "roadmap-no-year"
	codeOffset       = "roadmap-offset"
	codeBadEnd       = "roadmap-bad-end"
	codeLooseUnit    = "roadmap-loose-duration"
	codeEmptyEnd     = "roadmap-empty-end"
	codeEndFirst     = "roadmap-end-before-start"
	codeNoStart      = "roadmap-no-start"
	codeTooMany      = "roadmap-too-many-items"
	codeTagsOnly     = "roadmap-tags-only"
	codeOneItem      = "roadmap-one-item"
	codeComma        = "roadmap-comma"
	codeManyAfters   = "roadmap-many-afters"
	codeColon        = "roadmap-colon-in-name"
	codeKeywordName  = "roadmap-keyword-name"
	codeTagTypo      = "roadmap-tag-typo"
	codeBadID        = "roadmap-bad-id"
	codeStartsOff    = "roadmap-starts-on-day-off"
	codeAllOff       = "roadmap-all-days-off"
	codeTooFar       = "roadmap-too-far"
	codeBadFormat    = "roadmap-bad-date-format"
	codeBadAxis      = "roadmap-bad-axis-format"
	codeBadTicks     = "roadmap-bad-ticks"
	codeManyTicks    = "roadmap-many-ticks"
	codeBadExclude   = "roadmap-bad-exclude"
	codeBadToday     = "roadmap-bad-today"
	codeIgnoredStyle = "roadmap-style-ignored"
	codeBadOption    = "roadmap-bad-option"
	codeCall         = "roadmap-click-call"
	codeBadLink      = "roadmap-bad-link"
	codeStretchRow   = "roadmap-stretch-row"
	codeYearLine     = "roadmap-year-line"
	codeQuotes       = "roadmap-quotes"

	codePastMilestone = "roadmap-past-milestone"
	codeLongMoment    = "roadmap-long-milestone"
	codeSettingTwice  = "roadmap-setting-twice"
	codeTwoDates      = "roadmap-two-dates"
	codeBadFiscal     = "roadmap-bad-fiscal-year"
	codeEmptyAxis     = "roadmap-empty-axis"
	codeBadProgress   = "roadmap-bad-progress"
	codeBadBaseline   = "roadmap-bad-baseline"
	codeLongRange     = "roadmap-long-range"
)
