package cli

import (
	"regexp"
	"strings"
)

// plainWords are the errors of the library that reads the command line, and
// what they are in the words of this program. What no line knows is told as it
// is.
var plainWords = []struct {
	theirs *regexp.Regexp
	ours   string
}{
	{regexp.MustCompile(`^missing flags: (.+)$`), "$1 is missing"},
	{regexp.MustCompile(`^expected "<(\w+)>(?: \.\.\.)?"`), "the name of a $1 is missing"},
	{regexp.MustCompile(`^(\S+): expected a valid \d+ bit u?int but got "(.*)"$`), `$1: "$2" is not a whole number`},
	{regexp.MustCompile(`^(\S+): expected .* but got "EOL" \(<EOL>\)$`), "$1: there is no value behind it"},
	{regexp.MustCompile(`^(\S+): bool value must be .* but got "(.*)"$`), `$1: "$2" is neither true nor false`},
	{regexp.MustCompile(`^unknown flag (\S+), did you mean "(.+)"\?$`), "there is no option $1; did you mean $2?"},
	{regexp.MustCompile(`^unknown flag (\S+)$`), "there is no option $1"},
	{regexp.MustCompile(`^unexpected argument (\S+), did you mean "(.+)"\?$`), `there is no command "$1"; did you mean "$2"?`},
}

var wordTooMany = regexp.MustCompile(`^unexpected argument (.+)$`)

// inPlainWords says what is wrong with the words of a command line; err is what
// the library says.
func inPlainWords(err error, args []string) string {
	text := err.Error()
	for _, w := range plainWords {
		if m := w.theirs.FindStringSubmatchIndex(text); m != nil {
			return string(w.theirs.ExpandString(nil, w.ours, text, m))
		}
	}
	if m := wordTooMany.FindStringSubmatch(text); m != nil {
		for _, arg := range args {
			if !strings.HasPrefix(arg, "-") {
				if arg == m[1] {
					return `there is no command "` + arg + `"`
				}
				break
			}
		}
		return `"` + m[1] + `" is a word too many`
	}
	return text
}
