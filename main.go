// Command kvartal turns a folder of Markdown into a website and draws the
// roadmaps in it. See README.md, and package cli for what it can do.
package main

import (
	_ "embed"

	"kvartal/site/cli"
)

//go:embed NOTICE
var notice string

//go:embed content/handbook/errors.md
var messagesPage string

func main() { cli.Main(notice, messagesPage) }
