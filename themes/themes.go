// Package themes holds the themes that are part of the program: FS has one
// folder for each, named as kvartal.toml names it. A theme is flat: its *.html
// files are html/template layouts and partials, everything else in it is
// published under theme/. It stands up here because go:embed cannot reach
// upwards; package site/theme reads it.
package themes

import "embed"

// Default is the theme of a site that names none, and the last place where a
// file is looked for that another theme lacks.
const Default = "default"

// FS holds the folder of every theme.
//
//go:embed all:default
var FS embed.FS
