package cli

import (
	"fmt"
	"runtime/debug"
)

type versionCmd struct {
	Licenses bool `help:"Print the licences of everything in the program."`
}

// Run prints the version that the program was built from.
func (c versionCmd) Run(w World) error {
	if c.Licenses {
		_, err := fmt.Fprint(w.Stdout, w.Notice)
		return err
	}
	version, revision := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				revision = " " + s.Value[:12]
			}
		}
	}
	_, err := fmt.Fprintf(w.Stdout, "kvartal %s%s\n", version, revision)
	return err
}
