package cli_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kvartal/site/cli"
)

// The scripts in testdata run the program as its users do; their language is
// that of package testscript. The commands that it does not have stand in
// commands_test.go. With -update, files that "cmp" compares with are written
// anew; -testwork keeps the folders.

var update = flag.Bool("update", false, "rewrite what scripts compare with")

// rootFolder names the variable that tells the program where the repository
// stands: only package main holds its licences and its page on messages.
const rootFolder = "KVARTAL_TEST_ROOT"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mortal": mortal, "kvartal": program})
}

// program is kvartal as package main makes it.
func program() {
	cli.Main(embedded("NOTICE"), embedded("content/handbook/errors.md"))
}

func embedded(file string) string {
	data, err := os.ReadFile(filepath.Join(os.Getenv(rootFolder), filepath.FromSlash(file)))
	if err != nil {
		panic(err)
	}
	return string(data)
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		Setup:               setup,
		Cmds:                scriptCommands,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// setup gives a script what it needs of the world: the seed page as $SEED, the
// program as $KVARTAL (for scripts that change PATH), and a git that asks for
// nobody's settings and looks for no repository above the script's folder.
func setup(env *testscript.Env) error {
	program, err := exec.LookPath("kvartal") // put there by testscript.Main
	if err != nil {
		return err
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	seed, err := filepath.Abs("../testdata/OS2display_roadmap.md")
	if err != nil {
		return err
	}
	for _, v := range [][2]string{
		{"KVARTAL", program},
		{"SEED", seed},
		{rootFolder, root},
		{"GIT_CONFIG_GLOBAL", os.DevNull},
		{"GIT_CONFIG_NOSYSTEM", "1"},
		{"GIT_CEILING_DIRECTORIES", filepath.Dir(env.WorkDir)},
		{"GIT_AUTHOR_NAME", "Anna"},
		{"GIT_AUTHOR_EMAIL", "anna@example.org"},
		{"GIT_COMMITTER_NAME", "Anna"},
		{"GIT_COMMITTER_EMAIL", "anna@example.org"},
	} {
		env.Setenv(v[0], v[1])
	}
	env.Values[remembered{}] = map[string]tree{}
	return nil
}
