// Package cli takes the words of a command line and does what they say. It is
// the one place that knows the clock, the environment, the working folder and
// the exit code.
//
// What the program has to say goes to standard error, what was asked for (a
// picture, a report, a version) to standard output. The exit code is 0 when
// all is fine, 1 when the work failed, 2 when the words were wrong.
//
// "kvartal build --json" writes one JSON object to standard output, also when
// the build fails: ok, pages, written, unchanged, removed, seconds, held (a
// list of file and reason) and diagnostics (a list of severity, code, file,
// line, col, width, message, text, hints and see, which is a list of places
// with file, line, col and message; what is not known is left out).
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"kvartal/themes"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/layout"
)

// Exit codes.
const (
	fine     = 0
	failed   = 1
	wrongUse = 2
)

// World is what commands have of the world outside.
type World struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Color          bool             // write ANSI colours to Stderr
	StdoutColor    bool             // write them to Stdout
	Live           bool             // Stderr is a terminal, so a line may be written anew
	Terminal       bool             // Stdout is a terminal
	Columns        int              // of the terminal that Stdout is; 0: unknown
	ASCII          bool             // Stdout cannot be trusted to show more
	Today          calendar.Instant // the day, where no option gives another
	Now            func() time.Time
	Themes         fs.FS                      // the built-in themes
	Notice         string                     // the licences
	Messages       string                     // the handbook's page on messages
	Open           func(address string) error // opens it in the user's browser
}

// commands is the grammar of the command line.
type commands struct {
	Build    buildCmd    `cmd:"" help:"Build the site into the folder public/."`
	Serve    serveCmd    `cmd:"" aliases:"server" help:"Build the site and show it on this computer."`
	Timeline timelineCmd `cmd:"" help:"Draw, check and format single roadmaps; \"kvartal timeline COMMAND --help\" lists the options."`
	Explain  explainCmd  `cmd:"" help:"Tell what a message means, or why a page is as it is."`
	Version  versionCmd  `cmd:"" help:"Say which version this is."`
}

// memoryWanted is how much memory the collector tries to stay below, so that a
// site of 100 000 pages is built in a gigabyte. It is a wish, not a bound.
const memoryWanted = 768 << 20

// Main runs the program and ends it. notice is the licences, messages the
// handbook's page on messages.
func Main(notice, messages string) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryWanted)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	y, m, d := time.Now().Date()
	code := Run(ctx, os.Args[1:], World{
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Color:  color(os.Stderr),
		Today:  calendar.Date(y, int(m), d),
		Now:    time.Now,
		Themes: themes.FS,
		Notice: notice,

		StdoutColor: color(os.Stdout),
		Live:        term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb",
		Terminal:    term.IsTerminal(int(os.Stdout.Fd())),
		Columns:     terminalColumns(os.Stdout),
		ASCII:       !utf8Locale(),
		Messages:    messages,
		Open:        openBrowser,
	})
	stop()
	os.Exit(code)
}

// color tells whether what is written to a file may have colours. It obeys
// NO_COLOR (no-color.org), CLICOLOR_FORCE and TERM=dumb.
func color(f *os.File) bool {
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	return os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// terminalColumns returns how wide a terminal is; where the file is none, the width
// of the one that COLUMNS tells of, else 0.
func terminalColumns(f *os.File) int {
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		return width
	}
	n, _ := strconv.Atoi(os.Getenv("COLUMNS"))
	return max(0, n)
}

// utf8Locale tells whether the environment's characters are UTF-8: the first of
// LC_ALL, LC_CTYPE and LANG that is set says so (POSIX). Windows' terminals take
// it always.
func utf8Locale() bool {
	if runtime.GOOS == "windows" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(os.Getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return false
}

// stopped is how kong's wish to end the program reaches Run.
type stopped int

// Run does what args say and returns the exit code.
func Run(ctx context.Context, args []string, w World) (code int) {
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(stopped)
			if !ok {
				panic(r)
			}
			code = int(s)
		}
	}()
	var c commands
	parser, err := kong.New(&c,
		kong.Name("kvartal"),
		kong.Description("Turns a folder of Markdown into a website and draws the roadmaps in it."),
		kong.Writers(w.Stdout, w.Stderr),
		kong.Exit(func(n int) { panic(stopped(n)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(w),
		kong.Vars{"forms": endings(), "profiles": strings.Join(layout.ProfileNames(), ", "), "stdin_name": stdinName},
	)
	if err != nil {
		fmt.Fprintln(w.Stderr, "kvartal:", err)
		return failed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	words, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(w.Stderr, "kvartal: %s\n", inPlainWords(err, args))
		fmt.Fprintln(w.Stderr, `hint: "kvartal --help" lists the commands, "kvartal COMMAND --help" its options`)
		return wrongUse
	}
	return w.exit(words.Run())
}

// exit tells of an error, if the user was not told yet, and gives the exit
// code. kong wraps what commands return.
func (w World) exit(err error) int {
	if err == nil {
		return fine
	}
	if errors.As(err, new(reported)) {
		return failed
	}
	fmt.Fprintf(w.Stderr, "kvartal: %s\n", err)
	if errors.As(err, new(usage)) {
		return wrongUse
	}
	return failed
}

// usage is an error of the words of the command line.
type usage string

func (u usage) Error() string { return string(u) }

// reported is an error that the user was told of already.
type reported struct{}

func (reported) Error() string { return "failed" }

// maxTold is how many problems are printed. Nobody reads more before mending
// some; --json has all.
const maxTold = 100

// report prints problems to standard error, and how to learn more about them.
func (w World) report(list diag.List) {
	if len(list) == 0 {
		return
	}
	_ = diag.Style{Color: w.Color, Most: maxTold}.Write(w.Stderr, list)
	fmt.Fprintf(w.Stderr, "\nmore about a message: kvartal explain %s\n\n", worst(list).Code)
}

// worst returns the first problem of the highest severity.
func worst(list diag.List) diag.Diag {
	return slices.MaxFunc(list, func(x, y diag.Diag) int { return cmp.Compare(x.Severity, y.Severity) })
}

// count gives "1 page", "3 pages".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
